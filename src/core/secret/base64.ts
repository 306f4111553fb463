/**
 * Base64 as Go's encoding/base64 reads it, strictly (semantics 2.13; pkg/credentialprovider/config.go
 * decodeDockerConfigFieldAuth). Node's own decoder must not be used: it skips what it does not know, and would call
 * good what the kubelet refuses.
 */
import { COLON } from './ascii.js';
import { fromData } from './byte-string.js';

export type Base64Fault = 'blank' | 'url-safe' | 'character' | 'padding' | 'length';

export type Base64Result =
  | { readonly ok: true; readonly bytes: string }
  | { readonly ok: false; readonly fault: Base64Fault };

const NO_LETTER = 255;
const PAD = 0x3d;
/** For what is no byte: no letter either. */
const NO_BYTE = 0xff;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** By character code; `NO_LETTER` for what is none, as in Go's decodeMap. */
const VALUES = Uint8Array.from({ length: 256 }, (_, code) => {
  const value = ALPHABET.indexOf(String.fromCharCode(code));
  return value === -1 ? NO_LETTER : value;
});

/** `length`: decoded bytes; `colon`: where the first ":" is among them, or -1. */
export type Base64Scan =
  | { readonly ok: true; readonly length: number; readonly colon: number }
  | { readonly ok: false; readonly fault: Base64Fault };

/** As `scanText`, and what was decoded, as a byte string. */
export function decodeBase64(text: string): Base64Result {
  const letters = lettersOf(text);
  const out = new Uint8Array(Math.floor((letters.length * 3) / 4));
  const scan = scanLetters(letters, out);
  return scan.ok ? { ok: true, bytes: fromData(out.subarray(0, scan.length)) } : scan;
}

/**
 * Padded where the text ends in "=", unpadded otherwise, as the kubelet chooses. CR and LF are skipped anywhere; bits
 * left over at the end may be anything. The text is trimmed upstream only to choose, so nothing is trimmed here.
 */
export function scanText(text: string): Base64Scan {
  return scanLetters(lettersOf(text));
}

function lettersOf(text: string): Uint8Array {
  const letters = text.replace(/[\r\n]/g, '');
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = Math.min(letters.charCodeAt(at), NO_BYTE);
  return bytes;
}

/** Of letters without CR and LF. Decodes into `out` where that is wanted. */
export function scanLetters(letters: Uint8Array, out?: Uint8Array): Base64Scan {
  const padding = letters.at(-1) !== PAD ? 0 : letters.at(-2) !== PAD ? 1 : 2;
  const bare = letters.length - padding;
  let length = 0;
  let colon = -1;
  let bits = 0;
  for (let at = 0; at < bare; at += 1) {
    const letter = letters[at] ?? 0;
    const value = VALUES[letter] ?? NO_LETTER;
    if (value === NO_LETTER) return { ok: false, fault: faultOf(String.fromCharCode(letter)) };
    bits = ((bits << 6) | value) & 0xfffffff;
    const position = at % 4;
    if (position === 0) continue;
    const byte = (bits >> (6 - 2 * position)) & 0xff;
    if (out !== undefined) out[length] = byte;
    if (byte === COLON && colon === -1) colon = length;
    length += 1;
  }
  if (padding > 0 ? letters.length % 4 !== 0 : bare % 4 === 1) {
    return { ok: false, fault: padding > 0 ? 'padding' : 'length' };
  }
  return { ok: true, length, colon };
}

function faultOf(character: string): Base64Fault {
  if (character === '-' || character === '_') return 'url-safe';
  if (character === '=') return 'padding';
  return character === ' ' || character === '\t' ? 'blank' : 'character';
}
