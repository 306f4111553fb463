/** Where reports go: `-o FORMAT[=FILE]`, as many as are wanted, one of them to standard output. */
import { appendFileSync, closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { Fault, systemReason } from '../process/errors.js';
import { nearest } from '../text/nearest.js';
import { printable } from '../text/printable.js';
import { COLOUR_CHOICES, wantsColour } from './colour.js';
import { type Invocation, type Io, optionText } from './command.js';
import { policyLine, type ReportedPolicy } from './policy-line.js';

export interface Destination<F> {
  readonly name: string;
  readonly format: F;
  /** Absent for stdout. */
  readonly file?: string;
}

/** The formats of a report by name, each loaded when it is asked for. */
export type FormatTable<F> = Readonly<Record<string, () => Promise<F>>>;

/**
 * Throws a Fault for a format that there is not, and for two on standard output.
 *
 * @param wrong what is said of a name that is none; the nearest one or all of them unless told
 */
export async function readDestinations<F>(
  invocation: Invocation,
  formats: FormatTable<F>,
  wrong: (name: string) => string = (name) => noFormat(name, Object.keys(formats)),
): Promise<readonly Destination<F>[]> {
  const texts = invocation.options['output'] ?? ['text'];
  const destinations = await Promise.all(texts.map((text) => readDestination(text, formats, wrong)));
  const onStdout = destinations.filter(({ file }) => file === undefined);
  if (onStdout.length > 1) {
    const names = onStdout.map(({ name }) => name).join(' and ');
    throw new Fault('PG_E_USAGE', `${names} cannot both go to standard output; give one a file: -o json=FILE`);
  }
  return destinations;
}

async function readDestination<F>(
  text: string,
  formats: FormatTable<F>,
  wrong: (name: string) => string,
): Promise<Destination<F>> {
  const equals = text.indexOf('=');
  const name = equals < 0 ? text : text.slice(0, equals);
  const file = equals < 0 ? undefined : text.slice(equals + 1);
  const load = Object.hasOwn(formats, name) ? formats[name] : undefined;
  if (load === undefined) throw new Fault('PG_E_USAGE', wrong(name));
  if (file === '') throw new Fault('PG_E_USAGE', `-o ${text} names no file`);
  return { name, format: await load(), ...(file === undefined ? {} : { file }) };
}

function noFormat(name: string, all: readonly string[]): string {
  const suggestion = nearest(name, all);
  const hint = suggestion === undefined ? `they are ${all.join(', ')}` : `did you mean ${suggestion}?`;
  return `there is no format ${JSON.stringify(name)}; ${hint}`;
}

/**
 * That the policy had to be assumed, on stderr, unless a format on standard output says it itself.
 *
 * @param telling names of such formats
 */
export function tellAssumed(
  policy: ReportedPolicy | undefined,
  destinations: readonly Destination<unknown>[],
  telling: readonly string[],
  io: Pick<Io, 'stderr'>,
): void {
  const isTold = destinations.some(({ name, file }) => telling.includes(name) && file === undefined);
  if (policy === undefined || policy.assumed === '' || isTold) return;
  io.stderr.write(printable(`warning: ${policyLine(policy)}\n`));
}

/** A file is read by tools and editors: colour there only where somebody asked for it. */
export function colourFor({ file }: Pick<Destination<unknown>, 'file'>, invocation: Invocation, io: Io): boolean {
  const choice = COLOUR_CHOICES.find((each) => each === optionText(invocation, 'color')) ?? 'auto';
  return file === undefined ? wantsColour(choice, io.env, io.isTTY) : choice === 'always';
}

/**
 * @param text or its parts, of which few are in memory at once
 * @param file absent for stdout
 */
export function writeText(
  text: string | Iterable<string>,
  file: string | undefined,
  io: Pick<Io, 'stdout' | 'cwd'>,
): void {
  if (file === undefined) {
    for (const piece of pieces(text)) io.stdout.write(piece);
  } else if (typeof text === 'string') writing(file, () => writeFileSync(resolve(io.cwd, file), text));
  else writing(file, () => writePieces(text, resolve(io.cwd, file)));
}

function writePieces(text: Iterable<string>, path: string): void {
  const opened = openSync(path, 'w');
  try {
    // A call may take less than all of it.
    for (const piece of pieces(text)) {
      for (let left = Buffer.from(piece); left.length > 0; ) left = left.subarray(writeSync(opened, left));
    }
  } finally {
    closeSync(opened);
  }
}

const PIECE = 64 * 1024;

function* pieces(text: string | Iterable<string>): Generator<string> {
  if (typeof text === 'string') {
    yield text;
    return;
  }
  let piece = '';
  for (const part of text) {
    piece += part;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

/** Behind what is in it. */
export function appendText(text: string, file: string, { cwd }: Pick<Io, 'cwd'>): void {
  writing(file, () => appendFileSync(resolve(cwd, file), text));
}

function writing(file: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw new Fault('PG_E_OUTPUT', `${file} cannot be written: ${systemReason(error)}`, { cause: error });
  }
}
