/**
 * Work in steps: it waits where it must and nowhere else. A function of this kind yields the promise that it cannot go on
 * without; one that finds everything in memory is done in one go, and costs neither a promise nor a turn of the loop. Both
 * are the same code, so that there is one path of evaluation.
 */
import { type Awaitable, isLater } from './awaitable.js';

export type Steps<T> = Generator<Promise<unknown>, T, unknown>;

/** The answer, waited for only where it is not at hand: `yield* waitFor(state.ask(...))`. */
export function* waitFor<T>(answer: Awaitable<T>): Steps<T> {
  // Whoever drives the steps gives back what the promise brought.
  return isLater(answer) ? ((yield answer) as T) : answer;
}

/** Does the work to its end: at once where it never has to wait. Throws what it throws, or rejects with it. */
export function finish<T>(steps: Steps<T>): Awaitable<T> {
  const first = steps.next();
  return first.done === true ? first.value : goOn(steps, first.value);
}

async function goOn<T>(steps: Steps<T>, first: Promise<unknown>): Promise<T> {
  let waitedFor = first;
  for (;;) {
    const step = await waitedFor.then(
      (value) => steps.next(value),
      (error: unknown) => steps.throw(error),
    );
    if (step.done === true) return step.value;
    waitedFor = step.value;
  }
}
