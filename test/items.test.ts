/** A list that is read object by object: what JSON.parse makes of the whole, or nothing of it. */
import t from 'tap';
import { type Items, itemsOf, takeApart } from '../src/cluster/items.js';
import { drawnFrom } from './support/suggest-world.js';

type Read = { readonly objects: readonly unknown[]; readonly isJson: boolean };

function read(items: Items): Read {
  const objects: unknown[] = [];
  for (let next = items.next(); next !== undefined; next = items.next()) {
    if (next === 'not-json') return { objects, isJson: false };
    objects.push(next.object);
  }
  return { objects, isJson: true };
}

function apart(text: string | Buffer): (Read & { readonly list: unknown }) | undefined {
  const taken = takeApart(Buffer.from(text), undefined);
  return taken && { list: taken.list, ...read(taken.items) };
}

const HEAD = '{"kind":"SecretList","apiVersion":"v1","metadata":{"resourceVersion":"7","continue":"T"},"items":';

t.test('as the API server writes it', (t) => {
  const list = {
    kind: 'SecretList',
    apiVersion: 'v1',
    metadata: { resourceVersion: '7', continue: 'T' },
    items: [],
  };
  const rows: readonly (readonly [string, readonly unknown[]])[] = [
    ['[]}\n', []],
    ['[{}]}\n', [{}]],
    ['[{"a":"]}"},{"b":[{"c":"\\""}]},{"d":"\\\\"}]}', [{ a: ']}' }, { b: [{ c: '"' }] }, { d: '\\' }]],
    [
      '[{"items":[{"key":"a"}]},{"metadata":{"items":[1]}}]}',
      [{ items: [{ key: 'a' }] }, { metadata: { items: [1] } }],
    ],
    ['[null,1,"x",[],true]}', [null, 1, 'x', [], true]],
    [' [ {} ,\n\t{"a" : 1}\r\n] } ', [{}, { a: 1 }]],
    ['[ ]}', []],
    ['[{"a":"é☃𝄞"}],"more":{"items":[1]}}', [{ a: 'é☃𝄞' }]],
  ];
  for (const [text, objects] of rows) {
    t.strictSame(apart(HEAD + text), { list, objects, isJson: true }, text);
    t.strictSame(JSON.parse(HEAD + text).items, objects);
  }
  const pretty = JSON.stringify({ ...list, items: [{ a: [1, { b: 'c' }] }, {}] }, null, 2);
  t.strictSame(apart(pretty), { list, objects: [{ a: [1, { b: 'c' }] }, {}], isJson: true });
  t.end();
});

t.test('what is no JSON is told where it begins to be none, and ends it', (t) => {
  const rows: readonly (readonly [string, number])[] = [
    ['[{"a":1},{"a":01},{}]}', 1],
    ['[{"a":1} {"a":2}]}', 0],
    ['[{"a":1},]}', 1],
    ['[,{}]}', 0],
    ['[{"a":1}', 0],
    ['[{"a":1},', 1],
    ['[{"a":1},{"b', 1],
    ['[{"a":1},{"b"', 1],
    ['[{"a":[}]},{}]}', 0],
    ['[{}}]}', 0],
    ['[{}]', 1],
    ['[{}]]', 1],
    ['[{}]}x', 1],
    ['[{}],}', 1],
    ['[1]}{}', 1],
    ['[\uFEFF1]}', 0],
    ['[', 0],
    ['[tru]}', 0],
    // JSON.parse takes the last of two: what was read already would not be it.
    ['[{}],"items":[]}', 1],
    ['[{}],"items":null}', 1],
    ['[{}],"metadata":{"resourceVersion":"8"}}', 1],
    ['[{}],"metadata":null}', 1],
  ];
  for (const [text, objects] of rows) {
    const seen = apart(HEAD + text);
    t.equal(seen?.isJson, false, text);
    t.equal(seen?.objects.length, objects, text);
  }
  const items = takeApart(Buffer.from(`${HEAD}[{},x,{}]}`), undefined)?.items;
  t.match([items?.next(), items?.next(), items?.next()], [{ object: {} }, 'not-json', undefined]);
  const bytes = Buffer.from(`${HEAD}[{"a":"b"},{"a":"?"}]}`);
  bytes[bytes.indexOf('?')] = 0xff;
  t.match(apart(bytes), { objects: [{ a: 'b' }], isJson: false }, 'nor is what is no UTF-8');
  t.end();
});

