import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import t from 'tap';
import { type ManifestFile, readManifests } from '../../src/manifests/read.js';
import { NODE } from '../support/program.js';

/** Texts that are meant to cost time, to throw, or to take other documents with them. */

const pod = (name: string): string => `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\n`;
const names = (file: ManifestFile): readonly string[] => file.objects.map((each) => `${each.kind}/${each.name}`);

t.test('hostile texts cost little', async (t) => {
  const size = 100_000;
  const rows: readonly (readonly [string, string])[] = [
    ['brackets', '['.repeat(size)],
    ['braces', '{'.repeat(size)],
    ['nested JSON', '{"a":'.repeat(size / 5)],
    ['JSON starts', `{}{}${'\n{"a":'.repeat(size / 6)}`],
    ['lists in lists', `${'{"apiVersion":"v1","kind":"List","items":['.repeat(4000)}${']}'.repeat(4000)}`],
    ['items that are no objects', `{"apiVersion":"v1","kind":"List","items":[${'1,'.repeat(size / 6)}1]}`],
    ['dashes', '- '.repeat(size / 2)],
    ['question marks', '? '.repeat(size / 2)],
    ['commas', `[${','.repeat(size)}`],
    ['entries', `[${'a,'.repeat(size / 2)}]`],
    ['backslashes', `"${'\\'.repeat(size)}`],
    ['quotes', '"'.repeat(size)],
    ['digits', '1'.repeat(size)],
    ['keys', 'a: 1\n'.repeat(size / 5)],
    ['templates', '{{ x }}\n'.repeat(size / 8)],
    ['separators', '---x\n'.repeat(size / 5)],
    ['blanks in a separator', `--- ${' '.repeat(size)}x`],
    ['end markers', `a\n${'...\n'.repeat(size / 4)}`],
    ['line breaks in quotes', `a: "${' \n'.repeat(size / 2)}"`],
    [
      'an alias bomb',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghij']
        .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[index]}`).join()}]`)
        .join('\n')}`,
    ],
  ];
  for (const [what, text] of rows) {
    const before = process.cpuUsage();
    readManifests(text, 'f');
    const { user } = process.cpuUsage(before);
    t.ok(user < 1_000_000, `${what}: ${Math.round(user / 1000)} ms`);
  }
});

t.test(
  '200,000 keys that are given twice are one line, and cost hardly more than other keys',
  { timeout: 600_000 },
  async (t) => {
    const count = 200_000;
    const keys = (second: string): string =>
      Array.from({ length: count }, (_, at) => `  k${at}: 1\n  ${second}${at}: 2\n`).join('');
    const entries = Array.from({ length: count }, (_, at) => `"k${at}": 1, "k${at}": 2`).join(', ');
    const rows: readonly (readonly [what: string, text: string, alike: string])[] = [
      ['each twice', `${pod('a')}d:\n${keys('k')}`, `${pod('a')}d:\n${keys('other')}`],
      ['one again and again', `${pod('a')}${'a: 1\n'.repeat(count + 1)}`, ''],
      ['in braces', `${pod('a')}d: {${'a: 1, '.repeat(count)}a: 1}\n`, ''],
      ['in a map each', `${pod('a')}d:\n${'- {a: 1, a: 2}\n'.repeat(count)}`, ''],
      ['JSON', `{"apiVersion": "v1", "kind": "X", "d": {${entries}}}`, ''],
    ];
    const costs = (text: string): { readonly ms: number; readonly file: ManifestFile } => {
      const before = process.cpuUsage();
      const file = readManifests(text, 'f');
      return { ms: process.cpuUsage(before).user / 1000, file };
    };
    for (const [what, text, alike] of rows) {
      const { ms, file } = costs(text);
      t.match(
        file.diagnostics,
        [{ severity: 'warning', message: /, and so are 199999 further keys of this document: / }],
        what,
      );
      t.equal(file.diagnostics.length, 1, what);
      t.equal(file.objects.length, 1, `${what}: the object is there`);
      t.ok(ms < 20_000, `${what}: ${Math.round(ms)} ms`);
      if (alike === '') continue;
      const other = costs(alike);
      t.same(other.file.diagnostics, []);
      t.ok(
        ms < 2 * other.ms + 1000,
        `${what}: ${Math.round(ms)} ms, and ${Math.round(other.ms)} ms for as many other keys`,
      );
    }
  },
);

t.test('no text makes it throw, and a broken document loses no other', async () => {
  const piece = fc.constantFrom(
    ...['a: ', '- ', '\n', '\n  ', ': ', '? ', '[', ']', '{', '}', ',', '#', '|', '>', '"', "'", '&a ', '*a', '<<: *a'],
    ...[
      '!!int ',
      '---',
      '\n---\n',
      '...',
      '\t',
      '\r\n',
      '{{ x }}',
      '{"a":1}',
      'kind: List',
      'items:',
      '\ufeff',
      '\u2028',
    ],
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
  );
  fc.assert(
    fc.property(text, (each) => {
      const file = readManifests(each, 'f');
      for (const { line, lineOf } of file.objects) if (line < 1 || lineOf('spec.containers[0].image') < 1) return false;
      return true;
    }),
    { numRuns: 1000, seed: 1 },
  );
  fc.assert(
    fc.property(text, (each) => {
      // A separator of its own inside the text may add documents; one without a line break before it may not.
      const file = readManifests(`${pod('before')}---\n${each}\n---\n${pod('after')}`, 'f');
      const found = names(file);
      return found.includes('Pod/before') && found.at(-1) === 'Pod/after';
    }),
    { numRuns: 1000, seed: 2 },
  );
});

t.test(
  'a text that is nested too deeply is refused with its line, by a process that has read nothing else',
  async (t) => {
    // With its stack used up V8 can end the process where a regular expression is not compiled yet, and in a process that
    // has read much it is: hence a new one for each.
    const [env, ...args] = NODE;
    for (const [what, text] of [
      ['brackets', `# line 1\n${'['.repeat(1000)}`],
      ['braces', `# line 1\n${'{ '.repeat(100_000)}`],
      ['dashes', `# line 1\n${'- '.repeat(2000)}`],
      ['question marks', `# line 1\n${'? '.repeat(2000)}`],
      ['pairs', `# line 1\n${'{a: '.repeat(3000)}`],
    ] as const) {
      const { status, signal, stderr } = spawnSync(env, [...args, 'dist/main.js', 'check', '-'], {
        input: text,
        encoding: 'utf8',
      });
      t.strictSame([status, signal], [2, null], `${what}: ${stderr.slice(0, 200)}`);
      t.match(stderr, /^error: .*:2:\d+: .*it is nested too deeply/m, what);
    }
  },
);

t.test('what is nested as deeply as an object can be is read', async (t) => {
  const deep = (levels: number): string =>
    `apiVersion: example.com/v1\nkind: Deep\nmetadata: {name: x}\nspec: ${'{a: '.repeat(levels)}1${'}'.repeat(levels)}\n`;
  t.strictSame(names(readManifests(deep(100), 'f')), ['Deep/x']);
  t.match(readManifests(deep(300), 'f').diagnostics[0]?.message, /it is nested too deeply/);
});
