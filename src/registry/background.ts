/**
 * The port to registries of the server: it remembers what they said, and asks in the background. What is remembered is
 * answered at once, without a promise and without a read; what is not is unknown, and is asked for the next review of the
 * image. A review waits for it only where `waitMs` lets it, and never for a registry that does not answer in time.
 *
 * Which logins a secret holds is remembered as fingerprints under a key of this process, by the identity of the object
 * that stands for it: the same object is the same content, and another one is another question.
 */

import { randomBytes } from 'node:crypto';
import { dropOldest } from '../core/oldest.js';
import type { RegistryAnswer } from '../core/registry-answer.js';
import { answerPlace } from '../core/registry-facts.js';
import type { Lookup } from '../core/types.js';
import type { Awaitable } from '../facts/awaitable.js';
import type { ReadOptions } from '../facts/cluster-state.js';
import type { PullQuestion } from '../facts/registry-port.js';
import { after, deadline } from '../process/timers.js';
import { lastOutcome } from './ages.js';
import { createAnswers } from './answers.js';
import type { PreparedQuestion } from './asking.js';
import type { Background, BackgroundOptions } from './background-parts.js';
import { type Came, createBreaker } from './breaker.js';
import { createFairQueue } from './fair-queue.js';
import { createFlights } from './flights.js';
import { createIdentities, inNames } from './identities.js';
import { createPatience } from './patience.js';
import { createQuestionPace, requestsOf } from './question-pace.js';

interface Task {
  readonly key: string;
  readonly question: PullQuestion;
  readonly namespace: string;
  readonly registry: string;
  readonly requests: number;
  /** The image, as answers are remembered under it. */
  readonly place: string;
  readonly ids: string;
  readonly waiters: Set<(told: Lookup<RegistryAnswer>) => void>;
}

/** The reads and the requests of one question. */
const FLIGHT_MS = 20_000;
/** What could not be asked is not tried again at each review. */
const PUT_OFF_MS = 30_000;
const MOST_PUT_OFF = 1_000;
/** In line when a question is worth waiting for. */
const MOST_AHEAD = 8;

type Told = Lookup<RegistryAnswer>;

const unknown = (reason: string): Extract<Told, { readonly state: 'unknown' }> => ({ state: 'unknown', reason });
const NOT_ASKED = unknown('the registry has not been asked yet; the next review of the image has its answer');
const NOT_IN_TIME = unknown('the registry did not answer in the time that a review may wait');
const TOO_MANY = unknown('too many questions wait for registries');
const STOPPING = unknown('Pullgate is being stopped');

/** What belongs to the reviews of one deadline: they share its signal, and one that looks twice sees the same twice. */
interface Review {
  readonly begun: number;
  readonly told: Map<string, Told>;
}

