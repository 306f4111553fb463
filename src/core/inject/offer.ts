/**
 * What each secret of a namespace could do for the images of one pod, and what speaks against it: the operator's limits,
 * the ServiceAccount, doubts about the credential, and above all harm to an image that has what it needs.
 */
import { type Meter as Pace, TURN_STEPS } from '../budget.js';
import { compare, isSoundRank, rankOf } from '../choice.js';
import { selects } from '../exemption.js';
import type { EffectiveSecrets, Facts } from '../facts.js';
import { compilePatterns } from '../match-images.js';
import type { ImageOutlook } from '../outlook.js';
import type { InParts } from '../parts.js';
import { perSettings } from '../per-settings.js';
import { createKeyring } from '../secret/keyring.js';
import type { Settings } from '../settings.js';
import type { PullSecret } from '../types.js';
import { type Ahead, effectOn, isUsed, type Meeting } from './harm.js';
import { MATCH_STEPS, type Repository, type Serves, type Survey, surveyOf } from './survey.js';
import type { Offer, Service } from './tally.js';

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
export interface UnmetNeed {
  readonly repository: string;
  readonly outlook: ImageOutlook;
  /** `injection.registries` lets it have a secret. */
  readonly allowed: boolean;
}

export interface RankedService extends Service {
  /** By which an offer is preferred; 0 where it does not serve, or not an image that is to be helped. */
  readonly rank: number;
}

export interface FoundOffer extends Offer {
  readonly services: readonly RankedService[];
  readonly aheadOf: Ahead | undefined;
}

export interface Offers {
  /** Best first. */
  readonly offers: readonly FoundOffer[];
  /** What `Service.image` counts. */
  readonly needs: readonly UnmetNeed[];
  readonly survey: Survey;
  /** Secrets that would serve, and the image that each would hurt. */
  readonly harmful: ReadonlyMap<PullSecret, string>;
  /** The ServiceAccount forbids a secret that would serve. */
  readonly forbidden: boolean;
}

/** What could be added for the images that lack a credential; `most` bounds the matches that are weighed. */
export function* findOffers(
  { outlooks, facts, settings }: OfferInput,
  known: Candidates,
  most: number,
  pace: Pace,
): InParts<Offers> {
  const repositories = repositoriesOf(outlooks);
  const { now } = facts;
  const listed = new Set(known.effective.names);
  const refused = known.candidates.map((secret) =>
    listed.has(secret.name) ? 'listed' : refusalOf(secret, settings, known),
  );
  const whyNot = new Map(known.candidates.map((secret, index) => [secret, refused[index]]));
  const mayServe: Serves = (index, matches) => refused[index] === undefined && isSoundRank(rankOf(matches, now));
  const survey = yield* surveyOf(repositories, known.candidates, mayServe, most, pace);
  const needs = repositories.flatMap((repository) => needOf(repository, settings));
  const offers: FoundOffer[] = [];
  const harmful = new Map<PullSecret, string>();
  let forbidden = false;
  const drafts = yield* draftsOf(survey, needs, known, now, pace);
  for (const { secret, services, serves, helps, harm, ahead } of drafts) {
    const why = whyNot.get(secret);
    if (serves && why === 'account') forbidden = true;
    if (!helps || why !== undefined) continue;
    if (harm === undefined) offers.push({ name: secret.name, services, ahead: ahead !== undefined, aheadOf: ahead });
    else harmful.set(secret, harm);
  }
  return { offers: offers.sort(byPreference), needs, survey, harmful, forbidden };
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
  const groups = new Map<string, { first: ImageOutlook; works?: ImageOutlook; lacking?: ImageOutlook }>();
  for (const outlook of outlooks) {
    const { reference, state } = outlook;
    if (reference === undefined) continue;
    const group = groups.get(reference.repository) ?? { first: outlook };
    groups.set(reference.repository, group);
    if (state === 'works') group.works ??= outlook;
    if (state === 'lacking' || state === 'hopeless') group.lacking ??= outlook;
  }
  return [...groups].map(([name, { first, works, lacking }]) => ({ name, first, works, lacking }));
}

