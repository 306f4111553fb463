/**
 * Starts and stops the two listeners: the webhook over HTTPS, health over HTTP. It takes a function that decides; what
 * that rests on, and what is printed for people, is the business of the command.
 */
import type { Server as HttpServer } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import type { Server as TlsServer } from 'node:tls';
import closeWithGrace from 'close-with-grace';
import type { ServerSettings } from '../config/server-settings.js';
import type { Log } from '../log/log.js';
import { Fault, systemReason } from '../process/errors.js';
import { createCertificate } from '../tls/issue.js';
import type { Certificate } from '../tls/ports.js';
import { listenHost } from './any-address.js';
import { ADMISSION_PATHS, type AppDeps, buildApp } from './app.js';
import { type CallerRules, createCallers } from './callers.js';
import { createDrain, DRAIN_TIMES, type DrainTimes } from './drain.js';
import { createHealthServer, HEALTH_BACKLOG, type HealthDeps } from './health.js';
import { DEFAULT_LIMITS, type Limits } from './limits.js';
import { contextOptions } from './secure-context.js';

export interface ServeOptions
  extends Pick<
    AppDeps,
    | 'decide'
    | 'decideWritten'
    | 'inject'
    | 'withoutCluster'
    | 'settings'
    | 'log'
    | 'limits'
    | 'observe'
    | 'onValidated'
    | 'minVersion'
  > {
  readonly server: Pick<ServerSettings, 'host' | 'port' | 'healthHost' | 'healthPort'>;
  /** A self-signed one for loopback is made where none is given; `later`: it comes with `setCertificate`. */
  readonly certificate?: Certificate | 'later';
  /** Absent: everybody may ask. */
  readonly callers?: CallerRules | undefined;
  /** Undefined once there is something to decide with; otherwise what is missing. */
  readonly notReady?: () => string | undefined;
  readonly drain?: Partial<DrainTimes>;
  readonly metrics?: HealthDeps['metrics'];
}

export interface RunningServer {
  /** Where reviews are posted, `https://127.0.0.1:8443/validate`. */
  readonly urls: readonly string[];
  readonly healthUrl: string;
  /** The served certificate (PEM), '' while there is none. Where it is self-signed, a client has to trust it. */
  readonly cert: string;
  /** For all handshakes from now on; connections that are open stay as they are. Throws on what TLS cannot use. */
  readonly setCertificate: (certificate: Certificate) => void;
  /** The authority of the callers (PEM), where there is one: open connections end, new ones are checked by this. */
  readonly setCallerCa: (ca: string) => void;
  /** Not ready from now on; answers what still comes until nobody asks any more, then closes (drain.ts). */
  readonly drain: () => Promise<void>;
  /** Not ready from now on; answers what is under way, then closes. Can be called twice. */
  readonly close: () => Promise<void>;
}

export async function startServer(options: ServeOptions): Promise<RunningServer> {
  const { server } = options;
  const first = options.certificate ?? (await createCertificate(Date.now()));
  let certificate = first === 'later' ? undefined : first;
  const drain = createDrain({ ...DRAIN_TIMES, ...options.drain }, () => performance.now());
  const limits: Limits = { ...DEFAULT_LIMITS, ...options.limits };
  const callers = options.callers === undefined ? undefined : createCallers(options.callers);
  const app = buildApp({ ...options, certificate, drain, callers, limits });
  let phase: 'starting' | 'serving' | 'draining' | 'closing' = 'starting';
  const health = createHealthServer({
    notReady: () => (phase === 'serving' ? options.notReady?.() : `the webhook is ${phase}`),
    metrics: options.metrics,
  });

  await listen(server.healthHost, server.healthPort, HEALTH_SETTINGS, (at) => listenOnce(health, at));
  try {
    await listen(server.host, server.port, WEBHOOK_SETTINGS, (at) => app.listen({ ...at, backlog: limits.backlog }));
  } catch (error) {
    await closeServer(health);
    await app.close();
    throw error;
  }
  phase = 'serving';

  let closed: Promise<void> | undefined;
  const stopDrain = new AbortController();
  const closeAll = async () => {
    phase = 'closing';
    stopDrain.abort();
    await app.close();
    await closeServer(health);
  };
  const close = () => {
    closed ??= closeAll();
    return closed;
  };
  const setContext = () => {
    // An https server is one of node:tls, which Fastify's type does not say.
    const tlsServer = app.server as unknown as TlsServer;
    tlsServer.setSecureContext(contextOptions(certificate, options.minVersion, callers?.ca()));
  };
  return {
    urls: ADMISSION_PATHS.map((path) => `https://${origin(app.server)}${path}`),
    healthUrl: `http://${origin(health)}`,
    get cert() {
      return certificate?.cert ?? '';
    },
    setCertificate: (next) => {
      const before = certificate;
      certificate = next;
      try {
        setContext();
      } catch (error) {
        certificate = before;
        throw error;
      }
    },
    setCallerCa: (ca) => {
      callers?.renew(ca);
      setContext();
    },
    drain: async () => {
      if (phase === 'serving') phase = 'draining';
      await drain.run(stopDrain.signal);
      await close();
    },
    close,
  };
}

