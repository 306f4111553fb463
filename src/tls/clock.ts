/** The clock of the machine, as the sources take it. */
import { pause } from '../process/timers.js';
import type { Clock } from './ports.js';

export const CLOCK: Clock = {
  now: () => Date.now(),
  ticks: () => performance.now(),
  sleep: async (ms, signal) => {
    await pause(ms, signal);
  },
};
