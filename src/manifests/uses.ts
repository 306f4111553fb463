/** The workloads of a directory that is a cluster, as who uses a Secret is known by (core/workload-use.ts). */

import { own } from '../core/fields.js';
import { USING, type WorkloadUse } from '../core/workload-use.js';
import { findWorkload } from '../core/workloads.js';
import { workloadUse } from '../facts/written/workload.js';
import type { ManifestObject } from './read.js';
import { groupVersionKind } from './unfold.js';

/** By namespace. */
export type Uses = Map<string, WorkloadUse[]>;

const KINDS: ReadonlySet<string> = new Set(Object.values(USING));

export function addUse(uses: Uses, each: ManifestObject, namespace: string): void {
  const workload = findWorkload(groupVersionKind(each), []);
  if (workload === undefined || !KINDS.has(workload.kind)) return;
  const podSpec = workload.podSpec.reduce<unknown>(own, each.object);
  const found = workloadUse(workload.kind, each.object, podSpec);
  if (found === undefined) return;
  // A copy holds no part of the text of the file.
  uses.set(namespace, [...(uses.get(namespace) ?? []), structuredClone(found)]);
}
