/**
 * A Secret as it stands in a review, reduced at once (core/secret/parse.ts): its data goes no further than this file, and
 * what is returned holds no credential and no part of the text that it was read from.
 */
import { isObject, own, textOf } from '../../core/fields.js';
import type { InParts } from '../../core/parts.js';
import { marksOf } from '../../core/secret/marks.js';
import { pullDataKey, pullSecretSteps } from '../../core/secret/parse.js';
import type { PullSecret } from '../../core/types.js';

/** More keys than these nobody looks for a docker config among. */
const MOST_KEYS = 300;

/** @param now its data is written at this moment, in ms since the epoch; absent: when it was is not known */
export function* writtenSecret(
  object: unknown,
  at: { readonly namespace: string; readonly name: string },
  now?: number,
): InParts<PullSecret> {
  const type = textOf(object, 'type') || 'Opaque';
  const data = dataOf(object, type);
  const raw = {
    ...at,
    type,
    data,
    ...(now === undefined ? {} : { changedAt: now }),
    ...marksOf(object),
  };
  const secret = yield* pullSecretSteps(raw, 'bounded');
  // As cluster/convert.ts does: a text cut out of another keeps the whole of it in memory, and with it every password in it.
  return JSON.parse(JSON.stringify(secret));
}

/** Could a Pod use it, or was it meant for one? */
export function isPullSecret(secret: PullSecret): boolean {
  return secret.form !== 'unusable' || secret.why !== 'type' || secret.holds !== undefined;
}

/** Is the data of both the same, and with it all that is judged of them? */
export function hasSameData(a: unknown, b: unknown): boolean {
  const [before, now] = [own(a, 'data'), own(b, 'data')];
  if (textOf(a, 'type') !== textOf(b, 'type')) return false;
  if (!isObject(before) || !isObject(now)) return !isObject(before) && !isObject(now);
  const keys = Object.keys(now);
  return keys.length === Object.keys(before).length && keys.every((key) => own(before, key) === own(now, key));
}

/** Of a pull secret the one key that the kubelet reads; of others the first ones. */
function dataOf(object: unknown, type: string): Readonly<Record<string, Uint8Array>> {
  const given = own(object, 'data');
  const data: Record<string, Uint8Array> = Object.create(null);
  if (!isObject(given)) return data;
  const key = pullDataKey(type);
  const keys = key !== undefined && own(given, key) !== undefined ? [key] : Object.keys(given).slice(0, MOST_KEYS);
  for (const each of keys) {
    const bytes = bytesOf(own(given, each));
    if (bytes !== undefined) data[each] = bytes;
  }
  return data;
}

/** The API server writes base64 with padding, and nothing else. */
function bytesOf(value: unknown): Uint8Array | undefined {
  return typeof value === 'string' ? Buffer.from(value, 'base64') : undefined;
}
