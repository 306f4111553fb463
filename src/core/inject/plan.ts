/**
 * Which pull secrets of its own namespace a pod gets added, and why (design 5.1). It promises that what the pod had
 * stays as it was: every credential that the kubelet tries today is tried afterwards, in the same order; no image that
 * can be pulled today becomes one that cannot. Where something could not be asked it proposes nothing.
 *
 * Only adding at the end of the list is ever proposed: nothing is removed or moved, so applying a plan twice is applying
 * it once.
 */

import type { Meter as Pace } from '../budget.js';
import { isSound } from '../choice.js';
import type { EffectiveSecrets, Facts } from '../facts.js';
import { foundSecrets, type ImageOutlook, outlooksInParts, type RatedMatch } from '../outlook.js';
import { type InParts, wholly } from '../parts.js';
import type { Origin } from '../request.js';
import type { Settings } from '../settings.js';
import { imageText } from '../subject.js';
import type { AuthEntry, Lookup, Subject } from '../types.js';
import { type CoverLimits, chooseCover, LIMITS } from './cover.js';
import type { Ahead } from './harm.js';
import { createNotAdded, type NotAdded, type NotAddedInput } from './not-added.js';
import { type Candidates, type FoundOffer, findOffers, type UnmetNeed } from './offer.js';
import { MOST_MATCHES } from './survey.js';

export interface PlanInput {
  readonly subject: Subject;
  readonly facts: Facts;
  /** One per image of the subject, from the same facts. */
  readonly outlooks: readonly ImageOutlook[];
  readonly settings: Settings;
  /** For a file a ServiceAccount that is not known counts as an ordinary one. */
  readonly origin: Origin;
}

/**
 * `add`: every image that injection is for gets what it lacks. `forbidden`: not so, and the ServiceAccount's annotation is
 * in the way. `no-help`: not so, and no secret of the namespace that may be added would change it.
 */
export type PlanOutcome = 'not-needed' | 'add' | 'forbidden' | 'no-help' | 'unknown';

/** An image that lacks a working credential. */
export interface ImagePlan {
  readonly outlook: ImageOutlook;
  /** The secret that serves it once the plan is carried out. */
  readonly served?: Served;
  /** Secrets that match it and are not taken, each with the reason; none where it is served. Not all images are told of. */
  readonly refused: () => readonly NotAdded[];
}

export interface Served {
  readonly secret: string;
  /** The entry that matches. */
  readonly entry: AuthEntry;
  /** The image that works today, and for which the kubelet would try this secret first; nothing else would have served. */
  readonly ahead?: Ahead;
}

export interface InjectionPlan {
  readonly outcome: PlanOutcome;
  /** Names, in the order in which they are added. */
  readonly add: readonly string[];
  readonly images: readonly ImagePlan[];
  /** What could not be asked; with `unknown`. */
  readonly reason?: string;
  /** The malformed secret of the list that stops every pull whatever is added (semantics 2.5). */
  readonly blockedBy?: string;
  /**
   * There is more to choose from than is compared: nobody is hurt, but a smaller set may do, or one that was not looked at
   * may help.
   */
  readonly limited?: true;
  /** As it is once the plan is carried out; with `add`. */
  readonly after?: { readonly facts: Facts; readonly outlooks: readonly ImageOutlook[] };
}

/** An image that injection could help: a credential is needed, and none that is there can work. */
export function needsHelp({ state }: ImageOutlook): boolean {
  return state === 'lacking' || state === 'hopeless';
}

/** How much is compared before the choice is made with less. */
export interface PlanLimits extends CoverLimits {
  /** Matches of secrets and repositories. */
  readonly matches: number;
}

const PLAN_LIMITS: PlanLimits = { ...LIMITS, matches: MOST_MATCHES };

/** No pod has as many images; an object that names more gets nothing, as its pods would. */
const MOST_IMAGES = 2500;

/** An offer compared with an image by the choice, in steps. */
const COVER_STEPS = 2;

/** What would be added where injection is on; whether it is on is `injectionSwitch`'s to say. */
export function planInjection(input: PlanInput, limits: PlanLimits = PLAN_LIMITS): InjectionPlan {
  return wholly(planInParts(input, { steps: 0 }, limits));
}

/** The same with pauses. */
export function* planInParts(input: PlanInput, pace: Pace, limits = PLAN_LIMITS): InParts<InjectionPlan> {
  const { outlooks, facts } = input;
  const blocked = outlooks.some(({ state }) => state === 'blocked');
  if (blocked) return { outcome: 'no-help', add: [], images: [], ...blocker(facts) };
  const lacking = outlooks.filter(needsHelp);
  if (lacking.length === 0) return notNeeded(outlooks);
  if (outlooks.length > MOST_IMAGES) return { outcome: 'no-help', add: [], images: [], limited: true };
  const known = knownFacts(input);
  if (known.state === 'found') return yield* proposal(input, known.value, limits, pace);
  const images = lacking.map((outlook) => ({ outlook, refused: NONE }));
  return { outcome: 'unknown', add: [], images, reason: known.reason };
}

