/**
 * The fresh read before a denial, by the "next batch" rule (reliability.md 2.5). An answer is good for a question only
 * if it was asked for at or after the moment the question arose: joining a call that is already under way, or keeping
 * "not there" for a while, gave 49 stale answers of 55. So reads of a namespace come in batches: who comes while one is
 * under way waits for the next, which begins no earlier than the gap after the last began. Within a batch every object
 * is asked for once, when first wanted, however many wait for it.
 *
 * What would wait too long, or finds the global limits used up, is `unknown`.
 */
import type { Lookup } from '../core/types.js';
import type { ClusterState } from '../facts/cluster-state.js';
import { pause } from './backoff.js';
import type { FreshCounters } from './events.js';
import type { Timings } from './timings.js';
import { createTokenBucket } from './token-bucket.js';

export interface FreshOptions {
  /** Asks the API server each time. */
  readonly source: ClusterState;
  readonly timings: Pick<Timings, 'freshGapMs' | 'freshListsPerSecond' | 'freshGetsPerSecond' | 'freshWaitMs'>;
  readonly clock: () => number;
  /** Ends every wait. */
  readonly signal: AbortSignal;
}

export interface FreshReads {
  /** For questions that arose at this moment of the clock; absent: each at the moment it is asked. */
  at(since?: number): ClusterState;
  counters(): Omit<FreshCounters, 'gets' | 'lists'>;
}

interface Batch {
  /** False when all was ended before it could begin. */
  readonly begun: Promise<boolean>;
  beganAt: number | undefined;
  readonly reads: Map<string, Promise<Lookup<unknown>>>;
  running: number;
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

export function createFreshReads({ source, timings, clock, signal: ending }: FreshOptions): FreshReads {
  const { freshGapMs, freshWaitMs } = timings;
  const lines = new Map<string, Line>();
  const buckets = {
    get: createTokenBucket(timings.freshGetsPerSecond, clock),
    list: createTokenBucket(timings.freshListsPerSecond, clock),
  };
  const count = { asked: 0, unanswered: 0 };

  function batchFor(namespace: string, since: number): Batch {
    const line = lines.get(namespace) ?? openLine(namespace);
    const { current } = line;
    // Begun after the question arose: every answer in it is fresh enough.
    if (current?.beganAt !== undefined && current.beganAt > since) return current;
    if (line.next !== undefined) return line.next;
    const batch: Batch = { begun: begin(line, () => batch), beganAt: undefined, reads: new Map(), running: 0 };
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
    const known = batch.reads.get(wanted.key);
    // The key says which read it is, and with it the type.
    if (known !== undefined) return known as Promise<Lookup<T>>;
    const left = since + freshWaitMs - clock();
    const wait = left < 0 ? undefined : buckets[wanted.verb].take(left);
    if (wait === undefined) return TOO_LONG;
    batch.running += 1;
    const read = later(wait, wanted.read).finally(() => {
      batch.running -= 1;
    });
    batch.reads.set(wanted.key, read);
    return read;
  }

  async function later<T>(ms: number, read: () => Promise<Lookup<T>>): Promise<Lookup<T>> {
    if (ms > 0 && !(await pause(ms, ending))) return ENDED;
    return read();
  }

  async function ask<T>(wanted: Wanted<T>, since: number, signal: AbortSignal | undefined): Promise<Lookup<T>> {
    count.asked += 1;
    const answer = await patiently(readIn(batchFor(wanted.namespace, since), wanted, since), signal);
    if (answer.state === 'unknown') count.unanswered += 1;
    return answer;
  }

  /** Nobody waits longer than the limit, or than his own review lasts; the read goes on for the others. */
  async function patiently<T>(read: Promise<Lookup<T>>, signal: AbortSignal | undefined): Promise<Lookup<T>> {
    const done = new AbortController();
    const late = pause(freshWaitMs + GRACE_MS, done.signal, ...(signal === undefined ? [] : [signal]));
    try {
      return await Promise.race([read, late.then((isLate) => (isLate ? TOO_LONG : ENDED))]);
    } finally {
      done.abort();
    }
  }

  return {
    at(since) {
      const read = <T>(wanted: Wanted<T>, signal: AbortSignal | undefined): Promise<Lookup<T>> =>
        ask(wanted, since ?? clock(), signal);
      return viewOf(source, read);
    },
    counters: () => ({ ...count }),
  };
}

/** A read that began in time may still need its own time. */
const GRACE_MS = 500;

interface Wanted<T> {
  readonly namespace: string;
  readonly key: string;
  readonly verb: 'get' | 'list';
  readonly read: () => Promise<Lookup<T>>;
}

type Ask = <T>(wanted: Wanted<T>, signal: AbortSignal | undefined) => Promise<Lookup<T>>;

/** The shared read gets no signal of a review: it belongs to all who wait for it, and has a deadline of its own. */
function viewOf(source: ClusterState, ask: Ask): ClusterState {
  return {
    namespace: (name, { signal }) =>
      ask({ namespace: name, key: 'namespace', verb: 'get', read: () => source.namespace(name, {}) }, signal),
    serviceAccount: (namespace, name, { signal }) =>
      ask(
        { namespace, key: `account ${name}`, verb: 'get', read: () => source.serviceAccount(namespace, name, {}) },
        signal,
      ),
    serviceAccounts: (namespace, { signal }) =>
      ask({ namespace, key: 'accounts', verb: 'list', read: () => source.serviceAccounts(namespace, {}) }, signal),
    secret: (namespace, name, { signal }) =>
      ask({ namespace, key: `secret ${name}`, verb: 'get', read: () => source.secret(namespace, name, {}) }, signal),
    pullSecrets: (namespace, { signal }) =>
      ask({ namespace, key: 'secrets', verb: 'list', read: () => source.pullSecrets(namespace, {}) }, signal),
    // Of all namespaces, so in a line of its own; no namespace has this name.
    namespacesWithSecret: (name, { signal }) =>
      ask(
        { namespace: '*', key: `everywhere ${name}`, verb: 'list', read: () => source.namespacesWithSecret(name, {}) },
        signal,
      ),
  };
}
