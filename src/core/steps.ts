/**
 * Work that may be long, in steps of less than a millisecond. Nothing here waits for anything: whoever runs the steps
 * decides whether others get their turn in between (cluster/turns.ts).
 */
export type Steps<T> = Generator<undefined, T, undefined>;

/** To the end at once. */
export function drain<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
