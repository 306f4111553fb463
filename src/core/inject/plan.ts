/**
 * Which pull secrets of its own namespace a pod gets added, and why (product.md 5). It promises that what the pod had
 * stays as it was: every credential that the kubelet tries today is tried afterwards, in the same order; no image that
 * can be pulled today becomes one that cannot. Where something could not be asked it proposes nothing.
 *
 * Only adding at the end of the list is ever proposed: nothing is removed or moved, so applying a plan twice is applying
 * it once.
 */
import { foundSecrets, type ImageOutlook, imageOutlooks } from '../outlook.js';
import type { Settings } from '../settings.js';
import { imageText } from '../subject.js';
import type { AuthEntry, EffectiveSecrets, Facts, Lookup, Subject } from '../types.js';
import { chooseCover, type Service } from './cover.js';
import {
  type Ahead,
  type Candidates,
  type FoundOffer,
  findOffers,
  keepsOrder,
  type Refusal,
  type Target,
} from './offer.js';

export interface PlanInput {
  readonly subject: Subject;
  readonly facts: Facts;
  /** One per image of the subject, from the same facts. */
  readonly outlooks: readonly ImageOutlook[];
  readonly settings: Settings;
  /** Offline a ServiceAccount that is not known counts as an ordinary one. */
  readonly fromFile: boolean;
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
  /** Secrets that match it and are not taken, each with the reason; none where it is served. */
  readonly refused: readonly Refusal[];
}

export interface Served {
  readonly secret: string;
  /** The one that matches. */
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
  /** As it is once the plan is carried out; with `add`. */
  readonly after?: { readonly facts: Facts; readonly outlooks: readonly ImageOutlook[] };
}

/** An image that injection could help: a credential is needed, and none that is there can work. */
export function needsHelp({ state }: ImageOutlook): boolean {
  return state === 'lacking' || state === 'hopeless';
}

/** What would be added where injection is on; whether it is on is `injectionSwitch`'s to say. */
export function planInjection(input: PlanInput): InjectionPlan {
  const { outlooks, facts } = input;
  const blocked = outlooks.some(({ state }) => state === 'blocked');
  if (blocked) return { outcome: 'no-help', add: [], images: [], ...blocker(facts) };
  const lacking = outlooks.filter(needsHelp);
  if (lacking.length === 0) return notNeeded(outlooks);
  const known = knownFacts(input);
  if (known.state === 'found') return proposal(input, known.value);
  const images = lacking.map((outlook) => ({ outlook, refused: [] }));
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

function knownFacts({ facts, fromFile }: PlanInput): Knowing {
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
  if (serviceAccount.state === 'unknown' && !fromFile) return serviceAccount;
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

function proposal(input: PlanInput, known: Candidates): InjectionPlan {
  const { targets, offers } = findOffers(input, known);
  const chosen = chooseCover(offers);
  const add = chosen.map(({ name }) => name);
  const after = add.length === 0 ? undefined : carriedOut(input, known, add);
  // The offers were each proved harmless; that they are so together is proved on the keyring itself.
  const safe = after !== undefined && keepsAll(input.outlooks, after.outlooks) ? after : undefined;
  const aheadOf = new Map(chosen.flatMap(({ name, aheadOf: of }) => (of === undefined ? [] : [[name, of]])));
  const images = targets.map((target, position): ImagePlan => {
    const { outlook, index } = target;
    const served = safe === undefined ? undefined : servedBy(safe.outlooks[index], add, aheadOf);
    if (served !== undefined) return { outlook, refused: [], served };
    return { outlook, refused: [...target.refused, ...passedOver(targets, position, offers)] };
  });
  const unserved = targets.find(({ allowed }, position) => allowed && images[position]?.served === undefined);
  if (safe !== undefined && unserved === undefined) return { outcome: 'add', add, images, after: safe };
  const outcome = isForbidden(images) ? 'forbidden' : 'no-help';
  return { outcome, add: [], images: unserved === undefined ? images : leftAlone(images, unserved) };
}

/**
 * All or none: a Pod that waits for one image all the same is not mended, and who reads its list would take it for
 * whole. What would have served the others is told instead.
 */
function leftAlone(images: readonly ImagePlan[], { outlook }: Target): readonly ImagePlan[] {
  const image = imageText(outlook.use);
  return images.map(
    ({ outlook: each, refused, served }): ImagePlan =>
      served === undefined
        ? { outlook: each, refused }
        : { outlook: each, refused: [{ secret: served.secret, why: 'other', image }, ...refused] },
  );
}

function isForbidden(images: readonly ImagePlan[]): boolean {
  return images.some(({ refused }) => refused.some(({ why }) => why === 'account'));
}

function isWanted(service: Service | undefined): boolean {
  return service?.wanted === true && service.level > 0;
}

/** What would serve the image, and is not taken for what it does to another one that lacks a credential. */
function passedOver(targets: readonly Target[], position: number, offers: readonly FoundOffer[]): readonly Refusal[] {
  const [offer] = offers.filter(({ services }) => isWanted(services[position]));
  if (offer === undefined) return [];
  const other = offer.services.findIndex(({ level, direct, spoils }) => level === 0 && (direct || spoils));
  const hurt = targets[other] ?? targets.find((_, index) => index !== position);
  return hurt === undefined ? [] : [{ secret: offer.name, why: 'harm', image: imageText(hurt.outlook.use) }];
}

/** The facts as they will be, and what the kubelet will then do. */
function carriedOut({ facts, outlooks, settings }: PlanInput, known: Candidates, add: readonly string[]) {
  const byName = new Map(known.candidates.map((secret) => [secret.name, secret]));
  const secrets = new Map(facts.secrets);
  for (const name of add) {
    const secret = byName.get(name);
    if (secret !== undefined) secrets.set(name, { state: 'found', value: secret });
  }
  const { names, from } = known.effective;
  const effective: Lookup<EffectiveSecrets> = { state: 'found', value: { names: [...names, ...add], from } };
  const changed: Facts = { ...facts, secrets, effective };
  const uses = outlooks.map(({ use }) => use);
  return { facts: changed, outlooks: imageOutlooks(uses, changed, settings) };
}

/** Every credential is still tried, in the same order, and what worked works. */
function keepsAll(before: readonly ImageOutlook[], after: readonly ImageOutlook[]): boolean {
  return before.every((outlook, index) => {
    const next = after[index];
    return (
      next !== undefined &&
      (outlook.state !== 'works' || next.state === 'works') &&
      keepsOrder(outlook.matches, next.matches)
    );
  });
}

function servedBy(
  next: ImageOutlook | undefined,
  add: readonly string[],
  aheadOf: ReadonlyMap<string, Ahead>,
): Served | undefined {
  if (next === undefined || next.state !== 'works') return undefined;
  const usable = next.matches.filter(({ standing }) => standing === 'good' || standing === 'suspect');
  const match = usable.find(({ secret }) => add.includes(secret));
  if (match === undefined) return undefined;
  const ahead = aheadOf.get(match.secret);
  return { secret: match.secret, entry: match.entry, ...(ahead === undefined ? {} : { ahead }) };
}
