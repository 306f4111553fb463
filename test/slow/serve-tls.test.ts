/** `pullgate serve` with certificates of Kubernetes: from the settings to what a client sees in its handshake. */
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { connect, type TLSSocket } from 'node:tls';
import t, { type Test } from 'tap';
import { run } from '../../src/cli/index.js';
import { createLog } from '../../src/log/log.js';
import { issueCa, issueLeaf } from '../../src/tls/issue.js';
import { type RunningServer, type ServeOptions, startServer } from '../../src/webhook/serve.js';
import { ALLOWED } from '../helpers/reviews.js';
import { type ApiObject, type FakeApi, startFakeApi } from '../support/fake-api-server.js';
import { until } from '../support/live.js';
import { NAME, NAMES } from '../support/tls-replicas.js';

const MONTH = 30 * 86_400_000;
const ca = await issueCa(Date.now(), 12 * MONTH);
const leaf = () => issueLeaf({ ...NAMES, now: Date.now(), lifeMs: MONTH, endsBefore: Date.now() + 12 * MONTH, ca });

// ------------------------------------------------------------------------------------------------------- the listener

async function start(t: Test, change: Partial<ServeOptions> = {}): Promise<RunningServer> {
  const running = await startServer({
    server: { host: '127.0.0.1', port: 0, healthHost: '127.0.0.1', healthPort: 0 },
    settings: () => ({ mode: 'enforce', onUnknown: 'allow' }),
    decide: async () => ALLOWED,
    log: createLog({ level: 'silent' }),
    ...change,
  });
  t.teardown(() => running.close());
  return running;
}

async function ask(url: string, options: { readonly ca: string; readonly agent?: Agent }): Promise<number> {
  const outgoing = request(url, { method: 'POST', servername: NAME, agent: false, ...options });
  outgoing.end('{"request":{"uid":"u"}}');
  const [incoming] = await once(outgoing, 'response');
  await text(incoming);
  return incoming.statusCode;
}

t.test('without a certificate no handshake succeeds; with one they do, at once', async (t) => {
  const running = await start(t, { certificate: 'later' });
  const [url = ''] = running.urls;
  t.equal(running.cert, '');
  await t.rejects(ask(url, { ca: ca.cert }));
  const first = await leaf();
  running.setCertificate(first);
  t.equal(running.cert, first.cert);
  t.equal(await ask(url, { ca: ca.cert }), 200);
});

t.test('a new certificate is for new connections; those that are kept go on', async (t) => {
  const other = await issueCa(Date.now(), 12 * MONTH);
  const running = await start(t, { certificate: await leaf() });
  const [url = ''] = running.urls;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  t.teardown(() => agent.destroy());
  t.equal(await ask(url, { ca: ca.cert, agent }), 200);
  const [socket] = Object.values(agent.freeSockets).flat();
  const next = await issueLeaf({ ...NAMES, now: Date.now(), lifeMs: MONTH, endsBefore: Date.now() + MONTH, ca: other });
  running.setCertificate(next);
  t.equal(await ask(url, { ca: ca.cert, agent }), 200);
  t.equal(Object.values(agent.freeSockets).flat()[0], socket, 'on the same connection');
  t.equal(await ask(url, { ca: other.cert }), 200);
  await t.rejects(ask(url, { ca: ca.cert }), 'a new connection sees the new certificate');
  t.throws(() => running.setCertificate({ cert: next.cert, key: ca.key }), 'what TLS cannot use is refused');
  t.equal(await ask(url, { ca: other.cert }), 200, 'and changes nothing');
});

t.test('the oldest version of TLS is a setting, before and after a new certificate', async (t) => {
  const versions = async (running: RunningServer): Promise<readonly string[]> => {
    const port = Number(new URL(running.urls[0] ?? '').port);
    return Promise.all(
      (['TLSv1.2', 'TLSv1.3'] as const).map(async (version) => {
        const options = { host: '127.0.0.1', port, servername: NAME, ca: ca.cert };
        const socket: TLSSocket = connect({ ...options, minVersion: version, maxVersion: version });
        const outcome = once(socket, 'secureConnect').then(
          () => `${socket.getProtocol()}`,
          () => 'refused',
        );
        const said = await outcome;
        socket.destroy();
        return said;
      }),
    );
  };
  const strict = await start(t, { certificate: await leaf(), minVersion: 'TLSv1.3' });
  t.same(await versions(strict), ['refused', 'TLSv1.3']);
  strict.setCertificate(await leaf());
  t.same(await versions(strict), ['refused', 'TLSv1.3']);
  const usual = await start(t, { certificate: await leaf() });
  t.same(await versions(usual), ['TLSv1.2', 'TLSv1.3']);
  usual.setCertificate(await leaf());
  t.same(await versions(usual), ['TLSv1.2', 'TLSv1.3']);
});

t.test('"::" is every address', async (t) => {
  const running = await start(t, {
    certificate: await leaf(),
    server: { host: '::', port: 0, healthHost: '::', healthPort: 0 },
  });
  const { port } = new URL(running.urls[0] ?? '');
  t.equal(await ask(`https://127.0.0.1:${port}/validate`, { ca: ca.cert }), 200);
  const [incoming] = await once(get(`http://127.0.0.1:${new URL(running.healthUrl).port}/livez`), 'response');
  t.equal(await text(incoming), 'ok\n');
});

// -------------------------------------------------------------------------------------------------------- the command

