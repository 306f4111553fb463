/**
 * The one logger: pino, a JSON object per line, string levels, ISO time, no host and process fields.
 *
 * Callers log fields by name and never an object of a review; redaction is only the second line. Of an error's text only
 * plain words are written, because it may quote the input (error-words.ts; reliability.md 3.3).
 */
import { type DestinationStream, destination, type Logger, pino, stdTimeFunctions } from 'pino';
import { codeOf, framesOf, typeOf, wordsOf } from './error-words.js';

export type Log = Logger;

export interface LogOptions {
  readonly level: string;
  /** Where the lines go: a path, a file descriptor, or a stream; standard output if absent. */
  readonly to?: string | number | DestinationStream;
}

/** Field names that could only hold what must not be printed. */
const REDACTED = [
  'auth',
  'auths',
  'authorization',
  'body',
  'data',
  'identitytoken',
  'object',
  'oldObject',
  'password',
  'registrytoken',
  'stringData',
  'token',
];

export function createLog({ level, to = 1 }: LogOptions): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: REDACTED, censor: '[redacted]' },
      serializers: { err: describeError },
    },
    typeof to === 'object' ? to : openBuffered(to),
  );
}

/**
 * Lines are written together, at the latest after 50 ms: a system call for each costs a fifth of a review's CPU. They
 * are also written when the process ends by itself; one that is killed takes at most the last 50 ms with it.
 */
function openBuffered(dest: string | number): DestinationStream {
  const stream = destination({ dest, sync: true, mkdir: true, minLength: 4096, periodicFlush: 50 });
  process.once('exit', () => stream.flushSync());
  return stream;
}

export interface ErrorFields {
  readonly type: string;
  readonly code?: string;
  readonly message: string;
  readonly stack: string;
}

/** What of an error may be logged; never its cause or other fields, which may be a request with its headers. */
function describeError(error: unknown): ErrorFields {
  if (!(error instanceof Error))
    return { type: typeof error, message: 'something that is no Error was thrown', stack: '' };
  const code = codeOf(error);
  return {
    type: typeOf(error),
    ...(code === '' ? {} : { code }),
    message: wordsOf(error),
    stack: framesOf(error),
  };
}