function notNeeded(outlooks: readonly ImageOutlook[]): InjectionPlan {
  const undecided = outlooks.find(({ state }) => state === 'unknown' || state === 'deferred');
  if (undecided === undefined) return { outcome: 'not-needed', add: [], images: [] };
  const reason = undecided.reason ?? 'the ServiceAccount does not exist';
  return { outcome: 'unknown', add: [], images: [], reason };
}

type Knowing =
  | { readonly state: 'found'; readonly value: Candidates }
  | { readonly state: 'unknown'; readonly reason: string };

function knownFacts({ facts, origin }: PlanInput): Knowing {
  const { effective, secrets, candidates, serviceAccount } = facts;
  if (effective.state === 'unknown') return effective;
  if (effective.state === 'absent' || serviceAccount.state === 'absent') {
    return { state: 'unknown', reason: 'the ServiceAccount does not exist' };
  }
  for (const name of effective.value.names) {
    const secret = secrets.get(name);
    if (secret?.state === 'unknown') return secret;
  }
  if (candidates.state === 'unknown') return candidates;
  if (serviceAccount.state === 'unknown' && origin !== 'file') return serviceAccount;
  const limited = serviceAccount.state === 'found' && serviceAccount.value.enforceMountable;
  const value: Candidates = {
    effective: effective.value,
    listed: foundSecrets(effective.value, secrets),
    candidates: candidates.state === 'found' ? candidates.value : [],
    mountable: limited ? new Set(serviceAccount.value.imagePullSecrets) : undefined,
  };
  return { state: 'found', value };
}

function blocker({ effective, secrets }: Facts): { readonly blockedBy?: string } {
  const names = effective.state === 'found' ? effective.value.names : [];
  const name = names.find((each) => {
    const secret = secrets.get(each);
    return secret?.state === 'found' && secret.value.form === 'malformed';
  });
  return name === undefined ? {} : { blockedBy: name };
}

function* proposal(input: PlanInput, known: Candidates, limits: PlanLimits, pace: Pace): InParts<InjectionPlan> {
  const found = yield* findOffers(input, known, limits.matches, pace);
  const { needs } = found;
  const wanted = needs.map(({ allowed }) => allowed);
  yield;
  const { set: chosen, exact } = chooseCover(found.offers, wanted, limits);
  const limited = exact && found.survey.complete ? {} : ({ limited: true } as const);
  const add = chosen.map(({ name }) => name);
  pace.steps += COVER_STEPS * Math.min(found.offers.length * needs.length, limits.steps);
  yield;
  const after = add.length === 0 ? undefined : yield* carriedOut(input, known, add, pace);
  // The offers were each proved harmless to what was seen; that all of them are to everything, on the keyring itself.
  const safe = after !== undefined && keepsAll(input.outlooks, after.outlooks) ? after : undefined;
  const served = safe === undefined ? new Map<UnmetNeed, Served>() : servedBy(needs, chosen, input, safe.outlooks);
  const images = imagePlans(input, needs, served, refusalsOf({ ...input, known, found }));
  const unserved = needs.find((need) => need.allowed && !served.has(need));
  if (safe !== undefined && unserved === undefined) return { outcome: 'add', add, images, ...limited, after: safe };
  const outcome = found.forbidden ? 'forbidden' : 'no-help';
  return { outcome, add: [], images: unserved === undefined ? images : leftAlone(images, unserved), ...limited };
}

const NONE = (): readonly NotAdded[] => [];

/** Each image that lacks a credential fares as its repository does. */
function imagePlans(
  { outlooks }: PlanInput,
  needs: readonly UnmetNeed[],
  served: ReadonlyMap<UnmetNeed, Served>,
  refusalsFor: (position: number) => readonly NotAdded[],
): readonly ImagePlan[] {
  const plans = new Map(
    needs.map((need, position): readonly [string, Omit<ImagePlan, 'outlook'>] => {
      const by = served.get(need);
      const plan = by === undefined ? { refused: () => refusalsFor(position) } : { refused: NONE, served: by };
      return [need.repository, plan];
    }),
  );
  return outlooks.flatMap((outlook): readonly ImagePlan[] => {
    const plan = needsHelp(outlook) ? plans.get(outlook.reference?.repository ?? '') : undefined;
    return plan === undefined ? [] : [{ outlook, ...plan }];
  });
}

/**
 * All or none: a Pod that waits for one image all the same is not mended, and who reads its list would take it for
 * whole. What would have served the others is told instead.
 */
