/**
 * Flow collections (`[...]`, `{...}`) whose lines are indented no more than what they belong to: kubectl reads them,
 * because go-yaml counts no indentation within brackets, and the `yaml` package ends them at the first such line. They
 * are written on one line, padded to their old length, so that no position changes.
 */
import { CST, Lexer } from 'yaml';
import { endOfQuoted, onOneLine } from './yaml-quotes.js';

/**
 * Each costs one look at everything before it, and a copy of the text, which is cheap: beyond this many characters in all,
 * the document is refused.
 */
const MAX_WORK = 2_000_000;

/** The text with every such collection on one line; undefined where there is none, or too many. */
export function flattenFlows(text: string): string | undefined {
  let flat: string | undefined;
  let work = MAX_WORK;
  for (;;) {
    const current: string = flat ?? text;
    const start = findCut(current);
    if (start === undefined) return flat;
    work -= start + current.length / 20;
    const line = work < 0 ? undefined : writeLine(current, start);
    // A collection without an end stays as it is, and so does one that is on one line already: something else is wrong with it.
    if (line === undefined || current.startsWith(line, start)) return undefined;
    flat = current.slice(0, start) + line + current.slice(start + line.length);
  }
}

/** Where the first collection starts, the outermost one, that the package ends before its closing bracket. */
function findCut(text: string): number | undefined {
  let at = 0;
  let depth = 0;
  let start = 0;
  for (const lexeme of new Lexer().lex(text)) {
    const type = CST.tokenType(lexeme);
    if (type === 'flow-map-start' || type === 'flow-seq-start') {
      if (depth === 0) start = at;
      depth += 1;
    } else if (type === 'flow-map-end' || type === 'flow-seq-end') depth = Math.max(0, depth - 1);
    else if (type === 'flow-error-end' && depth > 0) return start;
    // The lexer's own marks are no text.
    if (type !== 'doc-mode' && type !== 'flow-error-end' && type !== 'scalar') at += lexeme.length;
  }
  return undefined;
}

const BLANK = /\s/;

/** The collection at `start` without line breaks and comments, as long as it was; undefined where it has no end. */
function writeLine(text: string, start: number): string | undefined {
  const parts: string[] = [];
  let depth = 0;
  // Within a scalar without quotes: a quote, an anchor or a tag in it is a character like any other.
  let inPlain = false;
  for (let at = start; at < text.length; ) {
    const char = text.charAt(at);
    let end = at + 1;
    let written = char;
    if (BLANK.test(char)) written = ' ';
    else if (char === '#' && BLANK.test(text.charAt(at - 1))) {
      end = lineEnd(text, at);
      written = ' '.repeat(end - at);
      inPlain = false;
    } else if (!inPlain && (char === '"' || char === "'")) {
      end = endOfQuoted(text, at);
      const line = end === -1 ? undefined : onOneLine(text.slice(at, end));
      if (line === undefined) return undefined;
      written = line;
    } else if (char === '[' || char === '{') {
      depth += 1;
      inPlain = false;
    } else if (char === ']' || char === '}') {
      depth -= 1;
      inPlain = false;
    } else if (char === ',' || (char === ':' && /[\s,[\]{}]/.test(text.charAt(at + 1)))) inPlain = false;
    // What follows an anchor or a tag may be in quotes.
    else if (!inPlain && (char === '&' || char === '!')) {
      while (end < text.length && !/[\s,[\]{}]/.test(text.charAt(end))) end += 1;
      written = text.slice(at, end);
    } else inPlain = true;
    parts.push(written);
    at = end;
    if (depth === 0) return parts.join('');
  }
  return undefined;
}

function lineEnd(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline === -1 ? text.length : newline;
}
