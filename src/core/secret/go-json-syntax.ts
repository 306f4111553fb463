/**
 * The syntax of JSON as Go's encoding/json has it (scanner.go; semantics 2.10): over the whole document, before
 * anything of it is decoded. JSON.parse would accept other strings, and says nothing about where it fails.
 *
 * It makes no object and no text, whatever the document holds, and works without recursion: 10,000 levels are legal.
 */
import {
  BACKSLASH,
  BLANK,
  CLOSE_BRACE,
  COLON,
  COMMA,
  DOT,
  LOWER_A,
  LOWER_CASE,
  LOWER_E,
  LOWER_F,
  LOWER_N,
  LOWER_T,
  LOWER_U,
  MINUS,
  NINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  PLUS,
  QUOTE,
  SHORT_ESCAPES,
  skipBlanks,
  ZERO,
} from './ascii.js';
import { jsonCause } from './json-cause.js';

/** scanner.go maxNestingDepth. */
const MAX_DEPTH = 10_000;
/** From an opening bracket or brace to the one that closes it. */
const TO_CLOSING = 2;
const BOM = [0xef, 0xbb, 0xbf];

/** `undefined`: sound. Else a clause that quotes nothing: `it is not JSON from byte 12 on`. */
export type JsonFault = string | undefined;

const SOUND = -1;
const TOO_DEEP = -2;

interface Scan {
  readonly data: Uint8Array;
  at: number;
  /** The bytes that close what is open. */
  readonly closing: number[];
}

/** Go's checkValid: the whole document, before anything of it is decoded. */
export function checkGoJson(data: Uint8Array): JsonFault {
  const at = scanDocument(data);
  if (at === SOUND) return undefined;
  if (at === TOO_DEEP) return 'it is nested too deeply';
  if (BOM.every((byte, index) => data[index] === byte)) {
    return 'it begins with a byte order mark, which JSON does not allow';
  }
  const cause = jsonCause(data, at);
  if (at < data.length) return `it is not JSON from byte ${at + 1} on${cause === undefined ? '' : `: ${cause}`}`;
  return skipBlanks(data, 0) === data.length ? 'it holds white space only' : 'it is JSON that ends too early';
}

/** Where the document is at fault; or `SOUND`, or `TOO_DEEP`. */
function scanDocument(data: Uint8Array): number {
  const scan: Scan = { data, at: skipBlanks(data, 0), closing: [] };
  do {
    let step: Step;
    do step = scanValue(scan);
    while (step === 'opened');
    if (step === 'too deep') return TOO_DEEP;
    if (step === 'fault') return scan.at;
  } while (scanNext(scan));
  return scan.closing.length === 0 && scan.at === data.length ? SOUND : scan.at;
}

type Step = 'opened' | 'complete' | 'fault' | 'too deep';

/** One value, or the beginning of one that holds others, up to the first of them. */
function scanValue(scan: Scan): Step {
  const { data, at, closing } = scan;
  const byte = data[at];
  if (byte !== OPEN_BRACE && byte !== OPEN_BRACKET) {
    const end = endOfScalar(data, at);
    if (end === at) return 'fault';
    scan.at = end;
    return 'complete';
  }
  if (closing.length >= MAX_DEPTH) return 'too deep';
  scan.at = skipBlanks(data, at + 1);
  if (data[scan.at] === byte + TO_CLOSING) {
    scan.at += 1;
    return 'complete';
  }
  closing.push(byte + TO_CLOSING);
  return byte === OPEN_BRACKET || scanName(scan) ? 'opened' : 'fault';
}

/** Behind a value: closes what ends with it. True where another value begins; false at the end, and at a fault. */
function scanNext(scan: Scan): boolean {
  const { data, closing } = scan;
  for (;;) {
    scan.at = skipBlanks(data, scan.at);
    const close = closing.at(-1);
    if (close === undefined) return false;
    if (data[scan.at] === COMMA) {
      scan.at = skipBlanks(data, scan.at + 1);
      return close !== CLOSE_BRACE || scanName(scan);
    }
    if (data[scan.at] !== close) return false;
    closing.pop();
    scan.at += 1;
  }
}

/** `"name" :`, up to the value. */
function scanName(scan: Scan): boolean {
  const { data, at } = scan;
  const end = endOfString(data, at);
  if (end === at) return false;
  const colon = skipBlanks(data, end);
  if (data[colon] !== COLON) return false;
  scan.at = skipBlanks(data, colon + 1);
  return true;
}

/** Behind the scalar at `at`; `at` itself where none is. */
function endOfScalar(data: Uint8Array, at: number): number {
  switch (data[at]) {
    case QUOTE:
      return endOfString(data, at);
    case LOWER_N:
      return endOfWord(data, at, 'null');
    case LOWER_T:
      return endOfWord(data, at, 'true');
    case LOWER_F:
      return endOfWord(data, at, 'false');
    default:
      return endOfNumber(data, at);
  }
}

function endOfWord(data: Uint8Array, at: number, word: string): number {
  for (let index = 1; index < word.length; index += 1) if (data[at + index] !== word.charCodeAt(index)) return at;
  return at + word.length;
}

/** The longest number; its value is never looked at. */
function endOfNumber(data: Uint8Array, at: number): number {
  const first = data[at] === MINUS ? at + 1 : at;
  const whole = data[first] === ZERO ? first + 1 : skipDigits(data, first);
  if (whole === first) return at;
  const decimals = data[whole] === DOT ? skipDigits(data, whole + 1) : whole;
  const end = decimals > whole + 1 ? decimals : whole;
  if (!isLetter(data[end], LOWER_E)) return end;
  const sign = data[end + 1];
  const digits = sign === PLUS || sign === MINUS ? end + 2 : end + 1;
  const exponent = skipDigits(data, digits);
  return exponent > digits ? exponent : end;
}

function skipDigits(data: Uint8Array, from: number): number {
  let at = from;
  while (isDigit(data[at])) at += 1;
  return at;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= NINE;
}

/** In either case. */
function isLetter(byte: number | undefined, lower: number): boolean {
  return byte !== undefined && (byte | LOWER_CASE) === lower;
}

/** Behind the closing quote; `at` where no well-formed string is: no raw control character, known escapes only. */
function endOfString(data: Uint8Array, at: number): number {
  if (data[at] !== QUOTE) return at;
  let end = at + 1;
  for (;;) {
    const byte = data[end];
    if (byte === undefined || byte < BLANK) return at;
    end += 1;
    if (byte === QUOTE) return end;
    if (byte !== BACKSLASH) continue;
    const letter = data[end] ?? 0;
    if (letter === LOWER_U) {
      if (!(isHex(data[end + 1]) && isHex(data[end + 2]) && isHex(data[end + 3]) && isHex(data[end + 4]))) return at;
      end += 5;
    } else {
      if (!SHORT_ESCAPES.has(letter)) return at;
      end += 1;
    }
  }
}

function isHex(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  const lower = byte | LOWER_CASE;
  return (byte >= ZERO && byte <= NINE) || (lower >= LOWER_A && lower <= LOWER_F);
}
