/**
 * What each secret of a namespace could do for the images of one pod, and what speaks against it: the operator's limits,
 * the ServiceAccount, and above all harm to an image that has what it needs.
 */
import { compare } from '../choice.js';
import { selects } from '../exemption.js';
import { compilePatterns } from '../match-images.js';
import { type ImageOutlook, type RatedMatch, rate, type Standing } from '../outlook.js';
import { createKeyring, type Keyring } from '../secret/keyring.js';
import type { Settings } from '../settings.js';
import { imageText } from '../subject.js';
import type { EffectiveSecrets, Facts, PullSecret } from '../types.js';
import type { Offer, Service } from './cover.js';

/** Why a secret that matches an image is not added for it. */
export type Refusal = { readonly secret: string } & (
  | { readonly why: 'account' | 'selector' | 'registry' | Extract<Standing, 'expired' | 'hopeless' | 'anonymous'> }
  /** `harm`: it would take from this image what it works with today. `other`: nothing serves this image, so none is added. */
  | { readonly why: 'harm' | 'other'; readonly image: string }
);

export interface Ahead {
  /** As written. */
  readonly image: string;
  /** What it works with today: a secret, the node's own credentials, or an anonymous pull. */
  readonly of: { readonly secret: string } | 'node' | 'anonymous';
}

export interface Target {
  readonly outlook: ImageOutlook;
  /** Among all images of the pod. */
  readonly index: number;
  /** `injection.registries` lets it have a secret. */
  readonly allowed: boolean;
  readonly refused: readonly Refusal[];
}

export interface FoundOffer extends Offer {
  readonly aheadOf: Ahead | undefined;
}

export interface OfferInput {
  readonly outlooks: readonly ImageOutlook[];
  readonly facts: Facts;
  readonly settings: Settings;
}

export interface Candidates {
  readonly effective: EffectiveSecrets;
  /** The secrets of the list, as they are found. */
  readonly listed: readonly PullSecret[];
  /** What the namespace holds. */
  readonly candidates: readonly PullSecret[];
  /** The only names that the ServiceAccount lets its pods use; undefined where it lets them use any (semantics 4.6). */
  readonly mountable: ReadonlySet<string> | undefined;
}

/** Reasons told per image: enough to see why, not a list of the namespace. */
const MOST_REFUSED = 5;

interface Draft {
  readonly outlook: ImageOutlook;
  readonly index: number;
  readonly repository: string;
  /** `injection.registries` lets it have a secret. */
  readonly allowed: boolean;
  readonly refused: Refusal[];
}

/** The offers, best first, and the images that lack a credential with what speaks against the other secrets. */
export function findOffers(
  input: OfferInput,
  known: Candidates,
): { readonly targets: readonly Target[]; readonly offers: readonly FoundOffer[] } {
  const drafts = draftsOf(input);
  const current = createKeyring(known.listed);
  const names = new Set(known.effective.names);
  const offers: (FoundOffer & { readonly ranks: readonly number[] })[] = [];
  for (const secret of [...known.candidates].sort((a, b) => compare(a.name, b.name))) {
    if (names.has(secret.name) || !('entries' in secret) || secret.entries.length === 0) continue;
    const offer = offerOf(secret, drafts, current, input, known);
    if (offer !== undefined) offers.push(offer);
  }
  return { targets: drafts, offers: offers.sort(byPreference) };
}

function draftsOf({ outlooks, settings }: OfferInput): readonly Draft[] {
  return outlooks.flatMap((outlook, index) => {
    const { reference, state } = outlook;
    if (reference === undefined || (state !== 'lacking' && state !== 'hopeless')) return [];
    const { repository } = reference;
    return [{ outlook, index, repository, allowed: registryAllowed(repository, settings), refused: [] }];
  });
}

const patternsOf = new WeakMap<Settings, (repository: string) => unknown>();

