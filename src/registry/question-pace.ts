/**
 * How many questions are begun: a bucket for each registry and one for all of them, in the requests that a question is
 * likely to cost. Who sends these counts them (pace.ts) and refuses what is too many; this keeps a line of questions from
 * being emptied into a minute that is full already, where each would come back without an answer.
 */
import { dropOldest } from '../core/oldest.js';
import { MOST_LOGINS } from './limits.js';

export interface QuestionPace {
  /** ms until a question to this registry may begin; 0: now. */
  readonly waits: (registry: string, requests: number) => number;
  readonly take: (registry: string, requests: number) => void;
  /** It was answered without a request. */
  readonly giveBack: (registry: string, requests: number) => void;
}

/** Of what a minute may have: so much at once, and the rest in the course of it, so that no minute gets more. */
const AT_ONCE = 1 / 4;
/** Hosts behind a pattern with a wildcard are as many as a tenant likes. */
const REGISTRIES_AT_ONCE = 4;
const MOST_REGISTRIES = 1_000;
const MINUTE_MS = 60_000;

/** Without a login a registry is asked, refers to its token service, which is asked, and is asked again. */
const WITHOUT_LOGIN = 3;
/** A token, and the question once more. */
const FOR_EACH = 2;

/** What a question costs where each secret holds a login for it; a pod may name hundreds, of which a few are sent. */
export function requestsOf(secrets: number): number {
  return WITHOUT_LOGIN + FOR_EACH * Math.min(secrets, MOST_LOGINS);
}

interface Bucket {
  level: number;
  at: number;
}

/** @param now ms of a clock that never goes back */
export function createQuestionPace(requestsPerMinute: number, now: () => number): QuestionPace {
  const buckets = new Map<string, Bucket>();
  const all: Bucket = { level: REGISTRIES_AT_ONCE * requestsPerMinute * AT_ONCE, at: now() };

  function fill(bucket: Bucket, perMinute: number): Bucket {
    const at = now();
    const more = ((at - bucket.at) * perMinute * (1 - AT_ONCE)) / MINUTE_MS;
    bucket.level = Math.min(perMinute * AT_ONCE, bucket.level + more);
    bucket.at = at;
    return bucket;
  }

  function bucketOf(registry: string): Bucket {
    const known = buckets.get(registry);
    return known === undefined ? { level: requestsPerMinute * AT_ONCE, at: now() } : fill(known, requestsPerMinute);
  }

  /** The one that was used longest ago is the fullest. */
  function keep(registry: string, bucket: Bucket): void {
    buckets.delete(registry);
    buckets.set(registry, bucket);
    dropOldest(buckets, MOST_REGISTRIES);
  }

  function wait({ level }: Bucket, requests: number, perMinute: number): number {
    // A question that costs more than there ever is in the bucket waits until it is full.
    const missing = Math.min(requests, perMinute * AT_ONCE) - level;
    return missing <= 0 ? 0 : Math.ceil((missing * MINUTE_MS) / (perMinute * (1 - AT_ONCE)));
  }

  const inAll = requestsPerMinute * REGISTRIES_AT_ONCE;

  return {
    waits: (registry, requests) =>
      Math.max(wait(bucketOf(registry), requests, requestsPerMinute), wait(fill(all, inAll), requests, inAll)),
    take(registry, requests) {
      const bucket = bucketOf(registry);
      bucket.level -= requests;
      keep(registry, bucket);
      fill(all, inAll).level -= requests;
    },
    giveBack(registry, requests) {
      const bucket = bucketOf(registry);
      bucket.level += requests;
      keep(registry, bucket);
      all.level += requests;
    },
  };
}
