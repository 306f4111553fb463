/** Timers that count right beyond 24.8 days, and signals that leave nothing behind. */
import { getEventListeners } from 'node:events';
import t, { type Test } from 'tap';
import { parseDuration } from '../src/config/duration.js';
import { after, afterAwake, deadline, every, LONGEST_STEP_MS, pause } from '../src/process/timers.js';
import { CLOCK } from '../src/tls/clock.js';
import { createKeeper } from '../src/tls/keeper.js';

interface Fake {
  /** Time in ms, and whatever is due by then. */
  readonly pass: (ms: number) => void;
  /** Timers that were set, ever. */
  readonly count: () => number;
  readonly pending: () => number;
}

/** In place of setTimeout, with its limit: what is longer than 2^31 - 1 ms is 1 ms. */
function fakeTimers(t: Test): Fake {
  let now = 0;
  let count = 0;
  const due = new Map<object, { at: number; readonly ms: number; readonly act: () => void }>();
  t.intercept(globalThis, 'setTimeout', {
    value: (act: () => void, given: number) => {
      count += 1;
      const ms = given >= 1 && given <= LONGEST_STEP_MS ? given : 1;
      const handle = {
        unref: () => handle,
        refresh: () => {
          const timer = due.get(handle);
          if (timer !== undefined) timer.at = now + ms;
          return handle;
        },
      };
      due.set(handle, { at: now + ms, ms, act });
      return handle;
    },
  });
  t.intercept(globalThis, 'clearTimeout', { value: (handle: object) => due.delete(handle) });
  return {
    count: () => count,
    pending: () => due.size,
    pass: (ms) => {
      const end = now + ms;
      for (;;) {
        const [next] = [...due].sort(([, a], [, b]) => a.at - b.at);
        if (next === undefined || next[1].at > end) break;
        now = next[1].at;
        due.delete(next[0]);
        next[1].act();
      }
      now = end;
    },
  };
}

const HOUR = 3_600_000;

t.test('a timer fires once, at its time, however far that is', (t) => {
  for (const hours of [0.001, 1, 596, 597, 600, 1_200, 8_760, 876_600]) {
    const fake = fakeTimers(t);
    let fired = 0;
    after(hours * HOUR, () => {
      fired += 1;
    });
    fake.pass(hours * HOUR - 1);
    t.equal(fired, 0, `${hours} h: not before`);
    fake.pass(1);
    t.equal(fired, 1, `${hours} h`);
    fake.pass(hours * HOUR);
    t.equal(fired, 1, `${hours} h: once`);
    t.ok(fake.count() <= 1 + (hours * HOUR) / LONGEST_STEP_MS, 'no more steps than it takes');
  }
  t.end();
});

t.test('what has no end, or is no number, never fires; what is over fires at once', (t) => {
  for (const [ms, times] of [
    [Number.POSITIVE_INFINITY, 0],
    [Number.NaN, 0],
    [0, 1],
    [-5, 1],
    [Number.NEGATIVE_INFINITY, 1],
  ] as const) {
    const fake = fakeTimers(t);
    let fired = 0;
    after(ms, () => {
      fired += 1;
    });
    fake.pass(2 * LONGEST_STEP_MS);
    t.equal(fired, times, String(ms));
  }
  t.end();
});

t.test('a timer that is cancelled does not fire, in whatever step it is', (t) => {
  const fake = fakeTimers(t);
  const timer = after(600 * HOUR, () => t.fail('it fired'));
  fake.pass(598 * HOUR);
  timer.cancel();
  t.equal(fake.pending(), 0);
  fake.pass(600 * HOUR);
  t.end();
});

t.test('a refreshed timer counts from the beginning', (t) => {
  for (const hours of [1, 600]) {
    const fake = fakeTimers(t);
    let fired = 0;
    const timer = after(hours * HOUR, () => {
      fired += 1;
    });
    fake.pass(hours * HOUR - 1);
    timer.refresh();
    fake.pass(hours * HOUR - 1);
    t.equal(fired, 0);
    fake.pass(1);
    t.equal(fired, 1);
  }
  t.end();
});

t.test('again and again: one round per interval, none when it is over', (t) => {
  for (const hours of [1, 600]) {
    const fake = fakeTimers(t);
    let rounds = 0;
    const timer = every(hours * HOUR, () => {
      rounds += 1;
    });
    fake.pass(10 * hours * HOUR);
    t.equal(rounds, 10);
    timer.cancel();
    fake.pass(10 * hours * HOUR);
    t.equal(rounds, 10);
    t.equal(fake.pending(), 0);
  }
  t.end();
});

