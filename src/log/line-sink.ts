/**
 * Lines on their way out, for which nobody waits and of which nothing ends the process. They are written together, at
 * the latest after 50 ms: a system call for each costs a fifth of a review's CPU. What cannot be written is kept up to a
 * bound in bytes and tried again; what comes beyond it is dropped, counted, and told once, at the place where it is
 * missing, as soon as there is room.
 */
import { write as writeLater, writeSync } from 'node:fs';
import { after, type Timer } from '../process/timers.js';
import type { Outlet } from './outlet.js';

export interface LineSink {
  /** Takes one line, its newline included, or drops it. Never throws, never waits. */
  readonly write: (line: string) => void;
  /** For the last words of a process: waits for room, at most half a second of all calls together. */
  readonly flushSync: () => void;
  /** Calls back when everything has been written, and after half a second in any case. */
  readonly flush: (done: () => void) => void;
  /** How many lines were dropped so far. */
  readonly dropped: () => number;
}

export interface LineSinkOptions {
  readonly mostBytes: number;
  /** A line that says how many are missing where it stands, and the code of what kept them back. */
  readonly notice: (lines: number, code: string) => string;
  /** Lines that are taken beyond the bound: the last ones of a process. */
  readonly isLast?: (line: string) => boolean;
}

/** Characters that are written at once, without waiting for the timer. */
const BATCH = 4096;
/** The same, while a write is under way in the thread pool: what a round trip there is worth. */
const POOL_BATCH = 16 * BATCH;
const FLUSH_MS = 50;
/** No room: tried again soon, then at longer intervals. */
const FIRST_RETRY_MS = 5;
const LAST_RETRY_MS = 100;
/** A full disk, a reader who is gone: not a matter of milliseconds. */
const FAULT_RETRY_MS = 1000;
const LAST_WORDS_MS = 500;
const NAP_MS = 5;
/** UTF-8 takes at most three bytes for what JavaScript counts as one. */
const BYTES_PER_UNIT = 3;

