/**
 * A cluster that does not answer, for the review whose time is over or whose first judgement failed: the engine goes
 * over it once more, at no cost, and what is certain without the cluster is said as always.
 */
import type { Lookup, NamespaceFacts } from '../core/types.js';
import { askBy, type ClusterState } from './cluster-state.js';

/**
 * @param why a clause in our own words, never the text of an error, which may quote the object
 * @param namespace what is remembered of the Namespace: its labels weaken what they weaken, though nobody confirms them
 */
export function unanswered(why: string, namespace: Lookup<NamespaceFacts>): ClusterState {
  const unknown: Lookup<never> = { state: 'unknown', reason: why };
  const remembered: Lookup<NamespaceFacts> =
    namespace.state === 'found' ? { state: 'found', value: { ...namespace.value, unconfirmed: why } } : unknown;
  return { ask: askBy(({ about }) => (about === 'namespace' ? remembered : unknown)) };
}
