/** Pods one after the other, and what is said of one of them in its Events, for a person who asks why it hangs. */

import { MOST_MESSAGE, MOST_NAME } from '../core/container-status.js';
import { listOf, own, textOf } from '../core/fields.js';
import type { PodEvent } from '../core/pull-words/hanging.js';
import type { Lookup } from '../core/types.js';
import { wordFailure } from './api.js';
import type { ApiClient } from './api-client.js';
import { missing } from './object.js';
import { STREAM_LIMITS, streamList } from './stream.js';
import type { Timings } from './timings.js';

export interface PodsOf {
  /** '' for all. */
  readonly namespace: string;
  /** Labels that all of them have; empty: whatever they have. */
  readonly labels: Readonly<Record<string, string>>;
}

/** @returns why it is not all of them; undefined at the end */
export async function* streamPods(
  client: Pick<ApiClient, 'get'>,
  timings: Timings,
  { namespace, labels }: PodsOf,
): AsyncGenerator<unknown, string | undefined> {
  const path = namespace === '' ? '/api/v1/pods' : `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods`;
  const selector = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  const query: Record<string, string> = selector.length === 0 ? {} : { labelSelector: selector.join(',') };
  const failed = yield* streamList(client, { path, query, lean: 'fields' }, { ...timings, ...STREAM_LIMITS });
  if (failed === undefined) return undefined;
  if (failed.kind === 'status' && failed.status === 403) {
    return `you have no right to list the Pods of ${namespace === '' ? 'all namespaces' : `namespace ${namespace}`} (403)`;
  }
  return `the Pods could not be listed: ${wordFailure(failed)}`;
}

export interface PodRef {
  readonly namespace: string;
  readonly name: string;
  /** '' where it is not known. */
  readonly uid: string;
}

/** A Pod that fails for days has some dozen, folded by the API machinery; anybody may write more. */
const MOST_EVENTS = 200;
const MOST_BYTES = 4 * 1024 * 1024;

export async function readPodEvents(
  client: Pick<ApiClient, 'get'>,
  { pageDeadlineMs }: Pick<Timings, 'pageDeadlineMs'>,
  { namespace, name, uid }: PodRef,
): Promise<Lookup<readonly PodEvent[]>> {
  const query = new URLSearchParams({ fieldSelector: `involvedObject.name=${name}`, limit: String(MOST_EVENTS) });
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/events?${query}`;
  const answer = await client.get(path, { deadlineMs: pageDeadlineMs, mostBytes: MOST_BYTES, lean: 'fields' });
  if (answer.kind !== 'found') return missing(answer, `Events in namespace ${namespace}`);
  // Of the same name there may have been another Pod, and other kinds have names, too.
  const isAbout = (item: unknown): boolean => {
    const about = own(item, 'involvedObject');
    const isIt = uid === '' || textOf(about, 'uid') === uid;
    return isIt && textOf(about, 'kind') === 'Pod' && textOf(about, 'name') === name;
  };
  const value = listOf(answer.body, 'items').slice(0, MOST_EVENTS).filter(isAbout).map(eventOf);
  return { state: 'found', value };
}

/** Of a container: `spec.containers{web}` (K pkg/kubelet/container/ref.go). */
const FIELD = /^spec\.(?:containers|initContainers|ephemeralContainers)\{([^}]{1,253})\}$/;

/** '' for what is about the whole Pod. */
export function containerOf(fieldPath: string): string {
  return FIELD.exec(fieldPath)?.[1] ?? '';
}

function eventOf(event: unknown): PodEvent {
  const path = textOf(own(event, 'involvedObject'), 'fieldPath').slice(0, MOST_NAME);
  const at =
    textOf(own(event, 'series'), 'lastObservedTime') ||
    textOf(event, 'lastTimestamp') ||
    textOf(event, 'eventTime') ||
    textOf(own(event, 'metadata'), 'creationTimestamp');
  return {
    reason: textOf(event, 'reason').slice(0, MOST_NAME),
    message: textOf(event, 'message').slice(0, MOST_MESSAGE),
    container: containerOf(path),
    at: at.slice(0, MOST_NAME),
  };
}
