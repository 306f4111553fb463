/** What is cut out of an answer of the API server before it is parsed, and above all what is not. */
import t from 'tap';
import { type Lean, leanOf } from '../src/cluster/lean.js';

const KIB16 = 16 * 1024;

function cut(text: string, lean: Lean): string {
  return leanOf(Buffer.from(text), lean).toString();
}

/** So many members, `n-0` to `n-299`. */
const map = (count: number, more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(Array.from({ length: count }, (_, index) => [`n-${index}`, 'x'.repeat(60)])),
  ...more,
});

/** A list that is so long as text, brackets included. */
const listOf = (bytes: number): string => `["${'x'.repeat(bytes - 4)}"]`;

t.test('managedFields beyond 16 KiB are an empty list', (t) => {
  const object = (fields: string): string => `{"metadata":{"managedFields":${fields},"name":"a"},"z":[1]}`;
  const pad = ' '.repeat(KIB16);
  for (const lean of ['fields', 'secret'] as const) {
    t.equal(cut(object(listOf(KIB16 + 1)), lean), object('[]'));
    t.equal(cut(object(listOf(KIB16)), lean), object(listOf(KIB16)), 'not a byte less');
    t.equal(cut(object('[]') + pad, lean), object('[]') + pad);
  }
  const tricky = [
    `[[${'[1],'.repeat(5000)}2],"]"]`,
    `["]","\\"]","\\\\",${'1,'.repeat(9000)}2]`,
    `[${'{"fieldsV1":{"f:labels":{"f:a]":{}}}},'.repeat(1000)}{}]`,
    `["${'é'.repeat(9000)}]"]`,
  ];
  for (const fields of tricky) t.equal(cut(object(fields), 'fields'), object('[]'), fields.slice(0, 30));
  t.end();
});

t.test('a body that is small is not looked at', (t) => {
  const small = Buffer.from(`{"labels":{${'"a":"b",'.repeat(1500)}"c":"d"}}`);
  t.ok(small.length <= KIB16);
  t.equal(leanOf(small, 'secret'), small);
  const exact = Buffer.from(`{"labels":{${'"a":"b",'.repeat(1500)}"c":"d"}}`.padEnd(KIB16));
  t.equal(leanOf(exact, 'secret'), exact);
  const more = Buffer.from(`{"labels":{${'"a":"b",'.repeat(1500)}"c":"d"}}`.padEnd(KIB16 + 1));
  t.not(leanOf(more, 'secret'), more);
  t.end();
});

t.test('every object of a list is cut on its own', (t) => {
  const item = (fields: string, name: string): string => `{"metadata":{"name":"${name}","managedFields":${fields}}}`;
  const large = listOf(KIB16 + 10);
  const list = (one: string, two: string): string =>
    `{"items":[${item(one, 'a')},${item('[{}]', 'b')},${item(two, 'c')}],"kind":"List"}`;
  t.equal(cut(list(large, large), 'fields'), list('[]', '[]'));
  t.equal(cut(list(large, '[]'), 'fields'), list('[]', '[]'));
  t.equal(cut(list('[]', large), 'fields'), list('[]', '[]'));
  t.end();
});

t.test('of a Secret alone: annotations, labels and data with very many names', (t) => {
  const secret = (labels: object, annotations: object, data: object): string =>
    JSON.stringify({ metadata: { labels, annotations, name: 'a' }, data, pad: 'x'.repeat(KIB16) });
  const most = map(300);
  t.equal(cut(secret(most, most, most), 'secret'), secret(most, most, most), 'as many as an honest one has');
  const many = map(301);
  t.equal(cut(secret(many, {}, {}), 'secret'), secret(most, {}, {}), 'the first of its labels tell how many there are');
  t.equal(cut(secret({}, many, {}), 'secret'), secret({}, {}, {}));
  t.equal(cut(secret({}, {}, many), 'secret'), secret({}, {}, {}));
  t.equal(cut(secret(many, many, many), 'secret'), secret(most, {}, {}));
  t.equal(cut(secret(many, many, many), 'fields'), secret(many, many, many), 'a Namespace is judged by all of them');
  const keys = {
    '.dockerconfigjson': 'a',
    '.dockercfg': 'b',
    'config.json': 'c',
    dockerconfigjson: 'd',
    dockercfg: 'e',
  };
  t.equal(cut(secret({}, {}, map(400, keys)), 'secret'), secret({}, {}, keys), 'what a docker config is kept under');
  t.equal(cut(secret({}, {}, { ...keys, ...map(400) }), 'secret'), secret({}, {}, keys));
  t.equal(
    cut(secret({}, {}, map(400, { dockercfg: 'e', dockercfg2: 'f', 'a.dockerconfigjson.and.more': 'g' })), 'secret'),
    secret({}, {}, { dockercfg: 'e' }),
  );
  t.end();
});

