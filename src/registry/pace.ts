/**
 * How many questions are begun: a bucket for each registry and one for all of them. What a question costs in requests is
 * counted and bounded by who sends them (prober.ts); this keeps a line of questions from being emptied into a bucket that
 * has run dry, where each would come back without an answer.
 */
export interface Pace {
  /** ms until a question to this registry may begin; 0: now. */
  readonly waits: (registry: string) => number;
  readonly take: (registry: string) => void;
  /** It was answered without a request. */
  readonly giveBack: (registry: string) => void;
}

/** Without a credential a registry is asked, refers to its token service, which is asked, and is asked again. */
const REQUESTS = 3;
/** Hosts behind a pattern with a wildcard are as many as a tenant likes. */
const REGISTRIES_AT_ONCE = 4;
const MOST_REGISTRIES = 1_000;
const MINUTE_MS = 60_000;

interface Bucket {
  level: number;
  at: number;
}

/** @param now ms of a clock that never goes back */
export function createPace(requestsPerMinute: number, now: () => number): Pace {
  const ofOne = Math.max(1, requestsPerMinute / REQUESTS);
  const inAll = ofOne * REGISTRIES_AT_ONCE;
  const buckets = new Map<string, Bucket>();
  const all: Bucket = { level: inAll, at: now() };

  function fill(bucket: Bucket, most: number): Bucket {
    const at = now();
    bucket.level = Math.min(most, bucket.level + ((at - bucket.at) * most) / MINUTE_MS);
    bucket.at = at;
    return bucket;
  }

  function bucketOf(registry: string): Bucket {
    const known = buckets.get(registry);
    if (known !== undefined) return fill(known, ofOne);
    const made: Bucket = { level: ofOne, at: now() };
    return made;
  }

  /** Those that are full are as good as new; of the others the one that was used longest ago goes. */
  function keep(registry: string, bucket: Bucket): void {
    buckets.delete(registry);
    buckets.set(registry, bucket);
    const [oldest] = buckets.keys();
    if (buckets.size > MOST_REGISTRIES && oldest !== undefined) buckets.delete(oldest);
  }

  const wait = ({ level }: Bucket, most: number): number => (level >= 1 ? 0 : ((1 - level) * MINUTE_MS) / most);

  return {
    waits: (registry) => Math.max(wait(bucketOf(registry), ofOne), wait(fill(all, inAll), inAll)),
    take(registry) {
      const bucket = bucketOf(registry);
      bucket.level -= 1;
      keep(registry, bucket);
      fill(all, inAll).level -= 1;
    },
    giveBack(registry) {
      const bucket = bucketOf(registry);
      bucket.level = Math.min(ofOne, bucket.level + 1);
      keep(registry, bucket);
      all.level = Math.min(inAll, all.level + 1);
    },
  };
}
