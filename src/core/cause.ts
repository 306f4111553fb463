/**
 * Why an image has no working credential. Several things may be wrong at once; a person needs the one that, once
 * mended, lets the image be pulled. So there is one ordered list, and the first cause that applies is told
 * (design 1.5): 302, 402, 204, 202, 403, 206, 205, 201. (PG301 comes before all of them: the outlook is `blocked`.)
 */
import { type Budget, TURN_STEPS } from './budget.js';
import { bestOf, type Choice, type Doubt } from './choice.js';
import { nearestWord } from './edit-distance.js';
import { foundSecrets, type ImageOutlook, isAcrLogin, type RatedMatch } from './outlook.js';
import { IMAGES_AT_ONCE, type InParts } from './parts.js';
import { createKeyring } from './secret/keyring.js';
import { nearestMiss } from './secret/near-miss.js';
import type { Settings } from './settings.js';
import { isMirror } from './subject.js';
import type { CredentialMatch, Facts, ImageReference, NearMiss, PullSecret, Subject } from './types.js';

export type UnusableSecret = Extract<PullSecret, { form: 'unusable' }>;

/** A secret that would serve the image, and what has to be said of it. */
export interface Named {
  readonly secret: string;
  readonly doubt?: Doubt;
}

export type Cause =
  | { readonly code: 'PG302'; readonly match: RatedMatch }
  | ({ readonly code: 'PG402' } & Named)
  | { readonly code: 'PG204'; readonly secret: UnusableSecret }
  | {
      readonly code: 'PG202';
      readonly name: string;
      /** A secret of the namespace that would match. */
      readonly better?: Named;
      /** A secret with a name like it. */
      readonly similar?: string;
      readonly elsewhere: readonly string[];
    }
  | ({ readonly code: 'PG403'; readonly account: string } & Named)
  | ({ readonly code: 'PG206' } & Named)
  | {
      readonly code: 'PG205';
      readonly miss?: NearMiss;
      readonly secrets: readonly PullSecret[];
      /** Not all keys were compared, because the review had cost enough. */
      readonly cut: boolean;
    }
  | { readonly code: 'PG201' };

export interface CauseContext {
  readonly subject: Subject;
  readonly facts: Facts;
  readonly settings: Settings;
  readonly budget: Budget;
}

type FindCause = (reference: ImageReference) => Cause | undefined;

/** The cause for every image that lacks a credential, or whose only entries carry no user. */
export function* causesInParts(
  outlooks: readonly ImageOutlook[],
  context: CauseContext,
): InParts<ReadonlyMap<ImageOutlook, Cause>> {
  const causes = new Map<ImageOutlook, Cause>();
  if (isMirror(context.subject)) return causes;
  const find = createCauseFinder(context);
  for (const outlook of outlooks) {
    const cause = context.budget.isOver === true ? plainCause(outlook) : find(outlook);
    if (cause === undefined) continue;
    causes.set(outlook, cause);
    context.budget.steps += CAUSE_STEPS;
    if (causes.size % IMAGES_AT_ONCE === 0 || context.budget.steps >= TURN_STEPS) yield;
  }
  return causes;
}

/** That it lacks a credential is certain; why, nobody has the time to find out any more. */
function plainCause({ state }: ImageOutlook): Cause | undefined {
  return state === 'lacking' ? { code: 'PG201' } : undefined;
}

/** One image looked up in what is prepared already, in steps. */
const CAUSE_STEPS = 20;

/** What all images of an object have in common is found once: their number must not multiply it. */
function createCauseFinder(context: CauseContext): (outlook: ImageOutlook) => Cause | undefined {
  /** The causes of an image that no entry matches, in the order in which they are told. */
  let order: readonly FindCause[] | undefined;
  const known = new Map<string, Cause>();
  return ({ state, reference, matches }) => {
    if (reference === undefined) return undefined;
    if (state === 'hopeless') {
      const [match] = matches;
      // What `az acr login` left behind has words of its own (PG305).
      const empty = matches.every(({ standing, entry }) => standing === 'anonymous' && !isAcrLogin(entry));
      return match !== undefined && empty ? { code: 'PG302', match } : undefined;
    }
    if (state !== 'lacking') return undefined;
    // Whether the registry was written out changes what is said of a near miss, and nothing else.
    const question = reference.shortName ? reference.repository : `//${reference.repository}`;
    const earlier = known.get(question);
    if (earlier !== undefined) return earlier;
    order ??= findersOf(context);
    const cause = firstCause(order, reference);
    known.set(question, cause);
    return cause;
  };
}

