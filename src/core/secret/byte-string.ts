/**
 * Strings of bytes: each character is one byte, 0 to 255. The kubelet is written in Go, whose strings are bytes, and
 * its answers depend on that: order of keys, prefixes, invalid UTF-8 in a password (semantics 2.15, 2.23). Text comes
 * in and goes out by these functions and by nothing else.
 */

const CHUNK = 8192;
/** The bytes of U+FFFD, which Go writes where UTF-8 is broken. */
export const REPLACEMENT = '\u00ef\u00bf\u00bd';
/**
 * Bytes that are no UTF-8 become lone surrogates in text (U+DC80 to U+DCFF, as Python's `surrogateescape` does): two
 * different keys stay different, and the way back is exact.
 */
const ESCAPE = 0xdc00;

const NON_ASCII = /[^\u0000-\u007f]/;

export function fromData(data: Uint8Array): string {
  if (data.length <= CHUNK) return charactersOf(data);
  let text = '';
  for (let at = 0; at < data.length; at += CHUNK) text += charactersOf(data.subarray(at, at + CHUNK));
  return text;
}

/** Not spread, which costs ten times as much. The cast: `apply` takes whatever is like an array. */
function charactersOf(data: Uint8Array): string {
  return String.fromCharCode.apply(null, data as unknown as number[]);
}

export function toData(bytes: string): Uint8Array {
  const data = new Uint8Array(bytes.length);
  for (let at = 0; at < data.length; at += 1) data[at] = bytes.charCodeAt(at);
  return data;
}

/** As `toText`, for a moment only: it may be a slice of the bytes. */
export function asText(bytes: string): string {
  return NON_ASCII.test(bytes) ? toText(bytes) : bytes;
}

/** UTF-8 bytes of a text. */
export function fromText(text: string): string {
  if (!NON_ASCII.test(text)) return text;
  let bytes = '';
  for (const character of text) bytes += encodeRune(character.codePointAt(0) ?? 0);
  return bytes;
}

/** UTF-8 bytes of one code point; what is no Unicode scalar becomes U+FFFD, except an escaped byte. */
export function encodeRune(rune: number): string {
  if (rune < 0x80) return String.fromCharCode(rune);
  if (rune < 0x800) return String.fromCharCode(0xc0 | (rune >> 6), continuation(rune));
  if (rune >= 0xd800 && rune <= 0xdfff) {
    return rune >= ESCAPE + 0x80 && rune <= ESCAPE + 0xff ? String.fromCharCode(rune - ESCAPE) : REPLACEMENT;
  }
  if (rune < 0x10000) return String.fromCharCode(0xe0 | (rune >> 12), continuation(rune >> 6), continuation(rune));
  return String.fromCharCode(
    0xf0 | (rune >> 18),
    continuation(rune >> 12),
    continuation(rune >> 6),
    continuation(rune),
  );
}

function continuation(bits: number): number {
  return 0x80 | (bits & 0x3f);
}

/** Text of bytes that are meant to be UTF-8; stray bytes are escaped. Always a fresh string, never a slice of `bytes`:
 * what is kept of a secret must not hold its whole body in memory. */
export function toText(bytes: string): string {
  if (!NON_ASCII.test(bytes)) return fromData(toData(bytes));
  const units: string[] = [];
  let at = 0;
  while (at < bytes.length) {
    const length = runeLength(bytes, at);
    units.push(
      length === 0
        ? String.fromCharCode(ESCAPE + bytes.charCodeAt(at))
        : String.fromCodePoint(decodeRune(bytes, at, length)),
    );
    at += Math.max(length, 1);
  }
  return units.join('');
}

/** Length of the well-formed UTF-8 sequence at `at`; 0 where there is none (Go unicode/utf8 DecodeRune). */
export function runeLength(bytes: string, at: number): number {
  const first = bytes.charCodeAt(at);
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  const second = bytes.charCodeAt(at + 1);
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (!(second >= low && second <= high)) return 0;
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  for (let next = at + 2; next < at + length; next += 1) {
    const byte = bytes.charCodeAt(next);
    if (!(byte >= 0x80 && byte <= 0xbf)) return 0;
  }
  return length;
}

/** The code point of a sequence whose length `runeLength` told. */
export function decodeRune(bytes: string, at: number, length: number): number {
  const first = bytes.charCodeAt(at);
  if (length === 1) return first;
  let rune = first & (0x7f >> length);
  for (let next = at + 1; next < at + length; next += 1) rune = (rune << 6) | (bytes.charCodeAt(next) & 0x3f);
  return rune;
}

export function isUtf8(bytes: string): boolean {
  if (!NON_ASCII.test(bytes)) return true;
  for (let at = 0; at < bytes.length; ) {
    const length = runeLength(bytes, at);
    if (length === 0) return false;
    at += length;
  }
  return true;
}

/** Well-formed UTF-8: each byte that belongs to no sequence becomes U+FFFD, one for one (Go encoding/json unquote). */
export function coerceUtf8(bytes: string): string {
  if (isUtf8(bytes)) return bytes;
  let out = '';
  for (let at = 0; at < bytes.length; ) {
    const length = runeLength(bytes, at);
    out += length === 0 ? REPLACEMENT : bytes.slice(at, at + length);
    at += Math.max(length, 1);
  }
  return out;
}
