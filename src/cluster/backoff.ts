/**
 * How long to wait after a fault: exponential with full jitter, so that replicas and loops do not come back together
 * (design 7.4); and how often faults may cause a LIST at all.
 */
import type { Timings } from './timings.js';

export interface Backoff {
  /**
   * ms until the next try; each call without `reset` in between doubles the range. `isAway`: nobody was there at all. Then it
   * is one step more, and no less than half of that: with full jitter four loops try more than thirty times in the first
   * minute, and who is asked for reviews meanwhile wakes them as soon as somebody is there.
   */
  next(retryAfterMs: number | undefined, isAway?: boolean): number;
  /** Goes back to this step, 0 being the first. */
  reset(to?: number): void;
}

/** 2^31 is far beyond any limit, and still exact. */
const MOST_STEPS = 31;

export function createBackoff(
  {
    backoffBaseMs,
    backoffMostMs,
    retryAfterMostMs,
  }: Pick<Timings, 'backoffBaseMs' | 'backoffMostMs' | 'retryAfterMostMs'>,
  random: () => number,
): Backoff {
  let steps = 0;
  return {
    next(retryAfterMs = 0, isAway = false) {
      const range = Math.min(backoffMostMs, backoffBaseMs * 2 ** (isAway ? steps + 1 : steps));
      const least = isAway ? range / 2 : 0;
      steps = Math.min(MOST_STEPS, steps + 1);
      return Math.max(least + random() * (range - least), Math.min(retryAfterMs, retryAfterMostMs));
    },
    reset(to = 0) {
      steps = Math.min(steps, to);
    },
  };
}

export interface WindowLimit {
  /** ms until one more is allowed; 0: now. */
  wait(): number;
  take(): void;
}

/** So many in any span of this length; nothing is carried over. */
export function createWindowLimit(most: number, spanMs: number, clock: () => number): WindowLimit {
  let taken: readonly number[] = [];
  return {
    wait() {
      const now = clock();
      taken = taken.filter((at) => now - at < spanMs);
      const oldest = taken[taken.length - most];
      return oldest === undefined ? 0 : oldest + spanMs - now;
    },
    take() {
      taken = [...taken, clock()];
    },
  };
}
