/** Why a secret that matches an image is not added for it. */
import { compare, type Doubt } from '../choice.js';
import { rate, type Standing } from '../outlook.js';
import type { Settings } from '../settings.js';
import type { CredentialMatch, Facts, PullSecret } from '../types.js';
import { isUsed } from './harm.js';
import { type Candidates, type Offers, refusalOf, type Target } from './offer.js';

export type Refusal = { readonly secret: string } & (
  | { readonly why: 'account' | 'selector' | 'registry' | Extract<Standing, 'expired' | 'hopeless' | 'anonymous'> }
  /** It may not work, and then it would take an anonymous pull away that might. */
  | { readonly why: 'doubt'; readonly doubt: Doubt }
  /** `harm`: it would take from this image what it works with today. `other`: nothing serves this image, so none is added. */
  | { readonly why: 'harm' | 'other'; readonly image: string }
);

/** Reasons told per image: enough to see why, not a list of the namespace. */
const MOST_REFUSED = 5;

export interface RefusalInput {
  readonly facts: Facts;
  readonly settings: Settings;
  readonly known: Candidates;
  readonly found: Offers;
}

/** For each repository that lacks a credential: the first secrets, by name, that match it and are no offer. */
export function findRefusals(input: RefusalInput): ReadonlyMap<Target, readonly Refusal[]> {
  const { targets, survey } = input.found;
  const { secrets } = survey;
  const listed = new Set(input.known.effective.names);
  const orderOf = ordersOf(secrets);
  const seen = new Map(survey.seen.map(({ repository, each }) => [repository.name, each]));
  const refusals = new Map<Target, readonly Refusal[]>();
  for (const target of targets) {
    const each = seen.get(target.repository);
    const matching = each === undefined ? [] : [...each.keys()].sort((a, b) => orderOf(a) - orderOf(b));
    const told: Refusal[] = [];
    for (const index of matching) {
      const secret = secrets[index];
      const added = each?.get(index);
      if (secret === undefined || added === undefined || listed.has(secret.name)) continue;
      const refusal = refusalFor(secret, target, added, input);
      if (refusal !== undefined) told.push(refusal);
      if (told.length === MOST_REFUSED) break;
    }
    refusals.set(target, told);
  }
  return refusals;
}

/** The place of each secret in the order of their names. */
function ordersOf(secrets: readonly PullSecret[]): (index: number) => number {
  const byName = [...secrets.entries()].sort(([, a], [, b]) => compare(a.name, b.name));
  const orders = new Array<number>(secrets.length).fill(0);
  for (const [order, [index]] of byName.entries()) orders[index] = order;
  return (index) => orders[index] ?? 0;
}

function refusalFor(
  secret: PullSecret,
  { outlook, allowed }: Target,
  added: readonly CredentialMatch[],
  { facts, settings, known, found }: RefusalInput,
): Refusal | undefined {
  const { name } = secret;
  const grade = found.gradeOf(added);
  if (grade === undefined) return failing(name, added, facts.now, settings);
  if (!isUsed({ before: outlook.matches, added })) return undefined;
  const { doubt } = grade;
  if (doubt !== undefined) return { secret: name, why: 'doubt', doubt };
  const why = refusalOf(secret, settings, known) ?? (allowed ? undefined : 'registry');
  if (why !== undefined) return { secret: name, why };
  const image = found.harmful.get(secret);
  return image === undefined ? undefined : { secret: name, why: 'harm', image };
}

function failing(
  secret: string,
  added: readonly CredentialMatch[],
  now: number,
  settings: Settings,
): Refusal | undefined {
  const [first] = added;
  if (first === undefined) return undefined;
  const { standing } = rate(first, now, settings);
  return standing === 'good' || standing === 'suspect' ? undefined : { secret, why: standing };
}
