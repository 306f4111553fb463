/** Which of several secrets would give an image a working credential, and which of those to name (product.md 5). */
import { rate } from './outlook.js';
import { createKeyring } from './secret/keyring.js';
import type { Settings } from './settings.js';
import type { CredentialMatch, PullSecret } from './types.js';

/**
 * The best secret for a repository: well-formed, with a credential that may work; then the longest key without a
 * wildcard, then the name. Undefined where none would help.
 */
export function bestSecret(
  secrets: readonly PullSecret[],
  repository: string,
  by: { readonly now: number; readonly settings: Settings },
): PullSecret | undefined {
  return bestOf(createKeyring(secrets).lookupEach(repository), secrets, by);
}

/** The same of what a keyring's `lookupEach` has found among `secrets`. */
export function bestOf(
  each: ReadonlyMap<number, readonly CredentialMatch[]>,
  secrets: readonly PullSecret[],
  by: { readonly now: number; readonly settings: Settings },
): PullSecret | undefined {
  let best: { readonly secret: PullSecret; readonly rank: number } | undefined;
  for (const [index, matches] of each) {
    const secret = secrets[index];
    const rank = rankOf(matches, by);
    if (secret === undefined || rank === undefined) continue;
    const isBetter =
      best === undefined || rank > best.rank || (rank === best.rank && compare(secret.name, best.secret.name) < 0);
    if (isBetter) best = { secret, rank };
  }
  return best?.secret;
}

/** Higher is better: good before suspect, then plain keys before wildcards, then the longer key. */
function rankOf(
  matches: readonly CredentialMatch[],
  { now, settings }: { readonly now: number; readonly settings: Settings },
): number | undefined {
  let best: number | undefined;
  for (const match of matches) {
    const { standing } = rate(match, now, settings);
    if (standing !== 'good' && standing !== 'suspect') continue;
    const key = match.entry.normalized ?? '';
    const rank = (standing === 'good' ? 20_000 : 0) + (key.includes('*') ? 0 : 10_000) + Math.min(key.length, 9_999);
    if (best === undefined || rank > best) best = rank;
  }
  return best;
}

/** Order by code units: the same on every machine, whatever its locale. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
