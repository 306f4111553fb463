/**
 * Which containers of a Pod wait for their image, and what was said of it: by their status, and by the Events of the Pod
 * where the status says no more than that the kubelet waits. Events live an hour, and a kubelet before 1.32 does not
 * repeat its words in the status, so either may be all there is.
 */
import type { ContainerState, ContainerStatus, PodStatus } from '../container-status.js';
import type { PullCauseSlug } from './cause.js';
import { causeOf, type PullWords } from './read.js';

/** What is read of an Event (k8s.io/api/core/v1 Event). */
export interface PodEvent {
  readonly reason: string;
  readonly message: string;
  /** Container that it is about, from `spec.containers{web}`; '' for the whole Pod. */
  readonly container: string;
  /** RFC 3339, of the last time. */
  readonly at: string;
}

export interface HangingContainer {
  readonly container: ContainerStatus;
  /** The kubelet's reason: `ImagePullBackOff`. */
  readonly reason: string;
  readonly cause: PullCauseSlug;
  /** As they came; '' where nothing was said. Not fit to be printed (hide.ts). */
  readonly words: string;
  readonly from: 'status' | 'events' | 'nowhere';
}

/** They say that the image is what is missing, whatever the message says (K pkg/kubelet/images/types.go, cri-api pkg/errors). */
const OF_IMAGES = new Set([
  ...['ErrImagePull', 'ImagePullBackOff', 'ErrImageNeverPull', 'InvalidImageName', 'ImageInspectError'],
  ...['RegistryUnavailable', 'SignatureValidationFailed'],
]);

/** Other reasons wait for an image only where the words say so. */
export function isHanging({ state, lastState }: Pick<ContainerStatus, 'state' | 'lastState'>): boolean {
  if (state.is !== 'waiting') return state.is === 'terminated' && isForeign(state);
  if (OF_IMAGES.has(state.reason)) return true;
  const cause = causeOf(state);
  if (cause !== 'unknown') return OF_STATUS.has(cause);
  return state.reason === 'CrashLoopBackOff' && isForeign(lastState);
}

/** What can keep a container from being made once its image is there, or before it is asked for. */
const OF_STATUS = new Set<PullCauseSlug>([
  ...(['secret-malformed', 'image-volume', 'image-corrupt', 'disk-full', 'signature-refused', 'exec-format'] as const),
]);

function isForeign(state: ContainerState): boolean {
  return state.is === 'terminated' && causeOf(state) === 'exec-format';
}

/** @param events of this Pod, in any order; empty where they could not be read, or are gone */
export function hangingContainers(pod: PodStatus, events: readonly PodEvent[]): readonly HangingContainer[] {
  return pod.containers.filter(isHanging).map((container) => hangingOf(container, events));
}

function hangingOf(container: ContainerStatus, events: readonly PodEvent[]): HangingContainer {
  const { state, lastState } = container;
  const told: PullWords = state.is === 'waiting' || state.is === 'terminated' ? state : { reason: '', message: '' };
  const reason = told.reason;
  const cause = causeOf(told);
  if (cause !== 'unknown') return { container, reason, cause, words: told.message || reason, from: 'status' };
  if (isForeign(lastState) && lastState.is === 'terminated') {
    return { container, reason, cause: 'exec-format', words: lastState.message, from: 'status' };
  }
  const said = wordsOf(container, events);
  if (said !== undefined) return { container, reason, ...said, from: 'events' };
  // `Back-off pulling image "x"` says nothing; anything longer is shown, and called unknown.
  const isSaid = told.message !== '' && !isBackOff(told.message);
  return {
    container,
    reason,
    cause: 'unknown',
    words: isSaid ? told.message : '',
    from: isSaid ? 'status' : 'nowhere',
  };
}

function isBackOff(message: string): boolean {
  return message.startsWith('Back-off pulling image ') && !message.includes('": ');
}

/** `Error: ErrImagePull` repeats the reason. */
function isBareError(message: string): boolean {
  return message.startsWith('Error: ') && OF_IMAGES.has(message.slice('Error: '.length));
}

/** The newest that says a cause; else the newest that says something about a pull. */
function wordsOf(
  { name, image }: ContainerStatus,
  events: readonly PodEvent[],
): { readonly cause: PullCauseSlug; readonly words: string } | undefined {
  const about = events
    .filter((event) => event.container === name || (event.container === '' && event.message.includes(`"${image}"`)))
    .filter(({ reason, message }) => SPEAKS.has(reason) && !isBackOff(message) && !isBareError(message))
    .sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? 1 : -1));
  for (const { reason, message } of about) {
    const cause = causeOf({ reason, message });
    if (cause !== 'unknown') return { cause, words: message };
  }
  const [newest] = about;
  return newest === undefined ? undefined : { cause: 'unknown', words: newest.message };
}

const SPEAKS = new Set(['Failed', 'InspectFailed', 'ErrImageNeverPull', 'BackOff']);
