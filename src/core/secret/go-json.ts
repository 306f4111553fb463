/**
 * JSON as Go's encoding/json decodes it (semantics 2.7 to 2.11; decode.go unquoteBytes): members in order, duplicate
 * names kept, strings as bytes. It reads the bytes as they are, because anybody may store a document of 1 MiB: what is
 * skipped makes no object and no text. The document was checked before (go-json-syntax.ts), so nothing here can fail.
 */
import {
  BACKSLASH,
  BLANK,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  LOWER_CASE,
  LOWER_F,
  LOWER_K,
  LOWER_N,
  LOWER_S,
  LOWER_T,
  LOWER_U,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  SHORT_ESCAPES,
  skipBlanks,
  UPPER_A,
  UPPER_Z,
} from './ascii.js';
import { coerceUtf8, encodeRune, fromData } from './byte-string.js';

/** A place in a document that was checked. Every function below takes it on; none may be used on another document. */
export interface Reader {
  readonly data: Uint8Array;
  at: number;
}

export type JsonType = 'null' | 'bool' | 'number' | 'string' | 'array' | 'object';

/** At the document's value. */
export function readerOf(data: Uint8Array): Reader {
  return { data, at: skipBlanks(data, 0) };
}

/** Of the value that the reader stands at. */
export function typeAt({ data, at }: Reader): JsonType {
  switch (data[at]) {
    case OPEN_BRACE:
      return 'object';
    case OPEN_BRACKET:
      return 'array';
    case QUOTE:
      return 'string';
    case LOWER_N:
      return 'null';
    case LOWER_T:
    case LOWER_F:
      return 'bool';
    default:
      return 'number';
  }
}

/** Into the object that the reader stands at, before its first member. */
export function enterObject(reader: Reader): void {
  reader.at += 1;
}

/**
 * Behind the opening brace or a value: true where another member follows, whose name the reader then stands at; false
 * where the object ends, and the reader is behind it.
 */
export function nextMember(reader: Reader): boolean {
  const { data } = reader;
  let at = skipBlanks(data, reader.at);
  if (data[at] === COMMA) at = skipBlanks(data, at + 1);
  const ends = data[at] === CLOSE_BRACE;
  reader.at = ends ? at + 1 : at;
  return !ends;
}

/** Behind a name: to the value. */
export function toValue(reader: Reader): void {
  reader.at = skipBlanks(reader.data, skipBlanks(reader.data, reader.at) + 1);
}

export function skipString(reader: Reader): void {
  const { data } = reader;
  let { at } = reader;
  do {
    if (data[at] === BACKSLASH) at += 1;
    at += 1;
  } while (data[at] !== QUOTE);
  reader.at = at + 1;
}

/** Behind the value, whatever it holds. */
export function skipValue(reader: Reader): void {
  const { data } = reader;
  let depth = 0;
  do {
    const byte = data[reader.at];
    if (byte === QUOTE) skipString(reader);
    else {
      if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth += 1;
      else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) depth -= 1;
      reader.at += 1;
    }
  } while (depth > 0 || !isDelimiter(data[reader.at], data[reader.at - 1]));
}

/** A string or container ends with itself, a number or a word before what cannot belong to it. */
function isDelimiter(byte: number | undefined, last: number | undefined): boolean {
  if (last === QUOTE || last === CLOSE_BRACE || last === CLOSE_BRACKET) return true;
  return byte === undefined || byte <= BLANK || byte === COMMA || byte === CLOSE_BRACE || byte === CLOSE_BRACKET;
}

/** The string that the reader stands at, as bytes; what is no UTF-8 in it is U+FFFD, as Go has it. */
export function readString(reader: Reader): string {
  const from = reader.at + 1;
  skipString(reader);
  return textBetween(reader.data, from, reader.at - 1);
}

function textBetween(data: Uint8Array, from: number, to: number): string {
  const pieces: string[] = [];
  let at = from;
  for (let end = from; ; end += 1) {
    if (end < to && data[end] !== BACKSLASH) continue;
    // Per piece: an escape ends a broken sequence, as it does for Go.
    if (end > at) pieces.push(coerceUtf8(fromData(data.subarray(at, end))));
    if (end >= to) return pieces.length === 1 ? (pieces[0] ?? '') : pieces.join('');
    const escaped = readEscape(data, end);
    pieces.push(escaped.value);
    at = escaped.next;
    end = at - 1;
  }
}

function readEscape(data: Uint8Array, at: number): { readonly value: string; readonly next: number } {
  const letter = data[at + 1] ?? 0;
  if (letter !== LOWER_U) return { value: SHORT_ESCAPES.get(letter) ?? '', next: at + 2 };
  const next = at + 6;
  const unit = unitAt(data, at);
  if (unit < 0xd800 || unit > 0xdfff) return { value: encodeRune(unit), next };
  // A pair is one rune; half a pair is U+FFFD, and what follows is read on its own.
  const hasNext = unit <= 0xdbff && data[next] === BACKSLASH && data[next + 1] === LOWER_U;
  const low = hasNext ? unitAt(data, next) : 0;
  if (low < 0xdc00 || low > 0xdfff) return { value: encodeRune(0xfffd), next };
  return { value: encodeRune(0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00)), next: next + 6 };
}

function unitAt(data: Uint8Array, at: number): number {
  return (hexAt(data, at + 2) << 12) | (hexAt(data, at + 3) << 8) | (hexAt(data, at + 4) << 4) | hexAt(data, at + 5);
}

/** A letter has bit 6 set, and counts from 10 on. */
function hexAt(data: Uint8Array, at: number): number {
  const byte = data[at] ?? 0;
  return (byte & 0xf) + (byte >> 6) * 9;
}

/**
 * Which of `names` (small letters) the name that the reader stands at is for encoding/json (fold.go): in any case, and
 * with the two runes beyond ASCII that fold to a letter. The reader is behind it afterwards.
 */
export function readName<Name extends string>(reader: Reader, names: readonly Name[]): Name | undefined {
  const from = reader.at + 1;
  skipString(reader);
  const to = reader.at - 1;
  for (const name of names) if (isNamed(reader.data, from, to, name)) return name;
  return undefined;
}

function isNamed(data: Uint8Array, from: number, to: number, name: string): boolean {
  let at = from;
  for (let index = 0; index < name.length; index += 1) {
    if (at >= to || foldedAt(data, at) !== name.charCodeAt(index)) return false;
    at += sizeAt(data, at);
  }
  return at === to;
}

const LONG_S = 0x17f;
const KELVIN = 0x212a;

/** The small letter for what stands at `at`, or what is none. */
function foldedAt(data: Uint8Array, at: number): number {
  const byte = data[at] ?? 0;
  const isUnit = byte === BACKSLASH && data[at + 1] === LOWER_U;
  if (isUnit ? unitAt(data, at) === LONG_S : byte === 0xc5 && data[at + 1] === 0xbf) return LOWER_S;
  if (isUnit ? unitAt(data, at) === KELVIN : byte === 0xe2 && data[at + 1] === 0x84 && data[at + 2] === 0xaa)
    return LOWER_K;
  const letter = isUnit ? unitAt(data, at) : byte;
  return letter >= UPPER_A && letter <= UPPER_Z ? letter | LOWER_CASE : letter;
}

/** Bytes that a letter of a name takes up there. */
function sizeAt(data: Uint8Array, at: number): number {
  const byte = data[at] ?? 0;
  if (byte === BACKSLASH) return data[at + 1] === LOWER_U ? 6 : 2;
  return byte < 0x80 ? 1 : byte === 0xc5 ? 2 : 3;
}
