/**
 * One list and watch loop (design 7.1 to 7.5): lists everything, follows the changes, and never gives up. It promises
 * that nothing a server or a network does ends the loop, that faults are retried with backoff and cause few LISTs, and
 * that a change the watch lost is found by the consistency check. It knows nothing of other loops.
 *
 * Nor does a throw in here end it: it is a fault like another one, and until everything has been listed again nobody
 * knows what the throw left out. What is held then counts as blind: `synced` and `isCurrent` say so, and what rests on it
 * is confirmed at the API server. Readiness does not fall back for it, as for no other staleness (2.4.9): a fault that all
 * replicas share would take the webhook away, where its answers are still worth having. That is what `hasListed` is for.
 */

import { pause } from '../process/timers.js';
import { type ApiClient, broke, type Failure, type StatusAnswer } from './api-client.js';
import { createBackoff, createWindowLimit } from './backoff.js';
import type { Kept } from './convert.js';
import { createCurrency } from './currency.js';
import { type ClusterEvent, noFaults, type ResourceCounters, type ResourceId } from './events.js';
import { type ListRequest, listAll } from './list.js';
import type { Watched } from './questions.js';
import type { Store } from './store.js';
import type { Timings } from './timings.js';
import type { Tries } from './tries.js';
import { inTurns } from './turns.js';
import { eventSteps, readEvent, type WatchEvent } from './watch-event.js';
import { detailOf, faultOf, isUnreached, losesEvents, watchPath } from './watch-fault.js';
import { watchOnce } from './watch-stream.js';

export interface LoopOptions<T, R extends string = Watched> {
  readonly id: ResourceId<R>;
  readonly list: ListRequest<Kept<T>>;
  readonly store: Store<T>;
  readonly client: ApiClient;
  readonly timings: Timings;
  readonly clock: () => number;
  readonly random: () => number;
  readonly emit: (event: ClusterEvent<R>) => void;
  /** The API server has just answered. */
  readonly onReached: () => void;
  /** The line for a server that cannot be reached, where there are other loops; absent: it is tried after the backoff. */
  readonly tries?: Pick<Tries, 'next'>;
}

export interface WatchLoop<R extends string = Watched> {
  readonly id: ResourceId<R>;
  run(signal: AbortSignal): Promise<void>;
  /** Has everything been listed once? Never goes back. */
  hasListed(): boolean;
  /** Is what it holds all that was listed and told? Not before the first list, nor from a throw to the next list. */
  synced(): boolean;
  /** Is what it holds the cluster as it is, but for the lateness of every watch? */
  isCurrent(): boolean;
  lastByteAt(): number | undefined;
  counters(): ResourceCounters;
  /** Ends a wait for a server that could not be reached: somebody else has just reached it. */
  wake(): void;
}

/** What to do next; without a version, a LIST. */
interface Next {
  readonly version: string | undefined;
  readonly fault?: Failure | StatusAnswer;
  /** A watch that ended too soon to be watched again at once. */
  readonly slow?: boolean;
}

/** Bytes of an event whose object may take longer to read than a review may be kept waiting. */
const LARGE_LINE = 32 * 1024;

