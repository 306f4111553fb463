import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import t, { type Test } from 'tap';
import { run } from '../../src/cli/index.js';
import { type FakeApi, pullSecret, startFakeApi } from '../support/fake-api-server.js';

/** `pullgate serve` as a whole against an API server that plays along: kubeconfig in, answers out. */

const REGISTRY = 'registry.example.com';
const IMAGE = `${REGISTRY}/team/web:1.4.2`;
const ECR = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1';

async function fakeCluster(t: Test): Promise<FakeApi> {
  const api = await startFakeApi();
  t.teardown(() => api.close());
  api.putAll([
    { kind: 'Namespace', metadata: { name: 'shop' } },
    { kind: 'ServiceAccount', metadata: { name: 'default', namespace: 'shop' } },
    pullSecret('shop', 'regcred', REGISTRY),
  ]);
  return api;
}

function kubeconfig(api: FakeApi): string {
  const file = join(mkdtempSync(join(tmpdir(), 'pullgate-live-')), 'config');
  const ca = Buffer.from(api.ca).toString('base64');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'test',
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'test' } }],
    clusters: [{ name: 'test', cluster: { server: api.url, 'certificate-authority-data': ca } }],
    users: [{ name: 'test', user: { token: 'a' } }],
  };
  writeFileSync(file, JSON.stringify(config));
  return file;
}

interface Served {
  readonly stderr: () => string;
  readonly log: () => string;
  readonly post: (review: unknown) => Promise<{ code: number; retryAfter: string | undefined; body: Answer }>;
  readonly ready: () => Promise<string>;
  readonly metrics: () => Promise<string>;
  readonly isReady: () => Promise<void>;
  readonly stop: () => Promise<number>;
}

interface Answer {
  readonly message?: string;
  readonly response?: {
    readonly allowed: boolean;
    readonly status?: { readonly message: string };
    readonly warnings?: readonly string[];
  };
}

async function serve(t: Test, api: FakeApi, ...argv: readonly string[]): Promise<Served> {
  const stop = new AbortController();
  const out: string[] = [];
  const err: string[] = [];
  const ports = ['--server-port', '0', '--server-health-port', '0'];
  const ended = run(['serve', '--kubeconfig', kubeconfig(api), ...ports, ...argv], {
    stdout: { write: (line) => out.push(line) },
    stderr: { write: (line) => err.push(line) },
    stdin: (async function* () {})(),
    env: {},
    cwd: tmpdir(),
    isTTY: false,
    now: Date.now,
    signal: stop.signal,
  });
  const stopped = () => {
    stop.abort();
    return ended;
  };
  t.teardown(stopped);
  await until(() => err.join('').includes('Configuration: '));
  const [url = ''] = /https:\S+\/validate/.exec(err.join('')) ?? [];
  const [, health = ''] = /health on (http:[^)]+)/.exec(err.join('')) ?? [];
  const ready = async () => {
    const [incoming] = await once(get(`${health}/readyz`, { agent: false }), 'response');
    return text(incoming);
  };
  return {
    stderr: () => err.join(''),
    log: () => out.join(''),
    post: (review) => post(url, review),
    ready,
    metrics: async () => {
      const [incoming] = await once(get(`${health}/metrics`, { agent: false }), 'response');
      return text(incoming);
    },
    isReady: () => until(async () => (await ready()) === 'ok\n'),
    stop: stopped,
  };
}

async function post(url: string, review: unknown): ReturnType<Served['post']> {
  const outgoing = request(url, { method: 'POST', rejectUnauthorized: false, agent: false });
  outgoing.end(JSON.stringify(review));
  const [incoming] = await once(outgoing, 'response');
  return {
    code: incoming.statusCode,
    retryAfter: incoming.headers['retry-after'],
    body: JSON.parse(await text(incoming)),
  };
}

function pod(secrets: readonly string[], image = IMAGE): unknown {
  return {
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    request: {
      uid: 'u',
      kind: { group: '', version: 'v1', kind: 'Pod' },
      resource: { group: '', version: 'v1', resource: 'pods' },
      name: 'web',
      namespace: 'shop',
      operation: 'CREATE',
      userInfo: { username: 'dev' },
      object: {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'web', namespace: 'shop' },
        spec: {
          serviceAccountName: 'default',
          imagePullSecrets: secrets.map((name) => ({ name })),
          containers: [{ name: 'web', image, imagePullPolicy: 'IfNotPresent' }],
        },
      },
    },
  };
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let round = 0; round < 1000; round += 1) {
    if (await condition()) return;
    await sleep(10);
  }
  throw new Error('it never happened');
}