function findersOf(context: CauseContext): readonly FindCause[] {
  const candidates = prepareCandidates(context);
  return [
    shadowed(context),
    wrongType(context),
    notFound(context, candidates),
    wrongAccount(context, candidates),
    notReferenced(candidates),
    mismatch(context),
  ];
}

function firstCause(order: readonly FindCause[], reference: ImageReference): Cause {
  for (const find of order) {
    const cause = find(reference);
    if (cause !== undefined) return cause;
  }
  return { code: 'PG201' };
}

function named({ secret, doubt }: Choice): Named {
  return { secret: secret.name, ...(doubt === undefined ? {} : { doubt }) };
}

/** Secrets that are asked about many repositories. */
interface Ring {
  readonly secrets: readonly PullSecret[];
  /** What each of them would give alone. */
  readonly each: (repository: string) => ReadonlyMap<number, readonly CredentialMatch[]>;
  /** The best of them. */
  readonly best: (repository: string) => Choice | undefined;
}

function ringOf(secrets: readonly PullSecret[], { facts, budget }: CauseContext): Ring {
  const keyring = createKeyring(secrets);
  const each = (repository: string) => keyring.lookupEach(repository, budget);
  return { secrets, each, best: (repository) => bestOf(each(repository), secrets, facts) };
}

/** What the namespace holds; undefined where that is not known. The keyring of all of it is made when first needed. */
function prepareCandidates(context: CauseContext): () => Ring | undefined {
  const { candidates } = context.facts;
  let ring: Ring | undefined;
  return () => {
    if (candidates.state !== 'found') return undefined;
    ring ??= ringOf(candidates.value, context);
    return ring;
  };
}

const NEVER: FindCause = () => undefined;

/** The pod's own list hides the ServiceAccount's; they are never merged (semantics 4.2). */
function shadowed(context: CauseContext): FindCause {
  const { facts } = context;
  if (facts.effective.state !== 'found' || facts.effective.value.from !== 'pod') return NEVER;
  if (facts.serviceAccount.state !== 'found' || facts.effective.value.names.length === 0) return NEVER;
  const ring = ringOf(secretsOf(facts.serviceAccount.value.imagePullSecrets, facts), context);
  return ({ repository }) => {
    const secret = ring.best(repository);
    return secret === undefined ? undefined : { code: 'PG402', ...named(secret) };
  };
}

function secretsOf(names: readonly string[], facts: Facts): readonly PullSecret[] {
  return foundSecrets({ names: [...new Set(names)], from: 'serviceAccount' }, facts.secrets);
}

function effectiveNames(facts: Facts): readonly string[] {
  return facts.effective.state === 'found' ? facts.effective.value.names : [];
}

/** Skipped without an event (semantics 2.2). One whose data would match speaks first; one that cannot tell, last. */
function wrongType({ facts, budget }: CauseContext): FindCause {
  const listed = secretsOf(effectiveNames(facts), facts);
  const unusable = listed.filter((secret): secret is UnusableSecret => secret.form === 'unusable');
  if (unusable.length === 0) return NEVER;
  const holding = unusable.filter((secret) => secret.holds !== undefined);
  const asIf = createKeyring(holding.map(asIfRight));
  const opaque = unusable.find((secret) => secret.holds === undefined);
  const nothingElse = unusable.length === listed.length ? unusable[0] : undefined;
  return ({ repository }) => {
    const first = Math.min(...asIf.lookupEach(repository, budget).keys());
    const secret = holding[first] ?? opaque ?? nothingElse;
    return secret === undefined ? undefined : { code: 'PG204', secret };
  };
}

/** Would the secret match if its type and data key were right? */
export function wouldMatch(secret: UnusableSecret, repository: string): boolean {
  return createKeyring([asIfRight(secret)]).lookup(repository).length > 0;
}

const rightOf = new WeakMap<UnusableSecret, PullSecret>();

/** The same one each time, so that its keys are read once. */
function asIfRight(secret: UnusableSecret): PullSecret {
  const known = rightOf.get(secret);
  if (known !== undefined) return known;
  const { namespace, name } = secret;
  const entries = secret.holds?.entries ?? [];
  const right: PullSecret = {
    namespace,
    name,
    type: 'kubernetes.io/dockerconfigjson',
    form: 'dockerconfigjson',
    entries,
    usesHelper: false,
  };
  rightOf.set(secret, right);
  return right;
}

