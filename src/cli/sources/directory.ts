/** A directory of manifests that is the cluster: what it does not hold is not there. */
import { resolve } from 'node:path';
import { loadManifests } from '../../manifests/load.js';
import { groupVersionKind } from '../../manifests/unfold.js';
import { displayPath } from '../../process/paths.js';
import { openDirectory } from '../cluster.js';
import type { AskedCluster } from '../cluster-source.js';
import type { Io } from '../command.js';

export function openDirectorySource(path: string, io: Io): AskedCluster {
  const directory = resolve(io.cwd, path);
  const { view, warnings, inventory } = openDirectory(path, io.cwd);
  return {
    state: view().state,
    inventory: async ({ only }) => ({ state: 'found', value: inventory(only) }),
    namespace: 'default',
    words: `the manifests in ${displayPath(directory, io.cwd)}`,
    warnings,
    settle: async (settings) => settings,
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
