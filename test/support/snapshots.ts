/** A state through the bytes of a snapshot file of it. */

import type { ClusterState } from '../../src/facts/cluster-state.js';
import type { Inventory } from '../../src/facts/inventory.js';
import { readSnapshot } from '../../src/snapshot/read.js';
import { renderSnapshot } from '../../src/snapshot/render.js';
import type { Snapshot, SnapshotPolicy } from '../../src/snapshot/snapshot.js';
import { createSnapshotState } from '../../src/snapshot/state.js';

export function snapshotOf(inventory: Inventory, settings: SnapshotPolicy['settings'] = {}): Snapshot {
  return { policy: { from: 'a test', settings }, inventory };
}

export function reread(text: string): Snapshot {
  const result = readSnapshot(text);
  if (!result.ok) throw new Error(`line ${result.line}: ${result.why}\n${text.split('\n')[(result.line ?? 1) - 1]}`);
  return result.snapshot;
}

export function throughSnapshot(inventory: Inventory): ClusterState {
  return createSnapshotState(reread(renderSnapshot(snapshotOf(inventory))).inventory);
}
