/**
 * The stream of an audit: every object of a cluster that carries images, judged as it is by the one engine, with the object
 * that a person edits for it. Nothing is kept but who makes what, so it is as long as it likes.
 */

import { type PodStatus, podStatus } from '../core/container-status.js';
import type { Facts } from '../core/facts.js';
import { listOf, own, textOf } from '../core/fields.js';
import type { ImageOutlook } from '../core/outlook.js';
import type { Settings } from '../core/settings.js';
import { isPodKind } from '../core/subject.js';
import type { Admission } from '../core/types.js';
import { WORKLOADS, type Workload } from '../core/workloads.js';
import { asCreated } from '../facts/as-created.js';
import { type Assessment, assess } from '../facts/assess.js';
import type { ClusterState } from '../facts/cluster-state.js';
import type { Gathered } from '../facts/gather.js';
import { AHEAD, createLookAhead } from '../facts/look-ahead.js';
import type { ObjectStream, ThereObject, Unread } from '../facts/objects-there.js';
import type { RegistryPort } from '../facts/registry-port.js';
import { controllerOf, createOwners, isBuiltIn, type Owner, type Owners } from './owners.js';
import type { AuditObject } from './report.js';

export interface JudgedObject {
  readonly there: ThereObject;
  readonly assessment: Assessment;
  /** What the kubelet would do for each image; empty where nothing was asked for it. */
  readonly outlooks: readonly ImageOutlook[];
  /** What that rests on; absent where nothing was asked. */
  readonly facts?: Facts;
  /** The object to edit; itself where nobody makes it. */
  readonly owner: AuditObject;
  /** Who makes it: nobody else, a controller of Kubernetes, or another one, whose requests are judged as a person's. */
  readonly by: 'itself' | 'kubernetes' | 'others';
  /** Of a Pod. */
  readonly status?: PodStatus;
}

export type Step =
  | { readonly is: 'judged'; readonly judged: JudgedObject }
  /** Nothing of it is pulled again: it has ended, or is being deleted. */
  | { readonly is: 'ended'; readonly judged?: JudgedObject }
  /** Its Pods, or its owner, are what is judged. */
  | { readonly is: 'made' }
  | { readonly is: 'unread'; readonly unread: Unread };

export interface JudgeRequest {
  readonly objects: ObjectStream;
  readonly settings: Settings;
  readonly state: ClusterState;
  /** Asked about every image that is pulled; absent: none is. */
  readonly registry?: RegistryPort | undefined;
  /** ms since the epoch. */
  readonly now: number;
  /** Namespaces; undefined: all. */
  readonly only: readonly string[] | undefined;
  /** All that there are, as far as is known. */
  readonly namespaces: readonly string[];
  /** Pods that have ended are judged, too, and told with their end: for who asks how their images came. */
  readonly ended?: boolean;
}

export async function* judgedObjects(request: JudgeRequest): AsyncGenerator<Step> {
  const { objects, settings, only, namespaces, registry } = request;
  const owners = createOwners();
  const judge = createJudge(request);
  const ahead = createLookAhead<Step>(registry === undefined ? 1 : AHEAD);
  // Who makes a Pod is known when its turn comes.
  for await (const each of objects({ kinds: auditedKinds(settings), only, namespaces })) {
    ahead.add('unread' in each ? { is: 'unread', unread: each.unread } : stepOf(each.there, owners, judge, request));
    for (let next = ahead.due(); next !== undefined; next = ahead.due()) yield await next;
  }
  for (let next = ahead.next(); next !== undefined; next = ahead.next()) yield await next;
}

/** The kinds that carry images, Pods last. */
export function auditedKinds({ kinds }: Pick<Settings, 'kinds'>): readonly Workload[] {
  const extra = kinds.map(({ group, version, kind, resource, templatePath }) => {
    return { group, version, kind, resource, podSpec: [...templatePath.split('.'), 'spec'] };
  });
  const builtIn: readonly Workload[] = WORKLOADS;
  return [...builtIn.filter((row) => !isPodKind(row)), ...extra, ...builtIn.filter(isPodKind)];
}

