/**
 * Everything of a cluster that a verdict can rest on, at once: what a snapshot is taken of and made of. What could not be
 * read is `unknown`, part by part, and never left out.
 */
import type { ImagesInUse } from '../core/in-use.js';
import type { Lookup, NamespaceFacts, PullSecret, ServiceAccountFacts } from '../core/types.js';

/** What one namespace holds. */
export interface Holdings {
  readonly facts: Lookup<NamespaceFacts>;
  readonly serviceAccounts: Lookup<readonly ServiceAccountFacts[]>;
  /** Of every type, because a pod can name each; with all their entries where that is possible. */
  readonly secrets: Lookup<readonly PullSecret[]>;
  readonly imagesInUse: Lookup<readonly ImagesInUse[]>;
}

/** The parts of a namespace that are lists. */
export type ListPart = Exclude<keyof Holdings, 'facts'>;

export interface Inventory {
  /** An API server lists as pull secrets those of the two docker types; manifests those, too, that only hold such a config. */
  readonly source: 'api-server' | 'manifests';
  /** The namespaces that were looked into; undefined: all there are. */
  readonly only: readonly string[] | undefined;
  readonly namespaces: ReadonlyMap<string, Holdings>;
}

export function groupByNamespace<T extends { readonly namespace: string }>(
  list: Iterable<T>,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const each of list) {
    const group = groups.get(each.namespace);
    if (group === undefined) groups.set(each.namespace, [each]);
    else group.push(each);
  }
  return groups;
}
