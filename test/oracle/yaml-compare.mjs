// @ts-check
/** One manifest, read by kubectl's decoder and by us: where the two part, and how much that matters. */

import { isDeepStrictEqual } from 'node:util';
import { readManifests } from '../../dist/manifests/read.js';
import { unfoldObjects } from '../../dist/manifests/unfold.js';

/**
 * What kubectl's decoder says.
 * @typedef {{readonly objects: readonly unknown[], readonly error?: string}} Decoded
 */

/**
 * `same`: the same objects, or both refuse. `refused`: we say that something was not read, which kubectl reads.
 * `lenient`: we read what kubectl refuses. `blanks`: texts differ in white space only. `differs`: objects differ, and we
 * say nothing: what is judged is not what kubectl applies.
 * @typedef {'same' | 'refused' | 'lenient' | 'blanks' | 'differs'} Parting
 */

/** @type {readonly Parting[]} */
export const PARTINGS = ['same', 'refused', 'lenient', 'blanks', 'differs'];

/** @type {(text: string, theirs: Decoded) => Parting} */
export function compareYaml(text, theirs) {
  const ours = readManifests(text, 'f');
  const told = ours.diagnostics.some(({ severity }) => severity === 'error');
  const mine = ours.objects.map(({ object }) => object);
  const wanted = theirs.objects.flatMap((value) => {
    const { objects } = unfoldObjects(value, { source: 'f', columnOf: () => 0, lineOf: () => 1 });
    return objects.map(({ object }) => object);
  });
  // Where kubectl stops, we go on: the others of the file are judged, too.
  const begun = theirs.error === undefined ? mine : mine.slice(0, wanted.length);
  if (isDeepStrictEqual(begun, wanted)) {
    if (theirs.error !== undefined) return told ? 'same' : 'lenient';
    return told && wanted.length > 0 ? 'refused' : 'same';
  }
  if (told) return theirs.error === undefined ? 'refused' : 'same';
  if (isDeepStrictEqual(withoutBlanks(begun), withoutBlanks(wanted))) return 'blanks';
  return 'differs';
}

/** @type {(value: unknown) => unknown} */
function withoutBlanks(value) {
  if (typeof value === 'string') return value.replace(/[\s\u0085]+/g, ' ').trim();
  if (Array.isArray(value)) return value.map(withoutBlanks);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map((pair) => pair.map(withoutBlanks)));
}

/** Differences that are known and left: what a text holds that shows one, made small. */
const KNOWN = [
  // `{image:}`: to go-yaml the colon is a part of the name.
  /:[,[\]{}]/,
  // `[ !\nb ]`: to go-yaml a lone `!` is a text.
  /!\s/,
];

/** @type {(small: string) => boolean} */
export function isKnown(small) {
  return KNOWN.some((pattern) => pattern.test(small));
}
