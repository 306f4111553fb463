/** A review read by our reader and by JSON.parse, reduced to what a verdict may read. */
import { readBody } from '../../src/webhook/body.js';

type Json = Record<string, unknown>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const own = (value: unknown, key: string) =>
  isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;

const drop = (value: unknown, key: string) => {
  if (isObject(value)) Reflect.deleteProperty(value, key);
};

const containersOf = (review: unknown): readonly unknown[] =>
  ['initContainers', 'containers', 'ephemeralContainers'].flatMap((field): readonly unknown[] => {
    const list = own(own(own(own(review, 'request'), 'object'), 'spec'), field);
    return Array.isArray(list) ? list : [];
  });

/** What a verdict may read: the review without `oldObject`, the old object, both without their managedFields, and no `env`. */
function relevant(review: unknown, oldObject: unknown): unknown {
  const request = own(review, 'request');
  drop(request, 'oldObject');
  drop(own(own(request, 'object'), 'metadata'), 'managedFields');
  drop(own(oldObject, 'metadata'), 'managedFields');
  for (const container of containersOf(review)) drop(container, 'env');
  return { review, oldObject };
}

export function full(text: string): unknown {
  const review: unknown = JSON.parse(text);
  return relevant(review, own(own(review, 'request'), 'oldObject'));
}

export interface Fast {
  readonly value: unknown;
  readonly fieldsCut: boolean;
  readonly oldCut: boolean;
  /** Containers without their `env`. */
  readonly envCut: number;
}

export function fast(bytes: Buffer): Fast | undefined {
  const read = readBody(bytes);
  if (!read) return undefined;
  const request = own(read.review, 'request');
  const fieldsCut = isMark(own(own(own(request, 'object'), 'metadata'), 'managedFields'));
  const oldCut = isMark(own(request, 'oldObject'));
  const envCut = containersOf(read.review).filter((container) => isMark(own(container, 'env'))).length;
  return { value: relevant(read.review, read.oldObject()), fieldsCut, oldCut, envCut };
}

export const isMark = (value: unknown) => typeof value === 'string' && value.startsWith('pullgate-cut-');
