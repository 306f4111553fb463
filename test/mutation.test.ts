/** The faults that `npm run mutate` puts into the sources (docs/adr/0020): which there are, and that each is one alone. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import {
  allRows,
  createMemory,
  instrument,
  interval,
  type Key,
  keyOf,
  linesOf,
  mutantsOf,
  shuffled,
  transpile,
  within,
} from './mutation/index.mjs';

/** Each mutant of a text, as the text that it makes. */
function made(text: string): readonly string[] {
  return mutantsOf(text, 'a.ts').map(({ start, end, text: to }) => text.slice(0, start) + to + text.slice(end));
}

t.test('the faults that are put in', async (t) => {
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['f(a < b);', ['f(a <= b);', 'f(a >= b);', 'f(true);', 'f(false);']],
    ['f(a === b);', ['f(a !== b);', 'f(true);', 'f(false);']],
    ['f(a && b);', ['f(a || b);', 'f(true);', 'f(false);']],
    ['f(a ?? b);', ['f(a && b);']],
    ['f(a ?? b ?? c);', ['f((a ?? b) && c);', 'f(a && b ?? c);']],
    ['f(a + b - 1);', ['f((a + b) + 1);', 'f(a - b - 1);']],
    ["f('x' + a + b);", ["f('' + a + b);"]],
    ['a += 1;', ['a -= 1;']],
    ['a ??= b;', ['a &&= b;']],
    ['a++;', ['a--;']],
    ['f(-a, !b);', ['f(+a, !b);', 'f(-a, b);']],
    [
      'f(true, "", "x", `y${z}`);',
      [
        'f(false, "", "x", `y${z}`);',
        'f(true, \'mutated\', "x", `y${z}`);',
        'f(true, "", \'\', `y${z}`);',
        'f(true, "", "x", ``);',
      ],
    ],
    ['if (a) f();', ['if (true) f();', 'if (false) f();']],
    ['while (a < b) f();', ['while (a <= b) f();', 'while (a >= b) f();', 'while (false) f();']],
    ['for (;;) { f(); }', ['for (;;) {}']],
    ['function f() { g(); }', ['function f() {}']],
    ['function f() {}', []],
    ['f(() => g());', ['f(() => undefined);']],
    ['f(() => undefined);', []],
    [
      'f([], [1], {}, { a: 1 });',
      ["f(['mutated'], [1], {}, { a: 1 });", 'f([], [], {}, { a: 1 });', 'f([], [1], {}, {});'],
    ],
    ['[a, b] = [c];', ['[a, b] = [];']],
    ['f(a?.b.c, a?.[0], a?.());', ['f(a.b.c, a?.[0], a?.());', 'f(a?.b.c, a[0], a?.());', 'f(a?.b.c, a?.[0], a());']],
    [
      'a.some(f); a.startsWith(b); a.filter(f);',
      [
        'a.every(f); a.startsWith(b); a.filter(f);',
        'a.some(f); a.endsWith(b); a.filter(f);',
        'a.some(f); a.startsWith(b); a;',
      ],
    ],
    ['Math.min(a, b);', ['Math.max(a, b);']],
    ['switch (a) { case b: f(); break; }', ['switch (a) { case b:  }']],
    ['switch (a) { default: return a satisfies never; }', []],
    [
      'f(/^[a-z]+\\d$/u);',
      ['f(/[a-z]+\\d$/u);', 'f(/^[^a-z]+\\d$/u);', 'f(/^[a-z]\\d$/u);', 'f(/^[a-z]+\\D$/u);', 'f(/^[a-z]+\\d/u);'],
    ],
    ["import { a } from './b.js'; type A = 'a' | true; const c: A = d as 'a';", []],
  ];
  for (const [text, wanted] of rows) t.strictSame([...made(text)].sort(), [...wanted].sort(), text);
});

t.test('one text is every mutant, one at a time', async (t) => {
  const text = `
    export function shape(list: readonly number[] | undefined, least: number): string {
      const some = list?.filter((each) => each > least && !(each === 7)).map((each) => each + 1);
      for (const index of [0, 1]) { if (some?.[index] === 3) return 'three'; }
      switch (some?.length ?? -1) {
        case -1: return 'none';
        case 0: return list!.length > 0 ? 'low' : 'empty';
        default: { return \`\${some!.join(',')}\`; }
      }
    }
    export const INPUTS = [[undefined, 0], [[], 0], [[1], 1], [[2], 1], [[5, 7], 1], [[4, 5], 1]];`;
  interface Made {
    readonly shape: (...input: readonly unknown[]) => string;
    readonly INPUTS: readonly (readonly unknown[])[];
  }
  const load = async (source: string): Promise<Made> =>
    import(
      `data:text/javascript,${encodeURIComponent(`const globalThis = { __mutant: (id) => id === ${active} };\n${source}`)}`
    );
  let active = -1;
  const results = async (source: string, inputs?: Made['INPUTS']): Promise<string> => {
    const { shape, INPUTS } = await load(source);
    return (inputs ?? INPUTS).map((input) => attempt(() => shape(...input))).join(' ');
  };
  const plain = transpile(text);
  const switched = transpile(instrument(text, 'a.ts', 100));
  const { INPUTS } = await load(plain);
  t.equal(await results(switched), await results(plain), 'none of them: the text as it was');
  const mutants = mutantsOf(text, 'a.ts');
  t.ok(mutants.length > 40, `${mutants.length} mutants`);
  for (const [index, { start, end, text: to, mutator }] of mutants.entries()) {
    active = 100 + index;
    const alone = transpile(text.slice(0, start) + to + text.slice(end));
    t.equal(
      await results(switched, INPUTS),
      await results(alone, INPUTS),
      `${mutator}: ${text.slice(start, end)} => ${to}`,
    );
  }
});

