/** What `check` is given: the objects that carry images, and a state made of the same files and of the cluster below them. */
import type { Arrival } from '../core/arrival.js';
import type { ExtraKind } from '../core/settings.js';
import type { GroupVersionKind } from '../core/types.js';
import { findWorkload } from '../core/workloads.js';
import type { ClusterState } from '../facts/cluster-state.js';
import { overlayState } from '../facts/overlay.js';
import { arrivalOf } from '../manifests/arrival.js';
import type { Diagnostic, ManifestObject } from '../manifests/read.js';
import { workloadFaults } from '../manifests/shape.js';
import { createManifestState } from '../manifests/state.js';
import { groupVersionKind } from '../manifests/unfold.js';
import type { Io } from './command.js';
import { readPaths } from './manifest-paths.js';
import { missingNamespaces } from './missing-namespaces.js';
import type { ReportDiagnostic } from './report.js';

export interface InputObject {
  readonly kind: GroupVersionKind;
  readonly resource: string;
  readonly namespace: string;
  readonly name: string;
  readonly object: unknown;
  readonly arrival: Arrival;
  readonly file: string;
  readonly line: number;
  readonly lineOf: (path: string) => number;
}

export interface CheckInput {
  readonly workloads: readonly InputObject[];
  readonly state: ClusterState;
  readonly diagnostics: readonly ReportDiagnostic[];
  readonly files: number;
  /** Objects that carry no images. */
  readonly others: number;
}

export interface InputRequest {
  readonly paths: readonly string[];
  readonly recursive: boolean;
  /** Of objects that name none. */
  readonly namespace: string;
  readonly kinds: readonly ExtraKind[];
  /** Absent: what the files do not hold is not known. */
  readonly cluster?: ClusterState;
}

export async function loadInput(request: InputRequest, io: Io): Promise<CheckInput> {
  const { recursive, namespace, kinds, cluster } = request;
  const input = await readPaths({ paths: request.paths, recursive }, io);
  const arrival = (each: ManifestObject): Arrival => arrivalOf(each, cluster !== undefined);
  const files = createManifestState(input.objects, { offline: true, namespace, arrival });
  const workloads = input.objects.flatMap((each) => toInputObject(each, namespace, kinds, arrival(each)) ?? []);
  const state = cluster === undefined ? files : overlayState(files, cluster);
  return {
    workloads,
    state,
    diagnostics: [
      ...input.diagnostics,
      ...(cluster === undefined ? [] : await missingNamespaces(workloads, state)),
      ...input.toDiagnostics([...files.diagnostics, ...input.objects.flatMap((each) => customFaults(each, kinds))]),
    ],
    files: input.files,
    others: input.objects.length - workloads.length,
  };
}

function toInputObject(
  each: ManifestObject,
  namespace: string,
  kinds: readonly ExtraKind[],
  arrival: Arrival,
): InputObject | undefined {
  const kind = groupVersionKind(each);
  const workload = findWorkload(kind, kinds);
  if (workload === undefined) return undefined;
  return {
    kind,
    resource: workload.resource,
    namespace: each.namespace === '' ? namespace : each.namespace,
    name: each.name,
    object: each.object,
    arrival,
    file: each.source,
    get line() {
      return each.line;
    },
    lineOf: each.lineOf,
  };
}

/** What types the fields of a custom kind have, its definition says and not Kubernetes: wrong ones count as not there. */
function customFaults(each: ManifestObject, kinds: readonly ExtraKind[]): readonly Diagnostic[] {
  const kind = groupVersionKind(each);
  const workload = findWorkload(kind, []) === undefined ? findWorkload(kind, kinds) : undefined;
  if (workload === undefined) return [];
  return workloadFaults(each, workload).map(({ path, why }) => ({
    severity: 'warning',
    source: each.source,
    line: each.lineOf(path),
    message: `No Pod can be made of this ${each.kind}: ${why}. The field counted as not there.`,
  }));
}
