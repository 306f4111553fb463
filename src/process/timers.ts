/**
 * Every timer of Pullgate. Node.js turns a time beyond 2^31 - 1 ms, 24.8 days, into 1 ms, and what was to happen in a
 * month happens a thousand times a second; here it happens in a month. No timer keeps the process alive unless told.
 *
 * `AbortSignal.timeout` and `AbortSignal.any` are not for loops: on Node 20 each `any` of a signal that lives long stays
 * registered with it.
 */

export interface Timer {
  readonly cancel: () => void;
  /** Counts from the beginning again, unless it has fired. */
  readonly refresh: () => void;
}

/** The longest time that setTimeout can count, in ms. */
export const LONGEST_STEP_MS = 2 ** 31 - 1;

/** Once, after so many ms; after `Infinity`, or what is no number, never. */
export function after(ms: number, act: () => void, { keepsAlive = false } = {}): Timer {
  const whole = Number.isNaN(ms) ? Number.POSITIVE_INFINITY : ms;
  let left: number;
  let handle: NodeJS.Timeout;
  const step = (): void => {
    const now = Math.min(left, LONGEST_STEP_MS);
    left -= now;
    handle = setTimeout(left > 0 ? step : act, now);
    if (!keepsAlive) handle.unref();
  };
  const start = (): void => {
    left = whole;
    step();
  };
  start();
  return {
    cancel: () => clearTimeout(handle),
    refresh: () => {
      if (whole <= LONGEST_STEP_MS) {
        handle.refresh();
        return;
      }
      clearTimeout(handle);
      start();
    },
  };
}

/** Between two looks at the clock, which tell whether the loop stood still. */
const LOOK_MS = 50;

/**
 * Once, after so many ms in which the loop ran. A process that got no processor has not waited for anybody: its timers are
 * due before what came meanwhile is read. Of a time in which it stood still no more than two looks count.
 *
 * @param clock ms of a clock that never goes back
 */
export function afterAwake(ms: number, act: () => void, clock: () => number): Pick<Timer, 'cancel'> {
  let left = ms;
  let timer: Timer | undefined;
  const look = (): void => {
    if (left <= 0) {
      act();
      return;
    }
    const wait = Math.min(left, LOOK_MS);
    const began = clock();
    timer = after(wait, () => {
      left -= Math.max(wait, Math.min(clock() - began, 2 * LOOK_MS));
      look();
    });
  };
  look();
  return { cancel: () => timer?.cancel() };
}

/** Again and again, so many ms apart; the first time after as long. */
export function every(ms: number, act: () => void): Pick<Timer, 'cancel'> {
  const again = (): void => {
    timer = after(ms, again);
    act();
  };
  let timer = after(ms, again);
  return { cancel: () => timer.cancel() };
}

/** True after `ms`, false as soon as one of the signals fires; leaves no timer and no listener behind. */
export function pause(ms: number, ...signals: readonly AbortSignal[]): Promise<boolean> {
  return new Promise((resolve) => {
    const isOver = (): boolean => signals.some(({ aborted }) => aborted);
    if (isOver()) {
      resolve(false);
      return;
    }
    const finish = (): void => {
      timer.cancel();
      for (const signal of signals) signal.removeEventListener('abort', finish);
      resolve(!isOver());
    };
    const timer = after(ms, finish);
    for (const signal of signals) signal.addEventListener('abort', finish, { once: true });
  });
}

/** A signal that fires after `ms`, or together with another one; `end` takes timer and listener away again. */
export function deadline(ms: number, other?: AbortSignal): { readonly signal: AbortSignal; readonly end: () => void } {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  const timer = after(ms, abort);
  if (other?.aborted === true) abort();
  else other?.addEventListener('abort', abort, { once: true });
  return {
    signal: controller.signal,
    end: () => {
      timer.cancel();
      other?.removeEventListener('abort', abort);
    },
  };
}
