/** A directory of manifests that is the cluster, for `serve`. */
import type { ClusterState } from '../facts/cluster-state.js';
import { loadManifests } from '../manifests/load.js';
import { createManifestState, type ManifestState } from '../manifests/state.js';
import { displayPath } from '../ops/paths.js';

export interface Cluster {
  readonly state: ClusterState;
  readonly counts: ManifestState['summary'];
  /** What kubectl would refuse: with a part of it missing, the directory is not the cluster that is meant. */
  readonly unreadable: readonly string[];
  readonly warnings: readonly string[];
}

export function loadCluster(directory: string, cwd: string): Cluster {
  const loaded = loadManifests({ paths: [directory], recursive: true });
  const state = createManifestState(loaded.objects, { offline: false });
  const diagnostics = [...loaded.diagnostics, ...state.diagnostics];
  const words = (severity: 'error' | 'warning') =>
    diagnostics
      .filter((each) => each.severity === severity)
      .map(({ source, line, message }) => `${displayPath(source, cwd)}${line === 0 ? '' : `:${line}`}: ${message}`);
  return { state, counts: state.summary, unreadable: words('error'), warnings: words('warning') };
}
