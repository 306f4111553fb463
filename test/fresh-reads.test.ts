/** Fresh reads by the "next batch" rule, on a clock that the test moves: who shares which call, and how long each waits. */
import { getEventListeners } from 'node:events';
import t, { type Test } from 'tap';
import { createFreshReads, type FreshOptions } from '../src/cluster/fresh.js';
import { TIMINGS } from '../src/cluster/timings.js';
import type { Question } from '../src/core/questions.js';
import type { Lookup } from '../src/core/types.js';
import { askBy, type ReadOptions } from '../src/facts/cluster-state.js';
import { virtualTime } from './support/virtual-time.js';

const wordOf = (question: Question): string =>
  [question.about, 'namespace' in question ? question.namespace : '*', 'name' in question ? question.name : '']
    .join(' ')
    .trim();

function open(t: Test, over: Partial<FreshOptions> = {}) {
  const time = virtualTime(t);
  const calls: string[] = [];
  const options: ReadOptions[] = [];
  const stopping = new AbortController();
  const world = { takes: 0, names: ['a'], fails: false };
  const source = {
    ask: askBy(async (question, read) => {
      calls.push(`${time.now()} ${wordOf(question)}`);
      options.push(read);
      const { names, takes, fails } = world;
      if (takes > 0) await new Promise<void>((done) => void setTimeout(done, takes));
      if (fails) throw new Error('broken');
      if (question.about === 'pullSecrets') return { state: 'found', value: names.map((name) => ({ name })) };
      const name = 'name' in question ? question.name : '';
      return names.includes(name) ? { state: 'found', value: { name } } : { state: 'absent' };
    }),
  };
  const reads = createFreshReads({
    source,
    timings: TIMINGS,
    clock: time.now,
    signal: stopping.signal,
    ...over,
  });
  /** What the question came to, or that it has not come to anything yet. */
  const ask = (question: Question, read: ReadOptions = {}) => {
    const asked: { is: string; lookup?: Lookup<unknown> } = { is: 'waits' };
    Promise.resolve(reads.state.ask(question, read)).then(
      (lookup) => {
        asked.lookup = lookup;
        asked.is = lookup.state === 'unknown' ? lookup.reason : lookup.state;
      },
      (error: Error) => {
        asked.is = error.message;
      },
    );
    return asked;
  };
  return { time, calls, options, world, reads, ask, stop: () => stopping.abort(), signal: stopping.signal };
}

const secret = (name: string, namespace = 'shop'): Question => ({ about: 'secret', namespace, name });
const LIST: Question = { about: 'pullSecrets', namespace: 'shop' };

const LATE = 'the API server is asked too much at the moment; the question would have waited too long';
const ENDED = 'there was no time left to ask the API server';

t.test('the first waits for nothing, and who asks at the same moment shares it', async (t) => {
  const { time, calls, ask, reads, options } = open(t);
  const asked = [ask(secret('a')), ask(secret('a')), ask(secret('b')), ask(secret('a', 'other'))];
  await time.settle();
  t.strictSame(
    asked.map(({ is }) => is),
    ['found', 'found', 'absent', 'found'],
  );
  t.strictSame(calls, ['0 secret shop a', '0 secret shop b', '0 secret other a']);
  t.strictSame(options, [{}, {}, {}], 'what is shared has no signal of one review');
  t.strictSame(reads.counters(), { asked: 4, unanswered: 0 });
  t.strictSame(time.due(), [], 'and no timer is left');
});

t.test('who comes while a batch is under way waits for the next, which keeps its distance', async (t) => {
  const { time, calls, ask, world } = open(t);
  world.takes = 40;
  world.names = [];
  const early = ask(secret('a'));
  await time.pass(10);
  world.names = ['a'];
  const late = [ask(secret('a')), ask(secret('a')), ask(secret('b'))];
  await time.pass(30);
  t.equal(early.is, 'absent');
  await time.pass(59);
  t.equal(calls.length, 1);
  await time.pass(1);
  t.strictSame(calls.slice(1), ['100 secret shop a', '100 secret shop b']);
  await time.pass(40);
  t.strictSame(
    late.map(({ is }) => is),
    ['found', 'found', 'absent'],
  );
  await time.pass(60);
  ask(secret('a'));
  await time.settle();
  t.strictSame(calls.slice(3), ['200 secret shop a'], 'after the gap nobody waits');
});

