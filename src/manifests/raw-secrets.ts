/**
 * The Secrets of files with their data, for questions to registries. The files are read once more, at the first question,
 * and only those that the kubelet would read are kept, for the run of a command: they lie in the files as they are.
 */
import { pullDataKey } from '../core/secret/parse.js';
import type { Lookup, RawSecret } from '../core/types.js';
import type { ManifestObject } from './read.js';
import { readSecret } from './secret.js';

/** `absent`: the files hold no such Secret that the kubelet would read. */
export type FindRawSecret = (namespace: string, name: string) => Lookup<RawSecret>;

/** @param namespace of objects that name none */
export function createRawSecrets(objects: () => Iterable<ManifestObject>, namespace: string): FindRawSecret {
  let known: ReadonlyMap<string, RawSecret> | undefined;
  return (where, name) => {
    known ??= readAll(objects(), namespace);
    const value = known.get(`${where}/${name}`);
    return value === undefined ? { state: 'absent' } : { state: 'found', value };
  };
}

function readAll(objects: Iterable<ManifestObject>, standard: string): ReadonlyMap<string, RawSecret> {
  const found = new Map<string, RawSecret>();
  for (const { apiVersion, kind, namespace, object } of objects) {
    if (apiVersion !== 'v1' || kind !== 'Secret') continue;
    const read = readSecret(object, namespace === '' ? standard : namespace);
    if (!read.ok) continue;
    const { raw } = read;
    const dataKey = pullDataKey(raw.type);
    const data = dataKey === undefined ? undefined : raw.data[dataKey];
    // Of one that is given twice the last one counts, whatever it is.
    const key = `${raw.namespace}/${raw.name}`;
    found.delete(key);
    if (dataKey === undefined || data === undefined) continue;
    // Cloned, because a name that was cut out of a file keeps all of it in memory.
    const { namespace: where, name, type } = structuredClone({ ...raw, data: {} });
    found.set(key, { namespace: where, name, type, data: { [dataKey]: data } });
  }
  return found;
}