/** It also writes what is left when the process ends by itself. */
export function createLineSink({ fd, way }: Outlet, options: LineSinkOptions): LineSink {
  const { mostBytes, notice, isLast } = options;
  const scratch = Buffer.allocUnsafeSlow(4 * BATCH);
  /** Lines that are not bytes yet. */
  let open = '';
  /** Whole lines as bytes; of the first, so many bytes are written. */
  const queue: Buffer[] = [];
  let written = 0;
  let queuedBytes = 0;
  let dropped = 0;
  let untold = 0;
  let why = '';
  let retryMs = FIRST_RETRY_MS;
  let napsLeft = LAST_WORDS_MS / NAP_MS;
  let timer: Timer | undefined;
  let isWriting = false;
  let isStuck = false;
  const waiting = new Set<() => void>();

  function write(line: string): void {
    const isFull = untold > 0 || queuedBytes + open.length + line.length > mostBytes;
    if (isFull && isLast?.(line) !== true) {
      dropped += 1;
      untold += 1;
      return;
    }
    if (isFull) tell();
    open += line;
    if (open.length < BATCH) wake(FLUSH_MS);
    else if (!isWriting) pump();
    else if (open.length >= POOL_BATCH) close();
  }

  function wake(ms: number): void {
    if (timer !== undefined || isWriting) return;
    timer = after(ms, onTimer);
  }

  function onTimer(): void {
    timer = undefined;
    pump();
  }

  /** What is open becomes bytes that wait. */
  function close(): void {
    if (open === '') return;
    keep(Buffer.from(open), 0);
    open = '';
  }

  function keep(bytes: Buffer, already: number): void {
    if (queue.length === 0) written = already;
    queue.push(bytes);
    queuedBytes += bytes.length;
  }

  function pump(): void {
    if (way === 'pool') pumpPool();
    else pumpAtOnce();
  }

  function pumpAtOnce(): void {
    const code = queue.length === 0 ? writeOpen() : writeQueue();
    settle(code);
  }

  /** The usual case: nothing waits, and everything can be written. Returns the code of what went wrong, or ''. */
  function writeOpen(): string {
    if (open === '') return '';
    const fits = open.length * BYTES_PER_UNIT <= scratch.length;
    const bytes = fits ? scratch.subarray(0, scratch.write(open)) : Buffer.from(open);
    open = '';
    const { count, code } = tryWrite(bytes, 0);
    if (count === bytes.length) return '';
    keep(fits ? Buffer.from(bytes) : bytes, count);
    return code;
  }

  function writeQueue(): string {
    close();
    for (let first = queue[0]; first !== undefined; first = queue[0]) {
      const { count, code } = tryWrite(first, written);
      advance(first, count);
      if (code !== '') return code;
    }
    return '';
  }

  /** Less than everything is no fault of its own: the next try says what is wrong. */
  function tryWrite(bytes: Buffer, from: number): { readonly count: number; readonly code: string } {
    try {
      const count = writeSync(fd, bytes, from, bytes.length - from);
      return { count, code: from + count < bytes.length ? 'EAGAIN' : '' };
    } catch (error) {
      return { count: 0, code: codeOf(error) };
    }
  }

  function advance(first: Buffer, count: number): void {
    if (count > 0) retryMs = FIRST_RETRY_MS;
    written += count;
    if (written < first.length) return;
    queue.shift();
    queuedBytes -= first.length;
    written = 0;
  }

  /** After a round of writes: who waits is called, what is missing is told, what is left is tried again. */
  function settle(code: string): void {
    if (code !== '') why = code;
    if (untold > 0 && queuedBytes <= mostBytes / 2) tell();
    if (queue.length === 0 && open === '') {
      for (const done of waiting) done();
      return;
    }
    if (code === '') wake(FLUSH_MS);
    else if (code === 'EAGAIN') {
      wake(retryMs);
      retryMs = Math.min(LAST_RETRY_MS, 2 * retryMs);
    } else wake(FAULT_RETRY_MS);
  }

  function tell(): void {
    if (untold === 0) return;
    open += notice(untold, why);
    untold = 0;
  }

  function pumpPool(): void {
    if (isWriting) return;
    close();
    const first = queue[0];
    if (first === undefined) {
      settle('');
      return;
    }
    isWriting = true;
    writeLater(fd, first, written, first.length - written, null, (error, count) => {
      isWriting = false;
      advance(first, count ?? 0);
      settle(error === null ? '' : codeOf(error));
      if (error === null && queue.length > 0) pumpPool();
    });
  }

  function flushSync(): void {
    // What is under way in the thread pool ends before the process does; the rest must not overtake it.
    if (isWriting) return;
    for (let code = writeAll(); code !== ''; code = writeAll()) {
      if (code !== 'EAGAIN' || napsLeft <= 0) return;
      napsLeft -= 1;
      Atomics.wait(NOBODY, 0, 0, NAP_MS);
    }
  }

  function writeAll(): string {
    const code = queue.length === 0 ? writeOpen() : writeQueue();
    if (code !== '') why = code;
    if (code !== '' || untold === 0) return code;
    tell();
    return writeOpen();
  }

  function flush(done: () => void): void {
    const finish = (): void => {
      limit.cancel();
      waiting.delete(finish);
      isStuck = isWriting;
      done();
    };
    const limit = after(LAST_WORDS_MS, finish, { keepsAlive: true });
    waiting.add(finish);
    if (way === 'pool') pumpPool();
    else finish();
  }

  function atExit(): void {
    // The process would wait for its threads, and with them for the write that does not come to an end.
    if (isStuck && isWriting) process.kill(process.pid, 'SIGKILL');
    flushSync();
  }

  process.once('exit', atExit);
  return { write, flushSync, flush, dropped: () => dropped };
}

/** Nothing ever wakes it: a wait on it is a nap of the whole thread. */
const NOBODY = new Int32Array(new SharedArrayBuffer(4));

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