/** The longest drain, and the slowest request after it; the chart gives the pod 40 s. */
const LONGEST_END_MS = 38_000;

export interface ClosingOptions {
  readonly running: Pick<RunningServer, 'close' | 'drain'>;
  readonly log: Log;
  /** After the last answer; takes a bounded time, and never rejects. */
  readonly stop: () => Promise<void>;
  readonly onRejection: (error: unknown) => void;
}

/**
 * SIGTERM drains, which is how a pod is told to go; SIGINT closes at once, because a person waits at a terminal. A
 * second signal ends the process. When nobody is answered any more, `stop` ends what worked in the background, the log is
 * written to its end, and the process goes. A rejection nobody handled is noted and ends nothing (design 6.2), and
 * so is a warning of Node.js.
 */
export function closeOnSignals({ running, log, stop, onRejection }: ClosingOptions, grace = closeWithGrace): void {
  process.on('unhandledRejection', onRejection);
  // The default prints to standard error and waits for whoever reads it.
  process.removeAllListeners('warning');
  process.on('warning', (warning) => log.warn({ event: 'warning', err: warning }, 'Node.js warns'));
  const logger = { error: (problem: unknown) => log.error({ event: 'shutdown' }, String(problem)) };
  grace({ delay: LONGEST_END_MS, logger, skip: ['unhandledRejection'] }, async ({ signal, err }) => {
    if (err) log.fatal({ event: 'fault', err }, 'an uncaught error: Pullgate stops');
    else log.info({ event: 'shutdown', signal }, signal === 'SIGTERM' ? 'draining' : 'closing');
    await (signal === 'SIGTERM' ? running.drain() : running.close());
    await stop();
    await new Promise<void>((resolve) => {
      log.flush(() => resolve());
    });
  });
}

interface Address {
  readonly host: string;
  readonly port: number;
}

/** Rejects with a sentence that names the setting to change. */
async function listen(
  wanted: string,
  port: number,
  names: ListenerNames,
  start: (address: Address) => Promise<unknown>,
): Promise<void> {
  const host = await listenHost(wanted);
  try {
    await start({ host, port });
  } catch (error) {
    throw new Fault('PG_E_LISTEN', listenProblem(error, { host, port }, names), { cause: error });
  }
}

interface ListenerNames {
  readonly host: string;
  readonly port: string;
}

const WEBHOOK_SETTINGS: ListenerNames = { host: 'server.host', port: 'server.port' };
const HEALTH_SETTINGS: ListenerNames = { host: 'server.healthHost', port: 'server.healthPort' };

function listenProblem(error: unknown, { host, port }: Address, names: ListenerNames): string {
  const start = `Cannot listen on ${bracketed(host)}:${port}`;
  switch (error instanceof Error && 'code' in error ? error.code : undefined) {
    case 'EADDRINUSE':
      return `${start}: another process uses this port. Stop it, or choose another one with ${names.port} (0 takes a free one).`;
    case 'EACCES':
      return `${start}: permission denied. Choose a port above 1023 with ${names.port}.`;
    default:
      return `${start}: ${systemReason(error)}. Choose another address with ${names.host}.`;
  }
}

async function listenOnce(server: Server, { host, port }: Address): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, backlog: HEALTH_BACKLOG }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function origin(server: Server): string {
  const address = server.address() as AddressInfo; // listening on TCP
  return `${bracketed(address.address)}:${address.port}`;
}

/** What is asked on the health port is answered at once: who is still connected says nothing, or does not read. */
async function closeServer(server: HttpServer): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
