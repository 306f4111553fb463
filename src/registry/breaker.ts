/**
 * A registry that does not answer is left alone for a while: after some failures in a row it is open, and nothing is sent.
 * Then one question is let through; where that fails, too, the next pause is twice as long.
 *
 * A registry's own errors count once for each repository only: whoever has a repository on which a registry breaks must
 * not be able to shut it for everybody with a hundred tags.
 */
import { dropOldest } from '../core/oldest.js';
import type { Unreachable } from '../core/registry-answer.js';

export interface BreakerState {
  readonly why: Unreachable;
  /** ms since the epoch, of the last failure. */
  readonly at: number;
}

export interface Breaker {
  /** Is it shut for want of answers? Also while one question is let through. */
  readonly open: (registry: string) => BreakerState | undefined;
  /** One is sent now. */
  readonly sent: (registry: string) => void;
  /** What came of it; `undefined`: nothing that says anything about the registry. */
  readonly came: (registry: string, what: Came | undefined, repository: string) => void;
  /** ms until the next question may be sent; 0: now, Infinity: one is under way. */
  readonly waits: (registry: string) => number;
  readonly openOnes: () => readonly string[];
}

export type Came = 'answer' | Unreachable;

export interface BreakerOptions {
  /** ms since the epoch */
  readonly now: () => number;
  readonly onChange: (registry: string, change: 'opened' | 'closed', why: Unreachable) => void;
}

/** One may be an accident, and a registry that is down gets no more than this before it is left alone. */
const FAILURES = 3;
const FIRST_PAUSE_MS = 30_000;
const MOST_PAUSE_MS = 10 * 60_000;
/** Registries with failures: behind a pattern with a wildcard a tenant finds as many hosts as it likes. */
const MOST_REGISTRIES = 1_000;

interface Failing {
  failures: number;
  /** That made the registry's own errors. */
  readonly repositories: Set<string>;
  why: Unreachable;
  at: number;
  isOpen: boolean;
  until: number;
  pause: number;
  isTrying: boolean;
}

export function createBreaker({ now, onChange }: BreakerOptions): Breaker {
  /** Only registries that failed are in it. */
  const failing = new Map<string, Failing>();

  function failed(registry: string, why: Unreachable, repository: string): void {
    const state = failing.get(registry) ?? begin(registry, why);
    state.why = why;
    state.at = now();
    const isKnown = why === 'registry-error' && state.repositories.has(repository);
    if (why === 'registry-error') state.repositories.add(repository);
    if (!isKnown) state.failures += 1;
    if (state.isOpen) {
      // Of what was under way when it opened, only the one that finds out makes the pause longer.
      if (!state.isTrying) return;
      state.isTrying = false;
      state.pause = Math.min(2 * state.pause, MOST_PAUSE_MS);
      state.until = now() + state.pause;
      return;
    }
    if (state.failures < FAILURES) return;
    state.isOpen = true;
    state.until = now() + state.pause;
    onChange(registry, 'opened', why);
  }

  function begin(registry: string, why: Unreachable): Failing {
    const state: Failing = {
      failures: 0,
      repositories: new Set(),
      why,
      at: now(),
      isOpen: false,
      until: 0,
      pause: FIRST_PAUSE_MS,
      isTrying: false,
    };
    failing.set(registry, state);
    dropOldest(failing, MOST_REGISTRIES);
    return state;
  }

  function waits(registry: string): number {
    const state = failing.get(registry);
    if (state === undefined || !state.isOpen) return 0;
    return state.isTrying ? Number.POSITIVE_INFINITY : Math.max(0, state.until - now());
  }

  return {
    open(registry) {
      const state = failing.get(registry);
      return state?.isOpen === true ? { why: state.why, at: state.at } : undefined;
    },
    sent(registry) {
      const state = failing.get(registry);
      if (state?.isOpen === true) state.isTrying = true;
    },
    came(registry, what, repository) {
      const state = failing.get(registry);
      if (what === undefined) {
        if (state !== undefined) state.isTrying = false;
        return;
      }
      if (what !== 'answer') {
        failed(registry, what, repository);
        return;
      }
      if (state === undefined) return;
      failing.delete(registry);
      if (state.isOpen) onChange(registry, 'closed', state.why);
    },
    waits,
    openOnes: () => [...failing].flatMap(([registry, { isOpen }]) => (isOpen ? [registry] : [])),
  };
}
