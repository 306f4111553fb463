/** The objects of a test as the manifest-backed ClusterState: the same implementation that `npm start` and `check` use. */
import { type AnswerTable, askBy, askedBy, askTable, type ClusterState } from '../../src/facts/cluster-state.js';
import { readManifests } from '../../src/manifests/read.js';
import { createManifestState } from '../../src/manifests/state.js';

export interface KubeObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: {
    readonly name?: string;
    readonly namespace?: string;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly [field: string]: unknown;
  };
  readonly [field: string]: unknown;
}

/** @param offline true: what is not there is unknown; false: the objects are the cluster, what is not there is absent */
export function stateOf(objects: readonly KubeObject[], offline = false): ClusterState {
  const text = objects.map((object) => JSON.stringify(object)).join('\n');
  return createManifestState(readManifests(text, 'test').objects, { offline });
}

/** The same state with other answers to some questions. */
export function instead(state: ClusterState, rows: Partial<AnswerTable>): ClusterState {
  // A row that is not there is never asked.
  const others = askTable(rows as AnswerTable);
  const ask = askBy((question, read) => (question.about in rows ? others : state.ask)(question, read));
  return askedBy(ask, state);
}