type Judge = (
  there: ThereObject,
  by: JudgedObject['by'],
) => Promise<Pick<JudgedObject, 'assessment' | 'outlooks' | 'facts'>>;

async function stepOf(
  there: ThereObject,
  owners: Owners,
  judge: Judge,
  { ended = false }: Pick<JudgeRequest, 'ended'>,
): Promise<Step> {
  if (!hasEnded(there)) return judgedStep(there, owners, judge);
  if (!ended || !isPodKind(there.workload)) return { is: 'ended' };
  const step = await judgedStep(there, owners, judge);
  return step.is === 'judged' ? { is: 'ended', judged: step.judged } : step;
}

async function judgedStep(there: ThereObject, owners: Owners, judge: Judge): Promise<Step> {
  const itself = identityOf(there);
  const controller = controllerOf(there.object);
  const isPod = isPodKind(there.workload);
  if (!isPod && controller !== undefined) {
    owners.note(itself, controller);
    // Of its owner the template is judged, or the Pods that come of it.
    if (isMadeByAnother(there.workload, controller)) return { is: 'made' };
  }
  const maker = isPod ? makerOf(there, controller) : undefined;
  const by = maker === undefined ? 'itself' : isBuiltIn(maker) ? 'kubernetes' : 'others';
  const owner = owners.topOf(maker === undefined ? itself : { ...maker, namespace: there.namespace });
  const judged = await judge(there, by);
  return {
    is: 'judged',
    judged: { there, owner, by, ...judged, ...(isPod ? { status: podStatus(there.object) } : {}) },
  };
}

/** A ReplicaSet or a Job is what another one makes of its template; anything else is a template of its own. */
function isMadeByAnother({ group, kind }: Workload, controller: Owner): boolean {
  const isStep = (group === 'apps' && kind === 'ReplicaSet') || (group === 'batch' && kind === 'Job');
  return isStep && controller.kind !== '';
}

/** The mirror of a static pod belongs to its Node, which nobody edits for it. */
function makerOf({ object }: ThereObject, controller: Owner | undefined): Owner | undefined {
  const isOfNode = controller?.kind === 'Node' && controller.apiVersion === 'v1';
  return isOfNode || own(object, 'metadata') === undefined ? undefined : controller;
}

export function identityOf({ kind, namespace, name }: Pick<ThereObject, 'kind' | 'namespace' | 'name'>): AuditObject {
  const { group, version } = kind;
  return { apiVersion: group === '' ? version : `${group}/${version}`, kind: kind.kind, namespace, name };
}

/** A Pod or a Job that is over, and what is being deleted: nothing of it is pulled again. */
function hasEnded({ workload, object }: ThereObject): boolean {
  if (textOf(own(object, 'metadata'), 'deletionTimestamp') !== '') return true;
  const status = own(object, 'status');
  if (isPodKind(workload)) return ['Succeeded', 'Failed'].includes(textOf(status, 'phase'));
  if (workload.group !== 'batch' || workload.kind !== 'Job') return false;
  return listOf(status, 'conditions').some(
    (each) => ['Complete', 'Failed'].includes(textOf(each, 'type')) && textOf(each, 'status') === 'True',
  );
}

function createJudge({ settings, state, registry, now }: JudgeRequest): Judge {
  // No other controller has a name that the webhook knows: its Pods are judged as those of a person.
  const forOthers: Settings = { ...settings, ownedPods: { ...settings.ownedPods, mode: 'enforce' } };
  return async (there, by) => {
    let gathered: Gathered | undefined;
    const assessment = await assess(toAdmission(there), {
      settings: by === 'others' ? forOthers : settings,
      state,
      registry,
      now,
      observe: (seen) => {
        gathered = seen;
      },
    });
    return gathered === undefined ? { assessment, outlooks: [] } : { assessment, ...(gathered as Gathered) };
  };
}

/** As if it were created as it is. */
export function toAdmission({ workload, kind, namespace, name, object, source }: ThereObject): Admission {
  const { resource } = workload;
  const asked = { kind, resource, namespace, name, object, source };
  return asCreated(source === 'file' ? { ...asked, arrival: { name, byArgo: false } } : asked);
}
