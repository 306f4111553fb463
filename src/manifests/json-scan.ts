/**
 * The extent of one JSON value in a text, checked as Go's encoding/json checks it (RFC 8259; no comments, no trailing
 * commas; at most 10,000 levels), with the keys that occur twice. Iterative: depth costs
 * no stack. The value itself is JSON.parse's business.
 */

export type JsonScan =
  | {
      readonly ok: true;
      readonly end: number;
      readonly duplicates: readonly { readonly key: string; readonly at: number }[];
      /** Where a number starts that no float64 holds: good syntax, but no value. */
      readonly tooLarge?: number;
    }
  | { readonly ok: false; readonly at: number; readonly why: string };

const MAX_DEPTH = 10_000;
const SPACE = /[ \t\r\n]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/y;
const WORD = /true|false|null/y;

export function skipSpace(text: string, from: number): number {
  SPACE.lastIndex = from;
  SPACE.exec(text);
  return SPACE.lastIndex;
}

interface Scan {
  readonly text: string;
  readonly duplicates: { key: string; at: number }[];
  /** One per open bracket: the keys seen in an object, null for an array. */
  readonly open: (Set<string> | null)[];
  at: number;
  tooLarge: number | undefined;
}

class ScanError extends Error {}

export function scanJson(text: string, from: number): JsonScan {
  const scan: Scan = { text, duplicates: [], open: [], at: skipSpace(text, from), tooLarge: undefined };
  try {
    readValues(scan);
  } catch (error) {
    if (error instanceof ScanError) return { ok: false, at: scan.at, why: error.message };
    throw error;
  }
  const { at, duplicates, tooLarge } = scan;
  return { ok: true, end: at, duplicates, ...(tooLarge === undefined ? {} : { tooLarge }) };
}

function refuse(scan: Scan, expected: string): never {
  const found = scan.text.charAt(scan.at);
  throw new ScanError(found === '' ? 'unexpected end of JSON input' : `expected ${expected}, found ${named(found)}`);
}

/** Of a text without quotes not even the first character is shown. */
function named(found: string): string {
  if (/[\][{}:,'"#/*&!|>%-]/.test(found)) return found === '"' ? 'a quotation mark' : `"${found}"`;
  return /[0-9]/.test(found) ? 'a digit' : 'something else';
}

function readToken(scan: Scan, pattern: RegExp): string | undefined {
  pattern.lastIndex = scan.at;
  const match = pattern.exec(scan.text);
  if (match === null) return undefined;
  scan.at = pattern.lastIndex;
  return match[0];
}

/** A value, then whatever the brackets around it ask for, until none is open. */
function readValues(scan: Scan): void {
  do {
    if (!openBracket(scan)) readScalar(scan);
    closeBrackets(scan);
  } while (scan.open.length > 0);
}

/** True where a bracket was opened and a value is due next, or the empty collection was read. */
function openBracket(scan: Scan): boolean {
  for (;;) {
    scan.at = skipSpace(scan.text, scan.at);
    const char = scan.text.charAt(scan.at);
    if (char !== '{' && char !== '[') return false;
    if (scan.open.length >= MAX_DEPTH) throw new ScanError('exceeded max depth');
    scan.at = skipSpace(scan.text, scan.at + 1);
    if (scan.text.charAt(scan.at) === (char === '{' ? '}' : ']')) {
      scan.at += 1;
      return true;
    }
    scan.open.push(char === '{' ? new Set() : null);
    if (char === '{') readKey(scan);
  }
}

function readKey(scan: Scan): void {
  scan.at = skipSpace(scan.text, scan.at);
  const at = scan.at;
  const key = readString(scan);
  if (key === undefined) refuse(scan, 'a key in double quotes');
  const keys = scan.open.at(-1);
  if (keys?.has(key) === true) scan.duplicates.push({ key: key.slice(1, -1), at });
  keys?.add(key);
  scan.at = skipSpace(scan.text, scan.at);
  if (scan.text.charAt(scan.at) !== ':') refuse(scan, '":"');
  scan.at += 1;
}

/** The text with its quotes. A loop, because a regular expression would keep a way back for every character. */
function readString(scan: Scan): string | undefined {
  const { text } = scan;
  const start = scan.at;
  if (text.charAt(start) !== '"') return undefined;
  for (let at = start + 1; ; at += 1) {
    const code = at < text.length ? text.charCodeAt(at) : 0;
    scan.at = at;
    if (code === 0x22) break;
    if (at >= text.length) throw new ScanError('unexpected end of JSON input');
    if (code < 0x20) throw new ScanError('a line break or control character inside a text');
    if (code === 0x5c) {
      if (readToken(scan, ESCAPE) === undefined) throw new ScanError('an escape that JSON does not know');
      at = scan.at - 1;
    }
  }
  scan.at += 1;
  return text.slice(start, scan.at);
}

function readScalar(scan: Scan): void {
  if (readString(scan) !== undefined || readToken(scan, WORD) !== undefined) return;
  const number = readToken(scan, NUMBER);
  if (number === undefined) refuse(scan, 'a value');
  if (scan.tooLarge === undefined && !Number.isFinite(Number(number))) scan.tooLarge = scan.at - number.length;
}

/** After a value: closes what ends here, or steps over the comma to the next value. */
function closeBrackets(scan: Scan): void {
  while (scan.open.length > 0) {
    scan.at = skipSpace(scan.text, scan.at);
    const isObject = scan.open.at(-1) !== null;
    const char = scan.text.charAt(scan.at);
    if (char === ',') {
      scan.at += 1;
      if (isObject) readKey(scan);
      return;
    }
    if (char !== (isObject ? '}' : ']')) refuse(scan, isObject ? '"," or "}"' : '"," or "]"');
    scan.at += 1;
    scan.open.pop();
  }
}
