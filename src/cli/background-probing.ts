/**
 * What `probe.mode: background` opens for `serve`: registries asked beside the reviews. Loaded only there, because it
 * brings an HTTP client with it.
 *
 * A login comes out of its Secret, read by name for one question, with the rights that `cluster.secrets` gives; nobody
 * keeps it. An authority that cannot be read, or nodes that cannot be listed, are told and keep nothing from starting.
 */
import { resolve } from 'node:path';
import type { ProbeSettings } from '../config/probe-settings.js';
import type { ClusterSource } from '../config/server-settings.js';
import { compilePatterns } from '../core/match-images.js';
import { platformsOf } from '../core/platforms.js';
import type { Lookup } from '../core/types.js';
import { count } from '../core/words/count.js';
import type { RegistryPort } from '../facts/registry-port.js';
import type { Log } from '../log/log.js';
import type { FindRawSecret } from '../manifests/raw-secrets.js';
import { createProbeMetrics } from '../metrics/probes.js';
import type { MetricsRegistry } from '../metrics/registry.js';
import { every } from '../process/timers.js';
import { createAsking, type ReadSecret } from '../registry/asking.js';
import { createBackground } from '../registry/background.js';
import type { Observer } from '../registry/background-parts.js';
import { createProber } from '../registry/prober.js';
import { openAccess } from './access.js';
import { readAuthority } from './authority.js';
import type { Io } from './command.js';
import type { Faults } from './faults.js';

export interface ServedRegistries {
  readonly port: RegistryPort;
  readonly greeting: string;
  readonly stop: () => Promise<void>;
}

export interface BackgroundProbingOptions {
  readonly probe: ProbeSettings;
  readonly source: ClusterSource;
  readonly log: Pick<Log, 'debug' | 'info' | 'warn' | 'error'>;
  readonly registry: MetricsRegistry;
  readonly faults: Faults;
  readonly io: Pick<Io, 'env' | 'cwd' | 'now'>;
}

export async function openBackgroundProbing(options: BackgroundProbingOptions): Promise<ServedRegistries> {
  const { probe, source, log, registry, faults, io } = options;
  const onFault = (error: unknown): void => faults.note('registries', error);
  const cluster = await openReading(source, io);
  const ca = authoritiesOf(probe, io.cwd, log);
  const prober = createProber({
    registries: probe.registries,
    allowedNetworks: probe.allowedNetworks,
    tokenHosts: probe.tokenHosts,
    ...(ca === undefined ? {} : { ca }),
    requestsPerMinute: probe.requestsPerMinute,
    now: io.now,
  });
  const nodes = followPlatforms(probe, cluster.platforms, { log, onFault });
  const patternOf = createPatternOf(probe.registries);
  const metrics = createProbeMetrics(registry, probe.registries, () => {
    const { queued, remembered, openBreakers } = background.figures();
    return { queued, remembered, open: openBreakers.map(patternOf) };
  });
  const tell = createBreakerLog(log, patternOf, io.now);
  const observe: Observer = {
    probed(reference, result, ms) {
      metrics.noteProbe(patternOf(reference.registry), result, ms);
      log.debug({ event: 'probe', image: reference.raw, result, duration_ms: Math.round(ms) }, 'a registry was asked');
    },
    dropped: () => metrics.noteDropped(),
    breaker: tell,
  };
  const background = createBackground({
    asking: createAsking({
      prober,
      readSecret: cluster.readSecret,
      // Or the first answers would be remembered without the platforms of their images.
      nodes: () => nodes.listed.then(nodes.current),
      now: io.now,
    }),
    mayAsk: prober.mayAsk,
    waitMs: probe.waitMs,
    requestsPerMinute: probe.requestsPerMinute,
    nodes: nodes.current,
    namesAreSecrets: source.secrets === 'named',
    now: io.now,
    clock: () => performance.now(),
    observe,
    onFault,
  });
  return {
    port: background,
    greeting: greetingOf(probe, source),
    async stop() {
      nodes.stop();
      // First who asks, so that nothing is begun while the rest ends.
      const stopped = background.stop();
      await prober.close();
      await stopped;
      cluster.close();
    },
  };
}

function greetingOf({ registries, waitMs }: ProbeSettings, { secrets, directory }: ClusterSource): string {
  const wait = waitMs === 0 ? 'no review waits for one' : `a review waits ${waitMs} ms for one at most`;
  const logins = secrets === 'none' && directory === '' ? ', without logins, because no Secret is read' : '';
  return `Registries: ${count(registries.length, 'pattern')} of them asked beside the reviews${logins}; ${wait}`;
}

// -------------------------------------------------------------------------------------------------------------- cluster

interface Reading {
  readonly readSecret: ReadSecret;
  /** Absent: a directory has no nodes. */
  readonly platforms?: () => Promise<Lookup<readonly string[]>>;
  readonly close: () => void;
}

