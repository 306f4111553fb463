/**
 * A YAML stream cut into documents the way kubectl cuts it (k8s.io/apimachinery pkg/util/yaml decoder.go, YAMLReader):
 * at every line that starts with `---`, wherever it stands; after the dashes only a comment may follow.
 *
 * Unlike kubectl, which stops at a separator it does not like, this goes on: that document is broken, the others are not.
 */

export interface Chunk {
  readonly start: number;
  readonly end: number;
  /** What stands after the dashes of the line before, where nothing but a comment may. The text belongs to no object. */
  readonly badSeparator?: { readonly at: number; readonly text: string };
}

/** Go's strings.TrimSpace: with NEL, without the byte order mark. */
const BLANKS = /^(?:[^\S\ufeff]|\x85)+|(?<![\s\x85])(?:[^\S\ufeff]|\x85)+$/g;

export function* splitDocuments(text: string, from: number): Generator<Chunk> {
  let start = from;
  let bad: Chunk['badSeparator'];
  let separator = findSeparator(text, from);
  while (separator !== -1) {
    const newline = text.indexOf('\n', separator);
    const end = newline === -1 ? text.length : newline;
    const next = Math.min(end + 1, text.length);
    const after = text.slice(separator + 3, end).replace(BLANKS, '');
    const good = isGood(after);
    // A separator with nothing before it does not separate: kubectl leaves it to the YAML parser.
    if (!good || separator > start || bad !== undefined) {
      if (separator > start || bad !== undefined) yield chunk(start, separator, bad);
      bad = good ? undefined : { at: separator, text: after };
      start = next;
    }
    separator = next === text.length ? -1 : findSeparator(text, next);
  }
  yield chunk(start, text.length, bad);
}

function isGood(after: string): boolean {
  return after === '' || after.startsWith('#');
}

export interface Cut {
  /** Where the document before it ends. */
  readonly end: number;
  /** Where the next one starts. */
  readonly next: number;
}

/**
 * The last separator of a text that is not yet read to its end, at which it can be cut in two without a difference to
 * `splitDocuments`: a whole line, with nothing but a comment, and no separator right before it.
 */
export function findCut(text: string): Cut | undefined {
  for (let at = text.lastIndexOf('\n---'); at > 0; at = text.lastIndexOf('\n---', at - 1)) {
    const newline = text.indexOf('\n', at + 1);
    const isWhole = newline !== -1 && isGood(text.slice(at + 4, newline).replace(BLANKS, ''));
    const before = text.lastIndexOf('\n', at - 1) + 1;
    if (isWhole && !text.startsWith('---', before)) return { end: at + 1, next: newline + 1 };
  }
  return undefined;
}

function chunk(start: number, end: number, badSeparator: Chunk['badSeparator']): Chunk {
  return { start, end, ...(badSeparator === undefined ? {} : { badSeparator }) };
}

/** `from` is the start of a line. */
function findSeparator(text: string, from: number): number {
  if (text.startsWith('---', from)) return from;
  const found = text.indexOf('\n---', from);
  return found === -1 ? -1 : found + 1;
}
