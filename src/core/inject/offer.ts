/**
 * What each secret of a namespace could do for the images of one pod, and what speaks against it: the operator's limits,
 * the ServiceAccount, doubts about the credential, and above all harm to an image that has what it needs.
 */
import { selects } from '../exemption.js';
import { compilePatterns } from '../match-images.js';
import { compare } from '../order.js';
import type { ImageOutlook } from '../outlook.js';
import { gradeOf, type RankingBy } from '../ranking.js';
import { createKeyring, type Keyring } from '../secret/keyring.js';
import type { Settings } from '../settings.js';
import type { CredentialMatch, EffectiveSecrets, Facts, PullSecret } from '../types.js';
import type { Offer } from './cover.js';
import { type Ahead, effectOn, isUsed, type Meeting } from './harm.js';
import { type Repository, type Survey, surveyOf } from './survey.js';
import type { Service } from './union.js';

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

/** A repository that lacks a credential. */
export interface Target {
  readonly repository: Repository;
  readonly outlook: ImageOutlook;
  /** `injection.registries` lets it have a secret. */
  readonly allowed: boolean;
}

export interface FoundOffer extends Offer {
  readonly aheadOf: Ahead | undefined;
  /** By which it is preferred: what it is worth for each image that it serves, in their order. */
  readonly ranks: readonly { readonly image: number; readonly rank: number }[];
}

export interface Offers {
  /** Best first. */
  readonly offers: readonly FoundOffer[];
  /** What `Service.image` counts. */
  readonly targets: readonly Target[];
  readonly survey: Survey;
  /** Secrets that would serve, and the image that each would hurt. */
  readonly harmful: ReadonlyMap<PullSecret, string>;
}

/** What could be added for the images that lack a credential; `most` bounds the matches that are weighed. */
export function findOffers(input: OfferInput, known: Candidates, most: number): Offers {
  const repositories = repositoriesOf(input.outlooks);
  const by = { now: input.facts.now, settings: input.settings };
  const listed = new Set(known.effective.names);
  const mayBeAdded = (secret: PullSecret): boolean =>
    !listed.has(secret.name) && refusalOf(secret, input.settings, known) === undefined;
  const isUseful = (secret: PullSecret, matches: readonly CredentialMatch[]): boolean =>
    mayBeAdded(secret) && isSoundOf(matches, by);
  const survey = surveyOf(repositories, known.candidates, isUseful, most);
  const targets = repositories.flatMap((repository) => targetOf(repository, input.settings));
  const drafts = draftsOf(survey, targets, createKeyring(known.listed), by);
  const offers: FoundOffer[] = [];
  const harmful = new Map<PullSecret, string>();
  for (const { secret, services, ranks, harm, ahead } of drafts) {
    if (ranks.length === 0 || !mayBeAdded(secret)) continue;
    if (harm === undefined)
      offers.push({ name: secret.name, services, ranks, ahead: ahead !== undefined, aheadOf: ahead });
    else harmful.set(secret, harm);
  }
  return { offers: offers.sort(byPreference), targets, survey, harmful };
}

function isSoundOf(matches: readonly CredentialMatch[], by: RankingBy): boolean {
  const grade = gradeOf(matches, by);
  return grade !== undefined && grade.doubt === undefined;
}

/** The operator's choice of secrets, and what the ServiceAccount lets its pods name (semantics 4.6). */
export function refusalOf(
  secret: PullSecret,
  settings: Settings,
  { mountable }: Pick<Candidates, 'mountable'>,
): 'selector' | 'account' | undefined {
  if (!selects(settings.injection.selector, secret.labels ?? {})) return 'selector';
  return mountable !== undefined && !mountable.has(secret.name) ? 'account' : undefined;
}

// ---------------------------------------------------------------------------------------------------------- images

function repositoriesOf(outlooks: readonly ImageOutlook[]): readonly Repository[] {
  const groups = new Map<string, ImageOutlook[]>();
  for (const outlook of outlooks) {
    if (outlook.reference === undefined) continue;
    const { repository } = outlook.reference;
    const known = groups.get(repository);
    if (known === undefined) groups.set(repository, [outlook]);
    else known.push(outlook);
  }
  return [...groups].map(([name, of]) => ({ name, outlooks: of, wanted: of.some(isLacking) }));
}

function isLacking({ state }: ImageOutlook): boolean {
  return state === 'lacking' || state === 'hopeless';
}

function targetOf(repository: Repository, settings: Settings): readonly Target[] {
  const outlook = repository.outlooks.find(isLacking);
  if (outlook === undefined) return [];
  return [{ repository, outlook, allowed: registryAllowed(repository.name, settings) }];
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

// --------------------------------------------------------------------------------------------------------- secrets

interface Draft {
  readonly secret: PullSecret;
  readonly services: Service[];
  readonly ranks: { readonly image: number; readonly rank: number }[];
  /** The first image that it would hurt. */
  harm: string | undefined;
  ahead: Ahead | undefined;
}

function draftsOf(
  { secrets, seen }: Survey,
  targets: readonly Target[],
  current: Keyring,
  by: RankingBy,
): Iterable<Draft> {
  const positions = new Map(targets.map((target, position) => [target.repository, { target, position }]));
  const drafts = new Map<number, Draft>();
  for (const { repository, each } of seen) {
    if (each.size === 0) continue;
    const before = current.lookup(repository.name);
    const lacking = positions.get(repository);
    for (const [index, matches] of each) {
      const secret = secrets[index];
      if (secret === undefined) continue;
      const draft: Draft = drafts.get(index) ?? { secret, services: [], ranks: [], harm: undefined, ahead: undefined };
      drafts.set(index, draft);
      const grade = gradeOf(matches, by);
      const sound = grade !== undefined && grade.doubt === undefined;
      const effect = effectOn(repository, { before, added: matches, sound });
      draft.harm ??= effect.harm;
      draft.ahead ??= effect.ahead;
      if (lacking === undefined) continue;
      const { target, position } = lacking;
      const service = serviceOf(target, position, { before, added: matches, sound });
      draft.services.push(service);
      if (service.serves && target.allowed) draft.ranks.push({ image: position, rank: grade?.rank ?? 0 });
    }
  }
  return drafts.values();
}

function serviceOf({ outlook }: Target, image: number, meeting: Meeting): Service {
  const { before, added, sound } = meeting;
  // Only a pattern says for certain that a registry is private; one that is tried with nothing now may be open.
  const anonymous = before.length === 0 && (outlook.need !== 'private' || outlook.pattern === undefined);
  return {
    image,
    serves: sound && isUsed(meeting),
    direct: added[0]?.via === 'key',
    spoils: !sound && anonymous,
  };
}

/** By what serves the images best, image by image; then the name. */
function byPreference(a: FoundOffer, b: FoundOffer): number {
  for (const [at, { image, rank }] of a.ranks.entries()) {
    const other = b.ranks[at];
    if (other === undefined || other.image > image) return -1;
    if (other.image < image) return 1;
    if (other.rank !== rank) return other.rank - rank;
  }
  return b.ranks.length > a.ranks.length ? 1 : compare(a.name, b.name);
}
