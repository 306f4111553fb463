/**
 * Certificates under load, with everything real but the API server: replicas that listen, an API of HTTPS with versions
 * as locks, clients that trust what the webhook configuration says at that time and verify the name of the Service.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createApiClient } from '../../src/cluster/api-client.js';
import { createTlsObjects } from '../../src/cluster/tls-objects.js';
import { createLog } from '../../src/log/log.js';
import { CLOCK } from '../../src/tls/clock.js';
import { createHandshake } from '../../src/tls/handshake.js';
import { isTrusted, readCertificates } from '../../src/tls/inspect.js';
import type { SelfTimes } from '../../src/tls/plan.js';
import type { CertificateSource, TlsEvent } from '../../src/tls/ports.js';
import { createSelfSource } from '../../src/tls/self.js';
import { type RunningServer, startServer } from '../../src/webhook/serve.js';
import { ALLOWED } from '../helpers/reviews.js';
import { type ApiObject, accessTo, type FakeApi, startFakeApi } from './fake-api-server.js';
import { until } from './live.js';
import { NODE } from './program.js';
import { leafOf, NAME, NAMES, TIMES } from './tls-replicas.js';

/** One for all: each has a listener on the end of the process. */
const SILENT = createLog({ level: 'silent' });
const SERVICE = { service: { name: 'pullgate', namespace: 'pullgate' } };
const HOOK = { name: 'check.pullgate.dev', clientConfig: SERVICE };

function emptyObjects(): readonly ApiObject[] {
  return [
    { kind: 'Secret', metadata: { name: 'pullgate-tls', namespace: 'pullgate' }, type: 'Opaque' },
    {
      kind: 'ValidatingWebhookConfiguration',
      metadata: { name: 'pullgate' },
      webhooks: [{ ...HOOK }, { ...HOOK, name: 'workloads.check.pullgate.dev' }],
    },
    { kind: 'MutatingWebhookConfiguration', metadata: { name: 'pullgate' }, webhooks: [{ ...HOOK }] },
  ];
}

export interface Settings {
  readonly times: SelfTimes;
  readonly pollMs: number;
  readonly jitterMs: number;
}

interface Replica {
  readonly running: RunningServer;
  readonly source: CertificateSource;
  readonly events: readonly TlsEvent[];
  readonly stop: () => Promise<void>;
}

async function startReplica(api: FakeApi, settings: Settings): Promise<Replica> {
  const client = createApiClient(accessTo(api));
  const objects = createTlsObjects({ client });
  const events: TlsEvent[] = [];
  const running = await startServer({
    server: { host: '127.0.0.1', port: 0, healthHost: '127.0.0.1', healthPort: 0 },
    settings: () => ({ mode: 'enforce', onUnknown: 'allow' }),
    decide: async () => ALLOWED,
    log: SILENT,
    certificate: 'later',
    notReady: () => source.notReady(),
  });
  const { port } = new URL(running.urls[0] ?? '');
  const source: CertificateSource = createSelfSource({
    ...settings,
    clock: CLOCK,
    random: Math.random,
    handshake: createHandshake(() => ({ host: '127.0.0.1', port: Number(port), servername: NAME })),
    onCertificate: running.setCertificate,
    onEvent: (event) => events.push(event),
    secret: objects.secret('pullgate', 'pullgate-tls'),
    configurations: [objects.configuration('validating', 'pullgate'), objects.configuration('mutating', 'pullgate')],
    names: NAMES,
  });
  source.start();
  const stop = async (): Promise<void> => {
    await source.stop();
    client.close();
    await running.close();
  };
  return { running, source, events, stop };
}

/** The caBundles of both configurations; '' where there is none. */
function bundlesOf(api: FakeApi): readonly string[] {
  return ['Validating', 'Mutating'].flatMap((kind) => {
    const webhooks = api.read(`${kind}WebhookConfiguration`, '', 'pullgate')?.['webhooks'];
    const hooks = Array.isArray(webhooks) ? webhooks : [];
    return hooks.map(({ clientConfig }) => Buffer.from(clientConfig.caBundle ?? '', 'base64').toString());
  });
}

async function ready(replicas: readonly Replica[]): Promise<void> {
  await until(() => replicas.every(({ source }) => source.notReady() === undefined));
}

const REVIEW = JSON.stringify({ request: { uid: 'u', operation: 'CREATE', kind: { kind: 'Pod' } } });
const LOAD = fileURLToPath(new URL('../helpers/tls-load.mjs', import.meta.url));

interface Load {
  /** Calls. */
  readonly asked: number;
  readonly handshakes: number;
  /** How many different ones were trusted. */
  readonly bundles: number;
  readonly longestMs: number;
  readonly failures: Readonly<Record<string, number>>;
}

export interface Rotation {
  readonly settings: Settings;
  readonly perSecond: number;
  readonly seconds: number;
  /** Of four calls in a row, so many are on connections that are kept. */
  readonly kept: number;
}

