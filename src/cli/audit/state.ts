/** The cluster of an audit as a state: what verdicts rest on in a few lists, because thousands of objects ask for it. */
import { askBy, askedBy, type ClusterState } from '../../facts/cluster-state.js';
import type { Inventory } from '../../facts/inventory.js';
import { createSnapshotState } from '../../snapshot/state.js';

/** @param live asked for what few objects make worth knowing: what else runs in the namespace */
export function auditState(inventory: Inventory, live: ClusterState): ClusterState {
  const held = createSnapshotState(inventory, 'the audit');
  return askedBy(
    askBy((question, read) => (question.about === 'imagesInUse' ? live : held).ask(question, read)),
    held,
  );
}
