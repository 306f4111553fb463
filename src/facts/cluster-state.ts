/**
 * The port through which a decision learns what is in the cluster. Implementations: a directory of manifests
 * (`manifests/state.ts`), later the live cache and the API server. All pass `test/cluster-state.test.ts`.
 *
 * Every method answers with a `Lookup`: it never throws and never guesses. What could not be asked is `unknown` with a
 * reason a person can read; only an answer that is certain is `absent`.
 */
import type { Lookup, NamespaceFacts, PullSecret, ServiceAccountFacts } from '../core/types.js';

export interface ReadOptions {
  /** Fires at the deadline of the review; a read that it ends answers `unknown`. */
  readonly signal?: AbortSignal;
  /**
   * Nothing is decided by the answer, it only makes a text better: it may be as late as memory ordinarily is, and need
   * not cost a call.
   */
  readonly hint?: true;
}

export interface ClusterState {
  /**
   * Asking for many secrets by name costs nothing, because they are at hand, or because few may be asked for at all and
   * they cannot be listed. Absent: who has many names asks for the list (gather.ts).
   */
  readonly namesCostNothing?: true;
  namespace(name: string, options: ReadOptions): Promise<Lookup<NamespaceFacts>>;
  serviceAccount(namespace: string, name: string, options: ReadOptions): Promise<Lookup<ServiceAccountFacts>>;
  /** One secret by name, whatever its type: `unusable` is an answer, too. */
  secret(namespace: string, name: string, options: ReadOptions): Promise<Lookup<PullSecret>>;
  /**
   * The same secret, read at its source, with what it holds for these repositories (full names without tag and digest):
   * asked for a secret that turned out `oversized`. Of a large one only those entries come that could be used for one of
   * them, Docker Hub's fallback included (semantics 2.20 to 2.22), and the number of those left out. `oversized` again:
   * even these are too many.
   */
  secretFor(
    namespace: string,
    name: string,
    repositories: readonly string[],
    options: ReadOptions,
  ): Promise<Lookup<PullSecret>>;
  /** The secrets of a namespace that could be pull secrets (both docker types, and others that hold a docker config). */
  pullSecrets(namespace: string, options: ReadOptions): Promise<Lookup<readonly PullSecret[]>>;
  serviceAccounts(namespace: string, options: ReadOptions): Promise<Lookup<readonly ServiceAccountFacts[]>>;
  /** Namespaces that hold a secret of this name; asked only where `messages.otherNamespaces` is on. */
  namespacesWithSecret(name: string, options: ReadOptions): Promise<Lookup<readonly string[]>>;
}
