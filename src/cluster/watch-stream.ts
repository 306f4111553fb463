/**
 * One WATCH: opened, read line by line, ended. It says how it ended and never throws. A line is handed on and dropped;
 * a line longer than anything an API server sends, or one that is not UTF-8, ends the watch (reliability.md 2.4.6).
 */
import type { IncomingMessage } from 'node:http';
import { after } from '../ops/timers.js';
import { type ApiClient, broken, type Failure, failure, type StatusAnswer } from './api-client.js';
import type { Timings } from './timings.js';

/** `clean`: the server ended it, as it does after `timeoutSeconds`. */
export type WatchEnd = { readonly kind: 'clean' } | StatusAnswer | Failure;

export interface WatchStream {
  readonly path: string;
  readonly signal: AbortSignal;
  readonly limits: Pick<Timings, 'headerDeadlineMs' | 'idleLimitMs' | 'lineBytes'>;
  readonly onOpen: () => void;
  /** Any byte. */
  readonly onByte: () => void;
  /** One line without its end; a failure ends the watch. */
  readonly onLine: (line: string) => Failure | undefined;
}

export async function watchOnce(client: ApiClient, stream: WatchStream): Promise<WatchEnd> {
  const { path, signal, limits, onOpen } = stream;
  const opened = await client.open(path, { signal, deadlineMs: limits.headerDeadlineMs });
  if (opened.kind !== 'open') return opened;
  onOpen();
  return readLines(opened.response, stream);
}

const LINE_FEED = 0x0a;

function readLines(response: IncomingMessage, { signal, limits, onByte, onLine }: WatchStream): Promise<WatchEnd> {
  return new Promise((resolve) => {
    const splitter = createSplitter(limits.lineBytes, onLine);
    const finish = (end: WatchEnd): void => {
      idle.cancel();
      signal.removeEventListener('abort', abort);
      response.destroy();
      resolve(end);
    };
    const abort = (): void => finish(failure('connection', 'Pullgate ended it'));
    const idle = after(limits.idleLimitMs, () =>
      finish(failure('idle', `not a byte came for ${limits.idleLimitMs / 1000} s`)),
    );
    signal.addEventListener('abort', abort, { once: true });
    response.on('data', (chunk: Buffer) => {
      idle.refresh();
      onByte();
      const fault = splitter.add(chunk);
      if (fault !== undefined) finish(fault);
    });
    response.on('end', () => finish(splitter.end() ?? { kind: 'clean' }));
    response.on('error', (error) => finish(broken(error)));
    response.on('close', () => finish(failure('connection', 'the connection was closed')));
    if (signal.aborted) abort();
  });
}

interface Splitter {
  add(chunk: Buffer): Failure | undefined;
  /** At the end of the stream: half a line is a fault. */
  end(): Failure | undefined;
}

function createSplitter(most: number, onLine: WatchStream['onLine']): Splitter {
  let parts: Buffer[] = [];
  let size = 0;
  let isOver = false;

  function add(chunk: Buffer): Failure | undefined {
    if (isOver) return undefined;
    let rest = chunk;
    for (let end = rest.indexOf(LINE_FEED); end !== -1; end = rest.indexOf(LINE_FEED)) {
      const fault = hold(rest.subarray(0, end)) ?? emit();
      if (fault !== undefined) return stop(fault);
      rest = rest.subarray(end + 1);
    }
    const fault = hold(rest);
    return fault === undefined ? undefined : stop(fault);
  }

  function hold(part: Buffer): Failure | undefined {
    size += part.length;
    if (size > most) return failure('oversize', `a line is longer than ${most} bytes`);
    if (part.length > 0) parts.push(part);
    return undefined;
  }

  function emit(): Failure | undefined {
    const bytes = parts.length === 1 ? parts[0] : Buffer.concat(parts);
    parts = [];
    size = 0;
    if (bytes === undefined || bytes.length === 0) return undefined;
    try {
      return onLine(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    } catch {
      return failure('malformed', 'a line is not UTF-8');
    }
  }

  function stop(fault: Failure): Failure {
    isOver = true;
    parts = [];
    return fault;
  }

  return {
    add,
    end: () => (size === 0 || isOver ? undefined : failure('malformed', 'the last line is cut off')),
  };
}
