/**
 * Why an image has no working credential. Several things may be wrong at once; a person needs the one that, once
 * mended, lets the image be pulled. So there is one ordered list, and the first cause that applies is told
 * (product.md 1): 302, 402, 204, 202, 403, 206, 205, 201. (PG301 comes before all of them: the outlook is `blocked`.)
 */

import { bestSecret, type Choice, compare, type Doubt } from './choice.js';
import { nearestWord } from './edit-distance.js';
import { foundSecrets, type ImageOutlook, type RatedMatch } from './outlook.js';
import { createKeyring } from './secret/keyring.js';
import { nearestMiss } from './secret/near-miss.js';
import type { Settings } from './settings.js';
import type { Facts, ImageReference, NearMiss, PullSecret, ServiceAccountFacts, Subject } from './types.js';

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
  | { readonly code: 'PG205'; readonly miss?: NearMiss; readonly secrets: readonly PullSecret[] }
  | { readonly code: 'PG201' };

export interface CauseContext {
  readonly subject: Subject;
  readonly facts: Facts;
  readonly settings: Settings;
}

type FindCause = (reference: ImageReference, context: CauseContext) => Cause | undefined;

/** The causes of an image that no entry matches, in the order in which they are told. */
const ORDER: readonly FindCause[] = [shadowed, wrongType, notFound, wrongAccount, notReferenced, mismatch];

/** The cause for every image that lacks a credential, or whose only entries carry no user. */
export function findCauses(outlooks: readonly ImageOutlook[], context: CauseContext): ReadonlyMap<ImageOutlook, Cause> {
  const causes = new Map<ImageOutlook, Cause>();
  for (const outlook of outlooks) {
    const cause = causeOf(outlook, context);
    if (cause !== undefined) causes.set(outlook, cause);
  }
  return causes;
}

function causeOf(outlook: ImageOutlook, context: CauseContext): Cause | undefined {
  const { state, reference, matches } = outlook;
  if (reference === undefined) return undefined;
  if (state === 'hopeless') {
    const [match] = matches;
    const empty = matches.every(({ standing }) => standing === 'anonymous');
    return match !== undefined && empty ? { code: 'PG302', match } : undefined;
  }
  if (state !== 'lacking') return undefined;
  for (const find of ORDER) {
    const cause = find(reference, context);
    if (cause !== undefined) return cause;
  }
  return { code: 'PG201' };
}

function named({ secret, doubt }: Choice): Named {
  return { secret: secret.name, ...(doubt === undefined ? {} : { doubt }) };
}

/** The pod's own list hides the ServiceAccount's; they are never merged (semantics 4.2). */
function shadowed(reference: ImageReference, context: CauseContext): Cause | undefined {
  const { facts } = context;
  if (facts.effective.state !== 'found' || facts.effective.value.from !== 'pod') return undefined;
  if (facts.serviceAccount.state !== 'found' || facts.effective.value.names.length === 0) return undefined;
  const names = facts.serviceAccount.value.imagePullSecrets;
  const secret = bestSecret(secretsOf(names, facts), reference.repository, context.facts);
  return secret === undefined ? undefined : { code: 'PG402', ...named(secret) };
}

function secretsOf(names: readonly string[], facts: Facts): readonly PullSecret[] {
  return foundSecrets({ names, from: 'serviceAccount' }, facts.secrets);
}

function effectiveNames(facts: Facts): readonly string[] {
  return facts.effective.state === 'found' ? facts.effective.value.names : [];
}

/** Skipped without an event (semantics 2.2). One whose data would match speaks first; one that cannot tell, last. */
function wrongType(reference: ImageReference, { facts }: CauseContext): Cause | undefined {
  const listed = secretsOf(effectiveNames(facts), facts);
  const unusable = listed.filter((secret): secret is UnusableSecret => secret.form === 'unusable');
  const matching = unusable.find((secret) => secret.holds !== undefined && wouldMatch(secret, reference.repository));
  const opaque = unusable.find((secret) => secret.holds === undefined);
  const nothingElse = unusable.length === listed.length ? unusable[0] : undefined;
  const secret = matching ?? opaque ?? nothingElse;
  return secret === undefined ? undefined : { code: 'PG204', secret };
}

/** Would the secret match if its type and data key were right? */
export function wouldMatch(secret: UnusableSecret, repository: string): boolean {
  const { namespace, name } = secret;
  const entries = secret.holds?.entries ?? [];
  const asIf: PullSecret = {
    namespace,
    name,
    type: 'kubernetes.io/dockerconfigjson',
    form: 'dockerconfigjson',
    entries,
    usesHelper: false,
  };
  return createKeyring([asIf]).lookup(repository).length > 0;
}

function notFound(reference: ImageReference, context: CauseContext): Cause | undefined {
  const { facts } = context;
  const name = effectiveNames(facts).find((each) => each !== '' && facts.secrets.get(each)?.state === 'absent');
  if (name === undefined) return undefined;
  const candidates = facts.candidates.state === 'found' ? facts.candidates.value : [];
  const better = bestSecret(candidates, reference.repository, context.facts);
  const names = candidates.map((each) => each.name);
  // Looking at every name is the dearest part of a denial; a secret that matches makes it needless.
  const similar = better === undefined ? nearestWord(name, names, 2) : undefined;
  return {
    code: 'PG202',
    name,
    ...(better === undefined ? {} : { better: named(better) }),
    ...(similar === undefined ? {} : { similar }),
    elsewhere: facts.elsewhere.get(name) ?? [],
  };
}

/** Another ServiceAccount of the namespace brings a secret that matches. */
function wrongAccount(reference: ImageReference, context: CauseContext): Cause | undefined {
  const { facts, subject } = context;
  // With a list of its own the pod would not get the other account's secrets either (4.2).
  if (effectiveNames(facts).length > 0) return undefined;
  if (facts.serviceAccounts.state !== 'found' || facts.candidates.state !== 'found') return undefined;
  const byName = new Map(facts.candidates.value.map((secret) => [secret.name, secret]));
  const accounts: readonly ServiceAccountFacts[] = [...facts.serviceAccounts.value].sort((a, b) =>
    compare(a.name, b.name),
  );
  for (const account of accounts) {
    if (account.name === subject.serviceAccountName) continue;
    const secrets = account.imagePullSecrets.flatMap((name) => byName.get(name) ?? []);
    if (secrets.some((secret) => secret.form === 'malformed')) continue;
    const secret = bestSecret(secrets, reference.repository, context.facts);
    if (secret !== undefined) return { code: 'PG403', account: account.name, ...named(secret) };
  }
  return undefined;
}

function notReferenced(reference: ImageReference, context: CauseContext): Cause | undefined {
  const { candidates } = context.facts;
  if (candidates.state !== 'found') return undefined;
  const secret = bestSecret(candidates.value, reference.repository, context.facts);
  return secret === undefined ? undefined : { code: 'PG206', ...named(secret) };
}

/** The secrets are there and well-formed, and hold other registries. */
function mismatch(reference: ImageReference, { facts }: CauseContext): Cause | undefined {
  const secrets = secretsOf(effectiveNames(facts), facts).filter((secret) => secret.form !== 'unusable');
  if (secrets.length === 0) return undefined;
  const miss = nearestMiss(reference, secrets);
  return { code: 'PG205', secrets, ...(miss === undefined ? {} : { miss }) };
}