/** The first absent name of the list, and the nearest one that is there: the same for every image. */
function notFound({ facts, budget }: CauseContext, candidates: () => Ring | undefined): FindCause {
  const name = effectiveNames(facts).find((each) => each !== '' && facts.secrets.get(each)?.state === 'absent');
  if (name === undefined) return NEVER;
  const elsewhere = facts.elsewhere.get(name) ?? [];
  let similar: { readonly name: string | undefined } | undefined;
  return ({ repository }) => {
    const ring = candidates();
    const better = ring?.best(repository);
    if (better !== undefined) return { code: 'PG202', name, better: named(better), elsewhere };
    // Looking at every name is the dearest part of a denial; a secret that matches makes it needless.
    similar ??= {
      name: nearestWord(
        name,
        (ring?.secrets ?? []).map((each) => each.name),
        2,
        budget,
      ),
    };
    return { code: 'PG202', name, ...(similar.name === undefined ? {} : { similar: similar.name }), elsewhere };
  };
}

/** Another ServiceAccount of the namespace brings a secret that matches: the first by name, and its best secret. */
function wrongAccount(context: CauseContext, candidates: () => Ring | undefined): FindCause {
  const { facts } = context;
  // With a list of its own the pod would not get the other account's secrets either (semantics 4.2).
  if (effectiveNames(facts).length > 0 || facts.serviceAccounts.state !== 'found') return NEVER;
  let listing: Listing | undefined;
  return ({ repository }) => {
    const ring = candidates();
    if (ring === undefined) return undefined;
    listing ??= listingOf(context, ring.secrets);
    const each = ring.each(repository);
    const bestAmong = (indexes: readonly number[]): Choice | undefined =>
      bestOf(new Map(indexes.map((index) => [index, each.get(index) ?? []])), ring.secrets, facts);
    let account: string | undefined;
    for (const index of each.keys()) {
      const lister = listing.firstFor.get(index);
      const isEarlier = lister !== undefined && (account === undefined || lister < account);
      if (isEarlier && bestAmong([index]) !== undefined) account = lister;
    }
    if (account === undefined) return undefined;
    const theirs = listing.listOf.get(account) ?? [];
    const secret = bestAmong(theirs.filter((index) => each.has(index)));
    return secret === undefined ? undefined : { code: 'PG403', account, ...named(secret) };
  };
}

interface Listing {
  /** Of a candidate, by its position: the first account, by name, that lists it. */
  readonly firstFor: ReadonlyMap<number, string>;
  /** What such an account lists, as positions. */
  readonly listOf: ReadonlyMap<string, readonly number[]>;
}

/** The other accounts whose pods can pull at all: one malformed secret in the list stops that (semantics 2.5). */
function listingOf({ facts, subject, budget }: CauseContext, secrets: readonly PullSecret[]): Listing {
  const accounts = facts.serviceAccounts.state === 'found' ? facts.serviceAccounts.value : [];
  const positions = new Map(secrets.map((secret, index) => [secret.name, index]));
  const firstFor = new Map<number, string>();
  const listOf = new Map<string, readonly number[]>();
  for (const { name, imagePullSecrets } of accounts) {
    budget.steps += 1 + (imagePullSecrets.length >> 1);
    if (name === subject.serviceAccountName) continue;
    const indexes: number[] = [];
    let canPull = true;
    for (const each of imagePullSecrets) {
      const index = positions.get(each);
      if (index === undefined) continue;
      canPull &&= secrets[index]?.form !== 'malformed';
      indexes.push(index);
    }
    if (!canPull || indexes.length === 0) continue;
    listOf.set(name, indexes);
    for (const index of indexes) {
      const first = firstFor.get(index);
      if (first === undefined || name < first) firstFor.set(index, name);
    }
  }
  return { firstFor, listOf };
}

function notReferenced(candidates: () => Ring | undefined): FindCause {
  return ({ repository }) => {
    const secret = candidates()?.best(repository);
    return secret === undefined ? undefined : { code: 'PG206', ...named(secret) };
  };
}

/** The secrets are there and well-formed, and hold other registries. */
function mismatch({ facts, budget }: CauseContext): FindCause {
  const secrets = secretsOf(effectiveNames(facts), facts).filter((secret) => secret.form !== 'unusable');
  if (secrets.length === 0) return NEVER;
  return (reference) => {
    const miss = nearestMiss(reference, secrets, budget);
    return { code: 'PG205', secrets, cut: budget.isShort(), ...(miss === undefined ? {} : { miss }) };
  };
}
