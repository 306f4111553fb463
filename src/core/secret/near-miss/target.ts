/**
 * The two sides of a comparison, taken apart as the kubelet does it (semantics 2.18, 2.20; kubernetes
 * pkg/credentialprovider/keyring.go, ParseSchemelessURL and SplitURL): the key of a secret and the repository of an
 * image. Also the one test of a suggestion: a key is only ever proposed after `keyWorks` said yes.
 */
import type { ImageReference } from '../../types.js';
import { normalizeKey } from '../key.js';
import { isDockerHub, keyMatches } from '../keyring.js';

/** Where Docker Hub's credentials are kept by `docker login` and `kubectl create secret docker-registry` (semantics 2.32). */
export const HUB_KEY = 'https://index.docker.io/v1/';
const HUB_NORMALIZED = 'index.docker.io';

export interface Location {
  /** Host and port as text: `[::1]:5000`. */
  readonly authority: string;
  /** The authority without its port, brackets kept. */
  readonly host: string;
  readonly port: string;
  /** With its leading slash, or ''. */
  readonly path: string;
}

export interface ImageLocation extends Location {
  readonly repository: string;
  readonly reference: ImageReference;
  /** Docker Hub's own images: the fallback to `index.docker.io` holds and `docker.io` is the registry. */
  readonly hub: boolean;
}

export interface Key extends Location {
  /** A plain key (../plain-key.ts): it has no login. */
  readonly raw: string;
  /** `raw` without `https://` or `http://`. */
  readonly bare: string;
  /** What the kubelet compares; null where it drops the key. */
  readonly normalized: string | null;
  /** Why it drops it. */
  readonly dropped?: string;
}

/** What a class says: a clause after the quoted key, and a key that would do. */
export interface Miss {
  readonly clause: string;
  /** Asked before the registry's usual key. */
  readonly suggestion?: string;
  readonly distance: number;
}

/** A class with what it says. */
export interface Explained extends Miss {
  readonly kind: string;
}

/** From this distance on a key is not "nearly right" but simply another one. */
export const FAR = 60;
export const DROPPED = 'dropped-key';

export interface MissClass {
  readonly kind: string;
  /** Where it was seen: a public report, or documentation that shows both sides. */
  readonly source: string;
  readonly explain: (key: Key, target: ImageLocation) => Miss | undefined;
}

export function locate(text: string): Location {
  const slash = text.indexOf('/');
  const authority = slash < 0 ? text : text.slice(0, slash);
  const colon = authority.lastIndexOf(':');
  const hasPort = colon > authority.lastIndexOf(']');
  return {
    authority,
    host: hasPort ? authority.slice(0, colon) : authority,
    port: hasPort ? authority.slice(colon + 1) : '',
    path: slash < 0 ? '' : text.slice(slash),
  };
}

export function toTarget(reference: ImageReference): ImageLocation {
  const { repository } = reference;
  return { ...locate(repository), repository, reference, hub: reference.registry === 'docker.io' };
}

export function toKey(raw: string): Key {
  const bare = withoutScheme(raw);
  const result = normalizeKey(raw);
  const normalized = result.ok ? result.key : null;
  return { raw, bare, normalized, ...(result.ok ? {} : { dropped: result.why }), ...locate(normalized ?? bare) };
}

/** Both schemes that the kubelet strips, in lower case only (2.18a). */
function withoutScheme(raw: string): string {
  if (raw.startsWith('https://')) return raw.slice('https://'.length);
  return raw.startsWith('http://') ? raw.slice('http://'.length) : raw;
}

/** Would the kubelet use this key for the image, where no other key matches? The fallback included (semantics 2.22). */
export function keyWorks(normalized: string | null, target: ImageLocation): boolean {
  if (normalized === null) return false;
  return keyMatches(normalized, target.repository) || (normalized === HUB_NORMALIZED && isDockerHub(target.repository));
}

export function rawKeyWorks(raw: string, target: ImageLocation): boolean {
  const result = normalizeKey(raw);
  return result.ok && keyWorks(result.key, target);
}

/** The first of the candidates that the kubelet would use, else the registry's usual key, else nothing (IPv6 without port). */
export function chooseSuggestion(candidates: readonly string[], target: ImageLocation): string | undefined {
  const usual = target.hub ? HUB_KEY : target.authority;
  return [...candidates, usual].find((candidate) => rawKeyWorks(candidate, target));
}

/** `*` stands for any run inside one part of the host (semantics 2.20); nothing else is special. */
function labelMatches(pattern: string, label: string): boolean {
  const pieces = pattern.split('*');
  const first = pieces[0] ?? '';
  if (pieces.length === 1) return pattern === label;
  const last = pieces[pieces.length - 1] ?? '';
  if (label.length < first.length + last.length || !label.startsWith(first) || !label.endsWith(last)) return false;
  let from = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const at = label.indexOf(piece, from);
    if (at < 0) return false;
    from = at + piece.length;
  }
  return from <= label.length - last.length;
}

export function hostMatches(pattern: string, host: string): boolean {
  const wanted = pattern.split('.');
  const given = host.split('.');
  return wanted.length === given.length && wanted.every((label, at) => labelMatches(label, given[at] ?? ''));
}

/** An empty port (`ghcr.io:`) equals an absent one (2.18c). */
export function portMatches(key: Key, target: ImageLocation): boolean {
  return key.port === target.port;
}

export function pathMatches(key: Key, target: ImageLocation): boolean {
  return target.path.startsWith(key.path);
}
