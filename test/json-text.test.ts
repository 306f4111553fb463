/** Where a JSON value ends. */
import t from 'tap';
import { endOfNested, endOfString, endOfValue, pastWhite } from '../src/cluster/json-text.js';

/** The part of `text` behind the value that begins at `|`; undefined: it does not end. */
function behind(text: string, endOf: (body: Buffer, start: number) => number): string | undefined {
  const start = text.indexOf('|');
  const body = Buffer.from(text.replace('|', ''));
  const end = endOf(body, start);
  return end === -1 ? undefined : body.subarray(end).toString();
}

t.test('of any value', (t) => {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['|"a",', ','],
    ['x|"a"', ''],
    ['|"",""', ',""'],
    ['|"\\"":', ':'],
    ['|"\\\\":"', ':"'],
    ['|"a]}', undefined],
    ['|"a\\"', undefined],
    ['|"', undefined],
    ['|{}]', ']'],
    ['"|[]', ''],
    ['|[{"a":"]}"},[]]}', '}'],
    ['|{"a":["\\"}"]} ,', ' ,'],
    ['|[[]', undefined],
    ['|{"a":{}', undefined],
    ['|["a]', undefined],
    ['|{"', undefined],
    ['|1,2', ',2'],
    ['|-1.5e+3]', ']'],
    ['|true}', '}'],
    ['|null ]', ' ]'],
    ['|0\t', '\t'],
    ['|0\n', '\n'],
    ['|0\r', '\r'],
    ['|,', ','],
    ['|12', undefined],
    ['|', undefined],
  ];
  for (const [text, wanted] of rows) t.equal(behind(text, endOfValue), wanted, text);
  t.equal(behind('|"a",', endOfString), ',');
  t.equal(behind('|[1],', endOfNested), ',');
  t.end();
});

t.test('what is white', (t) => {
  t.equal(pastWhite(Buffer.from('a \t\r\n b'), 1), 6);
  t.equal(pastWhite(Buffer.from('a'), 0), 0);
  t.equal(pastWhite(Buffer.from('a  '), 1), 3);
  t.equal(pastWhite(Buffer.from('a\u00a0'), 1), 1, 'a space of another kind is none');
  t.equal(pastWhite(Buffer.from('\f'), 0), 0);
  t.equal(pastWhite(Buffer.from('a'), -1), -1, 'nowhere');
  t.end();
});
