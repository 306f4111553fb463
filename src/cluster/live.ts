/**
 * A real cluster as a state: watched, held reduced in memory, and asked anew before anything is denied for it. It
 * promises that an answer is never wrong because the cache is late, and that a fault of the API server or of the network
 * is an `unknown`, never an error; it holds no credential.
 */
import { setMaxListeners } from 'node:events';
import { textOf } from '../core/fields.js';
import type { Lookup, PullSecret } from '../core/types.js';
import type { ClusterState } from '../facts/cluster-state.js';
import type { ClusterAccess } from './access.js';
import { createApiState, type OnListed, wordFailure } from './api.js';
import { type ApiClient, createApiClient } from './api-client.js';
import { createCacheState, type Held } from './cache.js';
import { combineStates, hintsFromMemory } from './combine.js';
import { createConfirm } from './confirm.js';
import type { ClusterEvent, FreshCounters, ResourceCounters, ResourceId } from './events.js';
import { createFreshReads } from './fresh.js';
import { createGate } from './gate.js';
import { resourceNamed, WATCHES } from './questions.js';
import { type ClusterRights, scopesOf, withinRights } from './rights.js';
import { createRightsLedger, type RightsEvent, type RightsLedger } from './rights-ledger.js';
import { TIMINGS, type Timings } from './timings.js';
import { createWatches, type SharedOptions } from './watches.js';

export interface LiveOptions {
  readonly access: ClusterAccess;
  readonly rights: ClusterRights;
  readonly timings?: Partial<Timings>;
  /** ms of a clock that never goes back. */
  readonly clock?: () => number;
  /** 0 to 1. */
  readonly random?: () => number;
  readonly onEvent?: (event: ClusterEvent) => void;
  /** A pull secret or a ServiceAccount of this namespace came by a watch or a list. */
  readonly onCredential?: ((namespace: string) => void) | undefined;
  /** A right was taken away while Pullgate runs, or given back. */
  readonly onRights?: (event: RightsEvent) => void;
}

/** What one review decides with. */
export interface LiveView {
  readonly state: ClusterState;
  readonly fresh: ClusterState;
  /** The moment, by the clock of both. */
  readonly since: number;
}

export interface LiveState {
  /** From memory; what is not there is asked for by name, so that a late cache is never a wrong "not there". */
  readonly state: ClusterState;
  /** Asked anew at the API server, by the "next batch" rule. */
  readonly fresh: ClusterState;
  /**
   * Both for one review, and the moment, to be taken when it arrives: `assess(admission, { ...live.view(), ... })`. An
   * answer that was asked for after this moment is fresh enough for all questions of the review, so it waits for one batch
   * only; without `since` it waits for one at each question, which is right, too, but slower.
   */
  view(): LiveView;
  start(): void;
  /** Ends everything: no timer and no socket is left. */
  stop(): Promise<void>;
  /** Has everything been listed once? Never goes back (design 7.7). */
  synced(): boolean;
  /** What has not been listed yet. */
  missing(): readonly ResourceId[];
  /** The same, and what has not been listed again since something in here threw: `blind`, while Pullgate stays ready. */
  unsynced(): readonly ResourceId[];
  /** Per watch: the last byte heard, in ms of the clock; absent when none was. */
  staleness(): readonly (ResourceId & { readonly lastByteAt?: number; readonly ageMs?: number })[];
  /** What is held and may not be the cluster as it is: an admission that rests on it is confirmed first. */
  blind(): readonly ResourceId[];
  /** The rights that the API server refuses at the moment. */
  lostRights(): ReturnType<RightsLedger['lost']>;
  /** How many objects are held. */
  counts(): { readonly namespaces: number; readonly serviceAccounts: number; readonly pullSecrets: number };
  /** The pull secrets that are held, reduced as they are. */
  heldSecrets(): Iterable<PullSecret>;
  hasNamespace(name: string): boolean;
  counters(): { readonly watches: readonly (ResourceId & ResourceCounters)[]; readonly fresh: FreshCounters };
  /** `gitVersion` of the API server, for `detectProvider`. */
  version(options: { readonly signal?: AbortSignal }): Promise<Lookup<string>>;
  /** Whether the API server has a group of APIs, for `detectProvider`. */
  hasGroup(group: string, options: { readonly signal?: AbortSignal }): Promise<Lookup<boolean>>;
}

function heldBy(onCredential: LiveOptions['onCredential']): SharedOptions['onHeld'] {
  if (onCredential === undefined) return undefined;
  return (watched, namespace) => {
    if (watched !== 'namespaces') onCredential(namespace);
  };
}

