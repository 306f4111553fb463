/**
 * From a Pod, or the template of one, to the images that it has in use (core/in-use.ts). Whoever may write a Pod can give
 * it as many containers, and each as long a name, as etcd takes, so only the first are looked at.
 */
import { isObject, listOf, own, textOf } from '../core/fields.js';
import { parseImage } from '../core/image/parse.js';
import type { ImagesInUse } from '../core/in-use.js';
import type { ImageReference } from '../core/types.js';

/** Of each kind; honest pods have two or three. */
const MOST_CONTAINERS = 32;
/** Honest pods name one to three. */
const MOST_SECRETS = 32;
/** Of one text: the longest reference, and the longest name of a Secret, are shorter. */
const MOST_LETTERS = 1024;

const LISTS = [
  ['initContainers', 'initContainerStatuses'],
  ['containers', 'containerStatuses'],
  ['ephemeralContainers', 'ephemeralContainerStatuses'],
] as const;

/** @param status of a Pod; undefined where it has none, as in a file, and for a template */
export function imagesInUse(podSpec: unknown, status?: unknown): ImagesInUse {
  const named = new Set<string>();
  const runs = new Set<string>();
  let more = false;
  for (const [field, statusField] of LISTS) {
    const containers = listOf(podSpec, field);
    const statuses = byName(listOf(status, statusField));
    more ||= containers.length > MOST_CONTAINERS;
    for (const container of containers.slice(0, MOST_CONTAINERS)) {
      const reference = referenceOf(container);
      if (reference === undefined) continue;
      const isThere = hasStarted(reference, statuses.get(textOf(container, 'name')));
      if (isThere) runs.add(reference.repository);
      if (!reference.shortName && (isThere || !isObject(status))) named.add(reference.repository);
    }
  }
  const secrets = listOf(podSpec, 'imagePullSecrets').map((entry) => textOf(entry, 'name'));
  more ||= secrets.length > MOST_SECRETS;
  return {
    named: [...named],
    // Of a list that is not looked at to its end nobody knows what they were pulled with.
    runs: secrets.length > MOST_SECRETS ? [] : [...runs],
    imagePullSecrets: secrets.slice(0, MOST_SECRETS).map((name) => name.slice(0, MOST_LETTERS)),
    ...(more ? { more } : {}),
  };
}

function byName(statuses: readonly unknown[]): ReadonlyMap<string, unknown> {
  return new Map(statuses.slice(0, MOST_CONTAINERS).map((each) => [textOf(each, 'name'), each]));
}

function referenceOf(container: unknown): ImageReference | undefined {
  const image = textOf(container, 'image');
  if (image === '' || image.length > MOST_LETTERS) return undefined;
  const parsed = parseImage(image);
  return parsed.ok ? parsed.reference : undefined;
}

/**
 * Was a container started from this very image? Its status may still be that of the image before, which an UPDATE took
 * away, so the image of the status has to be the same (K pkg/kubelet/kubelet_pods.go convertToAPIContainerStatuses).
 */
function hasStarted(reference: ImageReference, status: unknown): boolean {
  if (textOf(status, 'imageID') === '') return false;
  if (own(status, 'ready') !== true && !isStarted(own(status, 'state'))) return false;
  const started = referenceOf(status);
  return started !== undefined && isSame(started, reference);
}

/** A program that fails again and again was started each time; an image that is pulled again may be gone from its registry. */
function isStarted(state: unknown): boolean {
  if (isObject(own(state, 'running')) || isObject(own(state, 'terminated'))) return true;
  return textOf(own(state, 'waiting'), 'reason') === 'CrashLoopBackOff';
}

/** What a short name means the runtime says: CRI-O finds it in whatever its `registries.conf` names. */
function isSame(started: ImageReference, written: ImageReference): boolean {
  if (started.repository === written.repository) return true;
  const name = written.path.replace(/^library\//, '');
  return written.shortName && started.repository.endsWith(`/${name}`);
}
