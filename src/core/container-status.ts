/**
 * A Pod as its node last told of it: what each container waits for, runs as or ended with, and the conditions of the
 * whole. The kubelet writes it, but whoever may patch `pods/status` can write anything, and a registry chooses parts of
 * the messages: a field of another type counts as not there, and of lists and texts only the first part is kept
 * (k8s.io/api/core/v1 PodStatus, ContainerStatus, ContainerState).
 */
import { isObject, listOf, own, textOf } from './fields.js';
import type { ContainerKind } from './types.js';

export type StatusKind = Exclude<ContainerKind, 'imageVolume'>;

export interface PodStatus {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** As written: RFC 3339. */
  readonly createdAt: string;
  readonly isBeingDeleted: boolean;
  /** The one that has it under control; absent where nothing does. */
  readonly owner?: OwnerOf;
  /** Of which template of its owner it is, as the built-in controllers label it; '' where none does. */
  readonly revision: string;
  /** '' until a node is chosen. */
  readonly nodeName: string;
  /** `Pending`, `Running`, `Succeeded`, `Failed`, `Unknown`, or '' */
  readonly phase: string;
  /** `Evicted`, `NodeLost`; '' mostly */
  readonly reason: string;
  readonly message: string;
  /** When the kubelet took it up; '' before. */
  readonly startTime: string;
  readonly conditions: readonly PodCondition[];
  /** Init containers first, then containers, then ephemeral ones: in the order of the Pod, whether or not they have a status. */
  readonly containers: readonly ContainerStatus[];
  /** It has more containers than are looked at. */
  readonly more: boolean;
}

export interface OwnerOf {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
}

export interface PodCondition {
  readonly type: string;
  /** `True`, `False`, `Unknown` */
  readonly status: string;
  readonly reason: string;
  readonly message: string;
  /** lastTransitionTime */
  readonly since: string;
}

export interface ContainerStatus {
  readonly kind: StatusKind;
  readonly name: string;
  /** As the Pod writes it. */
  readonly image: string;
  /** As the status has it, which may name it otherwise, or be that of the image before; '' without a status. */
  readonly statusImage: string;
  /** What the node has got; '' where it has not pulled it yet. */
  readonly imageID: string;
  readonly restartCount: number;
  readonly ready: boolean;
  /** Passed its startup probe, or has none and runs; undefined where nothing is told. */
  readonly started: boolean | undefined;
  readonly state: ContainerState;
  /** How it ended the last time. */
  readonly lastState: ContainerState;
}

export type ContainerState =
  | { readonly is: 'waiting'; readonly reason: string; readonly message: string }
  | { readonly is: 'running'; readonly startedAt: string }
  | {
      readonly is: 'terminated';
      readonly reason: string;
      readonly message: string;
      readonly exitCode: number | undefined;
      readonly startedAt: string;
      readonly finishedAt: string;
    }
  /** There is no status yet, or none that says anything. */
  | { readonly is: 'untold' };

/** Of each list; honest pods have two or three. */
const MOST_CONTAINERS = 256;
const MOST_CONDITIONS = 32;
/** An honest pod has one owner that controls it, among a few. */
const MOST_OWNERS = 32;
/** Names, times, reasons, images: the longest honest one is a reference with a digest. */
export const MOST_NAME = 1024;
/** The kubelet passes on what the runtime says, and the runtime what the registry says. */
export const MOST_MESSAGE = 8192;

const LISTS = [
  { spec: 'initContainers', status: 'initContainerStatuses', kind: 'init' },
  { spec: 'containers', status: 'containerStatuses', kind: 'container' },
  { spec: 'ephemeralContainers', status: 'ephemeralContainerStatuses', kind: 'ephemeral' },
] as const;

/** @param pod as the API answers it, of whatever shape */
export function podStatus(pod: unknown): PodStatus {
  const [metadata, spec, status] = [own(pod, 'metadata'), own(pod, 'spec'), own(pod, 'status')];
  const owner = ownerOf(metadata);
  return {
    namespace: short(metadata, 'namespace'),
    name: short(metadata, 'name'),
    uid: short(metadata, 'uid'),
    createdAt: short(metadata, 'creationTimestamp'),
    isBeingDeleted: textOf(metadata, 'deletionTimestamp') !== '',
    ...(owner === undefined ? {} : { owner }),
    revision: revisionOf(own(metadata, 'labels')),
    nodeName: short(spec, 'nodeName'),
    phase: short(status, 'phase'),
    reason: short(status, 'reason'),
    message: long(status, 'message'),
    startTime: short(status, 'startTime'),
    conditions: listOf(status, 'conditions').slice(0, MOST_CONDITIONS).map(conditionOf),
    containers: LISTS.flatMap((list) => containersOf(spec, status, list)),
    more: LISTS.some((list) => listOf(spec, list.spec).length > MOST_CONTAINERS),
  };
}

