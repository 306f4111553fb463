/**
 * Secrets that are larger than what is held in memory. An honest one has under a hundred keys; one of 1 MiB has room for
 * 75,000, and anybody may store it as often as the cluster has room. Beyond the bounds below only its size is held, and
 * what it holds for given images is picked out when they are judged.
 */
import { type Meter, TURN_STEPS } from '../budget.js';
import type { InParts } from '../parts.js';
import type { AuthEntry, PullSecret } from '../types.js';
import { parseAddress } from './address.js';
import { createAddressIndex } from './address-index.js';
import { isDockerHub } from './keyring.js';

/** keyring.go defaultRegistryHost. */
const FALLBACK_KEY = 'index.docker.io';

/** Entries that are held of one secret. */
export const MOST_ENTRIES = 256;
/** Bytes of all its keys together. */
export const MOST_KEY_BYTES = 16_384;
/** Labels, and characters of all of them together. */
const MOST_LABELS = 256;
const MOST_LABEL_CHARACTERS = 16_384;

export function fitsLabels(labels: Readonly<Record<string, string>> | undefined): boolean {
  const all = Object.entries(labels ?? {});
  const size = all.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  return all.length <= MOST_LABELS && size <= MOST_LABEL_CHARACTERS;
}

type Sized = Extract<PullSecret, { readonly entries: readonly AuthEntry[] }>;

/** What a memory holds of a secret that was read whole. */
export function boundSecret(secret: PullSecret): PullSecret {
  if (!('entries' in secret) || (fitsEntries(secret.entries) && fitsLabels(secret.labels))) return secret;
  return oversized(secret, secret.entries.length);
}

/** The secret without its entries; labels that are too many go, too. */
export function oversized(secret: Sized, count: number): PullSecret {
  const { namespace, name, type, changedAt, labels } = secret;
  return {
    namespace,
    name,
    type,
    ...(changedAt === undefined ? {} : { changedAt }),
    ...(labels === undefined || !fitsLabels(labels) ? {} : { labels }),
    form: 'oversized',
    count,
  };
}

/** As little of it as a memory can do with: what it is called, and whether it stops every pull. */
export function leastOf(secret: PullSecret): PullSecret {
  const least = 'entries' in secret ? oversized(secret, secret.entries.length) : secret;
  const { labels: _, ...rest } = least;
  return rest;
}

function fitsEntries(entries: readonly AuthEntry[]): boolean {
  let size = 0;
  for (const { key } of entries) size += key.length;
  return entries.length <= MOST_ENTRIES && size <= MOST_KEY_BYTES;
}

/** Of a secret that was read whole, what the kubelet could use for these repositories. */
export function* narrowInParts(secret: PullSecret, repositories: readonly string[], meter: Meter): InParts<PullSecret> {
  if (!('entries' in secret)) return secret;
  const chosen = yield* chooseKeys(secret.entries, repositories, meter);
  const entries = secret.entries.filter((_, index) => chosen.has(index));
  if (!fitsEntries(entries)) return oversized(secret, secret.entries.length);
  const omitted = secret.entries.length - entries.length;
  return { ...secret, entries, ...(omitted === 0 ? {} : { omitted }) };
}

// ------------------------------------------------------------------------------------------------------------- matching

/** Keys that are taken beside those that match, because a person may have meant them: enough to find the nearest. */
const MOST_NEAR = 32;
/** Registries whose near keys are looked for. */
const MOST_REGISTRIES = 4;
/** Nobody types a longer key. */
const LONGEST_NEAR = 256;
/** Keys that are indexed at a time: some milliseconds. */
const KEYS_AT_ONCE = 2000;
/** A key that is parsed and put in its place, in steps. */
const KEY_STEPS = 20;

/**
 * Positions of the keys of a large secret that are read for these repositories: those that decide anything (semantics 2.20
 * to 2.22: they match one, or are Docker Hub's own, used where none matches), and some that a near miss can be explained
 * with, whose text holds the most telling part of a registry. All keys that match are taken, so what switches the fallback
 * off is among them: the secret is never judged by a part of what matches.
 */
export function* chooseKeys(
  keys: readonly Pick<AuthEntry, 'key' | 'normalized'>[],
  repositories: readonly string[],
  meter: Meter,
): InParts<ReadonlySet<number>> {
  const targets = [...new Set(repositories)].flatMap((repository) => parseAddress(repository) ?? []);
  const usesFallback = repositories.some(isDockerHub);
  const chosen = new Set<number>();
  for (let start = 0; start < keys.length; start += KEYS_AT_ONCE) {
    const patterns = createAddressIndex<number>();
    for (let index = start; index < Math.min(keys.length, start + KEYS_AT_ONCE); index += 1) {
      const key = keys[index]?.normalized;
      if (key === null || key === undefined) continue;
      if (usesFallback && key === FALLBACK_KEY) chosen.add(index);
      const address = parseAddress(key);
      if (address !== undefined) patterns.add(address, index);
    }
    meter.steps += KEYS_AT_ONCE * KEY_STEPS;
    yield;
    for (const target of targets) {
      for (const index of patterns.find(target, meter)) chosen.add(index);
      if (meter.steps >= TURN_STEPS) yield;
    }
  }
  for (const index of nearKeys(keys, repositories, chosen)) chosen.add(index);
  return chosen;
}

function nearKeys(
  keys: readonly Pick<AuthEntry, 'key'>[],
  repositories: readonly string[],
  chosen: ReadonlySet<number>,
): readonly number[] {
  const registries = new Set(repositories.map((repository) => repository.split('/', 1)[0] ?? ''));
  const parts = [...registries].slice(0, MOST_REGISTRIES).map(tellingPart);
  const near: number[] = [];
  for (const [index, { key }] of keys.entries()) {
    if (near.length === MOST_NEAR) break;
    const isLike = key.length <= LONGEST_NEAR && parts.some((part) => key.includes(part));
    if (isLike && !chosen.has(index)) near.push(index);
  }
  return near;
}

/** The longest part of a host, with which near misses are looked for as well (near-miss.ts). */
function tellingPart(registry: string): string {
  return registry.split(/[.:]/).reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}
