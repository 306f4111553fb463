/**
 * Pepr as a process of its own: what its controller forks, a module that `pepr build` would make of such a capability
 * (it leaves `pepr` itself to be required), with the environment that it writes into its Deployment. Arguments: the
 * directory where pepr is installed; BENCH_CERTS as for every peer. What its controller does before, applying a
 * definition and checking a hash under /app, is left out.
 *
 * It must have an API server for its store, which is another process. It is started so that its own log, five lines a
 * review, goes to stderr, and the line with the port to descriptor 3 (see index.mjs).
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync, writeSync } from 'node:fs';
import https from 'node:https';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const [directory] = process.argv.slice(2);
const { BENCH_CERTS } = process.env;

/** It has no port of its own choice, and would take three seconds to try another. */
const port = await freePort();
const api = await startApi();

Object.assign(process.env, {
  KUBECONFIG: kubeconfig(api.port),
  SSL_KEY_PATH: join(BENCH_CERTS, 'tls.key'),
  SSL_CERT_PATH: join(BENCH_CERTS, 'tls.crt'),
  PEPR_API_PATH: 'bench',
  PEPR_WATCH_MODE: 'false',
  PEPR_PRETTY_LOG: 'false',
  LOG_LEVEL: 'info',
});
// Its own waits for connections that are kept alive.
process.on('SIGTERM', () => process.exit());

const { Capability, PeprModule, a } = createRequire(join(directory, 'package.json'))('pepr');

const PRIVATE = new Set(['ghcr.io', 'quay.io', 'registry.example.com', 'registry.example.com:5000']);

const images = new Capability({ name: 'images', description: 'images have tags, and private ones a secret' });
images
  .When(a.Pod)
  .IsCreatedOrUpdated()
  .Validate((request) => {
    const why = denial(request.Raw.spec);
    return why === undefined ? request.Approve() : request.Deny(why, 403);
  });

const pepr = { uuid: 'bench', onError: 'reject', webhookTimeout: 10, alwaysIgnore: { namespaces: [] } };
new PeprModule({ description: 'bench', pepr }, [images], { deferStart: true }).start(port);
// The paths are there once its store was read, which it puts off by up to three seconds.
while (!(await isReady())) await sleep(50);
writeSync(3, `${JSON.stringify({ port })}\n`);

/** As decide.go. */
function denial({ initContainers = [], containers, ephemeralContainers = [], imagePullSecrets = [] }) {
  for (const { name, image } of [...initContainers, ...containers, ...ephemeralContainers]) {
    if (isLatest(image)) return `container "${name}": the image "${image}" has no tag but latest`;
    const registry = registryOf(image);
    if (PRIVATE.has(registry) && imagePullSecrets.length === 0) {
      return `container "${name}": the pod names no pull secret, and ${registry} needs one`;
    }
  }
  return undefined;
}

function isLatest(image) {
  if (image.includes('@')) return false;
  const [, tag = 'latest'] = image.slice(image.lastIndexOf('/') + 1).split(':');
  return tag === 'latest';
}

function registryOf(image) {
  const at = image.indexOf('/');
  const first = image.slice(0, Math.max(at, 0));
  return /[.:]/.test(first) || first === 'localhost' ? first : 'docker.io';
}

async function startApi() {
  const child = fork(fileURLToPath(new URL('fake-api.mjs', import.meta.url)), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [hello] = await once(child, 'message');
  child.unref();
  child.channel.unref();
  return hello;
}

function kubeconfig(apiPort) {
  const file = join(directory, `kubeconfig-${process.pid}`);
  const name = 'bench';
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': name,
    clusters: [{ name, cluster: { server: `http://127.0.0.1:${apiPort}`, 'insecure-skip-tls-verify': true } }],
    users: [{ name, user: { token: name } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
  };
  writeFileSync(file, JSON.stringify(config));
  process.on('exit', () => rmSync(file, { force: true }));
  return file;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: free } = server.address();
  server.close();
  await once(server, 'close');
  return free;
}

function isReady() {
  return new Promise((resolve) => {
    https
      .get({ host: '127.0.0.1', port, path: '/healthz', rejectUnauthorized: false, agent: false }, (response) => {
        response.resume();
        response.once('end', () => resolve(response.statusCode === 200));
      })
      .once('error', () => resolve(false));
  });
}
