/** What `check` is given: the objects that carry images, and a state made of the same files and of the cluster below them. */
import type { Arrival } from '../core/arrival.js';
import type { ExtraKind } from '../core/settings.js';
import type { GroupVersionKind } from '../core/types.js';
import { unusableWords } from '../core/words/structure.js';
import { findWorkload } from '../core/workloads.js';
import type { ClusterState } from '../facts/cluster-state.js';
import { overlayState } from '../facts/overlay.js';
import { arrivalOf } from '../manifests/arrival.js';
import type { ReadOptions } from '../manifests/load.js';
import { createPassedOver } from '../manifests/passed-over.js';
import { createRawSecrets, type FindRawSecret } from '../manifests/raw-secrets.js';
import type { Diagnostic, ManifestObject } from '../manifests/read.js';
import { workloadFaults } from '../manifests/shape.js';
import { isSurelyNoState } from '../manifests/sorting.js';
import { createManifestState } from '../manifests/state.js';
import { groupVersionKind } from '../manifests/unfold.js';
import type { Io } from './command.js';
import { createIgnores, type Ignores } from './ignores.js';
import { openPaths, type Paths } from './manifest-paths.js';
import { missingNamespace } from './missing-namespaces.js';
import type { Progress } from './progress.js';
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
  readonly state: ClusterState;
  readonly ignores: Ignores;
  /** The Secrets of the files with their data, for questions to registries. */
  readonly rawSecret: FindRawSecret;
  /** Reads all once more, and hands over what carries images, one at a time; nothing of it is kept. */
  readonly forEach: (judge: (object: InputObject) => Promise<void>) => Promise<Rest>;
}

/** What there is besides what carries images. */
export interface Rest {
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
  /** Registries are asked. */
  readonly probed?: boolean;
  readonly progress?: Pick<Progress, 'step'>;
}

/**
 * The files are read twice, because a Secret may stand behind the Pod that names it: first for what makes up the state,
 * which is kept, then for what is judged, which is not. So the input may be larger than the memory.
 */
export async function loadInput(request: InputRequest, io: Io): Promise<CheckInput> {
  const { recursive, namespace, kinds, cluster, probed = false, progress } = request;
  const input = await openPaths({ paths: request.paths, recursive, passOverTemplates: true }, io);
  const arrival = (each: ManifestObject): Arrival => arrivalOf(each, cluster !== undefined);
  const files = createManifestState(objectsOf(input, { skips: isSurelyNoState }, progress), {
    offline: true,
    namespace,
    arrival,
    workloads: () => objectsOf(input),
  });
  const state = cluster === undefined ? files : overlayState(files, cluster);
  const ignores = createIgnores(kinds, probed);
  return {
    state,
    ignores,
    rawSecret: createRawSecrets(() => objectsOf(input, { skips: isSurelyNoState }), namespace),
    async forEach(judge) {
      const diagnostics: ReportDiagnostic[] = [];
      const missing: ReportDiagnostic[] = [];
      const faults: Diagnostic[] = [];
      const namespaces = new Set<string>();
      const passed = createPassedOver(kinds);
      let [count, others] = [0, 0];
      for (const piece of input.pieces({ isBrief: true })) {
        if (piece.isFile) count += 1;
        diagnostics.push(...piece.diagnostics);
        ignores.add(piece.source, piece.ignores);
        progress?.step('checking', piece.objects.length);
        for (const each of piece.objects) {
          faults.push(...customFaults(each, kinds));
          passed.add(each);
          const object = toInputObject(each, namespace, kinds, arrival(each));
          if (object === undefined) {
            others += 1;
            continue;
          }
          if (cluster !== undefined && !namespaces.has(object.namespace)) {
            namespaces.add(structuredClone(object.namespace));
            missing.push(...(await missingNamespace(object, state)));
          }
          await judge(object);
        }
      }
      const more = input.toDiagnostics([...files.diagnostics, ...faults, ...passed.diagnostics()]);
      return { diagnostics: [...missing, ...[...diagnostics, ...more].map(failing)], files: count, others };
    },
  };
}

/** All of it in memory, for who needs the objects together. */
export async function allWorkloads({
  forEach,
}: CheckInput): Promise<Rest & { readonly workloads: readonly InputObject[] }> {
  const workloads: InputObject[] = [];
  const rest = await forEach(async (object) => void workloads.push(object));
  return { ...rest, workloads };
}

function* objectsOf(
  { pieces }: Paths,
  options: ReadOptions = {},
  progress?: InputRequest['progress'],
): Generator<ManifestObject, void> {
  for (const { objects } of pieces(options)) {
    progress?.step('reading', objects.length);
    yield* objects;
  }
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
    ...(each.template === undefined ? {} : { template: each.template }),
    message: unusableWords(each.kind, fault),
  }));
}
