/**
 * How much work one review may cause (promise 8). Work is counted in steps, never in time, so that the same request
 * gets the same answer on every machine. What decides the verdict is exact and near linear, and is only measured, so that
 * the loop can be given back in between (facts/turns.ts); what merely explains it has a bound, and stops first.
 *
 * A step is about a tenth of a microsecond: one key looked at, one name compared letter by letter costs several.
 */

/** Steps done since the loop was last given back. */
export interface Meter {
  steps: number;
  /** The time of the review is over: what is not known by now is not found out any more (facts/turns.ts). */
  isOver?: boolean;
}

export interface Budget extends Meter {
  /** For work that changes no verdict: false, and nothing taken, where it would be more than is left. */
  readonly spare: (steps: number) => boolean;
  /** Whether `spare` would give as much; nothing is taken. For work that had better not be begun. */
  readonly affords: (steps: number) => boolean;
  /** Something was left out for want of steps. */
  readonly isShort: () => boolean;
}

/** After so many steps, a few milliseconds, others get their turn. */
export const TURN_STEPS = 20_000;

/** Explanations of one review, about 15 ms; an ordinary denial needs a hundredth of it. */
export const HINT_STEPS = 150_000;

export function createBudget(hints: number = HINT_STEPS): Budget {
  let left = hints;
  let short = false;
  const affords = (steps: number): boolean => {
    if (steps <= left) return true;
    short = true;
    return false;
  };
  return {
    steps: 0,
    affords,
    spare(steps) {
      if (!affords(steps)) return false;
      left -= steps;
      this.steps += steps;
      return true;
    },
    isShort: () => short,
  };
}
