/**
 * One server as a process of its own: `r0` (node:https, JSON.parse, constant answer), `r1` (Fastify as it comes, the
 * same answer) or `ours` (the whole decision, metrics, one log line each). The parent asks it for its CPU time by message.
 */
import { openSync } from 'node:fs';
import https from 'node:https';
import { pathToFileURL } from 'node:url';

const [kind, dist] = process.argv.slice(2);

/** Asked for once at the start: the same certificate for all. */
const { certificate } = await new Promise((resolve) => process.once('message', resolve));

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send({ cpuUs: user + system, rss: process.memoryUsage.rss() });
});
process.on('disconnect', () => process.exit());

const listening = { r0: startBare, r1: startFastify, ours: startOurs };
process.send({ port: await listening[kind]() });

function answer(uid) {
  return { kind: 'AdmissionReview', apiVersion: 'admission.k8s.io/v1', response: { uid, allowed: true } };
}

async function startBare() {
  const server = https.createServer({ ...certificate, keepAliveTimeout: 120_000 }, (request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const review = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      const body = JSON.stringify(answer(review.request.uid));
      response.setHeader('content-type', 'application/json');
      response.setHeader('content-length', Buffer.byteLength(body));
      response.end(body);
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server.address().port;
}

async function startFastify() {
  const { default: Fastify } = await import('fastify');
  const app = Fastify({ https: certificate, keepAliveTimeout: 120_000 });
  app.post('/validate', async (request) => answer(request.body.request.uid));
  await app.listen({ host: '127.0.0.1', port: 0 });
  return app.server.address().port;
}

async function startOurs() {
  const load = (path) => import(new URL(path, pathToFileURL(`${dist}/`)));
  const [
    { buildApp },
    { createLog, openLogSink },
    { assess },
    { DEFAULT_SETTINGS },
    { DEFAULT_LIMITS },
    state,
    observe,
  ] = await Promise.all([
    load('webhook/app.js'),
    load('log/log.js'),
    load('facts/assess.js'),
    load('core/settings.js'),
    load('webhook/limits.js'),
    load('core/secret/parse.js').then(({ parsePullSecret }) => createState(parsePullSecret)),
    Promise.all([load('metrics/registry.js'), load('metrics/reviews.js')]).then(createMetrics),
  ]);
  const settings = DEFAULT_SETTINGS;
  const app = buildApp({
    observe,
    decide: (admission, signal) => assess(admission, { settings, state, now: Date.now(), signal }),
    settings: () => settings,
    // One line per decision, allowed ones too, into the kernel and no further.
    log: createLog({ level: 'debug', to: openLogSink({ fd: openSync('/dev/null', 'w'), way: 'at-once' }) }),
    certificate,
    limits: DEFAULT_LIMITS,
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  return app.server.address().port;
}

/** As `serve` has them, with what prom-client watches of the process. */
function createMetrics([{ createMetricsRegistry }, { createReviewMetrics }]) {
  const registry = createMetricsRegistry({ version: '0', node: process.version });
  return createReviewMetrics(registry, { now: Date.now, webhooks: ['validate', 'mutate'] });
}

/** A cluster in memory: one namespace with its account and a pull secret that matches what the payloads use. */
function createState(parsePullSecret) {
  const registries = ['registry.example.com:5000', 'ghcr.io/acme', 'quay.io', 'ghcr.io', 'registry.example.com'];
  const entry = { username: 'user', password: 'password-of-the-benchmark' };
  const config = { auths: Object.fromEntries(registries.map((registry) => [registry, entry])) };
  const secret = parsePullSecret({
    namespace: 'shop',
    name: 'regcred',
    type: 'kubernetes.io/dockerconfigjson',
    data: { '.dockerconfigjson': Buffer.from(JSON.stringify(config)) },
  });
  const account = { namespace: 'shop', name: 'default', imagePullSecrets: ['regcred'], enforceMountable: false };
  const found = (value) => ({ state: 'found', value });
  const answers = {
    namespace: ({ namespace }) => found({ name: namespace, labels: {} }),
    serviceAccount: () => found(account),
    secret: ({ name }) => (name === 'regcred' ? found(secret) : { state: 'absent' }),
    pullSecrets: () => found([secret]),
    serviceAccounts: () => found([account]),
    namespacesWithSecret: () => found([]),
  };
  return { ask: (question) => answers[question.about](question) };
}
