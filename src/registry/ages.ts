/**
 * How long what a registry said is believed. A row for each kind of answer: how old it may be before it is asked for again,
 * and how old before it is forgotten. Between the two it still counts, and its next use has it asked for anew, so that an
 * image that is pulled every day does not become unknown every ten minutes.
 *
 * Only what lets a pull succeed lives on in this way. What stops one is asked for again before it is said again: who has
 * just mended it must not be told of it for long.
 */
import type { PullOutcome, RegistryAnswer } from '../core/registry-answer.js';

export interface Age {
  /** ms */
  readonly again: number;
  /** ms; not less. */
  readonly kept: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const once = (ms: number): Age => ({ again: ms, kept: ms });

export const AGES = {
  /** A tag is moved, a repository becomes private: rarely, and both show at the next look. */
  pullableTag: { again: 10 * MINUTE, kept: DAY },
  /** What a digest names never changes, only who may read it. */
  pullableDigest: { again: DAY, kept: 7 * DAY },
  /** Another password is another question, which is asked at once; this waits for a permission that is granted. */
  refused: once(2 * MINUTE),
  /** Whoever is told of it pushes the image next. */
  'not-found': once(MINUTE),
  /** Where the registry does not say until when. */
  rateLimited: once(5 * MINUTE),
  /** Whatever a registry says of its limit. */
  rateLimitedLeast: once(30 * SECOND),
  rateLimitedMost: once(6 * HOUR),
  /** Most faults of a network are over by then; those that are not are the breaker's (breaker.ts). */
  unreachable: once(30 * SECOND),
  unknown: once(30 * SECOND),
} as const satisfies Readonly<Record<string, Age>>;

/**
 * Of the whole: that of what goes stale first. That a registry gives nothing without a login is no news where there is one.
 *
 * @param now ms since the epoch
 */
export function ageOf({ anonymous, attempts }: RegistryAnswer, byDigest: boolean, now: number): Age {
  const tried = attempts.map(({ outcome }) => outcome);
  const isNews = tried.length === 0 || (anonymous.result !== 'refused' && anonymous.result !== 'not-found');
  const ages = (isNews ? [anonymous, ...tried] : tried).map((outcome) => ageOfOutcome(outcome, byDigest, now));
  return {
    again: Math.min(...ages.map(({ again }) => again)),
    kept: Math.min(...ages.map(({ kept }) => kept)),
  };
}

function ageOfOutcome(outcome: PullOutcome, byDigest: boolean, now: number): Age {
  switch (outcome.result) {
    case 'pullable':
      // More come back while a window of hours moves on.
      if (outcome.noPullsLeft === true) return AGES.rateLimited;
      return byDigest ? AGES.pullableDigest : AGES.pullableTag;
    case 'refused':
    case 'not-found':
    case 'unreachable':
    case 'unknown':
      return AGES[outcome.result];
    case 'rate-limited': {
      if (outcome.until === undefined) return AGES.rateLimited;
      const left = outcome.until - now;
      return once(Math.min(Math.max(left, AGES.rateLimitedLeast.again), AGES.rateLimitedMost.again));
    }
    default:
      return outcome satisfies never;
  }
}

/** What came of the pull: of the last credential that was tried, or without one. */
export function lastOutcome({ anonymous, attempts }: RegistryAnswer): PullOutcome {
  return attempts.at(-1)?.outcome ?? anonymous;
}

/** The pull works, as far as the registry is concerned: with the last credential that the kubelet tries, or without one. */
export function isPullable(answer: RegistryAnswer): boolean {
  return lastOutcome(answer).result === 'pullable';
}

/** Whether the image can be pulled was not said. That a registry limits those without a login is no silence to one. */
export function saysNothing(answer: RegistryAnswer): boolean {
  const { result } = lastOutcome(answer);
  return result === 'unreachable' || result === 'unknown' || result === 'rate-limited';
}
