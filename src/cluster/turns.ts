/**
 * Long work in short turns: what anybody may put into a cluster must not keep a review waiting. Work that can be done in
 * steps goes on for a slice of time, and then everybody else has a turn first.
 */
import { setImmediate } from 'node:timers/promises';
import type { InParts } from '../core/parts.js';

/** ms of work between two turns. */
const SLICE_MS = 5;

/** The time is the process's own, not the cluster's clock, which tests set. */
const now = (): number => performance.now();

export interface Turns {
  /** Lets others have their turn where this one has lasted long enough. */
  pass(): Promise<void>;
}

export function createTurns(): Turns {
  let since = now();
  return {
    async pass() {
      if (now() - since < SLICE_MS) return;
      await setImmediate();
      since = now();
    },
  };
}

export const GIVEN_UP = Symbol('given up');

/** To the end of the steps; `GIVEN_UP` where `isOver` says that nobody waits any more. */
export async function inTurns<T>(steps: InParts<T>): Promise<T>;
export async function inTurns<T>(steps: InParts<T>, isOver: () => boolean): Promise<T | typeof GIVEN_UP>;
export async function inTurns<T>(steps: InParts<T>, isOver?: () => boolean): Promise<T | typeof GIVEN_UP> {
  let since = now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (now() - since < SLICE_MS) continue;
    await setImmediate();
    if (isOver?.() === true) return GIVEN_UP;
    since = now();
  }
}

/** Work that needs much memory is done one at a time. Who would have waited longer than the limit gets nothing. */
export function createGate(mostWaitMs: number): <T>(work: () => Promise<T>) => Promise<T | undefined> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const came = now();
    const mine = last.then(() => (now() - came > mostWaitMs ? undefined : work()));
    last = mine.catch(() => {});
    return mine;
  };
}
