/**
 * `probe.mode: background` as the chart installs it, with the chart's own rights, beside a real API server: a registry on
 * loopback that wants a login, gives some of its images to everybody, and has no variant for the nodes of others. Nobody
 * waits for it; what it said is told with the next object.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { challenge, HERE, INDEX, refusalWith, startRegistry } from '../support/scripted-registry.js';
import { auditArgsOfGroups, auditOfUser } from './support/audit-log.js';
import { createNamespace, must } from './support/cluster.js';
import { startControlPlane } from './support/control-plane.js';
import { install, type Release } from './support/installation.js';
import { named, pod } from './support/objects.js';
import { waitFor } from './support/processes.js';

const NAME = 'pullgate';
const USER = 'MARKERuser';
const RIGHT = 'MARKERright';
const WRONG = 'MARKERwrong';
const basic = (password: string): string => Buffer.from(`${USER}:${password}`).toString('base64');

const secretWith = (namespace: string, host: string, password: string) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { namespace, name: 'regcred' },
  type: 'kubernetes.io/dockerconfigjson',
  stringData: { '.dockerconfigjson': JSON.stringify({ auths: { [host]: { auth: basic(password) } } }) },
});

t.test('what a registry says is told with the second apply, with the rights of the chart', async (t) => {
  const registry = await startRegistry(t, ['127.0.0.1'], ({ path, authorization, method }) => {
    if (path.startsWith('/v2/arm/')) {
      const body = {
        schemaVersion: 2,
        mediaType: INDEX,
        manifests: [{ platform: { os: 'linux', architecture: 'arm64' } }],
      };
      return { status: 200, headers: { 'content-type': INDEX }, ...(method === 'GET' ? { body } : {}) };
    }
    if (path.startsWith('/v2/open/')) return HERE;
    if (authorization !== `Basic ${basic(RIGHT)}`) return challenge('Basic realm="here"');
    return path.includes('/gone/') ? refusalWith(404, 'MANIFEST_UNKNOWN') : HERE;
  });
  const host = `127.0.0.1:${registry.port}`;
  const groups = [`system:serviceaccounts:${NAME}`];
  const plane = await startControlPlane(t, { apiServer: (folder) => auditArgsOfGroups(folder, groups) });
  const { api } = plane;
  for (const namespace of ['right', 'wrong', 'bare', NAME]) await createNamespace(plane, namespace);
  await must(api.create(secretWith('right', host, RIGHT)));
  await must(api.create(secretWith('wrong', host, WRONG)));
  const nodeInfo = { operatingSystem: 'linux', architecture: 'amd64', kubeletVersion: 'v1.36.0' };
  const node = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'one' } };
  await must(api.call({ method: 'POST', path: '/api/v1/nodes', body: node }));
  await must(
    api.call({
      method: 'PATCH',
      path: '/api/v1/nodes/one/status',
      contentType: 'application/merge-patch+json',
      body: { status: { nodeInfo } },
    }),
  );
  const authorities = { 'ca.crt': registry.ca };
  await must(
    api.create({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { namespace: NAME, name: 'registry-authorities' },
      data: authorities,
    }),
  );
  const values = join(plane.folder, 'probe-values.json');
  writeFileSync(
    values,
    JSON.stringify({
      // Registries on loopback are everybody's, as it comes.
      policy: { registries: { builtinPublic: false }, cluster: { provider: 'none' } },
      probe: {
        mode: 'background',
        registries: [host],
        allowedNetworks: ['127.0.0.0/8'],
        caConfigMap: 'registry-authorities',
        requestsPerMinute: 600,
      },
    }),
  );
  const release: Release = await install(t, plane, { name: NAME, files: [values] });
  const replica = await release.start();

  let made = 0;
  const apply = async (namespace: string, path: string): Promise<string> => {
    made += 1;
    const secrets = namespace === 'bare' ? {} : named('regcred');
    const object = pod(namespace, `web-${made}`, `${host}/${path}`, secrets);
    const { status, message, warnings } = await api.create(object);
    const codes = `${message} ${warnings.join(' ')}`.match(/\bPG\d{3}\b/g) ?? [];
    return [status, ...new Set(codes)].join(' ');
  };
  const comesTo = (namespace: string, path: string, wanted: string): Promise<unknown> =>
    waitFor(`${path} in ${namespace}: ${wanted}`, async () => (await apply(namespace, path)) === wanted);

  t.equal(await apply('wrong', 'team/app:1'), '201', 'nobody knows yet, and nobody waits');
  t.equal(await apply('right', 'team/app:1'), '201');
  await comesTo('wrong', 'team/app:1', '201 PG501');
  t.equal(await apply('right', 'team/app:1'), '201', 'the right login is said nothing of');
  t.equal(await apply('bare', 'open/app:1'), '403 PG201', 'without a secret, before it is known');
  await comesTo('bare', 'open/app:1', '201');
  await apply('right', 'team/gone/app:1');
  await comesTo('right', 'team/gone/app:1', '201 PG502');
  await apply('bare', 'arm/app:1');
  await comesTo('bare', 'arm/app:1', '201 PG505');

  await t.test('the Secret is mended, and nobody is told of the old one', async (t) => {
    const body = { stringData: secretWith('wrong', host, RIGHT).stringData };
    const path = '/api/v1/namespaces/wrong/secrets/regcred';
    await must(api.call({ method: 'PATCH', path, contentType: 'application/merge-patch+json', body }));
    await comesTo('wrong', 'team/app:1', '201');
    t.equal(await apply('wrong', 'team/app:1'), '201');
  });

  await t.test('no login is anywhere but on its way to the registry', async (t) => {
    const said = registry.seen.filter(({ authorization }) => authorization !== '');
    t.ok(said.length > 2, 'there they are');
    const page = await (await fetch(`${replica.healthUrl}/metrics`)).text();
    t.match(page, `pullgate_registry_probes_total{registry="${host}",result="refused"}`);
    const log = JSON.stringify(replica.log());
    t.match(log, /"event":"probe"/);
    for (const text of [page, log]) {
      for (const marker of ['MARKER', basic(RIGHT), basic(WRONG)]) t.notOk(text.includes(marker));
    }
  });

  await replica.leave();
  const { count, refused } = auditOfUser(plane.folder, `system:serviceaccount:${NAME}:${NAME}`);
  t.ok(count > 5, `${count} requests of its ServiceAccount`);
  t.strictSame(refused, [], 'none of them was forbidden');
});
