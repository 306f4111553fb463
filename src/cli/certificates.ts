/**
 * Where `serve` has its certificate from: joins `src/tls` with the cluster, the listener, the log and the metrics. The
 * Kubernetes client is loaded only where a Secret or a webhook configuration is needed.
 */

import { X509Certificate } from 'node:crypto';
import { resolve } from 'node:path';
import { parseDuration } from '../config/duration.js';
import type { ServerSettings } from '../config/server-settings.js';
import type { TlsSettings, TlsSource } from '../config/tls-settings.js';
import type { Log } from '../log/log.js';
import { publishExpiries } from '../metrics/certificates.js';
import type { MetricsRegistry } from '../metrics/registry.js';
import { Fault } from '../process/errors.js';
import { CLOCK } from '../tls/clock.js';
import type {
  BundleStore,
  Certificate,
  CertificateSource,
  SecretStore,
  ServiceNames,
  SourceDeps,
} from '../tls/ports.js';
import { verifiedName } from '../tls/ports.js';
import type { RunningServer } from '../webhook/serve.js';
import { openAccess } from './access.js';
import type { Io } from './command.js';
import type { Faults } from './faults.js';
import { logTlsEvent } from './tls-log.js';
import { createTlsMetrics } from './tls-metrics.js';

export interface ServedCertificates {
  /** The first one; `later`: it comes once `start` was called. */
  readonly certificate: Certificate | 'later';
  /** For the person who starts Pullgate, such as `self-signed certificate`. */
  readonly words: string;
  /** Undefined once who calls us will trust what is served; otherwise what is missing, as a clause. */
  readonly notReady: () => string | undefined;
  readonly start: (running: Pick<RunningServer, 'urls' | 'setCertificate'>) => void;
  readonly stop: () => Promise<void>;
}

export interface CertificatesOptions {
  readonly server: Pick<ServerSettings, 'tls' | 'cluster'>;
  readonly log: Log;
  readonly registry: MetricsRegistry;
  readonly faults: Faults;
  readonly io: Pick<Io, 'env' | 'cwd'>;
}

/** Throws a Fault where there is no cluster, or no namespace, that can be meant. Nothing is read before `start`. */
export async function openCertificates(options: CertificatesOptions): Promise<ServedCertificates> {
  const { source } = options.server.tls;
  return source === 'memory' ? inMemory(options.registry) : kept(source, options);
}

async function inMemory(registry: MetricsRegistry): Promise<ServedCertificates> {
  const { createCertificate } = await import('../tls/issue.js');
  const certificate = await createCertificate(Date.now());
  const expiresAt = Date.parse(new X509Certificate(certificate.cert).validTo);
  publishExpiries(registry, () => [{ cert: 'serving', expiresAt }]);
  return {
    certificate,
    words: 'self-signed certificate',
    notReady: () => undefined,
    start: () => {},
    stop: async () => {},
  };
}

type KeptSource = Exclude<TlsSource, 'memory'>;
type Running = Parameters<ServedCertificates['start']>[0];

async function kept(which: KeptSource, options: CertificatesOptions): Promise<ServedCertificates> {
  const { server, log, registry } = options;
  const objects = await openObjects(which, options);
  const { createHandshake } = await import('../tls/handshake.js');
  let running: Running | undefined;
  const source = await openSource(which, server.tls, options.io.cwd, objects, {
    clock: CLOCK,
    random: Math.random,
    handshake: createHandshake(() => ({
      ...ourselves(running?.urls[0] ?? ''),
      servername: objects.names === undefined ? '' : verifiedName(objects.names),
    })),
    onCertificate: (certificate) => running?.setCertificate(certificate),
    onEvent: (event) => {
      if (event.event === 'broken') {
        options.faults.note('certificates', event.error);
        return;
      }
      logTlsEvent(log, event);
      metrics(event);
    },
  });
  const metrics = createTlsMetrics(registry, which, source.certificates);
  return {
    certificate: 'later',
    words: wordSource(which, server.tls, objects),
    notReady: source.notReady,
    start: (to) => {
      running = to;
      source.start();
    },
    stop: async () => {
      await source.stop();
      objects.close();
    },
  };
}

