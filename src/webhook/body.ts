/**
 * Reads the bytes of an AdmissionReview, cheaper than `JSON.parse` of the whole, with exactly its result.
 *
 * Values are cut out of the bytes before they are parsed, because most of a review is in them and no verdict reads them
 * (design 10.1): `request.object.metadata.managedFields`; of a Pod the `env` of its containers; and `request.oldObject`,
 * which is parsed when it is asked for. A wrong cut would be a policy bypass, so a cut is only made where these arguments
 * hold:
 *
 * 1. In valid JSON a quote right after a comma is not escaped, and a letter never follows the quote that ends a string.
 *    So `,"oldObject":{` can only be a key with its value, never text inside a string, and `]},"spec` only structure.
 * 2. The end of a value is found by its brackets: for `managedFields` and `env` the first `]`, if no other `[` stands
 *    before it and structure (1.) follows it; for `oldObject` by counting brackets outside of strings.
 * 3. A secret mark takes the place of each value. Only if the parsed review holds as many marks at the very paths meant as
 *    cuts were made were all the right keys cut, whatever duplicate, escaped or nested keys are there: JSON.parse itself
 *    has decided it.
 *
 * Wherever one of these fails (other spacing, another order, a custom resource that uses the same names), the whole
 * body is parsed as it is. What is malformed inside a cut value does not keep the review from being answered.
 */
import { randomBytes } from 'node:crypto';
import { listOf, own } from '../core/fields.js';
import { CONTAINER_LISTS } from '../core/subject.js';

export interface ReviewBody {
  /** The parsed review, without the values that were cut. */
  readonly review: unknown;
  /** `request.oldObject`, parsed at the first call; undefined where it is malformed. */
  readonly oldObject: () => unknown;
}

/** Where a value stands in the body; `end` is the index after its last byte. */
interface Span {
  readonly start: number;
  readonly end: number;
}

const OLD_OBJECT = Buffer.from(',"oldObject":{');
const OLD_OBJECT_NULL = Buffer.from(',"oldObject":null,');
const MANAGED_FIELDS = Buffer.from(',"managedFields":[{');
const ENV = Buffer.from(',"env":[{');
/** Of `request.kind`, which the API server writes second. Only a guess at what is worth a cut: the marks decide. */
const POD = Buffer.from('"version":"v1","kind":"Pod"},');
const HEAD = 256;
/** In bytes of the object. Below, what a cut costs is what it saves. */
const LEAST_FOR_ENV = 16 * 1024;
/** The API server ends a review with `oldObject`, `dryRun` and `options`; this many bytes surely hold a null one. */
const TAIL = 512;

/** Nobody who writes a review can know it, so it stands in a parsed value only where a cut was made. */
const MARK = `pullgate-cut-${randomBytes(16).toString('hex')}`;
const QUOTED_MARK = JSON.stringify(MARK);

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** Undefined where the body is no JSON. The text of the error of JSON.parse quotes the input, so it ends here. */
export function readBody(body: Buffer): ReviewBody | undefined {
  const old = oldObjectSpan(body);
  const before = old === undefined ? body : body.subarray(0, old.start);
  const fields = listSpan(before, MANAGED_FIELDS, 0);
  const env = envSpans(before, fields?.end ?? 0);
  return (old || fields || env.length > 0 ? readCut(body, old, fields, env) : undefined) ?? readWhole(body);
}

function readWhole(body: Buffer): ReviewBody | undefined {
  const review = parseJson(text(body, 0, body.length));
  return review === undefined ? undefined : { review, oldObject: () => own(own(review, 'request'), 'oldObject') };
}

function readCut(
  body: Buffer,
  old: Span | undefined,
  fields: Span | undefined,
  env: readonly Span[],
): ReviewBody | undefined {
  const cuts = [fields, ...env, old].filter((span) => span !== undefined);
  const review = parseJson(without(body, { start: 0, end: body.length }, cuts));
  const request = own(review, 'request');
  if (old && own(request, 'oldObject') !== MARK) return undefined;
  if (fields && own(own(own(request, 'object'), 'metadata'), 'managedFields') !== MARK) return undefined;
  if (markedEnv(own(own(request, 'object'), 'spec')) !== env.length) return undefined;
  if (!old) return { review, oldObject: () => own(request, 'oldObject') };
  let parsed: { readonly value: unknown } | undefined;
  return {
    review,
    oldObject: () => {
      parsed ??= { value: readObject(body, old) };
      return parsed.value;
    },
  };
}

