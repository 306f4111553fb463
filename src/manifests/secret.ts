/**
 * A Secret of a file as the API server would store it (Kubernetes pkg/registry/core/secret/strategy.go,
 * pkg/apis/core/validation/validation.go ValidateSecret; semantics 2.3), read and reduced at once: no byte of its data
 * outlives `storeSecret`. What the API server refuses is a reason instead; the reason never quotes data.
 */

import { isObject, own, textOf } from '../core/fields.js';
import { isObjectName } from '../core/object-name.js';
import { readerOf, typeAt } from '../core/secret/go-json.js';
import { checkGoJson } from '../core/secret/go-json-syntax.js';
import { marksOf } from '../core/secret/marks.js';
import { parsePullSecret } from '../core/secret/parse.js';
import { isBase64 } from '../core/shape.js';
import type { PullSecret, RawSecret } from '../core/types.js';
import { dataChangedAt, labelsOf } from '../facts/objects.js';
import { scanJson } from './json-scan.js';
import { missingName } from './unfold.js';

export type StoredSecret =
  /** Whole, however large it is. */
  { readonly ok: true; readonly secret: PullSecret } | ({ readonly ok: false } & SecretRefusal);

interface SecretRefusal {
  /** A clause. */
  readonly why: string;
  /** What to write, a clause; '' where `why` says it. */
  readonly right: string;
  /** The field that is at fault. */
  readonly path: string;
}

type Data = Record<string, Uint8Array>;
type DataResult = { readonly ok: true; readonly data: Data } | ({ readonly ok: false } & SecretRefusal);

/** semantics 2.3: the data of a Secret in all. */
const MAX_DATA = 1024 * 1024;
const DATA_KEY = /^[-._a-zA-Z0-9]{1,253}$/;
const DOCKER_KEYS: ReadonlyMap<string, string> = new Map([
  ['kubernetes.io/dockerconfigjson', '.dockerconfigjson'],
  ['kubernetes.io/dockercfg', '.dockercfg'],
]);

export function storeSecret(object: Readonly<Record<string, unknown>>, namespace: string): StoredSecret {
  const read = readSecret(object, namespace);
  if (!read.ok) return read;
  const changedAt = dataChangedAt(object);
  const labels = labelsOf(object);
  const raw = {
    ...read.raw,
    ...(changedAt === undefined ? {} : { changedAt }),
    ...(labels === undefined ? {} : { labels }),
    ...marksOf(object),
  };
  // A clone, because a text cut out of another keeps the whole of it in memory, and with it every password of the file.
  return { ok: true, secret: structuredClone(parsePullSecret(raw, 'whole')) };
}

/** With its data and without its metadata, for one question to a registry: nothing of it is kept but what is there anyway. */
export function readSecret(
  object: Readonly<Record<string, unknown>>,
  namespace: string,
): { readonly ok: true; readonly raw: RawSecret } | ({ readonly ok: false } & SecretRefusal) {
  const name = textOf(own(object, 'metadata'), 'name');
  if (!isObjectName(name)) {
    const path = 'metadata.name';
    if (name === '') return { ok: false, why: missingName(object), right: '', path };
    return { ok: false, why: 'its name is not a lower-case DNS name', right: '', path };
  }
  // apis/core/v1/defaults.go SetDefaults_Secret.
  const type = textOf(object, 'type') || 'Opaque';
  const stored = readData(object);
  if (!stored.ok) return stored;
  const fault = dataFault(stored.data, object) ?? dockerFault(type, stored.data, object);
  if (fault !== undefined) return { ok: false, ...fault };
  return { ok: true, raw: { namespace, name, type, data: stored.data } };
}

/** `stringData` goes over `data`, as strategy.go's conversion does it. */
function readData(object: Readonly<Record<string, unknown>>): DataResult {
  const data: Data = Object.create(null);
  for (const [field, decode] of [
    ['data', decodeData],
    ['stringData', encodeText],
  ] as const) {
    const fields = own(object, field) ?? {};
    if (!isObject(fields)) return { ok: false, why: `its "${field}" is not a map`, right: '', path: field };
    for (const [key, value] of Object.entries(fields)) {
      const bytes = decode(value);
      if (typeof bytes === 'string') {
        return { ok: false, why: `"${field}" holds ${bytes} under one of its keys`, right: '', path: field };
      }
      data[key] = bytes;
    }
  }
  return { ok: true, data };
}

function decodeData(value: unknown): Uint8Array | string {
  if (value === null) return new Uint8Array();
  if (typeof value !== 'string') return 'something that is not a text';
  if (!isBase64(value)) return 'a text that is not base64';
  return new Uint8Array(Buffer.from(value, 'base64'));
}

function encodeText(value: unknown): Uint8Array | string {
  if (value === null) return new Uint8Array();
  return typeof value === 'string' ? new TextEncoder().encode(value) : 'something that is not a text';
}

function dataFault(data: Data, object: unknown): SecretRefusal | undefined {
  let size = 0;
  for (const [key, bytes] of Object.entries(data)) {
    if (!DATA_KEY.test(key) || key === '.' || key.startsWith('..')) {
      const why = 'a key of its data has characters other than letters, digits, "-", "_" and "."';
      return { why, right: '', path: pathOf(key, object) };
    }
    size += bytes.length;
  }
  if (size <= MAX_DATA) return undefined;
  return { why: 'its data is larger than 1 MiB', right: '', path: 'data' };
}

/** semantics 2.3: for the two docker types the key must be there and hold a JSON object or null. */
function dockerFault(type: string, data: Data, object: unknown): SecretRefusal | undefined {
  const key = DOCKER_KEYS.get(type);
  if (key === undefined) return undefined;
  const bytes = data[key];
  if (bytes === undefined) {
    const right = `write the login under the key "${key}"`;
    return { why: `its type ${type} needs the data key "${key}"`, right, path: 'type' };
  }
  const syntax = checkGoJson(bytes);
  const json = syntax === undefined ? typeAt(readerOf(bytes)) : undefined;
  const huge = syntax === undefined && hasHugeNumber(bytes);
  if ((json === 'object' || json === 'null') && !huge) return undefined;
  const cause = huge ? ': a number in it is too large' : syntax === undefined ? '' : `: ${syntax}`;
  const right = key === '.dockercfg' ? 'write {"HOST": {"auth": "..."}}' : 'write {"auths": {"HOST": {"auth": "..."}}}';
  return { why: `its data key "${key}" does not hold a JSON object${cause}`, right, path: pathOf(key, object) };
}

/** What no float64 holds is good syntax, and the API server refuses it all the same. */
function hasHugeNumber(bytes: Uint8Array): boolean {
  const scan = scanJson(new TextDecoder().decode(bytes), 0);
  return scan.ok && scan.tooLarge !== undefined;
}

/** `stringData` goes over `data`. */
function pathOf(key: string, object: unknown): string {
  const field = own(own(object, 'stringData'), key) === undefined ? 'data' : 'stringData';
  return `${field}["${key.replace(/[\\"]/g, '\\$&')}"]`;
}
