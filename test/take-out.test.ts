/** Those who come and go with every review leave nothing behind, long before V8 collects all of its heap. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import t from 'tap';
import { createHeld, createPool } from '../src/core/memory.js';
import { nextTurn } from '../src/facts/turns.js';
import { takeOut } from '../src/process/take-out.js';
import { createDeadlines } from '../src/webhook/deadline.js';
import { createSlots } from '../src/webhook/slots.js';

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as (options?: { readonly type: 'minor' }) => void;

t.test('an item is taken out once, and the others keep their order', async (t) => {
  const list = ['a', 'b', 'c', 'b'];
  t.equal(takeOut(list, 'b'), true);
  t.same(list, ['a', 'c', 'b']);
  t.equal(takeOut(list, 'x'), false);
  t.same(list, ['a', 'c', 'b']);
});

const REVIEWS = 3000;
const AT_ONCE = 8;
const NUMBERS = 1000;
const MADE_BYTES = REVIEWS * NUMBERS * 8;

/** Bytes that are still held of so many reviews when the last has left, with collections of the young only. */
async function heldAfter(begin: (review: readonly number[]) => () => void): Promise<number> {
  const ring: (() => void)[] = Array.from({ length: AT_ONCE }, () => () => {});
  gc();
  const before = process.memoryUsage().heapUsed;
  for (let index = 0; index < REVIEWS; index += 1) {
    ring[index % AT_ONCE]?.();
    // Who was told acts on it now.
    await nextTurn();
    ring[index % AT_ONCE] = begin(new Array<number>(NUMBERS).fill(index));
    if (index % 20 === 0) gc({ type: 'minor' });
  }
  for (const end of ring.splice(0)) end();
  gc({ type: 'minor' });
  gc({ type: 'minor' });
  return process.memoryUsage().heapUsed - before;
}

t.test('a slot that was given back', async (t) => {
  const slots = createSlots(
    { bytesAtOnce: 1e9, waiting: 10, patienceMs: 1000, countsArrived: true },
    { now: () => 0, after: () => () => {} },
  );
  const held = await heldAfter((review) =>
    slots.enter({
      bytes: 5000,
      address: '10.0.0.1',
      withinMs: 1000,
      settle: () => {},
      isArriving: () => review.length === 0,
      arrived: () => 0,
      cut: () => {},
    }),
  );
  t.ok(held < MADE_BYTES / 6, `${held} of ${MADE_BYTES} bytes`);
});

t.test('a review that was decided after a wait', async (t) => {
  const deadlines = createDeadlines(() => 0);
  const held = await heldAfter((review) => {
    let decide = (): void => {};
    const decided = new Promise<void>((resolve) => {
      decide = resolve;
    });
    deadlines.run(
      1000,
      () => decided,
      () => void review.length,
    );
    return decide;
  });
  deadlines.close();
  t.ok(held < MADE_BYTES / 6, `${held} of ${MADE_BYTES} bytes`);
});

// The last, because V8 learns from it to put what is made here where only a whole collection comes.
t.test('a Set would hold most of them: what is asked here can be answered with no', async (t) => {
  const inside = new Set<object>();
  const held = await heldAfter((review) => {
    const holder = { review };
    inside.add(holder);
    return () => void inside.delete(holder);
  });
  t.ok(held > MADE_BYTES / 3, `${held} of ${MADE_BYTES} bytes`);
});

/** Is it gone, after a collection and a turn? A WeakRef holds its target to the end of the turn that made it. */
async function isGone(make: () => WeakRef<object>): Promise<boolean> {
  const made = make();
  await nextTurn();
  gc();
  await nextTurn();
  gc();
  return made.deref() === undefined;
}

t.test('what was remembered goes with what it was made for', async (t) => {
  const pool = createPool(1000);
  const held = createHeld<object, object>(1000);
  // Strong, so that neither of both goes because nobody knows it any more.
  const key = {};
  held.set(key, {}, 1);
  const kept = pool.remembering((text) => ({ text }));
  kept('a');
  const ofKeyring = (): WeakRef<object> => {
    const find = pool.remembering((text) => ({ text }));
    return new WeakRef(find('a'));
  };
  const ofSecret = (): WeakRef<object> => {
    const made = {};
    held.set({}, made, 1);
    return new WeakRef(made);
  };
  t.ok(await isGone(ofKeyring), 'texts of a keyring that is no more');
  t.ok(await isGone(ofSecret), 'what was made of a secret that was written anew');
  t.equal(kept('a'), kept('a'), 'others are still known');
  t.type(held.get(key), Object);
});

t.test('a pool keeps nothing of what went, not even that it was there', async (t) => {
  const pool = createPool(1e9);
  const kept = pool.remembering((text) => ({ text }));
  const before = kept('a');
  const fill = async (): Promise<number> => {
    for (let round = 0; round < 200; round += 1) {
      for (let index = 0; index < 500; index += 1) pool.remembering((text) => ({ text }))('a');
      await nextTurn();
      if (round % 20 === 0) gc();
    }
    gc();
    return process.memoryUsage().heapUsed;
  };
  const [first, second] = [await fill(), await fill()];
  t.ok(second - first < 1_000_000, `${second - first} bytes for 100,000 that are gone`);
  t.equal(kept('a'), before);
});

t.test('a pool that is full forgets what is still there, whatever has gone meanwhile', async (t) => {
  const pool = createPool(2);
  const made = (): WeakRef<object> => new WeakRef(pool.remembering((text) => ({ text }))('a'));
  t.ok(await isGone(made));
  const kept = pool.remembering((text) => ({ text }));
  const before = kept('a');
  kept('b');
  t.not(kept('a'), before);
});

t.test('it forgets all that is still there, however often it looked for what went', async (t) => {
  const pool = createPool(500);
  const all = Array.from({ length: 500 }, () => pool.remembering((text) => ({ text })));
  const before = all.map((remembered) => remembered('a'));
  t.ok(all.every((remembered, index) => remembered('a') === before[index]));
  all[0]?.('b');
  t.ok(all.every((remembered, index) => remembered('a') !== before[index]));
});
