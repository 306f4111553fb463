/** Which of several secrets would give an image a working credential, and which of those to name (product.md 5). */
import { rate } from './outlook.js';
import { createKeyring } from './secret/keyring.js';
import type { Settings } from './settings.js';
import type { PullSecret } from './types.js';

/**
 * The best secret for a repository: well-formed, with a credential that may work; then the longest key without a
 * wildcard, then the name. Undefined where none would help.
 */
export function bestSecret(
  secrets: readonly PullSecret[],
  repository: string,
  by: { readonly now: number; readonly settings: Settings },
): PullSecret | undefined {
  let best: { readonly secret: PullSecret; readonly rank: number } | undefined;
  for (const secret of [...secrets].sort((a, b) => compare(a.name, b.name))) {
    const rank = rankOf(secret, repository, by);
    if (rank !== undefined && (best === undefined || rank > best.rank)) best = { secret, rank };
  }
  return best?.secret;
}

/** Higher is better: good before suspect, then plain keys before wildcards, then the longer key. */
function rankOf(
  secret: PullSecret,
  repository: string,
  { now, settings }: { readonly now: number; readonly settings: Settings },
): number | undefined {
  let best: number | undefined;
  for (const match of createKeyring([secret]).lookup(repository)) {
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
