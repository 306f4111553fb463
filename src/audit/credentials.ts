/** When the logins of a cluster end: a token says it itself, its kind always lives so long, or the owner of its secret says it. */
import { compare } from '../core/choice.js';
import { isExpired, isLapsed, isStale } from '../core/outlook.js';
import type { CredentialMatch, PullSecret } from '../core/types.js';
import type { Holdings } from '../facts/inventory.js';
import type { AuditCredential } from './report.js';

/** More nobody looks at; the first to end are kept. */
const MOST = 10_000;

export function endingCredentials(
  holdings: Iterable<Pick<Holdings, 'secrets'>>,
  now: number,
): readonly AuditCredential[] {
  const found: AuditCredential[] = [];
  for (const { secrets } of holdings) {
    if (secrets.state !== 'found') continue;
    for (const secret of secrets.value) found.push(...endingIn(secret, now));
  }
  const sorted = found.sort(
    (a, b) => compare(a.expires, b.expires) || compare(a.namespace, b.namespace) || compare(a.secret, b.secret),
  );
  return sorted.slice(0, MOST);
}

function endingIn(secret: PullSecret, now: number): readonly AuditCredential[] {
  if (secret.form !== 'dockerconfigjson' && secret.form !== 'dockercfg') return [];
  const { namespace, name, changedAt, madeBy, saidExpiry } = secret;
  return secret.entries.flatMap((entry): readonly AuditCredential[] => {
    const { expiresAt, lifetime } = entry;
    const lived = lifetime === undefined || changedAt === undefined ? undefined : changedAt + lifetime;
    const expires = dateText(expiresAt ?? saidExpiry ?? lived);
    if (expires === undefined) return [];
    const { expired, by } = endOf({ entry, changedAt, saidExpiry }, now);
    const made = madeBy === undefined ? {} : { madeBy };
    return [{ namespace, secret: name, registry: entry.key, expires, by, expired, ...made }];
  });
}

function endOf(
  match: Pick<CredentialMatch, 'entry' | 'changedAt' | 'saidExpiry'>,
  now: number,
): Pick<AuditCredential, 'expired' | 'by'> {
  if (match.entry.expiresAt !== undefined) return { by: 'stated', expired: isExpired(match.entry, now) };
  if (match.saidExpiry !== undefined) return { by: 'annotated', expired: isLapsed(match, now) };
  return { by: 'lifetime', expired: isStale(match, now) };
}

/** What ends later has five digits for its year, and was never meant. */
const LAST = Date.UTC(10_000, 0, 1);

/** A token may state any number. */
function dateText(ms: number | undefined): string | undefined {
  return ms === undefined || !(Math.abs(ms) < LAST) ? undefined : new Date(ms).toISOString();
}
