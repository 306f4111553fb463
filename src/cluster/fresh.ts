/**
 * The fresh read before a denial, by the "next batch" rule (design 7.9). An answer is good for a question only
 * if it was asked for at or after the moment the question arose: joining a call that is already under way, or keeping
 * "not there" for a while, gave 49 stale answers of 55. So reads of a namespace come in batches: who comes while one is
 * under way waits for the next, which begins no earlier than the gap after the last began. Within a batch every object
 * is asked for once, when first wanted, however many wait for it.
 *
 * What would wait too long is `unknown`. How many calls are under way, and whose turn it is, is for the gate to say
 * (gate.ts), through which the source makes them.
 */
import { setMaxListeners } from 'node:events';
import type { Lookup, PullSecret } from '../core/types.js';
import type { ClusterState } from '../facts/cluster-state.js';
import { after, pause } from '../process/timers.js';
import type { FreshCounters } from './events.js';
import type { Timings } from './timings.js';

export interface FreshOptions {
  /** Asks the API server each time. */
  readonly source: ClusterState;
  readonly timings: Pick<Timings, 'freshGapMs' | 'freshWaitMs'>;
  readonly clock: () => number;
  /** Ends every wait. */
  readonly signal: AbortSignal;
  /** Without the right to list secrets, each is asked for by name. */
  readonly mayList?: boolean;
}

export interface FreshReads {
  /** For questions that arose at this moment of the clock; absent: each at the moment it is asked. */
  at(since?: number): ClusterState;
  counters(): Pick<FreshCounters, 'asked' | 'unanswered'>;
}

interface Batch {
  /** False when all was ended before it could begin. */
  readonly begun: Promise<boolean>;
  beganAt: number | undefined;
  readonly reads: Map<string, Promise<Lookup<unknown>>>;
  running: number;
  /** Secrets asked for by name. */
  names: number;
}

interface Line {
  current: Batch | undefined;
  next: Batch | undefined;
}

const TOO_LONG: Lookup<never> = {
  state: 'unknown',
  reason: 'the API server is asked too much at the moment; the question would have waited too long',
};
const ENDED: Lookup<never> = { state: 'unknown', reason: 'there was no time left to ask the API server' };

export function createFreshReads({ source, timings, clock, signal: ending, mayList = true }: FreshOptions): FreshReads {
  const { freshGapMs, freshWaitMs } = timings;
  const lines = new Map<string, Line>();
  const count = { asked: 0, unanswered: 0 };
  const waiting = new Set<() => void>();
  ending.addEventListener('abort', () => waiting.forEach((end) => void end()), { once: true });

  function batchFor(namespace: string, since: number): Batch {
    const line = lines.get(namespace) ?? openLine(namespace);
    const { current } = line;
    // Begun after the question arose: every answer in it is fresh enough.
    if (current?.beganAt !== undefined && current.beganAt > since) return current;
    if (line.next !== undefined) return line.next;
    const batch: Batch = {
      begun: begin(line, () => batch),
      beganAt: undefined,
      reads: new Map(),
      running: 0,
      names: 0,
    };
    line.next = batch;
    return batch;
  }

  function openLine(namespace: string): Line {
    prune();
    const line: Line = { current: undefined, next: undefined };
    lines.set(namespace, line);
    return line;
  }

  /** Lines at which nobody stands are forgotten as soon as their gap is over. */
  function prune(): void {
    const now = clock();
    for (const [namespace, { current, next }] of lines) {
      if (next !== undefined || current === undefined || current.running > 0) continue;
      if (now - (current.beganAt ?? now) >= freshGapMs) lines.delete(namespace);
    }
  }

  async function begin(line: Line, batch: () => Batch): Promise<boolean> {
    // So that who asks at the same moment comes along.
    await Promise.resolve();
    const last = line.current;
    if (last !== undefined) {
      const gap = (last.beganAt ?? 0) + freshGapMs - clock();
      if (gap > 0) await pause(gap, ending);
      // One read of a kind at a time, even if the API server takes longer than the gap.
      while (last.running > 0 && !ending.aborted) await Promise.allSettled(last.reads.values());
    }
    const mine = batch();
    mine.beganAt = clock();
    line.current = mine;
    line.next = undefined;
    return !ending.aborted;
  }

  async function readIn<T>(batch: Batch, wanted: Wanted<T>, since: number): Promise<Lookup<T>> {
    if (!(await batch.begun)) return ENDED;
    const listed = await lookInList(batch, wanted, since);
    if (listed !== undefined) return { state: 'found', value: listed };
    const known = batch.reads.get(wanted.key);
    // The key says which read it is, and with it the type.
    if (known !== undefined) return known as Promise<Lookup<T>>;
    if (clock() - since > freshWaitMs) return TOO_LONG;
    batch.running += 1;
    const read = wanted.read().finally(() => {
      batch.running -= 1;
    });
    batch.reads.set(wanted.key, read);
    return read;
  }

  /** Many names in one batch: one list holds most of them, and only what it does not hold is asked for by name. */
  async function lookInList<T>(batch: Batch, { key, byList }: Wanted<T>, since: number): Promise<T | undefined> {
    if (byList === undefined || batch.reads.has(key)) return undefined;
    batch.names += 1;
    if (batch.names <= FEW_NAMES) return undefined;
    const list = await readIn(batch, byList.list, since);
    return list.state === 'found' ? byList.pick(list.value) : undefined;
  }

  async function ask<T>(wanted: Wanted<T>, since: number, signal: AbortSignal | undefined): Promise<Lookup<T>> {
    count.asked += 1;
    const answer = await patiently(readIn(batchFor(wanted.namespace, since), wanted, since), signal);
    if (answer.state === 'unknown') count.unanswered += 1;
    return answer;
  }

  /** Nobody waits longer than the limit, or than his own review lasts; the read goes on for the others. */
  function patiently<T>(read: Promise<Lookup<T>>, signal: AbortSignal | undefined): Promise<Lookup<T>> {
    return new Promise((resolve, reject) => {
      const finish = (lookup: Lookup<T>): void => {
        timer.cancel();
        waiting.delete(end);
        signal?.removeEventListener('abort', end);
        resolve(lookup);
      };
      const end = (): void => finish(ENDED);
      const timer = after(freshWaitMs + GRACE_MS, () => finish(TOO_LONG));
      waiting.add(end);
      if (signal !== undefined) {
        // Reviews share a signal, so it may have any number of listeners.
        setMaxListeners(0, signal);
        signal.addEventListener('abort', end, { once: true });
        if (signal.aborted) end();
      }
      read.then(finish, reject);
    });
  }

  return {
    at(since) {
      const read = <T>(wanted: Wanted<T>, signal: AbortSignal | undefined): Promise<Lookup<T>> =>
        ask(wanted, since ?? clock(), signal);
      return viewOf(source, read, mayList);
    },
    counters: () => ({ ...count }),
  };
}

