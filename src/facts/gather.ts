/**
 * Collects the facts of one decision: the only place that reads a ClusterState. What every verdict needs is asked at once;
 * what only some object makes worth asking (a cause, a fix, what could be injected) is asked where a rule, a cause or
 * injection says so (core/wanted.ts), so that an admitted pod costs nothing more. An object that names many secrets costs
 * one look at what the namespace holds, not a question each.
 */
import type { Meter } from '../core/budget.js';
import { hasProviders } from '../core/credential-providers.js';
import { type EffectiveSecrets, EXTRA_FACTS, extraFacts, type Facts, factsOf, NOT_ASKED } from '../core/facts.js';
import { type ImageOutlook, type OutlookFacts, outlooksInParts } from '../core/outlook.js';
import { EXTRA_QUESTIONS, type ExtraFacts } from '../core/questions.js';
import { NO_ANSWERS, openRepositories } from '../core/registry-facts.js';
import type { RequestFacts } from '../core/request.js';
import { keyringInParts } from '../core/secret/keyring.js';
import type { Settings } from '../core/settings.js';
import { isMirror } from '../core/subject.js';
import type { Lookup, ServiceAccountFacts, Subject } from '../core/types.js';
import { isUnheard, lastWantedFacts, wantedFacts } from '../core/wanted.js';
import type { Wanted } from '../core/wants.js';
import { askRegistries, withAnswers } from './answers.js';
import { type Awaitable, together, whenKnown } from './awaitable.js';
import type { ClusterState, ReadOptions } from './cluster-state.js';
import { readOversized } from './oversized.js';
import type { RegistryPort } from './registry-port.js';
import { NAME_STEPS, readSecrets, withListed } from './secrets.js';
import { type Steps, waitFor } from './steps.js';
import { beforeWork, inTurns, type Turn } from './turns.js';

export interface GatherContext {
  readonly request: RequestFacts;
  readonly settings: Settings;
  readonly state: ClusterState;
  /** Absent: no registry is asked. */
  readonly registry?: RegistryPort | undefined;
  /** ms since the epoch. */
  readonly now: number;
  readonly signal?: AbortSignal | undefined;
  /** When the review arrived (`ReadOptions.since`). */
  readonly since?: number | undefined;
  /** Lets others have their turn while a large object is looked at; the event loop's unless told. */
  readonly turn?: Turn | undefined;
}

const NONE_ASKED: ExtraFacts = extraFacts(() => NOT_ASKED);
const NOWHERE: Facts['elsewhere'] = new Map();

/** The facts, and the outlook of every image that follows from them: reading on depends on it, so it is known already. */
export interface Gathered {
  readonly facts: Facts;
  readonly outlooks: readonly ImageOutlook[];
  /** Without what registries say, which injection never rests on (core/inject/foresee.ts); the same list where they change nothing. */
  readonly unprobed: readonly ImageOutlook[];
}

export function* gatherFacts(subject: Subject, context: GatherContext): Steps<Gathered> {
  const { state, now, request, settings } = context;
  const read: ReadOptions = { signal: context.signal, since: context.since };
  const [namespace, serviceAccount] = yield* waitFor(
    together([
      state.ask({ about: 'namespace', namespace: subject.namespace }, read),
      needsAccount(subject, request, settings) ? state.ask(EXTRA_QUESTIONS.serviceAccount(subject), read) : NOT_ASKED,
    ]),
  );
  const effective = effectiveSecrets(subject, serviceAccount, request);
  const names = namesOf(effective);
  yield* beforeWork(names.length * NAME_STEPS, context);
  const held = yield* readSecrets(names, subject.namespace, state, read);
  const secrets = yield* readOversized(held, subject, state, read);
  const base = { now, namespace, effective, secrets, elsewhere: NOWHERE, registry: NO_ANSWERS };
  const facts = factsOf(base, serviceAccount === NOT_ASKED ? NONE_ASKED : { ...NONE_ASKED, serviceAccount });
  const meter: Meter = { steps: 0 };
  const known = isMirror(subject) ? ofStaticPod(facts) : facts;
  const outlooks = yield* inTurns(outlooksInParts(subject.images, known, settings, meter), meter, context);
  const wanted = wantedFacts({ subject, request, facts, outlooks, settings });
  if (wanted === undefined) return { facts, outlooks, unprobed: outlooks };
  // These facts add nothing to the effective list, so the outlooks stand.
  return { facts: yield* readOn(subject, facts, wanted, context), outlooks, unprobed: outlooks };
}

/** The same with what is asked for last, for a verdict; injection rests on none of it. */
export function* gatherLast(subject: Subject, gathered: Gathered, context: GatherContext): Steps<Gathered> {
  const { facts, outlooks, unprobed } = yield* gatherAnswers(subject, gathered, context);
  const { request, settings } = context;
  const wanted = lastWantedFacts({ subject, request, facts, outlooks, settings });
  if (wanted === undefined) return { facts, outlooks, unprobed };
  return { facts: yield* readOn(subject, facts, wanted, context), outlooks, unprobed };
}

/** An image, its question and its answer, in steps. */
const ANSWER_STEPS = 20;