function attempt(act: () => string): string {
  try {
    return String(act());
  } catch (error) {
    return error instanceof Error ? error.name : 'thrown';
  }
}

t.test('what is listed as equivalent is there, is told once, and has a reason', async (t) => {
  const path = new URL('mutation/equivalent.json', import.meta.url);
  const listed: readonly (Key & { readonly reason: string })[] = JSON.parse(readFileSync(path, 'utf8'));
  const there = new Set(allRows(new Set(listed.map(({ file }) => file))).map(keyOf));
  for (const row of listed) {
    t.ok(there.has(keyOf(row)), `src/${row.file}, ${row.within}: "${row.from}" can still become "${row.to}"`);
    t.match(row.reason, /^[a-zA-Z`].{15,}/, `${row.file} ${row.from}: why nobody can notice it`);
  }
  t.equal(new Set(listed.map(keyOf)).size, listed.length);
});

t.test('a mutant is known again when lines move', async (t) => {
  const [row] = allRows(new Set(['tls/serving.ts']));
  if (row === undefined) throw new Error('there are some');
  t.equal(keyOf({ ...row, ...{ line: row.line + 7 } }), keyOf(row));
  t.not(keyOf({ ...row, nth: row.nth + 1 }), keyOf(row));
});

t.test('lines of a diff', async (t) => {
  const diff =
    '--- a/src/a.ts\n+++ b/src/a.ts\n@@ -1,0 +3,2 @@ f\n+x\n+y\n@@ -9 +11 @@\n-z\n+z\n@@ -20,3 +22,0 @@\n-w\n';
  t.same(
    [...linesOf(diff)].map(([file, lines]) => [file, [...lines]]),
    [['src/a.ts', [3, 4, 11]]],
  );
});

t.test('a part that is drawn says where the whole lies', async (t) => {
  const all = Array.from({ length: 50 }, (_, number) => number);
  t.same(shuffled(all, 1), shuffled(all, 1));
  t.notSame(shuffled(all, 1), shuffled(all, 2));
  t.same(
    shuffled(all, 3).sort((a, b) => a - b),
    all,
  );
  const rounded = ([low, high]: readonly [number, number]): string => `${low.toFixed(3)} ${high.toFixed(3)}`;
  // Newcombe 1998, table I: 81 of 263 and 15 of 148.
  t.equal(rounded(interval(81, 263)), '0.255 0.366');
  t.equal(rounded(interval(15, 148)), '0.062 0.160');
  t.equal(rounded(interval(0, 0)), '0.000 1.000');
});

t.test('what ran with the switches of more files serves for fewer, until something changes', async (t) => {
  const path = `${t.testdir({})}/results.json`;
  const file = fileURLToPath(new URL('a.test.ts', import.meta.url));
  const memory = (chosen: readonly string[], ground = 'g', hash = 'h') =>
    createMemory(
      path,
      { hashes: new Map([['test/a.test.ts', hash]]), state: 's', ground, chosen: new Set(chosen) },
      false,
    );
  const first = memory(['a', 'b']);
  first.keepBaseline({ file, atLoad: { hits: '', steps: 0, ms: 0 }, cases: [] });
  first.save();
  for (const chosen of [['a', 'b'], ['b'], []]) t.equal(memory(chosen).baseline(file)?.file, file, chosen.join());
  t.equal(memory(['a', 'c']).baseline(file), undefined, 'switches that it did not have');
  t.equal(memory(['a'], 'other').baseline(file), undefined, 'other sources');
  t.equal(memory(['a'], 'g', 'other').baseline(file), undefined, 'another test');
});

t.test('tests are tried as long as there is time, and loading a file takes some', async (t) => {
  const test = (file: string, ms: number, loadMs = 0) => ({ file, ms, loadMs });
  const tried = (tests: readonly ReturnType<typeof test>[], ms: number, isFresh: boolean) =>
    within(tests, ms, isFresh)
      .map(({ file, ms: of }) => `${file}${of}`)
      .join(' ');
  t.equal(
    tried([test('a', 50), test('a', 51), test('b', 50), test('c', 1)], 100, false),
    'c1 a50',
    'what takes much of it last',
  );
  t.equal(tried([test('a', 500)], 100, false), 'a500', 'one at least');
  t.equal(tried([test('a', 10, 40), test('a', 11, 40), test('b', 10, 40), test('c', 5, 20)], 100, true), 'a10 a11 c5');
  t.equal(
    tried([test('a', 30, 1), test('a', 31, 1), test('b', 2, 1)], 100, true),
    'b2 a30',
    'no file takes more than a third',
  );
});
