/**
 * Go's filepath.Match (path/filepath/match.go), on byte strings, for one label of a host. Keys of a kubelet need no
 * more than `*`, but a class can still come in through an IPv6 host without a port (semantics 2.20, 2.21), and
 * matchImages patterns are used raw, so the whole grammar is here. A malformed pattern matches nothing.
 */
import { decodeRune, runeLength } from './byte-string.js';

const SEPARATOR = '/';

export function matchGlob(pattern: string, name: string): boolean {
  let rest = pattern;
  let left = name;
  while (rest !== '') {
    const { star, chunk, after } = nextChunk(rest);
    if (star && chunk === '') return !left.includes(SEPARATOR);
    const next = matchAt(chunk, left, star, after === '');
    if (next === undefined) return false;
    left = next;
    rest = after;
  }
  return left === '';
}

/** What remains of the name after the chunk; a star before it may skip bytes, the last chunk must use up the name. */
function matchAt(chunk: string, name: string, star: boolean, last: boolean): string | undefined {
  const fits = (remains: string | undefined): remains is string => remains !== undefined && (!last || remains === '');
  const here = matchChunk(chunk, name);
  if (fits(here)) return here;
  if (!star) return undefined;
  for (let skip = 0; skip < name.length && name[skip] !== SEPARATOR; skip += 1) {
    const remains = matchChunk(chunk, name.slice(skip + 1));
    if (fits(remains)) return remains;
  }
  return undefined;
}

interface Chunk {
  readonly star: boolean;
  readonly chunk: string;
  readonly after: string;
}

function nextChunk(pattern: string): Chunk {
  const text = pattern.replace(/^\*+/, '');
  const star = text.length < pattern.length;
  let inClass = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '\\') at += 1;
    else if (character === '[') inClass = true;
    else if (character === ']') inClass = false;
    else if (character === '*' && !inClass) return { star, chunk: text.slice(0, at), after: text.slice(at) };
  }
  return { star, chunk: text, after: '' };
}

/** Matches a chunk without stars at the start of the name and gives the rest of the name. */
function matchChunk(chunk: string, name: string): string | undefined {
  let at = 0;
  let used = 0;
  while (at < chunk.length) {
    if (used >= name.length) return undefined;
    const character = chunk[at];
    if (character === '[') {
      const found = matchClass(chunk, at, name, used);
      if (found === undefined) return undefined;
      at = found.at;
      used += runeSize(name, used);
    } else if (character === '?') {
      if (name[used] === SEPARATOR) return undefined;
      at += 1;
      used += runeSize(name, used);
    } else {
      if (character === '\\') at += 1;
      if (chunk[at] !== name[used]) return undefined;
      at += 1;
      used += 1;
    }
  }
  return name.slice(used);
}

function runeSize(text: string, at: number): number {
  return Math.max(runeLength(text, at), 1);
}

function runeAt(text: string, at: number): number {
  const length = runeLength(text, at);
  return length === 0 ? 0xfffd : decodeRune(text, at, length);
}

/** Where the class that opens at `open` ends, if it is well formed and holds the rune of the name. */
function matchClass(chunk: string, open: number, name: string, used: number): { readonly at: number } | undefined {
  const rune = runeAt(name, used);
  const negated = chunk[open + 1] === '^';
  let at = open + (negated ? 2 : 1);
  let matched = false;
  for (let ranges = 0; ; ranges += 1) {
    if (chunk[at] === ']' && ranges > 0) return matched === negated ? undefined : { at: at + 1 };
    const low = classRune(chunk, at);
    if (low === undefined) return undefined;
    at = low.next;
    let high = low;
    if (chunk[at] === '-') {
      const end = classRune(chunk, at + 1);
      if (end === undefined) return undefined;
      high = end;
      at = end.next;
    }
    matched ||= low.rune <= rune && rune <= high.rune;
  }
}

function classRune(chunk: string, at: number): { readonly rune: number; readonly next: number } | undefined {
  const first = chunk[at];
  if (first === undefined || first === '-' || first === ']') return undefined;
  const start = first === '\\' ? at + 1 : at;
  const length = runeLength(chunk, start);
  // Something must follow, at least the closing bracket.
  if (length === 0 || start + length >= chunk.length) return undefined;
  return { rune: decodeRune(chunk, start, length), next: start + length };
}
