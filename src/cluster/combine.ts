/**
 * Memory and the API server as one state. It promises that nothing is admitted out of memory that does not know whether
 * it is current, as far as the API server answers; and that a hint never costs a call where memory is.
 */
import type { Lookup } from '../core/types.js';
import type { ClusterState, ReadOptions } from '../facts/cluster-state.js';
import { type Cache, NOT_HELD } from './cache.js';
import type { Confirm } from './confirm.js';
import type { Grant } from './rights.js';
import type { RightsLedger } from './rights-ledger.js';

export interface Doubt {
  readonly confirm: Confirm;
  readonly ledger: Pick<RightsLedger, 'isLost'>;
}

interface Question<T> {
  readonly about: Grant['resource'];
  readonly namespace: string;
  readonly read: ReadOptions;
  readonly of: (state: ClusterState) => Promise<Lookup<T>>;
}

/**
 * The cache first, the API server for what the cache does not hold: a pod that names a Secret which was made a moment
 * ago, or is of another type, is judged by what is there. And the API server where the cache is blind, but for hints.
 */
export function combineStates(cache: Cache, fresh: ClusterState, { confirm, ledger }: Doubt): ClusterState {
  return answering(cache, async ({ about, namespace, read, of }) => {
    const held = await of(cache);
    if (held === NOT_HELD) return of(fresh);
    // Before its first list a watch holds nothing that could be confirmed.
    if (held.state === 'unknown' || read.hint === true || cache.isCurrent(about, namespace)) return held;
    return confirm(
      held,
      () => of(fresh),
      () => ledger.isLost(about, namespace),
    );
  });
}

/** Asked anew, but for hints: they come out of memory where it is current, or a storm of denials would cost a LIST each. */
export function hintsFromMemory(cache: Cache, fresh: ClusterState): ClusterState {
  return answering(cache, async ({ about, namespace, read, of }) => {
    if (read.hint !== true || !cache.isCurrent(about, namespace)) return of(fresh);
    const held = await of(cache);
    return held === NOT_HELD ? of(fresh) : held;
  });
}

function answering(cache: ClusterState, answer: <T>(question: Question<T>) => Promise<Lookup<T>>): ClusterState {
  return {
    namespace: (name, read) =>
      answer({ about: 'namespaces', namespace: name, read, of: (state) => state.namespace(name, read) }),
    serviceAccount: (namespace, name, read) =>
      answer({
        about: 'serviceaccounts',
        namespace,
        read,
        of: (state) => state.serviceAccount(namespace, name, read),
      }),
    serviceAccounts: (namespace, read) =>
      answer({ about: 'serviceaccounts', namespace, read, of: (state) => state.serviceAccounts(namespace, read) }),
    secret: (namespace, name, read) =>
      answer({ about: 'secrets', namespace, read, of: (state) => state.secret(namespace, name, read) }),
    secretFor: (namespace, name, repositories, read) =>
      answer({
        about: 'secrets',
        namespace,
        read,
        of: (state) => state.secretFor(namespace, name, repositories, read),
      }),
    pullSecrets: (namespace, read) =>
      answer({ about: 'secrets', namespace, read, of: (state) => state.pullSecrets(namespace, read) }),
    // Only a hint for the text of a denial, and a LIST of all namespaces each time it is asked.
    namespacesWithSecret: (name, read) => cache.namespacesWithSecret(name, read),
  };
}
