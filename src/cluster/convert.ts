/**
 * From what the API server answers to what is kept. Of a Secret its data is decoded, reduced and dropped here: no byte
 * of it outlives the call (reliability.md 2.4.10). An object without uid, name or resourceVersion is no object.
 */
import { parsePullSecret } from '../core/secret/parse.js';
import type { NamespaceFacts, PullSecret, ServiceAccountFacts } from '../core/types.js';
import { isObject, own, textOf } from '../facts/fields.js';
import { dataChangedAt, labelsOf, namespaceFacts, serviceAccountFacts } from '../facts/objects.js';

export interface Kept<T> {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** Opaque: compared for equality only (2.4.7). */
  readonly version: string;
  readonly value: T;
}

type Fields = Readonly<Record<string, unknown>>;

export function convertSecret(object: unknown): Kept<PullSecret> | undefined {
  return convert(object, (fields, namespace, name) => {
    const changedAt = dataChangedAt(fields);
    const type = textOf(fields, 'type') || 'Opaque';
    const labels = labelsOf(fields);
    const raw = {
      namespace,
      name,
      type,
      data: readData(fields),
      ...(changedAt === undefined ? {} : { changedAt }),
      ...(labels === undefined ? {} : { labels }),
    };
    // A clone, because a text cut out of another keeps the whole of it in memory, and with it every password in it.
    return structuredClone(parsePullSecret(raw));
  });
}

export function convertServiceAccount(object: unknown): Kept<ServiceAccountFacts> | undefined {
  return convert(object, (fields, namespace, name) => serviceAccountFacts(namespace, name, fields));
}

/** Kept under its own name, so that it is found like everything else of a namespace. */
export function convertNamespace(object: unknown): Kept<NamespaceFacts> | undefined {
  const kept = convert(object, (fields, _, name) => namespaceFacts(name, fields));
  return kept === undefined ? undefined : { ...kept, namespace: kept.name };
}

function convert<T>(
  object: unknown,
  read: (fields: Fields, namespace: string, name: string) => T,
): Kept<T> | undefined {
  const metadata = own(object, 'metadata');
  const name = textOf(metadata, 'name');
  const uid = textOf(metadata, 'uid');
  const version = textOf(metadata, 'resourceVersion');
  if (!isObject(object) || name === '' || uid === '' || version === '') return undefined;
  const namespace = textOf(metadata, 'namespace');
  return { namespace, name, uid, version, value: read(object, namespace, name) };
}

/** The API server writes base64 with padding, and nothing else. */
function readData(fields: Fields): Readonly<Record<string, Uint8Array>> {
  const data: Record<string, Uint8Array> = Object.create(null);
  const given = own(fields, 'data');
  if (!isObject(given)) return data;
  for (const [key, value] of Object.entries(given)) {
    if (typeof value === 'string') data[key] = Buffer.from(value, 'base64');
  }
  return data;
}
