/** Everything that a directory of manifests, which is the cluster, holds: what `state.ts` would answer, at once. */
import { groupByNamespace, type Holdings, type Inventory } from '../facts/inventory.js';
import { namespaceFacts } from '../facts/objects.js';
import { BUILT_IN_NAMESPACES, type Contents, madeDefault } from './state.js';

/** @param only namespaces; undefined: all */
export function inventoryOf(contents: Contents, only: readonly string[] | undefined): Inventory {
  const { namespaces, implied, inUse } = contents;
  const secretsOf = groupByNamespace(contents.secrets.values());
  const accountsOf = groupByNamespace(contents.serviceAccounts.values());
  const names = new Set(only ?? [...namespaces.keys(), ...implied, ...BUILT_IN_NAMESPACES]);
  const holdingsOf = (namespace: string): Holdings => {
    const accounts = accountsOf.get(namespace) ?? [];
    const hasDefault = accounts.some(({ name }) => name === 'default');
    const exists = implied.has(namespace) || BUILT_IN_NAMESPACES.has(namespace);
    const facts = namespaces.get(namespace) ?? (exists ? namespaceFacts(namespace, {}) : undefined);
    return {
      facts: facts === undefined ? { state: 'absent' } : found(facts),
      serviceAccounts: found(hasDefault ? accounts : [madeDefault(namespace), ...accounts]),
      secrets: found(secretsOf.get(namespace) ?? []),
      imagesInUse: found(inUse.get(namespace) ?? []),
    };
  };
  return { source: 'manifests', only, namespaces: new Map([...names].map((name) => [name, holdingsOf(name)])) };
}

function found<T>(value: T): { readonly state: 'found'; readonly value: T } {
  return { state: 'found', value };
}
