/** Which loops there are: for all namespaces or for each that may be read, as the rights say (design 8.1). */
import type { PullSecret } from '../core/types.js';
import { listRequest } from './api.js';
import type { Held, HeldObjects } from './cache.js';
import type { ResourceId } from './events.js';
import { type HeldOf, type Listing, WATCHED, WATCHES, type Watched } from './questions.js';
import { type ClusterRights, scopesOf } from './rights.js';
import { createStore, type Store } from './store.js';
import { createTries } from './tries.js';
import { createWatchLoop, type LoopOptions, type WatchLoop } from './watch.js';

export interface SharedOptions extends Pick<LoopOptions<unknown>, 'client' | 'timings' | 'clock' | 'random' | 'emit'> {
  /** The API server has just listed this, or opened a watch of it. */
  readonly onReached?: (id: ResourceId) => void;
  /** A watch has brought an object of this kind, or a list many. */
  readonly onHeld?: ((watched: Watched, namespace: string) => void) | undefined;
}

export interface Watches {
  readonly loops: readonly WatchLoop[];
  /** The API server has answered somebody: who waits for it need not wait any longer. */
  readonly wake: () => void;
  readonly cache: HeldObjects;
  counts(): { readonly namespaces: number; readonly serviceAccounts: number; readonly pullSecrets: number };
  heldSecrets(): Iterable<PullSecret>;
}

interface Watching<T> extends Held<T> {
  readonly namespace: string;
}

type AllWatching = { readonly [W in Watched]: readonly Watching<HeldOf[W]>[] };

export function createWatches(rights: ClusterRights, shared: SharedOptions): Watches {
  const loops: WatchLoop[] = [];
  const tries = createTries(shared.timings, shared.clock, shared.random);
  // Loops share nothing but the line for a server that is away, and the news that it is back.
  const wake = (reacher?: WatchLoop): void => {
    tries.reached();
    for (const loop of loops) if (loop !== reacher) loop.wake();
  };
  const watch = <T>(resource: Watched, namespace: string, listing: Listing<T>): Watching<T> => {
    const { onHeld } = shared;
    const held: Store<T> = createStore(listing.bounds);
    const store = onHeld === undefined ? held : tellingStore(held, (of) => onHeld(resource, of));
    const id = { resource, namespace };
    const loop = createWatchLoop({
      ...shared,
      id,
      list: listRequest(listing, namespace, store.get),
      store,
      tries,
      onReached: () => {
        shared.onReached?.(id);
        wake(loop);
      },
    });
    loops.push(loop);
    return { namespace, store, hasListed: loop.hasListed, isCurrent: loop.isCurrent };
  };
  const watchAll = <W extends Watched>(watched: W): readonly Watching<HeldOf[W]>[] => {
    const listing: Listing<HeldOf[W]> = WATCHES[watched];
    return scopesOf(listing.resource, rights).map((scope) => watch(watched, scope, listing));
  };
  // `fromEntries` forgets which value went with which key.
  const watches = Object.fromEntries(WATCHED.map((watched) => [watched, watchAll(watched)])) as AllWatching;
  const pullSecrets = [...watches.dockerconfigjson, ...watches.dockercfg];
  return {
    loops,
    wake: () => wake(),
    cache: {
      covering: (watched, namespace) => covering(watches[watched], namespace),
      all: (watched) => watches[watched],
    },
    counts: () => ({
      namespaces: sizeOf(watches.namespaces),
      serviceAccounts: sizeOf(watches.serviceaccounts),
      pullSecrets: sizeOf(pullSecrets),
    }),
    *heldSecrets() {
      for (const { store } of pullSecrets) for (const { value } of store.all()) if (value !== undefined) yield value;
    },
  };
}

/** The same store, whose writer tells of which namespace an object came. */
function tellingStore<T>(store: Store<T>, tell: (namespace: string) => void): Store<T> {
  return {
    ...store,
    get size() {
      return store.size;
    },
    set(kept) {
      store.set(kept);
      tell(kept.namespace);
    },
    replace(items) {
      store.replace(items);
      for (const namespace of new Set(items.map((each) => each.namespace))) tell(namespace);
    },
  };
}

function covering<T>(watches: readonly Watching<T>[], namespace: string): Watching<T> | undefined {
  return watches.find((each) => each.namespace === '' || each.namespace === namespace);
}

function sizeOf(watches: readonly Watching<unknown>[]): number {
  return watches.reduce((sum, { store }) => sum + store.size, 0);
}
