/**
 * Gives the loop back in the middle of work that somebody made large, so that nobody else waits for it (promise 8).
 * An ordinary object never gets so far. Past the deadline of the review the work is told so, and ends with what it has.
 */
import { type Meter, TURN_STEPS } from '../core/budget.js';
import type { InParts } from '../core/parts.js';
import type { Steps } from './steps.js';

/** Lets others have their turn; resolves when ours comes again. */
export type Turn = () => Promise<void>;

export const nextTurn: Turn = () => new Promise((resolve) => void setImmediate(resolve));

export interface Turns {
  /** The event loop's unless told. */
  readonly turn?: Turn | undefined;
  /** Fires at the deadline of the review. */
  readonly signal?: AbortSignal | undefined;
}

const HERE: Turns = {};

/** For work that cannot be interrupted: others have their turn before it where it is large. */
export function* beforeWork(steps: number, { turn = nextTurn }: Turns): Steps<void> {
  if (steps >= TURN_STEPS) yield turn();
}

export function* inTurns<T>(parts: InParts<T>, meter: Meter, turns: Turns = HERE): Steps<T> {
  for (;;) {
    const part = parts.next();
    if (part.done === true) return part.value;
    if (meter.steps < TURN_STEPS) continue;
    const { turn = nextTurn, signal } = turns;
    yield turn();
    meter.steps = 0;
    // Only after a pause: what an ordinary object needs is done, even if the cluster was slow to answer.
    if (signal?.aborted === true) meter.isOver = true;
  }
}
