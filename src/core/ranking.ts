/**
 * Which of several secrets serves an image best (product.md 5). There is one order, for the secret that a fix names and
 * for the one that injection adds: good before suspect, suspect before stale; then the longest key without a wildcard;
 * then the name. What is expired, certain to fail or without a user serves nobody.
 */
import { compare } from './order.js';
import { type RatedMatch, rate } from './outlook.js';
import { createKeyring } from './secret/keyring.js';
import type { Settings } from './settings.js';
import type { CredentialFlaw, CredentialMatch, LoginClass, PullSecret } from './types.js';

export interface RankingBy {
  /** ms since the epoch */
  readonly now: number;
  readonly settings: Settings;
}

/** Why a credential that may work may as well not: what PG305 and PG306 say of one that is used. */
export type Doubt =
  | { readonly kind: 'suspect'; readonly flaw: CredentialFlaw }
  | { readonly kind: 'stale'; readonly login: LoginClass };

/** What a secret is worth for one repository. */
export interface Grade {
  /** Higher is better; comparable between secrets, for one repository. */
  readonly rank: number;
  /** Undefined where nothing speaks against the credential. */
  readonly doubt: Doubt | undefined;
}

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
  by: RankingBy,
): Choice | undefined {
  let best: (Grade & Choice) | undefined;
  for (const [index, matches] of each) {
    const secret = secrets[index];
    const grade = gradeOf(matches, by);
    if (secret === undefined || grade === undefined) continue;
    if (best === undefined || grade.rank > best.rank || (grade.rank === best.rank && precedes(secret, best.secret))) {
      best = { secret, ...grade };
    }
  }
  return best === undefined ? undefined : { secret: best.secret, doubt: best.doubt };
}

function precedes(a: PullSecret, b: PullSecret): boolean {
  return compare(a.name, b.name) < 0;
}

/** The same for who asks about one repository only. */
export function bestSecret(secrets: readonly PullSecret[], repository: string, by: RankingBy): Choice | undefined {
  return bestOf(createKeyring(secrets).lookupEach(repository), secrets, by);
}

/** What one secret is worth, by the best of its credentials; undefined where none of them may work. */
export function gradeOf(matches: readonly CredentialMatch[], { now, settings }: RankingBy): Grade | undefined {
  let best: { readonly rank: number; readonly match: RatedMatch } | undefined;
  for (const each of matches) {
    const match = rate(each, now, settings);
    const rank = rankOf(match);
    if (rank !== undefined && (best === undefined || rank > best.rank)) best = { rank, match };
  }
  return best === undefined ? undefined : { rank: best.rank, doubt: doubtOf(best.match) };
}

/** Longer keys are all the same: no key is as long as this, or it is nobody's registry. */
const LONGEST_KEY = 9_999;

function rankOf(match: RatedMatch): number | undefined {
  const { standing, stale, entry } = match;
  if (standing !== 'good' && standing !== 'suspect') return undefined;
  const trust = (stale ? 0 : 40_000) + (standing === 'good' ? 20_000 : 0);
  const key = entry.normalized ?? '';
  return trust + (key.includes('*') ? 0 : 10_000) + Math.min(key.length, LONGEST_KEY);
}

/** May work, and nothing speaks against it. */
export function isSound({ standing, stale }: RatedMatch): boolean {
  return standing === 'good' && !stale;
}

/** A token that is too old for certain says more than a flaw that a registry may forgive. */
export function doubtOf({ standing, stale, entry }: RatedMatch): Doubt | undefined {
  if (standing !== 'good' && standing !== 'suspect') return undefined;
  if (stale) return { kind: 'stale', login: entry.login };
  const [flaw] = entry.flaws;
  return flaw === undefined ? undefined : { kind: 'suspect', flaw };
}