t.test(
  'a batch that takes longer than the gap is not overtaken, and nobody joins what is older than his question',
  async (t) => {
    const { time, calls, ask, world } = open(t);
    world.takes = 250;
    ask(LIST);
    await time.pass(150);
    const second = ask(LIST);
    await time.pass(99);
    t.equal(calls.length, 1);
    await time.pass(1);
    t.strictSame(calls, ['0 pullSecrets shop', '250 pullSecrets shop']);
    await time.pass(250);
    t.equal(second.is, 'found');
  },
);

t.test('all questions of one review are answered by batches that began after it', async (t) => {
  const { time, calls, ask } = open(t);
  await time.pass(1000);
  const since = 999;
  ask(secret('a'), { since });
  await time.settle();
  ask(secret('b'), { since });
  ask(secret('a'), { since });
  await time.settle();
  t.strictSame(calls, ['1000 secret shop a', '1000 secret shop b'], 'no gap between them, and none twice');
  await time.pass(50);
  ask(secret('c'), { since });
  await time.settle();
  t.strictSame(calls.slice(2), ['1050 secret shop c']);
  ask(secret('a'), { since: 1000 });
  await time.pass(49);
  t.equal(calls.length, 3, 'begun in the same millisecond is not after it');
  await time.pass(1);
  t.strictSame(calls.slice(3), ['1100 secret shop a']);
});

t.test('of many names in one batch the list is asked for, and by name only what it does not hold', async (t) => {
  const { time, calls, ask, world } = open(t);
  world.names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const asked = [...world.names, 'x', 'y'].map((name) => ask(secret(name)));
  await time.settle();
  t.strictSame(
    asked.map(({ is }) => is),
    [...Array(6).fill('found'), 'absent', 'absent'],
  );
  t.strictSame(
    calls.map((call) => call.replace('0 ', '')),
    [
      'secret shop a',
      'secret shop b',
      'secret shop c',
      'secret shop d',
      'pullSecrets shop',
      'secret shop x',
      'secret shop y',
    ],
  );
  t.match(asked[5]?.lookup, { state: 'found', value: { name: 'f' } });
  ask(secret('a'), { since: -1 });
  await time.settle();
  t.equal(calls.length, 7, 'what was asked for by name is known by name');
  const wide = open(t);
  for (const name of ['a', 'b', 'c', 'd']) wide.ask(secret(name));
  for (const name of ['a', 'b', 'c', 'd', 'e']) wide.ask({ about: 'serviceAccount', namespace: 'shop', name });
  await wide.time.settle();
  t.equal(wide.calls.length, 9, 'four names are few, and of ServiceAccounts any number');
  t.notMatch(wide.calls.join(), /pullSecrets/);
});

t.test('without the right to list, and where the list fails, everything is asked for by name', async (t) => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const resources: string[] = [];
  const narrow = open(t, {
    mayList: (resource) => {
      resources.push(resource);
      return false;
    },
  });
  for (const name of names) narrow.ask(secret(name));
  await narrow.time.settle();
  t.strictSame(
    narrow.calls,
    names.map((name) => `0 secret shop ${name}`),
  );
  t.strictSame([...new Set(resources)], ['secrets']);
  const source = {
    ask: askBy((question) =>
      question.about === 'pullSecrets' ? { state: 'unknown', reason: 'no list' } : { state: 'found', value: 'by name' },
    ),
  };
  const failing = open(t, { source });
  const asked = names.map((name) => failing.ask(secret(name)));
  await failing.time.settle();
  t.match(
    asked.map(({ lookup }) => lookup),
    names.map(() => ({ state: 'found', value: 'by name' })),
  );
});

t.test('nobody waits longer than the limit, or than his review', async (t) => {
  const { time, calls, ask, world, reads } = open(t);
  world.takes = 5000;
  const first = ask(LIST);
  await time.pass(1);
  const review = new AbortController();
  const second = ask(LIST);
  const third = ask(LIST, { signal: review.signal });
  t.equal(getEventListeners(review.signal, 'abort').length, 1);
  review.abort();
  await time.settle();
  t.equal(third.is, ENDED);
  t.equal(getEventListeners(review.signal, 'abort').length, 0);
  const over = ask(LIST, { signal: review.signal });
  await time.settle();
  t.equal(over.is, ENDED);
  await time.pass(1998);
  t.strictSame([first.is, second.is], ['waits', 'waits']);
  await time.pass(1);
  t.equal(first.is, LATE);
  await time.pass(1);
  t.equal(second.is, LATE);
  t.equal(calls.length, 1);
  t.strictSame(reads.counters(), { asked: 4, unanswered: 4 });
  await time.pass(10_000);
  t.equal(calls.length, 1, 'nobody is left to ask for');
  t.strictSame(time.due(), []);
});

