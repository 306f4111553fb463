/**
 * When a server that cannot be reached is tried again. All loops stand in one line: one try after the other, soon at first
 * and then at a steady pace, however many loops there are. Whoever reaches it tells the others, so that all are back within
 * one gap, and a server that comes up is not met by a crowd.
 */
import type { Timings } from './timings.js';

export interface Tries {
  /** ms until the turn of who asks; each question is a turn. */
  next(): number;
  /** It has been reached: the line begins anew. */
  reached(): void;
}

/** So that replicas do not try together. */
const JITTER = 0.05;

export function createTries(
  { awayBaseMs, awayMostMs }: Pick<Timings, 'awayBaseMs' | 'awayMostMs'>,
  clock: () => number,
  random: () => number,
): Tries {
  let gap = awayBaseMs;
  let last = Number.NEGATIVE_INFINITY;
  return {
    next() {
      const now = clock();
      last = Math.max(now, last) + gap * (1 - JITTER * random());
      gap = Math.min(awayMostMs, 2 * gap);
      return last - now;
    },
    reached() {
      gap = awayBaseMs;
      last = Number.NEGATIVE_INFINITY;
    },
  };
}
