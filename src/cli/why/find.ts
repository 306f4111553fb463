/** The Pods that are meant: one by its name, those of a workload, or all. */

import { podStatus } from '../../core/container-status.js';
import { isObject, own, textOf } from '../../core/fields.js';
import { isObjectName } from '../../core/object-name.js';
import type { ExtraKind } from '../../core/settings.js';
import { shown } from '../../core/words/escape.js';
import { WORKLOADS, type Workload } from '../../core/workloads.js';
import { Fault } from '../../process/errors.js';
import type { AskedCluster, LiveCluster } from '../cluster-source.js';
import { namedObject } from '../explain/kind-words.js';
import type { Survey } from './survey.js';

export interface WantedPods {
  readonly workload: Workload;
  readonly name: string;
}

/** `pod/web-abc`, `deployment/web`, `web-abc`. Throws a Fault for what cannot be one. */
export function wantedPods(word: string, kinds: readonly ExtraKind[]): WantedPods {
  const named = namedObject(word, kinds);
  if (named !== undefined) return { workload: named.workload, name: named.name };
  if (!isObjectName(word)) {
    throw new Fault('PG_E_USAGE', `${JSON.stringify(word)} is no Pod and no KIND/NAME; usage: pullgate why pod/NAME`);
  }
  return { workload: WORKLOADS[0], name: word };
}

export interface Found {
  /** What was asked for by its name, as it is there; undefined where all Pods were. */
  readonly object: unknown;
  /** Why it is not all of them. */
  readonly unread: readonly string[];
}

/** Adds the Pods to the survey. Throws a Fault where what is named is not there, or cannot be read. */
export async function findPods(
  wanted: WantedPods | undefined,
  namespace: string,
  cluster: AskedCluster,
  live: LiveCluster,
  survey: Survey,
): Promise<Found> {
  if (wanted === undefined) {
    const failed = await addAll(live.pods({ namespace, labels: {} }), survey, () => true);
    // Nothing at all was read: that is no answer.
    if (failed !== undefined && survey.pods() === 0) throw new Fault('PG_E_INPUT', failed);
    return { object: undefined, unread: failed === undefined ? [] : [failed] };
  }
  const { workload, name } = wanted;
  const object = await readNamed(wanted, namespace, cluster);
  if (workload.kind === 'Pod' && workload.group === '') {
    survey.add(object);
    return { object, unread: [] };
  }
  const isOwn = belongsTo(workload, name);
  const failed = await addAll(live.pods({ namespace, labels: selectorOf(object) }), survey, isOwn);
  return { object, unread: failed === undefined ? [] : [failed] };
}

async function readNamed(
  { workload, name }: WantedPods,
  namespace: string,
  { read, words }: AskedCluster,
): Promise<unknown> {
  const what = `${workload.kind} ${shown(namespace)}/${name}`;
  if (read === undefined) throw new Fault('PG_E_USAGE', `${words} hold no ${workload.kind}`);
  const found = await read({ workload, namespace, name });
  switch (found.state) {
    case 'found':
      return found.value.object;
    case 'absent':
      throw new Fault('PG_E_INPUT', `${what} does not exist`);
    case 'unknown':
      throw new Fault('PG_E_INPUT', `${what} cannot be read: ${found.reason}`);
    default:
      return found satisfies never;
  }
}

async function addAll(
  pods: AsyncGenerator<unknown, string | undefined>,
  survey: Survey,
  isWanted: (object: unknown) => boolean,
): Promise<string | undefined> {
  for (;;) {
    const next = await pods.next();
    if (next.done === true) return next.value;
    if (isWanted(next.value)) survey.add(next.value);
  }
}

/**
 * By the names that the controllers give (K pkg/controller): the selector of a workload may match Pods of another one, and
 * that of a CronJob is that of its Jobs.
 */
function belongsTo({ kind }: Workload, name: string): (object: unknown) => boolean {
  return (object) => {
    const { owner, revision } = podStatus({ metadata: own(object, 'metadata') });
    if (owner === undefined) return false;
    if (owner.kind === kind && owner.name === name) return true;
    if (owner.kind === 'ReplicaSet') return revision !== '' && owner.name === `${name}-${revision}`;
    const isOfCron = kind === 'CronJob' && owner.kind === 'Job' && owner.name.startsWith(`${name}-`);
    return isOfCron && /^\d+$/.test(owner.name.slice(name.length + 1));
  };
}

/** What narrows the list; empty where nothing does. */
function selectorOf(object: unknown): Readonly<Record<string, string>> {
  const selector = own(own(object, 'spec'), 'selector');
  const matchLabels = own(selector, 'matchLabels');
  // A ReplicationController has the labels themselves.
  const labels = matchLabels ?? (textOf(object, 'kind') === 'ReplicationController' ? selector : undefined);
  if (!isObject(labels)) return {};
  const pairs = Object.entries(labels).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string' && LABEL.test(pair[0]) && LABEL.test(pair[1]),
  );
  return Object.fromEntries(pairs.slice(0, MOST_LABELS));
}

const LABEL = /^[A-Za-z0-9][A-Za-z0-9_./-]{0,316}$/;
const MOST_LABELS = 16;