t.test('an answer in time leaves neither timer nor listener', async (t) => {
  const { time, ask } = open(t);
  const { signal } = new AbortController();
  const asked = ask(LIST, { signal });
  await time.settle();
  t.equal(asked.is, 'found');
  t.equal(getEventListeners(signal, 'abort').length, 0);
  t.strictSame(time.due(), []);
});

t.test('a question whose batch begins too late is not asked', async (t) => {
  const { time, calls, ask } = open(t);
  await time.pass(10_000);
  const late = ask(secret('a'), { since: 8499 });
  const just = ask(secret('b'), { since: 8500 });
  await time.settle();
  t.strictSame([late.is, just.is], [LATE, 'absent']);
  t.strictSame(calls, ['10000 secret shop b']);
});

t.test('in the end nothing waits, and nothing is asked', async (t) => {
  const { time, calls, ask, world, stop } = open(t);
  world.takes = 300;
  const first = ask(LIST);
  await time.pass(1);
  const next = ask(LIST);
  const other = ask({ about: 'pullSecrets', namespace: 'other' });
  stop();
  await time.settle();
  t.strictSame([first.is, next.is, other.is], [ENDED, ENDED, ENDED]);
  t.strictSame(calls, ['0 pullSecrets shop'], 'what had not begun does not begin');
  const after = ask({ about: 'pullSecrets', namespace: 'third' });
  await time.settle();
  t.equal(after.is, ENDED);
  await time.pass(10_000);
  t.equal(calls.length, 1);
});

t.test('a read that throws is told to all who wait for it, and the next batch begins', async (t) => {
  const { time, ask, world, calls } = open(t);
  world.fails = true;
  const asked = [ask(secret('a')), ask(secret('a'))];
  await time.settle();
  t.strictSame(
    asked.map(({ is }) => is),
    ['broken', 'broken'],
  );
  world.fails = false;
  const again = ask(secret('a'));
  await time.pass(100);
  t.equal(again.is, 'found');
  t.equal(calls.length, 2);
  const throwing = open(t, {
    source: {
      ask: () => {
        throw new Error('at once');
      },
    },
  });
  const thrown = throwing.ask(secret('a'));
  await throwing.time.settle();
  t.equal(thrown.is, 'at once');
  const next = throwing.ask(secret('a'));
  await throwing.time.pass(200);
  t.equal(next.is, 'at once', 'and its batch has ended');
});

t.test('the gap of a namespace lasts although others are asked about meanwhile', async (t) => {
  const { time, calls, ask, world } = open(t);
  ask(secret('a', 'one'));
  await time.pass(99);
  ask(secret('a', 'two'));
  ask(secret('a', 'one'));
  await time.settle();
  t.strictSame(calls, ['0 secret one a', '99 secret two a']);
  await time.pass(1);
  t.strictSame(calls.slice(2), ['100 secret one a']);
  world.takes = 500;
  await time.pass(1000);
  ask(secret('a', 'slow'));
  await time.pass(200);
  ask(secret('a', 'third'));
  ask(secret('a', 'slow'));
  await time.settle();
  t.strictSame(calls.slice(3), ['1100 secret slow a', '1300 secret third a'], 'while its read is under way');
  await time.pass(300);
  t.strictSame(calls.slice(5), ['1600 secret slow a']);
});

t.test('a batch that is about to begin is not lost when others come at that moment', async (t) => {
  const { time, calls, ask } = open(t);
  setTimeout(() => {
    ask(secret('a', 'two'));
    ask(secret('b', 'one'));
  }, 100);
  ask(secret('a', 'one'));
  await time.pass(1);
  ask(secret('b', 'one'));
  await time.pass(200);
  t.strictSame(calls, ['0 secret one a', '100 secret two a', '100 secret one b']);
});

t.test('a namespace at which nobody stands is forgotten', async (t) => {
  const { time, ask, world } = open(t);
  const deleted = t.capture(Map.prototype, 'delete', Map.prototype.delete);
  const forgotten = (): readonly unknown[] =>
    deleted()
      .map(({ args }) => args[0])
      .filter((key) => key === 'one' || key === 'two');
  ask(secret('a', 'one'));
  await time.pass(99);
  ask(secret('a', 'two'));
  await time.settle();
  t.strictSame(forgotten(), []);
  await time.pass(1);
  world.takes = 500;
  ask(secret('a', 'three'));
  await time.settle();
  t.strictSame(forgotten(), ['one'], 'as soon as its gap is over');
  await time.pass(1000);
  ask(secret('a', 'four'));
  await time.settle();
  t.strictSame(forgotten(), ['two']);
});
