/**
 * Words for whoever started a command, to a file descriptor. The streams of Node.js do the same, and to load them takes
 * longer than to check a file; they are used only where a write cannot be done at once (a pipe that somebody else has set
 * to not block), and on Windows, where a console is no file.
 */
import { writeSync } from 'node:fs';
import { codeOf } from '../text/error-words.js';

export interface Descriptor {
  readonly write: (text: string) => void;
}

/** @param onFault at most once; nothing is written after it */
export function openDescriptor(fd: 1 | 2, onFault: (error: unknown) => void): Descriptor {
  let isLost = false;
  let stream: NodeJS.WriteStream | undefined;
  const lose = (error: unknown): void => {
    if (!isLost) onFault(error);
    isLost = true;
  };
  const openStream = (): NodeJS.WriteStream => {
    const opened = fd === 1 ? process.stdout : process.stderr;
    opened.on('error', lose);
    return opened;
  };
  return {
    write(text) {
      if (isLost) return;
      if (process.platform === 'win32') stream ??= openStream();
      let left = Buffer.from(text);
      while (stream === undefined && left.length > 0) {
        try {
          left = left.subarray(writeSync(fd, left));
        } catch (error) {
          if (codeOf(error) !== 'EAGAIN') {
            lose(error);
            return;
          }
          stream = openStream();
        }
      }
      if (left.length > 0) stream?.write(left);
    },
  };
}

/** `| head`: whoever reads has had enough. */
export function isReaderGone(error: unknown): boolean {
  return codeOf(error) === 'EPIPE';
}
