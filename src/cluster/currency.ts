/**
 * Whether what a watch holds may be taken for the cluster as it is. A watch is late by milliseconds even when all is
 * well; beyond that memory is current only while the watch is open, has been open long enough to have caught up, and was
 * heard within the interval of its bookmarks. It promises that a gap between two watches is never taken for silence.
 *
 * What happened while no watch was open comes first once one is: the API server sends it right after the headers, with
 * nothing that marks the end of it (`sendInitialEvents` marks one, and sends every object for it). So the end is waited
 * for, which is what `settleMs` is.
 */
import { setImmediate } from 'node:timers/promises';
import { pause } from '../process/timers.js';
import type { Timings } from './timings.js';

export interface Currency {
  /** The API server has answered the headers of a watch. */
  opened(): void;
  /** A byte came. */
  heard(): void;
  closed(): void;
  isCurrent(): boolean;
}

export function createCurrency(
  { settleMs, quietMs }: Pick<Timings, 'settleMs' | 'quietMs'>,
  clock: () => number,
): Currency {
  let open: AbortController | undefined;
  let hasSettled = false;
  let heardAt = 0;

  async function settle(of: AbortController): Promise<void> {
    if (!(await pause(settleMs, of.signal))) return;
    // After a loop that stood still the timer is due before the bytes that came meanwhile are read.
    await setImmediate();
    if (open === of) hasSettled = true;
  }

  return {
    opened() {
      open?.abort();
      open = new AbortController();
      hasSettled = false;
      heardAt = clock();
      void settle(open);
    },
    heard() {
      heardAt = clock();
    },
    closed() {
      open?.abort();
      open = undefined;
      hasSettled = false;
    },
    isCurrent: () => hasSettled && clock() - heardAt <= quietMs,
  };
}
