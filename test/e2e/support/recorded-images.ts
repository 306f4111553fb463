/**
 * The images of the recorded pods, as a real registry can hold them. A row's images have tags of their own, so that one
 * node and one registry serve all rows; a digest of a row is of nothing, so that it becomes that of a real image.
 */
import { parseImage } from '../../../src/core/image/parse.js';
import type { Manifest, PodRow } from '../../support/recorded-pods.js';
import type { Held, RegistryStore } from './registry-store.js';

/** Of a pod spec, wherever in an object: containers of all kinds, and volumes of images. */
interface Spec {
  readonly containers: readonly Part[];
  readonly initContainers?: readonly Part[];
  readonly volumes?: readonly { readonly image?: { readonly reference?: string } }[];
}

interface Part {
  readonly image?: unknown;
  readonly restartPolicy?: string;
}

/** The argument by which the runtime knows a container that ends by itself (../../node/runtime/containers.go). */
const ENDS = ['ends'];

/** Every pod spec of an object, changed. */
export function changeSpecs(value: unknown, change: (spec: Spec) => object): unknown {
  if (Array.isArray(value)) return value.map((each) => changeSpecs(each, change));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([name, inner]) => [name, changeSpecs(inner, change)]);
  const object = Object.fromEntries(fields);
  return Array.isArray(object.containers) ? change(object) : object;
}

/** Bound to a node, its init containers ending, its images as the registry has them. */
export function bind(manifest: Manifest, nodeName: string | undefined, image: (text: string) => string): Manifest {
  const part = (each: Part): Part => (typeof each.image === 'string' ? { ...each, image: image(each.image) } : each);
  const initial = (each: Part): object =>
    each.restartPolicy === undefined ? { ...part(each), args: ENDS } : part(each);
  const spec = (given: Spec): object => ({
    ...given,
    ...(nodeName === undefined ? {} : { nodeName }),
    containers: given.containers.map(part),
    ...(given.initContainers === undefined ? {} : { initContainers: given.initContainers.map(initial) }),
    ...(given.volumes === undefined ? {} : { volumes: given.volumes.map(volume) }),
  });
  const volume = (each: NonNullable<Spec['volumes']>[number]): object =>
    each.image?.reference === undefined
      ? each
      : { ...each, image: { ...each.image, reference: image(each.image.reference) } };
  return changeSpecs(manifest, spec) as Manifest; // the same object, its pod specs aside
}

export interface Place {
  /** As in an image. */
  readonly host: string;
  /** Without the host. */
  readonly repository: string;
  readonly tag: string;
  readonly digest?: string;
  /** All before the digest. */
  readonly text: string;
}

/** Where an image is held; undefined for one that no registry could have. */
export function placeOf(image: string): Place | undefined {
  const parsed = parseImage(image);
  if (!parsed.ok) return undefined;
  const { repository, tag, digest } = parsed.reference;
  const slash = repository.indexOf('/');
  return {
    host: repository.slice(0, slash),
    repository: repository.slice(slash + 1),
    tag: digest === undefined ? (tag ?? 'latest') : `of-${digest.slice(7, 20)}`,
    ...(digest === undefined ? {} : { digest }),
    text: image.split('@')[0] ?? '',
  };
}

export function imagesOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(imagesOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    typeof inner === 'string' ? (name === 'image' || name === 'reference' ? [inner] : []) : imagesOf(inner),
  );
}

const imagesOfRow = (row: PodRow): readonly string[] => imagesOf([row.manifests, row.later ?? []]);

export function heldOf(images: readonly string[]): readonly Held[] {
  return images.flatMap((image) => {
    const place = placeOf(image);
    return place === undefined ? [] : [{ repository: place.repository, tag: place.tag }];
  });
}

export const heldOfRows = (rows: readonly PodRow[]): readonly Held[] => heldOf(rows.flatMap(imagesOfRow));

/** An image as the registry has it: the same text, but for a digest. */
export function realImage(store: RegistryStore, image: string): string {
  const place = placeOf(image);
  if (place?.digest === undefined) return image;
  return `${place.text}@${store.digestOf(place.repository, place.tag)}`;
}
