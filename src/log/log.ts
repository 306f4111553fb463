/**
 * The one logger: pino, a JSON object per line, string levels, ISO time, no host and process fields.
 *
 * Callers log fields by name and never an object of a review; redaction is only the second line. Of an error's text only
 * plain words are written, because it may quote the input (error-words.ts; design 8.2).
 */
import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
import { codeOf, framesOf, typeOf, wordsOf } from '../text/error-words.js';
import { createLineSink, type LineSink } from './line-sink.js';
import { type Outlet, openOutlet } from './outlet.js';

export type Log = Logger;

export interface LogOptions {
  readonly level: string;
  /** Where the lines go; standard output, as `openLogSink` has it, if absent. */
  readonly to?: DestinationStream;
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

export function createLog({ level, to }: LogOptions): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: REDACTED, censor: '[redacted]' },
      serializers: { err: describeError },
    },
    to ?? openLogSink(openOutlet(1)),
  );
}

export interface LineFields extends Readonly<Record<string, unknown>> {
  readonly msg: string;
}

/**
 * One line whose fields are all named by whoever writes it, in the form of the others: the line of a review, written each
 * time. It leaves out what pino does for fields of others (serialising, redaction), a tenth of an ordinary review.
 */
export function writeLine(log: Log, level: 'debug' | 'info', fields: () => LineFields): void {
  if (!log.isLevelEnabled(level)) return;
  const { [pino.symbols.streamSym]: sink } = log as unknown as { readonly [pino.symbols.streamSym]: DestinationStream };
  sink.write(`{"level":"${level}"${stdTimeFunctions.isoTime()},${JSON.stringify(fields()).slice(1)}\n`);
}

/** Some thousand lines: what is kept while nobody reads. */
const MOST_KEPT_BYTES = 1024 * 1024;
const FATAL = '{"level":"fatal"';

/** The lines of the log on their way out: a reader that stalls or is gone, and a full disk, cost lines and nothing else. */
export function openLogSink(outlet: Outlet): LineSink {
  return createLineSink(outlet, {
    mostBytes: MOST_KEPT_BYTES,
    isLast: (line) => line.startsWith(FATAL),
    notice: (lines, code) =>
      `${JSON.stringify({
        level: 'warn',
        time: new Date().toISOString(),
        event: 'log',
        dropped: lines,
        code,
        msg: 'lines of the log are missing here: they could not be written',
      })}\n`,
  });
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
