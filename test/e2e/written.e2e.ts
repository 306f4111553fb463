/**
 * Secrets and ServiceAccounts as they are written, with the chart as it is installed: what the API server asks about at all,
 * what is said, and that nothing that takes an application away is ever held up.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import type { ApiAnswer, ApiObject } from './support/api.js';
import { pathOf } from './support/api.js';
import { createNamespace, must } from './support/cluster.js';
import { type ControlPlane, startControlPlane } from './support/control-plane.js';
import { createHelm } from './support/helm.js';
import { install, type Replica } from './support/installation.js';
import { asRecorded } from './support/minor.js';
import { deployment, PRIVATE_IMAGE, pullSecret } from './support/objects.js';
import { waitFor } from './support/processes.js';
import { startRecorder } from './support/recorder.js';

const TEAM = 'team';
const UNRELATED = Number(process.env['UNRELATED_SECRETS'] ?? 10_000);
const AT_ONCE = 32;
const MERGE = 'application/merge-patch+json';
const DOCKER = 'kubernetes.io/dockerconfigjson';
const b64 = (text: string): string => Buffer.from(text).toString('base64');
const VALUES = { 'secrets.mode': 'enforce', 'secrets.usage': 'true', 'secrets.inUse': 'deny' };

function secret(name: string, type: string, texts: Readonly<Record<string, string>>, metadata: object = {}): ApiObject {
  const data = Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, b64(text)]));
  return { apiVersion: 'v1', kind: 'Secret', metadata: { namespace: TEAM, name, ...metadata }, type, data };
}

const broken = (name: string): ApiObject => secret(name, DOCKER, { '.dockerconfigjson': '{"auths": []}' });
const account = (name: string, secrets: readonly string[] | undefined): ApiObject => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { namespace: TEAM, name },
  ...(secrets === undefined ? {} : { imagePullSecrets: secrets.map((each) => ({ name: each })) }),
});

function patch({ api }: ControlPlane, object: ApiObject, body: object): Promise<ApiAnswer> {
  return api.call({ method: 'PATCH', path: pathOf(object), contentType: MERGE, body });
}

/** Reviews of Secrets and ServiceAccounts that were answered, by Pullgate's own count. */
async function asked({ healthUrl }: Replica): Promise<number> {
  const text = await (await fetch(`${healthUrl}/metrics`)).text();
  const rows = text
    .split('\n')
    .filter((line) => /^pullgate_admission_reviews_total\{.*webhook="validate-secrets"/.test(line));
  return rows.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
}

async function started(t: Test, values: Readonly<Record<string, string>> = VALUES) {
  const plane = await startControlPlane(t);
  await createNamespace(plane, TEAM);
  const release = await install(t, plane, { values });
  const replica = await release.start();
  await waitFor('the webhook is called', async () => {
    const { status } = await plane.api.create(broken('probe'), '?dryRun=All');
    if (status !== 201) throw new Error(`a dry run: ${status}`);
    return (await asked(replica)) > 0;
  });
  return { plane, replica };
}

t.test(`${UNRELATED} unrelated writes are never sent, and what is meant is`, async (t) => {
  const { plane, replica } = await started(t);
  const { api } = plane;
  const before = await asked(replica);
  const kinds: readonly ((at: number) => ApiObject)[] = [
    (at) => secret(`opaque-${at}`, 'Opaque', { password: `p-${at}`, 'config.yaml': 'a: b' }),
    (at) => secret(`tls-${at}`, 'kubernetes.io/tls', { 'tls.crt': 'x', 'tls.key': 'y' }),
    (at) => secret(`helm-${at}`, 'helm.sh/release.v1', { release: 'x'.repeat(2_000) }),
    (at) => secret(`basic-${at}`, 'kubernetes.io/basic-auth', { username: 'u', password: 'p' }),
    (at) => secret(`own-${at}`, 'example.com/thing', { token: 't' }),
    (at) => account(`plain-${at}`, undefined),
  ];
  const begun = Date.now();
  let next = 0;
  const refused: string[] = [];
  const writer = async (): Promise<void> => {
    for (let at = next++; at < UNRELATED; at = next++) {
      const object = kinds[at % kinds.length]?.(at);
      if (object === undefined) continue;
      const { status, message } = await api.create(object);
      if (status !== 201) refused.push(message);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, writer));
  t.strictSame(refused.slice(0, 3), []);
  t.comment(`${UNRELATED} writes in ${((Date.now() - begun) / 1000).toFixed(0)} s`);
  const good = pullSecret(TEAM, 'regcred');
  // Each that is sent once, and what of the same objects is not.
  const opaque = secret('kaniko', 'Opaque', { 'config.json': '{"auths": {"registry.example.com": {"auth": "dTpw"}}}' });
  const own = secret('own', 'example.com/pull', { dockercfg: '{}' });
  const sent: readonly (() => Promise<ApiAnswer>)[] = [
    () => api.create(good),
    () => patch(plane, good, { stringData: { '.dockerconfigjson': '{"auths": {"ghcr.io": {"auth": "dTpw"}}}' } }),
    () => api.create(opaque),
    () => patch(plane, opaque, { data: { other: 'eA==' } }),
    () => api.create(own),
    () => api.create(account('build', ['regcred'])),
    () => patch(plane, account('build', []), { imagePullSecrets: [{ name: 'regcred' }, { name: 'other' }] }),
    () => patch(plane, account('build', []), { imagePullSecrets: null }),
    () => patch(plane, account('plain-5', []), { imagePullSecrets: [{ name: 'regcred' }] }),
    () => api.delete(pathOf(good)),
  ];
  const unsent: readonly (() => Promise<ApiAnswer>)[] = [
    () => patch(plane, secret('opaque-0', '', {}), { stringData: { password: 'new' } }),
    () => patch(plane, account('plain-5', []), { metadata: { labels: { a: 'b' } } }),
    () => patch(plane, opaque, { metadata: { annotations: { a: 'b' } } }),
    () => api.delete(pathOf(opaque)),
    () => api.delete(pathOf(account('build', []))),
    () => api.delete(pathOf(secret('tls-1', '', {}))),
  ];
  t.equal(await asked(replica), before, 'none of the unrelated ones was sent');
  for (const [at, act] of sent.entries()) {
    const { status, message } = await act();
    t.ok(status < 300, `${at}: ${status} ${message}`);
    t.equal(await counted(replica, before + at + 1), before + at + 1, `${at} was sent`);
    if (at === 1) t.equal((await patch(plane, good, { metadata: { labels: { a: 'b' } } })).status, 200);
  }
  for (const act of unsent) t.ok((await act()).status < 300);
  t.equal(await asked(replica), before + sent.length, 'and nothing else');
});

/** It is counted once it is answered, a moment later. */
async function counted(replica: Replica, wanted: number): Promise<number> {
  return waitFor('it is counted', async () => ((await asked(replica)) >= wanted ? asked(replica) : undefined), {
    forMs: 3_000,
  }).catch(() => asked(replica));
}

t.test('what is said, as kubectl prints it', async (t) => {
  const { plane } = await started(t);
  const apply = async (object: ApiObject, ...more: readonly string[]): Promise<string> => {
    const { stdout, stderr } = await plane.kubectl(['apply', '-f', 'x.yaml', ...more], { files: { 'x.yaml': object } });
    return `${stderr}${stdout}`;
  };
  t.matchSnapshot(await apply(broken('broken')), 'denied');
  t.matchSnapshot(await apply(broken('broken'), '--dry-run=server'), 'a dry run');
  t.matchSnapshot(
    await apply(secret('kaniko', 'Opaque', { 'config.json': '{"auths": {"ghcr.io": {"auth": "dTpw"}}}' })),
    'Opaque',
  );
  t.matchSnapshot(await apply(account('build', ['regcred'])), 'a ServiceAccount before its Secret');
  t.matchSnapshot(await apply(pullSecret(TEAM, 'regcred')), 'a good one');
  const { stderr } = await plane.kubectl(['-n', TEAM, 'get', 'secret', 'broken']);
  t.match(stderr, 'NotFound');
});

async function isUsed(plane: ControlPlane, name: string): Promise<boolean> {
  const { warnings } = await plane.api.delete(`/api/v1/namespaces/${TEAM}/secrets/${name}?dryRun=All`);
  return warnings.length > 0;
}

t.test('what is in use is not deleted, and nothing that takes an application away is held up', async (t) => {
  const { plane, replica } = await started(t);
  const { api } = plane;
  const regcred = pullSecret(TEAM, 'regcred');
  const web = deployment(TEAM, 'web', PRIVATE_IMAGE, { imagePullSecrets: [{ name: 'regcred' }] });
  await must(api.create(regcred));
  await must(api.create(web));
  const remove = async (...args: readonly string[]): Promise<string> => {
    const { stdout, stderr } = await plane.kubectl(['-n', TEAM, 'delete', ...args]);
    return `${stderr}${stdout}`;
  };
  const denied = await waitFor('it is known who uses it', async () => {
    const { warnings } = await api.delete(`${pathOf(regcred)}?dryRun=All`);
    return warnings.length > 0 ? warnings : undefined;
  });
  t.match(denied, [/would be denied: \[PG202\] secret "regcred" is still needed by Deployment web/]);
  t.matchSnapshot(asRecorded(await remove('secret', 'regcred', '--dry-run=server')), 'a dry run');
  t.matchSnapshot(await remove('secret', 'regcred'), 'denied');
  const other = JSON.stringify({ auths: { 'ghcr.io': { auth: 'dTpw' } } });
  const narrowed = await patch(plane, regcred, { stringData: { '.dockerconfigjson': other } });
  t.match(narrowed, { status: 403, message: /\[PG205\] secret "regcred" no longer serves Deployment web/ });
  await must(api.delete(pathOf(web)));
  t.equal(
    (await api.delete(pathOf(regcred))).status,
    200,
    'right after the workload was deleted, whatever memory says',
  );

  t.test('a namespace, with everything in it', async () => {
    await createNamespace(plane, 'going');
    await must(api.create(pullSecret('going', 'regcred')));
    await must(api.create(deployment('going', 'web', PRIVATE_IMAGE, { imagePullSecrets: [{ name: 'regcred' }] })));
    await must(api.delete('/api/v1/namespaces/going'));
    await waitFor('the namespace is gone', async () => (await api.get('/api/v1/namespaces/going')).status === 404, {
      forMs: 60_000,
    });
  });

  t.test('what its owner takes with it', async () => {
    const owner = await must(
      api.create({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: TEAM, name: 'owner' } }),
    );
    const ownerReferences = [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'owner', uid: owner.metadata?.uid }];
    const owned = pullSecret(TEAM, 'owned');
    await must(api.create({ ...owned, metadata: { ...owned.metadata, ownerReferences } }));
    await must(api.create(deployment(TEAM, 'user', PRIVATE_IMAGE, { imagePullSecrets: [{ name: 'owned' }] })));
    await waitFor('it is known', () => isUsed(plane, 'owned'));
    await must(api.delete(`/api/v1/namespaces/${TEAM}/configmaps/owner`));
    await waitFor('the collector took it', async () => (await api.get(pathOf(owned))).status === 404, {
      forMs: 60_000,
    });
  });

  t.test('a release of Helm, in its own order and in the other', async (t) => {
    for (const version of [4, 3] as const) {
      const helm = createHelm(version, plane.folder, plane.admin);
      const name = `app${version}`;
      const chart = writeChart(plane.folder, name);
      const installed = await helm(['install', name, chart, '--namespace', TEAM]);
      t.equal(installed.code, 0, installed.stderr);
      const first = await waitFor('it is known who uses it', async () => {
        const answer = await api.delete(`/api/v1/namespaces/${TEAM}/secrets/${name}?dryRun=All`);
        return answer.warnings.length > 0 ? answer.warnings : undefined;
      });
      t.match(first, [/^Pullgate: \[PG202\]/], 'of one release it is a warning');
      const { stdout, stderr, code } = await helm(['uninstall', name, '--namespace', TEAM]);
      t.equal(code, 0, `${stderr}${stdout}`);
      // The other order, as somebody does it by hand.
      await helm(['install', name, chart, '--namespace', TEAM]);
      await waitFor('it is known', () => isUsed(plane, name));
      t.equal((await api.delete(`/api/v1/namespaces/${TEAM}/secrets/${name}`)).status, 200, 'the Secret first');
      t.equal((await helm(['uninstall', name, '--namespace', TEAM])).code, 0);
    }
  });
  const lines = replica.log().filter(({ webhook }) => webhook === 'validate-secrets');
  t.ok(
    lines.some(({ decision, resource }) => decision === 'deny' && resource === 'secrets'),
    'the log has a line of it',
  );
  t.notMatch(JSON.stringify(lines), /something|dTpw/, 'and nothing of what the Secret holds');
});

