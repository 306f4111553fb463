/** Which loops there are: for all namespaces or for each that may be read, as the rights say (reliability.md 3.2). */
import type { NamespaceFacts, PullSecret, ServiceAccountFacts } from '../core/types.js';
import { resourcePath, type SecretType } from './api.js';
import type { CacheSource, Held } from './cache.js';
import { convertNamespace, convertSecret, convertServiceAccount, type Kept } from './convert.js';
import type { ResourceId, Watched } from './events.js';
import type { ClusterRights } from './rights.js';
import { createStore, type Store } from './store.js';
import { createWatchLoop, type LoopOptions, type WatchLoop } from './watch.js';

export interface SharedOptions extends Pick<LoopOptions<unknown>, 'client' | 'timings' | 'clock' | 'random' | 'emit'> {
  /** The API server has just listed this, or opened a watch of it. */
  readonly onReached?: (id: ResourceId) => void;
}

export interface Watches {
  readonly loops: readonly WatchLoop[];
  readonly cache: CacheSource;
  counts(): { readonly namespaces: number; readonly serviceAccounts: number; readonly pullSecrets: number };
  heldSecrets(): Iterable<PullSecret>;
}

interface Watching<T> extends Held<T> {
  readonly namespace: string;
}

export function createWatches(rights: ClusterRights, shared: SharedOptions): Watches {
  const loops: WatchLoop[] = [];
  const watch = <T>(
    resource: Watched,
    namespace: string,
    convert: (object: unknown) => Kept<T> | undefined,
  ): Watching<T> => {
    const store: Store<T> = createStore();
    const id = { resource, namespace };
    const loop = createWatchLoop({
      ...shared,
      id,
      list: { ...resourcePath(resource, namespace), convert },
      store,
      // Loops share nothing but the news that the API server is back.
      onReached: () => {
        shared.onReached?.(id);
        for (const other of loops) if (other !== loop) other.wake();
      },
    });
    loops.push(loop);
    return { namespace, store, synced: loop.synced, isCurrent: loop.isCurrent };
  };
  const scopes = rights.secrets === 'namespaces' ? [...new Set(rights.namespaces)] : [''];
  const watchesSecrets = rights.secrets === 'cluster' || rights.secrets === 'namespaces';
  const secretScopes = watchesSecrets ? scopes : [];
  const secrets: Readonly<Record<SecretType, readonly Watching<PullSecret>[]>> = {
    dockerconfigjson: secretScopes.map((scope) => watch('dockerconfigjson', scope, convertSecret)),
    dockercfg: secretScopes.map((scope) => watch('dockercfg', scope, convertSecret)),
  };
  const accounts = scopes.map((scope) => watch<ServiceAccountFacts>('serviceaccounts', scope, convertServiceAccount));
  const namespaces = watch<NamespaceFacts>('namespaces', '', convertNamespace);
  const allSecrets = [...secrets.dockerconfigjson, ...secrets.dockercfg];
  return {
    loops,
    cache: {
      secrets: (type, namespace) => covering(secrets[type], namespace),
      allSecrets: () => allSecrets,
      serviceAccounts: (namespace) => covering(accounts, namespace),
      namespaces: () => namespaces,
    },
    counts: () => ({
      namespaces: namespaces.store.size,
      serviceAccounts: sizeOf(accounts),
      pullSecrets: sizeOf(allSecrets),
    }),
    *heldSecrets() {
      for (const { store } of allSecrets) for (const { value } of store.all()) yield value;
    },
  };
}

function covering<T>(watches: readonly Watching<T>[], namespace: string): Watching<T> | undefined {
  return watches.find((each) => each.namespace === '' || each.namespace === namespace);
}

function sizeOf(watches: readonly Watching<unknown>[]): number {
  return watches.reduce((sum, { store }) => sum + store.size, 0);
}
