/**
 * Collects the facts of one decision: the only place that reads a ClusterState. The reads that every verdict needs go
 * out together; what only a denial needs (its cause, its fix) is read once a denial is likely, so that an admitted pod
 * costs nothing more.
 */
import { type ImageOutlook, imageOutlooks } from '../core/outlook.js';
import type { Settings } from '../core/settings.js';
import type { EffectiveSecrets, Facts, Lookup, PullSecret, ServiceAccountFacts, Subject } from '../core/types.js';
import type { ClusterState, ReadOptions } from './cluster-state.js';
import { readOversized } from './oversized.js';

export interface GatherContext {
  readonly settings: Settings;
  readonly state: ClusterState;
  /** ms since the epoch. */
  readonly now: number;
  /** The object has not been through admission (a file): the ServiceAccount's list counts for a Pod, too (4.2). */
  readonly fromFile: boolean;
  readonly signal?: AbortSignal;
}

const NOT_ASKED: Lookup<never> = { state: 'unknown', reason: 'not needed for this verdict' };

/** The facts, and the outlook of every image that follows from them: reading on depends on it, so it is known already. */
export interface Gathered {
  readonly facts: Facts;
  readonly outlooks: readonly ImageOutlook[];
}

export async function gatherFacts(subject: Subject, context: GatherContext): Promise<Gathered> {
  const { state, now } = context;
  const read: ReadOptions = context.signal === undefined ? {} : { signal: context.signal };
  const [namespace, serviceAccount] = await Promise.all([
    state.namespace(subject.namespace, read),
    needsAccount(subject, context) ? accountOf(subject, state, read) : NOT_ASKED,
  ]);
  const effective = effectiveSecrets(subject, serviceAccount, context);
  const held = await readSecrets(namesOf(effective), subject, state, read);
  const secrets = await readOversized(held, subject, state, read);
  const facts: Facts = {
    now,
    namespace,
    serviceAccount,
    effective,
    secrets,
    candidates: NOT_ASKED,
    serviceAccounts: NOT_ASKED,
    elsewhere: new Map(),
  };
  const outlooks = imageOutlooks(subject.images, facts, context.settings);
  if (!needsHints(subject, facts, outlooks)) return { facts, outlooks };
  // Hints add nothing to the effective list, so the outlooks stand.
  return { facts: await withHints(subject, facts, context, read), outlooks };
}

/** A template always (PG401); a Pod only where its own list may not be the last word. */
function needsAccount(subject: Subject, { fromFile }: GatherContext): boolean {
  return !subject.mirror && (!subject.isPod || (fromFile && subject.imagePullSecrets.length === 0));
}

function accountOf(subject: Subject, state: ClusterState, read: ReadOptions): Promise<Lookup<ServiceAccountFacts>> {
  return state.serviceAccount(subject.namespace, subject.serviceAccountName, read);
}

/** The list that the kubelet will see (semantics 4.2, 4.3). */
function effectiveSecrets(
  subject: Subject,
  account: Lookup<ServiceAccountFacts>,
  { fromFile }: GatherContext,
): Lookup<EffectiveSecrets> {
  const own = subject.imagePullSecrets;
  if (own.length > 0 || subject.mirror || (subject.isPod && !fromFile)) {
    return { state: 'found', value: { names: own, from: 'pod' } };
  }
  switch (account.state) {
    case 'found':
      return { state: 'found', value: { names: account.value.imagePullSecrets, from: 'serviceAccount' } };
    case 'absent':
    case 'unknown':
      return account;
    default:
      return account satisfies never;
  }
}

function namesOf(effective: Lookup<EffectiveSecrets>): readonly string[] {
  return effective.state === 'found' ? effective.value.names : [];
}

async function readSecrets(
  names: readonly string[],
  { namespace }: Subject,
  state: ClusterState,
  read: ReadOptions,
): Promise<ReadonlyMap<string, Lookup<PullSecret>>> {
  // An empty name is skipped by the kubelet without a word (semantics 2.1).
  const distinct = [...new Set(names)].filter((name) => name !== '');
  const found = await Promise.all(distinct.map((name) => state.secret(namespace, name, read)));
  return new Map(distinct.map((name, index) => [name, found[index] ?? NOT_ASKED]));
}

/** Would any image fail, or be better explained, with what else the namespace holds? */
function needsHints(subject: Subject, facts: Facts, outlooks: readonly ImageOutlook[]): boolean {
  if (subject.mirror) return false;
  for (const lookup of facts.secrets.values()) if (lookup.state === 'absent') return true;
  return outlooks.some(({ state, reference, matches, pattern }) => {
    if (state === 'lacking' || state === 'hopeless' || state === 'blocked') return true;
    const shortName = reference?.shortName === true && !reference.path.startsWith('library/');
    return shortName && matches.length === 0 && pattern === undefined;
  });
}

async function withHints(subject: Subject, facts: Facts, context: GatherContext, read: ReadOptions): Promise<Facts> {
  const { state, settings } = context;
  const { namespace } = subject;
  const absent = [...facts.secrets].flatMap(([name, lookup]) => (lookup.state === 'absent' ? [name] : []));
  const [serviceAccount, candidates, serviceAccounts, elsewhere] = await Promise.all([
    facts.serviceAccount === NOT_ASKED ? accountOf(subject, state, read) : facts.serviceAccount,
    state.pullSecrets(namespace, read),
    state.serviceAccounts(namespace, read),
    settings.messages.otherNamespaces
      ? findElsewhere(absent, namespace, state, read)
      : new Map<string, readonly string[]>(),
  ]);
  const more = serviceAccount.state === 'found' ? serviceAccount.value.imagePullSecrets : [];
  const missing = more.filter((name) => !facts.secrets.has(name));
  const secrets = new Map([...facts.secrets, ...(await readSecrets(missing, subject, state, read))]);
  return { ...facts, serviceAccount, candidates, serviceAccounts, elsewhere, secrets };
}

async function findElsewhere(
  names: readonly string[],
  namespace: string,
  state: ClusterState,
  read: ReadOptions,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const lookups = await Promise.all(names.map((name) => state.namespacesWithSecret(name, read)));
  return new Map(
    names.map((name, index) => {
      const lookup = lookups[index];
      const found = lookup?.state === 'found' ? lookup.value.filter((each) => each !== namespace) : [];
      return [name, [...found].sort()];
    }),
  );
}
