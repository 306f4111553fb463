/**
 * What the watches hold, as a state. It answers at once and may be late, so what it does not hold is never `absent`:
 * a Secret may be of a type that is not watched, and anything may be newer than the last event. Lists are what is held.
 * Before its first complete list a watch holds nothing, and every answer that rests on it is `unknown`. It knows whether
 * it is current (currency.ts); what follows from that is combine.ts.
 */
import type { Lookup, NamespaceFacts, PullSecret, ServiceAccountFacts } from '../core/types.js';
import type { ClusterState } from '../facts/cluster-state.js';
import { valuesOf } from './convert.js';
import type { Watched } from './events.js';
import type { Grant } from './rights.js';
import type { Store } from './store.js';

/** The store of one loop. */
export interface Held<T> {
  readonly store: Store<T>;
  /** Once; it never goes back. */
  readonly hasListed: () => boolean;
  /** Is the store the cluster as it is, but for the lateness of every watch? */
  readonly isCurrent: () => boolean;
}

export interface HeldObjects {
  /** The loop that watches this resource in this namespace; undefined where none does. */
  secrets(resource: 'dockerconfigjson' | 'dockercfg', namespace: string): Held<PullSecret> | undefined;
  allSecrets(): readonly Held<PullSecret>[];
  serviceAccounts(namespace: string): Held<ServiceAccountFacts> | undefined;
  namespaces(): Held<NamespaceFacts>;
}

const NOT_READ: Lookup<never> = { state: 'unknown', reason: 'Pullgate has not read the cluster yet' };

/** Whether it is there was not said; the API server can say it. */
export const NOT_HELD: Lookup<never> = { state: 'unknown', reason: 'it is not among what Pullgate watches' };

const TYPES: readonly Extract<Watched, 'dockerconfigjson' | 'dockercfg'>[] = ['dockerconfigjson', 'dockercfg'];

export interface Cache extends ClusterState {
  /** Is everything that an answer about this rests on the cluster as it is, but for the lateness of every watch? */
  readonly isCurrent: (about: Grant['resource'], namespace: string) => boolean;
}

export function createCacheState(source: HeldObjects): Cache {
  const secretsOf = (namespace: string): readonly Held<PullSecret>[] | undefined => {
    const held = TYPES.map((type) => source.secrets(type, namespace)).filter((each) => each !== undefined);
    return held.length === TYPES.length ? held : undefined;
  };
  return {
    isCurrent(about, namespace) {
      switch (about) {
        case 'namespaces':
          return source.namespaces().isCurrent();
        case 'serviceaccounts':
          return source.serviceAccounts(namespace)?.isCurrent() === true;
        case 'secrets':
          return secretsOf(namespace)?.every((held) => held.isCurrent()) === true;
        default:
          return about satisfies never;
      }
    },
    async namespace(name) {
      return lookUp([source.namespaces()], name, name);
    },
    async serviceAccount(namespace, name) {
      const held = source.serviceAccounts(namespace);
      return held === undefined ? NOT_HELD : lookUp([held], namespace, name);
    },
    async serviceAccounts(namespace) {
      const held = source.serviceAccounts(namespace);
      return held === undefined ? NOT_HELD : listAll([held], namespace);
    },
    async secret(namespace, name) {
      const held = secretsOf(namespace);
      return held === undefined ? NOT_HELD : lookUp(held, namespace, name);
    },
    // What is too large to be held is nowhere but at the API server.
    secretFor: async () => NOT_HELD,
    async pullSecrets(namespace) {
      const held = secretsOf(namespace);
      return held === undefined ? NOT_HELD : listAll(held, namespace);
    },
    async namespacesWithSecret(name) {
      const held = source.allSecrets();
      if (held.length === 0) return NOT_HELD;
      if (held.some(({ hasListed }) => !hasListed())) return NOT_READ;
      return { state: 'found', value: [...new Set(held.flatMap(({ store }) => store.namespacesWith(name)))].sort() };
    },
  };
}

function lookUp<T>(held: readonly Held<T>[], namespace: string, name: string): Lookup<T> {
  if (held.some(({ hasListed }) => !hasListed())) return NOT_READ;
  const found = held.map(({ store }) => store.get(namespace, name)).filter((each) => each !== undefined);
  const [first] = found;
  // In two stores: made anew with another type, and one of the two watches has not heard yet.
  // Without a value: it is larger than what is held.
  return first?.value === undefined || found.length > 1 ? NOT_HELD : { state: 'found', value: first.value };
}

function listAll<T>(held: readonly Held<T>[], namespace: string): Lookup<readonly T[]> {
  if (held.some(({ hasListed }) => !hasListed())) return NOT_READ;
  return { state: 'found', value: held.flatMap(({ store }) => valuesOf(store.list(namespace))) };
}
