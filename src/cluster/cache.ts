/**
 * What the watches hold, as a state. It answers at once and may be late, so what it does not hold is never `absent`:
 * a Secret may be of a type that is not watched, and anything may be newer than the last event. Lists are what is held.
 * Before its first complete list a watch holds nothing, and every answer that rests on it is `unknown`. It knows whether
 * it is current (currency.ts); what follows from that is combine.ts.
 */
import type { AnswerTo, Question } from '../core/questions.js';
import type { Lookup } from '../core/types.js';
import { askBy, type ClusterState } from '../facts/cluster-state.js';
import { type Kept, valuesOf } from './convert.js';
import { type AnyRow, type HeldOf, rowOf, type Watched } from './questions.js';
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
  /** The loop that watches this in this namespace; undefined where none does. */
  covering<W extends Watched>(watched: W, namespace: string): Held<HeldOf[W]> | undefined;
  /** All loops that watch this. */
  all<W extends Watched>(watched: W): readonly Held<HeldOf[W]>[];
}

const NOT_READ: Lookup<never> = { state: 'unknown', reason: 'Pullgate has not read the cluster yet' };

/** Whether it is there was not said; the API server can say it. */
export const NOT_HELD: Lookup<never> = { state: 'unknown', reason: 'it is not among what Pullgate watches' };

export interface Cache extends ClusterState {
  readonly ask: <Q extends Question>(question: Q) => AnswerTo<Q>;
  /** Is everything that the answer rests on the cluster as it is, but for the lateness of every watch? */
  readonly isCurrent: (question: Question) => boolean;
}

export function createCacheState(memory: HeldObjects): Cache {
  return {
    // What is held is at hand: never a promise.
    ask: askBy((question) => recall(memory, rowOf(question), question)) as Cache['ask'],
    isCurrent(question) {
      const { held = [], namespace } = rowOf(question);
      const where = namespace(question);
      for (const watched of held) if (memory.covering(watched, where)?.isCurrent() !== true) return false;
      return held.length > 0;
    },
  };
}

function recall(memory: HeldObjects, row: AnyRow, question: Question): Lookup<unknown> {
  switch (row.by) {
    case 'name':
      // What is too large to be held is nowhere but at the API server.
      return lookUp(memory, row.held ?? [], row.namespace(question), row.name(question));
    case 'namespace':
      return listOf(memory, row.held ?? [], row.namespace(question));
    case 'everywhere':
      return namespacesWith(memory, row.held, row.name(question));
    default:
      return row satisfies never;
  }
}

/** What is not found in the first place: is it not held at all, or not read yet? */
function withoutAnswer(memory: HeldObjects, held: readonly Watched[], namespace: string): Lookup<never> | undefined {
  if (held.length === 0) return NOT_HELD;
  let isRead = true;
  for (const watched of held) {
    const loop = memory.covering(watched, namespace);
    if (loop === undefined) return NOT_HELD;
    isRead &&= loop.hasListed();
  }
  return isRead ? undefined : NOT_READ;
}

function lookUp(memory: HeldObjects, held: readonly Watched[], namespace: string, name: string): Lookup<unknown> {
  const without = withoutAnswer(memory, held, namespace);
  if (without !== undefined) return without;
  let found: Kept<unknown> | undefined;
  for (const watched of held) {
    const kept = memory.covering(watched, namespace)?.store.get(namespace, name);
    if (kept === undefined) continue;
    // In two stores: made anew with another type, and one of the two watches has not heard yet.
    if (found !== undefined) return NOT_HELD;
    found = kept;
  }
  // Without a value: it is larger than what is held.
  return found?.value === undefined ? NOT_HELD : { state: 'found', value: found.value };
}

function listOf(memory: HeldObjects, held: readonly Watched[], namespace: string): Lookup<readonly unknown[]> {
  const without = withoutAnswer(memory, held, namespace);
  if (without !== undefined) return without;
  const lists = held.map((watched): readonly unknown[] =>
    valuesOf<unknown>(memory.covering(watched, namespace)?.store.list(namespace) ?? []),
  );
  return { state: 'found', value: lists.flat() };
}

function namespacesWith(memory: HeldObjects, held: readonly Watched[], name: string): Lookup<readonly string[]> {
  const loops = held.flatMap((watched): readonly Held<unknown>[] => memory.all(watched));
  if (loops.length === 0) return NOT_HELD;
  if (loops.some(({ hasListed }) => !hasListed())) return NOT_READ;
  return { state: 'found', value: [...new Set(loops.flatMap(({ store }) => store.namespacesWith(name)))].sort() };
}
