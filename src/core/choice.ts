/**
 * Which of several secrets serves an image best (design 5.2). There is one ranking, for the secret that a fix names and
 * for the one that injection adds: good before suspect, suspect before stale; then the longest key without a wildcard;
 * then the name. What is expired, certain to fail or without a user serves nobody.
 */
import { isLapsed, isStale, type RatedMatch, standingOf } from './outlook.js';
import type { CredentialFlaw, CredentialMatch, LoginClass, PullSecret } from './types.js';

/** Why a credential that may work may as well not: what PG305 and PG306 say of one that is used. */
export type Doubt =
  | { readonly kind: 'suspect'; readonly flaw: CredentialFlaw }
  | { readonly kind: 'stale'; readonly login: LoginClass }
  | { readonly kind: 'lapsed' };

export interface Choice {
  readonly secret: PullSecret;
  readonly doubt: Doubt | undefined;
}

/**
 * The best secret for a repository, a doubtful one only where no other matches. Undefined where none may work.
 *
 * @param each what each secret would give the repository, from `Keyring.lookupEach`
 * @param secrets the list that the keyring was made of
 */
export function bestOf(
  each: ReadonlyMap<number, readonly CredentialMatch[]>,
  secrets: readonly PullSecret[],
  { now }: { readonly now: number },
): Choice | undefined {
  let best: { readonly secret: PullSecret; readonly matches: readonly CredentialMatch[] } | undefined;
  let highest = 0;
  for (const [index, matches] of each) {
    const secret = secrets[index];
    const rank = rankOf(matches, now);
    if (secret === undefined || rank === 0 || rank < highest) continue;
    if (rank === highest && best !== undefined && compare(best.secret.name, secret.name) <= 0) continue;
    best = { secret, matches };
    highest = rank;
  }
  return best === undefined ? undefined : { secret: best.secret, doubt: doubtOf(best.matches, now) };
}

/** Of the rank: nothing speaks against the credential; else it is only suspect; else only stale. */
const SOUND = 60_000;
const FRESH = 40_000;
const CLEAN = 20_000;
const PLAIN = 10_000;
/** Longer keys are all the same: no registry and path are as long as this. */
const LONGEST_KEY = 9_999;

/**
 * What one secret is worth for a repository by the best of its credentials, as a number: higher is better, 0 where none of
 * them may work. `now` in ms since the epoch.
 */
export function rankOf(matches: readonly CredentialMatch[], now: number): number {
  let highest = 0;
  for (const match of matches) highest = Math.max(highest, rankOfOne(match, now));
  return highest;
}

function rankOfOne(match: CredentialMatch, now: number): number {
  const standing = standingOf(match, now);
  if (standing !== 'good' && standing !== 'suspect') return 0;
  const trust = (isStale(match, now) || isLapsed(match, now) ? 0 : FRESH) + (standing === 'good' ? CLEAN : 0);
  const key = match.entry.normalized ?? '';
  return trust + (key.includes('*') ? 0 : PLAIN) + Math.min(key.length, LONGEST_KEY);
}

/** One of the credentials may work, and nothing speaks against it. */
export function isSoundRank(rank: number): boolean {
  return rank >= SOUND;
}

export function isSound({ standing, stale, lapsed }: RatedMatch): boolean {
  return standing === 'good' && !stale && !lapsed;
}

/**
 * What speaks against the best of the credentials; undefined where nothing does, or none may work. That a token is too old
 * for its kind says more than a flaw that a registry may forgive.
 */
export function doubtOf(matches: readonly CredentialMatch[], now: number): Doubt | undefined {
  const highest = rankOf(matches, now);
  const best = matches.find((match) => highest > 0 && rankOfOne(match, now) === highest);
  if (best === undefined) return undefined;
  if (isLapsed(best, now)) return { kind: 'lapsed' };
  if (isStale(best, now)) return { kind: 'stale', login: best.entry.login };
  const [flaw] = best.entry.flaws;
  return flaw === undefined ? undefined : { kind: 'suspect', flaw };
}

/** Order by code units: the same on every machine, whatever its locale. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
