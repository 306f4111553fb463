/**
 * `pullgate serve`: configuration, cluster and server put together. It decides nothing itself. For people it prints a
 * few lines on stderr; stdout is the log, so that it stays one JSON object per line.
 */
import { resolve } from 'node:path';
import type { Config } from '../../config/load.js';
import { type Watch, watchConfig } from '../../config/watch.js';
import type { Admission } from '../../core/types.js';
import type { Assessment } from '../../facts/assess.js';
import { openWords } from '../../log/console.js';
import { createLog, type Log, openLogSink } from '../../log/log.js';
import { openOutlet } from '../../log/outlet.js';
import { createLogMetrics } from '../../metrics/log.js';
import { createMetricsRegistry, type MetricsRegistry, metricsPage } from '../../metrics/registry.js';
import { createReloadMetrics } from '../../metrics/reloads.js';
import { createReviewMetrics } from '../../metrics/reviews.js';
import { displayPath, EXAMPLE_REVIEW, packagePath } from '../../process/paths.js';
import { packageVersion } from '../../process/version.js';
import { SERVED_WEBHOOKS } from '../../webhook/app.js';
import { closeOnSignals, type RunningServer, startServer } from '../../webhook/serve.js';
import type { ServedRegistries } from '../background-probing.js';
import { openCallers } from '../callers.js';
import { openCertificates, type ServedCertificates } from '../certificates.js';
import { openDirectory, type ServedCluster } from '../cluster.js';
import type { Invocation, Io } from '../command.js';
import { createDecide, createDecideWritten, createInject, createWithoutCluster } from '../decide.js';
import { createFaults, type Faults } from '../faults.js';
import { type Nudges, openNudges } from '../nudges.js';
import { openOutcomes } from '../outcomes.js';
import { readConfig, requireServedConfig } from '../session.js';
import { stopParts } from '../stop.js';

/**
 * Nobody has to hear that a server which reads a directory goes: it is no endpoint of a Service, and the next one, on the
 * same port, waits for it. What is configured holds.
 */
function drainSeconds({ server, effective }: Config): number {
  const from = effective.find(({ setting }) => setting.path === 'server.drainSeconds')?.from;
  return server.cluster.directory !== '' && from === 'default' ? 0 : server.drainSeconds;
}

