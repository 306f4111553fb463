/**
 * Crowds at the door of the webhook, with the real API server as the one who must be let in: many at once, large ones at
 * once, and a neighbour who says nothing. Then the door with a lock: only the API server's client certificate is answered.
 */
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { connect as connectTcp, type Socket } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect as connectTls } from 'node:tls';
import t, { type Test } from 'tap';
import { callerAuthority, callerCertificate } from '../support/client-certificates.js';
import { type Api, type ApiObject, createApi } from './support/api.js';
import { createNamespace } from './support/cluster.js';
import { ADMIN_TOKEN, type ControlPlane, startControlPlane } from './support/control-plane.js';
import { PUBLIC_IMAGE, pod, podSpec } from './support/objects.js';
import { waitFor } from './support/processes.js';
import { type Pullgate, startPullgate } from './support/pullgate.js';
import { register, unregister } from './support/registration.js';

const NAMESPACE = 'shop';
const LATEST_IMAGE = 'registry.k8s.io/pause:latest';
/** How long the API server waits: the default of Kubernetes, because here everything is on one machine. */
const TIMEOUT_SECONDS = 10;

/** Each client of the API keeps 32 connections; that many at once need more of them. */
function manyApis({ server, ca }: ControlPlane, t: Test): (index: number) => Api {
  const apis = Array.from({ length: 18 }, () => createApi(server, ca, ADMIN_TOKEN));
  t.teardown(() => {
    for (const api of apis) api.close();
  });
  return (index) => apis[index % apis.length] as Api;
}

/** By what came of it: how many of so many objects that were sent at once. */
async function atOnce(count: number, api: (index: number) => Api, make: (index: number) => ApiObject) {
  const answers = await Promise.all(
    Array.from({ length: count }, (_, index) => api(index).create(make(index), '?dryRun=All')),
  );
  const counts: Record<string, number> = {};
  for (const { status, message, warnings } of answers) {
    const what = status === 201 ? ['201', ...warnings].join(' ') : `${status} ${message.slice(0, 300)}`;
    counts[what] = (counts[what] ?? 0) + 1;
  }
  return counts;
}

/** A review of some 270 KB. */
function largePod(name: string, image: string): ApiObject {
  const spec = podSpec(image);
  const [container] = spec['containers'] as readonly object[];
  const env = [{ name: 'PADDING', value: 'x'.repeat(270_000) }];
  return { ...pod(NAMESPACE, name, image), spec: { ...spec, containers: [{ ...container, env }] } };
}

interface Crowd {
  readonly count: number;
  readonly port: number;
  readonly encrypted: boolean;
}

/** A neighbour's connections, from eleven addresses of loopback, on which nothing is said; each that ends is dialled anew. */
function crowd(t: Test, { count, port, encrypted }: Crowd): () => number {
  const sockets = new Set<Socket>();
  let stopped = false;
  const dial = (index: number): void => {
    if (stopped) return;
    const options = { host: '127.0.0.1', port, localAddress: `127.0.0.${2 + (index % 11)}` };
    const socket = encrypted ? connectTls({ ...options, rejectUnauthorized: false }) : connectTcp(options);
    sockets.add(socket);
    socket.on('error', () => {});
    socket.resume();
    socket.once('close', () => {
      sockets.delete(socket);
      setTimeout(dial, 1_000, index).unref();
    });
  };
  for (let index = 0; index < count; index += 1) dial(index);
  t.teardown(() => {
    stopped = true;
    for (const socket of sockets) socket.destroy();
  });
  return () => [...sockets].filter(({ connecting }) => !connecting).length;
}

