/**
 * One WATCH: opened, read line by line, ended. It says how it ended and never throws, whatever its listeners do. A line is
 * handed on and dropped; a line longer than anything an API server sends, or one that is not UTF-8, ends the watch (design
 * 7.5).
 */
import type { IncomingMessage } from 'node:http';
import { after } from '../process/timers.js';
import { type ApiClient, broke, broken, type Failure, failure, type StatusAnswer } from './api-client.js';
import { type Lean, leanOf } from './lean.js';
import type { Timings } from './timings.js';

/** `clean`: the server ended it, as it does after `timeoutSeconds`. */
export type WatchEnd = { readonly kind: 'clean' } | StatusAnswer | Failure;

export interface WatchStream {
  readonly path: string;
  readonly signal: AbortSignal;
  readonly limits: Pick<Timings, 'headerDeadlineMs' | 'idleLimitMs' | 'lineBytes'>;
  /** What is left out of a line before it is handed on. */
  readonly lean?: Lean;
  readonly onOpen: () => void;
  /** Any byte. */
  readonly onByte: () => void;
  /**
   * One line without its end; a failure ends the watch. What takes a while is promised: no other line is handed on
   * meanwhile, and what was promised is called unless the watch has ended.
   */
  readonly onLine: (line: string) => LineResult | Promise<() => LineResult>;
}

export type LineResult = Failure | undefined;

export async function watchOnce(client: ApiClient, stream: WatchStream): Promise<WatchEnd> {
  const { path, signal, limits, onOpen } = stream;
  const opened = await client.open(path, { signal, deadlineMs: limits.headerDeadlineMs });
  if (opened.kind !== 'open') return opened;
  try {
    onOpen();
  } catch (error) {
    opened.response.destroy();
    return broke(error);
  }
  return readLines(opened.response, stream);
}

const LINE_FEED = 0x0a;

function readLines(
  response: IncomingMessage,
  { signal, limits, lean, onByte, onLine }: WatchStream,
): Promise<WatchEnd> {
  return new Promise((resolve) => {
    const splitter = createSplitter(limits.lineBytes, lean);
    let isOver = false;
    /** A line is being read; others wait for it. */
    let isReading = false;
    /** It may end while its last lines are still to be read. */
    let hasEnded = false;
    const finish = (end: WatchEnd): void => {
      isOver = true;
      idle.cancel();
      signal.removeEventListener('abort', abort);
      response.destroy();
      resolve(end);
    };
    const handOn = (): LineResult => {
      for (let line = splitter.next(); line !== undefined && !isOver; line = splitter.next()) {
        const result = line.ok ? onLine(line.text) : failure('malformed', 'a line is not UTF-8');
        if (result instanceof Promise) {
          isReading = true;
          response.pause();
          void result.then(resume).catch((error: unknown) => finish(broke(error)));
          return undefined;
        }
        if (result !== undefined) return result;
      }
      return splitter.fault();
    };
    const resume = (done: () => LineResult): void => {
      if (isOver) return;
      isReading = false;
      const fault = done() ?? handOn();
      if (fault !== undefined) finish(fault);
      // The next line may be one that takes a while, too.
      else if (!isReading && hasEnded) conclude();
      else if (!isReading) response.resume();
    };
    const conclude = (): void => finish(splitter.end() ?? { kind: 'clean' });
    const abort = (): void => finish(failure('connection', 'Pullgate ended it'));
    const idle = after(limits.idleLimitMs, () =>
      finish(failure('idle', `not a byte came for ${limits.idleLimitMs / 1000} s`)),
    );
    signal.addEventListener('abort', abort, { once: true });
    response.on('data', (chunk: Buffer) => {
      idle.refresh();
      try {
        onByte();
        splitter.add(chunk);
        const fault = isReading ? undefined : handOn();
        if (fault !== undefined) finish(fault);
      } catch (error) {
        // From here it would go to the process, and end it.
        finish(broke(error));
      }
    });
    response.on('end', () => {
      hasEnded = true;
      if (!isReading) conclude();
    });
    response.on('error', (error) => finish(broken(error)));
    response.on('close', () => {
      if (!hasEnded) finish(failure('connection', 'the connection was closed'));
    });
    if (signal.aborted) abort();
  });
}

type Line = { readonly ok: true; readonly text: string } | { readonly ok: false };

interface Splitter {
  add(chunk: Buffer): void;
  /** The next complete line; it is forgotten with that. */
  next(): Line | undefined;
  /** What keeps it from taking anything more; the lines before that are good. */
  fault(): LineResult;
  /** At the end of the stream: half a line is a fault. */
  end(): Failure | undefined;
}

function createSplitter(most: number, lean: Lean | undefined): Splitter {
  const lines: Buffer[] = [];
  let parts: Buffer[] = [];
  let size = 0;
  let fault: LineResult;

  function add(chunk: Buffer): void {
    let rest = chunk;
    for (let end = rest.indexOf(LINE_FEED); end !== -1; end = rest.indexOf(LINE_FEED)) {
      hold(rest.subarray(0, end));
      if (fault !== undefined) return;
      if (size > 0) lines.push(parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts));
      parts = [];
      size = 0;
      rest = rest.subarray(end + 1);
    }
    hold(rest);
  }

  function hold(part: Buffer): void {
    size += part.length;
    if (part.length > 0) parts.push(part);
    if (size <= most) return;
    parts = [];
    fault ??= failure('oversize', `a line is longer than ${most} bytes`);
  }

  function next(): Line | undefined {
    const bytes = lines.shift();
    if (bytes === undefined) return undefined;
    try {
      return {
        ok: true,
        text: new TextDecoder('utf-8', { fatal: true }).decode(leanOf(bytes, lean)),
      };
    } catch {
      return { ok: false };
    }
  }

  return {
    add,
    next,
    fault: () => fault,
    end: () => (size === 0 || fault !== undefined ? undefined : failure('malformed', 'the last line is cut off')),
  };
}
