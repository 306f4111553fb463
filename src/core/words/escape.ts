/**
 * User text on its way into messages, warnings, logs and reports: ASCII only, bounded, one line. Control, bidi and
 * zero-width characters are an attack on terminals and CI logs (design 4.4), and a newline makes the
 * API server drop a warning silently (semantics 6.11).
 */

/** Longest value that is shown whole, in characters. */
export const VALUE_LIMIT = 256;

/** Escapes everything outside printable ASCII as `\u{hex}`, and cuts at `limit` characters with `...` in the middle. */
export function shown(value: string, limit: number = VALUE_LIMIT): string {
  // Cut first: a hostile value of 300 kB must not cost an escape of 300 kB.
  const cut =
    value.length <= limit
      ? value
      : `${value.slice(0, Math.ceil((limit - 3) / 2))}...${tail(value, Math.floor((limit - 3) / 2))}`;
  return cut.replace(/[^ -~]/gu, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** The same of what is bounded where it is made, as sentences are: nothing is cut. */
export function shownLong(text: string): string {
  return shown(text, Number.POSITIVE_INFINITY);
}

function tail(value: string, length: number): string {
  return length <= 0 ? '' : value.slice(-length);
}

/** The same in double quotes, with quotes and backslashes inside escaped, so that the end of the value is the end. */
export function quoted(value: string, limit: number = VALUE_LIMIT): string {
  return `"${shown(value.replace(/[\\"]/g, '\\$&'), limit)}"`;
}
