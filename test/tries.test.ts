/** The line of those who wait for a server that cannot be reached. */
import t from 'tap';
import { TIMINGS } from '../src/cluster/timings.js';
import { createTries } from '../src/cluster/tries.js';

/** When so many loops, who try again as soon as it is their turn, have tried within `forMs`; nobody is reached. */
function triedAt(loops: number, forMs: number, random: () => number): readonly number[] {
  let now = 0;
  const tries = createTries(TIMINGS, () => now, random);
  let due = Array.from({ length: loops }, () => tries.next());
  const times: number[] = [];
  for (;;) {
    now = Math.min(...due);
    if (now > forMs) return times;
    times.push(now);
    const mine = due.indexOf(now);
    due = due.map((at, loop) => (loop === mine ? now + tries.next() : at));
  }
}

t.test('all loops together try soon, then at a steady pace, however many they are', async (t) => {
  for (const loops of [1, 4, 400]) {
    for (const random of [0, 0.5, 0.999]) {
      const times = triedAt(loops, 600_000, () => random);
      const most = Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 60_000).length));
      t.ok(most <= 26, `${loops} loops, ${random}: ${most} a minute`);
      const gaps = times.map((at, index) => at - (times[index - 1] ?? 0));
      t.ok(Math.max(...gaps) <= 2750, `${loops} loops, ${random}: never more than 2.75 s between two tries`);
      t.ok((times[0] ?? 0) <= 250 && (times[2] ?? 0) <= 1750, `${loops} loops, ${random}: soon at first`);
    }
  }
});

t.test('who reaches it ends the line', async (t) => {
  let now = 0;
  const tries = createTries(
    TIMINGS,
    () => now,
    () => 0,
  );
  t.strictSame(
    [1, 2, 3, 4, 5, 6].map(() => tries.next()),
    [250, 750, 1750, 3750, 6500, 9250],
  );
  now = 500;
  t.equal(tries.next(), 11_500, 'behind those who wait already');
  tries.reached();
  t.strictSame([tries.next(), tries.next()], [250, 750]);
});
