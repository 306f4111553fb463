/**
 * Reviews that have come at the same time are answered together, step by step: all are read, then all decided, then all
 * answered, counted and logged. One after the other, each would find a processor that has just been busy with the TLS, the
 * HTTP and the decision of the one before, and has forgotten the code that it needs next. Worth a third of what a created
 * Pod of 6 KB costs in all, with eight connections; who comes alone waits for nobody.
 */

/** One step of the way to an answer, and what comes after it; nothing, where the review is answered or waits for something. */
export type Step = () => Step | undefined;

export interface Rounds {
  /**
   * @param bytes what the review is made of
   * @param failed told what a step has thrown; the review goes no further
   */
  readonly enter: (first: Step, bytes: number, failed: (error: unknown) => void) => void;
}

export interface RoundsOptions {
  /** Calls once, when the event loop has taken in what has come so far. */
  readonly later: (act: () => void) => void;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
}

/** ms of work after which everybody else has a turn. */
const SLICE_MS = 5;

/**
 * Of the reviews of one round together, unless one alone has more: all that have been read are there as objects, which take
 * several times the room of their bytes, and one review may have 8 MiB.
 */
const ROUND_BYTES = 256 * 1024;

interface Entry {
  step: Step | undefined;
  readonly bytes: number;
  readonly failed: (error: unknown) => void;
}

export function createRounds({ later, now }: RoundsOptions): Rounds {
  /** Those who are in no round yet, in order. */
  const arrived: Entry[] = [];
  /** Those who are in it, of whom so many have done the step that it is at. */
  let round: readonly Entry[] = [];
  let done = 0;
  let isRunning = false;

  function enter(first: Step, bytes: number, failed: Entry['failed']): void {
    arrived.push({ step: first, bytes, failed });
    if (isRunning) return;
    isRunning = true;
    later(run);
  }

  function run(): void {
    const until = now() + SLICE_MS;
    while (nextStep()) {
      for (let entry = round[done]; entry !== undefined; entry = round[done]) {
        done += 1;
        take(entry);
        if (now() < until) continue;
        later(run);
        return;
      }
    }
    isRunning = false;
  }

  /** Is anything left to be done? Those who have come are in the next round once all of this one are through. */
  function nextStep(): boolean {
    if (done < round.length) return true;
    const left = round.filter(({ step }) => step !== undefined);
    done = 0;
    if (left.length > 0) {
      round = left;
      return true;
    }
    round = arrived.splice(0, lengthOfRound(arrived));
    return round.length > 0;
  }

  return { enter };
}

function lengthOfRound(arrived: readonly Entry[]): number {
  let bytes = 0;
  const next = arrived.findIndex((entry, index) => {
    bytes += entry.bytes;
    return index > 0 && bytes > ROUND_BYTES;
  });
  return next === -1 ? arrived.length : next;
}

function take(entry: Entry): void {
  try {
    entry.step = entry.step?.();
  } catch (error) {
    entry.step = undefined;
    entry.failed(error);
  }
}