async function openReading(source: ClusterSource, io: Pick<Io, 'env' | 'cwd'>): Promise<Reading> {
  if (source.directory !== '') return openFiles(resolve(io.cwd, source.directory));
  const [access, { createApiClient }, { readRawSecret }, { readNodes }, { TIMINGS }] = await Promise.all([
    openAccess(source, io, 'probe.mode reads Secrets of a cluster'),
    import('../cluster/api-client.js'),
    import('../cluster/raw-secret.js'),
    import('../cluster/nodes.js'),
    import('../cluster/timings.js'),
  ]);
  const client = createApiClient(access);
  const reader = 'Pullgate has';
  return {
    readSecret: (namespace, name, signal) => readRawSecret(client, TIMINGS, { namespace, name, signal, reader }),
    async platforms() {
      const found = await readNodes(client, TIMINGS, reader);
      if (found.state !== 'found') return found;
      return { state: 'found', value: platformsOf(found.value) };
    },
    close: () => client.close(),
  };
}

/** Read once more for each question, whose Secrets are asked for in one turn: what the files hold is not kept in memory. */
async function openFiles(directory: string): Promise<Reading> {
  const [{ loadManifests }, { createRawSecrets }] = await Promise.all([
    import('../manifests/load.js'),
    import('../manifests/raw-secrets.js'),
  ]);
  const objects = () => loadManifests({ paths: [directory], recursive: true }).objects;
  let read: FindRawSecret | undefined;
  const readNow = (): FindRawSecret => {
    setImmediate(() => {
      read = undefined;
    });
    return createRawSecrets(objects, 'default');
  };
  return {
    async readSecret(namespace, name) {
      read ??= readNow();
      return read(namespace, name);
    },
    close: () => {},
  };
}

// ---------------------------------------------------------------------------------------------------------------- nodes

const NODES_MS = 10 * 60_000;

interface Platforms {
  readonly current: () => readonly string[];
  /** They have been asked for once, whatever came of it. */
  readonly listed: Promise<void>;
  readonly stop: () => void;
}

/** Nodes come and go with new architectures; what was known stays where they cannot be listed. */
function followPlatforms(
  { platforms }: ProbeSettings,
  read: Reading['platforms'],
  { log, onFault }: { readonly log: Pick<Log, 'warn'>; readonly onFault: (error: unknown) => void },
): Platforms {
  if (platforms.length > 0 || read === undefined) {
    return { current: () => platforms, listed: Promise.resolve(), stop: () => {} };
  }
  let known: readonly string[] = [];
  let told = '';
  const look = (): Promise<void> =>
    read()
      .then((found) => {
        if (found.state === 'found') {
          known = found.value;
          told = '';
          return;
        }
        const reason = found.state === 'unknown' ? found.reason : 'the API server has no nodes';
        if (reason === told) return;
        told = reason;
        log.warn({ event: 'probe', reason }, 'whether images fit the platforms of the nodes is not looked at anew');
      })
      .catch(onFault);
  const listed = look();
  const timer = every(NODES_MS, () => void look());
  return { current: () => known, listed, stop: timer.cancel };
}

// ---------------------------------------------------------------------------------------------------------- authorities

/** Registries are asked without it: what was given for them must not keep the webhook from starting. */
function authoritiesOf({ caFile }: ProbeSettings, cwd: string, log: Pick<Log, 'error'>): string | undefined {
  if (caFile === '') return undefined;
  const read = readAuthority(caFile, cwd);
  if ('ca' in read) return read.ca;
  log.error({ event: 'probe', file: caFile }, `probe.caFile ${read.why}; registries are asked without it`);
  return undefined;
}

// ---------------------------------------------------------------------------------------------------------------- words

/** The pattern that lets a host be asked, whatever path it goes on with: a closed set, which hosts are not. */
function createPatternOf(patterns: readonly string[]): (host: string) => string | undefined {
  const hostOf = (pattern: string): string => pattern.slice(0, `${pattern}/`.indexOf('/'));
  const find = compilePatterns(patterns.map((whole) => ({ pattern: hostOf(whole), whole })));
  return (host) => find(host)?.whole;
}

const SILENCE_MS = 60_000;

/** Behind a wildcard a tenant finds as many hosts as it likes: these have one line a minute. */
function createBreakerLog(
  log: Pick<Log, 'info' | 'warn'>,
  patternOf: (host: string) => string | undefined,
  now: () => number,
): Observer['breaker'] {
  const last = new Map<string, number>();
  return (host, change, why) => {
    const pattern = patternOf(host) ?? '';
    if (!pattern.startsWith(host)) {
      if (now() - (last.get(pattern) ?? Number.NEGATIVE_INFINITY) < SILENCE_MS) return;
      last.set(pattern, now());
    }
    const fields = { event: 'probe', registry: host, change, why };
    if (change === 'opened') log.warn(fields, 'a registry does not answer, and is left alone for a while');
    else log.info(fields, 'a registry answers again');
  };
}
