/**
 * Tells when the content of a file changes. It compares content, at intervals, instead of watching: a ConfigMap's volume
 * is a chain of symbolic links that Kubernetes swaps, and file watches miss that (design 3.4). It reads; what the
 * content means, and that an invalid one changes nothing, is the business of whoever is told.
 */
import { readFile } from 'node:fs/promises';
import { every } from '../process/timers.js';
import { digestOf } from './digest.js';

export { digestOf } from './digest.js';

export interface Watch {
  /** Looks now; resolves when the change, if there was one, has been dealt with. */
  readonly look: () => Promise<void>;
  readonly close: () => void;
}

export interface WatchOptions {
  readonly intervalMs?: number;
  /** Digest of the content that is in use: a change between reading it and watching it is told, too. */
  readonly known?: string;
  /** `onChange` broke: it is called again at a later look, less and less often. Absent: `look` rejects. */
  readonly onFault?: (error: unknown) => void;
}

/** So many doublings of the interval, while whoever is told breaks each time: with 5 s, to 5 minutes. */
const MOST_DOUBLINGS = 6;

export async function watchConfig(
  path: string,
  onChange: () => Promise<void> | void,
  options: WatchOptions = {},
): Promise<Watch> {
  return watchContent(() => fingerprint(path), onChange, options);
}

/** The same of whatever has a fingerprint. */
export async function watchContent(
  look: () => Promise<string>,
  onChange: () => Promise<void> | void,
  { intervalMs = 5000, known: inUse, onFault }: WatchOptions = {},
): Promise<Watch> {
  let known = inUse ?? (await look());
  let busy: Promise<void> | undefined;
  let closed = false;
  let doublings = 0;
  /** Looks to be left out. */
  let rest = 0;

  async function compare(): Promise<void> {
    const now = await look();
    if (now === known || closed) return;
    try {
      await onChange();
      known = now;
      doublings = 0;
    } catch (error) {
      doublings = Math.min(MOST_DOUBLINGS, doublings + 1);
      rest = 2 ** doublings - 1;
      if (onFault === undefined) throw error;
      onFault(error);
    }
  }

  function lookNow(): Promise<void> {
    busy ??= compare().finally(() => {
      busy = undefined;
    });
    return busy;
  }

  const timer = every(intervalMs, () => {
    if (rest > 0) rest -= 1;
    else void lookNow();
  });
  return {
    look: lookNow,
    close: () => {
      closed = true;
      timer.cancel();
    },
  };
}

/** A file that cannot be read has a fingerprint, too: it is told once, not every few seconds. */
async function fingerprint(path: string): Promise<string> {
  try {
    return digestOf(await readFile(path, 'utf8'));
  } catch (error) {
    return `unreadable: ${error instanceof Error ? error.message : String(error)}`;
  }
}