async function ask(api: FakeApi, replicas: readonly Replica[], rotation: Rotation): Promise<Load> {
  const { perSecond, seconds, kept } = rotation;
  const urls = replicas.map(({ running }) => running.urls[0]);
  const options = { api: api.url, ca: api.ca, urls, name: NAME, perSecond, seconds, kept };
  const [command, ...args] = [...NODE, LOAD, JSON.stringify(options)];
  const child = spawn(command ?? '', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  return JSON.parse(await text(child.stdout));
}

/** Certificates and CAs change as fast as that while calls come from a process of its own. */
export async function rotateUnderLoad(rotation: Rotation) {
  const { api, replicas, stop } = await startTwo(rotation.settings);
  const load = await ask(api, replicas, rotation);
  const rotated = (cert: 'ca' | 'serving'): number =>
    Math.min(
      ...replicas.map(
        ({ events }) => events.filter((event) => event.event === 'rotated' && event.cert === cert).length,
      ),
    );
  const rotations = { certificates: rotated('serving'), cas: rotated('ca') };
  await stop();
  return { ...load, ...rotations };
}

const SECOND = 1000;
/** A certificate every 200 ms, a CA every five seconds: two thirds of 7.5 s. */
export const FAST: Settings = {
  times: {
    caMs: 7.5 * SECOND,
    certMs: 3.5 * SECOND,
    renewBeforeMs: 3.3 * SECOND,
    settleMs: 400,
    retainMs: SECOND,
  },
  pollMs: SECOND,
  jitterMs: 20,
};

async function startTwo(settings: Settings) {
  const api = await startFakeApi();
  api.bookmarkEvery(1000);
  api.putAll(emptyObjects());
  const replicas = await Promise.all([startReplica(api, settings), startReplica(api, settings)]);
  const stop = async (): Promise<void> => {
    await Promise.all(replicas.map(({ stop }) => stop()));
    await api.close();
  };
  await ready(replicas);
  return { api, replicas, stop };
}

/** Two replicas, at the same time, on an empty Secret, so many times: one CA and one certificate, the bundle is the union. */
export async function startOnEmpty(runs: number) {
  const api = await startFakeApi();
  const settings: Settings = { times: TIMES, pollMs: 10_000, jitterMs: 0 };
  let mismatches = 0;
  let conflicts = 0;
  for (let run = 0; run < runs; run += 1) {
    api.putAll(emptyObjects());
    const replicas = await Promise.all([startReplica(api, settings), startReplica(api, settings)]);
    await ready(replicas);
    const served = replicas.map(({ source }) => source.current()?.cert ?? '');
    const bundles = bundlesOf(api);
    const cas = readCertificates(bundles[0] ?? '');
    const [one, other] = served;
    const isOne = cas.length === 1 && one === other && new Set(bundles).size === 1;
    const current = replicas[0]?.source.current();
    const isVerified = current !== undefined && isTrusted(leafOf(current), cas, Date.now());
    if (!isOne || !isVerified) mismatches += 1;
    conflicts += replicas.flatMap(({ events }) => events).filter(({ event }) => event === 'conflict').length;
    await Promise.all(replicas.map(({ stop }) => stop()));
  }
  await api.close();
  return { runs, mismatches, conflicts };
}

/** Takes the caBundle away so many times, under load; then once more while nobody may write it. */
export async function wipeBundle(rounds: number) {
  const { api, replicas, stop } = await startTwo({ times: TIMES, pollMs: 10_000, jitterMs: 0 });
  const good = bundlesOf(api)[0] ?? '';
  let asked = 0;
  let failed = 0;
  let isOver = false;
  const keepAsking = async (): Promise<void> => {
    while (!isOver) {
      const url = replicas[asked % 2]?.running.urls[0] ?? '';
      asked += 1;
      try {
        const outgoing = request(url, { method: 'POST', agent: false, ca: good, servername: NAME });
        outgoing.end(REVIEW);
        const [incoming] = await once(outgoing, 'response');
        incoming.resume();
        if (incoming.statusCode !== 200) failed += 1;
      } catch {
        failed += 1;
      }
      await sleep(10);
    }
  };
  const load = Promise.all([keepAsking(), keepAsking()]);
  const probe = async (): Promise<number> => {
    const [incoming] = await once(get(`${replicas[0]?.running.healthUrl}/readyz`, { agent: false }), 'response');
    incoming.resume();
    return incoming.statusCode;
  };
  const readyAtFirst = await probe();
  const repairedMs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await sleep(700);
    for (const object of emptyObjects().slice(1)) api.put(object);
    repairedMs.push(await until(() => bundlesOf(api).every((bundle) => bundle === good)));
    await ready(replicas);
  }
  // Nobody may write: the bundle stays wrong, and readiness says so.
  api.script = ({ verb }) => (verb === 'patch' ? { status: 403, body: '{}' } : undefined);
  for (const object of emptyObjects().slice(1)) api.put(object);
  await until(async () => (await probe()) === 503);
  api.script = () => undefined;
  await until(async () => (await probe()) === 200);
  isOver = true;
  await load;
  await stop();
  return { asked, failed, repairedMs, readyAtFirst };
}
