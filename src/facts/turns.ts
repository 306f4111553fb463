/**
 * Gives the loop back in the middle of work that somebody made large, so that nobody else waits for it (promise 8).
 * An ordinary object never gets so far.
 */
import { type Meter, TURN_STEPS } from '../core/budget.js';
import type { InParts } from '../core/parts.js';

/** Lets others have their turn; resolves when ours comes again. */
export type Turn = () => Promise<void>;

export const nextTurn: Turn = () => new Promise((resolve) => void setImmediate(resolve));

export async function inTurns<T>(parts: InParts<T>, meter: Meter, turn: Turn = nextTurn): Promise<T> {
  for (;;) {
    const step = parts.next();
    if (step.done === true) return step.value;
    if (meter.steps < TURN_STEPS) continue;
    await turn();
    meter.steps = 0;
  }
}
