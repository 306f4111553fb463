/**
 * The narrowest useful patterns for repositories that belong to one list: each by its full name, or, where several of one
 * path are among them and no other one was seen below it, that path; a whole registry only where many of its paths are.
 * `matchImages` compares text (semantics 2.20), so a path ends with a slash.
 */
import { registryHint } from '../core/image/registry-hints.js';

export interface Group {
  readonly pattern: string;
  /** What it stands for, sorted. */
  readonly repositories: readonly string[];
}

export interface Groups {
  /** Repositories of the list. */
  readonly members: readonly string[];
  /** All others that were seen: no pattern may take one in. */
  readonly others: readonly string[];
  /** Nothing was left out of `others`; else each repository is named by itself. */
  readonly complete: boolean;
  /** Is one registry all of one owner, so that two of its repositories speak for it? */
  readonly ofOneOwner: (registry: string) => boolean;
}

/** Repositories that stand for the path that they share. */
const FEW = 3;
/** A registry of which nothing is known is whole only where this many repositories of this many first parts are seen. */
const MANY = 5;
const MANY_PARTS = 3;

export function groupRepositories(request: Groups): readonly Group[] {
  const { members, others, complete, ofOneOwner } = request;
  const single = (repository: string): Group => ({ pattern: repository, repositories: [repository] });
  const sorted = [...members].sort();
  if (!complete) return sorted.map(single);
  const taken = belowAny([...others].sort());
  const groups: Group[] = [];
  for (const [registry, ofRegistry] of byKey(sorted, registryOf)) {
    if (isWhole(registry, ofRegistry, ofOneOwner) && !taken(`${registry}/`)) {
      groups.push({ pattern: registry, repositories: ofRegistry });
      continue;
    }
    for (const [first, ofFirst] of byKey(ofRegistry, firstPathOf)) {
      const shared = sharedPath(ofFirst);
      // One without a further part, `registry.example.com/app`, shares no path with any other.
      const isPath = first !== '' && shared.length > registry.length + 1;
      if (isPath && ofFirst.length >= FEW && !taken(shared)) groups.push({ pattern: shared, repositories: ofFirst });
      else groups.push(...ofFirst.map(single));
    }
  }
  return groups;
}

/** Tenants choose how many there are of both, so none is compared with all. */
function belowAny(sorted: readonly string[]): (path: string) => boolean {
  return (path) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle] ?? '') < path) low = middle + 1;
      else high = middle;
    }
    return sorted[low]?.startsWith(path) === true;
  };
}

function isWhole(registry: string, members: readonly string[], ofOneOwner: Groups['ofOneOwner']): boolean {
  if (ofOneOwner(registry)) return members.length >= 2;
  // Of the well-known ones each path belongs to somebody else.
  if (registryHint(registry).source !== undefined) return false;
  return members.length >= MANY && new Set(members.map(firstPathOf)).size >= MANY_PARTS;
}

function registryOf(repository: string): string {
  const slash = repository.indexOf('/');
  return slash < 0 ? repository : repository.slice(0, slash);
}

/** `ghcr.io/acme/`; '' where there is only a name. */
function firstPathOf(repository: string): string {
  const [registry = '', first = '', second] = repository.split('/', 3);
  return second === undefined ? '' : `${registry}/${first}/`;
}

/** The longest path of all of them, with its slash. */
function sharedPath(repositories: readonly string[]): string {
  const [first = '', last = ''] = [repositories[0], repositories.at(-1)];
  let length = 0;
  // They are sorted: what the first and the last share all share.
  while (length < first.length && first[length] === last[length]) length += 1;
  return first.slice(0, first.lastIndexOf('/', length - 1) + 1);
}

function byKey(texts: readonly string[], keyOf: (text: string) => string): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const text of texts) {
    const key = keyOf(text);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [text]);
    else known.push(text);
  }
  return groups;
}
