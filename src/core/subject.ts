/**
 * From an object of any shape to the images it carries. Nothing is trusted: a field of the wrong type counts as not
 * there, because mutating webhooks see objects that nobody validated yet and CRDs hold whatever they like (semantics
 * 5.8). What is not there is the API server's to refuse, so it makes no finding here.
 */
import { type Meter, TURN_STEPS } from './budget.js';
import { isObject, listOf, own, textOf } from './fields.js';
import { knownImage } from './image/known.js';
import { defaultPullPolicy } from './image/parse.js';
import { type InParts, wholly } from './parts.js';
import { placementOf } from './placement.js';
import type { Origin, RequestFacts } from './request.js';
import type { Admission, ContainerKind, ImageUse, ParsedImage, PullPolicy, Subject } from './types.js';
import type { Workload } from './workloads.js';

/** Annotation of mirror pods: k8s.io/api/core/v1 MirrorPodAnnotationKey. */
const MIRROR = 'kubernetes.io/config.mirror';

/** Is it the Pod of the core group? Another group may have a kind of that name. */
export function isPodKind({ group, kind }: Pick<Workload, 'group' | 'kind'>): boolean {
  return kind === 'Pod' && group === '';
}

/**
 * Is it the mirror of a static pod? Asked of a Pod only. The annotation alone decides: it can be written at creation by
 * anybody, and never added later (K pkg/apis/core/validation ValidatePodSpecificAnnotationUpdates), and the kubelet skips
 * a Pod with it that mirrors no static pod of its own (K pkg/kubelet/kubelet.go HandlePodAdditions).
 */
export function isMirror(subject: Subject): boolean {
  return subject.isPod && subject.mirror;
}

/** What a subject is called, and who asks about it. */
export interface SubjectOf extends Pick<Admission, 'kind' | 'namespace' | 'name'> {
  readonly origin: Origin;
}

export function subjectOf({ kind, namespace, name }: Admission, { origin }: Pick<RequestFacts, 'origin'>): SubjectOf {
  return { kind, namespace, name, origin };
}

/** The subject of a request. `object` is the request's object or its old one. */
export function toSubject(of: SubjectOf, workload: Workload, object: unknown): Subject {
  return wholly(subjectInParts(of, workload, object, { steps: 0 }));
}

/** The same with pauses. */
export function* subjectInParts(of: SubjectOf, workload: Workload, object: unknown, meter: Meter): InParts<Subject> {
  const metadata = own(object, 'metadata');
  const podSpec = workload.podSpec.reduce(own, object);
  const podPath = workload.podSpec.join('.');
  const account = textOf(podSpec, 'serviceAccountName') || textOf(podSpec, 'serviceAccount');
  const { group, kind } = workload;
  const { version } = of.kind;
  const { namespace } = of;
  const name = objectName(metadata) || of.name;
  const imagePullSecrets = listOf(podSpec, 'imagePullSecrets').map((entry) => textOf(entry, 'name'));
  // Empty means `default`: ServiceAccount admission for pods (semantics 4.1), and what it will do for a template's pods.
  const serviceAccountName = account || 'default';
  const images = yield* imageUses(podSpec, podPath, meter);
  const placement = placementOf(podSpec);
  if (!isPodKind(workload)) {
    return {
      group,
      version,
      kind,
      namespace,
      name,
      podPath,
      imagePullSecrets,
      serviceAccountName,
      images,
      placement,
      isPod: false,
    };
  }
  const mirror = own(own(metadata, 'annotations'), MIRROR) !== undefined;
  const owned = isOwned(of.origin, metadata);
  // No spread: on Node.js 20 each one makes a shape of its own, and all that reads the subject later is slow.
  return {
    group,
    version,
    kind,
    namespace,
    name,
    podPath,
    imagePullSecrets,
    serviceAccountName,
    images,
    placement,
    isPod: true,
    mirror,
    owned,
  };
}

/**
 * Does a controller make the Pod? Whoever creates one can forge its owners; of a Pod that exists the garbage collector has
 * taken those away that are not there, and nothing is admitted for the rest.
 */
function isOwned(origin: Origin, metadata: unknown): boolean {
  switch (origin) {
    case 'controller':
      return true;
    case 'person':
    case 'file':
      return false;
    case 'existing':
      return listOf(metadata, 'ownerReferences').some((owner) => own(owner, 'controller') === true);
    default:
      return origin satisfies never;
  }
}

function objectName(metadata: unknown): string {
  const name = textOf(metadata, 'name');
  if (name !== '') return name;
  const generateName = textOf(metadata, 'generateName');
  return generateName === '' ? '' : `${generateName}*`;
}

/** The fields of a pod spec that hold containers. */
export const CONTAINER_LISTS = [
  { field: 'initContainers', kind: 'init' },
  { field: 'containers', kind: 'container' },
  { field: 'ephemeralContainers', kind: 'ephemeral' },
] as const satisfies readonly { readonly field: string; readonly kind: ContainerKind }[];

