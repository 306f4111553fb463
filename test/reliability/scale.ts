/** The limits of the cluster layer, so many times shorter: for short forms, which have no hour. */
import { TIMINGS, type Timings } from '../../src/cluster/timings.js';

/** Those that are about minutes and more. What a review waits for stays as it is, and so do numbers and sizes. */
const SCALED = [
  'pageDeadlineMs',
  'listDeadlineMs',
  'headerDeadlineMs',
  'idleLimitMs',
  'quietMs',
  'backoffBaseMs',
  'backoffMostMs',
  'awayBaseMs',
  'awayMostMs',
  'retryAfterMostMs',
  'healthyMs',
  'quickEndMs',
  'staleAfterMs',
] as const satisfies readonly (keyof Timings)[];

const MINUTE = 60_000;

export function scaledBy(times: number): Timings {
  // What is above a minute is for calls that come late, which they do as much.
  const relistWindowMs = MINUTE / times + (TIMINGS.relistWindowMs - MINUTE);
  const shorter = SCALED.map((name) => [name, TIMINGS[name] / times] as const);
  return { ...TIMINGS, ...Object.fromEntries(shorter), relistWindowMs };
}

/** For `startServing`. */
export function withTimings(timings: Partial<Timings>): readonly string[] {
  const file = new URL(`scaled.mjs?${encodeURIComponent(JSON.stringify(timings))}`, import.meta.url);
  return ['--import', file.href];
}