export function createWatchLoop<T, R extends string = Watched>(options: LoopOptions<T, R>): WatchLoop<R> {
  const { id, list, store, client, timings, clock, random, emit } = options;
  const backoff = createBackoff(timings, random);
  const relists = createWindowLimit(timings.relistsPerWindow, timings.relistWindowMs, clock);
  const currency = createCurrency(timings, clock);
  const count = { lists: 0, watches: 0, events: 0, bookmarks: 0, relists: 0, repairs: 0, faults: noFaults() };
  let hasListed = false;
  let synced = false;
  let heardAt: number | undefined;
  let silentSince: number | undefined;
  let wakeUp: (() => void) | undefined;
  let isWatching = false;
  let endWatch = (): void => {};

  function heard(): void {
    const now = clock();
    if (silentSince !== undefined) {
      tell({ ...id, event: 'recovered', silentMs: now - silentSince });
      silentSince = undefined;
    }
    heardAt = now;
    currency.heard();
  }

  function tellFault(during: 'list' | 'watch' | 'check', fault: Failure | StatusAnswer, waitMs: number): void {
    const kind = faultOf(fault);
    count.faults[kind] += 1;
    const error = fault.kind === 'failed' && fault.error !== undefined ? { error: fault.error } : {};
    tell({ ...id, event: 'fault', during, fault: kind, detail: detailOf(fault), waitMs, ...error });
    const age = heardAt === undefined ? 0 : clock() - heardAt;
    if (age > timings.staleAfterMs && silentSince === undefined) {
      silentSince = heardAt;
      tell({ ...id, event: 'stale', ageMs: age });
    }
  }

  /** Who is told may break, too: a log, a metric. That takes nothing from what is held, and is told if it can be. */
  function tell(event: ClusterEvent<R>): void {
    try {
      emit(event);
    } catch (error) {
      count.faults.internal += 1;
      if (event.event === 'fault' && event.fault === 'internal') return;
      const { reason } = broke(error);
      tell({ ...id, event: 'fault', during: 'telling', fault: 'internal', detail: reason, waitMs: 0, error });
    }
  }

  /** A list that is begun again is one that a fault causes, like any other. */
  function mayBeginAgain(): boolean {
    if (relists.wait() > 0) return false;
    relists.take();
    count.relists += 1;
    return true;
  }

  async function listNow(signal: AbortSignal): Promise<Next> {
    const began = clock();
    count.lists += 1;
    const answer = await listAll(client, list, { ...timings, clock, signal, mayBeginAgain });
    if (answer.kind !== 'listed') return { version: undefined, fault: answer };
    heard();
    options.onReached();
    count.faults.malformed += answer.malformed;
    store.replace(answer.items);
    hasListed = true;
    if (!synced) {
      synced = true;
      tell({ ...id, event: 'synced', objects: store.size, ms: clock() - began });
    }
    return { version: answer.version };
  }

  async function follow(from: string, signal: AbortSignal): Promise<Next> {
    let version = from;
    let openedAt: number | undefined;
    let hasDelivered = false;
    count.watches += 1;
    // Not AbortSignal.any: on Node 20 each one stays with the signal it was made of.
    const own = new AbortController();
    endWatch = () => own.abort();
    signal.addEventListener('abort', endWatch, { once: true });
    const end = await watchOnce(client, {
      path: watchPath(list, version, timings, random),
      signal: own.signal,
      limits: timings,
      lean: list.lean ?? 'fields',
      onOpen: () => {
        openedAt = clock();
        isWatching = true;
        currency.opened();
        heard();
        options.onReached();
      },
      onByte: heard,
      onLine: (line) => {
        const { steps } = list;
        if (steps === undefined || line.length <= LARGE_LINE) return take(readEvent(line, list.convert));
        return inTurns(eventSteps(line, steps)).then((event) => () => event && take(event));
      },
    }).finally(() => {
      signal.removeEventListener('abort', endWatch);
      isWatching = false;
      currency.closed();
    });
    function take(event: WatchEvent<T>): Failure | undefined {
      hasDelivered ||= event.kind !== 'failed';
      switch (event.kind) {
        case 'failed':
          return event;
        case 'bookmark':
          count.bookmarks += 1;
          version = event.version;
          return undefined;
        case 'set':
          store.set(event.kept);
          break;
        case 'delete':
          store.delete(event.kept.namespace, event.kept.name);
          break;
        default:
          return event satisfies never;
      }
      count.events += 1;
      version = String(event.kept.version);
      return undefined;
    }
    const lived = openedAt === undefined ? 0 : clock() - openedAt;
    // Who is cut off again and again by somebody in between must not fall ever further behind.
    if (hasDelivered) backoff.reset(1);
    if (lived >= timings.healthyMs) backoff.reset();
    if (end.kind === 'clean') return { version, slow: lived <= timings.quickEndMs };
    return { version: losesEvents(end) ? undefined : version, fault: end };
  }

  /** After a fault: how long, and if a LIST is due, no more of them than are allowed. */
  async function recover(next: Next, during: 'list' | 'watch', signal: AbortSignal): Promise<void> {
    const { fault, version } = next;
    const retryAfter = fault?.kind === 'status' ? fault.retryAfterMs : undefined;
    const least = version === undefined ? relists.wait() : 0;
    const canWake = fault !== undefined && isUnreached(fault) && least === 0;
    const wait = (canWake ? options.tries?.next() : undefined) ?? Math.max(least, backoff.next(retryAfter));
    if (fault !== undefined) tellFault(during, fault, wait);
    await waitOrWake(wait, signal, canWake);
    if (version !== undefined || signal.aborted) return;
    count.relists += 1;
    // A server that was not reached has not been burdened.
    if (fault === undefined || !isUnreached(fault)) relists.take();
  }

  async function waitOrWake(ms: number, signal: AbortSignal, canWake: boolean): Promise<void> {
    const early = new AbortController();
    wakeUp = canWake ? () => early.abort() : undefined;
    await pause(ms, signal, early.signal);
    wakeUp = undefined;
  }

  async function listAndWatch(signal: AbortSignal): Promise<void> {
    let version: string | undefined;
    while (!signal.aborted) {
      const during = version === undefined ? 'list' : 'watch';
      const next = await guarded(version, signal);
      if (signal.aborted) return;
      if (next.fault !== undefined || next.slow === true) await recover(next, during, signal);
      // The check may have broken meanwhile.
      version = synced ? next.version : undefined;
    }
  }

  async function guarded(version: string | undefined, signal: AbortSignal): Promise<Next> {
    try {
      const next = version === undefined ? await listNow(signal) : await follow(version, signal);
      if (next.fault !== undefined && faultOf(next.fault) === 'internal') synced = false;
      return next;
    } catch (error) {
      synced = false;
      return { version: undefined, fault: broke(error) };
    }
  }

  async function check(signal: AbortSignal): Promise<void> {
    while (await pause(timings.checkEveryMs * (1 + random() / 10), signal)) {
      if (!synced || !isWatching) continue;
      try {
        await compare(signal);
      } catch (error) {
        // What it has written of what it meant to write is not known.
        synced = false;
        tellFault('check', broke(error), 0);
        endWatch();
      }
    }
  }

  /** A full LIST, compared with what is held. What is still different a moment later was missed (design 7.11). */
  async function compare(signal: AbortSignal): Promise<void> {
    const reading = store.read();
    try {
      count.lists += 1;
      const answer = await listAll(client, list, { ...timings, clock, signal, mayBeginAgain });
      if (signal.aborted) return;
      if (answer.kind !== 'listed') {
        tellFault('check', answer, timings.checkEveryMs);
        return;
      }
      const different = reading.differences(answer.items, id.namespace);
      if (different.length === 0 || !(await pause(timings.checkGraceMs, signal))) return;
      const repaired = reading.write(different);
      if (repaired === 0) return;
      count.repairs += repaired;
      tell({ ...id, event: 'repaired', objects: repaired });
    } finally {
      reading.end();
    }
  }

  return {
    id,
    run: async (signal) => {
      await Promise.all([listAndWatch(signal), check(signal)]);
    },
    hasListed: () => hasListed,
    synced: () => synced,
    isCurrent: () => synced && currency.isCurrent(),
    lastByteAt: () => heardAt,
    counters: () => ({ ...count, faults: { ...count.faults } }),
    wake: () => wakeUp?.(),
  };
}
