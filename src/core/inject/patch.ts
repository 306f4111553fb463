/**
 * The smallest JSON Patch (RFC 6902) that adds pull secrets to a Pod and notes them in an annotation. Only `add`, and of
 * a list only at its end: a value that somebody else set is never replaced or taken away. The one exception is our own
 * annotation, which then names what it named before, too. Nothing is proposed that would make the API server refuse the
 * Pod: better one without a note, or without a secret, than none.
 */
import { type Fields, isObject, own } from '../fields.js';
import { annotationsFit, fitsInto, MOST_POD_BYTES } from './api-limits.js';

export const INJECTED_ANNOTATION = 'pullgate.dev/injected';

export interface PatchOp {
  readonly op: 'add';
  readonly path: string;
  readonly value: unknown;
}

export type Patch =
  /** `noted`: the annotation is part of it; without it the annotations would be too long for the API server. */
  | { readonly state: 'made'; readonly ops: readonly PatchOp[]; readonly noted: boolean }
  /** `shape`: no Pod looks like this, so nothing is safe to add. `size`: the API server might refuse the larger Pod. */
  | { readonly state: 'refused'; readonly why: 'shape' | 'size' };

/** @param bytes most that the Pod has as JSON; where nobody tells, it is counted, which costs as much as the plan */
export function injectionPatch(pod: unknown, add: readonly string[], bytes?: number): Patch {
  if (add.length === 0) return { state: 'made', ops: [], noted: true };
  if (!isObject(pod)) return SHAPE;
  const spec = own(pod, 'spec');
  const metadata = own(pod, 'metadata');
  if (!isObject(spec) || !isObject(metadata)) return SHAPE;
  const list = own(spec, 'imagePullSecrets') ?? undefined;
  const annotations = own(metadata, 'annotations') ?? undefined;
  if (list !== undefined && !Array.isArray(list)) return SHAPE;
  if (annotations !== undefined && !isObject(annotations)) return SHAPE;
  const value = note(annotations, list ?? [], add);
  const noted = annotationsFit({ ...annotations, [INJECTED_ANNOTATION]: value });
  const ops = [...listOps(list, add), ...(noted ? [annotationOp(annotations, value)] : [])];
  const fits = bytes === undefined ? fitsInto(MOST_POD_BYTES, [pod, ops]) : fitsInto(MOST_POD_BYTES - bytes, ops);
  return fits ? { state: 'made', ops, noted } : { state: 'refused', why: 'size' };
}

const SHAPE: Patch = { state: 'refused', why: 'shape' };

function listOps(list: readonly unknown[] | undefined, add: readonly string[]): readonly PatchOp[] {
  const entries = add.map((name) => ({ name }));
  if (list === undefined) return [{ op: 'add', path: '/spec/imagePullSecrets', value: entries }];
  return entries.map((value) => ({ op: 'add', path: '/spec/imagePullSecrets/-', value }));
}

function annotationOp(annotations: Fields | undefined, value: string): PatchOp {
  if (annotations === undefined) {
    return { op: 'add', path: '/metadata/annotations', value: { [INJECTED_ANNOTATION]: value } };
  }
  return { op: 'add', path: `/metadata/annotations/${INJECTED_ANNOTATION.replace('/', '~1')}`, value };
}

/** What the annotation will say. */
function note(annotations: Fields | undefined, list: readonly unknown[], add: readonly string[]): string {
  const earlier = annotations === undefined ? [] : trueNames(annotations, list);
  return [...new Set([...earlier, ...add])].join(',');
}

/** The names that an earlier call noted on the Pod. */
export function notedSecrets(pod: unknown): readonly string[] {
  const annotations = own(own(pod, 'metadata'), 'annotations');
  const list = own(own(pod, 'spec'), 'imagePullSecrets');
  return isObject(annotations) && Array.isArray(list) ? trueNames(annotations, list) : [];
}

/** Of what the annotation says only what is true: a template may carry the annotation of another pod. */
function trueNames(annotations: Fields, list: readonly unknown[]): readonly string[] {
  const noted = own(annotations, INJECTED_ANNOTATION);
  const present = new Set(list.map((entry) => own(entry, 'name')));
  return typeof noted === 'string' ? noted.split(',').filter((name) => name !== '' && present.has(name)) : [];
}
