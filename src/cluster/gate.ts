/**
 * How many fresh calls are under way at once, and whose turn it is. Namespaces take turns call by call, and none has more
 * than half of the places, so that a storm in one leaves the next question of another a place at once. The number of
 * places is what the API server bears, found as TCP finds its window: more, step by step, while calls wait long for their
 * turn; half after a 429 or a deadline; a tenth less, though not below what it began with, where answers take much longer
 * than they ordinarily do.
 *
 * A fixed rate would be wrong for almost every API server: API Priority and Fairness lets a client be as quick as its
 * share is at that moment, and says 429 with Retry-After when it is not. That wait is obeyed by all calls, because the
 * share is that of the client; a call that got it is made once more if it can still be of use.
 */
import { after, type Timer } from '../process/timers.js';
import { type Answer, type Failure, failure } from './api-client.js';
import type { Timings } from './timings.js';

export interface GateOptions {
  readonly timings: Pick<
    Timings,
    'freshWaitMs' | 'callsAtFirst' | 'callsLeast' | 'callsMost' | 'longTurnMs' | 'retryAfterMostMs'
  >;
  readonly clock: () => number;
}

export interface Gate {
  /** Makes the call when it is the turn of this namespace; a failure where that would take too long. */
  pass(namespace: string, verb: 'get' | 'list', call: () => Promise<Answer>): Promise<Answer>;
  figures(): GateFigures;
  /** Nothing is called any more, and no timer is left. */
  end(): void;
}

export interface GateFigures {
  /** Places for calls at this moment. */
  readonly places: number;
  readonly running: number;
  readonly waiting: number;
  /** Answers 429, so far. */
  readonly throttled: number;
}

interface Turn {
  /** In ms of the clock without the time in which everything was held. */
  readonly since: number;
  readonly verb: 'get' | 'list';
  readonly call: () => Promise<Answer>;
  readonly finish: (answer: Answer) => void;
  readonly fail: (error: unknown) => void;
  /** All in all it has until then. */
  readonly until: number;
}

interface Flow {
  readonly turns: Turn[];
  running: number;
}

/** Of one namespace; a batch of fresh reads has fewer, and more could not be answered in time. */
const MOST_WAITING = 512;
/** The API server says "1"; one that says nothing is taken to mean it. */
const RETRY_AFTER_MS = 1000;
/** Between two looks at how many wait, and so between two steps up. */
const LOOK_MS = 75;
/** A line that gets shorter is left to do so for a while: a burst needs no connections of its own. */
const SHORTER_MS = 500;
/** Answers that take more than this, and three times what they ordinarily do, are a sign of too much. */
const SLOW_MS = 250;

const TOO_LONG: Failure = failure('throttled', 'it is asked too much; the question would have waited too long');

const ENDED: Failure = failure('connection', 'Pullgate is ending');