function writeChart(folder: string, name: string): string {
  const chart = join(folder, `chart-${name}`);
  mkdirSync(join(chart, 'templates'), { recursive: true });
  writeFileSync(join(chart, 'Chart.yaml'), `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`);
  const objects = [pullSecret(TEAM, name), deployment(TEAM, name, PRIVATE_IMAGE, { imagePullSecrets: [{ name }] })];
  writeFileSync(join(chart, 'templates', 'all.yaml'), objects.map((object) => JSON.stringify(object)).join('\n---\n'));
  return chart;
}

/** Kept in test/fixtures/written where snapshots are made: a unit test judges them. */
t.test('reviews as the API server writes them', async (t) => {
  const plane = await startControlPlane(t);
  const { api } = plane;
  await createNamespace(plane, TEAM);
  const recorder = await startRecorder(t);
  await recorder.register(plane, TEAM, ['secrets', 'serviceaccounts']);
  const first = account('first', undefined);
  await waitFor('it is asked', async () => {
    await api.create(first, '?dryRun=All');
    return recorder.reviews().length > 0;
  });
  const begun = recorder.reviews().length;
  const regcred = pullSecret(TEAM, 'regcred');
  await must(api.create(broken('broken')));
  await must(api.create(regcred));
  await must(
    patch(plane, regcred, { stringData: { '.dockerconfigjson': '{"auths": {"ghcr.io": {"auth": "dTpw"}}}' } }),
  );
  await must(api.create(account('build', ['regcred'])));
  await must(patch(plane, account('build', []), { imagePullSecrets: null }));
  await must(api.delete(pathOf(regcred)));
  await must(api.delete(`/api/v1/namespaces/${TEAM}/secrets`));
  const reviews = recorder.reviews().slice(begun);
  const of = (kind: unknown) => Object(kind).kind;
  t.strictSame(
    reviews.map(({ request }) => `${request.operation} ${of(request['kind'])} "${request.name}"`),
    [
      'CREATE Secret "broken"',
      'CREATE Secret "regcred"',
      'UPDATE Secret "regcred"',
      'CREATE ServiceAccount "build"',
      'UPDATE ServiceAccount "build"',
      'DELETE Secret "regcred"',
      // Of a whole collection, one by one, and only the object says which.
      'DELETE Secret "undefined"',
    ],
  );
  if (process.env['TAP_SNAPSHOT'] !== '1') return;
  const folder = new URL('../fixtures/written/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  for (const [at, review] of reviews.entries()) {
    const { operation, kind } = review.request;
    const name = `${at + 1}-${operation}-${of(kind)}.json`.toLowerCase();
    writeFileSync(new URL(name, folder), `${JSON.stringify(review, null, 1)}\n`);
  }
});
