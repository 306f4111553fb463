/**
 * Questions on their way: so many at once in all, of one namespace and to one registry, each begun in its turn
 * (fair-queue.ts), at its registry's pace (question-pace.ts) and where that answers at all (breaker.ts). Nothing here is done in the
 * turn of a review, and nothing keeps the process alive.
 */
import { after, type Timer } from '../process/timers.js';
import type { Breaker } from './breaker.js';
import type { FairQueue, Queued } from './fair-queue.js';
import type { QuestionPace } from './question-pace.js';

export interface Flight extends Queued {
  /** Its host. */
  readonly registry: string;
  /** That it is likely to cost. */
  readonly requests: number;
}

export interface Flights {
  /** Something may be begun that could not be before. */
  readonly look: () => void;
  readonly underWay: () => number;
  /** Begins nothing more, and resolves once nothing is under way. */
  readonly stop: () => Promise<void>;
}

export interface FlightsOptions<T extends Flight> {
  readonly queue: FairQueue<T>;
  readonly pace: QuestionPace;
  readonly breaker: Pick<Breaker, 'sent' | 'waits'>;
  /** Does not reject. */
  readonly fly: (item: T) => Promise<void>;
}

const MOST_IN_ALL = 8;
/** So that others need not wait until its questions have run out of time. */
const MOST_OF_ONE = 4;
const MOST_TO_ONE = 4;
/** Of a look that found nothing to begin to the next one, at the least and at the most, in ms. */
const LEAST_PAUSE_MS = 50;
const MOST_PAUSE_MS = 10_000;

export function createFlights<T extends Flight>({ queue, pace, breaker, fly }: FlightsOptions<T>): Flights {
  const running = new Set<Promise<void>>();
  const ofNamespace = new Map<string, number>();
  const toRegistry = new Map<string, number>();
  let isDue = false;
  let isStopped = false;
  let timer: Timer | undefined;

  function look(): void {
    if (isDue || isStopped) return;
    isDue = true;
    // After the reviews whose turn it is.
    setImmediate(() => {
      isDue = false;
      beginAll();
    });
  }

  function beginAll(): void {
    timer?.cancel();
    timer = undefined;
    let soonest = Number.POSITIVE_INFINITY;
    const may = ({ namespace, registry, requests }: T): boolean => {
      if ((ofNamespace.get(namespace) ?? 0) >= MOST_OF_ONE || (toRegistry.get(registry) ?? 0) >= MOST_TO_ONE)
        return false;
      const wait = Math.max(pace.waits(registry, requests), breaker.waits(registry));
      soonest = Math.min(soonest, wait);
      return wait === 0;
    };
    while (!isStopped && running.size < MOST_IN_ALL) {
      soonest = Number.POSITIVE_INFINITY;
      const item = queue.take(may);
      if (item === undefined) break;
      begin(item);
    }
    // What waits for a place is begun when one is free.
    if (isStopped || queue.size() === 0 || running.size >= MOST_IN_ALL || soonest === Number.POSITIVE_INFINITY) return;
    timer = after(Math.min(Math.max(soonest, LEAST_PAUSE_MS), MOST_PAUSE_MS), look);
  }

  function begin(item: T): void {
    const { namespace, registry, requests } = item;
    pace.take(registry, requests);
    breaker.sent(registry);
    add(ofNamespace, namespace, 1);
    add(toRegistry, registry, 1);
    const flown = fly(item).finally(() => {
      running.delete(flown);
      add(ofNamespace, namespace, -1);
      add(toRegistry, registry, -1);
      look();
    });
    running.add(flown);
  }

  return {
    look,
    underWay: () => running.size,
    async stop() {
      isStopped = true;
      timer?.cancel();
      await Promise.allSettled(running);
    },
  };
}

/** What is zero is not held. */
function add(counts: Map<string, number>, key: string, by: number): void {
  const count = (counts.get(key) ?? 0) + by;
  if (count === 0) counts.delete(key);
  else counts.set(key, count);
}
