/**
 * How often registries are asked. Each gets at most so many requests in any minute, those for tokens and redirects among
 * them; and one that has said "too many" is left alone for as long as it says. Whoever makes up names of images spends
 * that, and no more: of the registries, too, only so many have a minute of their own.
 */
import { dropOldest } from '../core/oldest.js';
import type { PullOutcome } from '../core/registry-answer.js';
import { after } from '../process/timers.js';

/** `never`: it would have to wait for longer than it may. `over`: nobody waits any more. */
export type Turn = 'go' | 'never' | 'over';

export type RateLimited = Extract<PullOutcome, { readonly result: 'rate-limited' }>;

export interface Pace {
  readonly turn: (registry: string, signal?: AbortSignal) => Promise<Turn>;
  /** `who`: `EVERYBODY`, `ANONYMOUS`, or the fingerprint of a login. */
  readonly hold: (registry: string, who: string, limited: RateLimited) => void;
  readonly held: (registry: string, who: string) => RateLimited | undefined;
}

export interface PaceOptions {
  readonly requestsPerMinute: number;
  /** ms */
  readonly turnMs: number;
  /** ms since the epoch */
  readonly now: () => number;
}

export const EVERYBODY = '';
export const ANONYMOUS = 'anonymous';

const MINUTE = 60_000;
/** Registries that have a minute of their own; those beyond share one. */
const MOST_REGISTRIES = 128;
const SHARED = '';
const MOST_HELD = 32;
/** ms that a registry is left alone where it does not say for how long. */
const UNSAID = { requests: MINUTE, pulls: 10 * MINUTE } as const;
/** ms that the word of a registry counts at most. */
const LONGEST_HOLD = 6 * 60 * MINUTE;

interface Held {
  readonly limited: RateLimited;
  readonly until: number;
}

interface Minute {
  /** When the last requests were, or will be, sent: as many as a minute may have. */
  readonly times: number[];
  readonly held: Map<string, Held>;
}

export function createPace({ requestsPerMinute, turnMs, now }: PaceOptions): Pace {
  const minutes = new Map<string, Minute>();

  const minuteOf = (registry: string): Minute => {
    const known = minutes.get(registry);
    if (known !== undefined) return known;
    if (minutes.size >= MOST_REGISTRIES) {
      const idle = [...minutes].find(([name, minute]) => name !== SHARED && isIdle(minute, now()));
      if (idle !== undefined) minutes.delete(idle[0]);
      else if (registry !== SHARED) return minuteOf(SHARED);
    }
    const minute: Minute = { times: [], held: new Map() };
    minutes.set(registry, minute);
    return minute;
  };

  return {
    turn: async (registry, signal) => {
      if (signal?.aborted === true) return 'over';
      const { times } = minuteOf(registry);
      const time = now();
      // The clock was set back: what lies ahead of a whole minute is no plan of ours.
      if ((times.at(-1) ?? 0) > time + MINUTE + turnMs) times.length = 0;
      const before = times.length < requestsPerMinute ? undefined : times[times.length - requestsPerMinute];
      const at = Math.max(time, (before ?? Number.NEGATIVE_INFINITY) + MINUTE);
      const wait = at - time;
      if (wait > turnMs) return 'never';
      times.push(at);
      if (times.length > requestsPerMinute) times.shift();
      if (wait <= 0) return 'go';
      return (await waited(wait, signal)) ? 'go' : 'over';
    },
    hold: (registry, who, limited) => {
      const held = minutes.get(registry)?.held;
      // One that shares its minute would hold up others.
      if (held === undefined) return;
      const time = now();
      const until = Math.min(limited.until ?? time + UNSAID[limited.limit], time + LONGEST_HOLD);
      held.delete(who);
      held.set(who, { limited, until });
      dropOldest(held, MOST_HELD);
    },
    held: (registry, who) => {
      const time = now();
      const holds = [EVERYBODY, who].map((each) => minutes.get(registry)?.held.get(each));
      return holds.find((each) => each !== undefined && each.until > time)?.limited;
    },
  };
}

function isIdle({ times, held }: Minute, time: number): boolean {
  return (times.at(-1) ?? 0) + MINUTE <= time && [...held.values()].every(({ until }) => until <= time);
}

/** False where the signal fired first. A command that waits for its turn has nothing else that keeps it alive. */
function waited(ms: number, signal: AbortSignal | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (isDone: boolean): void => {
      timer.cancel();
      signal?.removeEventListener('abort', stop);
      resolve(isDone);
    };
    const stop = (): void => end(false);
    const timer = after(ms, () => end(true), { keepsAlive: true });
    signal?.addEventListener('abort', stop, { once: true });
  });
}