function* imageUses(podSpec: unknown, podPath: string, meter: Meter): InParts<readonly ImageUse[]> {
  const uses: ImageUse[] = [];
  const volumes = listOf(podSpec, 'volumes');
  // Only a volume that is an image is asked for by whom it is mounted.
  const mounts = volumes.some(isImageVolume) ? new Set<string>() : undefined;
  meter.steps += volumes.length;
  const rest = (): boolean => {
    meter.steps += ENTRY_STEPS;
    return meter.steps >= TURN_STEPS;
  };
  for (const { field, kind } of CONTAINER_LISTS) {
    const entries = listOf(podSpec, field);
    for (let index = 0; index < entries.length; index += 1) {
      const entry = entries[index];
      if (mounts !== undefined) meter.steps += addMounts(mounts, entry);
      const image = textOf(entry, 'image');
      // Required by the API server for containers of pods and templates alike: its own refusal is clearer than ours.
      if (image !== '') {
        const parsed = knownImage(image);
        uses.push({
          kind: kind === 'init' && own(entry, 'restartPolicy') === 'Always' ? 'sidecar' : kind,
          name: textOf(entry, 'name'),
          path: `${podPath}.${field}[${index}].image`,
          parsed,
          pullPolicy: policyOf(own(entry, 'imagePullPolicy'), parsed),
          mounted: true,
        });
      }
      if (rest()) yield;
    }
  }
  if (mounts === undefined) return uses;
  for (let index = 0; index < volumes.length; index += 1) {
    const entry = volumes[index];
    const source = own(entry, 'image');
    if (isObject(source)) {
      const name = textOf(entry, 'name');
      const parsed = knownImage(textOf(source, 'reference'));
      uses.push({
        kind: 'imageVolume',
        name,
        path: `${podPath}.volumes[${index}].image.reference`,
        parsed,
        pullPolicy: policyOf(own(source, 'pullPolicy'), parsed),
        mounted: mounts.has(name),
      });
    }
    if (rest()) yield;
  }
  return uses;
}

function isImageVolume(volume: unknown): boolean {
  return isObject(own(volume, 'image'));
}

/** What a container mounts; tells how many mounts it has. */
function addMounts(mounts: Set<string>, container: unknown): number {
  const volumeMounts = listOf(container, 'volumeMounts');
  for (const mount of volumeMounts) mounts.add(textOf(mount, 'name'));
  return volumeMounts.length;
}

/** A container with its image, in steps. */
const ENTRY_STEPS = 20;

function policyOf(policy: unknown, parsed: ParsedImage): PullPolicy {
  return isPullPolicy(policy) ? policy : defaultPullPolicy(parsed);
}

function isPullPolicy(value: unknown): value is PullPolicy {
  return value === 'Always' || value === 'IfNotPresent' || value === 'Never';
}

/** The text of an image as written, whether or not it parses. */
export function imageText(use: ImageUse): string {
  return use.parsed.ok ? use.parsed.reference.raw : use.parsed.raw;
}

/** What an UPDATE changed about pulling (design 1.2, semantics 5.6). */
export interface Change {
  /** The list of secrets or the ServiceAccount changed: every image is judged anew. */
  readonly credentials: boolean;
  /** Paths, in the new object, of images that are new or changed. */
  readonly images: ReadonlySet<string>;
}

/** Compares by container name, so that reordering containers changes nothing; with pauses. */
export function* changeInParts(before: Subject, after: Subject, meter: Meter): InParts<Change> {
  const old = new Map<string, ImageUse>();
  for (const use of before.images) {
    old.set(identity(use), use);
    meter.steps += COMPARED_STEPS;
    if (meter.steps >= TURN_STEPS) yield;
  }
  const images = new Set<string>();
  for (const use of after.images) {
    if (isChanged(old.get(identity(use)), use)) images.add(use.path);
    meter.steps += COMPARED_STEPS;
    if (meter.steps >= TURN_STEPS) yield;
  }
  return {
    credentials:
      before.serviceAccountName !== after.serviceAccountName ||
      before.imagePullSecrets.length !== after.imagePullSecrets.length ||
      before.imagePullSecrets.some((name, index) => name !== after.imagePullSecrets[index]),
    images,
  };
}

/** A container that is found again, in steps. */
const COMPARED_STEPS = 5;

function isChanged(before: ImageUse | undefined, after: ImageUse): boolean {
  return (
    before === undefined ||
    imageText(before) !== imageText(after) ||
    before.pullPolicy !== after.pullPolicy ||
    before.mounted !== after.mounted
  );
}

/** Container names are unique over all three lists of a pod (K pkg/apis/core/validation); volumes have names of their own. */
function identity(use: ImageUse): string {
  return `${use.kind === 'imageVolume' ? 'volume' : 'container'}/${use.name}`;
}
