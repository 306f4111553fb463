/**
 * Base64 as Go's encoding/base64 reads it, strictly (semantics 2.13; pkg/credentialprovider/config.go
 * decodeDockerConfigFieldAuth). Node's own decoder must not be used: it skips what it does not know, and would call
 * good what the kubelet refuses.
 */
import { fromData } from './byte-string.js';

export type Base64Fault = 'blank' | 'url-safe' | 'character' | 'padding' | 'length';

export type Base64Result =
  | { readonly ok: true; readonly bytes: string }
  | { readonly ok: false; readonly fault: Base64Fault };

const NO_LETTER = 255;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** By character code; `NO_LETTER` for what is none, as in Go's decodeMap. */
const VALUES = Uint8Array.from({ length: 256 }, (_, code) => {
  const value = ALPHABET.indexOf(String.fromCharCode(code));
  return value === -1 ? NO_LETTER : value;
});

/**
 * Padded where the text ends in "=", unpadded otherwise, as the kubelet chooses. CR and LF are skipped anywhere; bits
 * left over at the end may be anything. The text is trimmed upstream only to choose, so nothing is trimmed here.
 */
export function decodeBase64(text: string): Base64Result {
  const letters = text.replace(/[\r\n]/g, '');
  const padded = letters.endsWith('=');
  const bare = padded ? letters.slice(0, letters.endsWith('==') ? -2 : -1) : letters;
  const out = new Uint8Array(Math.floor((bare.length * 3) / 4));
  let length = 0;
  let bits = 0;
  for (let at = 0; at < bare.length; at += 1) {
    const value = VALUES[bare.charCodeAt(at)] ?? NO_LETTER;
    if (value === NO_LETTER) return { ok: false, fault: faultOf(bare.charAt(at)) };
    bits = ((bits << 6) | value) & 0xfffffff;
    const position = at % 4;
    if (position !== 0) {
      out[length] = bits >> (6 - 2 * position);
      length += 1;
    }
  }
  if (padded ? letters.length % 4 !== 0 : bare.length % 4 === 1) {
    return { ok: false, fault: padded ? 'padding' : 'length' };
  }
  return { ok: true, bytes: fromData(out.subarray(0, length)) };
}

function faultOf(character: string): Base64Fault {
  if (character === '-' || character === '_') return 'url-safe';
  if (character === '=') return 'padding';
  return character === ' ' || character === '\t' ? 'blank' : 'character';
}
