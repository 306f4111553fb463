/** The clock of the machine, as the sources take it. */
import type { Clock } from './ports.js';

export const CLOCK: Clock = {
  now: () => Date.now(),
  ticks: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((done) => {
      const finish = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', finish);
        done();
      };
      const timer = setTimeout(finish, ms);
      timer.unref();
      if (signal.aborted) finish();
      else signal.addEventListener('abort', finish, { once: true });
    }),
};
