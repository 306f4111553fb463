/** What people did where the JSON of a secret stops being JSON: a clause for the mistakes that are reported, and no quote. */
import { BACKSLASH, BLANK, CLOSE_BRACE, CLOSE_BRACKET, COMMA, LINE_FEED, QUOTE, RETURN, TAB } from './ascii.js';
import { decodeBase64 } from './base64.js';

const SINGLE_QUOTE = 0x27;
const SLASH = 0x2f;
const HASH = 0x23;
/** Bytes of the beginning that tell what a document is. */
const BEGINNING = 64;

/** @param at where the document is at fault; undefined where the mistake is none of these */
export function jsonCause(data: Uint8Array, at: number): string | undefined {
  if (isBase64(data)) return 'it is base64 once more, so it was encoded twice';
  if (/^\s*auths\s*:/.test(textOf(data))) return 'it is YAML';
  switch (data[at]) {
    case QUOTE:
      return stringCause(data, at);
    case SINGLE_QUOTE:
      return 'single quotes, where JSON has double ones';
    case SLASH:
    case HASH:
      return 'a comment, which JSON does not have';
    case CLOSE_BRACE:
    case CLOSE_BRACKET:
      return before(data, at) === COMMA ? 'a comma with nothing after it' : undefined;
    default:
      // What follows a text without a comma or a colon is often the rest of that text, cut in two by a quote inside.
      return before(data, at) === QUOTE ? 'a quote inside a text, which has to be written \\"' : undefined;
  }
}

function stringCause(data: Uint8Array, at: number): string | undefined {
  for (let index = at + 1; index < data.length; index += 1) {
    const byte = data[index] ?? 0;
    if (byte === BACKSLASH) index += 1;
    else if (byte === QUOTE) return undefined;
    else if (byte === LINE_FEED || byte === RETURN)
      return 'a raw line break inside a text, which has to be written \\n';
    else if (byte < BLANK) return 'a raw control character inside a text';
  }
  return 'a text without its closing quote';
}

/** The last byte before `at` that is no blank. */
function before(data: Uint8Array, at: number): number | undefined {
  let index = at - 1;
  while (index >= 0 && [BLANK, TAB, LINE_FEED, RETURN].includes(data[index] ?? 0)) index -= 1;
  return data[index];
}

/** Of a JSON object, by its beginning: `eyJ…` is `{"`. */
function isBase64(data: Uint8Array): boolean {
  const [word = ''] = textOf(data)
    .replace(/[\r\n]/g, '')
    .split(/[^A-Za-z0-9+/]/, 1);
  const decoded = decodeBase64(word.slice(0, word.length - (word.length % 4)));
  return word.length >= 4 && decoded.ok && /^\s*\{/.test(decoded.bytes);
}

function textOf(data: Uint8Array): string {
  return String.fromCharCode(...data.subarray(0, BEGINNING));
}
