/**
 * Which secrets of a namespace match which images of a pod. Asked once per repository, of one keyring over all of them;
 * where there are more matches than can be weighed, of those secrets that serve most of the images seen so far.
 */
import { type Meter as Pace, TURN_STEPS } from '../budget.js';
import { compare } from '../choice.js';
import type { ImageOutlook } from '../outlook.js';
import type { InParts } from '../parts.js';
import { keyringInParts } from '../secret/keyring.js';
import type { CredentialMatch, PullSecret } from '../types.js';
import { greedyCover } from './greedy.js';
import { createMeter } from './meter.js';
import type { Offer, Service } from './tally.js';

/** All images of a pod that mean one repository: the kubelet's answer is the same for each. */
export interface Repository {
  readonly name: string;
  /** The first of the images. */
  readonly first: ImageOutlook;
  /** The first that has what it needs. */
  readonly works: ImageOutlook | undefined;
  /** The first that lacks a credential. */
  readonly lacking: ImageOutlook | undefined;
}

/** What each secret, by its position, would give the repository. */
export type Matches = ReadonlyMap<number, readonly CredentialMatch[]>;

export interface Seen {
  readonly repository: Repository;
  readonly each: Matches;
}

export interface Survey {
  readonly secrets: readonly PullSecret[];
  /** Of the repositories that some secret matches, in their order. */
  readonly seen: readonly Seen[];
  /** False: some of the secrets, or of the repositories, were not looked at. */
  readonly complete: boolean;
}

/** Repositories and matches that are weighed, twice at most: 20 images of a registry for which there are 1,200 logins. */
export const MOST_MATCHES = 25_000;

/** Could the secret at this position be added for what it gives? */
export type Serves = (index: number, matches: readonly CredentialMatch[]) => boolean;

/** @param most repositories and matches that are weighed, and once more where the first time was not enough */
export function* surveyOf(
  repositories: readonly Repository[],
  secrets: readonly PullSecret[],
  serves: Serves,
  most: number,
  pace: Pace,
): InParts<Survey> {
  const all = yield* ask(repositories, secrets, most, pace);
  if (all.complete) return { secrets, ...all };
  yield;
  const fewer = mostUseful(all, secrets, serves, most / (2 * repositories.length));
  // Where nothing that was seen serves, what speaks against it can be told all the same.
  if (fewer.length === 0) return { secrets, seen: all.seen, complete: false };
  pace.steps += most;
  yield;
  const again = yield* ask(repositories, fewer, most, pace);
  return { secrets: fewer, seen: again.seen, complete: false };
}

/** A match that is weighed, in steps. */
export const MATCH_STEPS = 10;

interface Asked {
  readonly seen: readonly Seen[];
  /** Repositories that were asked about. */
  readonly count: number;
  readonly complete: boolean;
}

function* ask(
  repositories: readonly Repository[],
  secrets: readonly PullSecret[],
  most: number,
  pace: Pace,
): InParts<Asked> {
  const keyring = yield* keyringInParts(secrets, pace);
  const meter = createMeter(most);
  const answers = new Array<Matches | undefined>(repositories.length);
  let count = 0;
  let complete = true;
  // Those first for which a secret is sought, so that the useful secrets are known if it ends early.
  for (const lacking of [true, false]) {
    for (const [position, repository] of repositories.entries()) {
      if (!complete || (repository.lacking !== undefined) !== lacking) continue;
      const each = keyring.lookupEach(repository.name, pace);
      answers[position] = each;
      count += 1;
      const matches = countOf(each);
      complete = meter.spend(1 + matches);
      pace.steps += MATCH_STEPS * matches;
      if (pace.steps >= TURN_STEPS) yield;
    }
  }
  const seen = repositories.flatMap((repository, position): readonly Seen[] => {
    const each = answers[position];
    return each === undefined || each.size === 0 ? [] : [{ repository, each }];
  });
  return { seen, count, complete };
}

function countOf(each: Matches): number {
  let count = 0;
  for (const matches of each.values()) count += matches.length;
  return count;
}

/**
 * A few that together serve what was seen, and then those that serve most: as many as will give no more than `share` matches
 * per repository.
 */
function mostUseful(
  { seen, count }: Asked,
  secrets: readonly PullSecret[],
  serves: Serves,
  share: number,
): readonly PullSecret[] {
  const uses = new Map<number, Use>();
  const lacking = seen.filter(({ repository }) => repository.lacking !== undefined);
  for (const [image, { each }] of lacking.entries()) {
    for (const [index, matches] of each) {
      const secret = secrets[index];
      if (secret === undefined) continue;
      const use = uses.get(index) ?? { secret, name: secret.name, services: [], ahead: false, matches: 0 };
      uses.set(index, use);
      use.matches += matches.length;
      if (serves(index, matches)) use.services.push({ image, serves: true, direct: true, spoils: false });
    }
  }
  const ranked = [...uses.values()]
    .filter(({ services }) => services.length > 0)
    .sort((a, b) => b.services.length - a.services.length || compare(a.name, b.name));
  const wanted = lacking.map(() => true);
  const { set } = greedyCover(ranked, new Set(), wanted, createMeter(NARROWING_STEPS));
  let left = share * count;
  return [...new Set([...set, ...ranked])].flatMap(({ secret, matches }) => {
    left -= matches;
    return left < 0 ? [] : [secret];
  });
}

interface Use extends Offer {
  readonly secret: PullSecret;
  readonly services: Service[];
  matches: number;
}

const NARROWING_STEPS = 100_000;
