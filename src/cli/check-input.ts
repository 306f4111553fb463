/** What `check` is given: the objects that carry images, and a state made of the same files and of the cluster below them. */
import type { Arrival } from '../core/arrival.js';
import type { ExtraKind } from '../core/settings.js';
import type { GroupVersionKind } from '../core/types.js';
import { unusableWords } from '../core/words/structure.js';
import { findWorkload } from '../core/workloads.js';
import type { ClusterState } from '../facts/cluster-state.js';
import { overlayState } from '../facts/overlay.js';
import { arrivalOf } from '../manifests/arrival.js';
import { createPassedOver } from '../manifests/passed-over.js';
import type { Diagnostic, ManifestObject } from '../manifests/read.js';
import { workloadFaults } from '../manifests/shape.js';
import { createManifestState } from '../manifests/state.js';
import { groupVersionKind } from '../manifests/unfold.js';
import type { Io } from './command.js';
import { createIgnores, type Ignores } from './ignores.js';
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
  readonly columnOf: (path: string) => number;
  /** The template that it was rendered from, as `helm template` names it. */
  readonly template?: string;
}

export interface CheckInput {
  readonly workloads: readonly InputObject[];
  readonly state: ClusterState;
  readonly diagnostics: readonly ReportDiagnostic[];
  readonly ignores: Ignores;
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
  const checked = new Set(input.objects.map(({ source }) => source));
  const workloads = input.objects.flatMap((each) => toInputObject(each, namespace, kinds, arrival(each)) ?? []);
  const state = cluster === undefined ? files : overlayState(files, cluster);
  return {
    workloads,
    state,
    diagnostics: [
      ...(cluster === undefined ? [] : await missingNamespaces(workloads, state)),
      ...[
        ...input.diagnostics,
        ...input.toDiagnostics([
          ...files.diagnostics,
          ...input.objects.flatMap((each) => customFaults(each, kinds)),
          ...passedOver(input.objects, kinds),
        ]),
      ].map((each) => (checked.has(each.file) ? failing(each) : each)),
    ],
    ignores: createIgnores(input.ignores, kinds),
    files: input.files,
    others: input.objects.length - workloads.length,
  };
}

/** What the API server refuses or drops of the files that are checked is a finding about them. */
function failing(each: ReportDiagnostic): ReportDiagnostic {
  return each.about === 'refused' || each.about === 'dropped' ? { ...each, level: 'error' } : each;
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
    columnOf: each.columnOf,
    ...(each.template === undefined ? {} : { template: each.template }),
  };
}

/** Of a kind whose fields its own definition types. */
function customFaults(each: ManifestObject, kinds: readonly ExtraKind[]): readonly Diagnostic[] {
  const kind = groupVersionKind(each);
  const workload = findWorkload(kind, []) === undefined ? findWorkload(kind, kinds) : undefined;
  if (workload === undefined) return [];
  return workloadFaults(each, workload).map((fault) => ({
    severity: 'warning',
    source: each.source,
    line: each.lineOf(fault.path),
    column: each.columnOf(fault.path),
    message: unusableWords(each.kind, fault),
  }));
}

function passedOver(objects: readonly ManifestObject[], kinds: readonly ExtraKind[]): readonly Diagnostic[] {
  const passed = createPassedOver(kinds);
  for (const each of objects) passed.add(each);
  return passed.diagnostics();
}
