/**
 * Reading objects of any shape: manifests that people write, and what an API server answers. A field that is not there,
 * or is of another type, is told as such and never trusted.
 */

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Own fields only: a document may have a field called `constructor`, and may lack one. */
export function own(object: unknown, field: string): unknown {
  return isObject(object) && Object.hasOwn(object, field) ? object[field] : undefined;
}

export function textOf(object: unknown, field: string): string {
  const value = own(object, field);
  return typeof value === 'string' ? value : '';
}
