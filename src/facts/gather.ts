/**
 * Collects the facts of one decision: the only place that reads a ClusterState. The reads that every verdict needs go
 * out together; what only a denial needs (its cause, its fix) is read once a denial is likely, so that an admitted pod
 * costs nothing more. An object that names many secrets costs one look at what the namespace holds, not a question each.
 */
import type { Meter } from '../core/budget.js';
import { actionOf } from '../core/evaluate.js';
import { injectionSwitch } from '../core/inject/switch.js';
import { type ImageOutlook, outlooksInParts } from '../core/outlook.js';
import { keyringInParts } from '../core/secret/keyring.js';
import type { Settings } from '../core/settings.js';
import { isMirror } from '../core/subject.js';
import type { EffectiveSecrets, Facts, Lookup, PullSecret, ServiceAccountFacts, Subject } from '../core/types.js';
import { type Awaitable, isLater, together } from './awaitable.js';
import type { ClusterState, ReadOptions } from './cluster-state.js';
import { readOversized } from './oversized.js';
import { beforeWork, inTurns, type Turn } from './turns.js';

export interface GatherContext {
  readonly settings: Settings;
  readonly state: ClusterState;
  /** ms since the epoch. */
  readonly now: number;
  /**
   * The object has not been through admission (a file): the ServiceAccount's list counts for a Pod, too (semantics
   * 4.2).
   */
  readonly fromFile: boolean;
  readonly signal?: AbortSignal;
  /** Lets others have their turn while a large object is looked at; the event loop's unless told. */
  readonly turn?: Turn | undefined;
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
  const asked = together([
    state.ask({ about: 'namespace', namespace: subject.namespace }, read),
    needsAccount(subject, context) ? accountOf(subject, state, read) : NOT_ASKED,
  ]);
  const [namespace, serviceAccount] = isLater(asked) ? await asked : asked;
  const effective = effectiveSecrets(subject, serviceAccount, context);
  const names = namesOf(effective);
  await beforeWork(names.length * NAME_STEPS, context);
  const held = await readSecrets(names, subject.namespace, state, read);
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
  const meter: Meter = { steps: 0 };
  const outlooks = await inTurns(outlooksInParts(subject.images, facts, context.settings, meter), meter, context);
  if (!needsHints(subject, facts, outlooks)) return { facts, outlooks };
  // Hints add nothing to the effective list, so the outlooks stand.
  return { facts: await withHints(subject, facts, context, read), outlooks };
}

/** A template always (PG401); a Pod only where its own list may not be the last word. */
function needsAccount(subject: Subject, { fromFile }: GatherContext): boolean {
  return !isMirror(subject) && (!subject.isPod || (fromFile && subject.imagePullSecrets.length === 0));
}

function accountOf(
  { namespace, serviceAccountName: name }: Subject,
  state: ClusterState,
  read: ReadOptions,
): Awaitable<Lookup<ServiceAccountFacts>> {
  return state.ask({ about: 'serviceAccount', namespace, name }, read);
}

