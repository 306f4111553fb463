/** Time that a test moves: timers fire when it passes, in their order, and after each one everybody has a turn. */
import type { Test } from 'tap';

export interface VirtualTime {
  /** ms since it began. */
  readonly now: () => number;
  readonly pass: (ms: number) => Promise<void>;
  /** Without time passing: whatever was promised by now comes. */
  readonly settle: () => Promise<void>;
  /** Timers that are set, as the times at which they are due. */
  readonly due: () => readonly number[];
}

/** In place of setTimeout until the test ends. */
export function virtualTime(t: Test): VirtualTime {
  let now = 0;
  const timers = new Map<object, { at: number; readonly act: () => void }>();
  t.intercept(globalThis, 'setTimeout', {
    value: (act: () => void, ms: number) => {
      const handle = {
        unref: () => handle,
        refresh: () => {
          timers.set(handle, { at: now + ms, act });
          return handle;
        },
      };
      return handle.refresh();
    },
  });
  t.intercept(globalThis, 'clearTimeout', { value: (handle: object) => timers.delete(handle) });

  async function settle(): Promise<void> {
    // Streams hand on over several turns of the loop.
    for (let turn = 0; turn < 6; turn += 1) await new Promise(setImmediate);
  }

  return {
    now: () => now,
    settle,
    due: () => [...timers.values()].map(({ at }) => at).sort((a, b) => a - b),
    async pass(ms) {
      const end = now + ms;
      for (;;) {
        await settle();
        const [next] = [...timers].sort(([, a], [, b]) => a.at - b.at);
        if (next === undefined || next[1].at > end) break;
        const [handle, { at, act }] = next;
        now = at;
        timers.delete(handle);
        act();
      }
      now = end;
      await settle();
    },
  };
}
