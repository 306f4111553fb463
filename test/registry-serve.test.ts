/** `pullgate serve` with `probe.mode: background`, as a whole: an API server that plays along, and a registry on loopback. */
import { writeFileSync } from 'node:fs';
import t, { type Test } from 'tap';
import { startFakeApi } from './support/fake-api-server.js';
import { challenge, HERE, INDEX, type Registry, refusalWith, startRegistry } from './support/scripted-registry.js';
import { kubeconfigOf, type Served, serve, until } from './support/served.js';

const USER = 'MARKERuser';
const RIGHT = 'MARKERright';
const WRONG = 'MARKERwrong';
const basic = (password: string): string => `Basic ${btoa(`${USER}:${password}`)}`;

/** `open/` is everybody's, `team/` wants the right password, `index/` is for arm64 alone. */
async function registryOf(t: Test): Promise<Registry> {
  return startRegistry(t, ['127.0.0.1'], ({ path, authorization, method }) => {
    if (path.startsWith('/v2/index/')) {
      const platform = { os: 'linux', architecture: 'arm64' };
      const body = { schemaVersion: 2, mediaType: INDEX, manifests: [{ platform }] };
      return { status: 200, headers: { 'content-type': INDEX }, ...(method === 'GET' ? { body } : {}) };
    }
    if (path.startsWith('/v2/open/')) return HERE;
    if (authorization === basic(RIGHT)) return path.includes('/gone') ? refusalWith(404, 'MANIFEST_UNKNOWN') : HERE;
    return challenge('Basic realm="here"');
  });
}

interface Scene extends Served {
  readonly registry: Registry;
  readonly api: Awaited<ReturnType<typeof startFakeApi>>;
  /** Writes the configuration anew, with other settings of `probe`. */
  readonly configure: (probe: object) => void;
  /** What a review of this image is answered: `allowed` or `denied`, and the codes of what is said. */
  readonly review: (path: string, namespace?: string) => Promise<string>;
  /** Asked until it is answered so. */
  readonly comesTo: (path: string, wanted: string, namespace?: string) => Promise<void>;
}

async function sceneOf(t: Test, ...more: readonly string[]): Promise<Scene> {
  const registry = await registryOf(t);
  const api = await startFakeApi();
  t.teardown(() => api.close());
  const host = `127.0.0.1:${registry.port}`;
  const secret = (namespace: string, password: string) => ({
    kind: 'Secret',
    metadata: { name: 'regcred', namespace },
    type: 'kubernetes.io/dockerconfigjson',
    data: { '.dockerconfigjson': btoa(JSON.stringify({ auths: { [host]: { auth: btoa(`${USER}:${password}`) } } })) },
  });
  api.putAll([
    ...['shop', 'blog', 'bare'].flatMap((name) => [
      { kind: 'Namespace', metadata: { name } },
      { kind: 'ServiceAccount', metadata: { name: 'default', namespace: name } },
    ]),
    secret('shop', RIGHT),
    secret('blog', WRONG),
    {
      kind: 'Node',
      metadata: { name: 'one' },
      status: { nodeInfo: { operatingSystem: 'linux', architecture: 'amd64', kubeletVersion: 'v1.36.0' } },
    },
  ]);
  const folder = t.testdir({});
  writeFileSync(`${folder}/ca.crt`, registry.ca);
  const configure = (probe: object): void =>
    writeFileSync(
      `${folder}/pullgate.yaml`,
      JSON.stringify({
        registries: { builtinPublic: false },
        cluster: { provider: 'none' },
        log: { level: 'debug' },
        probe: {
          mode: 'background',
          registries: [host],
          allowedNetworks: ['127.0.0.0/8'],
          caFile: `${folder}/ca.crt`,
          requestsPerMinute: 600,
          ...probe,
        },
      }),
    );
  configure({});
  const served = await serve(t, '--kubeconfig', kubeconfigOf(api), '--config', `${folder}/pullgate.yaml`, ...more);
  await until(async () => (await served.get('/readyz')).includes('ok'));
  const review = async (path: string, namespace = 'shop'): Promise<string> => {
    const secrets = namespace === 'bare' ? {} : { imagePullSecrets: [{ name: 'regcred' }] };
    const object = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web', namespace },
      spec: { ...secrets, containers: [{ name: 'web', image: `${host}/${path}` }] },
    };
    const body = {
      apiVersion: 'admission.k8s.io/v1',
      kind: 'AdmissionReview',
      request: {
        uid: 'x',
        operation: 'CREATE',
        kind: { group: '', version: 'v1', kind: 'Pod' },
        resource: { group: '', version: 'v1', resource: 'pods' },
        namespace,
        name: 'web',
        userInfo: { username: 'dev' },
        object,
      },
    };
    const { response } = JSON.parse(await served.ask('/validate?timeout=5s', JSON.stringify(body)));
    const texts: readonly string[] = [response.status?.message ?? '', ...(response.warnings ?? [])];
    const codes = texts.flatMap((text) => text.match(/\bPG\d{3}\b/g) ?? []);
    return [response.allowed ? 'allowed' : 'denied', ...new Set(codes)].join(' ');
  };
  return {
    ...served,
    registry,
    api,
    configure,
    review,
    async comesTo(path, wanted, namespace) {
      let said = '';
      await until(async () => {
        said = await review(path, namespace);
        return said === wanted;
      }).catch(() => {
        throw new Error(`${path}: ${said}, and never ${wanted}`);
      });
    },
  };
}

