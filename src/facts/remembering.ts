/** A state that is asked each question once: for one short run, in which the same object must not have two answers. */
import type { Lookup } from '../core/types.js';
import type { Awaitable } from './awaitable.js';
import { askBy, askedBy, type ClusterState, keyOf } from './cluster-state.js';

export function remembering(state: ClusterState): ClusterState {
  const answers = new Map<string, Awaitable<Lookup<unknown>>>();
  const ask = askBy((question, read) => {
    const key = keyOf(question);
    const answer = answers.get(key) ?? state.ask(question, read);
    answers.set(key, answer);
    return answer;
  });
  return askedBy(ask, state);
}
