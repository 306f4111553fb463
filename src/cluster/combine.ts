/**
 * Memory and the API server as one state. It promises that nothing is admitted out of memory that does not know whether
 * it is current, as far as the API server answers; and that a hint never costs a call where memory is.
 */
import type { ClusterState } from '../facts/cluster-state.js';
import { type Cache, NOT_HELD } from './cache.js';
import type { Confirm } from './confirm.js';
import { rowOf } from './questions.js';
import type { RightsLedger } from './rights-ledger.js';

export interface Doubt {
  readonly confirm: Confirm;
  readonly ledger: Pick<RightsLedger, 'isLost'>;
}

/**
 * The cache first, the API server for what the cache does not hold: a pod that names a Secret which was made a moment
 * ago, or is of another type, is judged by what is there. And the API server where the cache is blind, but for hints.
 */
export function combineStates(cache: Cache, fresh: ClusterState, { confirm, ledger }: Doubt): ClusterState {
  return {
    ask(question, read) {
      const held = cache.ask(question);
      const { onlyHint, resource, namespace } = rowOf(question);
      if (onlyHint === true) return held;
      if (held === NOT_HELD) return fresh.ask(question, read);
      // Before its first list a watch holds nothing that could be confirmed.
      if (held.state === 'unknown' || read.hint === true || cache.isCurrent(question)) return held;
      return confirm(
        held,
        () => fresh.ask(question, read),
        () => ledger.isLost(resource, namespace(question)),
      );
    },
  };
}

/** Asked anew, but for hints: they come out of memory where it is current, or a storm of denials would cost a LIST each. */
export function hintsFromMemory(cache: Cache, fresh: ClusterState): ClusterState {
  return {
    ask(question, read) {
      // Asked anew it would be a LIST of all namespaces each time.
      if (rowOf(question).onlyHint === true) return cache.ask(question);
      if (read.hint !== true || !cache.isCurrent(question)) return fresh.ask(question, read);
      const held = cache.ask(question);
      return held === NOT_HELD ? fresh.ask(question, read) : held;
    },
  };
}
