/**
 * A stream of YAML cut into runs of whole documents while it is read, so that no file has to be in memory as a whole.
 * Cut is only where splitDocuments (chunks.ts) would cut, too, so that all runs together read like the file. A stream of
 * JSON, and a document that is longer than a run, stay in one.
 */
import { findCut } from './chunks.js';

export interface Segment {
  readonly text: string;
  /** Lines of the file before it. */
  readonly line: number;
  /** Only the beginning of a file may be JSON (read.ts). */
  readonly isFirst: boolean;
}

/** Characters: long enough to cost nothing, some hundred documents. */
const LEAST = 64 * 1024;

/** kubectl looks for a brace in the first 4096 bytes only (apimachinery pkg/util/yaml decoder.go GuessJSONStream). */
const GUESSED = 4096;

export function startsAsJson(text: string): boolean {
  return /^(?:[^\S\ufeff]|\x85)*\{/.test(text.slice(0, GUESSED));
}

export function* segmentsOf(parts: Iterable<string>, least = LEAST): Generator<Segment, void> {
  let held = '';
  let line = 0;
  let isFirst = true;
  let isJson: boolean | undefined;
  let wanted = least;
  for (const part of parts) {
    held += part;
    if (held.length < wanted || (isFirst && !isGuessable(held))) continue;
    isJson ??= startsAsJson(held);
    const cut = isJson ? undefined : findCut(held);
    if (cut === undefined) {
      // Looked through again only when it is twice as long: a document has no bound.
      wanted = 2 * held.length;
      continue;
    }
    yield { text: held.slice(0, cut.end), line, isFirst };
    line += breaksIn(held, cut.next);
    held = held.slice(cut.next);
    isFirst = false;
    wanted = least;
  }
  yield { text: held, line, isFirst };
}

function isGuessable(text: string): boolean {
  return text.length >= GUESSED || /\S/.test(text.slice(1));
}

function breaksIn(text: string, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
