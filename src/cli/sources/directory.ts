/** A directory of manifests that is the cluster: what it does not hold is not there. */
import { resolve } from 'node:path';
import { isObject, own, textOf } from '../../core/fields.js';
import type { ObjectStream, Streamed } from '../../facts/objects-there.js';
import { loadManifests } from '../../manifests/load.js';
import { createRawSecrets } from '../../manifests/raw-secrets.js';
import { groupVersionKind } from '../../manifests/unfold.js';
import { displayPath } from '../../process/paths.js';
import { openDirectory } from '../cluster.js';
import type { AskedCluster } from '../cluster-source.js';
import type { Io } from '../command.js';

export function openDirectorySource(path: string, io: Io): AskedCluster {
  const directory = resolve(io.cwd, path);
  const { view, warnings, inventory } = openDirectory(path, io.cwd);
  const rawSecrets = createRawSecrets(() => loadManifests({ paths: [directory], recursive: true }).objects, 'default');
  return {
    state: view().state,
    rawSecret: async (namespace, name) => rawSecrets(namespace, name),
    inventory: async ({ only }) => ({ state: 'found', value: inventory(only) }),
    namespace: 'default',
    words: `the manifests in ${displayPath(directory, io.cwd)}`,
    warnings,
    settle: async (settings) => settings,
    objects: objectsOf(directory, io),
    async read({ workload, namespace, name }) {
      // The state keeps no objects; whoever asks for one reads them once more.
      const { objects } = loadManifests({ paths: [directory], recursive: true });
      const found = objects.findLast((each) => {
        const { group, kind } = groupVersionKind(each);
        const isKind = group === workload.group && kind === workload.kind;
        return isKind && each.name === name && (each.namespace || 'default') === namespace;
      });
      if (found === undefined) return { state: 'absent' };
      const { object, source, line } = found;
      return {
        state: 'found',
        value: { kind: groupVersionKind(found), object, file: displayPath(source, io.cwd), line },
      };
    },
    close: () => {},
  };
}

/** What `kubectl get -o yaml` wrote has been through admission, and has a uid; what somebody wrote has not. */
function objectsOf(directory: string, io: Io): ObjectStream {
  return async function* ({ kinds, only }): AsyncGenerator<Streamed> {
    const { objects } = loadManifests({ paths: [directory], recursive: true });
    for (const workload of kinds) {
      for (const each of objects) {
        const kind = groupVersionKind(each);
        if (kind.group !== workload.group || kind.kind !== workload.kind) continue;
        const { object, name, source: file, line } = each;
        const namespace = each.namespace || 'default';
        if (!isObject(object) || only?.includes(namespace) === false) continue;
        const source = textOf(own(object, 'metadata'), 'uid') === '' ? 'file' : 'cluster';
        yield { there: { workload, kind, namespace, name, object, source, file: displayPath(file, io.cwd), line } };
      }
    }
  };
}