/** Parses one object of the body, its `metadata.managedFields` cut where that is certain. */
function readObject(body: Buffer, span: Span): unknown {
  const fields = listSpan(body.subarray(0, span.end), MANAGED_FIELDS, span.start);
  if (fields) {
    const value = parseJson(without(body, span, [fields]));
    if (own(own(value, 'metadata'), 'managedFields') === MARK) return value;
  }
  return parseJson(text(body, span.start, span.end));
}

function oldObjectSpan(body: Buffer): Span | undefined {
  // A create has `"oldObject":null` near its end: that saves the search through the object. Only a shortcut: whatever
  // it finds, nothing is cut then.
  if (body.indexOf(OLD_OBJECT_NULL, Math.max(0, body.length - TAIL)) !== -1) return undefined;
  const key = body.indexOf(OLD_OBJECT);
  if (key === -1) return undefined;
  const start = key + OLD_OBJECT.length - 1;
  const end = endOfObject(body, start, listSpan(body, MANAGED_FIELDS, start));
  return end === undefined ? undefined : { start, end };
}

/** The first list with this key, a list of objects without a list in them. */
function listSpan(body: Buffer, key: Buffer, from: number): Span | undefined {
  const at = body.indexOf(key, from);
  return at === -1 ? undefined : flatList(body, at + key.length - 2);
}

/** The list that begins at `start`. What is looked through ends with the next `[`: who writes many keys pays for each byte once. */
function flatList(body: Buffer, start: number): Span | undefined {
  const nested = body.indexOf(OPEN_BRACKET, start + 1);
  const flat = nested === -1 ? body.subarray(start) : body.subarray(start, nested);
  // Where it does not end in there, this is the place of its own `[`, behind which no structure begins.
  const end = start + flat.indexOf(CLOSE_BRACKET) + 1;
  const next = body[end] === CLOSE_BRACE ? end + 1 : end;
  const structure = body[next] === COMMA && body[next + 1] === QUOTE && isLetter(body[next + 2]);
  return structure ? { start, end } : undefined;
}

const NO_SPANS: readonly Span[] = [];

/**
 * What the containers of a Pod have as `env`. Worth a fifth of what a Pod with 124 containers costs in all: half of what is
 * collected as garbage is made of it.
 */
function envSpans(body: Buffer, from: number): readonly Span[] {
  if (body.length - from < LEAST_FOR_ENV || !body.subarray(0, HEAD).includes(POD)) return NO_SPANS;
  const spans: Span[] = [];
  for (let at = body.indexOf(ENV, from); at !== -1; at = body.indexOf(ENV, at + ENV.length)) {
    const span = flatList(body, at + ENV.length - 2);
    if (span !== undefined) spans.push(span);
  }
  return spans;
}

/** Containers whose `env` was cut. */
function markedEnv(podSpec: unknown): number {
  let marked = 0;
  for (const { field } of CONTAINER_LISTS) {
    for (const container of listOf(podSpec, field)) if (own(container, 'env') === MARK) marked += 1;
  }
  return marked;
}

function isLetter(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

/** The index after the object that begins at `start`, by counting brackets outside of strings; `skip` is not read. */
function endOfObject(body: Buffer, start: number, skip: Span | undefined): number | undefined {
  const length = body.length;
  let depth = 0;
  for (let i = start; i < length; i++) {
    const byte = body[i];
    if (byte === QUOTE) {
      i = endOfString(body, i);
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      if (skip && i === skip.start) i = skip.end - 1;
      else depth++;
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      depth--;
      if (depth === 0) return i + 1;
    }
  }
  return undefined;
}

/** The index of the quote that ends the string that begins at `start`, or the end of the body. */
function endOfString(body: Buffer, start: number): number {
  const length = body.length;
  let i = start + 1;
  while (i < length) {
    const byte = body[i];
    if (byte === QUOTE) return i;
    i += byte === BACKSLASH ? 2 : 1;
  }
  return length;
}

/** The text of `span` with the mark in place of each cut; `cuts` are in order and do not overlap. */
function without(body: Buffer, span: Span, cuts: readonly Span[]): string {
  let result = '';
  let from = span.start;
  for (const cut of cuts) {
    result += text(body, from, cut.start) + QUOTED_MARK;
    from = cut.end;
  }
  return result + text(body, from, span.end);
}

function text(body: Buffer, start: number, end: number): string {
  return body.toString('utf8', start, end);
}

function parseJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
}
