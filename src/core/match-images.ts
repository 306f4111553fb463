/**
 * Patterns like matchImages of a CredentialProviderConfig (semantics 3.1, 3.2; pkg/credentialprovider/plugin/plugin.go
 * isImageAllowed, config.go validation). The kubelet's own matcher, fed with the RAW pattern: no scheme is taken off,
 * no `/v1/`, and Docker Hub has no fallback. Operators write registries in this form in Pullgate's settings as well.
 */

import { parseAddress } from './secret/address.js';
import { createAddressIndex } from './secret/address-index.js';
import { fromText } from './secret/byte-string.js';
import { parseSchemeless } from './secret/go-url.js';
import { wordsForFault } from './secret/key.js';
import { keyMatches } from './secret/keyring.js';

export type PatternResult = { readonly ok: true } | { readonly ok: false; readonly why: string };

export function matchesPattern(pattern: string, repository: string): boolean {
  return keyMatches(pattern, repository);
}

/** semantics 3.2: with a pattern that does not parse the kubelet refuses to start. */
export function parsePattern(pattern: string): PatternResult {
  const url = parseSchemeless(fromText(pattern));
  return url.ok ? { ok: true } : { ok: false, why: wordsForFault(url.fault) };
}

/** Many patterns, parsed once: the first of the list that matches, or undefined. */
export function compilePatterns<T extends { readonly pattern: string }>(
  rows: readonly T[],
): (repository: string) => T | undefined {
  const find = compilePositions(rows);
  return (repository) => {
    const found = find(repository);
    return found.length === 0 ? undefined : rows[Math.min(...found)];
  };
}

/** The same with all of the list that match, in its order. */
export function compileEvery<T extends { readonly pattern: string }>(
  rows: readonly T[],
): (repository: string) => readonly T[] {
  const find = compilePositions(rows);
  return (repository) => {
    const found = new Set(find(repository));
    return found.size === 0 ? [] : rows.filter((_, position) => found.has(position));
  };
}

function compilePositions(rows: readonly { readonly pattern: string }[]): (repository: string) => readonly number[] {
  const index = createAddressIndex<number>();
  for (const [position, { pattern }] of rows.entries()) {
    const address = parseAddress(pattern);
    if (address !== undefined) index.add(address, position);
  }
  return (repository) => {
    const target = parseAddress(repository);
    return target === undefined ? [] : index.find(target);
  };
}
