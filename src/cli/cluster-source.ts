/**
 * The cluster that a short command asks, as a table: an option of the command line is a row, and what opens it is a file.
 * `explain` asks the one that kubectl would use where nothing else is named; `check` asks none, because files alone can
 * be checked, too.
 */
import type { VersionsSeen } from '../audit/verification.js';
import type { OwnStore } from '../cluster/direct.js';
import type { DryRun } from '../cluster/dry-run.js';
import type { NodeSeen } from '../cluster/nodes.js';
import type { PodRef, PodsOf } from '../cluster/pods.js';
import type { ClusterSource } from '../config/server-settings.js';
import type { PodEvent } from '../core/pull-words/hanging.js';
import type { Settings } from '../core/settings.js';
import type { GroupVersionKind, Lookup, RawSecret } from '../core/types.js';
import type { Workload } from '../core/workloads.js';
import type { ClusterState } from '../facts/cluster-state.js';
import type { Inventory } from '../facts/inventory.js';
import type { ObjectStream } from '../facts/objects-there.js';
import { Fault } from '../process/errors.js';
import { type Invocation, type Io, optionText } from './command.js';
import { openDirectorySource } from './sources/directory.js';

export interface AskedCluster {
  readonly state: ClusterState;
  /** Where the command line names none: as kubectl has it. */
  readonly namespace: string;
  readonly words: string;
  readonly warnings: readonly string[];
  /** The settings with what only the cluster knows put in, as far as it matters for this image; absent: for any. */
  readonly settle: (settings: Settings, image?: string) => Promise<Settings>;
  /** The configuration of the Pullgate that is installed there; absent where the source can hold none. */
  readonly policy?: (from: string | undefined) => Promise<Lookup<NamedPolicy>>;
  /** What is said each time, and is no warning. */
  readonly notes?: readonly string[];
  /** Everything at once; absent where a snapshot of it makes no sense. */
  readonly inventory?: (request: InventoryRequest) => Promise<Lookup<Inventory>>;
  /** One object that carries images, as it is there; absent where the source holds none. */
  readonly read?: (wanted: WantedObject) => Promise<Lookup<ThereObject>>;
  /** All that carry images, as they are there, one after the other; absent where the source holds none. */
  readonly objects?: ObjectStream;
  /** A Secret with its data, for one question to a registry; absent where the source holds none. */
  readonly rawSecret?: (namespace: string, name: string, signal?: AbortSignal) => Promise<Lookup<RawSecret>>;
  /** Its nodes; absent where there are none. */
  readonly nodes?: () => Promise<Lookup<readonly NodeSeen[]>>;
  /** Of the API server, and of the kubelet of each node; absent where there is none. */
  readonly versions?: () => Promise<VersionsSeen>;
  /** Its API server, asked for what is no question of a verdict; absent where there is none. */
  readonly live?: LiveCluster;
  readonly close: () => void;
}

export interface InventoryRequest {
  /** Namespaces; undefined: all. */
  readonly only: readonly string[] | undefined;
  /** May what runs be looked at? */
  readonly pods: boolean;
  /** Whose rights these are, where it is not for a snapshot. */
  readonly reader?: 'you have';
}

export interface WantedObject {
  readonly workload: Workload;
  readonly namespace: string;
  readonly name: string;
}

export interface ThereObject {
  readonly kind: GroupVersionKind;
  readonly object: unknown;
  /** '' where it is in no file. */
  readonly file: string;
  readonly line: number;
}

export interface LiveCluster {
  readonly dryRun: DryRun;
  /** Pods as they are, one after the other; what it returns is why it is not all of them. */
  readonly pods: (of: PodsOf) => AsyncGenerator<unknown, string | undefined>;
  /** What is said of one Pod. */
  readonly events: (of: PodRef) => Promise<Lookup<readonly PodEvent[]>>;
  /** Where the findings of an audit may be written. */
  readonly reports: OwnStore;
}

export interface NamedPolicy {
  /** `ConfigMap pullgate/pullgate` */
  readonly name: string;
  /** The text of a configuration file. */
  readonly text: string;
  /** Where it is; absent: in the cluster itself. */
  readonly from?: 'snapshot';
}

/** What a source is opened with: the texts of its options, and what the configuration says. */
interface Given {
  readonly text: (option: string) => string | undefined;
  readonly configured: ClusterSource;
  readonly io: Io;
}

interface Source {
  /** Any of these names it. */
  readonly options: readonly string[];
  readonly open: (given: Given) => Promise<AskedCluster>;
}

const LIVE: Source = {
  options: ['kubeconfig', 'context'],
  open: async ({ text, configured, io }) => {
    const { openLiveSource } = await import('./sources/live.js');
    const [kubeconfig = configured.kubeconfig, context = configured.context] = [text('kubeconfig'), text('context')];
    return openLiveSource({ kubeconfig, context }, io);
  },
};

const DIRECTORY: Source = {
  options: ['cluster-dir'],
  open: async ({ text, configured, io }) => openDirectorySource(text('cluster-dir') ?? configured.directory, io),
};

const SNAPSHOT: Source = {
  options: ['snapshot'],
  open: async ({ text, io }) => {
    const { openSnapshotSource } = await import('./sources/snapshot.js');
    return openSnapshotSource({ path: text('snapshot') ?? '', mostAge: text('max-age') }, io);
  },
};

const SOURCES: readonly Source[] = [DIRECTORY, LIVE, SNAPSHOT];

/** The one that the command line names, the one that is configured, or the one that kubectl would use. */
export async function openAsked(invocation: Invocation, configured: ClusterSource, io: Io): Promise<AskedCluster> {
  const source = namedSource(invocation) ?? (configured.directory === '' ? LIVE : DIRECTORY);
  return source.open({ text: (option) => optionText(invocation, option), configured, io });
}

/** The one that the command line names; undefined where it names none. */
export async function openNamed(
  invocation: Invocation,
  configured: ClusterSource,
  io: Io,
): Promise<AskedCluster | undefined> {
  const source = namedSource(invocation);
  return source?.open({ text: (option) => optionText(invocation, option), configured, io });
}

/** Throws a Fault where two of them are named: one cluster is the whole of it. */
function namedSource(invocation: Invocation): Source | undefined {
  const isGiven = (option: string): boolean => invocation.options[option] !== undefined;
  const [first, second] = SOURCES.filter(({ options }) => options.some(isGiven));
  if (first !== undefined && second !== undefined) {
    const [one, other] = [first, second].map(({ options }) => options.filter(isGiven).map((option) => `--${option}`));
    throw new Fault(
      'PG_E_USAGE',
      `${one?.join(' and ')} is the whole cluster; ${other?.join(' and ')} names another one`,
    );
  }
  return first;
}
