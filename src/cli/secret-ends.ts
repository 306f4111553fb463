/**
 * When the credentials of a cluster's pull secrets end, for the metrics: by their own word, or by the annotation of their
 * owner (core/secret/said-expiry.ts). Whoever may write Secrets can make as many as fit, so of each namespace only some are
 * named, and its flood hides nobody else's.
 */
import { isExpired } from '../core/outlook.js';
import type { PullSecret } from '../core/types.js';
import type { PullSecretExpiry } from '../metrics/cache.js';

export interface End {
  readonly toldBy: PullSecretExpiry['toldBy'];
  readonly expiresAt: number;
}

/** A token is renewed by a machine, and late in its last hour; one that somebody wrote a date down for, by a person. */
const ENDING: Readonly<Record<End['toldBy'], number>> = { token: 3_600_000, annotation: 7 * 24 * 3_600_000 };
const MOST_OF_A_NAMESPACE = 20;
const MOST = 1000;

/** The first to end of its credentials; undefined where none is known to. */
export function endOf(secret: PullSecret): End | undefined {
  if (secret.form !== 'dockerconfigjson' && secret.form !== 'dockercfg') return undefined;
  let first: End | undefined;
  for (const { hasUser, expiresAt } of secret.entries) {
    const at = expiresAt ?? secret.saidExpiry;
    if (!hasUser || at === undefined || (first !== undefined && first.expiresAt <= at)) continue;
    first = { toldBy: expiresAt === undefined ? 'annotation' : 'token', expiresAt: at };
  }
  return first;
}

export function isOver({ expiresAt }: End, now: number): boolean {
  return isExpired({ expiresAt }, now);
}

export function isEnding({ toldBy, expiresAt }: End, now: number): boolean {
  return expiresAt <= now + ENDING[toldBy];
}

/** Of each kind the next that is still to come. */
export function nextEnds(secrets: Iterable<PullSecret>, now: number): readonly PullSecretExpiry[] {
  const next = new Map<End['toldBy'], End>();
  for (const secret of secrets) {
    const end = endOf(secret);
    if (end === undefined || isOver(end, now)) continue;
    const known = next.get(end.toldBy);
    if (known === undefined || end.expiresAt < known.expiresAt) next.set(end.toldBy, end);
  }
  return [...next.values()];
}

/** Each by its name: what is still to come before what is over, what is nearest first. */
export function secretEnds(secrets: Iterable<PullSecret>, now: number): readonly PullSecretExpiry[] {
  const byNamespace = new Map<string, PullSecretExpiry[]>();
  for (const secret of secrets) {
    const end = endOf(secret);
    if (end === undefined) continue;
    const { namespace, name } = secret;
    const known = byNamespace.get(namespace);
    const one: PullSecretExpiry = { ...end, secret: { namespace, name } };
    if (known === undefined) byNamespace.set(namespace, [one]);
    else known.push(one);
  }
  const byNeed = (a: End, b: End): number => {
    const [aOver, bOver] = [isOver(a, now), isOver(b, now)];
    if (aOver !== bOver) return aOver ? 1 : -1;
    return aOver ? b.expiresAt - a.expiresAt : a.expiresAt - b.expiresAt;
  };
  const some = [...byNamespace.values()].flatMap((all) => all.sort(byNeed).slice(0, MOST_OF_A_NAMESPACE));
  return some.sort(byNeed).slice(0, MOST);
}