/** So many secrets of a namespace are asked for by name in one batch before it is listed instead. */
const FEW_NAMES = 4;
/** A read that began in time may still need its own time. */
const GRACE_MS = 500;

interface Wanted<T> {
  readonly namespace: string;
  readonly key: string;
  readonly read: () => Promise<Lookup<T>>;
  /** Where a list of the namespace may hold it, too. */
  readonly byList?: {
    readonly list: Wanted<readonly PullSecret[]>;
    readonly pick: (list: readonly PullSecret[]) => T | undefined;
  };
}

type Ask = <T>(wanted: Wanted<T>, signal: AbortSignal | undefined) => Promise<Lookup<T>>;

/** The shared read gets no signal of a review: it belongs to all who wait for it, and has a deadline of its own. */
function viewOf(source: ClusterState, ask: Ask, mayList: boolean): ClusterState {
  const pullSecrets = (namespace: string): Wanted<readonly PullSecret[]> => ({
    namespace,
    key: 'secrets',
    read: () => source.pullSecrets(namespace, {}),
  });
  const secret = (namespace: string, name: string): Wanted<PullSecret> => ({
    namespace,
    key: `secret ${name}`,
    read: () => source.secret(namespace, name, {}),
    ...(mayList ? { byList: { list: pullSecrets(namespace), pick: (list) => named(list).get(name) } } : {}),
  });
  return {
    namespace: (name, { signal }) =>
      ask({ namespace: name, key: 'namespace', read: () => source.namespace(name, {}) }, signal),
    serviceAccount: (namespace, name, { signal }) =>
      ask({ namespace, key: `account ${name}`, read: () => source.serviceAccount(namespace, name, {}) }, signal),
    serviceAccounts: (namespace, { signal }) =>
      ask({ namespace, key: 'accounts', read: () => source.serviceAccounts(namespace, {}) }, signal),
    secret: (namespace, name, { signal }) => ask(secret(namespace, name), signal),
    secretFor: (namespace, name, repositories, { signal }) =>
      ask(
        {
          namespace,
          key: `secret ${name} for ${repositories.join(' ')}`,
          read: () => source.secretFor(namespace, name, repositories, {}),
        },
        signal,
      ),
    pullSecrets: (namespace, { signal }) => ask(pullSecrets(namespace), signal),
    // Of all namespaces, so in a line of its own; no namespace has this name.
    namespacesWithSecret: (name, { signal }) =>
      ask({ namespace: '*', key: `everywhere ${name}`, read: () => source.namespacesWithSecret(name, {}) }, signal),
  };
}

const byName = new WeakMap<readonly PullSecret[], ReadonlyMap<string, PullSecret>>();

/** Made once for each list: many names are looked up in the same. */
function named(list: readonly PullSecret[]): ReadonlyMap<string, PullSecret> {
  const known = byName.get(list);
  if (known !== undefined) return known;
  const made = new Map(list.map((secret) => [secret.name, secret]));
  byName.set(list, made);
  return made;
}
