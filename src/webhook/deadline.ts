/**
 * How long a review may take: the smaller of 2 s and what the API server gives, less half a second for the way back
 * (design 3.5). At the deadline the signal fires, so that reads end and the verdict is made of what is known; who has
 * not answered a moment later is answered for.
 *
 * A timer and an AbortController for each review would cost more than the verdict. Reviews whose deadlines fall into the
 * same 25 ms share one of each.
 */
import { parseGoDuration } from '../config/duration.js';
import { type Awaitable, isLater } from '../facts/awaitable.js';
import { takeOut } from '../process/take-out.js';
import { after, type Timer } from '../process/timers.js';

/** Our own limit, in ms. */
const OWN_BUDGET = 2000;
/** What is left of the API server's time for the way back, in ms. */
const MARGIN = 500;
/** Even if next to no time was given, this much is tried: answers from memory take less than 1 ms. */
const LEAST_BUDGET = 50;
const SLOT = 25;
/** How long a decision has to finish once its signal has fired, in ms. */
const GRACE = 100;

/**
 * A reader of the `timeout` of the webhook URL in ms, a Go duration (`10s`); undefined where there is none that can be
 * read. The API server says the same each time, so the last answer is kept.
 */
export function createTimeoutReader(): (query: unknown) => number | undefined {
  let last: unknown;
  let ms: number | undefined;
  return (query) => {
    if (query !== last) {
      last = query;
      ms = parseTimeout(query);
    }
    return ms;
  };
}

export function parseTimeout(query: unknown): number | undefined {
  return typeof query === 'string' ? parseGoDuration(query) : undefined;
}

export function budget(timeout: number | undefined): number {
  if (timeout === undefined) return OWN_BUDGET;
  return Math.max(LEAST_BUDGET, Math.min(OWN_BUDGET, timeout - MARGIN));
}

interface Slot {
  readonly signal: AbortSignal;
  /** What to do for each review that is still undecided when the grace is over. */
  readonly waiting: (() => void)[];
}

export interface Deadlines {
  /**
   * Calls `work` with a signal that fires after `ms`. `done` is called exactly once: with what `work` answered, with
   * its error, or with neither when the time was over; before `run` returns, where the answer is at hand.
   */
  run<T>(ms: number, work: (signal: AbortSignal) => Awaitable<T>, done: (outcome: Outcome<T>) => void): void;
  /** Ends the timers; reviews still under way are answered by their own work. */
  close(): void;
}

export type Outcome<T> =
  | { readonly end: 'decided'; readonly value: T }
  | { readonly end: 'failed'; readonly error: unknown }
  | { readonly end: 'late' };

export function createDeadlines(now: () => number): Deadlines {
  const slots = new Map<number, Slot>();
  const timers = new Set<Timer>();

  function later(ms: number, act: () => void): void {
    const timer = after(ms, () => {
      timers.delete(timer);
      act();
    });
    timers.add(timer);
  }

  function openSlot(due: number, ms: number): Slot {
    const controller = new AbortController();
    const slot: Slot = { signal: controller.signal, waiting: [] };
    slots.set(due, slot);
    later(ms, () => {
      slots.delete(due);
      if (slot.waiting.length === 0) return;
      controller.abort(new Error('the deadline of the review has passed'));
      later(GRACE, () => {
        for (const late of [...slot.waiting]) late();
      });
    });
    return slot;
  }

  return {
    run(ms, work, done) {
      const due = Math.ceil((now() + ms) / SLOT);
      const slot = slots.get(due) ?? openSlot(due, ms);
      const begun = begin(work, slot.signal);
      if (!isLater(begun)) {
        done(begun);
        return;
      }
      const late = () => finish({ end: 'late' });
      const finish = (outcome: Parameters<typeof done>[0]) => {
        if (takeOut(slot.waiting, late)) done(outcome);
      };
      slot.waiting.push(late);
      void begun.then(finish);
    },
    close() {
      for (const timer of timers) timer.cancel();
      timers.clear();
      slots.clear();
    },
  };
}

/** A throw of `work` itself is a failure like a rejection. */
function begin<T>(work: (signal: AbortSignal) => Awaitable<T>, signal: AbortSignal): Awaitable<Outcome<T>> {
  try {
    const answer = work(signal);
    return isLater(answer) ? answer.then(decided, failed) : decided(answer);
  } catch (error) {
    return failed(error);
  }
}

function decided<T>(value: T): Outcome<T> {
  return { end: 'decided', value };
}

function failed(error: unknown): Outcome<never> {
  return { end: 'failed', error };
}
