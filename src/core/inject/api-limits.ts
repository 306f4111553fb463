/**
 * What the API server stores, so that a patch never makes it refuse a Pod that it would have taken. It has no limit on the
 * length of `imagePullSecrets`, on the names in it, or on the operations of a webhook's patch (that of 10,000 is for
 * PATCH requests of clients: apiserver pkg/endpoints/handlers/patch.go).
 */
import { fromText } from '../secret/byte-string.js';

/** Keys and values of all annotations together, in bytes (apimachinery pkg/api/validation/objectmeta.go). */
export const MOST_ANNOTATION_BYTES = 262_144;

/**
 * A Pod larger than this gets nothing. etcd takes requests of 1.5 MiB (`--max-request-bytes`), in another encoding than
 * the one that we see, and the difference is never a third. An honest Pod has a few KiB.
 */
export const MOST_POD_BYTES = 1_048_576;

/** Would the API server take these annotations? Values that are no strings are for it to refuse. */
export function annotationsFit(annotations: Readonly<Record<string, unknown>>): boolean {
  let bytes = 0;
  for (const [key, value] of Object.entries(annotations)) {
    bytes += byteLength(key) + (typeof value === 'string' ? byteLength(value) : 0);
    if (bytes > MOST_ANNOTATION_BYTES) return false;
  }
  return true;
}

/** Is the value as JSON no longer than so many bytes? Neither deep nesting nor size costs more than the limit. */
export function fitsInto(limit: number, value: unknown): boolean {
  const rest: unknown[] = [value];
  let bytes = 0;
  while (rest.length > 0) {
    const each = rest.pop();
    if (typeof each === 'string') {
      bytes += byteLength(each) + 3;
    } else if (typeof each === 'object' && each !== null) {
      bytes += 3;
      // Each member is a byte at least, so what has too many is not even listed.
      if (Array.isArray(each) && bytes + each.length > limit) return false;
      for (const [key, member] of Object.entries(each)) {
        if (!Array.isArray(each)) bytes += byteLength(key) + 3;
        rest.push(member);
        if (bytes + rest.length > limit) return false;
      }
    } else {
      bytes += String(each).length + 1;
    }
    if (bytes > limit) return false;
  }
  return true;
}

function byteLength(text: string): number {
  // No text is that long by accident, and it is not read to its end only to be told so.
  return text.length > MOST_POD_BYTES ? text.length : fromText(text).length;
}
