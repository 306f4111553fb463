/** Counts work, so that what a request may cost is bounded by its amount and not by a clock. */

export interface Meter {
  /** False once more has been done than was to be. */
  readonly spend: (steps: number) => boolean;
  readonly spent: () => number;
}

export function createMeter(most: number): Meter {
  let spent = 0;
  return {
    spend: (steps) => {
      spent += steps;
      return spent <= most;
    },
    spent: () => spent,
  };
}