t.test('the first review is answered without the registry, the next one with what it said', async (t) => {
  const scene = await sceneOf(t);
  t.equal(await scene.review('team/app:1'), 'allowed');
  t.equal(await scene.review('team/app:1', 'blog'), 'allowed', 'nothing is known yet, so nothing is said');
  t.equal(await scene.review('open/app:1', 'bare'), 'denied PG201');
  await scene.comesTo('team/app:1', 'allowed PG501', 'blog');
  await scene.comesTo('open/app:1', 'allowed', 'bare');
  t.equal(await scene.review('team/app:1'), 'allowed');
  t.equal(await scene.review('team/gone:1'), 'allowed');
  await scene.comesTo('team/gone:1', 'allowed PG502');
  await scene.review('index/app:1', 'bare');
  await scene.comesTo('index/app:1', 'allowed PG505', 'bare');
  const before = scene.registry.seen.length;
  for (let each = 0; each < 5; each += 1) {
    t.equal(await scene.review('team/app:1'), 'allowed');
    t.equal(await scene.review('team/app:1', 'blog'), 'allowed PG501');
    t.equal(await scene.review('open/app:1', 'bare'), 'allowed');
  }
  t.equal(scene.registry.seen.length, before, 'what is remembered is not asked again');
  const page = await scene.get('/metrics');
  const host = `127.0.0.1:${scene.registry.port}`;
  t.match(page, `pullgate_registry_probes_total{registry="${host}",result="refused"} 1\n`);
  t.match(page, /pullgate_registry_answers_remembered [5-9]\n/);
  t.equal(await scene.stop(), 0);
  const all = scene.written();
  t.match(all, /"event":"probe","image":"127\.0\.0\.1:\d+\/team\/app:1","result":"refused"/);
  t.match(all, /Registries: 1 pattern of them asked beside the reviews; no review waits for one/);
  t.match(all, /"what":"registries","msg":"stopped"/);
  for (const marker of ['MARKER', btoa(`${USER}:${RIGHT}`), btoa(`${USER}:${WRONG}`)]) {
    t.notOk(all.includes(marker), 'no login in the log');
    t.notOk(page.includes(marker), 'nor in the metrics');
  }
});

t.test('a changed Secret is a new question', async (t) => {
  const scene = await sceneOf(t);
  await scene.comesTo('team/app:1', 'allowed PG501', 'blog');
  const old = scene.api.read('Secret', 'blog', 'regcred');
  const mended = scene.api.read('Secret', 'shop', 'regcred');
  if (old === undefined || mended === undefined) throw new Error('they are there');
  scene.api.put({ ...old, data: mended['data'] });
  await scene.comesTo('team/app:1', 'allowed', 'blog');
  await scene.comesTo('team/app:1', 'allowed', 'blog');
});

t.test('probe.deny is taken at once, the rest of probe needs a restart', async (t) => {
  const scene = await sceneOf(t);
  await scene.comesTo('team/app:1', 'allowed PG501', 'blog');
  scene.configure({ deny: true });
  await scene.comesTo('team/app:1', 'denied PG501', 'blog');
  t.notMatch(scene.written(), /need a restart/);
  scene.configure({ deny: true, waitMs: 100 });
  await until(() => scene.written().includes('need a restart'));
  t.match(scene.written(), /nudge or probe \(but for probe\.deny\)/);
});

t.test('a review may wait', async (t) => {
  const scene = await sceneOf(t, '--probe-wait-ms', '800');
  t.equal(await scene.review('team/app:1', 'blog'), 'allowed PG501', 'at the first time');
  t.equal(await scene.review('open/app:1', 'bare'), 'allowed');
});

t.test('it does without an authority that is not there, and without the right to list nodes', async (t) => {
  const scene = await sceneOf(t, '--probe-ca-file', 'nowhere.crt');
  t.match(
    scene.written(),
    /"file":"nowhere.crt","msg":"probe.caFile cannot be read: .*registries are asked without it"/,
  );
  await scene.comesTo('team/app:1', 'allowed PG504', 'blog');
});

t.test('with probe.mode off nobody asks', async (t) => {
  const scene = await sceneOf(t, '--probe-mode', 'off', '--probe-requests-per-minute', '60');
  for (let each = 0; each < 3; each += 1) t.equal(await scene.review('open/app:1', 'bare'), 'denied PG201');
  t.equal(scene.registry.seen.length, 0);
  t.notMatch(await scene.get('/metrics'), /pullgate_registry/);
});