t.test('the clock of the certificates sleeps as long as any duration of the configuration', async (t) => {
  for (const text of ['600h', '8760h', '876600h']) {
    const fake = fakeTimers(t);
    const ms = parseDuration(text) ?? 0;
    let isAwake = false;
    const asleep = CLOCK.sleep(ms, new AbortController().signal).then(() => {
      isAwake = true;
    });
    fake.pass(ms - 1);
    await new Promise((resolve) => setImmediate(resolve));
    t.notOk(isAwake, text);
    fake.pass(1);
    await asleep;
    t.ok(isAwake, text);
  }
});

t.test('pauses and deadlines leave no listener with a signal that lives long, on any Node.js', async (t) => {
  const { signal } = new AbortController();
  const listeners = () => getEventListeners(signal, 'abort').length;
  // The timers of a pause keep no process alive, not this one either.
  const alive = setInterval(() => {}, 1_000);
  t.teardown(() => clearInterval(alive));
  for (let round = 0; round < 200; round += 1) {
    const limit = deadline(HOUR, signal);
    t.notOk(limit.signal.aborted);
    limit.end();
    await pause(0, signal);
    await CLOCK.sleep(0, signal);
  }
  t.equal(listeners(), 0);
});

t.test('a deadline fires with its time, and with the signal that it goes with', async (t) => {
  const fake = fakeTimers(t);
  const outer = new AbortController();
  const byTime = deadline(600 * HOUR, outer.signal);
  fake.pass(600 * HOUR - 1);
  t.notOk(byTime.signal.aborted);
  fake.pass(1);
  t.ok(byTime.signal.aborted);
  const bySignal = deadline(HOUR, outer.signal);
  outer.abort();
  t.ok(bySignal.signal.aborted);
  t.ok(deadline(HOUR, outer.signal).signal.aborted, 'of one that has fired already');
});

t.test(
  'the loop of the certificates: one round per wake-up, with the longest pause, and no listener left',
  async (t) => {
    let rounds = 0;
    let wake = (): void => {};
    let stopping: AbortSignal | undefined;
    const source = createKeeper({
      origin: {
        look: async () => {
          rounds += 1;
          return { offered: undefined, problems: ['there is none'], cas: [] };
        },
        watch: async (onChange, signal) => {
          wake = onChange;
          stopping = signal;
        },
        settleMs: 0,
      },
      configurations: [],
      pollMs: 600 * HOUR,
      jitterMs: 0,
      clock: CLOCK,
      random: () => 0,
      onEvent: () => {},
      onCertificate: () => {},
      handshake: async () => undefined,
    });
    const alive = setInterval(() => {}, 1_000);
    t.teardown(() => clearInterval(alive));
    source.start();
    const calm = async (): Promise<void> => {
      for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    };
    await new Promise((resolve) => setTimeout(resolve, 50));
    t.equal(rounds, 1, 'and none of its own in 50 ms');
    for (let count = 2; count <= 200; count += 1) {
      wake();
      await calm();
      t.equal(rounds, count);
    }
    t.ok(stopping !== undefined && getEventListeners(stopping, 'abort').length <= 2);
    await source.stop();
  },
);

t.test('time in which the loop stood still hardly counts', async (t) => {
  const fake = fakeTimers(t);
  let now = 0;
  let fired = 0;
  const fire = (): void => {
    fired += 1;
  };
  const pass = (ms: number, late = 0): void => {
    now += ms + late;
    fake.pass(ms);
  };
  const start = (ms: number) => afterAwake(ms, fire, () => now);
  start(700);
  for (let turn = 0; turn < 13; turn += 1) pass(50);
  t.equal(fired, 0, 'after 650 ms');
  pass(49);
  t.equal(fired, 0, 'after 699 ms');
  pass(1);
  t.equal(fired, 1, 'after 700 ms');
  t.equal(fake.pending(), 0);

  start(200);
  pass(50, 900);
  t.equal(fired, 1, 'a second in which it stood still is no more than 100 ms');
  pass(50, 30);
  t.equal(fired, 1, 'a timer that is somewhat late is late by what it is');
  pass(19);
  t.equal(fired, 1);
  pass(1);
  t.equal(fired, 2);

  const stopped = start(100);
  pass(50);
  stopped.cancel();
  pass(1000);
  t.equal(fired, 2, 'cancelled');
  t.equal(fake.pending(), 0);

  start(0);
  t.equal(fired, 3, 'nothing to wait for');

  now = 0;
  afterAwake(100, fire, () => 0);
  fake.pass(100);
  t.equal(fired, 4, 'a clock that does not move');
});