const denied = (code: string) => ({ code: 200, body: { response: { allowed: false, status: { message: code } } } });
const allowed = { code: 200, body: { response: { allowed: true } } };
const warned = (text: RegExp) => ({ code: 200, body: { response: { allowed: true, warnings: [text] } } });

t.test('it says what it found, is ready once everything was read, and leaves no connection behind', async (t) => {
  const api = await fakeCluster(t);
  const served = await serve(t, api);
  await served.isReady();
  await until(() => served.stderr().includes('Nodes: '));
  t.match(
    served
      .stderr()
      .replace(/:\d{4,5}/g, ':PORT')
      .replace(/in \d\.\d s/, 'in N s')
      .replace(/\(\/\S+, context/, '(FILE, context')
      .split('\n'),
    [
      'Pullgate listens on https://127.0.0.1:PORT/validate (self-signed certificate; health on http://127.0.0.1:PORT)',
      'Cluster: https://127.0.0.1:PORT (FILE, context "test", user "test")',
      'Rights: the Secrets of all namespaces',
      'Configuration: the defaults; mode enforce',
      'Ready: the cluster was read in N s: 1 namespace, 1 ServiceAccount, 1 pull secret',
      'Nodes: of no cloud that is known (version v1.36.2, address 127.0.0.1); set cluster.provider if they bring credentials of their own',
    ],
  );
  t.match(await served.post(pod(['regcred'])), allowed);
  t.match(await served.post(pod([])), denied('[PG206]'));
  t.match(await served.post(pod(['absent'])), denied('[PG202]'));
  const metrics = await served.metrics();
  for (const resource of ['dockerconfigjson', 'dockercfg', 'serviceaccounts', 'namespaces']) {
    t.match(metrics, `pullgate_cache_synced{resource="${resource}"} 1`);
    const heard = Number(new RegExp(`last_event_timestamp_seconds{resource="${resource}"} (\\S+)`).exec(metrics)?.[1]);
    t.ok(Math.abs(heard - Date.now() / 1000) < 30, `${resource}: heard a moment ago`);
  }
  t.match(metrics, 'pullgate_cache_objects{resource="pullsecrets"} 1');
  for (const line of served.log().trimEnd().split('\n')) JSON.parse(line);
  t.equal(await served.stop(), 0);
  await until(() => api.openSockets() === 0);
});

t.test('what was made or mended a moment ago is seen, however late the watch is', async (t) => {
  const api = await fakeCluster(t);
  api.put(pullSecret('shop', 'mended', 'elsewhere.example.com'));
  const served = await serve(t, api);
  await served.isReady();
  t.match(await served.post(pod(['mended'])), denied('[PG206]'));
  api.watchDelayMs = 60_000;
  t.match(await served.post(pod(['late'])), denied('[PG202]'));
  api.put(pullSecret('shop', 'late', REGISTRY));
  t.match(await served.post(pod(['late'])), allowed);
  api.put(pullSecret('shop', 'mended', REGISTRY));
  t.match(await served.post(pod(['mended'])), allowed);
});

t.test('what the API server does not answer is PG901, by onUnknown; the object alone still decides', async (t) => {
  const api = await fakeCluster(t);
  const served = await serve(t, api);
  const strict = await serve(t, api, '--on-unknown', 'deny');
  await Promise.all([served.isReady(), strict.isReady()]);
  api.script = ({ verb }) => (verb === 'watch' ? undefined : { status: 500, body: '{}' });
  t.match(await served.post(pod(['regcred'])), allowed, 'from memory');
  t.match(await served.post(pod(['absent'])), warned(/^Pullgate: \[PG901\] .*registry\.example\.com/));
  t.match(await strict.post(pod(['absent'])), denied('[PG901]'));
  t.match(await served.post(pod([], `${REGISTRY}/team/web`)), denied('[PG102]'));
  t.equal(await served.ready(), 'ok\n', 'which is no reason not to be ready');
});

t.test(
  'before the cluster has been read: 503 with Retry-After for 3 s, then PG901; never a wait for :latest',
  async (t) => {
    const api = await fakeCluster(t);
    api.script = ({ verb }) => (verb === 'list' ? { delayMs: 4500 } : undefined);
    const served = await serve(t, api);
    const first = await served.post(pod(['regcred']));
    t.match(first, {
      code: 503,
      retryAfter: '1',
      body: { message: /has just started: the cluster has not been read yet/ },
    });
    t.match(await served.post(pod(['regcred'], `${REGISTRY}/team/web:latest`)), denied('[PG101]'));
    t.match(
      await served.ready(),
      'not ready: the cluster has not been read yet: dockerconfigjson, dockercfg, serviceaccounts, namespaces\n',
    );
    await until(async () => (await served.post(pod(['regcred']))).code === 200);
    t.match(await served.post(pod(['regcred'])), warned(/^Pullgate: \[PG901\] .*has not read the cluster yet/));
    await served.isReady();
    t.match(await served.post(pod(['regcred'])), allowed);
  },
);

t.test('the nodes of a cloud bring credentials for its own registry, once it is known which cloud it is', async (t) => {
  const api = await fakeCluster(t);
  let asked = 0;
  const version = JSON.stringify({ gitVersion: 'v1.33.5-eks-3025e55' });
  api.script = ({ resource }) => {
    if (resource !== '/version') return undefined;
    asked += 1;
    return asked === 1 ? { status: 500, body: '{}' } : { body: version };
  };
  const served = await serve(t, api);
  await until(async () => (await served.ready()).includes('whose nodes'));
  t.match(await served.post(pod([], ECR)), { code: 503 }, 'asked again rather than refused');
  await served.isReady();
  t.match(await served.post(pod([], ECR)), allowed);
  t.match(served.stderr(), /^Nodes: eks \(version v1\.33\.5-eks-3025e55, address 127\.0\.0\.1\); they bring/m);
  const none = await serve(t, api, '--cluster-provider', 'none');
  await none.isReady();
  t.match(await none.post(pod([], ECR)), denied('[PG201]'), 'who says none means it');
  t.match(none.stderr(), /^Nodes: none, as configured$/m);
});

t.test('OpenShift is found by its API group, and its nodes carry the pull secret of the cluster', async (t) => {
  const api = await fakeCluster(t);
  let asked = 0;
  api.script = ({ resource }) => {
    if (resource !== '/apis/config.openshift.io') return undefined;
    asked += 1;
    return asked === 1 ? { status: 503, body: '{}' } : { body: '{"kind":"APIGroup"}' };
  };
  const served = await serve(t, api);
  await served.isReady();
  t.equal(asked, 2, 'what could not be answered is asked again');
  t.match(
    served.stderr(),
    /^Nodes: openshift \(API group config\.openshift\.io, version v1\.36\.2, address 127\.0\.0\.1\); /m,
  );
  for (const image of [
    'registry.redhat.io/ubi9/nginx-120:1-112',
    'quay.io/openshift-release-dev/ocp-v4.0-art-dev:a',
    'image-registry.openshift-image-registry.svc:5000/shop/web:1',
  ]) {
    t.match(await served.post(pod([], image)), allowed, image);
  }
});

t.test('with fewer rights it says what it cannot know', async (t) => {
  const api = await fakeCluster(t);
  api.put(pullSecret('shop', 'other', REGISTRY));
  const none = await serve(t, api, '--cluster-secrets', 'none');
  const named = await serve(t, api, '--cluster-secrets', 'named', '--cluster-secret-names', 'regcred');
  await Promise.all([none.isReady(), named.isReady()]);
  t.match(none.stderr(), /^Rights: no Secrets: /m);
  t.match(named.stderr(), /^Rights: Secrets named regcred$/m);
  t.match(await none.post(pod(['regcred'])), warned(/\[PG901\] .*cluster\.secrets is "none"/));
  t.match(await named.post(pod(['regcred'])), allowed);
  t.match(await named.post(pod(['other'])), warned(/\[PG901\] .*cluster\.secrets is "named"/));
  t.notOk(
    api.calls.some(({ resource, name }) => resource === 'secrets' && name !== 'regcred'),
    'and does not ask',
  );
});