/** Reads nothing before `start`, fresh reads and `version` excepted. */
export function createLiveState(options: LiveOptions): LiveState {
  const { access, rights } = options;
  const timings: Timings = { ...TIMINGS, ...options.timings };
  const clock = options.clock ?? (() => performance.now());
  const client = createApiClient(access);
  const stopping = new AbortController();
  // One per loop, and per wait of a fresh read.
  setMaxListeners(0, stopping.signal);
  const ledger = createRightsLedger(rights, options.onRights ?? (() => {}));
  const watches = createWatches(rights, {
    client,
    timings,
    clock,
    random: options.random ?? Math.random,
    emit: (event) => {
      if (event.event === 'fault') noteFault(ledger, event);
      options.onEvent?.(event);
    },
    onReached: ({ resource, namespace }) => ledger.note(WATCHES[resource].resource, namespace, 200),
    onHeld: heldBy(options.onCredential),
  });
  const { loops } = watches;
  // Who uses what only makes a text better, and nobody waits for it.
  const needed = loops.filter(({ id }) => resourceNamed(WATCHES[id.resource].resource).forUsage !== true);
  const calls = { gets: 0, lists: 0 };
  const gate = createGate({ timings, clock });
  const source = createApiState({
    client,
    timings,
    clock,
    onList: (watched, namespace) => refresher<unknown>(watches.cache.covering(watched, namespace), namespace),
    onCall: (verb) => {
      calls[verb === 'get' ? 'gets' : 'lists'] += 1;
    },
    onAnswer: (resource, namespace, answer) => {
      if (answer.kind === 'failed') return;
      ledger.note(resource, namespace, answer.kind === 'status' ? answer.status : 200);
      watches.wake();
    },
    gate,
    heldOf: (watched) => (namespace, name) => {
      // A Namespace is kept under its own name.
      const where = watched === 'namespaces' ? name : namespace;
      const kept = watches.cache.covering(watched, where)?.store.get(where, name);
      return kept?.isThin === true ? undefined : kept;
    },
  });
  const reads = createFreshReads({
    source,
    timings,
    clock,
    signal: stopping.signal,
    mayList: (resource) => scopesOf(resource, rights).length > 0,
  });
  const cache = createCacheState(watches.cache);
  const doubt = { confirm: createConfirm({ timings, clock }), ledger };

  const asked = reads.state;
  const fresh = withinRights(hintsFromMemory(cache, asked), rights);
  const state = withinRights(combineStates(cache, asked, doubt), rights);

  let running: Promise<unknown> | undefined;
  return {
    state,
    fresh,
    view: () => ({ state, fresh, since: clock() }),
    start() {
      running ??= Promise.all(loops.map((loop) => loop.run(stopping.signal)));
    },
    async stop() {
      stopping.abort();
      gate.end();
      client.close();
      await running;
    },
    synced: () => needed.every((loop) => loop.hasListed()),
    missing: () => needed.filter((loop) => !loop.hasListed()).map(({ id }) => id),
    unsynced: () => loops.filter((loop) => !loop.synced()).map(({ id }) => id),
    staleness: () =>
      loops.map((loop) => {
        const lastByteAt = loop.lastByteAt();
        return { ...loop.id, ...(lastByteAt === undefined ? {} : { lastByteAt, ageMs: clock() - lastByteAt }) };
      }),
    blind: () => loops.filter((loop) => !loop.isCurrent()).map(({ id }) => id),
    lostRights: ledger.lost,
    counts: watches.counts,
    heldSecrets: watches.heldSecrets,
    hasNamespace: (name) => watches.cache.covering('namespaces', name)?.store.get(name, name) !== undefined,
    counters: () => ({
      watches: loops.map((loop) => ({ ...loop.id, ...loop.counters() })),
      fresh: { ...reads.counters(), ...calls, ...gate.figures() },
    }),
    version: ({ signal }) => readVersion(client, timings, signal),
    hasGroup: (group, { signal }) => readGroup(client, timings, group, signal),
  };
}

function noteFault(
  ledger: RightsLedger,
  { resource, namespace, fault }: Extract<ClusterEvent, { event: 'fault' }>,
): void {
  const status = fault === 'forbidden' ? 403 : fault === 'unauthorized' ? 401 : undefined;
  if (status !== undefined) ledger.note(WATCHES[resource].resource, namespace, status);
}

/**
 * What a fresh list of a namespace brings goes into the cache, too (design 7.9), unless the watch was there meanwhile.
 */
function refresher<T>(held: Held<T> | undefined, namespace: string): OnListed<T> {
  if (held?.hasListed() !== true) return () => {};
  const reading = held.store.read();
  return (items) => {
    if (items !== undefined) reading.write(reading.differences(items, namespace));
    reading.end();
  };
}

/** `gitVersion` of the API server; every client may ask for it, unless a cluster was hardened. */
export async function readVersion(client: ApiClient, timings: Timings, signal?: AbortSignal): Promise<Lookup<string>> {
  const answer = await client.get('/version', { signal, deadlineMs: timings.pageDeadlineMs, mostBytes: 65_536 });
  if (answer.kind !== 'found') return { state: 'unknown', reason: wordFailure(answer) };
  const version = textOf(answer.body, 'gitVersion');
  return version === ''
    ? { state: 'unknown', reason: 'the answer names no version' }
    : { state: 'found', value: version };
}

/** Discovery, which every client may read unless a cluster was hardened. */
export async function readGroup(
  client: ApiClient,
  timings: Timings,
  group: string,
  signal?: AbortSignal,
): Promise<Lookup<boolean>> {
  const deadlineMs = timings.pageDeadlineMs;
  const answer = await client.get(`/apis/${group}`, { signal, deadlineMs, mostBytes: 65_536 });
  if (answer.kind === 'found') return { state: 'found', value: true };
  if (answer.kind === 'status' && answer.status === 404) return { state: 'found', value: false };
  return { state: 'unknown', reason: wordFailure(answer) };
}
