/** What `serve` decides with: a real cluster (live-cluster.ts), or a directory of manifests that is the cluster. */

import { resolve } from 'node:path';
import type { Settings } from '../core/settings.js';
import { count } from '../core/words/count.js';
import type { ClusterState } from '../facts/cluster-state.js';
import type { Log } from '../log/log.js';
import type { ManifestState } from '../manifests/state.js';
import { Fault } from '../process/errors.js';
import { displayPath, EXAMPLE_CLUSTER, packagePath } from '../process/paths.js';
import { followDirectory, readDirectory } from './directory.js';
import type { Faults } from './faults.js';

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

/** What a directory that is served needs, to be read again when it changes. */
export interface FollowTools {
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>;
  readonly faults: Pick<Faults, 'note'>;
  readonly pollMs?: number;
}

export interface ServedDirectory extends ServedCluster {
  readonly inventory: ManifestState['inventory'];
}

/**
 * Throws a Fault for what kubectl would refuse: with a part of it missing, the directory is not the cluster that is meant.
 * @param tools absent: it is read once
 */
export function openDirectory(path: string, cwd: string, tools?: FollowTools): ServedDirectory {
  const directory = resolve(cwd, path);
  const first = readDirectory(directory, cwd);
  if (first.errors.length > 0) {
    throw new Fault('PG_E_INPUT', `the cluster's manifests cannot be read:\n  ${first.errors.join('\n  ')}`);
  }
  const isExample = directory === resolve(packagePath(EXAMPLE_CLUSTER));
  const { namespaces, serviceAccounts, pullSecrets, otherSecrets } = first.state.summary;
  const counts = [
    count(namespaces, 'namespace'),
    count(serviceAccounts, 'ServiceAccount'),
    count(pullSecrets, 'pull secret'),
    count(otherSecrets, 'other Secret'),
  ].join(', ');
  const shown = displayPath(directory, cwd);
  const name = `${shown}${isExample ? ' (the example that comes with Pullgate)' : ''}`;
  let { state } = first;
  const stopping = new AbortController();
  const follow = async (use: FollowTools): Promise<void> => {
    const watch = await followDirectory({ directory, cwd, first, ...use, stop: stopping.signal }, (read) => {
      state = read.state;
    });
    stopping.signal.addEventListener('abort', watch.close, { once: true });
    if (stopping.signal.aborted) watch.close();
  };
  return {
    view: () => ({ state }),
    notReady: () => undefined,
    settle: (settings) => settings,
    greeting: [`Cluster: ${name}: ${counts}`],
    fields: { ...first.state.summary },
    warnings: first.warnings,
    hasNamespace: (namespace) => state.hasNamespace(namespace),
    inventory: (only) => state.inventory(only),
    isExample,
    start: () => {
      if (tools !== undefined) void follow(tools).catch((error) => tools.faults.note('directory', error));
    },
    stop: async () => stopping.abort(),
  };
}
