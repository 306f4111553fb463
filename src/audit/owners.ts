/**
 * Which object a person edits: a Pod of a ReplicaSet of a Deployment is the Deployment's. What a controller wrote into
 * `ownerReferences` is followed; of a Pod that exists the garbage collector has taken those away that are not there.
 */
import { listOf, own, textOf } from '../core/fields.js';
import type { AuditObject } from './report.js';

/** Of one object, as far as it tells. */
export type Owner = Pick<AuditObject, 'apiVersion' | 'kind' | 'name'>;

/** An honest object has one that controls it, among a few. */
const MOST_REFERENCES = 32;

/** The one that has it under control; undefined where nothing does. */
export function controllerOf(object: unknown): Owner | undefined {
  const references = listOf(own(object, 'metadata'), 'ownerReferences').slice(0, MOST_REFERENCES);
  const owner = references.find((each) => own(each, 'controller') === true);
  if (owner === undefined) return undefined;
  return { apiVersion: textOf(owner, 'apiVersion'), kind: textOf(owner, 'kind'), name: textOf(owner, 'name') };
}

export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** The same for an object in every version of its group. */
export function keyOfOwner({ apiVersion, kind, namespace, name }: AuditObject): string {
  return `${groupOf(apiVersion)}/${kind}/${namespace}/${name}`;
}

/** Controllers that are part of Kubernetes, and make Pods: of their templates, and with their own names as the user. */
const BUILT_IN: ReadonlySet<string> = new Set([
  'apps/ReplicaSet',
  'apps/StatefulSet',
  'apps/DaemonSet',
  'batch/Job',
  '/ReplicationController',
]);

export function isBuiltIn({ apiVersion, kind }: Pick<Owner, 'apiVersion' | 'kind'>): boolean {
  return BUILT_IN.has(`${groupOf(apiVersion)}/${kind}`);
}

export interface Owners {
  /** What an object is made by, noted for those that it makes. */
  readonly note: (object: AuditObject, by: Owner) => void;
  /** The last of those that make one another, where it is known who makes what. */
  readonly topOf: (object: AuditObject) => AuditObject;
}

/** Deeper nobody nests them; and a ring, which anybody may write, has no top. */
const MOST_DEEP = 8;

export function createOwners(): Owners {
  const made = new Map<string, Owner>();
  return {
    note: (object, by) => void made.set(keyOfOwner(object), by),
    topOf(object) {
      let top = object;
      for (let deep = 0; deep < MOST_DEEP; deep += 1) {
        const by = made.get(keyOfOwner(top));
        if (by === undefined) return top;
        top = { ...by, namespace: object.namespace };
      }
      return object;
    },
  };
}
