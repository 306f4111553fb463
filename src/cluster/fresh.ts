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
import { textOf } from '../core/fields.js';
import type { Question } from '../core/questions.js';
import type { Lookup } from '../core/types.js';
import { askBy, type ClusterState, keyOf } from '../facts/cluster-state.js';
import { takeOut } from '../process/take-out.js';
import { after, pause } from '../process/timers.js';
import type { FreshCounters } from './events.js';
import { type ResourceName, rowOf } from './questions.js';
import type { Timings } from './timings.js';

export interface FreshOptions {
  /** Asks the API server each time. */
  readonly source: ClusterState;
  readonly timings: Pick<Timings, 'freshGapMs' | 'freshWaitMs'>;
  readonly clock: () => number;
  /** Ends every wait. */
  readonly signal: AbortSignal;
  /** Where it may not be listed, each object is asked for by name. */
  readonly mayList?: (resource: ResourceName) => boolean;
}

export interface FreshReads {
  /** Asked anew, for questions that arose when they say (`ReadOptions.since`). */
  readonly state: ClusterState;
  counters(): Pick<FreshCounters, 'asked' | 'unanswered'>;
}

interface Batch {
  /** False when all was ended before it could begin. */
  readonly begun: Promise<boolean>;
  beganAt: number | undefined;
  readonly reads: Map<string, Promise<Lookup<unknown>>>;
  running: number;
  /** Objects asked for by name that a list could hold. */
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

export function createFreshReads({
  source,
  timings,
  clock,
  signal: ending,
  mayList = () => true,
}: FreshOptions): FreshReads {
  const { freshGapMs, freshWaitMs } = timings;
  const lines = new Map<string, Line>();
  const count = { asked: 0, unanswered: 0 };
  const waiting: (() => void)[] = [];
  ending.addEventListener('abort', () => [...waiting].forEach((end) => void end()), { once: true });

  function batchFor(name: string, since: number): Batch {
    const line = lines.get(name) ?? openLine(name);
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

  function openLine(name: string): Line {
    prune();
    const line: Line = { current: undefined, next: undefined };
    lines.set(name, line);
    return line;
  }

  /** Lines at which nobody stands are forgotten as soon as their gap is over. */
  function prune(): void {
    const now = clock();
    for (const [name, { current, next }] of lines) {
      if (next !== undefined || current === undefined || current.running > 0) continue;
      if (now - (current.beganAt ?? now) >= freshGapMs) lines.delete(name);
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

  /** The shared read gets no signal of a review: it belongs to all who wait for it, and has a deadline of its own. */
  async function readIn(batch: Batch, question: Question, since: number): Promise<Lookup<unknown>> {
    if (!(await batch.begun)) return ENDED;
    const key = keyOf(question);
    const listed = await lookInList(batch, question, key, since);
    if (listed !== undefined) return { state: 'found', value: listed };
    const known = batch.reads.get(key);
    if (known !== undefined) return known;
    if (clock() - since > freshWaitMs) return TOO_LONG;
    batch.running += 1;
    // In a function of its own, so that a throw is an answer like another and the batch ends.
    const read = (async () => source.ask(question, {}))().finally(() => {
      batch.running -= 1;
    });
    batch.reads.set(key, read);
    return read;
  }

  /** Many names in one batch: one list holds most of them, and only what it does not hold is asked for by name. */
  async function lookInList(batch: Batch, question: Question, key: string, since: number): Promise<unknown> {
    const row = rowOf(question);
    if (row.by !== 'name' || row.list === undefined || !mayList(row.resource) || batch.reads.has(key)) return undefined;
    batch.names += 1;
    if (batch.names <= FEW_NAMES) return undefined;
    const list = await readIn(batch, row.list(question), since);
    return list.state === 'found' ? named(list.value).get(row.name(question)) : undefined;
  }

  async function ask(question: Question, since: number, signal: AbortSignal | undefined): Promise<Lookup<unknown>> {
    count.asked += 1;
    const answer = await patiently(readIn(batchFor(lineOf(question), since), question, since), signal);
    if (answer.state === 'unknown') count.unanswered += 1;
    return answer;
  }

  /** Nobody waits longer than the limit, or than his own review lasts; the read goes on for the others. */
  function patiently<T>(read: Promise<Lookup<T>>, signal: AbortSignal | undefined): Promise<Lookup<T>> {
    return new Promise((resolve, reject) => {
      const finish = (lookup: Lookup<T>): void => {
        timer.cancel();
        takeOut(waiting, end);
        signal?.removeEventListener('abort', end);
        resolve(lookup);
      };
      const end = (): void => finish(ENDED);
      const timer = after(freshWaitMs + GRACE_MS, () => finish(TOO_LONG));
      waiting.push(end);
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
    state: { ask: askBy((question, { signal, since }) => ask(question, since ?? clock(), signal)) },
    counters: () => ({ ...count }),
  };
}

/** A namespace has one line, and one more for each question that takes long. No name of a namespace has a slash. */
function lineOf(question: Question): string {
  const row = rowOf(question);
  const namespace = row.namespace(question);
  return row.by === 'namespace' && row.apart === true ? `${namespace}/${question.about}` : namespace;
}

/** So many objects of a namespace are asked for by name in one batch before it is listed instead. */
const FEW_NAMES = 4;
/** A read that began in time may still need its own time. */
const GRACE_MS = 500;

const byName = new WeakMap<object, ReadonlyMap<string, unknown>>();

/** Made once for each list: many names are looked up in the same. */
function named(list: unknown): ReadonlyMap<string, unknown> {
  if (!Array.isArray(list)) return new Map();
  const known = byName.get(list);
  if (known !== undefined) return known;
  const made = new Map(list.map((each: unknown) => [textOf(each, 'name'), each]));
  byName.set(list, made);
  return made;
}
