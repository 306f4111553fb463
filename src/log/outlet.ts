/**
 * Standard output and standard error as something that a long-running process can write to without ever waiting for
 * whoever reads. What that takes depends on what is behind the descriptor, and it is never the same for all:
 *
 * - a pipe, FIFO, terminal or device is opened a second time, non-blocking: the flag belongs to what was opened, so that
 *   of whoever shares the first one stays as it is, and nobody else can take ours away;
 * - a socket cannot be opened again, and a pipe of another user may not be: libuv sets the flag on the one that is there;
 * - a regular file knows no such flag, and a write to it waits for the disk: it is left to the thread pool, one write at
 *   a time, so that a disk that hangs takes one thread and not the process.
 */
import { constants, fstatSync, openSync } from 'node:fs';

export interface Outlet {
  readonly fd: number;
  /** `at-once`: a write returns at once, with EAGAIN where there is no room. `pool`: a write may wait. */
  readonly way: 'at-once' | 'pool';
}

export function openOutlet(fd: 1 | 2): Outlet {
  const kind = fstatSync(fd);
  if (kind.isFile()) return { fd, way: 'pool' };
  const own = openAgain(fd);
  if (own !== undefined) return { fd: own, way: 'at-once' };
  if (!kind.isFIFO() && !kind.isSocket()) return { fd, way: 'pool' };
  // The stream that Node.js makes of it is what sets the flag; it is not written to.
  void (fd === 1 ? process.stdout : process.stderr);
  return { fd, way: 'at-once' };
}

/** Undefined where the system has no such path (macOS answers with the same open file) or does not let us. */
function openAgain(fd: number): number | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    return openSync(`/proc/self/fd/${fd}`, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
  } catch {
    return undefined;
  }
}
