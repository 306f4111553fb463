/**
 * Certificates under load, with everything real but the API server: replicas that listen, an API of HTTPS with versions
 * as locks, clients that trust what the webhook configuration says at that time and verify the name of the Service.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { request } from 'node:https';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import t, { type Test } from 'tap';
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
import { type ApiObject, accessTo, type FakeApi, startFakeApi } from '../support/fake-api-server.js';
import { until } from '../support/live.js';
import { NODE } from '../support/program.js';
import { leafOf, NAME, NAMES, TIMES } from '../support/tls-replicas.js';

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

interface Settings {
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

// ---------------------------------------------------------------------------------------------------------------- start

t.test('two replicas start at the same time on an empty Secret, a hundred times', { timeout: 300_000 }, async (t) => {
  const api = await startFakeApi();
  const settings: Settings = { times: TIMES, pollMs: 10_000, jitterMs: 0 };
  let mismatches = 0;
  let conflicts = 0;
  for (let run = 0; run < 100; run += 1) {
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
  t.equal(mismatches, 0);
  t.ok(conflicts > 0, `${conflicts} times somebody else was first`);
});

// ----------------------------------------------------------------------------------------------------------------- load

const REVIEW = JSON.stringify({ request: { uid: 'u', operation: 'CREATE', kind: { kind: 'Pod' } } });
const LOAD = fileURLToPath(new URL('../helpers/tls-load.mjs', import.meta.url));

interface Load {
  readonly asked: number;
  readonly handshakes: number;
  /** How many different ones were trusted. */
  readonly bundles: number;
  readonly longestMs: number;
  readonly failures: Readonly<Record<string, number>>;
}

async function ask(api: FakeApi, replicas: readonly Replica[], perSecond: number, seconds: number): Promise<Load> {
  const urls = replicas.map(({ running }) => running.urls[0]);
  const options = { api: api.url, ca: api.ca, urls, name: NAME, perSecond, seconds };
  const [command, ...args] = [...NODE, LOAD, JSON.stringify(options)];
  const child = spawn(command ?? '', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  return JSON.parse(await text(child.stdout));
}

const SECOND = 1000;
/** A certificate every 200 ms, a CA every five seconds: two thirds of 7.5 s. */
const FAST: Settings = {
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

async function startTwo(t: Test, settings: Settings) {
  const api = await startFakeApi();
  api.bookmarkEvery(1000);
  api.putAll(emptyObjects());
  const replicas = await Promise.all([startReplica(api, settings), startReplica(api, settings)]);
  t.teardown(async () => {
    await Promise.all(replicas.map(({ stop }) => stop()));
    await api.close();
  });
  await ready(replicas);
  return { api, replicas };
}

t.test(
  'a certificate every 200 ms and a CA every 5 s under 300 calls per second: no TLS error',
  { timeout: 120_000 },
  async (t) => {
    const { api, replicas } = await startTwo(t, FAST);
    const stalls = monitorEventLoopDelay();
    stalls.enable();
    const load = await ask(api, replicas, 300, 20);
    stalls.disable();
    const rotated = (cert: 'ca' | 'serving'): readonly number[] =>
      replicas.map(({ events }) => events.filter((event) => event.event === 'rotated' && event.cert === cert).length);
    const { asked, handshakes, bundles, longestMs } = load;
    t.comment(`${asked} calls, ${handshakes} handshakes, ${bundles} bundles, longest call ${longestMs} ms`);
    t.comment(
      `certificates ${rotated('serving')}, CAs ${rotated('ca')}, longest stall ${Math.round(stalls.max / 1e6)} ms`,
    );
    t.same(load.failures, {});
    t.ok(asked > 1_000, `${asked} calls`);
    t.ok(handshakes > asked / 2, 'half of them with a handshake of their own');
    t.ok(handshakes < asked, 'and the others on connections that were kept');
    t.ok(Math.min(...rotated('serving')) >= 20, `certificates: ${rotated('serving')}`);
    t.ok(Math.min(...rotated('ca')) >= 2, `CAs: ${rotated('ca')}`);
  },
);

t.test(
  'a caBundle that is wiped under load is repaired within 5 s, and readiness says so meanwhile',
  { timeout: 120_000 },
  async (t) => {
    const { api, replicas } = await startTwo(t, { times: TIMES, pollMs: 10_000, jitterMs: 0 });
    const good = bundlesOf(api)[0] ?? '';
    let asked = 0;
    let failed = 0;
    let isOver = false;
    const keepAsking = async (): Promise<void> => {
      while (!isOver) {
        const url = replicas[asked % 2]?.running.urls[0] ?? '';
        asked += 1;
        const outgoing = request(url, { method: 'POST', agent: false, ca: good, servername: NAME });
        outgoing.on('error', () => {
          failed += 1;
        });
        outgoing.end(REVIEW);
        const [incoming] = await once(outgoing, 'response');
        incoming.resume();
        await sleep(10);
      }
    };
    const load = Promise.all([keepAsking(), keepAsking()]);
    const probe = async (): Promise<number> => {
      const [incoming] = await once(get(`${replicas[0]?.running.healthUrl}/readyz`, { agent: false }), 'response');
      incoming.resume();
      return incoming.statusCode;
    };
    t.equal(await probe(), 200);
    const times: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      await sleep(700);
      for (const object of emptyObjects().slice(1)) api.put(object);
      times.push(await until(() => bundlesOf(api).every((bundle) => bundle === good)));
      await ready(replicas);
    }
    t.ok(Math.max(...times) < 5_000, `repaired after ${times.map(Math.round).join(', ')} ms`);

    // Nobody may write: the bundle stays wrong, and we say so.
    api.script = ({ verb }) => (verb === 'patch' ? { status: 403, body: '{}' } : undefined);
    for (const object of emptyObjects().slice(1)) api.put(object);
    await until(async () => (await probe()) === 503);
    api.script = () => undefined;
    await until(async () => (await probe()) === 200);
    isOver = true;
    await load;
    t.equal(failed, 0, `of ${asked} calls`);
  },
);