function needOf({ name, lacking }: Repository, settings: Settings): readonly UnmetNeed[] {
  if (lacking === undefined) return [];
  return [{ repository: name, outlook: lacking, allowed: registryAllowed(name, settings) }];
}

const patternsOf = perSettings(({ injection }) =>
  compilePatterns(injection.registries.map((pattern) => ({ pattern }))),
);

function registryAllowed(repository: string, settings: Settings): boolean {
  return settings.injection.registries.length === 0 || patternsOf(settings)(repository) !== undefined;
}

// --------------------------------------------------------------------------------------------------------- secrets

interface Draft {
  readonly secret: PullSecret;
  readonly services: RankedService[];
  /** It serves an image that lacks a credential. */
  serves: boolean;
  /** One of those that are to be helped. */
  helps: boolean;
  /** The first image that it would hurt. */
  harm: string | undefined;
  ahead: Ahead | undefined;
}

function* draftsOf(
  { secrets, seen }: Survey,
  needs: readonly UnmetNeed[],
  known: Candidates,
  now: number,
  pace: Pace,
): InParts<Iterable<Draft>> {
  const current = createKeyring(known.listed);
  const positions = new Map(needs.map(({ repository }, position) => [repository, position]));
  const drafts = new Map<number, Draft>();
  for (const { repository, each } of seen) {
    if (pace.steps >= TURN_STEPS) yield;
    pace.steps += MATCH_STEPS * each.size;
    const before = current.lookup(repository.name, pace);
    const position = positions.get(repository.name);
    const need = position === undefined ? undefined : needs[position];
    for (const [index, added] of each) {
      const secret = secrets[index];
      if (secret === undefined) continue;
      const draft: Draft = drafts.get(index) ?? {
        secret,
        services: [],
        serves: false,
        helps: false,
        harm: undefined,
        ahead: undefined,
      };
      drafts.set(index, draft);
      const rank = rankOf(added, now);
      const meeting = { before, added, sound: isSoundRank(rank) };
      const effect = effectOn(repository, meeting);
      draft.harm ??= effect.harm;
      draft.ahead ??= effect.ahead;
      if (need === undefined || position === undefined) continue;
      const service = serviceOf(need, position, meeting, rank);
      draft.services.push(service);
      if (service.serves) draft.serves = true;
      if (service.rank > 0) draft.helps = true;
    }
  }
  return drafts.values();
}

function serviceOf({ outlook, allowed }: UnmetNeed, image: number, meeting: Meeting, rank: number): RankedService {
  const { before, added, sound } = meeting;
  // Only a pattern says for certain that a registry is private; one that is tried with nothing now may be open.
  const anonymous = before.length === 0 && (outlook.need !== 'private' || outlook.pattern === undefined);
  const serves = sound && isUsed(meeting);
  return {
    image,
    serves,
    direct: added[0]?.via === 'key',
    spoils: !sound && anonymous,
    rank: serves && allowed ? rank : 0,
  };
}

/** By what serves the images best, image by image; then the name. */
function byPreference(a: FoundOffer, b: FoundOffer): number {
  const [first, second] = [a.services, b.services];
  for (let one = 0, other = 0; ; one += 1, other += 1) {
    while (first[one]?.rank === 0) one += 1;
    while (second[other]?.rank === 0) other += 1;
    const [mine, theirs] = [first[one], second[other]];
    if (mine === undefined || theirs === undefined) {
      if (mine === theirs) return compare(a.name, b.name);
      return mine === undefined ? 1 : -1;
    }
    if (mine.image !== theirs.image) return mine.image - theirs.image;
    if (mine.rank !== theirs.rank) return theirs.rank - mine.rank;
  }
}
