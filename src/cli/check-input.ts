/**
 * What `check` is given: the objects that carry images, and a state made of the same files, of a directory that stands
 * for the cluster, or of both.
 */
import type { Arrival } from '../core/arrival.js';
import type { ExtraKind } from '../core/settings.js';
import type { GroupVersionKind } from '../core/types.js';
import { findWorkload } from '../core/workloads.js';
import type { ClusterState } from '../facts/cluster-state.js';
import { arrivalOf } from '../manifests/arrival.js';
import type { ReadOptions } from '../manifests/load.js';
import type { Diagnostic, ManifestObject } from '../manifests/read.js';
import { workloadFaults } from '../manifests/shape.js';
import { isSurelyNoState } from '../manifests/sorting.js';
import { createManifestState, type ManifestState } from '../manifests/state.js';
import { groupVersionKind } from '../manifests/unfold.js';
import type { Io } from './command.js';
import { openPaths, type Paths, readPaths } from './manifest-paths.js';
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
  /** Directory of manifests that is the cluster. */
  readonly clusterDirectory?: string;
  readonly progress?: Pick<Progress, 'step'>;
}

/**
 * The files are read twice, because a Secret may stand behind the Pod that names it: first for what makes up the state,
 * which is kept, then for what is judged, which is not. So the input may be larger than the memory.
 */
export async function loadInput(request: InputRequest, io: Io): Promise<CheckInput> {
  const { recursive, namespace, kinds, clusterDirectory, progress } = request;
  const input = await openPaths({ paths: request.paths, recursive, passOverTemplates: true }, io);
  const cluster =
    clusterDirectory === undefined ? undefined : await readPaths({ paths: [clusterDirectory], recursive: true }, io);
  const arrival = (each: ManifestObject): Arrival => arrivalOf(each, cluster !== undefined);
  const state =
    cluster === undefined
      ? createManifestState(objectsOf(input, { skips: isSurelyNoState }, progress), {
          offline: true,
          namespace,
          arrival,
          workloads: () => objectsOf(input),
        })
      : besideCluster(cluster.objects, [...objectsOf(input, {}, progress)], namespace, arrival);
  return {
    state,
    async forEach(judge) {
      const diagnostics: ReportDiagnostic[] = [...(cluster?.diagnostics ?? [])];
      const faults: Diagnostic[] = [];
      let [files, others] = [0, 0];
      for (const piece of input.pieces({ isBrief: true })) {
        if (piece.isFile) files += 1;
        diagnostics.push(...piece.diagnostics);
        progress?.step('checking', piece.objects.length);
        for (const each of piece.objects) {
          faults.push(...customFaults(each, kinds));
          const object = toInputObject(each, namespace, kinds, arrival(each));
          if (object === undefined) others += 1;
          else await judge(object);
        }
      }
      return {
        diagnostics: [...diagnostics, ...input.toDiagnostics([...state.diagnostics, ...faults])],
        files,
        others,
      };
    },
  };
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

function besideCluster(
  cluster: readonly ManifestObject[],
  files: readonly ManifestObject[],
  namespace: string,
  arrival: (each: ManifestObject) => Arrival,
): ManifestState {
  const isThere = wasThere(cluster, namespace);
  const coming = new Set(files.filter((each) => !isThere(each)));
  return createManifestState(overlay(cluster, files, namespace), {
    offline: false,
    namespace,
    arrival: (each) => (coming.has(each) ? arrival(each) : undefined),
  });
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

/** What types the fields of a custom kind have, its definition says and not Kubernetes: wrong ones count as not there. */
function customFaults(each: ManifestObject, kinds: readonly ExtraKind[]): readonly Diagnostic[] {
  const kind = groupVersionKind(each);
  const workload = findWorkload(kind, []) === undefined ? findWorkload(kind, kinds) : undefined;
  if (workload === undefined) return [];
  return workloadFaults(each, workload).map(({ path, why }) => ({
    severity: 'warning',
    source: each.source,
    line: each.lineOf(path),
    ...(each.template === undefined ? {} : { template: each.template }),
    message: `No Pod can be made of this ${each.kind}: ${why}. The field counted as not there.`,
  }));
}

/** The cluster as it will be when the files are applied: what they hold takes the place of what is there. */
function overlay(
  cluster: readonly ManifestObject[],
  files: readonly ManifestObject[],
  namespace: string,
): readonly ManifestObject[] {
  const replaced = new Set(files.map((each) => identity(each, namespace)));
  const kept = cluster.filter((each) => !replaced.has(identity(each, 'default')));
  // `-n` speaks of the files; an object of the cluster without a namespace is in `default`, as `kubectl get -o yaml` has it.
  return [...kept.map((each) => (each.namespace === '' ? { ...each, namespace: 'default' } : each)), ...files];
}

function wasThere(cluster: readonly ManifestObject[], namespace: string): (each: ManifestObject) => boolean {
  const there = new Set(cluster.map((each) => identity(each, 'default')));
  return (each) => there.has(identity(each, namespace));
}

/** @param standard the namespace of one that names none */
function identity(each: ManifestObject, standard: string): string {
  return JSON.stringify([each.apiVersion, each.kind, each.namespace === '' ? standard : each.namespace, each.name]);
}
