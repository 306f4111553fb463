/**
 * What kubelets say of pulls that failed, as it happens: Events with the reason `Failed`, with the loop that watches all
 * else. Nothing of them is held: each is read, told and forgotten, so whoever writes Events fills no memory here.
 */
import { MOST_MESSAGE, MOST_NAME } from '../core/container-status.js';
import { isObject, own, textOf } from '../core/fields.js';
import type { PullCauseSlug } from '../core/pull-words/cause.js';
import { hideCredentials } from '../core/pull-words/hide.js';
import { causeOf } from '../core/pull-words/read.js';
import type { ApiClient } from './api-client.js';
import type { Kept } from './convert.js';
import type { ClusterEvent } from './events.js';
import { containerOf } from './pods.js';
import type { Store } from './store.js';
import { TIMINGS, type Timings } from './timings.js';
import { createWatchLoop } from './watch.js';

export interface FailedPull {
  readonly namespace: string;
  readonly pod: string;
  /** Of the Pod. */
  readonly uid: string;
  /** '' where the Event does not say. */
  readonly container: string;
  /** As the kubelet quotes it; '' where it does not. */
  readonly image: string;
  readonly cause: PullCauseSlug;
  /** Without what may be a credential. */
  readonly words: string;
}

export interface FailedPullsOptions {
  readonly client: ApiClient;
  readonly timings?: Partial<Timings>;
  readonly random?: () => number;
  readonly onFailed: (failed: FailedPull) => void;
  readonly onEvent: (event: ClusterEvent<'events'>) => void;
}

/** Of a first list: what failed before Pullgate began is nothing that it admitted. */
const MOST = { objects: 5_000, bytes: 32 * 1024 * 1024, atOnce: 500 };

/** Runs until the signal fires; never throws. */
export function watchFailedPulls(options: FailedPullsOptions, signal: AbortSignal): Promise<void> {
  const loop = createWatchLoop<FailedPull, 'events'>({
    id: { resource: 'events', namespace: '' },
    list: { path: '/api/v1/events', query: { fieldSelector: 'reason=Failed' }, convert: convertFailed, most: MOST },
    store: tellingStore(options.onFailed),
    client: options.client,
    timings: { ...TIMINGS, ...options.timings },
    clock: () => performance.now(),
    random: options.random ?? Math.random,
    emit: options.onEvent,
    onReached: () => {},
  });
  return loop.run(signal);
}

/** Holds nothing; what is compared with it is told as well, so that what a watch lost is told late. */
function tellingStore(tell: (failed: FailedPull) => void): Store<FailedPull> {
  const each = ({ value }: Kept<FailedPull>): void => {
    if (value !== undefined) tell(value);
  };
  return {
    get: () => undefined,
    list: () => [],
    all: () => [].values(),
    namespacesWith: () => [],
    size: 0,
    set: each,
    delete: () => {},
    replace: (items) => items.forEach(each),
    read: () => ({
      differences(items) {
        items.forEach(each);
        return [];
      },
      write: () => 0,
      end: () => {},
    }),
  };
}

/** Any Event is one here; of those that say nothing of a pull only that they were there. */
export function convertFailed(object: unknown): Kept<FailedPull> | undefined {
  const metadata = own(object, 'metadata');
  const [uid, name, version] = [textOf(metadata, 'uid'), textOf(metadata, 'name'), textOf(metadata, 'resourceVersion')];
  if (!isObject(object) || uid === '' || name === '' || version === '') return undefined;
  const kept = { namespace: textOf(metadata, 'namespace'), name, uid, version };
  const value = failedPull(object);
  return value === undefined ? kept : { ...kept, value };
}

/** The kubelet says the reason of a container that cannot start as `Error: ImagePullBackOff` (K pkg/kubelet/kuberuntime). */
const ERROR = 'Error: ';

function failedPull(event: unknown): FailedPull | undefined {
  const about = own(event, 'involvedObject');
  if (textOf(about, 'kind') !== 'Pod' || textOf(about, 'uid') === '') return undefined;
  const message = textOf(event, 'message').slice(0, MOST_MESSAGE);
  const isError = message.startsWith(ERROR);
  const told = isError ? { reason: message.slice(ERROR.length), message: '' } : { reason: '', message };
  const cause = causeOf(told);
  const isPull = message.startsWith('Failed to pull image ');
  // Words that are not known count only where they are about a pull.
  if (cause === 'unknown' && !isPull) return undefined;
  return {
    namespace: textOf(about, 'namespace').slice(0, MOST_NAME),
    pod: textOf(about, 'name').slice(0, MOST_NAME),
    uid: textOf(about, 'uid').slice(0, MOST_NAME),
    container: containerOf(textOf(about, 'fieldPath').slice(0, MOST_NAME)),
    image: isPull ? (message.split('"', 2)[1] ?? '').slice(0, MOST_NAME) : '',
    cause,
    words: hideCredentials(message),
  };
}