export async function run(invocation: Invocation, given: Io): Promise<number> {
  const { config, mistakes } = await requireServedConfig(invocation, given);
  const { server } = config;
  const io = given.isProcess === true ? { ...given, stderr: openWords() } : given;
  const registry = createMetricsRegistry({ version: await packageVersion(), node: process.version });
  const log = createLog({ level: server.logLevel, to: openLines(io, registry) });
  if (mistakes !== undefined) log.error({ event: 'config', file: config.file, mistakes }, WRONG);
  const faults = createFaults(log, registry);
  let nudges: Nudges | undefined;
  const onCredential = server.nudge.enabled ? (namespace: string) => nudges?.touched(namespace) : undefined;
  const cluster = await openCluster(config, { log, registry, faults, io }, onCredential);
  const certificates = await openCertificates({ server, log, registry, faults, io });
  const callers = await openCallers({
    tls: server.tls,
    log,
    cwd: io.cwd,
    now: io.now,
    onFault: (error) => faults.note('callers', error),
  });
  const outcomes = server.outcomes.enabled
    ? await openOutcomes({ source: server.cluster, log, registry, faults, io })
    : undefined;
  for (const warning of cluster.warnings) log.warn({ event: 'manifests' }, warning);
  let current = config;
  const settings = () => current.settings;
  const begin = performance.now();
  const uptime = () => performance.now() - begin;
  const registries = await openRegistries(config, { log, registry, faults, io });
  const decide = createDecide({ cluster, settings, now: io.now, uptime, registry: registries?.port });
  if (server.nudge.enabled) {
    nudges = await openNudges({
      source: server.cluster,
      ownedPods: settings().ownedPods.mode,
      cluster,
      decide,
      now: io.now,
      log,
      registry,
      faults,
      io,
    });
  }
  const running = await startServer({
    decide,
    inject: createInject({ cluster, settings, now: io.now, uptime }),
    decideWritten: createDecideWritten({ cluster, settings, now: io.now, uptime }),
    withoutCluster: createWithoutCluster({ cluster, settings, now: io.now }),
    settings,
    log,
    server,
    notReady: () => cluster.notReady() ?? certificates.notReady(),
    certificate: certificates.certificate,
    callers: callers.rules,
    minVersion: server.tls.minVersion,
    drain: { leastMs: drainSeconds(config) * 1000 },
    observe: createReviewMetrics(registry, {
      now: io.now,
      webhooks: SERVED_WEBHOOKS,
      ...(server.metrics.perNamespace ? { hasNamespace: cluster.hasNamespace } : {}),
    }),
    ...tellingEach([outcomes?.note, nudges?.note]),
    metrics: metricsPage(registry),
  });
  certificates.start(running);
  await callers.start(running);
  const watch = await watchFile(config, mistakes === undefined, { log, registry, faults, io }, async () => {
    const result = await readConfig(invocation, io, config.file === undefined ? undefined : { name: config.file });
    if (!result.ok) return result.mistakes;
    current = result.config;
    warnOfRestart(config, current, log);
    return [];
  });
  greet({ running, certificates, cluster, registries, config, mistakes, io });
  log.info({ event: 'start', urls: running.urls, health: running.healthUrl, ...cluster.fields }, 'listening');
  outcomes?.start();
  cluster.start((found) => {
    log.info({ event: 'ready', after_ms: Math.round(uptime()) }, found.join('; '));
    io.stderr.write(`${found.join('\n')}\n`);
  });
  const stop = async (): Promise<void> => {
    watch?.close();
    callers.stop();
    const parts = { certificates: certificates.stop, cluster: cluster.stop };
    const more = {
      ...(outcomes && { outcomes: outcomes.stop }),
      ...(nudges && { nudges: nudges.stop }),
      ...(registries && { registries: registries.stop }),
    };
    await stopParts({ ...parts, ...more }, log);
  };
  if (io.signal === undefined) {
    closeOnSignals({ running, log, stop, onRejection: (error) => faults.note('other', error) });
  }
  await untilTold(io);
  await running.close();
  await stop();
  return 0;
}

type OnValidated = (admission: Admission, assessment: Assessment) => void;

/** Nobody is told of verdicts where nobody asks. */
function tellingEach(all: readonly (OnValidated | undefined)[]): { readonly onValidated?: OnValidated } {
  const asking = all.filter((each) => each !== undefined);
  if (asking.length === 0) return {};
  return {
    onValidated: (admission, assessment) => {
      for (const each of asking) each(admission, assessment);
    },
  };
}

/** The streams of Node.js wait for a terminal and a disk, and keep without bound what a pipe does not take. */
function openLines({ stdout, isProcess }: Io, registry: MetricsRegistry): { readonly write: (line: string) => void } {
  const given = { write: (line: string) => void stdout.write(line), dropped: () => 0 };
  const sink = isProcess === true ? openLogSink(openOutlet(1)) : given;
  createLogMetrics(registry, sink.dropped);
  return sink;
}

interface Tools {
  readonly log: Log;
  readonly registry: MetricsRegistry;
  readonly faults: Faults;
  readonly io: Io;
}

/** The Kubernetes client is loaded only where there is a cluster to read. */
async function openCluster(
  { server, settings }: Config,
  { log, registry, faults, io }: Tools,
  onCredential: ((namespace: string) => void) | undefined,
): Promise<ServedCluster> {
  const { directory } = server.cluster;
  if (directory !== '') {
    return openDirectory(directory, io.cwd, { log, faults, ...(io.pollMs === undefined ? {} : { pollMs: io.pollMs }) });
  }
  const { openLiveCluster } = await import('../live-cluster.js');
  const { cluster: source, metrics } = server;
  const { provider } = settings.cluster;
  const usage = settings.secrets.usage && settings.secrets.mode !== 'off';
  return openLiveCluster({ source, metrics, provider, usage, log, registry, faults, onCredential, io });
}

