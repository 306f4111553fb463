/**
 * Comments `# pullgate:ignore PG101 reason` of a YAML text: at the end of the line of an image, or alone on the line before.
 * Found by the lexer of the `yaml` package, because what looks like one may stand in a text.
 */
import { Lexer } from 'yaml';

export interface IgnoreComment {
  /** Its own, 1-based. */
  readonly line: number;
  /** The line that it speaks of; 0 where nothing follows. */
  readonly target: number;
  /** What stands behind the mark. */
  readonly text: string;
}

const MARK = 'pullgate:ignore';
const COMMENT = /^#+\s*pullgate:ignore(?![\w:-])[:\s]*(.*)$/;

/** What the lexer puts before the content of a scalar, and other marks of its own, none of which is in the text. */
const SCALAR = '\x1f';
const MARKS: ReadonlySet<string> = new Set(['\x02', '\x18', SCALAR, '\ufeff']);

/** @param before lines of the file before this text */
export function ignoreComments(text: string, before = 0): readonly IgnoreComment[] {
  // Most files have none, and are not read a second time.
  if (!text.includes(MARK)) return [];
  const found: { line: number; target: number; text: string }[] = [];
  const waiting: { target: number }[] = [];
  let line = before + 1;
  let hasContent = false;
  let isScalar = false;
  for (const lexeme of new Lexer().lex(text)) {
    if (!isScalar && MARKS.has(lexeme)) {
      isScalar = lexeme === SCALAR;
      continue;
    }
    const isComment = !isScalar && lexeme.startsWith('#');
    const isBlank = !isScalar && !isComment && lexeme.trim() === '';
    if (isComment) {
      const [, written] = COMMENT.exec(lexeme.trimEnd()) ?? [];
      if (written !== undefined) {
        const comment = { line, target: hasContent ? line : 0, text: written };
        found.push(comment);
        if (!hasContent) waiting.push(comment);
      }
    } else if (!isBlank) {
      for (const each of waiting.splice(0)) each.target = line;
      hasContent = true;
    }
    const breaks = lexeme.split('\n').length - 1;
    line += breaks;
    if (breaks > 0) hasContent = !lexeme.endsWith('\n');
    isScalar = false;
  }
  return found;
}
