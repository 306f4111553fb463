/**
 * JSON as Go's encoding/json reads it (semantics 2.7 to 2.11; Go encoding/json scanner.go and decode.go unquoteBytes).
 * It promises Go's verdict on syntax over the whole document before anything is decoded, duplicate names kept in
 * order, and strings as bytes. JSON.parse cannot do that: it drops duplicates, and it accepts other strings.
 *
 * It works without recursion: 10,000 levels are legal.
 */
import { coerceUtf8, encodeRune, fromData } from './byte-string.js';

export interface Member {
  /** Byte strings both, here and in `value`. */
  readonly name: string;
  readonly value: GoJson;
}

export type GoJson =
  | { readonly type: 'null' | 'bool' | 'number' | 'array' }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'object'; readonly members: readonly Member[] };

export type JsonResult =
  | { readonly ok: true; readonly value: GoJson }
  /** A clause that quotes nothing: `it is not JSON from byte 12 on`. */
  | { readonly ok: false; readonly why: string };

/** scanner.go maxNestingDepth. */
const MAX_DEPTH = 10_000;
const BOM = '\u00ef\u00bb\u00bf';
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const SPACE = /[ \t\r\n]*/y;
/** The inside of a string and its closing quote: no raw control character, known escapes only. */
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})/y;

const NULL: GoJson = { type: 'null' };
const BOOL: GoJson = { type: 'bool' };
const NUMERIC: GoJson = { type: 'number' };
const ARRAY: GoJson = { type: 'array' };

/** A container that is open; `members` is absent for an array, whose contents nobody asks for. */
interface Frame {
  readonly members?: Member[];
  name: string;
}

interface Scanned<T> {
  readonly value: T;
  readonly next: number;
}

export function parseGoJson(data: Uint8Array): JsonResult {
  const text = fromData(data);
  const stack: Frame[] = [];
  let at = skip(SPACE, text, 0);
  for (;;) {
    const opened = openContainer(text, at);
    if (opened !== undefined) {
      if (stack.length >= MAX_DEPTH) return { ok: false, why: 'it is nested too deeply' };
      if (opened.closed === undefined) {
        if (opened.frame === undefined) return notJson(text, opened.next);
        stack.push(opened.frame);
        at = opened.next;
        continue;
      }
    }
    const scalar = opened?.closed === undefined ? scanScalar(text, at) : { value: opened.closed, next: opened.next };
    if (scalar === undefined) return notJson(text, at);
    const step = closeContainers(text, stack, scalar);
    if (step.done !== undefined) return { ok: true, value: step.done };
    if (step.fault) return notJson(text, step.next);
    at = step.next;
  }
}

interface Opened {
  readonly next: number;
  /** The empty container, which is a value already. */
  readonly closed?: GoJson;
  /** Else what was opened; neither: an object without a name where one has to be. */
  readonly frame?: Frame;
}

function openContainer(text: string, at: number): Opened | undefined {
  const character = text[at];
  if (character !== '{' && character !== '[') return undefined;
  const inside = skip(SPACE, text, at + 1);
  if (character === '[') {
    return text[inside] === ']' ? { next: inside + 1, closed: ARRAY } : { next: inside, frame: { name: '' } };
  }
  if (text[inside] === '}') return { next: inside + 1, closed: { type: 'object', members: [] } };
  const name = scanName(text, inside);
  return name === undefined ? { next: inside } : { next: name.next, frame: { members: [], name: name.value } };
}

interface Step {
  readonly next: number;
  readonly fault: boolean;
  readonly done?: GoJson;
}

/** Puts a finished value where it belongs, and closes what ends with it; stops where the next value begins. */
function closeContainers(text: string, stack: Frame[], scanned: Scanned<GoJson>): Step {
  let { value } = scanned;
  let at = skip(SPACE, text, scanned.next);
  for (;;) {
    const frame = stack.at(-1);
    if (frame === undefined) {
      return at === text.length ? { next: at, fault: false, done: value } : { next: at, fault: true };
    }
    frame.members?.push({ name: frame.name, value });
    if (text[at] === ',') return nextValue(text, frame, skip(SPACE, text, at + 1));
    if (text[at] !== (frame.members === undefined ? ']' : '}')) return { next: at, fault: true };
    stack.pop();
    value = frame.members === undefined ? ARRAY : { type: 'object', members: frame.members };
    at = skip(SPACE, text, at + 1);
  }
}

