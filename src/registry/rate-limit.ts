/** A registry that has been asked too often (semantics 8.6; RFC 6585, section 4; RFC 9110, section 10.2.3). */
import { readErrors } from './errors.js';
import type { RateLimited } from './pace.js';
import type { Answered } from './reply.js';

/** Fewer pulls left than this: none is spent on a look into an index. */
export const FEW_PULLS = 10;
/** ms: what a registry says of a time beyond is no plan. */
const LONGEST = 24 * 60 * 60_000;

export function rateLimitOf(reply: Answered, anonymous: boolean, now: number): RateLimited {
  const until = untilOf(reply, now);
  return {
    result: 'rate-limited',
    // The address or account is named with the limit of pulls only; HEAD has no words.
    limit:
      reply.header('docker-ratelimit-source').length > 0 || readErrors(reply.body).pullLimit ? 'pulls' : 'requests',
    anonymous,
    ...(until === undefined ? {} : { until }),
  };
}

function untilOf(reply: Answered, now: number): number | undefined {
  const first = (name: string): string => reply.header(name)[0]?.trim() ?? '';
  const retry = first('retry-after');
  const found = [
    seconds(retry, now),
    // A date of HTTP, not whatever Date.parse makes a date of.
    /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} [\d:]{8} GMT$/.test(retry) ? Date.parse(retry) : undefined,
    // Docker Hub and GitHub: seconds since the epoch.
    seconds(first('x-retry-after'), 0),
    seconds(first('x-ratelimit-reset'), 0),
    seconds(first('ratelimit-reset'), now),
  ];
  return found.find((each) => each !== undefined && each > now && each <= now + LONGEST);
}

function seconds(text: string, from: number): number | undefined {
  return /^\d{1,12}$/.test(text) ? from + Number(text) * 1000 : undefined;
}

/** `ratelimit-remaining: 0;w=21600`. Undefined where there is no limit of pulls, or it is not told. */
export function pullsLeft(reply: Answered): number | undefined {
  const [, left] = /^(\d{1,9})(?:;|$)/.exec(reply.header('ratelimit-remaining')[0]?.trim() ?? '') ?? [];
  return left === undefined ? undefined : Number(left);
}