t.test('what is no list of the API server is left whole', (t) => {
  const rows = [
    '',
    '[]',
    '{}',
    'x',
    '{"items":[]}',
    '{"items":[],"metadata":{}}',
    '{"metadata":{},"items":null}',
    '{"metadata":{},"items":{}}',
    '{"metadata":{},"items"',
    '{"metadata":{},"items" []}',
    '{"metadata":{} "items":[]}',
    '{"metadata":{,"items":[]}',
    '{"metadata":{"items":[]}}',
    '{"metadata":"x,"items":[]}',
    '{"metadata":01,"items":[]}',
    '{metadata:{},"items":[]}',
    '{"metadata":{},"ITEMS":[]}',
    '["metadata":{},"items":[]}',
    '{"a":"\\"items\\":[","metadata":{}}',
  ];
  for (const text of rows) t.equal(takeApart(Buffer.from(text), undefined), undefined, text);
  t.end();
});

t.test('what is too large in an object is left out', (t) => {
  const managedFields = Array.from({ length: 2000 }, () => ({ manager: 'x' }));
  const body = Buffer.from(
    JSON.stringify({ metadata: { a: 1 }, items: [{ metadata: { name: 'a', managedFields } }, 1] }),
  );
  const lean = takeApart(body, 'fields');
  t.strictSame(lean && read(lean.items), {
    objects: [{ metadata: { name: 'a', managedFields: [] } }, 1],
    isJson: true,
  });
  t.match(apart(body.toString()), { objects: [{ metadata: { managedFields: { length: 2000 } } }, 1] });
  t.end();
});

t.test('of what is there already, each once', (t) => {
  t.strictSame(read(itemsOf([])), { objects: [], isJson: true });
  const items = itemsOf([undefined, { a: 1 }]);
  t.strictSame(read(items), { objects: [undefined, { a: 1 }], isJson: true });
  t.equal(items.next(), undefined);
  t.end();
});

const WORDS = ['items', 'metadata', 'a', '', '"', '\\', ']}', '[{', '\\"items\\":[', 'é', '\u2028', '\n'];
const MARKS = [
  '{',
  '}',
  '[',
  ']',
  '"',
  ',',
  ':',
  '\\',
  ' ',
  '0',
  '-',
  'e',
  'n',
  '{}',
  '[]',
  '"items":[',
  '\uFEFF',
  '"metadata":1,',
];

t.test('whatever the text is: the same as JSON.parse, or not taken apart', (t) => {
  const below = drawnFrom(20_261_128);
  const pick = <T>(of: readonly T[]): T => of[below(of.length)] as T;
  const value = (depth: number): unknown => {
    switch (below(depth > 3 ? 4 : 6)) {
      case 0:
        return pick(WORDS);
      case 1:
        return below(1000) / 8;
      case 2:
        return pick([true, false, null]);
      case 3:
        return {};
      case 4:
        return Array.from({ length: below(4) }, () => value(depth + 1));
      default:
        return Object.fromEntries(Array.from({ length: below(4) }, () => [pick(WORDS), value(depth + 1)]));
    }
  };
  const counts = { taken: 0, whole: 0, broken: 0, twice: 0 };
  for (let round = 0; round < 60_000; round += 1) {
    const items = Array.from({ length: below(5) }, () => value(0));
    const members = [
      ['kind', 'List'],
      ['metadata', value(1) ?? {}],
      ['items', items],
      [pick(WORDS), value(2)],
    ] as const;
    const order = below(3) === 0 ? [...members].sort(() => below(3) - 1) : members;
    let text = JSON.stringify(Object.fromEntries(order), null, pick([0, 0, 1]));
    if (below(50) === 0) text = text.replace(/}$/, `,${pick(['"items":[]', '"metadata":{}', '"a":0'])}}`);
    for (let change = below(3); change > 0; change -= 1) {
      const at = below(text.length);
      text = text.slice(0, at) + pick([...MARKS, '']) + text.slice(at + below(3));
    }
    const seen = apart(text);
    const whole = parsed(text);
    if (seen === undefined) counts.whole += 1;
    else if (!seen.isJson) {
      if (whole === undefined) counts.broken += 1;
      else if (/"(items|metadata)".*"(items|metadata)".*"(items|metadata)"/s.test(text)) counts.twice += 1;
      else t.fail(`not taken for JSON: ${text}`);
    } else {
      const { items: objects, metadata } = Object(whole);
      if (JSON.stringify([objects, metadata]) !== JSON.stringify([seen.objects, Object(seen.list).metadata]))
        t.fail(text);
      counts.taken += 1;
    }
  }
  for (const [what, count] of Object.entries(counts)) t.ok(count > 100, `${what}: ${count}`);
  t.end();
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
