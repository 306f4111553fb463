/**
 * An `auths` key as the kubelet compares it (semantics 2.18, 2.19; pkg/credentialprovider/keyring.go Add). It refuses
 * what Go's URL parser refuses: the kubelet then drops the credential, with a line in its own log and nothing else.
 */
import { fromText, toText } from './byte-string.js';
import { parseSchemeless, type UrlFault } from './go-url.js';

export type NormalizedKey =
  | { readonly ok: true; readonly key: string }
  /** A clause about the key: `its port is not a number`. */
  | { readonly ok: false; readonly why: string };

export function normalizeKey(raw: string): NormalizedKey {
  const bytes = fromText(raw);
  // 2.18a: in lower case only; `HTTPS://x` is a host named HTTPS with an empty port.
  const url = parseSchemeless(bytes.replace(/^https?:\/\//, ''));
  if (!url.ok) return { ok: false, why: wordsForFault(url.fault) };
  // 2.18e, f: once, and only with the slash behind it; a lone "/" is no path.
  const path = /^\/v[12]\//.test(url.path) ? url.path.slice(3) : url.path;
  return { ok: true, key: toText(url.host + (path === '/' ? '' : path)) };
}

/** A clause about a key or a pattern; it quotes nothing. */
export function wordsForFault(fault: UrlFault): string {
  switch (fault) {
    case 'control':
      return 'it holds a control character such as a newline';
    case 'user-info':
      return 'the part before its "@" holds a character that may not stand there';
    case 'host-character':
      return 'its host holds a character that no host name has';
    case 'host-escape':
      return 'its host holds a percent escape';
    case 'bracket':
      return 'it has a "[" that does not enclose the host as an IPv6 address';
    case 'ipv6':
      return 'what stands in its brackets is not an IPv6 address';
    case 'port':
      return 'its port is not a number';
    case 'path-escape':
      return 'its path holds a "%" without two hex digits behind it';
    case 'fragment-escape':
      return 'it holds a "%" without two hex digits behind it';
    default:
      return fault satisfies never;
  }
}