t.test('crowds through one API server', async (t) => {
  const plane = await startControlPlane(t);
  await createNamespace(plane, NAMESPACE);
  const pullgate = await startPullgate(t, plane);
  const api = manyApis(plane, t);
  const registration = { probe: NAMESPACE, timeoutSeconds: TIMEOUT_SECONDS };

  await t.test('under Fail nothing good is refused', async (t) => {
    await register(plane, pullgate, registration);
    for (const count of [300, 550]) {
      const counts = await atOnce(count, api, (index) => pod(NAMESPACE, `small-${index}`, PUBLIC_IMAGE));
      t.same(counts, { 201: count }, `${count} small ones at once`);
    }
    const large = await atOnce(60, api, (index) => largePod(`large-${index}`, PUBLIC_IMAGE));
    t.same(large, { 201: 60 }, '60 of 270 KB at once');
  });

  await t.test('a neighbour who says nothing does not lock the API server out', async (t) => {
    const port = Number(new URL(pullgate.url).port);
    const open = crowd(t, { count: 2_000, port, encrypted: true });
    await waitFor('the crowd is there', () => open() >= 1_500, { forMs: 60_000 });
    for (let round = 0; round < 10; round += 1) {
      const counts = await atOnce(20, api, (index) => pod(NAMESPACE, `amid-${round}-${index}`, PUBLIC_IMAGE));
      t.same(counts, { 201: 20 });
      await sleep(200);
    }
  });

  await t.test('nor does it keep /livez from being answered', async (t) => {
    const port = Number(new URL(pullgate.healthUrl).port);
    const open = crowd(t, { count: 400, port, encrypted: false });
    await waitFor('the crowd is there', () => open() >= 400);
    const answers: number[] = [];
    for (let round = 0; round < 9; round += 1) {
      // As long as the kubelet waits with the chart's probes.
      const signal = AbortSignal.timeout(5_000);
      answers.push((await fetch(`${pullgate.healthUrl}/livez`, { signal })).status);
      await sleep(500);
    }
    t.same(new Set(answers), new Set([200]));
  });

  await t.test('under Ignore nothing large is admitted unjudged', async (t) => {
    await unregister(plane);
    await register(plane, pullgate, { ...registration, name: 'ignoring', failurePolicy: 'Ignore' });
    const counts = await atOnce(60, api, (index) => largePod(`latest-${index}`, LATEST_IMAGE));
    t.equal(
      Object.entries(counts).reduce((sum, [what, count]) => sum + (/^403 .*PG101/s.test(what) ? count : 0), 0),
      60,
      JSON.stringify(counts),
    );
  });
  t.ok(pullgate.program.running());
});

async function post({ url }: Pullgate, caller: object): Promise<{ readonly code: number; readonly said: string }> {
  const review = JSON.stringify({ apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', request: { uid: 'u' } });
  const outgoing = request(url, { method: 'POST', rejectUnauthorized: false, agent: false, ...caller });
  outgoing.end(review);
  const [incoming] = await once(outgoing, 'response');
  return { code: incoming.statusCode, said: await text(incoming) };
}

t.test('only the API server is answered, by the certificate of its AdmissionConfiguration', async (t) => {
  const authority = await callerAuthority('front-proxy-ca');
  const certificate = await callerCertificate(authority, { name: 'front-proxy-client' });
  const configuration = (folder: string): readonly string[] => {
    writeFileSync(join(folder, 'caller-ca.crt'), authority.cert);
    writeFileSync(join(folder, 'caller.crt'), certificate.cert);
    writeFileSync(join(folder, 'caller.key'), certificate.key, { mode: 0o600 });
    const user = { 'client-certificate': join(folder, 'caller.crt'), 'client-key': join(folder, 'caller.key') };
    const kubeconfig = { apiVersion: 'v1', kind: 'Config', users: [{ name: '*', user }] };
    writeFileSync(join(folder, 'webhooks.kubeconfig'), JSON.stringify(kubeconfig));
    const plugins = ['ValidatingAdmissionWebhook', 'MutatingAdmissionWebhook'].map((name) => ({
      name,
      configuration: {
        apiVersion: 'apiserver.config.k8s.io/v1',
        kind: 'WebhookAdmissionConfiguration',
        kubeConfigFile: join(folder, 'webhooks.kubeconfig'),
      },
    }));
    const file = join(folder, 'admission.yaml');
    const admission = { apiVersion: 'apiserver.config.k8s.io/v1', kind: 'AdmissionConfiguration', plugins };
    writeFileSync(file, JSON.stringify(admission));
    return [`--admission-control-config-file=${file}`];
  };
  const plane = await startControlPlane(t, { apiServer: configuration });
  await createNamespace(plane, NAMESPACE);
  const tls = { clientCaFile: join(plane.folder, 'caller-ca.crt'), clientNames: ['front-proxy-client'] };
  const pullgate = await startPullgate(t, plane, { settings: { tls } });
  await register(plane, pullgate, { probe: NAMESPACE, inject: true });

  const good = await plane.api.create(pod(NAMESPACE, 'good', PUBLIC_IMAGE));
  t.equal(good.status, 201, good.message);
  const bad = await plane.api.create(pod(NAMESPACE, 'bad', LATEST_IMAGE));
  t.match(bad, { status: 403, message: /PG101/ });

  t.match(await post(pullgate, {}), { code: 401, said: /Only the API server is answered here/ });
  const stranger = await callerCertificate(await callerAuthority('front-proxy-ca'), { name: 'front-proxy-client' });
  t.match(await post(pullgate, stranger), { code: 401, said: /is not trusted/ });
  t.match(await post(pullgate, await callerCertificate(authority, { name: 'kubelet' })), { code: 403 });
  t.match(await post(pullgate, certificate), { code: 200 });

  const plain = await startPullgate(t, plane, {
    name: 'plain',
    settings: { tls: { ...tls, clientNames: ['nobody'] } },
  });
  await unregister(plane);
  await register(plane, { ...plain, log: pullgate.log }, { probe: NAMESPACE }).catch((error: unknown) => {
    t.match(String(error), /is not one of tls\.clientNames/, 'whoever is kept out by mistake reads why');
  });
});