/** The patterns are parsed once per settings. */
function registryAllowed(repository: string, settings: Settings): boolean {
  const { registries } = settings.injection;
  if (registries.length === 0) return true;
  const known = patternsOf.get(settings) ?? compilePatterns(registries.map((pattern) => ({ pattern })));
  patternsOf.set(settings, known);
  return known(repository) !== undefined;
}

function offerOf(
  secret: PullSecret,
  drafts: readonly Draft[],
  current: Keyring,
  input: OfferInput,
  known: Candidates,
): (FoundOffer & { readonly ranks: readonly number[] }) | undefined {
  const alone = createKeyring([secret]);
  const services: Service[] = [];
  const ranks: number[] = [];
  const wanted: Draft[] = [];
  for (const draft of drafts) {
    const matches = alone.lookup(draft.repository).map((match) => rate(match, input.facts.now, input.settings));
    const usable = usableFor(draft, matches, current);
    if (usable.length > 0) wanted.push(draft);
    else refuseStanding(draft, secret, matches);
    services.push(serviceOf(draft, matches, usable));
    ranks.push(draft.allowed ? rankOf(usable) : 0);
  }
  if (wanted.length === 0) return undefined;
  const why = refusalOf(secret, input.settings, known);
  if (why !== undefined) return refuse(wanted, { secret: secret.name, why });
  refuse(
    wanted.filter(({ allowed }) => !allowed),
    { secret: secret.name, why: 'registry' },
  );
  if (services.every(({ level, wanted }) => level === 0 || !wanted)) return undefined;
  const effect = effectOn(secret, alone, current, input, known);
  if ('harm' in effect) return refuse(wanted, { secret: secret.name, why: 'harm', image: effect.harm });
  return { name: secret.name, services, ranks, ahead: effect.ahead !== undefined, aheadOf: effect.ahead };
}

function refuse(drafts: readonly Draft[], refusal: Refusal): undefined {
  for (const { refused } of drafts) if (refused.length < MOST_REFUSED) refused.push(refusal);
  return undefined;
}

/** The operator's choice of secrets, and what the ServiceAccount lets its pods name (semantics 4.6). */
function refusalOf(
  secret: PullSecret,
  settings: Settings,
  { mountable }: Candidates,
): 'selector' | 'account' | undefined {
  if (!selects(settings.injection.selector, secret.labels ?? {})) return 'selector';
  return mountable !== undefined && !mountable.has(secret.name) ? 'account' : undefined;
}

function serviceOf(
  { outlook, allowed }: Draft,
  matches: readonly RatedMatch[],
  usable: readonly RatedMatch[],
): Service {
  const fails = matches.length > 0 && !matches.some(isUsable);
  // Only a pattern says for certain that a registry is private; one that is tried with nothing now may be open.
  const anonymous = outlook.matches.length === 0 && (outlook.need !== 'private' || outlook.pattern === undefined);
  return {
    level: levelOf(usable),
    wanted: allowed,
    direct: matches.some(({ via }) => via === 'key'),
    spoils: fails && anonymous,
  };
}

function isUsable({ standing }: RatedMatch): boolean {
  return standing === 'good' || standing === 'suspect';
}

/** With a key of the pod's own secrets for the image, the fallback is off whatever is added (semantics 2.22). */
function usableFor(draft: Draft, matches: readonly RatedMatch[], current: Keyring): readonly RatedMatch[] {
  const usable = matches.filter(isUsable);
  if (usable[0]?.via !== 'fallback') return usable;
  return current.lookup(draft.repository).some(({ via }) => via === 'key') ? [] : usable;
}

function refuseStanding(draft: Draft, { name }: PullSecret, matches: readonly RatedMatch[]): void {
  const [first] = matches;
  if (first === undefined) return;
  const { standing } = first;
  if (standing === 'expired' || standing === 'hopeless' || standing === 'anonymous') {
    refuse([draft], { secret: name, why: standing });
  }
}

function isSound({ standing, stale }: RatedMatch): boolean {
  return standing === 'good' && !stale;
}

