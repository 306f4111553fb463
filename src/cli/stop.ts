/**
 * The end of what works in the background: certificates and cluster, when nobody is answered any more. A replica that
 * ended in the middle of a write would leave it half done, and watches that nobody reads to time out at the API server.
 * It takes a bounded time and never rejects: whoever stops has already been told to go.
 */
import type { Log } from '../log/log.js';
import { after } from '../process/timers.js';

/** Their calls are aborted, not waited for: more than some milliseconds means that something is wrong. */
const LONGEST_STOP_MS = 2_000;

export async function stopParts(
  parts: Readonly<Record<string, () => Promise<void>>>,
  log: Pick<Log, 'info' | 'warn' | 'error'>,
  mostMs = LONGEST_STOP_MS,
): Promise<void> {
  const left = new Set(Object.keys(parts));
  const stopOne = async ([what, stop]: readonly [string, () => Promise<void>]): Promise<void> => {
    try {
      await stop();
      log.info({ event: 'shutdown', what }, 'stopped');
    } catch (error) {
      log.error({ event: 'fault', what, err: error }, 'it could not be stopped: this is a fault of Pullgate');
    }
    left.delete(what);
  };
  const all = Promise.all(Object.entries(parts).map(stopOne));
  let isLate = false;
  await new Promise<void>((done) => {
    const limit = after(
      mostMs,
      () => {
        isLate = true;
        done();
      },
      { keepsAlive: true },
    );
    void all.then(() => {
      limit.cancel();
      done();
    });
  });
  if (isLate) log.warn({ event: 'shutdown', what: [...left].join(', ') }, `not stopped within ${mostMs / 1000} s`);
  log.info({ event: 'shutdown' }, 'closed');
}
