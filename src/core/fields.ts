/**
 * Reading objects of any shape: what people write, what the API server sends and answers. A field that is not there, or
 * is of another type, is told as such and never trusted. Fields are own fields only: a document may have one that is
 * called `__proto__` or `constructor`, and may lack one.
 */

/** An object of a parsed document. */
export type Fields = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function own(object: unknown, field: string): unknown {
  if (!isObject(object)) return undefined;
  const value = object[field];
  // Most of what is asked for is not there, and of that nobody has to ask whose it is.
  return value === undefined || Object.hasOwn(object, field) ? value : undefined;
}

/** '' for what is no text. */
export function textOf(object: unknown, field: string): string {
  const value = own(object, field);
  return typeof value === 'string' ? value : '';
}

/** Empty for what is no list. */
export function listOf(object: unknown, field: string): readonly unknown[] {
  const value = own(object, field);
  return Array.isArray(value) ? value : [];
}
