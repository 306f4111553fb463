/**
 * What `--probe` opens: the registries of the images that a command judges, asked while it runs. Loaded only where it is
 * given, because it brings an HTTP client with it.
 *
 * A login comes out of the Secret itself, read for one question: with the rights of whoever runs the command, out of the
 * files that are checked, or out of a directory that is the cluster. A snapshot holds none.
 */
import type { ProbeSettings } from '../config/probe-settings.js';
import { platformsOf } from '../core/platforms.js';
import type { ProbeSummary } from '../core/probe-summary.js';
import type { Lookup, RawSecret } from '../core/types.js';
import { count } from '../core/words/count.js';
import { shown } from '../core/words/escape.js';
import type { RegistryPort } from '../facts/registry-port.js';
import type { FindRawSecret } from '../manifests/raw-secrets.js';
import { Fault } from '../process/errors.js';
import { createAsking, type ReadSecret } from '../registry/asking.js';
import { createForeground } from '../registry/foreground.js';
import { createProber } from '../registry/prober.js';
import { printable } from '../text/printable.js';
import { readAuthority } from './authority.js';
import type { AskedCluster } from './cluster-source.js';
import type { Io } from './command.js';
import type { SettledPolicy } from './policy.js';
import type { Progress } from './progress.js';

export interface ProbingRequest {
  readonly settled: SettledPolicy;
  /** Absent: files are all there is. */
  readonly cluster: AskedCluster | undefined;
  /** Secrets of the files that are judged, which go over those of the cluster. */
  readonly files?: FindRawSecret;
  readonly progress?: Pick<Progress, 'step'>;
}

export interface Probing {
  readonly registry: RegistryPort;
  readonly summary: () => ProbeSummary;
  /** Says on stderr what was not asked, and closes. */
  readonly close: () => Promise<void>;
}

/**
 * Of each registry: a command asks about each image once and is gone, while `probe.requestsPerMinute` is for a server that
 * stays. What a registry says of being asked too often counts here as well.
 */
const REQUESTS_PER_MINUTE = 1200;
/** ms: a request waits for its turn, and the question that it is part of for that. */
const PATIENCE = { turnMs: 60_000, probeMs: 90_000 };

export function openRegistries({ settled, cluster, files, progress }: ProbingRequest, io: Io): Probing {
  const { probe } = settled.config.server;
  if (probe.registries.length === 0) {
    throw new Fault('PG_E_USAGE', '--probe has nothing to ask: probe.registries is empty');
  }
  const { ca, notes: caNotes } = readAuthorities(settled, io);
  const prober = createProber({
    registries: probe.registries,
    allowedNetworks: probe.allowedNetworks,
    tokenHosts: probe.tokenHosts,
    ...(ca === undefined ? {} : { ca }),
    requestsPerMinute: Math.max(REQUESTS_PER_MINUTE, probe.requestsPerMinute),
    now: io.now,
    timings: PATIENCE,
  });
  const nodes = createNodes(probe, cluster);
  const asking = createAsking({
    prober,
    readSecret: readerOf(files, cluster),
    nodes: nodes.platforms,
    now: io.now,
  });
  const foreground = createForeground({
    asking,
    clock: () => performance.now(),
    onImage: () => progress?.step('asking about', 1),
  });
  for (const note of [...caNotes, ...notesOn(cluster)]) io.stderr.write(printable(`note: ${note}\n`));
  return {
    registry: foreground,
    summary: foreground.summary,
    async close() {
      await prober.close();
      const notes = [notAskedWords(foreground.summary()), nodes.unread()];
      for (const note of notes.filter((each) => each !== undefined)) io.stderr.write(printable(`note: ${note}\n`));
    },
  };
}

// --------------------------------------------------------------------------------------------------------------- secrets

function readerOf(files: FindRawSecret | undefined, cluster: AskedCluster | undefined): ReadSecret {
  return async (namespace, name, signal) => {
    const given = files?.(namespace, name) ?? { state: 'absent' };
    if (given.state === 'found') return given;
    if (cluster === undefined) return given;
    return cluster.rawSecret === undefined ? NO_LOGINS : cluster.rawSecret(namespace, name, signal);
  };
}

const NO_LOGINS: Lookup<RawSecret> = { state: 'unknown', reason: 'a snapshot holds no logins' };

function notesOn(cluster: AskedCluster | undefined): readonly string[] {
  if (cluster === undefined || cluster.rawSecret !== undefined) return [];
  return ['a snapshot holds no logins, so registries are asked without those of its Secrets'];
}

// --------------------------------------------------------------------------------------------------------------- nodes

interface Nodes {
  readonly platforms: () => Promise<readonly string[]>;
  /** Why there are none, a sentence; undefined where nobody asked for them, or they came. */
  readonly unread: () => string | undefined;
}

/** Asked once, and only where a registry is. */
function createNodes({ platforms }: ProbeSettings, cluster: AskedCluster | undefined): Nodes {
  let known: Promise<readonly string[]> | undefined;
  let unread: string | undefined;
  const find = async (): Promise<readonly string[]> => {
    const nodes = platforms.length > 0 ? undefined : await cluster?.nodes?.();
    if (nodes === undefined || nodes.state === 'absent') return platforms;
    if (nodes.state === 'unknown') {
      unread = `whether images fit the platforms of the nodes is not looked at: ${nodes.reason}; --probe-platforms names them`;
      return platforms;
    }
    return platformsOf(nodes.value);
  };
  return {
    platforms() {
      known ??= find();
      return known;
    },
    unread: () => unread,
  };
}

// --------------------------------------------------------------------------------------------------------- authorities

interface Authorities {
  /** PEM. */
  readonly ca?: string;
  readonly notes: readonly string[];
}

/** Throws a Fault where the reader names one that cannot be read; that of the cluster's policy is a file in its Pod. */
function readAuthorities({ config, policy }: SettledPolicy, io: Io): Authorities {
  const { caFile } = config.server.probe;
  if (caFile === '') return { notes: [] };
  const read = readAuthority(caFile, io.cwd);
  if ('ca' in read) return { ca: read.ca, notes: [] };
  const from = config.effective.find(({ setting }) => setting.path === 'probe.caFile')?.from ?? '';
  const isTheirs = policy !== undefined && policy.from !== 'file' && from.startsWith(`${policy.name}:`);
  const why = `${shown(caFile, 200)} (probe.caFile) ${read.why}`;
  if (!isTheirs) throw new Fault('PG_E_INPUT', why);
  return { notes: [`${why}; it is a file of the Pullgate in the cluster, and --probe-ca-file names yours`] };
}

// ---------------------------------------------------------------------------------------------------------------- words

/** Reasons that are told; the rest is counted. */
const MOST_REASONS = 5;

/** What was not asked, in one line; undefined where all was. */
function notAskedWords({ images, asked, notAsked }: ProbeSummary): string | undefined {
  if (notAsked.length === 0) return undefined;
  const first = notAsked.slice(0, MOST_REASONS).map((each) => `${each.images} (${each.reason})`);
  const more = notAsked.slice(MOST_REASONS).reduce((sum, each) => sum + each.images, 0);
  const rest = more === 0 ? [] : [`${more} for other reasons`];
  return `registries were asked about ${asked} of ${count(images, 'image')}; not about ${[...first, ...rest].join(', ')}`;
}