const OBJECTS: readonly ApiObject[] = [
  { kind: 'Namespace', metadata: { name: 'pullgate' } },
  { kind: 'Secret', metadata: { name: 'pullgate-tls', namespace: 'pullgate' }, type: 'Opaque' },
  {
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name: 'pullgate' },
    webhooks: [{ name: 'check.pullgate.dev', clientConfig: { service: { name: 'pullgate', namespace: 'pullgate' } } }],
  },
];

function kubeconfig(api: FakeApi): string {
  const file = join(mkdtempSync(join(tmpdir(), 'pullgate-tls-')), 'config');
  const config = {
    'current-context': 'test',
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'test' } }],
    clusters: [{ name: 'test', cluster: { server: api.url, 'certificate-authority-data': btoa(api.ca) } }],
    users: [{ name: 'test', user: { token: 'a' } }],
  };
  writeFileSync(file, JSON.stringify(config));
  return file;
}

interface Served {
  readonly url: string;
  readonly health: string;
  readonly stderr: string;
  readonly log: () => string;
  readonly page: (path: string) => Promise<string>;
  readonly stop: () => Promise<number>;
}

async function serve(t: Test, argv: readonly string[], env: Record<string, string> = {}): Promise<Served> {
  const stopping = new AbortController();
  const out: string[] = [];
  const err: string[] = [];
  const ended = run(['serve', '--server-port', '0', '--server-health-port', '0', ...argv], {
    stdout: { write: (line) => out.push(line) },
    stderr: { write: (line) => err.push(line) },
    stdin: (async function* () {})(),
    env,
    cwd: process.cwd(),
    isTTY: false,
    now: Date.now,
    signal: stopping.signal,
  });
  const stop = () => {
    stopping.abort();
    return ended;
  };
  t.teardown(stop);
  let hasEnded = false;
  void ended.then(() => {
    hasEnded = true;
  });
  await until(() => hasEnded || err.join('').includes('Configuration: '));
  const stderr = err.join('');
  const [url = ''] = /https:\S+\/validate/.exec(stderr) ?? [];
  const [, health = ''] = /health on (http:[^)]+)/.exec(stderr) ?? [];
  const page = async (path: string): Promise<string> => {
    const [incoming] = await once(get(`${health}${path}`, { agent: false }), 'response');
    return text(incoming);
  };
  return { url, health, stderr, log: () => out.join(''), page, stop };
}

t.test('serve with tls.source self: from an empty Secret to a client that trusts the caBundle', async (t) => {
  const api = await startFakeApi();
  t.teardown(() => api.close());
  api.putAll(OBJECTS);
  const served = await serve(
    t,
    [
      '--kubeconfig',
      kubeconfig(api),
      '--tls-source',
      'self',
      '--tls-validating',
      'pullgate',
      '--tls-mutating',
      'absent',
    ],
    { PULLGATE_TLS_NAMESPACE: 'pullgate' },
  );
  t.match(served.stderr, '(certificate of its own CA, kept in Secret pullgate/pullgate-tls; health on ');
  await until(async () => (await served.page('/readyz')) === 'ok\n');
  const webhooks = api.read('ValidatingWebhookConfiguration', '', 'pullgate')?.['webhooks'];
  const [{ clientConfig }] = webhooks as [{ clientConfig: { caBundle: string } }]; // it was put so
  t.equal(await ask(served.url, { ca: Buffer.from(clientConfig.caBundle, 'base64').toString() }), 200);
  const metrics = await served.page('/metrics');
  t.match(metrics, /pullgate_certificate_expiry_timestamp_seconds\{cert="ca"\} \d/);
  t.match(metrics, /pullgate_certificate_expiry_timestamp_seconds\{cert="serving"\} \d/);
  t.match(metrics, /pullgate_ca_bundle_repairs_total 1/);
  t.equal(await served.stop(), 0);
  const lines = served
    .log()
    .split('\n')
    .filter((line) => line.includes('"event":"tls"'));
  const what = lines
    .map((line) => JSON.parse(line))
    .map(({ what, cert }) => `${what}${cert === undefined ? '' : ` ${cert}`}`);
  for (const each of ['issued ca', 'issued serving', 'served', 'bundle-repaired']) t.ok(what.includes(each), each);
  t.notMatch(served.log(), /PRIVATE KEY/);
  await until(() => api.openWatches() === 0);
});

t.test('serve with tls.source files: without a cluster, and what is missing is said', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'pullgate-tls-'));
  const argv = ['--cluster-directory', 'docs/example/cluster', '--tls-source', 'files', '--tls-poll', '100ms'];
  const served = await serve(t, [...argv, '--tls-directory', directory, '--tls-namespace', NAMES.namespace]);
  t.match(served.stderr, `(certificate of ${directory}; health on `);
  await until(async () => (await served.page('/readyz')).includes('tls.crt cannot be read: no such file or directory'));
  const made = await leaf();
  writeFileSync(join(directory, 'tls.crt'), made.cert);
  writeFileSync(join(directory, 'tls.key'), made.key);
  writeFileSync(join(directory, 'ca.crt'), ca.cert);
  await until(async () => (await served.page('/readyz')) === 'ok\n');
  t.equal(await ask(served.url, { ca: ca.cert }), 200);
});

t.test('without a pod and without tls.namespace nobody knows which Secret is meant', async (t) => {
  const api = await startFakeApi();
  t.teardown(() => api.close());
  const served = await serve(t, ['--kubeconfig', kubeconfig(api), '--tls-source', 'self']);
  t.match(
    served.stderr,
    'tls.namespace is empty, and Pullgate does not run in a pod, whose namespace it could take; name that of the Secret pullgate-tls',
  );
  t.equal(await served.stop(), 2);
});
