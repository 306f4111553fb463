/**
 * Which secrets of a namespace match which images of a pod. Asked once per repository, of one keyring over all of them;
 * where there are more matches than can be weighed, of those secrets that serve most of the images seen so far.
 */
import { compare } from '../order.js';
import type { ImageOutlook } from '../outlook.js';
import { createKeyring } from '../secret/keyring.js';
import type { CredentialMatch, PullSecret } from '../types.js';
import { createMeter } from './meter.js';

/** All images of a pod that mean one repository: the kubelet's answer is the same for each. */
export interface Repository {
  readonly name: string;
  readonly outlooks: readonly ImageOutlook[];
  /** One of the images is to be helped. */
  readonly wanted: boolean;
}

/** What each secret, by its position, would give the repository. */
export type Matches = ReadonlyMap<number, readonly CredentialMatch[]>;

export interface Seen {
  readonly repository: Repository;
  readonly each: Matches;
}

export interface Survey {
  readonly secrets: readonly PullSecret[];
  /** One per repository, in their order. */
  readonly seen: readonly Seen[];
  /** `some`: only some of the secrets were asked. `none`: even that was too much, and nothing is known. */
  readonly extent: 'all' | 'some' | 'none';
}

/** Repositories and matches that are looked at, twice at most. A namespace of 2,000 logins for one registry and 20 images have 40,000. */
export const MOST_MATCHES = 50_000;

/** @param serves could this secret be added for what it gives? */
export function surveyOf(
  repositories: readonly Repository[],
  secrets: readonly PullSecret[],
  serves: (secret: PullSecret, matches: readonly CredentialMatch[]) => boolean,
  most: number,
): Survey {
  const all = ask(repositories, secrets, most);
  if (all.complete) return { secrets, seen: all.seen, extent: 'all' };
  const fewer = mostUseful(all.seen, secrets, serves, most / (2 * repositories.length));
  const some = ask(repositories, fewer, most);
  return { secrets: fewer, ...(some.complete ? { seen: some.seen, extent: 'some' } : { seen: [], extent: 'none' }) };
}

interface Asked {
  readonly seen: readonly Seen[];
  readonly complete: boolean;
}

function ask(repositories: readonly Repository[], secrets: readonly PullSecret[], most: number): Asked {
  const keyring = createKeyring(secrets);
  const meter = createMeter(most);
  const known = new Map<Repository, Matches>();
  let complete = true;
  // Those first for which a secret is sought, so that the useful secrets are known if it ends early.
  for (const wanted of [true, false]) {
    for (const repository of repositories) {
      if (repository.wanted !== wanted || !complete) continue;
      const each = keyring.lookupEach(repository.name);
      known.set(repository, each);
      complete = meter.spend(1 + countOf(each));
    }
  }
  const seen = repositories.flatMap((repository): readonly Seen[] => {
    const each = known.get(repository);
    return each === undefined ? [] : [{ repository, each }];
  });
  return { seen, complete };
}

function countOf(each: Matches): number {
  let count = 0;
  for (const matches of each.values()) count += matches.length;
  return count;
}

/** Those that serve most of what was seen, as many of them as will give no more than `share` matches per repository. */
function mostUseful(
  seen: readonly Seen[],
  secrets: readonly PullSecret[],
  serves: (secret: PullSecret, matches: readonly CredentialMatch[]) => boolean,
  share: number,
): readonly PullSecret[] {
  const uses = new Map<PullSecret, { served: number; matches: number }>();
  for (const { repository, each } of seen) {
    if (!repository.wanted) continue;
    for (const [index, matches] of each) {
      const secret = secrets[index];
      if (secret === undefined) continue;
      const use = uses.get(secret) ?? { served: 0, matches: 0 };
      uses.set(secret, use);
      use.matches += matches.length;
      if (serves(secret, matches)) use.served += 1;
    }
  }
  const ranked = [...uses]
    .filter(([, { served }]) => served > 0)
    .sort(([a, { served: first }], [b, { served: second }]) => second - first || compare(a.name, b.name));
  let left = share * seen.length;
  return ranked.flatMap(([secret, { matches }]) => {
    left -= matches;
    return left >= 0 ? [secret] : [];
  });
}