/** What asks registries is loaded only where they are asked. */
async function openRegistries({ server }: Config, tools: Tools): Promise<ServedRegistries | undefined> {
  if (server.probe.mode === 'off') return undefined;
  const { openBackgroundProbing } = await import('../background-probing.js');
  return openBackgroundProbing({ probe: server.probe, source: server.cluster, ...tools });
}

const WRONG =
  'the configuration is wrong, and the fallback is in use: nothing is denied until it is mended; a right one is taken without a restart';

/** An invalid reload is told, and changes nothing (design 3.3). */
async function watchFile(
  { file, digest }: Config,
  inUse: boolean,
  { log, registry, faults, io }: Tools,
  reload: () => Promise<readonly string[]>,
): Promise<Watch | undefined> {
  if (file === undefined) return undefined;
  const { noteReload } = createReloadMetrics(registry, inUse);
  let standIn = inUse ? 'the last good one' : 'the fallback';
  const onChange = async (): Promise<void> => {
    const mistakes = await reload();
    noteReload(mistakes.length === 0 ? 'success' : 'failure');
    if (mistakes.length > 0) {
      log.error({ event: 'reload', file, mistakes }, `the changed configuration is wrong; ${standIn} stays`);
      return;
    }
    standIn = 'the last good one';
    log.info({ event: 'reload', file }, 'the configuration was read again');
  };
  return watchConfig(resolve(io.cwd, file), onChange, {
    onFault: (error) => faults.note('config', error),
    ...(digest === undefined ? {} : { known: digest }),
    ...(io.pollMs === undefined ? {} : { intervalMs: io.pollMs }),
  });
}

function warnOfRestart(started: Config, now: Config, log: Log): void {
  const fixed = ({ server, settings }: Config): string => JSON.stringify([server, settings.secrets.usage]);
  if (fixed(started) === fixed(now)) return;
  log.warn(
    { event: 'reload' },
    'settings of server, tls, log, metrics, cluster, outcomes, nudge or probe (but for probe.deny), or secrets.usage, changed; they need a restart',
  );
}

interface Greeting {
  readonly running: RunningServer;
  readonly certificates: ServedCertificates;
  readonly cluster: ServedCluster;
  readonly registries: ServedRegistries | undefined;
  readonly config: Config;
  readonly mistakes: readonly string[] | undefined;
  readonly io: Io;
}

function greet({ running, certificates, cluster, registries, config, mistakes, io }: Greeting): void {
  const lines = [
    `Pullgate listens on ${running.urls[0] ?? ''} (${certificates.words}; health on ${running.healthUrl})`,
    ...cluster.greeting,
    ...(registries === undefined ? [] : [registries.greeting]),
    ...(mistakes === undefined
      ? [`Configuration: ${config.file ?? 'the defaults'}; mode ${config.settings.mode}`]
      : [`Configuration: ${config.file ?? 'the environment'} IS WRONG; the fallback denies nothing:`, ...mistakes]),
    ...(cluster.isExample ? ['Try it; this one is denied:', `  ${curl(running.urls[0] ?? '', io)}`] : []),
  ];
  io.stderr.write(`${lines.join('\n')}\n`);
}

/** Ready to paste: the path is right for the directory in which Pullgate was started. */
function curl(url: string, io: Io): string {
  const path = displayPath(packagePath(EXAMPLE_REVIEW), io.cwd);
  const word = `@${path}`;
  const data = /^[\w@./+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
  // The brackets of an IPv6 address are a pattern to some shells.
  const address = url.includes('[') ? `'${url}'` : url;
  return `curl -sk ${address} -H 'Content-Type: application/json' --data-binary ${data}`;
}

/** With a signal of the caller, until that; else for ever: the process is told to stop, and ends in closeOnSignals. */
async function untilTold({ signal }: Io): Promise<void> {
  await new Promise<void>((done) => {
    if (signal?.aborted === true) done();
    else signal?.addEventListener('abort', () => done(), { once: true });
  });
}
