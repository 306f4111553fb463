/**
 * A registry with its path, as the kubelet compares them: a key, a pattern or a repository (semantics 2.20; pkg/
 * credentialprovider/keyring.go ParseSchemelessURL, SplitURL, URLsMatch).
 */
import { fromText } from './byte-string.js';
import { matchGlob } from './glob.js';
import { parseSchemeless, splitHost } from './go-url.js';

export interface Address {
  /** The host without its port, `parts` joined by dots. */
  readonly host: string;
  /**
   * No character of a glob but `*` is in the host, so equal text matches (`[::1]` does not match itself, semantics
   * 2.21).
   */
  readonly plain: boolean;
  readonly parts: readonly string[];
  readonly port: string;
  readonly path: string;
}

/**
 * What nearly every key and repository looks like. No escape, user info, query or bracket is in it, so a URL parser
 * could only give its parts back as they are; leaving it out makes a review ten times cheaper.
 */
const PLAIN = /^([A-Za-z0-9.*-]+)(?::([0-9]+))?(\/[A-Za-z0-9._/-]*)?$/;

/** Undefined where the text is no URL any more; then it matches nothing. */
export function parseAddress(text: string): Address | undefined {
  const plain = PLAIN.exec(text);
  if (plain !== null) {
    const [, host = '', port = '', path = ''] = plain;
    return { plain: true, host, parts: host.split('.'), port, path };
  }
  const url = parseSchemeless(fromText(text));
  if (!url.ok) return undefined;
  const { parts, port } = splitHost(url.host);
  return { plain: false, host: parts.join('.'), parts, port, path: url.path };
}

/** keyring.go URLsMatch. The path is a prefix of text, not of components: `ghcr.io/or` matches `ghcr.io/org/app`. */
export function addressesMatch(pattern: Address, target: Address): boolean {
  return (
    pattern.port === target.port &&
    pattern.parts.length === target.parts.length &&
    target.path.startsWith(pattern.path) &&
    pattern.parts.every((part, index) => partMatches(part, target.parts[index] ?? '', pattern.plain))
  );
}

function partMatches(part: string, target: string, plain: boolean): boolean {
  return plain && !part.includes('*') ? part === target : matchGlob(part, target);
}
