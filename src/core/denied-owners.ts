/**
 * Controllers whose Pods this process denied, for as long as that is remembered: what tries again by itself, later and later
 * (a ReplicaSet up to 16 minutes apart; K client-go util/workqueue/default_rate_limiters.go). Bounded: the oldest go first.
 * Each replica knows its own denials.
 */

import { isObject, listOf, own, textOf } from './fields.js';
import { IGNORE_ANNOTATION, IGNORE_REASON_ANNOTATION } from './ignore.js';
import { isObjectName } from './object-name.js';
import type { Admission } from './types.js';
import { WORKLOADS, type Workload } from './workloads.js';

/** What made the Pod. */
export interface Owner {
  readonly workload: Workload;
  readonly version: string;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
}

export interface DeniedOwner {
  readonly owner: Owner;
  /** The request that was denied, with no more of its Pod than a verdict rests on. */
  readonly admission: Admission;
  /** The Pod's list of secrets came from its ServiceAccount, as far as can be told: the next Pod gets the list of then. */
  readonly fromAccount: boolean;
  /** ms since the epoch. */
  readonly at: number;
}

export interface DeniedOwners {
  readonly note: (denied: DeniedOwner) => void;
  /** A Pod of it was let through, or it is gone. */
  readonly forget: (uid: string) => void;
  /** It was told to try again: nothing more until it is denied again. */
  readonly told: (uid: string, now: number) => void;
  /** Those of a namespace that may be told at this moment, the oldest first; and when the next of the others may, if any. */
  readonly waiting: (
    namespace: string,
    now: number,
  ) => { readonly ready: readonly DeniedOwner[]; readonly next?: number };
  readonly has: (namespace: string) => boolean;
  readonly size: () => number;
}

/** Some megabytes at most. */
export const MOST_DENIED = 1_000;
export const REMEMBERED_MS = 3_600_000;
/** Between two times that one owner is told. */
export const REST_MS = 30_000;

interface Held {
  denied: DeniedOwner | undefined;
  at: number;
  toldAt: number;
  readonly namespace: string;
}

export function createDeniedOwners(most: number = MOST_DENIED): DeniedOwners {
  const owners = new Map<string, Held>();
  const byNamespace = new Map<string, Set<string>>();

  function forget(uid: string): void {
    const held = owners.get(uid);
    if (held === undefined) return;
    owners.delete(uid);
    const uids = byNamespace.get(held.namespace);
    uids?.delete(uid);
    if (uids?.size === 0) byNamespace.delete(held.namespace);
  }

  return {
    note(denied) {
      const { uid, namespace } = denied.owner;
      const toldAt = owners.get(uid)?.toldAt ?? Number.NEGATIVE_INFINITY;
      forget(uid);
      owners.set(uid, { denied, at: denied.at, toldAt, namespace });
      const uids = byNamespace.get(namespace) ?? new Set();
      byNamespace.set(namespace, uids.add(uid));
      const [oldest] = owners.keys();
      if (owners.size > most && oldest !== undefined) forget(oldest);
    },
    forget,
    told(uid, now) {
      const held = owners.get(uid);
      if (held === undefined) return;
      held.toldAt = now;
      held.denied = undefined;
    },
    waiting(namespace, now) {
      const ready: DeniedOwner[] = [];
      let next = Number.POSITIVE_INFINITY;
      for (const uid of [...(byNamespace.get(namespace) ?? [])]) {
        const held = owners.get(uid);
        if (held === undefined) continue;
        if (now - held.at > REMEMBERED_MS) forget(uid);
        else if (held.denied !== undefined && now - held.toldAt >= REST_MS) ready.push(held.denied);
        else if (held.denied !== undefined) next = Math.min(next, held.toldAt + REST_MS);
      }
      return next === Number.POSITIVE_INFINITY ? { ready } : { ready, next };
    },
    has: (namespace) => byNamespace.has(namespace),
    size: () => owners.size,
  };
}

const NAMES: ReadonlySet<string> = new Set(['ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'ReplicationController']);
/** Kinds that make Pods, and try again. */
export const MAKERS: readonly Workload[] = WORKLOADS.filter(({ kind }) => NAMES.has(kind));

/** What controls a Pod, where it is one of the built-in kinds; undefined for all else. */
export function ownerOf(pod: unknown, namespace: string): Owner | undefined {
  const metadata = own(pod, 'metadata');
  const reference = listOf(metadata, 'ownerReferences').find((each) => own(each, 'controller') === true);
  const [apiVersion, kind] = [textOf(reference, 'apiVersion'), textOf(reference, 'kind')];
  const [name, uid] = [textOf(reference, 'name'), textOf(reference, 'uid')];
  const slash = apiVersion.indexOf('/');
  const version = apiVersion.slice(slash + 1);
  const group = slash === -1 ? '' : apiVersion.slice(0, slash);
  const workload = MAKERS.find((each) => each.group === group && each.kind === kind);
  if (workload === undefined || !isObjectName(name) || uid === '') return undefined;
  return { workload, version, namespace, name, uid };
}

/** Images of an honest pod; what has more is not remembered. */
const MOST_IMAGES = 100;
/** In characters of JSON. */
const MOST_SIZE = 16_384;

/** A Pod with what a verdict about its credentials rests on; undefined for one that is too large to be kept. */
export function keptPod(pod: unknown): Readonly<Record<string, unknown>> | undefined {
  const [metadata, spec] = [own(pod, 'metadata'), own(pod, 'spec')];
  const lists = ['initContainers', 'containers', 'ephemeralContainers'].map(
    (field) => [field, listOf(spec, field)] as const,
  );
  const volumes = listOf(spec, 'volumes').filter((each) => isObject(own(each, 'image')));
  if (lists.reduce((sum, [, each]) => sum + each.length, volumes.length) > MOST_IMAGES) return undefined;
  const annotations = own(metadata, 'annotations');
  const kept = {
    metadata: {
      ...fieldsOf(metadata, ['name', 'generateName', 'namespace']),
      annotations: fieldsOf(annotations, [IGNORE_ANNOTATION, IGNORE_REASON_ANNOTATION]),
    },
    spec: {
      ...fieldsOf(spec, ['serviceAccountName', 'serviceAccount', 'imagePullSecrets']),
      ...Object.fromEntries(
        lists.map(([field, each]) => [field, each.map((entry) => containerOf(entry, volumes.length > 0))]),
      ),
      volumes: volumes.map((each) => fieldsOf(each, ['name', 'image'])),
    },
  };
  return JSON.stringify(kept).length > MOST_SIZE ? undefined : kept;
}

function containerOf(container: unknown, withMounts: boolean): Readonly<Record<string, unknown>> {
  const kept = fieldsOf(container, ['name', 'image', 'imagePullPolicy', 'restartPolicy']);
  if (!withMounts) return kept;
  return { ...kept, volumeMounts: listOf(container, 'volumeMounts').map((each) => fieldsOf(each, ['name'])) };
}

function fieldsOf(value: unknown, fields: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    fields.flatMap((field) => (own(value, field) === undefined ? [] : [[field, own(value, field)]])),
  );
}