function nextValue(text: string, frame: Frame, at: number): Step {
  if (frame.members === undefined) return { next: at, fault: false };
  const name = scanName(text, at);
  if (name === undefined) return { next: at, fault: true };
  frame.name = name.value;
  return { next: name.next, fault: false };
}

/** `"name" :`, up to the value. */
function scanName(text: string, at: number): Scanned<string> | undefined {
  const name = scanString(text, at);
  if (name === undefined) return undefined;
  const colon = skip(SPACE, text, name.next);
  return text[colon] === ':' ? { value: name.value, next: skip(SPACE, text, colon + 1) } : undefined;
}

function scanScalar(text: string, at: number): Scanned<GoJson> | undefined {
  if (text[at] === '"') {
    const string = scanString(text, at);
    return string && { value: { type: 'string', value: string.value }, next: string.next };
  }
  if (text.startsWith('null', at)) return { value: NULL, next: at + 4 };
  if (text.startsWith('true', at)) return { value: BOOL, next: at + 4 };
  if (text.startsWith('false', at)) return { value: BOOL, next: at + 5 };
  // The value is never looked at: where a number is decoded here it is of the wrong type, elsewhere it is skipped.
  const next = skip(NUMBER, text, at);
  return next === at ? undefined : { value: NUMERIC, next };
}

function scanString(text: string, at: number): Scanned<string> | undefined {
  if (text[at] !== '"') return undefined;
  const pieces: string[] = [];
  let position = at + 1;
  for (;;) {
    const end = skip(PLAIN, text, position);
    // Per piece: an escape ends a broken sequence, as it does for Go.
    pieces.push(coerceUtf8(text.slice(position, end)));
    if (text[end] === '"') return { value: pieces.join(''), next: end + 1 };
    const escaped = scanEscape(text, end);
    if (escaped === undefined) return undefined;
    pieces.push(escaped.value);
    position = escaped.next;
  }
}

const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

function scanEscape(text: string, at: number): Scanned<string> | undefined {
  const next = skip(ESCAPE, text, at);
  if (next === at) return undefined;
  const letter = text.charAt(at + 1);
  if (letter !== 'u') return { value: SHORT_ESCAPES.get(letter) ?? letter, next };
  const unit = Number.parseInt(text.slice(at + 2, next), 16);
  if (unit < 0xd800 || unit > 0xdfff) return { value: encodeRune(unit), next };
  // A pair is one rune; half a pair is U+FFFD, and what follows is read on its own.
  const after = unit <= 0xdbff ? skip(ESCAPE, text, next) : next;
  const low = after === next + 6 ? Number.parseInt(text.slice(next + 2, after), 16) : 0;
  if (low < 0xdc00 || low > 0xdfff) return { value: encodeRune(0xfffd), next };
  return { value: encodeRune(0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00)), next: after };
}

/** The end of what the sticky expression takes at `at`; `at` itself where it takes nothing. */
function skip(expression: RegExp, text: string, at: number): number {
  expression.lastIndex = at;
  return expression.test(text) ? expression.lastIndex : at;
}

function notJson(text: string, at: number): JsonResult {
  if (text.startsWith(BOM)) return { ok: false, why: 'it begins with a byte order mark, which JSON does not allow' };
  if (at >= text.length) {
    const empty = skip(SPACE, text, 0) === text.length;
    return { ok: false, why: empty ? 'it holds white space only' : 'it is JSON that ends too early' };
  }
  return { ok: false, why: `it is not JSON from byte ${at + 1} on` };
}

/** How encoding/json compares names (fold.go): ASCII case, and the two runes beyond ASCII that fold to a letter. */
export function foldName(name: string): string {
  return name
    .replaceAll('\u00c5\u00bf', 's')
    .replaceAll('\u00e2\u0084\u00aa', 'k')
    .replace(/[A-Z]+/g, (upper) => upper.toLowerCase());
}
