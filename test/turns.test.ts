/** Long work in short turns, on a clock that counts how often it is looked at. */
import t, { type Test } from 'tap';
import { createGate, createTurns, GIVEN_UP, inTurns } from '../src/cluster/turns.js';
import type { InParts } from '../src/core/parts.js';

/** Each look at the clock finds it so many ms later. */
function clockOf(t: Test, step: number): { ms: number; step: number } {
  const clock = { ms: 0, step };
  t.intercept(performance, 'now', {
    value: () => {
      clock.ms += clock.step;
      return clock.ms;
    },
  });
  return clock;
}

/** Counts the turns that everybody else had. */
function others(t: Test): () => number {
  let count = 0;
  let isOver = false;
  const turn = (): void => {
    count += 1;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  t.teardown(() => {
    isOver = true;
  });
  return () => count;
}

function* steps(count: number): InParts<string> {
  for (let step = 0; step < count; step += 1) yield;
  return 'done';
}

t.test('work in steps gives way when a slice of time is over, and not before', async (t) => {
  const count = others(t);
  const clock = clockOf(t, 0);
  t.equal(await inTurns(steps(1000)), 'done');
  t.equal(count(), 0, 'no time passed');
  clock.step = 1;
  t.equal(await inTurns(steps(4)), 'done');
  t.equal(count(), 0, '4 ms');
  t.equal(await inTurns(steps(5)), 'done');
  t.equal(count(), 1, '5 ms');
  // Each slice begins anew: 5 looks, and one that begins the next.
  t.equal(await inTurns(steps(60)), 'done');
  t.equal(count(), 1 + 12);
});

t.test('work that nobody waits for any more is given up between two slices', async (t) => {
  const clock = clockOf(t, 5);
  let asked = 0;
  const after = (times: number) => (): boolean => {
    asked += 1;
    return asked > times;
  };
  t.equal(await inTurns(steps(10), after(3)), GIVEN_UP);
  t.equal(asked, 4);
  t.equal(await inTurns(steps(10), () => false), 'done');
  clock.step = 0;
  t.equal(await inTurns(steps(10), () => true), 'done', 'what is done at once is done');
});

t.test('a turn is passed on when it has lasted, and counted anew then', async (t) => {
  const count = others(t);
  const clock = clockOf(t, 0);
  const turns = createTurns();
  for (let item = 0; item < 100; item += 1) await turns.pass();
  t.equal(count(), 0);
  clock.ms += 4;
  await turns.pass();
  t.equal(count(), 0, '4 ms');
  clock.ms += 1;
  await turns.pass();
  t.equal(count(), 1, '5 ms');
  await turns.pass();
  t.equal(count(), 1);
  clock.ms += 5;
  await turns.pass();
  t.equal(count(), 2);
});

t.test(
  'large work is done one at a time, whatever comes of it, and not for who would have waited too long',
  async (t) => {
    const clock = clockOf(t, 0);
    clock.ms = 10_000;
    const gate = createGate(100);
    const begun: string[] = [];
    const ends = new Map<string, (error?: Error) => void>();
    const work = (name: string) => () => {
      begun.push(name);
      return new Promise<string>((done, fail) => {
        ends.set(name, (error) => (error === undefined ? done(name) : fail(error)));
      });
    };
    const turn = (): Promise<void> => new Promise((done) => void setImmediate(done));
    const all = ['a', 'b', 'c', 'd'].map((name) => gate(work(name)));
    await turn();
    t.strictSame(begun, ['a']);
    clock.ms += 100;
    ends.get('a')?.();
    t.equal(await all[0], 'a');
    await turn();
    t.strictSame(begun, ['a', 'b'], 'as long as the limit is not too long');
    clock.ms += 1;
    ends.get('b')?.(new Error('broken'));
    await t.rejects(all[1] ?? Promise.resolve(''), { message: 'broken' });
    t.equal(await all[2], undefined);
    t.equal(await all[3], undefined);
    t.strictSame(begun, ['a', 'b']);
    const late = gate(work('e'));
    await turn();
    ends.get('e')?.();
    t.equal(await late, 'e', 'who comes then waits for nobody');
  },
);