export function createGate({ timings, clock }: GateOptions): Gate {
  const { freshWaitMs, callsAtFirst, callsLeast, callsMost, longTurnMs, retryAfterMostMs } = timings;
  /** In the order of their turns. */
  const flows = new Map<string, Flow>();
  let places = callsAtFirst;
  /** Where it was too much the last time: below it places grow by half, above it by one. */
  let threshold = callsMost;
  /** How many waited at the last look, the next look, and how long a line that gets shorter is left alone. */
  let line = { waiting: Number.POSITIVE_INFINITY, lookAt: 0, patientUntil: 0 };
  let running = 0;
  let waiting = 0;
  let throttled = 0;
  let hasEnded = false;
  let lessAt = Number.NEGATIVE_INFINITY;
  let heldSince = 0;
  let heldUntil = Number.NEGATIVE_INFINITY;
  let holding: Timer | undefined;
  /** ms in which nothing was dispatched because a server said so, all holds together. */
  let heldMs = 0;
  // A review asks twice in a row and more. If each question could use up all of its time, then in a jam none would be
  // decided: all would have waited for the first answer, and none had time for the second.
  const mostTurnMs = freshWaitMs / 2;
  const pace = createPace();

  function next(): readonly [string, Flow, Turn] | undefined {
    const share = Math.max(1, Math.floor(places / 2));
    for (const [namespace, flow] of flows) {
      const [turn] = flow.turns;
      if (turn === undefined || flow.running >= share) continue;
      flow.turns.shift();
      waiting -= 1;
      // To the end of the line.
      flows.delete(namespace);
      flows.set(namespace, flow);
      return [namespace, flow, turn];
    }
    return undefined;
  }

  function dispatch(): void {
    if (holding !== undefined) return;
    while (running < Math.floor(places)) {
      const found = next();
      if (found === undefined) return;
      const [namespace, flow, turn] = found;
      if (unheld() - turn.since > mostTurnMs) {
        turn.finish(TOO_LONG);
        forget(namespace, flow);
      } else void run(namespace, flow, turn);
    }
  }

  async function run(namespace: string, flow: Flow, turn: Turn): Promise<void> {
    const began = clock();
    const waited = unheld() - turn.since;
    flow.running += 1;
    running += 1;
    let answer: Answer;
    try {
      answer = await turn.call();
    } catch (error) {
      // A fault of ours says nothing about the API server, and its place must not be lost with it.
      turn.fail(error);
      leave(namespace, flow);
      dispatch();
      return;
    }
    leave(namespace, flow);
    adapt(answer, turn.verb, began, waited);
    if (!hasEnded && isThrottled(answer) && clock() + hold(answer) < turn.until) {
      flow.turns.unshift(turn);
      waiting += 1;
      flows.set(namespace, flow);
    } else turn.finish(answer);
    forget(namespace, flow);
    dispatch();
  }

  function leave(namespace: string, flow: Flow): void {
    flow.running -= 1;
    running -= 1;
    forget(namespace, flow);
  }

  function forget(namespace: string, flow: Flow): void {
    if (flow.running === 0 && flow.turns.length === 0) flows.delete(namespace);
  }

  /** All calls wait as long as the server asks; ms from now. */
  function hold(answer: Answer): number {
    const asked = answer.kind === 'status' ? (answer.retryAfterMs ?? RETRY_AFTER_MS) : 0;
    const until = clock() + Math.min(asked, retryAfterMostMs);
    if (until > heldUntil) {
      if (holding === undefined) heldSince = clock();
      heldUntil = until;
      holding?.cancel();
      holding = after(until - clock(), release);
    }
    return heldUntil - clock();
  }

  function release(): void {
    heldMs += clock() - heldSince;
    holding = undefined;
    dispatch();
  }

  function unheld(): number {
    return (holding === undefined ? clock() : heldSince) - heldMs;
  }

  function adapt(answer: Answer, verb: Turn['verb'], began: number, waited: number): void {
    const took = clock() - began;
    if (isThrottled(answer)) throttled += 1;
    // What was sent before the last step down says nothing about what is since.
    if (isTooMuch(answer)) less(began, places * 0.5);
    else if (answer.kind === 'failed') return;
    else if (verb === 'get' && pace.isSlow(took)) less(began, Math.max(places * 0.9, Math.min(places, callsAtFirst)));
    else if (waited > longTurnMs) more();
    else line = { waiting: Number.POSITIVE_INFINITY, lookAt: 0, patientUntil: clock() + SHORTER_MS };
  }

  function less(began: number, to: number): void {
    if (began <= lessAt) return;
    lessAt = clock();
    places = Math.max(callsLeast, to);
    threshold = places;
  }

  function more(): void {
    const now = clock();
    if (now < line.lookAt) return;
    const isShorter = waiting < line.waiting;
    line = { ...line, waiting, lookAt: now + LOOK_MS };
    if (isShorter && now < line.patientUntil) return;
    places = Math.min(callsMost, places < threshold ? places * 1.5 : places + 1);
  }

  return {
    pass(namespace, verb, call) {
      if (hasEnded) return Promise.resolve(ENDED);
      const flow = flows.get(namespace) ?? { turns: [], running: 0 };
      if (flow.turns.length >= MOST_WAITING || heldUntil - clock() > freshWaitMs) return Promise.resolve(TOO_LONG);
      flows.set(namespace, flow);
      waiting += 1;
      return new Promise((finish, fail) => {
        flow.turns.push({ since: unheld(), until: clock() + freshWaitMs, verb, call, finish, fail });
        dispatch();
      });
    },
    end() {
      hasEnded = true;
      holding?.cancel();
      for (const { turns } of flows.values()) for (const { finish } of turns.splice(0)) finish(ENDED);
      waiting = 0;
    },
    figures: () => ({ places: Math.floor(places), running, waiting, throttled }),
  };
}

function isThrottled(answer: Answer): boolean {
  return answer.kind === 'status' && answer.status === 429;
}

function isTooMuch(answer: Answer): boolean {
  if (answer.kind === 'failed') return answer.fault === 'deadline';
  return answer.kind === 'status' && (answer.status === 429 || answer.status === 503 || answer.status === 504);
}

/** What answers take of late, and what they ordinarily take: two means that forget at different speeds. */
function createPace(): { isSlow(ms: number): boolean } {
  let late: number | undefined;
  let ordinary = 0;
  return {
    isSlow(ms) {
      ordinary = late === undefined ? ms : ordinary + (ms - ordinary) / 512;
      late = late === undefined ? ms : late + (ms - late) / 16;
      return late > SLOW_MS + 3 * ordinary;
    },
  };
}
