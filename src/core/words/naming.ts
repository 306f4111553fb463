/** How things are called in sentences, so that every rule calls them alike. */

import type { Facts } from '../facts.js';
import type { AuthEntry, ImageReference, Subject } from '../types.js';
import { quoted, shown } from './escape.js';

export function secretName(name: string): string {
  return `secret ${quoted(name)}`;
}

const SECRET_NAME = /\bsecret "([a-z0-9][a-z0-9.-]{0,252})"/gi;

/** The names that `secretName` put into a text, in order, each once: what nothing can be called is none. */
export function secretsNamedIn(text: string): readonly string[] {
  return [...new Set(Array.from(text.matchAll(SECRET_NAME), ([, name = '']) => name))];
}

/** `key "ghcr.io"`, or `a key with a blank in front`. */
export function keyName({ key, described }: Pick<AuthEntry, 'key' | 'described'>, limit?: number): string {
  return described === undefined ? `key ${quoted(key, limit)}` : key;
}

export function accountName({ namespace, serviceAccountName }: Subject): string {
  return `ServiceAccount ${shown(namespace)}/${shown(serviceAccountName)}`;
}

export function registryName({ registry }: ImageReference): string {
  return registry === 'docker.io' ? 'docker.io (Docker Hub)' : shown(registry);
}

/** Whom a node asks: Docker Hub has another name than its images. */
export function hostName({ registry }: ImageReference): string {
  return registry === 'docker.io' ? 'registry-1.docker.io' : shown(registry);
}

/** `tag "1.4"`, or the digest where there is one: that is what is asked for. */
export function versionName({ tag, digest }: ImageReference): string {
  if (digest !== undefined) return `digest ${shown(digest, 80)}`;
  return tag === undefined ? 'tag "latest" (the image names none)' : `tag ${quoted(tag, 128)}`;
}

/** `55,000 keys` */
export function keyCount(count: number): string {
  return `${String(count).replace(/(?<=\d)(?=(?:\d{3})+$)/g, ',')} ${count === 1 ? 'key' : 'keys'}`;
}

/** A clause about a secret that is too large to be held, and was not looked into for this verdict. */
export function tooLarge({ name, count }: { readonly name: string; readonly count: number }): string {
  return `${secretName(name)} holds ${keyCount(count)}, more than Pullgate reads`;
}

/** `the pod` or `the pod template`. */
export function podName({ isPod }: Subject): string {
  return isPod ? 'the pod' : 'the pod template';
}

/** `"a", "b" and "c"` */
export function joined(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/** Whose list the kubelet will use, as a clause for "because". */
export function listOwner(context: { readonly facts: Pick<Facts, 'effective'>; readonly subject: Subject }): string {
  const { facts, subject } = context;
  const fromAccount = facts.effective.state === 'found' && facts.effective.value.from === 'serviceAccount';
  return fromAccount ? accountName(subject) : podName(subject);
}
