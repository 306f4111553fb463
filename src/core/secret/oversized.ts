/**
 * Secrets that are larger than what is held in memory. An honest one has under a hundred keys; one of 1 MiB has room for
 * 75,000, and anybody may store it as often as the cluster has room. Beyond the bounds below only its size is held, and
 * what it holds for given images is picked out when they are judged.
 */
import type { AuthEntry, PullSecret } from '../types.js';
import { type Address, addressesMatch, parseAddress } from './address.js';
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
export function narrowSecret(secret: PullSecret, repositories: readonly string[]): PullSecret {
  if (!('entries' in secret)) return secret;
  const chosen = createChoice(repositories);
  const entries = secret.entries.filter(({ key, normalized }) => chosen(key, normalized));
  if (!fitsEntries(entries)) return oversized(secret, secret.entries.length);
  const omitted = secret.entries.length - entries.length;
  return { ...secret, entries, ...(omitted === 0 ? {} : { omitted }) };
}

// ------------------------------------------------------------------------------------------------------------- matching

/** A registry that repositories are on. */
interface Host {
  readonly address: Address;
  /** Of its repositories, sorted. */
  readonly paths: string[];
}

/** Comparisons of keys that hold a wildcard with registries: 15,000 of them with those of any honest pod. */
const MOST_COMPARISONS = 1_000_000;

/** Keys that are taken beside those that match, because a person may have meant them: enough to find the nearest. */
const MOST_NEAR = 32;
/** Registries whose near keys are looked for. */
const MOST_REGISTRIES = 4;

/**
 * Which entries of a large secret are read for these repositories: those that decide anything (`createWanted`), and some
 * that a near miss can be explained with, whose key holds the most telling part of a registry.
 */
export function createChoice(repositories: readonly string[]): (key: string, normalized: string | null) => boolean {
  const wanted = createWanted(repositories);
  const registries = new Set(repositories.map((repository) => repository.split('/', 1)[0] ?? ''));
  const parts = [...registries].slice(0, MOST_REGISTRIES).map(tellingPart);
  let near = 0;
  return (key, normalized) => {
    if (normalized !== null && wanted(normalized)) return true;
    if (near >= MOST_NEAR || key.length > LONGEST_NEAR || !parts.some((part) => key.includes(part))) return false;
    near += 1;
    return true;
  };
}

/** Nobody types a longer key. */
const LONGEST_NEAR = 256;

/** The longest part of a host, with which near misses are looked for as well (near-miss.ts). */
function tellingPart(registry: string): string {
  return registry.split(/[.:]/).reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}

/**
 * Whether a normalised key decides anything about these repositories (semantics 2.20 to 2.22): it matches one, or it is
 * Docker Hub's own, which is used where none matches. All keys that match are taken, so what switches that fallback off is
 * among them. Beyond a number of comparisons every key is taken: the secret is then called too large, and is never judged
 * by a part of what matches.
 */
export function createWanted(repositories: readonly string[]): (key: string) => boolean {
  const hosts = readHosts(repositories);
  const byShape = groupByShape(hosts.values());
  const usesFallback = repositories.some(isDockerHub);
  let comparisons = 0;

  function candidatesFor(pattern: Address): readonly Host[] {
    if (pattern.plain && !pattern.parts.some((part) => part.includes('*'))) {
      const host = hosts.get(hostOf(pattern));
      return host === undefined ? [] : [host];
    }
    const candidates = byShape.get(shapeOf(pattern)) ?? [];
    comparisons += candidates.length;
    return candidates;
  }

  return (key) => {
    if (usesFallback && key === FALLBACK_KEY) return true;
    if (comparisons > MOST_COMPARISONS) return true;
    const pattern = parseAddress(key);
    return (
      pattern !== undefined &&
      candidatesFor(pattern).some(({ address, paths }) => {
        const path = pathWith(paths, pattern.path);
        return path !== undefined && addressesMatch(pattern, { ...address, path });
      })
    );
  };
}

function readHosts(repositories: readonly string[]): ReadonlyMap<string, Host> {
  const hosts = new Map<string, Host>();
  for (const repository of new Set(repositories)) {
    const address = parseAddress(repository);
    if (address === undefined) continue;
    const host = hosts.get(hostOf(address));
    if (host === undefined) hosts.set(hostOf(address), { address, paths: [address.path] });
    else host.paths.push(address.path);
  }
  for (const { paths } of hosts.values()) paths.sort();
  return hosts;
}

function groupByShape(hosts: Iterable<Host>): ReadonlyMap<string, readonly Host[]> {
  const groups = new Map<string, Host[]>();
  for (const host of hosts) {
    const shape = shapeOf(host.address);
    const group = groups.get(shape);
    if (group === undefined) groups.set(shape, [host]);
    else group.push(host);
  }
  return groups;
}

function hostOf({ parts, port }: Address): string {
  return `${parts.join('.')}:${port}`;
}

/** What must be equal whatever the wildcards are. */
function shapeOf({ parts, port }: Address): string {
  return `${parts.length}:${port}`;
}

/** One of the sorted paths that begins like this: they stand together, right where this would stand itself. */
function pathWith(paths: readonly string[], beginning: string): string | undefined {
  let low = 0;
  let high = paths.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((paths[middle] ?? '') < beginning) low = middle + 1;
    else high = middle;
  }
  const path = paths[low];
  return path?.startsWith(beginning) === true ? path : undefined;
}