function levelOf(usable: readonly RatedMatch[]): Service['level'] {
  if (usable.some(isSound)) return 2;
  return usable.length > 0 ? 1 : 0;
}

/** A key without a wildcard before one with, then the longer; as `bestSecret` has it. */
function rankOf(usable: readonly RatedMatch[]): number {
  const best = usable.some(isSound) ? usable.filter(isSound) : usable;
  return Math.max(
    0,
    ...best.map(({ entry }) => {
      const key = entry.normalized ?? '';
      return 1 + (key.includes('*') ? 0 : 10_000) + Math.min(key.length, 9_998);
    }),
  );
}

/** By what serves the images best, image by image; then the name. */
function byPreference(
  a: { readonly ranks: readonly number[]; readonly name: string },
  b: { readonly ranks: readonly number[]; readonly name: string },
): number {
  for (const [index, rank] of a.ranks.entries()) {
    const difference = (b.ranks[index] ?? 0) - rank;
    if (difference !== 0) return difference;
  }
  return compare(a.name, b.name);
}

// ------------------------------------------------------------------------------------------------------------- harm

type Effect = { readonly harm: string } | { readonly ahead: Ahead | undefined };

/** What the secret, added at the end of the list, does to the images that it is not added for. */
function effectOn(
  secret: PullSecret,
  alone: Keyring,
  current: Keyring,
  { outlooks, facts, settings }: OfferInput,
  { listed }: Candidates,
): Effect {
  const together = createKeyring([...listed, secret]);
  let ahead: Ahead | undefined;
  for (const outlook of outlooks) {
    const { reference, use } = outlook;
    // What it does not match itself it does not touch: only a key of its own switches the fallback off.
    if (reference === undefined || alone.lookup(reference.repository).length === 0) continue;
    const rated = (keyring: Keyring) =>
      keyring.lookup(reference.repository).map((match) => rate(match, facts.now, settings));
    const before = rated(current);
    const after = rated(together);
    if (!keepsOrder(before, after)) return { harm: imageText(use) };
    if (outlook.state !== 'works') continue;
    if (isTakenAway(outlook, before, after)) return { harm: imageText(use) };
    ahead ??= aheadOf(outlook, before, after, secret.name);
  }
  return { ahead };
}

/** Is everything that was tried still tried, in the same order? */
export function keepsOrder(
  before: readonly Pick<RatedMatch, 'secret' | 'entryIndex'>[],
  after: readonly Pick<RatedMatch, 'secret' | 'entryIndex'>[],
): boolean {
  let kept = 0;
  for (const { secret, entryIndex } of after) {
    const wanted = before[kept];
    if (wanted !== undefined && wanted.secret === secret && wanted.entryIndex === entryIndex) kept += 1;
  }
  return kept === before.length;
}

/**
 * An image that is pulled anonymously today gets no second, anonymous attempt once a credential matches (semantics
 * 2.23), so only one that looks right in every way may take that place. An entry without a user is such an attempt, and
 * stays; so do the node's credentials (2.24).
 */
function isTakenAway({ need }: ImageOutlook, before: readonly RatedMatch[], after: readonly RatedMatch[]): boolean {
  return need === 'public' && before.length === 0 && !after.some(isSound);
}

function aheadOf(
  { need, use }: ImageOutlook,
  before: readonly RatedMatch[],
  after: readonly RatedMatch[],
  added: string,
): Ahead | undefined {
  const image = imageText(use);
  const first = after.findIndex(({ secret }) => secret === added);
  // Its key would be used through the fallback, which is off for this image.
  if (first === -1) return undefined;
  const passed = after.slice(first + 1).find(({ secret }) => secret !== added);
  if (passed !== undefined) return { image, of: { secret: passed.secret } };
  if (need === 'node') return { image, of: 'node' };
  return before.length === 0 ? { image, of: 'anonymous' } : undefined;
}
