/** Where a JSON value ends, in the bytes of a text: what is skipped is not parsed. It holds of a text that is JSON. */

export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const OPEN_BRACKET = 0x5b;
export const CLOSE_BRACKET = 0x5d;
export const OPEN_BRACE = 0x7b;
export const CLOSE_BRACE = 0x7d;
const BACKSLASH = 0x5c;
/** Space, tab, line feed, carriage return: what is white in JSON (RFC 8259 section 2). */
const WHITE: ReadonlySet<number | undefined> = new Set([0x20, 0x09, 0x0a, 0x0d]);

/** The first byte from `start` on that is not white; behind the text where all are. -1 stays -1: there is no byte. */
export function pastWhite(body: Buffer, start: number): number {
  let at = start;
  while (WHITE.has(body[at])) at += 1;
  return at;
}

/** Behind the value that begins at `start`; -1 where it does not end. */
export function endOfValue(body: Buffer, start: number): number {
  switch (body[start]) {
    case QUOTE:
      return endOfString(body, start);
    case OPEN_BRACE:
    case OPEN_BRACKET:
      return endOfNested(body, start);
    default:
      return endOfWord(body, start);
  }
}

/** Behind the string that begins at `start`; -1 where it does not end. */
export function endOfString(body: Buffer, start: number): number {
  for (let at = start + 1; at < body.length; at += 1) {
    if (body[at] === BACKSLASH) at += 1;
    else if (body[at] === QUOTE) return at + 1;
  }
  return -1;
}

/** Behind the list or the object that begins at `start`; -1 where it does not end. */
export function endOfNested(body: Buffer, start: number): number {
  let depth = 0;
  for (let at = start; at < body.length; at += 1) {
    switch (body[at]) {
      case QUOTE:
        at = endOfString(body, at) - 1;
        if (at < 0) return -1;
        break;
      case OPEN_BRACE:
      case OPEN_BRACKET:
        depth += 1;
        break;
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        depth -= 1;
        if (depth === 0) return at + 1;
    }
  }
  return -1;
}

/** Behind a number, `true`, `false` or `null`: whatever stands before the next mark. */
function endOfWord(body: Buffer, start: number): number {
  for (let at = start; at < body.length; at += 1) {
    const byte = body[at];
    if (byte === COMMA || byte === CLOSE_BRACE || byte === CLOSE_BRACKET || WHITE.has(byte)) return at;
  }
  return -1;
}
