/** Why a secret that matches an image is not added for it. */
import { compare, type Doubt, doubtOf, rankOf } from '../choice.js';
import type { Facts } from '../facts.js';
import { type Standing, standingOf } from '../outlook.js';
import type { Settings } from '../settings.js';
import type { CredentialMatch, PullSecret } from '../types.js';
import { isUsed } from './harm.js';
import { type Candidates, type Offers, refusalOf, type UnmetNeed } from './offer.js';

export type NotAdded = { readonly secret: string } & (
  | { readonly why: 'account' | 'selector' | 'registry' | Extract<Standing, 'expired' | 'hopeless' | 'anonymous'> }
  /** It may not work, and then it would take an anonymous pull away that might. */
  | { readonly why: 'doubt'; readonly doubt: Doubt }
  /** `harm`: it would take from this image what it works with today. `other`: nothing serves this image, so none is added. */
  | { readonly why: 'harm' | 'other'; readonly image: string }
);

/** Reasons told per image: enough to see why, not a list of the namespace. */
const MOST_REFUSED = 5;

export interface NotAddedInput {
  readonly facts: Facts;
  readonly settings: Settings;
  readonly known: Candidates;
  readonly found: Offers;
}

/** The first secrets, by name, that match a repository which lacks a credential, and are no offer. */
export function createNotAdded(input: NotAddedInput): (need: UnmetNeed) => readonly NotAdded[] {
  const { secrets, seen } = input.found.survey;
  const listed = new Set(input.known.effective.names);
  const orderOf = ordersOf(secrets);
  const matches = new Map(seen.map(({ repository, each }) => [repository.name, each]));
  return (need) => {
    const each = matches.get(need.repository);
    if (each === undefined) return [];
    const told: NotAdded[] = [];
    for (const index of [...each.keys()].sort((a, b) => orderOf(a) - orderOf(b))) {
      const secret = secrets[index];
      const added = each.get(index);
      if (secret === undefined || added === undefined || listed.has(secret.name)) continue;
      const reason = reasonFor(secret, need, added, input);
      if (reason !== undefined) told.push(reason);
      if (told.length === MOST_REFUSED) break;
    }
    return told;
  };
}

/** The place of each secret in the order of their names. */
function ordersOf(secrets: readonly PullSecret[]): (index: number) => number {
  const byName = [...secrets.entries()].sort(([, a], [, b]) => compare(a.name, b.name));
  const orders = new Array<number>(secrets.length).fill(0);
  for (const [order, [index]] of byName.entries()) orders[index] = order;
  return (index) => orders[index] ?? 0;
}

function reasonFor(
  secret: PullSecret,
  { outlook, allowed }: UnmetNeed,
  added: readonly CredentialMatch[],
  { facts, settings, known, found }: NotAddedInput,
): NotAdded | undefined {
  const { name } = secret;
  if (rankOf(added, facts.now) === 0) return failing(name, added, facts.now);
  if (!isUsed({ before: outlook.matches, added })) return undefined;
  const doubt = doubtOf(added, facts.now);
  if (doubt !== undefined) return { secret: name, why: 'doubt', doubt };
  const why = refusalOf(secret, settings, known) ?? (allowed ? undefined : 'registry');
  if (why !== undefined) return { secret: name, why };
  const image = found.harmful.get(secret);
  return image === undefined ? undefined : { secret: name, why: 'harm', image };
}

function failing(secret: string, [first]: readonly CredentialMatch[], now: number): NotAdded | undefined {
  if (first === undefined) return undefined;
  const standing = standingOf(first, now);
  return standing === 'good' || standing === 'suspect' ? undefined : { secret, why: standing };
}
