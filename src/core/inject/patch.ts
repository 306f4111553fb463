/**
 * The smallest JSON Patch (RFC 6902) that adds pull secrets to a Pod and notes them in an annotation. Only `add`, and of
 * a list only at its end: a value that somebody else set is never replaced or taken away. The one exception is our own
 * annotation, which then names what it named before, too.
 */

export const INJECTED_ANNOTATION = 'pullgate.dev/injected';

export interface PatchOp {
  readonly op: 'add';
  readonly path: string;
  readonly value: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

/** Undefined where the object has no shape that a Pod can have, so that nothing is safe to add. */
export function injectionPatch(pod: unknown, add: readonly string[]): readonly PatchOp[] | undefined {
  if (add.length === 0) return [];
  if (!isFields(pod)) return undefined;
  const spec = own(pod, 'spec');
  const metadata = own(pod, 'metadata');
  if (!isFields(spec) || !isFields(metadata)) return undefined;
  const list = own(spec, 'imagePullSecrets') ?? undefined;
  const annotations = own(metadata, 'annotations') ?? undefined;
  if (list !== undefined && !Array.isArray(list)) return undefined;
  if (annotations !== undefined && !isFields(annotations)) return undefined;
  return [...listOps(list, add), annotationOp(annotations, list ?? [], add)];
}

function listOps(list: readonly unknown[] | undefined, add: readonly string[]): readonly PatchOp[] {
  const entries = add.map((name) => ({ name }));
  if (list === undefined) return [{ op: 'add', path: '/spec/imagePullSecrets', value: entries }];
  return entries.map((value) => ({ op: 'add', path: '/spec/imagePullSecrets/-', value }));
}

function annotationOp(annotations: Fields | undefined, list: readonly unknown[], add: readonly string[]): PatchOp {
  if (annotations === undefined) {
    return { op: 'add', path: '/metadata/annotations', value: { [INJECTED_ANNOTATION]: add.join(',') } };
  }
  const value = [...new Set([...trueNames(annotations, list), ...add])].join(',');
  return { op: 'add', path: `/metadata/annotations/${INJECTED_ANNOTATION.replace('/', '~1')}`, value };
}

/** The names that an earlier call noted on the Pod. */
export function notedSecrets(pod: unknown): readonly string[] {
  const annotations = own(own(pod, 'metadata'), 'annotations');
  const list = own(own(pod, 'spec'), 'imagePullSecrets');
  return isFields(annotations) && Array.isArray(list) ? trueNames(annotations, list) : [];
}

/** Of what the annotation says only what is true: a template may carry the annotation of another pod. */
function trueNames(annotations: Fields, list: readonly unknown[]): readonly string[] {
  const noted = own(annotations, INJECTED_ANNOTATION);
  const present = new Set(list.map((entry) => own(entry, 'name')));
  return typeof noted === 'string' ? noted.split(',').filter((name) => name !== '' && present.has(name)) : [];
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Own members only: an object may say `__proto__`. */
function own(object: unknown, field: string): unknown {
  return isFields(object) && Object.hasOwn(object, field) ? object[field] : undefined;
}
