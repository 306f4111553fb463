/**
 * Which of several secrets serves an image best (product.md 5). There is one ranking, for the secret that a fix names and
 * for the one that injection adds: good before suspect, suspect before stale; then the longest key without a wildcard;
 * then the name. What is expired, certain to fail or without a user serves nobody.
 */
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
  const gradeOf = createGrader(by);
  let best: (Grade & Choice) | undefined;
  for (const [index, matches] of each) {
    const secret = secrets[index];
    const grade = gradeOf(matches);
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
export type Grader = (matches: readonly CredentialMatch[]) => Grade | undefined;

/** One for all questions of a review: a credential that many images meet is read once. */
export function createGrader({ now, settings }: RankingBy): Grader {
  const grades = new Map<CredentialMatch, Grade | undefined>();
  const gradeOf = (match: CredentialMatch): Grade | undefined => {
    const known = grades.get(match);
    if (known !== undefined || grades.has(match)) return known;
    const made = gradeFor(rate(match, now, settings));
    grades.set(match, made);
    return made;
  };
  return (matches) => {
    let best: Grade | undefined;
    for (const match of matches) {
      const grade = gradeOf(match);
      if (grade !== undefined && (best === undefined || grade.rank > best.rank)) best = grade;
    }
    return best;
  };
}

/** Longer keys are all the same: no key is as long as this, or it is nobody's registry. */
const LONGEST_KEY = 9_999;

function gradeFor(match: RatedMatch): Grade | undefined {
  const { standing, stale, entry } = match;
  if (standing !== 'good' && standing !== 'suspect') return undefined;
  const trust = (stale ? 0 : 40_000) + (standing === 'good' ? 20_000 : 0);
  const key = entry.normalized ?? '';
  const rank = trust + (key.includes('*') ? 0 : 10_000) + Math.min(key.length, LONGEST_KEY);
  return { rank, doubt: doubtOf(match) };
}

/** May work, and nothing speaks against it. */
export function isSound({ standing, stale }: RatedMatch): boolean {
  return standing === 'good' && !stale;
}

/** A token that is too old for certain says more than a flaw that a registry may forgive. */
function doubtOf({ stale, entry }: RatedMatch): Doubt | undefined {
  if (stale) return { kind: 'stale', login: entry.login };
  const [flaw] = entry.flaws;
  return flaw === undefined ? undefined : { kind: 'suspect', flaw };
}

/** Order by code units: the same on every machine, whatever its locale. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