/** Has the node got its image, and was a program started from it? Then and now alike. */
export function hasStarted({ imageID, ready, state, lastState }: ContainerStatus): boolean {
  if (imageID === '') return false;
  return ready || isPast(state) || isPast(lastState);
}

function isPast(state: ContainerState): boolean {
  return state.is === 'running' || state.is === 'terminated';
}

/** K staging/src/k8s.io/api/apps/v1/types.go */
function revisionOf(labels: unknown): string {
  return short(labels, 'pod-template-hash') || short(labels, 'controller-revision-hash');
}

function ownerOf(metadata: unknown): OwnerOf | undefined {
  const owners = listOf(metadata, 'ownerReferences').slice(0, MOST_OWNERS);
  const owner = owners.find((each) => own(each, 'controller') === true);
  if (owner === undefined) return undefined;
  return {
    apiVersion: short(owner, 'apiVersion'),
    kind: short(owner, 'kind'),
    name: short(owner, 'name'),
    uid: short(owner, 'uid'),
  };
}

function conditionOf(condition: unknown): PodCondition {
  return {
    type: short(condition, 'type'),
    status: short(condition, 'status'),
    reason: short(condition, 'reason'),
    message: long(condition, 'message'),
    since: short(condition, 'lastTransitionTime'),
  };
}

/** By name: an UPDATE may have reordered the spec since, and a status may be missing. */
function containersOf(spec: unknown, status: unknown, list: (typeof LISTS)[number]): readonly ContainerStatus[] {
  const statuses = new Map<string, unknown>();
  for (const each of listOf(status, list.status).slice(0, MOST_CONTAINERS)) statuses.set(textOf(each, 'name'), each);
  return listOf(spec, list.spec)
    .slice(0, MOST_CONTAINERS)
    .map((container) => {
      const isSidecar = list.kind === 'init' && own(container, 'restartPolicy') === 'Always';
      const kind: StatusKind = isSidecar ? 'sidecar' : list.kind;
      return containerOf(kind, container, statuses.get(textOf(container, 'name')));
    });
}

function containerOf(kind: StatusKind, container: unknown, status: unknown): ContainerStatus {
  const started = own(status, 'started');
  return {
    kind,
    name: short(container, 'name'),
    image: short(container, 'image'),
    statusImage: short(status, 'image'),
    imageID: short(status, 'imageID'),
    restartCount: countOf(status, 'restartCount') ?? 0,
    ready: own(status, 'ready') === true,
    started: typeof started === 'boolean' ? started : undefined,
    state: stateOf(own(status, 'state')),
    lastState: stateOf(own(status, 'lastState')),
  };
}

/** One of its members is set; by default it is waiting (ContainerState), but then nothing is told of what for. */
function stateOf(state: unknown): ContainerState {
  const [waiting, running, terminated] = [own(state, 'waiting'), own(state, 'running'), own(state, 'terminated')];
  if (isObject(running)) return { is: 'running', startedAt: short(running, 'startedAt') };
  if (isObject(terminated)) {
    return {
      is: 'terminated',
      reason: short(terminated, 'reason'),
      message: long(terminated, 'message'),
      exitCode: countOf(terminated, 'exitCode'),
      startedAt: short(terminated, 'startedAt'),
      finishedAt: short(terminated, 'finishedAt'),
    };
  }
  if (isObject(waiting)) return { is: 'waiting', reason: short(waiting, 'reason'), message: long(waiting, 'message') };
  return { is: 'untold' };
}

function countOf(object: unknown, field: string): number | undefined {
  const value = own(object, field);
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
}

const short = (object: unknown, field: string): string => textOf(object, field).slice(0, MOST_NAME);
const long = (object: unknown, field: string): string => textOf(object, field).slice(0, MOST_MESSAGE);
