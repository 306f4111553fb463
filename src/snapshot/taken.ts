/**
 * When a snapshot was taken, in a file beside it. Not in it: a cluster that is the same gives the same bytes, today and next
 * year, so a diff of two snapshots is what changed in the cluster. And not the time of the file: a checkout makes every file
 * anew, so it would call all of them fresh.
 */
import { createHash } from 'node:crypto';

/** What the name of a snapshot's file gets. */
export const TAKEN = '.taken';

export type Taken =
  | { readonly state: 'known' /** ms since the epoch */; readonly at: number }
  /** A clause: why nobody can tell. */
  | { readonly state: 'unknown'; readonly why: string };

/**
 * @param now ms since the epoch
 * @param text of the snapshot
 */
export function renderTaken(now: number, text: string): string {
  return `${new Date(now).toISOString().replace(/\.\d{3}Z$/, 'Z')} ${digestOf(text)}\n`;
}

const LINE = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z) (sha256:[0-9a-f]{64})$/;

/**
 * Only what says that it is about this very text is believed: one of the two that came without the other would call an old
 * snapshot fresh.
 *
 * @param line text of the file beside the snapshot
 */
export function readTaken(line: string, text: string): Taken {
  const [, time = '', digest] = LINE.exec(line.trim()) ?? [];
  const at = Date.parse(time);
  if (Number.isNaN(at)) return { state: 'unknown', why: 'is not what pullgate snapshot writes' };
  return digest === digestOf(text) ? { state: 'known', at } : { state: 'unknown', why: 'is of another snapshot' };
}

/** The line ends of Windows, which Git may write, change nothing. */
function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex')}`;
}
