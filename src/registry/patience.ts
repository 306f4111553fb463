/**
 * Which reviews may wait for a registry, where `probe.waitMs` lets them at all. A registry has to show that it answers in
 * time: until it has, one review waits, and a wait in vain ends the waiting for a while, which grows. So a registry that is
 * slow or silent costs one review in thousands its time, and not one in ten.
 */
import { dropOldest } from '../core/oldest.js';
export interface Patience {
  /** Undefined: not now. Else the wait has begun, and the function ends it. */
  readonly begin: (registry: string) => ((came: boolean) => void) | undefined;
}

/** At one time, for a registry that answers in time, and for all. */
const MOST_FOR_ONE = 16;
const MOST_IN_ALL = 32;
const FIRST_PAUSE_MS = 30_000;
const MOST_PAUSE_MS = 10 * 60_000;
const MOST_REGISTRIES = 1_000;

interface Seen {
  waiting: number;
  isProven: boolean;
  until: number;
  pause: number;
}

/** @param now ms of a clock that never goes back */
export function createPatience(now: () => number): Patience {
  const seen = new Map<string, Seen>();
  let waiting = 0;

  function seenOf(registry: string): Seen {
    const known = seen.get(registry);
    if (known !== undefined) return known;
    const made: Seen = { waiting: 0, isProven: false, until: Number.NEGATIVE_INFINITY, pause: FIRST_PAUSE_MS };
    seen.set(registry, made);
    dropOldest(seen, MOST_REGISTRIES);
    return made;
  }

  return {
    begin(registry) {
      if (waiting >= MOST_IN_ALL) return undefined;
      const of = seenOf(registry);
      if (now() < of.until || of.waiting >= (of.isProven ? MOST_FOR_ONE : 1)) return undefined;
      of.waiting += 1;
      waiting += 1;
      return (came) => {
        of.waiting -= 1;
        waiting -= 1;
        if (came) {
          of.isProven = true;
          of.pause = FIRST_PAUSE_MS;
          return;
        }
        of.isProven = false;
        // Those that waited at the same time are one experience.
        if (now() < of.until) return;
        of.until = now() + of.pause;
        of.pause = Math.min(2 * of.pause, MOST_PAUSE_MS);
      };
    },
  };
}
