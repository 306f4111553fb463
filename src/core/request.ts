/**
 * Who asks, and how: apart from what is judged, so that the same object can be judged as somebody applies it, as it stands
 * in a file, and as it runs in a cluster already.
 */
import type { Arrival } from './arrival.js';
import { isAddedController } from './controllers.js';
import { own, textOf } from './fields.js';

/** How an object came to be judged: a review of the API server, a file, or a cluster in which it exists already. */
export type Source = 'review' | 'file' | 'cluster';

/**
 * `person`: whoever asks through the API server, a tool or an operator included. `controller`: one of the built-in
 * controllers does, for an owner whose template was judged when a person applied it (design 1.3). `file`: nobody has asked
 * yet, so the object has not been through admission (semantics 4.2). `existing`: it has been, some time ago.
 */
export type Origin = 'person' | 'controller' | 'file' | 'existing';

export interface RequestFacts {
  /** As the API server names it: `CREATE`, `UPDATE`. */
  readonly operation: string;
  /** '' for an object that nobody asks for. */
  readonly user: string;
  readonly groups: readonly string[];
  readonly dryRun: boolean;
  readonly origin: Origin;
  /** Of an object of a file: when an installer creates it. */
  readonly arrival?: Arrival;
}

/** What of a request says who asks; see `Admission`. */
export interface Asked extends Omit<RequestFacts, 'origin'> {
  readonly source: Source;
}

/** @param controllers users that count as built-in controllers, too (`ownedPods.controllers`) */
export function requestFacts(
  { operation, user, groups, dryRun, source, arrival }: Asked,
  controllers: readonly string[],
): RequestFacts {
  const origin = originOf(source, user, controllers);
  if (arrival === undefined || origin !== 'file') return { operation, user, groups, dryRun, origin };
  return { operation, user, groups, dryRun, origin, arrival };
}

function originOf(source: Source, user: string, controllers: readonly string[]): Origin {
  switch (source) {
    case 'review':
      return CONTROLLERS.has(user) || isAddedController(user, controllers) ? 'controller' : 'person';
    case 'file':
      return 'file';
    case 'cluster':
      return 'existing';
    default:
      return source satisfies never;
  }
}

/** Users that only the built-in controllers have; ownerReferences can be forged and decide nothing (design 1.3). */
export const CONTROLLERS: ReadonlySet<string> = new Set([
  ...[
    'deployment-controller',
    'replicaset-controller',
    'statefulset-controller',
    'daemon-set-controller',
    'job-controller',
    'cronjob-controller',
    'replication-controller',
  ].map((name) => `system:serviceaccount:kube-system:${name}`),
  'system:kube-controller-manager',
]);

/** Is the object there already, so that what cannot be changed of it has to be made anew (semantics 5.3)? */
export function isThere({ operation, origin }: Pick<RequestFacts, 'operation' | 'origin'>): boolean {
  return operation === 'UPDATE' || origin === 'existing';
}

/**
 * Is what is judged being deleted? True of any kind, and not of what is yet to be created. On an UPDATE the API server
 * puts the stored timestamp into the object before it asks a validating webhook, and refuses every other one (K
 * staging apiserver pkg/registry/rest/update.go BeforeUpdate, apimachinery pkg/api/validation/objectmeta.go), so nobody
 * can forge it; and a denial would hold up a finalizer. No built-in controller makes Pods from what is being deleted.
 *
 * On a CREATE it means nothing. The API server drops it from what is posted (pkg/endpoints/handlers/create.go), but up
 * to 1.36 not from what is created by server-side apply or PUT (1.37: pkg/registry/generic/registry/store.go), so there
 * it is whatever a tenant wrote. In a file it is whatever somebody wrote, too.
 */
export function isBeingDeleted(request: Pick<RequestFacts, 'operation' | 'origin'>, object: unknown): boolean {
  return isThere(request) && textOf(own(object, 'metadata'), 'deletionTimestamp') !== '';
}