export function createBackground(options: BackgroundOptions): Background {
  const { asking, mayAsk, waitMs, nodes, now, clock, observe, onFault } = options;
  const key = randomBytes(32);
  const answers = createAnswers(now);
  const identities = createIdentities(options.namesAreSecrets === true, clock);
  const breaker = createBreaker({
    now,
    onChange(registry, change, why) {
      if (change === 'opened') leaveAlone(registry);
      observe.breaker(registry, change, why);
    },
  });
  const queue = createFairQueue<Task>();
  const pace = createQuestionPace(options.requestsPerMinute, clock);
  const patience = createPatience(clock);
  const stopping = new AbortController();
  const reviews = new WeakMap<AbortSignal, Review>();
  /** In line or under way. */
  const tasks = new Map<string, Task>();
  /** How many of them each registry has. */
  const toRegistry = new Map<string, number>();
  const sending = new Map<string, Promise<RegistryAnswer>>();
  const putOff = new Map<string, { readonly until: number; readonly told: Told }>();
  const flights = createFlights<Task>({ queue, pace, breaker, fly });

  function ask(question: PullQuestion, { signal }: ReadOptions): Awaitable<Told> {
    const { reference, secrets } = question;
    const reason = mayAsk(reference);
    if (reason !== undefined) return unknown(reason);
    if (stopping.signal.aborted) return STOPPING;
    const place = answerPlace(reference);
    const ids = secrets.map((secret) => identities.of(secret)).join();
    const review = reviewOf(signal);
    const about = `${place}\0${ids}`;
    const before = review.told.get(about);
    if (before !== undefined) return before;
    const logins = identities.logins(reference.repository, ids);
    const known = logins === undefined ? undefined : answers.recall(`${place}\0${logins.prints}`);
    const own = logins === undefined || known === undefined ? undefined : inNames(known.answer, logins);
    if (own !== undefined) {
      if (known?.isDue === true) enqueue(question, place, ids);
      return tell(review, about, { state: 'found', value: { ...own, nodes: nodes() } });
    }
    return askAnew(question, { place, ids, about, review, signal });
  }

  interface Anew {
    readonly place: string;
    readonly ids: string;
    readonly about: string;
    readonly review: Review;
    readonly signal: AbortSignal | undefined;
  }

  function askAnew(question: PullQuestion, { place, ids, about, review, signal }: Anew): Awaitable<Told> {
    const { registry } = question.reference;
    const off = putOff.get(keyOf(question, place, ids));
    if (off !== undefined && clock() < off.until) return off.told;
    const task = enqueue(question, place, ids);
    const silent = breaker.open(registry);
    if (silent !== undefined) {
      const { why, at } = silent;
      const anonymous = { result: 'unreachable', why } as const;
      const answer: RegistryAnswer = { anonymous, at, attempts: [], nodes: nodes(), source: 'remembered' };
      return tell(review, about, { state: 'found', value: answer });
    }
    if (task === undefined) return TOO_MANY;
    const left = waitMs === 0 ? 0 : review.begun + waitMs - clock();
    const mayWait = left > 0 && signal?.aborted !== true && beginsSoon(task);
    const end = mayWait ? patience.begin(registry) : undefined;
    if (end === undefined) return NOT_ASKED;
    return waitFor(task, { left, signal, end }).then((told) => tell(review, about, told));
  }

  /** A question that stands in line, or has to wait for its registry's minute, is not waited for. */
  function beginsSoon({ registry, requests }: Task): boolean {
    return queue.size() <= MOST_AHEAD && pace.waits(registry, requests) === 0;
  }

  function waitFor(
    task: Task,
    { left, signal, end }: { left: number; signal: AbortSignal | undefined; end: (came: boolean) => void },
  ): Promise<Told> {
    return new Promise((resolve) => {
      const finish = (told: Told): void => {
        timer.cancel();
        signal?.removeEventListener('abort', late);
        task.waiters.delete(finish);
        end(told.state === 'found' && cameOf(told.value) === 'answer');
        resolve(told);
      };
      const late = (): void => finish(NOT_IN_TIME);
      const timer = after(left, late);
      signal?.addEventListener('abort', late, { once: true });
      task.waiters.add(finish);
    });
  }

  function reviewOf(signal: AbortSignal | undefined): Review {
    const known = signal === undefined ? undefined : reviews.get(signal);
    if (known !== undefined) return known;
    const made: Review = { begun: clock(), told: new Map() };
    if (signal !== undefined) reviews.set(signal, made);
    return made;
  }

  /** Only what is known: what is not may be by the second look. */
  function tell(review: Review, about: string, told: Told): Told {
    if (told.state === 'found') review.told.set(about, told);
    return told;
  }

  // --------------------------------------------------------------------------------------------------- in the background

  function enqueue(question: PullQuestion, place: string, ids: string): Task | undefined {
    const key = keyOf(question, place, ids);
    const known = tasks.get(key);
    if (known !== undefined) return known;
    const { namespace, reference } = question;
    const { registry } = reference;
    const ofRegistry = toRegistry.get(registry) ?? 0;
    // One is enough to find out.
    if (ofRegistry > 0 && breaker.open(registry) !== undefined) return undefined;
    if (clock() < (putOff.get(key)?.until ?? 0)) return undefined;
    const requests = requestsOf(question.secrets.length);
    const task: Task = { key, question, namespace, registry, requests, place, ids, waiters: new Set() };
    const dropped = queue.add(task);
    if (dropped !== task) {
      tasks.set(key, task);
      toRegistry.set(registry, ofRegistry + 1);
    }
    if (dropped !== undefined) {
      observe.dropped(dropped.question.reference);
      settle(dropped, TOO_MANY);
    }
    if (dropped === task) return undefined;
    flights.look();
    return task;
  }

  /** What waits for it would fill the lines for nothing; one of them finds out. */
  function leaveAlone(registry: string): void {
    let scout: Task | undefined;
    const isOne = (task: Task): boolean => {
      if (task.registry !== registry) return false;
      scout ??= task;
      return task !== scout;
    };
    for (const task of queue.remove(isOne)) settle(task, NOT_ASKED);
  }

  function settle(task: Task, told: Told): void {
    if (tasks.get(task.key) === task) {
      tasks.delete(task.key);
      const left = (toRegistry.get(task.registry) ?? 1) - 1;
      if (left === 0) toRegistry.delete(task.registry);
      else toRegistry.set(task.registry, left);
    }
    for (const waiter of [...task.waiters]) waiter(told);
  }

  async function fly(task: Task): Promise<void> {
    const { registry, requests, question } = task;
    const { reference } = question;
    const begin = clock();
    const limit = deadline(FLIGHT_MS, stopping.signal);
    let came: Came | undefined;
    try {
      const told = await inquire(task, limit.signal);
      if (told.state === 'found' && told.sent) {
        came = cameOf(told.value);
        observe.probed(reference, lastOutcome(told.value).result, clock() - begin);
      } else {
        pace.giveBack(registry, requests);
        if (told.state !== 'found') observe.probed(reference, 'failed', clock() - begin);
      }
      breaker.came(registry, came, reference.repository);
      if (told.state !== 'found' && !stopping.signal.aborted) postpone(task.key, told);
      settle(task, told.state === 'found' ? { state: 'found', value: told.value } : told);
    } catch (error) {
      breaker.came(registry, undefined, reference.repository);
      onFault(error);
      const told = unknown('the registry could not be asked: this is a fault of Pullgate');
      postpone(task.key, told);
      settle(task, told);
    } finally {
      limit.end();
    }
  }

  async function inquire({ question, place, ids }: Task, signal: AbortSignal) {
    const prepared = await asking.prepare(question, { signal });
    if (prepared.state === 'absent') return unknown('there is nothing to ask for');
    if (prepared.state === 'unknown') return prepared;
    const { value } = prepared;
    const prints = value.fingerprints(key).join();
    const about = `${place}\0${prints}`;
    const { answer, sent } = await answerTo(about, value, question, signal);
    const own = value.inOwnNames(answer);
    const names = own.attempts.map(({ secret, entry }) => ({ secret, entry }));
    identities.note(question.reference.repository, ids, { prints, names });
    return { state: 'found', value: own, sent } as const;
  }

  async function answerTo(about: string, { send }: PreparedQuestion, { reference }: PullQuestion, signal: AbortSignal) {
    const known = answers.recall(about);
    if (known !== undefined && !known.isDue) return { answer: known.answer, sent: false };
    // Another namespace has the same logins, and was faster.
    const other = sending.get(about);
    if (other !== undefined) return { answer: await other, sent: false };
    const sent = send({ signal });
    sending.set(about, sent);
    try {
      const answer = await sent;
      // What was broken off is nobody's answer.
      if (!stopping.signal.aborted) answers.keep(about, answer, reference.digest !== undefined);
      return { answer, sent: true };
    } finally {
      sending.delete(about);
    }
  }

  function postpone(key: string, told: Told): void {
    putOff.delete(key);
    putOff.set(key, { until: clock() + PUT_OFF_MS, told });
    dropOldest(putOff, MOST_PUT_OFF);
  }

  return {
    ask,
    figures: () => ({
      queued: queue.size(),
      underWay: flights.underWay(),
      remembered: answers.size(),
      openBreakers: breaker.openOnes(),
    }),
    async stop() {
      stopping.abort();
      for (const task of queue.remove(() => true)) settle(task, STOPPING);
      await flights.stop();
    },
  };
}

/** By namespace: a question that waits in somebody else's line would wait as long as that is. */
function keyOf({ namespace }: PullQuestion, place: string, ids: string): string {
  return `${namespace}\0${place}\0${ids}`;
}

/** What it says about the registry as such: what it answers without a login. */
function cameOf({ anonymous }: RegistryAnswer): Came | undefined {
  if (anonymous.result === 'unreachable') return anonymous.why;
  return anonymous.result === 'unknown' ? undefined : 'answer';
}
