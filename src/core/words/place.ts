/** Where a finding is, as people name it: containers with their kind, images, the object. */
import { imageText } from '../subject.js';
import type { ImageUse, Subject } from '../types.js';
import { quoted, shown } from './escape.js';

/** Containers or images that are named before "and N more". */
export const NAMED = 4;

/** `Deployment shop/web`, `Pod shop/web-*`. */
export function objectName({ kind, namespace, name }: Subject): string {
  const whole = namespace === '' ? name : `${namespace}/${name}`;
  return `${shown(kind, 63)} ${shown(whole)}`;
}

/**
 * `container "web", image "x"`, `containers "a", "b" (init), image "x"`; '' for the pod as a whole. With an
 * `imageLimit` of 0 the images are left out.
 */
export function place(uses: readonly ImageUse[], imageLimit: number): string {
  if (uses.length === 0) return '';
  if (imageLimit === 0) return containers(uses);
  const images = distinctImages(uses);
  const named = images.slice(0, NAMED).map((image) => quoted(image, imageLimit));
  const more = images.length > NAMED ? `, and ${images.length - NAMED} more` : '';
  return `${containers(uses)}, image${images.length > 1 ? 's' : ''} ${named.join(', ')}${more}`;
}

const imagesOf = new WeakMap<readonly ImageUse[], readonly string[]>();

/** Found once, however often a sentence is tried shorter: a finding may be about thousands of images. */
function distinctImages(uses: readonly ImageUse[]): readonly string[] {
  const known = imagesOf.get(uses);
  if (known !== undefined) return known;
  const images = [...new Set(uses.map(imageText))];
  imagesOf.set(uses, images);
  return images;
}

/** `container "web"`, `containers "a", "b" (init)`, `image volume "data"`. */
export function containers(uses: readonly ImageUse[], most: number = NAMED): string {
  const [volumes, others] = parted(uses);
  return [listOf('container', others, most), listOf('image volume', volumes, most)]
    .filter((part) => part !== '')
    .join(', ');
}

const partedBy = new WeakMap<readonly ImageUse[], readonly [ImageUse[], ImageUse[]]>();

/** Image volumes and containers, told apart once, too. */
function parted(uses: readonly ImageUse[]): readonly [readonly ImageUse[], readonly ImageUse[]] {
  const known = partedBy.get(uses);
  if (known !== undefined) return known;
  const parts: readonly [ImageUse[], ImageUse[]] = [[], []];
  for (const use of uses) parts[use.kind === 'imageVolume' ? 0 : 1].push(use);
  partedBy.set(uses, parts);
  return parts;
}

function listOf(noun: string, uses: readonly ImageUse[], most: number): string {
  if (uses.length === 0) return '';
  const names = uses.slice(0, most).map(({ name, kind }) => `${quoted(name, 63)}${kindWord(kind)}`);
  const more = uses.length > most ? `, and ${uses.length - most} more` : '';
  return `${noun}${uses.length > 1 ? 's' : ''} ${names.join(', ')}${more}`;
}

function kindWord(kind: ImageUse['kind']): string {
  return kind === 'container' || kind === 'imageVolume' ? '' : ` (${kind})`;
}
