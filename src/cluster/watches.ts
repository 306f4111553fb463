/** Which loops there are: for all namespaces or for each that may be read, as the rights say (design 8.1). */
import type { InParts } from '../core/parts.js';
import type { NamespaceFacts, PullSecret, ServiceAccountFacts } from '../core/types.js';
import { resourcePath, type SecretType } from './api.js';
import { ACCOUNT_BOUNDS, type Bounds, boundedAccount, boundedNamespace, boundList, SECRET_BOUNDS } from './bounds.js';
import type { Held, HeldObjects } from './cache.js';
import { convertSecret, type FindHeld, type Kept, secretSteps } from './convert.js';
import type { ResourceId, Watched } from './events.js';
import type { Lean } from './lean.js';
import type { ClusterRights } from './rights.js';
import { createStore, type Store } from './store.js';
import { createWatchLoop, type LoopOptions, type WatchLoop } from './watch.js';

/** How objects of a kind are read, and how much of them is held. */
interface Reading<T> {
  readonly convert: (object: unknown) => Kept<T> | undefined;
  readonly steps?: (object: unknown, findHeld: FindHeld<T>) => InParts<Kept<T> | undefined>;
  readonly bounds?: Bounds<T>;
  readonly lean?: Lean;
}

const SECRETS: Reading<PullSecret> = {
  convert: convertSecret,
  steps: secretSteps,
  bounds: SECRET_BOUNDS,
  lean: 'secret',
};
const ACCOUNTS: Reading<ServiceAccountFacts> = { convert: boundedAccount, bounds: ACCOUNT_BOUNDS };
const NAMESPACES: Reading<NamespaceFacts> = { convert: boundedNamespace };

export interface SharedOptions extends Pick<LoopOptions<unknown>, 'client' | 'timings' | 'clock' | 'random' | 'emit'> {
  /** The API server has just listed this, or opened a watch of it. */
  readonly onReached?: (id: ResourceId) => void;
}

export interface Watches {
  readonly loops: readonly WatchLoop[];
  readonly cache: HeldObjects;
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
    { convert, steps, bounds, lean = 'fields' }: Reading<T>,
  ): Watching<T> => {
    const store: Store<T> = createStore(bounds);
    const id = { resource, namespace };
    const loop = createWatchLoop({
      ...shared,
      id,
      list: {
        ...resourcePath(resource, namespace),
        convert,
        lean,
        ...(bounds === undefined ? {} : { bound: boundList(bounds) }),
        ...(steps === undefined ? {} : { steps: (object: unknown) => steps(object, store.get) }),
      },
      store,
      // Loops share nothing but the news that the API server is back.
      onReached: () => {
        shared.onReached?.(id);
        for (const other of loops) if (other !== loop) other.wake();
      },
    });
    loops.push(loop);
    return { namespace, store, hasListed: loop.hasListed, isCurrent: loop.isCurrent };
  };
  const scopes = rights.secrets === 'namespaces' ? [...new Set(rights.namespaces)] : [''];
  const watchesSecrets = rights.secrets === 'cluster' || rights.secrets === 'namespaces';
  const secretScopes = watchesSecrets ? scopes : [];
  const secrets: Readonly<Record<SecretType, readonly Watching<PullSecret>[]>> = {
    dockerconfigjson: secretScopes.map((scope) => watch('dockerconfigjson', scope, SECRETS)),
    dockercfg: secretScopes.map((scope) => watch('dockercfg', scope, SECRETS)),
  };
  const accounts = scopes.map((scope) => watch('serviceaccounts', scope, ACCOUNTS));
  const namespaces = watch('namespaces', '', NAMESPACES);
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
      for (const { store } of allSecrets) for (const { value } of store.all()) if (value !== undefined) yield value;
    },
  };
}

function covering<T>(watches: readonly Watching<T>[], namespace: string): Watching<T> | undefined {
  return watches.find((each) => each.namespace === '' || each.namespace === namespace);
}

function sizeOf(watches: readonly Watching<unknown>[]): number {
  return watches.reduce((sum, { store }) => sum + store.size, 0);
}
