/** What `serve` decides with: a real cluster (live-cluster.ts), or a directory of manifests that is the cluster. */
import { resolve } from 'node:path';
import type { Settings } from '../core/settings.js';
import type { ClusterState } from '../facts/cluster-state.js';
import { loadManifests } from '../manifests/load.js';
import { createManifestState, type ManifestState } from '../manifests/state.js';
import { Fault } from '../process/errors.js';
import { displayPath, EXAMPLE_CLUSTER, packagePath } from '../process/paths.js';

/** What one review decides with. */
export interface ClusterView {
  readonly state: ClusterState;
  /** The same, asked at its source; absent where `state` is never late. */
  readonly fresh?: ClusterState;
  /** When the view was taken, by the clock of both; absent where `state` is never late. */
  readonly since?: number;
}

export interface ServedCluster {
  /** To be made when the review arrives. */
  readonly view: () => ClusterView;
  /** Undefined once what rests on the cluster can be decided; otherwise what is missing, as a clause. */
  readonly notReady: () => string | undefined;
  /** The settings with what only the cluster knows put in. */
  readonly settle: (settings: Settings) => Settings;
  /** Lines for the person who starts Pullgate. */
  readonly greeting: readonly string[];
  /** For the log. */
  readonly fields: Readonly<Record<string, string | number>>;
  readonly warnings: readonly string[];
  /** Whether it exists, as far as is known at this moment. */
  readonly hasNamespace: (name: string) => boolean;
  readonly isExample: boolean;
  /** Begins to read; `onReady` is called once, with lines about what was found. */
  readonly start: (onReady: (found: readonly string[]) => void) => void;
  readonly stop: () => Promise<void>;
}

export interface ServedDirectory extends ServedCluster {
  readonly inventory: ManifestState['inventory'];
}

/** Throws a Fault for what kubectl would refuse: with a part of it missing, the directory is not the cluster that is meant. */
export function openDirectory(path: string, cwd: string): ServedDirectory {
  const directory = resolve(cwd, path);
  const loaded = loadManifests({ paths: [directory], recursive: true });
  const state = createManifestState(loaded.objects, { offline: false });
  const diagnostics = [...loaded.diagnostics, ...state.diagnostics];
  const words = (severity: 'error' | 'warning') =>
    diagnostics
      .filter((each) => each.severity === severity)
      .map(({ source, line, message }) => `${displayPath(source, cwd)}${line === 0 ? '' : `:${line}`}: ${message}`);
  const unreadable = words('error');
  if (unreadable.length > 0) {
    throw new Fault('PG_E_INPUT', `the cluster's manifests cannot be read:\n  ${unreadable.join('\n  ')}`);
  }
  const isExample = directory === resolve(packagePath(EXAMPLE_CLUSTER));
  const { namespaces, serviceAccounts, pullSecrets, otherSecrets } = state.summary;
  const counts = [
    count(namespaces, 'namespace'),
    count(serviceAccounts, 'ServiceAccount'),
    count(pullSecrets, 'pull secret'),
    count(otherSecrets, 'other Secret'),
  ].join(', ');
  const name = `${displayPath(directory, cwd)}${isExample ? ' (the example that comes with Pullgate)' : ''}`;
  const view: ClusterView = { state };
  return {
    view: () => view,
    notReady: () => undefined,
    settle: (settings) => settings,
    greeting: [`Cluster: ${name}: ${counts}`],
    fields: { ...state.summary },
    warnings: words('warning'),
    hasNamespace: state.hasNamespace,
    inventory: state.inventory,
    isExample,
    start: () => {},
    stop: async () => {},
  };
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
