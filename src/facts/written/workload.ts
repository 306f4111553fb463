/**
 * From a workload to what is held of it in order to say who uses a Secret (core/workload-use.ts). Whoever may write one can
 * give it as many containers, and each as long a name, as etcd takes, so only the first are looked at. Texts are held once:
 * thousands of workloads run images of the same few repositories under the same few names.
 */
import { listOf, own, textOf } from '../../core/fields.js';
import { parseImage } from '../../core/image/parse.js';
import type { WorkloadUse } from '../../core/workload-use.js';
import { releaseOf } from '../../core/written/release.js';

/** Of each kind; honest pods have two or three. */
const MOST_CONTAINERS = 32;
const MOST_SECRETS = 32;
/** Of one text: the longest reference, and the longest name, are shorter. */
const MOST_LETTERS = 1024;

const LISTS = ['initContainers', 'containers'] as const;

/**
 * @param podSpec of its Pods
 * @returns undefined for what needs nothing: it is being deleted, it is done, or another workload makes it
 */
export function workloadUse(kind: string, object: unknown, podSpec: unknown): WorkloadUse | undefined {
  const metadata = own(object, 'metadata');
  if (textOf(metadata, 'deletionTimestamp') !== '' || isControlled(metadata) || isDone(kind, object)) return undefined;
  const secrets = listOf(podSpec, 'imagePullSecrets').slice(0, MOST_SECRETS);
  const release = releaseOf(object);
  return {
    kind,
    name: textOf(metadata, 'name'),
    serviceAccountName: once((textOf(podSpec, 'serviceAccountName') || 'default').slice(0, MOST_LETTERS)),
    imagePullSecrets: onceList(secrets.map((entry) => textOf(entry, 'name').slice(0, MOST_LETTERS))),
    repositories: onceList(repositoriesOf(podSpec)),
    ...(release === undefined ? {} : { release: once(release) }),
  };
}

/** What its controller makes counts once, as the controller. */
function isControlled(metadata: unknown): boolean {
  return listOf(metadata, 'ownerReferences').some((owner) => own(owner, 'controller') === true);
}

/** A Job that has ended starts no Pod any more (K staging api batch/v1 JobStatus). */
function isDone(kind: string, object: unknown): boolean {
  if (kind !== 'Job') return false;
  const conditions = listOf(own(object, 'status'), 'conditions');
  return conditions.some(
    (each) => ['Complete', 'Failed'].includes(textOf(each, 'type')) && textOf(each, 'status') === 'True',
  );
}

function repositoriesOf(podSpec: unknown): readonly string[] {
  const found = new Set<string>();
  for (const list of LISTS) {
    for (const container of listOf(podSpec, list).slice(0, MOST_CONTAINERS)) {
      const image = textOf(container, 'image');
      if (image === '' || image.length > MOST_LETTERS) continue;
      const parsed = parseImage(image);
      if (parsed.ok) found.add(parsed.reference.repository);
    }
  }
  return [...found].sort();
}

// -------------------------------------------------------------------------------------------------------------- memory

/** Texts that are known to be held already; with this many, all are forgotten, and those that are in use stay where they are. */
const MOST_KNOWN = 20_000;
const texts = new Map<string, string>();
const lists = new Map<string, readonly string[]>();
const NONE: readonly string[] = [];

/** A copy, too: a text cut out of another keeps the whole of it in memory. */
function once(text: string): string {
  const known = texts.get(text);
  if (known !== undefined) return known;
  const copy: string = JSON.parse(JSON.stringify(text));
  if (texts.size >= MOST_KNOWN) texts.clear();
  texts.set(copy, copy);
  return copy;
}

function onceList(list: readonly string[]): readonly string[] {
  if (list.length === 0) return NONE;
  const key = list.join('\n');
  const known = lists.get(key);
  if (known !== undefined) return known;
  const copy = list.map(once);
  if (lists.size >= MOST_KNOWN) lists.clear();
  lists.set(copy.join('\n'), copy);
  return copy;
}
