/**
 * Quoted texts over several lines that are indented less than their parent: kubectl reads them, YAML 1.2 and with it the
 * `yaml` package do not. They are written on one line, padded to their old length, so that no position changes.
 */
import { CST, Lexer, parse } from 'yaml';

/** Each such text costs one look at everything before it: beyond this many characters in all, the document is refused. */
const MAX_WORK = 2_000_000;

/** The text with every such scalar on one line; undefined where there is none, or too many. */
export function foldQuotes(text: string): string | undefined {
  let folded: string | undefined;
  let work = MAX_WORK;
  for (;;) {
    const current: string = folded ?? text;
    const start = findCut(current);
    if (start === undefined) return folded;
    work -= start + current.length / 20;
    const end = endOfQuoted(current, start);
    if (end === -1 || work < 0) return undefined;
    const line = onOneLine(current.slice(start, end));
    if (line === undefined) return undefined;
    folded = current.slice(0, start) + line + current.slice(end);
  }
}

/** A quoted text of any number of lines on one, padded to its old length; undefined where it would be longer. */
export function onOneLine(quoted: string): string | undefined {
  if (!quoted.includes('\n')) return quoted;
  // On its own it stands at the top, where any indentation will do.
  const line = writeLine(String(parse(quoted, { logLevel: 'silent' })), quoted.charAt(0));
  return line.length > quoted.length ? undefined : line.padEnd(quoted.length);
}

/** In single quotes if it was and can be: escapes would make it longer. */
function writeLine(value: string, quote: string): string {
  return quote === "'" && !value.includes('\n') ? `'${value.replaceAll("'", "''")}'` : JSON.stringify(value);
}

/** Where the first quoted scalar starts that the package ends before its closing quote. */
function findCut(text: string): number | undefined {
  let at = 0;
  for (const lexeme of new Lexer().lex(text)) {
    const type = CST.tokenType(lexeme);
    const isQuoted = type === 'double-quoted-scalar' || type === 'single-quoted-scalar';
    if (isQuoted && endOfQuoted(text, at) !== at + lexeme.length) return at;
    // The lexer's own marks are no text.
    if (type !== 'doc-mode' && type !== 'flow-error-end' && type !== 'scalar') at += lexeme.length;
  }
  return undefined;
}

/** Behind the closing quote; -1 without one. */
export function endOfQuoted(text: string, start: number): number {
  const quote = text[start];
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\' && quote === '"') at += 1;
    else if (text[at] === quote && quote === "'" && text[at + 1] === "'") at += 1;
    else if (text[at] === quote) return at + 1;
  }
  return -1;
}
