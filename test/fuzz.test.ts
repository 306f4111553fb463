import t from 'tap';
import { corpusOf, hunt, TARGETS, writeJson } from './fuzz/index.mjs';
import type { Target } from './fuzz/types.js';
import { createRandom } from './oracle/index.mjs';

const never = (): boolean => false;

for (const target of TARGETS) {
  // The server of raw requests is a process of its own: `npm run fuzz` and test/slow/fuzz.test.ts.
  if (target.name === 'http') continue;
  t.test(`${target.name}: its corpus, what was found once, and some new cases`, async (t) => {
    const corpus = corpusOf(target.name);
    t.ok(corpus.length >= 5, `${corpus.length} cases to begin with`);
    const { cases, found } = await hunt(target, { corpus, seed: 1, until: never, most: corpus.length + 30 });
    t.equal(cases, corpus.length + 30);
    t.strictSame(found, []);
    for (const [what, times] of Object.entries(target.reached?.() ?? {})) t.ok(times > 0, `${times} ${what}`);
  });
}

const CORPUS = ['one', 'another text'];

async function findingsOf(run: Target['run'], limitMs = 1000): Promise<readonly { text: string; why: string }[]> {
  const target: Target = {
    name: 'broken',
    limitMs: () => limitMs,
    mutate: (random, text) => text + [0, 0, 0, 0, 0].map(() => random.pick(['x', 'b'])).join(''),
    run,
  };
  return (await hunt(target, { corpus: CORPUS, seed: 1, until: never, most: 300 })).found;
}

t.test('what throws, answers wrongly or takes too long is found once, and made small', async (t) => {
  const thrown = await findingsOf(async (text) => {
    if (text.includes('xbx')) throw new Error('broken');
    return undefined;
  });
  t.strictSame(thrown, [{ text: 'xbx', why: 'it threw: broken' }]);
  const wrong = await findingsOf(async (text) => (text.includes('bb') ? `at ${text.length}` : undefined));
  t.strictSame(
    wrong.map(({ text }) => text),
    ['bb'],
    'of one kind, whatever the figures in it',
  );
  const slow = await findingsOf(async (text) => {
    if (text.endsWith('bbb')) for (const end = performance.now() + 12; performance.now() < end; );
    return undefined;
  }, 10);
  t.match(slow, [{ text: 'bbb', why: /^it took \d+ ms, which is more than 10$/ }]);
  t.strictSame(await findingsOf(async () => undefined), []);
});

t.test('the same seed makes the same cases', async (t) => {
  const seen: string[][] = [[], []];
  for (const list of seen) {
    await findingsOf(async (text) => {
      list.push(text);
      return undefined;
    });
  }
  t.strictSame(seen[0], seen[1]);
});

t.test('JSON that few write is the same JSON', async (t) => {
  const value = { a: [1, 'x\u0000"', null, { b: {} }], 'c d': 'é', e: true };
  const texts = Array.from({ length: 300 }, (_, seed) => writeJson(createRandom(seed), value, { twice: false }));
  for (const text of texts) t.strictSame(JSON.parse(text), value);
  t.ok(new Set(texts).size > 50, 'in many forms');
  const twice = Array.from({ length: 100 }, (_, seed) => writeJson(createRandom(seed), value, { twice: true }));
  for (const text of twice) t.strictSame(JSON.parse(text), value, 'the last of two members counts');
});
