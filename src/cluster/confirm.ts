/**
 * Memory that does not know whether it is current (currency.ts) is asked about at the API server before anything is
 * admitted for it. Where the API server does not answer, memory stands: who is admitted wrongly gets the ImagePullBackOff
 * that would have come anyway (design 7.10). Where it refuses to answer, it does not: rights that are gone do not
 * come back by waiting, and memory would grow old without anybody noticing.
 */
import type { Lookup } from '../core/types.js';
import type { Awaitable } from '../facts/awaitable.js';
import { afterAwake } from '../process/timers.js';
import type { Timings } from './timings.js';

export interface ConfirmOptions {
  readonly timings: Pick<Timings, 'confirmMs'>;
  readonly clock: () => number;
}

/** @param isRefused whether the API server refuses such questions, asked once it has answered */
export type Confirm = <T>(
  held: Lookup<T>,
  ask: () => Awaitable<Lookup<T>>,
  isRefused: () => boolean,
) => Promise<Lookup<T>>;

/** A server that let one question wait in vain is not waited for again for so long. */
const SILENT_MS = 2000;

export function createConfirm({ timings, clock }: ConfirmOptions): Confirm {
  let silentUntil = Number.NEGATIVE_INFINITY;
  return async (held, ask, isRefused) => {
    const asked = Promise.resolve(ask());
    if (clock() < silentUntil) {
      // Nobody waits for it: it is asked so that others hear of an answer.
      asked.catch(() => {});
      return held;
    }
    const answer = await within(asked, timings.confirmMs, clock);
    if (answer === undefined) silentUntil = clock() + SILENT_MS;
    if (answer === undefined || (answer.state === 'unknown' && !isRefused())) return held;
    return answer;
  };
}

/** What this process stood still itself is no silence of the API server. */
function within<T>(asked: Promise<T>, ms: number, clock: () => number): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const timer = afterAwake(ms, () => resolve(undefined), clock);
    asked.finally(timer.cancel).then(resolve, reject);
  });
}