/** The list that the kubelet will see (semantics 4.2, 4.3). */
function effectiveSecrets(
  subject: Subject,
  account: Lookup<ServiceAccountFacts>,
  { fromFile }: GatherContext,
): Lookup<EffectiveSecrets> {
  const own = subject.imagePullSecrets;
  if (own.length > 0 || isMirror(subject) || (subject.isPod && !fromFile)) {
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

/** A name that is looked up, in steps. */
const NAME_STEPS = 10;
/** So many are asked for by name; honest objects name one to three. */
export const FEW_NAMES = 8;
/** So many names that are no pull secret of the namespace are asked for, so that one can be called absent (PG202). */
const LOOKED_FOR = 2;

type Secrets = ReadonlyMap<string, Lookup<PullSecret>>;

/** The secrets of these names, and nothing of names that are left out: see `lookUpMany`. */
export async function readSecrets(
  names: readonly string[],
  namespace: string,
  state: ClusterState,
  read: ReadOptions,
): Promise<Secrets> {
  // An empty name is skipped by the kubelet without a word (semantics 2.1).
  const distinct = [...new Set(names)].filter((name) => name !== '');
  return distinct.length <= FEW_NAMES || state.namesCostNothing === true
    ? askByName(distinct, namespace, state, read)
    : lookUpMany(distinct, namespace, state, read);
}

async function askByName(
  names: readonly string[],
  namespace: string,
  state: ClusterState,
  read: ReadOptions,
): Promise<Secrets> {
  const asked = together(names.map((name) => state.ask({ about: 'secret', namespace, name }, read)));
  const found = isLater(asked) ? await asked : asked;
  return new Map(names.map((name, index) => [name, found[index] ?? NOT_ASKED]));
}

/**
 * The kubelet skips a name that is absent and one whose secret is of another type alike (semantics 2.1, 2.2), so a name
 * that is not among the pull secrets of the namespace may be left out without changing the verdict. The first few are
 * asked for all the same, for the words.
 */
async function lookUpMany(
  names: readonly string[],
  namespace: string,
  state: ClusterState,
  read: ReadOptions,
): Promise<Secrets> {
  const held = await state.ask({ about: 'pullSecrets', namespace }, read);
  if (held.state !== 'found') {
    const unknown: Lookup<never> = held.state === 'unknown' ? held : NOT_ASKED;
    return new Map(names.map((name) => [name, unknown]));
  }
  const byName = new Map(held.value.map((secret) => [secret.name, secret]));
  const missing = names.filter((name) => !byName.has(name)).slice(0, LOOKED_FOR);
  const asked = await askByName(missing, namespace, state, read);
  // A secret of another type is `found`, too; only the order of the list is of meaning, and that is kept elsewhere.
  return new Map(
    names.flatMap((name): readonly (readonly [string, Lookup<PullSecret>])[] => {
      const secret = byName.get(name);
      if (secret !== undefined) return [[name, { state: 'found', value: secret }]];
      const lookup = asked.get(name);
      return lookup === undefined ? [] : [[name, lookup]];
    }),
  );
}

/** Would any image fail, or be better explained, with what else the namespace holds? */
function needsHints(subject: Subject, facts: Facts, outlooks: readonly ImageOutlook[]): boolean {
  if (isMirror(subject)) return false;
  for (const lookup of facts.secrets.values()) if (lookup.state === 'absent') return true;
  return outlooks.some(({ state, reference, matches, pattern }) => {
    if (state === 'lacking' || state === 'hopeless' || state === 'blocked') return true;
    const shortName = reference?.shortName === true && !reference.path.startsWith('library/');
    return shortName && matches.length === 0 && pattern === undefined;
  });
}

async function withHints(subject: Subject, facts: Facts, context: GatherContext, given: ReadOptions): Promise<Facts> {
  const { state, settings } = context;
  const { namespace } = subject;
  const read: ReadOptions = hintsDecide(facts.namespace, context) ? given : { ...given, hint: true };
  await beforeWork(facts.secrets.size * NAME_STEPS, context);
  const absent = [...facts.secrets].flatMap(([name, lookup]) => (lookup.state === 'absent' ? [name] : []));
  const [serviceAccount, candidates, serviceAccounts, elsewhere] = await Promise.all([
    facts.serviceAccount === NOT_ASKED ? accountOf(subject, state, read) : facts.serviceAccount,
    state.ask({ about: 'pullSecrets', namespace }, read),
    state.ask({ about: 'serviceAccounts', namespace }, read),
    settings.messages.otherNamespaces
      ? findElsewhere(absent, namespace, state, read)
      : new Map<string, readonly string[]>(),
  ]);
  const held = candidates.state === 'found' ? candidates.value.length : 0;
  await beforeWork(held * NAME_STEPS, context);
  const more = serviceAccount.state === 'found' ? serviceAccount.value.imagePullSecrets : [];
  const missing = more.filter((name) => !facts.secrets.has(name));
  // What the ServiceAccount lists matters only where it is a pull secret, and those are all at hand.
  const listed =
    candidates.state === 'found' ? pick(missing, candidates.value) : await readSecrets(missing, namespace, state, read);
  const secrets = new Map([...facts.secrets, ...listed]);
  // A namespace may hold thousands of keys. Their keyring is made in turns, and is at hand for whoever asks for it next.
  const meter: Meter = { steps: 0 };
  if (candidates.state === 'found') await inTurns(keyringInParts(candidates.value, meter), meter, context);
  return { ...facts, serviceAccount, candidates, serviceAccounts, elsewhere, secrets };
}

function pick(names: readonly string[], candidates: readonly PullSecret[]): Secrets {
  const wanted = new Set(names);
  return new Map(
    candidates.flatMap((value) => (wanted.has(value.name) ? [[value.name, { state: 'found', value }]] : [])),
  );
}

/** Which cause is told depends on what else the namespace holds (core/cause.ts); ordinarily all of them deny. */
const CAUSES = ['PG201', 'PG202', 'PG204', 'PG205', 'PG206', 'PG402', 'PG403'] as const;

/**
 * Does the verdict, and not only its text, depend on what else the namespace holds? So it does where that would be
 * injected, and where the operator has the causes end differently.
 */
function hintsDecide(namespace: Facts['namespace'], { settings, fromFile }: GatherContext): boolean {
  if (settings.injection.mode !== 'off' && injectionSwitch(namespace, settings, fromFile) === 'on') return true;
  return causesDiffer(settings);
}

const differing = new WeakMap<Settings, boolean>();

/** Found once per settings. */
function causesDiffer(settings: Settings): boolean {
  const known = differing.get(settings);
  if (known !== undefined) return known;
  const actions = new Set(CAUSES.map((code) => actionOf(code, 'deny', settings)));
  const isExempt = settings.exemptions.some(({ rules = [] }) =>
    rules.some((code) => CAUSES.some((each) => each === code)),
  );
  const differ = actions.size > 1 || isExempt || settings.rules['PG105'] === 'deny';
  differing.set(settings, differ);
  return differ;
}

async function findElsewhere(
  names: readonly string[],
  namespace: string,
  state: ClusterState,
  read: ReadOptions,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const lookups = await Promise.all(names.map((name) => state.ask({ about: 'namespacesWithSecret', name }, read)));
  return new Map(
    names.map((name, index) => {
      const lookup = lookups[index];
      const found = lookup?.state === 'found' ? lookup.value.filter((each) => each !== namespace) : [];
      return [name, [...found].sort()];
    }),
  );
}