/** And with what registries say, where somebody asks them. A static pod can use no secret, and its mirror pulls nothing (semantics 4.7). */
function* gatherAnswers(subject: Subject, gathered: Gathered, context: GatherContext): Steps<Gathered> {
  const { registry: port, settings, request, signal, since } = context;
  if (port === undefined || isMirror(subject)) return gathered;
  const { facts, outlooks } = gathered;
  if (isUnheard({ subject, request, facts, outlooks, settings })) return gathered;
  yield* beforeWork(outlooks.length * ANSWER_STEPS, context);
  const asked = askRegistries(subject, gathered, port, { signal, since, origin: request.origin });
  if (asked === undefined) return gathered;
  const told = withAnswers(facts, yield* waitFor(asked));
  if (openRepositories(told.registry).size === 0) return { facts: told, outlooks, unprobed: outlooks };
  const meter: Meter = { steps: 0 };
  const cleared = yield* inTurns(outlooksInParts(subject.images, told, settings, meter), meter, context);
  return { facts: told, outlooks: cleared, unprobed: outlooks };
}

/**
 * A template always (PG401); a Pod only where its own list may not be the last word, or where whether the nodes bring a
 * credential depends on its ServiceAccount.
 */
function needsAccount(subject: Subject, { origin }: RequestFacts, settings: Settings): boolean {
  if (isMirror(subject)) return false;
  if (!subject.isPod || (origin === 'file' && subject.imagePullSecrets.length === 0)) return true;
  return hasProviders(settings);
}

const NO_ACCOUNT: Facts['serviceAccount'] = { state: 'absent' };

/** The kubelet asks its providers without one (semantics 4.7). */
function ofStaticPod({ now, effective, secrets }: Facts): OutlookFacts {
  return { now, effective, secrets, serviceAccount: NO_ACCOUNT };
}

/** The list that the kubelet will see (semantics 4.2, 4.3). In a file, before admission, it may be the ServiceAccount's. */
function effectiveSecrets(
  subject: Subject,
  account: Lookup<ServiceAccountFacts>,
  { origin }: RequestFacts,
): Lookup<EffectiveSecrets> {
  const own = subject.imagePullSecrets;
  if (own.length > 0 || isMirror(subject) || (subject.isPod && origin !== 'file')) {
    return { state: 'found', value: { names: own, from: 'pod' } };
  }
  return account.state === 'found'
    ? { state: 'found', value: { names: account.value.imagePullSecrets, from: 'serviceAccount' } }
    : account;
}

function namesOf(effective: Lookup<EffectiveSecrets>): readonly string[] {
  return effective.state === 'found' ? effective.value.names : [];
}

// ----------------------------------------------------------------------------------------------- what somebody wants

/** The same facts and, of what is wanted and was not asked yet, the answers. */
export function* readOn(
  subject: Subject,
  facts: Facts,
  { facts: wanted, decides }: Wanted,
  context: Pick<GatherContext, 'state' | 'settings' | 'signal' | 'since' | 'turn' | 'now'>,
): Steps<Facts> {
  const { state, settings, signal, since } = context;
  const read: ReadOptions = decides ? { signal, since } : { signal, since, hint: true };
  yield* beforeWork(facts.secrets.size * NAME_STEPS, context);
  const asked = together([
    askExtra(subject, facts, wanted, state, read),
    wanted.has('elsewhere') && settings.messages.otherNamespaces
      ? findElsewhere(absentOf(facts), subject.namespace, state, read)
      : facts.elsewhere,
  ]);
  const [extra, elsewhere] = yield* waitFor(asked);
  const { candidates } = extra;
  yield* beforeWork((candidates.state === 'found' ? candidates.value.length : 0) * NAME_STEPS, context);
  const secrets = wanted.has('listed')
    ? yield* withListed(facts.secrets, extra, subject.namespace, state, read)
    : facts.secrets;
  // A namespace may hold thousands of keys. Their keyring is made in turns, and is at hand for whoever asks for it next.
  const meter: Meter = { steps: 0 };
  if (candidates.state === 'found') yield* inTurns(keyringInParts(candidates.value, meter), meter, context);
  const { now, namespace, effective, registry } = facts;
  return factsOf({ now, namespace, effective, elsewhere, secrets, registry }, extra);
}

/** Asks what is wanted and was not asked for the verdict already. */
function askExtra(
  subject: Subject,
  facts: Facts,
  wanted: Wanted['facts'],
  state: ClusterState,
  read: ReadOptions,
): Awaitable<ExtraFacts> {
  const asked = EXTRA_FACTS.map((fact): Awaitable<Lookup<unknown>> => {
    const isDue = wanted.has(fact) && facts[fact] === NOT_ASKED;
    return isDue ? state.ask(EXTRA_QUESTIONS[fact](subject), read) : facts[fact];
  });
  return whenKnown(together(asked), (answers) => extraFacts((_, index) => answers[index]));
}

function absentOf({ secrets }: Facts): readonly string[] {
  return [...secrets].flatMap(([name, { state }]) => (state === 'absent' ? [name] : []));
}

function findElsewhere(
  names: readonly string[],
  namespace: string,
  state: ClusterState,
  read: ReadOptions,
): Awaitable<Facts['elsewhere']> {
  const asked = together(names.map((name) => state.ask({ about: 'namespacesWithSecret', name }, read)));
  return whenKnown(
    asked,
    (lookups) =>
      new Map(
        names.map((name, index) => {
          const lookup = lookups[index];
          const found = lookup?.state === 'found' ? lookup.value.filter((each) => each !== namespace) : [];
          return [name, [...found].sort()];
        }),
      ),
  );
}