function wordSource(which: KeptSource, { directory }: TlsSettings, { secret }: Objects): string {
  switch (which) {
    case 'self':
      return `certificate of its own CA, kept in ${secret?.name}`;
    case 'certManager':
      return `certificate of cert-manager in ${secret?.name}`;
    case 'files':
      return `certificate of ${directory}`;
    default:
      return which satisfies never;
  }
}

// -------------------------------------------------------------------------------------------------------------- source

async function openSource(
  which: KeptSource,
  settings: TlsSettings,
  cwd: string,
  { names, secret, configurations }: Objects,
  deps: SourceDeps,
): Promise<CertificateSource> {
  const common = { ...deps, configurations, pollMs: ms(settings.poll) };
  if (which === 'files') {
    const { createFilesSource } = await import('../tls/files.js');
    const directory = resolve(cwd, settings.directory);
    return createFilesSource({ ...common, names, directory, caBundle: settings.caBundle });
  }
  if (names === undefined || secret === undefined) throw new Fault('PG_E_INTERNAL', 'a certificate without a Secret');
  if (which === 'certManager') {
    const { createCertManagerSource } = await import('../tls/cert-manager.js');
    return createCertManagerSource({ ...common, names, secret });
  }
  const { createSelfSource } = await import('../tls/self.js');
  const { caDuration, certDuration, renewBefore, settle, retain, jitter } = settings.self;
  const times = {
    caMs: ms(caDuration),
    certMs: ms(certDuration),
    renewBeforeMs: ms(renewBefore),
    settleMs: ms(settle),
    retainMs: ms(retain),
  };
  return createSelfSource({ ...common, names, secret, times, jitterMs: ms(jitter) });
}

/** The schema has looked at it. */
function ms(duration: string): number {
  return parseDuration(duration) ?? 0;
}

/** A listener on every address is reached on loopback. */
function ourselves(url: string): { readonly host: string; readonly port: number } {
  const { hostname, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  return { host: host === '::' || host === '0.0.0.0' ? '127.0.0.1' : host, port: Number(port) };
}

// ------------------------------------------------------------------------------------------------------------- objects

interface Objects {
  /** Absent where nobody calls through a Service. */
  readonly names: ServiceNames | undefined;
  readonly secret: SecretStore | undefined;
  readonly configurations: readonly BundleStore[];
  readonly close: () => void;
}

/** What of Kubernetes a source needs; for files without a webhook configuration that is nothing. */
async function openObjects(which: KeptSource, { server, log, io, faults }: CertificatesOptions): Promise<Objects> {
  const { tls } = server;
  const { service, validating, mutating } = tls;
  if (which === 'files' && validating === '' && mutating === '') {
    const names = tls.namespace === '' ? undefined : { service, namespace: tls.namespace };
    return { names, secret: undefined, configurations: [], close: () => {} };
  }
  const access = await openAccess(server.cluster, io, 'give one, or leave tls.source out');
  const namespace = tls.namespace || access.podNamespace;
  if (namespace === undefined) {
    const what = which === 'files' ? 'the Service' : `the Secret ${tls.secret}`;
    throw new Fault(
      'PG_E_CONFIG',
      `tls.namespace is empty, and Pullgate does not run in a pod, whose namespace it could take; name that of ${what}`,
    );
  }
  const [{ createApiClient }, { createTlsObjects }] = await Promise.all([
    import('../cluster/api-client.js'),
    import('../cluster/tls-objects.js'),
  ]);
  const client = createApiClient(access);
  const objects = createTlsObjects({
    client,
    onEvent: (event) => {
      if (event.event !== 'fault') return;
      if (event.fault === 'internal') faults.note('certificates', event.error);
      const { resource, during, fault, detail } = event;
      log.warn(
        { event: 'watch', resource, during, fault, detail },
        during === 'watch' ? 'watch ended' : 'list failed: the API server could not be read',
      );
    },
  });
  return {
    names: { service, namespace },
    secret: which === 'files' ? undefined : objects.secret(namespace, tls.secret),
    configurations: [
      ...(validating === '' ? [] : [objects.configuration('validating', validating)]),
      ...(mutating === '' ? [] : [objects.configuration('mutating', mutating)]),
    ],
    close: () => client.close(),
  };
}
