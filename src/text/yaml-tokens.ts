/**
 * The tokens of a YAML text, refused where they are nested too deeply. The `yaml` package goes down into a document by
 * recursion. A stack that is used up is an error that can be caught, but not always: where V8 has to compile a regular
 * expression with little stack left, it ends the process (`FATAL ERROR: RegExpCompiler Allocation failed`). Some hundred
 * brackets in a file must not do that, so depth is counted before anything goes down.
 */
import { Lexer, Parser } from 'yaml';

type Token = ReturnType<Parser['next']> extends Generator<infer T> ? T : never;

/** Objects of Kubernetes have some dozen levels; a thousand use the stack up (Node.js 20, its default of 984 KiB). */
const MOST_LEVELS = 200;

export const TOO_DEEP = 'it is nested too deeply';

/** A RangeError, as of a stack that is used up. */
export class TooDeepError extends RangeError {
  readonly at: number;

  constructor(at: number) {
    super(TOO_DEEP);
    this.at = at;
  }
}

export function* yamlTokens(text: string): Generator<Token, void> {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > MOST_LEVELS) throw new TooDeepError(parser.offset);
  }
  yield* parser.end();
}

/** Throws a TooDeepError, or nothing. */
export function checkDepth(text: string): void {
  const tokens = yamlTokens(text);
  while (tokens.next().done !== true);
}