t.test('quotes in names and values end neither', (t) => {
  const labels = map(400, { 'a"}': 'b"},{', 'c\\': 'd\\', 'e,': '}' });
  const text = JSON.stringify({ metadata: { labels: { 'first"}': '\\"', ...labels } }, kept: 'yes' });
  const { metadata, kept } = JSON.parse(cut(text, 'secret'));
  t.strictSame(metadata.labels, { 'first"}': '\\"', ...map(299) });
  t.equal(kept, 'yes');
  const annotations = JSON.stringify({ metadata: { annotations: labels, name: 'a' } });
  t.equal(cut(annotations, 'secret'), '{"metadata":{"annotations":{},"name":"a"}}');
  t.end();
});

t.test('what the API server does not write is left as it is', (t) => {
  const many = JSON.stringify(map(400));
  const pad = 'x'.repeat(KIB16);
  const rows: readonly string[] = [
    // Maps that are none of texts, with blanks, or that do not end.
    `{"labels":${many.replace('{', '{"number":1,')}}`,
    `{"labels":${many.replace(/}$/, ',"last":1}')}}`,
    `{"labels":${many.replace(/}$/, ',"last":{}}')}}`,
    `{"labels":${many.replace('":"', '": "')}}`,
    `{"labels":${many.replace('":"', '" :"')}}`,
    `{"labels":${many.replace('":"', '" "')}}`,
    `{"labels":${many.replace('":"', '":1"')}}`,
    `{"labels":${many.replace('":"', '","')}}`,
    `{"labels":${many.replace('","', '", "')}}`,
    `{"labels":${many.replace(/}$/, ' }')}}`,
    `{"labels":${many.replace(/}$/, ']')}}`,
    `{"labels":${many.slice(0, -1)}`,
    `{"labels":${many.slice(0, -2)}`,
    `{"labels":${many.slice(0, -1)},`,
    `{"labels":${many.slice(0, -1)},"`,
    `{"labels":${many.slice(0, -1)},"name`,
    `{"labels":${many.slice(0, -1)},"name"`,
    `{"labels":${many.slice(0, -1)},"name":`,
    `{"labels":${many.slice(0, -1)},"name":"value\\`,
    `{"labels":{},"pad":"${pad}"}`,
    `{"labels":{`.padStart(KIB16 + 100),
    // Lists that do not end.
    `{"managedFields":[${'1,'.repeat(9000)}`,
    `{"managedFields":["${pad}`,
    `{"managedFields":["${pad}\\"]`,
    `{"managedFields":["${pad}\\`,
    `{"managedFields":[[${'1,'.repeat(9000)}]`,
    `{"managedFields":[`.padStart(KIB16 + 100),
    // Names that are others, or no names.
    `{"f:labels":${many}}`,
    `{"managedField":${listOf(KIB16 + 10)}}`,
    `{"note":"\\"labels\\":{","pad":"${pad}"}`,
    `{"managedFields":"[${pad}"}`,
  ];
  for (const text of rows) {
    for (const each of [text, text.replace('"labels"', '"annotations"'), text.replace('"labels"', '"data"')]) {
      const bytes = Buffer.from(each);
      t.equal(leanOf(bytes, 'secret'), bytes, `not even copied: ${each.slice(0, 30)} ... ${each.slice(-30)}`);
    }
  }
  t.end();
});

t.test('after what is left as it is, the next is cut all the same', (t) => {
  const many = JSON.stringify(map(400));
  const bad = many.replace(/}$/, ',"last":1}');
  t.equal(
    cut(`[{"annotations":${bad}},{"annotations":${many}}]`, 'secret'),
    `[{"annotations":${bad}},{"annotations":{}}]`,
  );
  t.end();
});