function leftAlone(images: readonly ImagePlan[], { outlook }: UnmetNeed): readonly ImagePlan[] {
  const image = imageText(outlook.use);
  return images.map(
    ({ outlook: each, refused, served }): ImagePlan =>
      served === undefined
        ? { outlook: each, refused }
        : { outlook: each, refused: () => [{ secret: served.secret, why: 'other', image }, ...refused()] },
  );
}

/** What speaks against the secrets that match, and at last what would serve and is not taken for what it does to others. */
function refusalsOf(input: NotAddedInput): (position: number) => readonly NotAdded[] {
  const { needs, offers } = input.found;
  const prepare = () => ({ refusals: createNotAdded(input), servers: serversOf(offers) });
  let prepared: ReturnType<typeof prepare> | undefined;
  return (position) => {
    const need = needs[position];
    if (need === undefined) return [];
    // Most plans are told of a few images, or of none.
    prepared ??= prepare();
    const told = prepared.refusals(need);
    const server = prepared.servers.get(position);
    return server === undefined ? told : [...told, ...passedOver(server, position, needs)];
  };
}

/** The first offer that serves each image. */
function serversOf(offers: readonly FoundOffer[]): ReadonlyMap<number, FoundOffer> {
  const servers = new Map<number, FoundOffer>();
  for (const offer of offers) {
    for (const { image, rank } of offer.services) if (rank > 0 && !servers.has(image)) servers.set(image, offer);
  }
  return servers;
}

/** The image that is hurt is another one that lacks a credential. */
function passedOver(offer: FoundOffer, position: number, needs: readonly UnmetNeed[]): readonly NotAdded[] {
  const other = offer.services.find(({ serves, direct, spoils }) => !serves && (direct || spoils));
  const hurt = other === undefined ? needs[position === 0 ? 1 : 0] : needs[other.image];
  return hurt === undefined ? [] : [{ secret: offer.name, why: 'harm', image: imageText(hurt.outlook.use) }];
}

/** The facts as they will be, and what the kubelet will then do. */
function* carriedOut(
  { facts, outlooks, settings }: PlanInput,
  known: Candidates,
  add: readonly string[],
  pace: Pace,
): InParts<{ readonly facts: Facts; readonly outlooks: readonly ImageOutlook[] }> {
  const added = new Set(add);
  const secrets = new Map(facts.secrets);
  for (const secret of known.candidates) {
    if (added.has(secret.name)) secrets.set(secret.name, { state: 'found', value: secret });
  }
  const { names, from } = known.effective;
  const effective: Lookup<EffectiveSecrets> = { state: 'found', value: { names: [...names, ...add], from } };
  const changed: Facts = { ...facts, secrets, effective };
  const uses = outlooks.map(({ use }) => use);
  return { facts: changed, outlooks: yield* outlooksInParts(uses, changed, settings, pace) };
}

/** Every credential is still tried, in the same order; what worked works; and so does what may work without any. */
function keepsAll(before: readonly ImageOutlook[], after: readonly ImageOutlook[]): boolean {
  return before.every((outlook, index) => {
    const next = after[index];
    return (
      next !== undefined &&
      (outlook.state !== 'works' || next.state === 'works') &&
      keepsOrder(outlook.matches, next.matches) &&
      keepsAnonymous(outlook, next)
    );
  });
}

/** Is everything that was tried still tried, in the same order? */
function keepsOrder(before: readonly RatedMatch[], after: readonly RatedMatch[]): boolean {
  let kept = 0;
  for (const { secret, entryIndex } of after) {
    const wanted = before[kept];
    if (wanted !== undefined && wanted.secret === secret && wanted.entryIndex === entryIndex) kept += 1;
  }
  return kept === before.length;
}

/** Only a pattern says for certain that a registry is private; any other one may be open to everybody. */
function keepsAnonymous({ need, pattern, matches }: ImageOutlook, next: ImageOutlook): boolean {
  if (matches.length > 0 || next.matches.length === 0) return true;
  return need === 'node' || (need === 'private' && pattern !== undefined) || next.matches.some(isSound);
}

function servedBy(
  needs: readonly UnmetNeed[],
  chosen: readonly FoundOffer[],
  { outlooks }: PlanInput,
  after: readonly ImageOutlook[],
): ReadonlyMap<UnmetNeed, Served> {
  const aheadOf = new Map(chosen.map(({ name, aheadOf: of }) => [name, of]));
  const later = new Map(outlooks.map((outlook, index) => [outlook, after[index]]));
  return new Map(
    needs.flatMap((need): readonly (readonly [UnmetNeed, Served])[] => {
      const match = later.get(need.outlook)?.matches.find((each) => isSound(each) && aheadOf.has(each.secret));
      if (match === undefined) return [];
      const ahead = aheadOf.get(match.secret);
      return [[need, { secret: match.secret, entry: match.entry, ...(ahead === undefined ? {} : { ahead }) }]];
    }),
  );
}
