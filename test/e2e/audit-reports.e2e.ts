/**
 * `audit --reports` with the CRDs that OpenReports and the policy working group publish, in a real API server: what it
 * makes of them, and under the ServiceAccount and the arguments of the chart's CronJob.
 */
import { readFileSync } from 'node:fs';
import t from 'tap';
import { parse } from 'yaml';
import { REPORT_APIS, type ReportApi } from '../../src/audit/reports/apis.js';
import type { ApiObject } from './support/api.js';
import { auditArgsOfGroups, auditOfUser } from './support/audit-log.js';
import { createNamespace, must } from './support/cluster.js';
import { type Printed, runCommand } from './support/command.js';
import { ADMIN_TOKEN, type ControlPlane, startControlPlane } from './support/control-plane.js';
import { accountKubeconfig, deployedContainer, requestToken } from './support/deployed.js';
import { install, releasedObjects } from './support/installation.js';
import { deployment, named, PRIVATE_IMAGE, pullSecret } from './support/objects.js';
import { waitFor } from './support/processes.js';
import { MAIN } from './support/pullgate.js';

const CRDS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const NAME = 'pullgate-audit';
const [OPEN, POLICY] = REPORT_APIS;

async function installCrds(
  { api }: ControlPlane,
  { group, version, inNamespace, ofCluster }: ReportApi,
): Promise<void> {
  for (const { resource } of [inNamespace, ofCluster]) {
    const file = new URL(`../fixtures/crds/${group}_${resource}.yaml`, import.meta.url);
    await must(api.call({ method: 'POST', path: CRDS, body: parse(readFileSync(file, 'utf8')) }));
  }
  const isServed = async (): Promise<boolean> => {
    const { status } = await api.get(`/apis/${group}/${version}/${ofCluster.resource}`);
    return status === 200;
  };
  await waitFor(`${group} is served`, isServed, { forMs: 30_000 });
}

async function removeCrds({ api }: ControlPlane, { group, version, inNamespace, ofCluster }: ReportApi): Promise<void> {
  for (const { resource } of [inNamespace, ofCluster]) await must(api.delete(`${CRDS}/${resource}.${group}`));
  const isGone = async (): Promise<boolean> => (await api.get(`/apis/${group}/${version}`)).status === 404;
  await waitFor(`${group} is gone`, isGone, { forMs: 30_000 });
}

const pathOf = ({ group, version, inNamespace }: ReportApi, namespace: string, name = NAME): string =>
  `/apis/${group}/${version}/namespaces/${namespace}/${inNamespace.resource}${name === '' ? '' : `/${name}`}`;

async function readReport({ api }: ControlPlane, of: ReportApi, namespace: string): Promise<ApiObject | undefined> {
  const { status, body } = await api.get(pathOf(of, namespace));
  return status === 200 ? body : undefined;
}

/** Those of a template that was mended would stay, because no kubelet makes new ones ready. */
const withoutPods = (object: ApiObject): ApiObject => ({ ...object, spec: { ...Object(object['spec']), replicas: 0 } });

t.test("made, kept up, taken away, and nobody else's", async (t) => {
  const plane = await startControlPlane(t);
  const { api } = plane;
  for (const namespace of ['shop', 'team']) {
    await createNamespace(plane, namespace);
    await must(api.create(pullSecret(namespace, 'regcred')));
    await must(api.create(withoutPods(deployment(namespace, 'web', PRIVATE_IMAGE))));
  }
  await createNamespace(plane, 'fine');
  const admin = plane.kubeconfig('asker', { token: ADMIN_TOKEN });
  const audit = async (kubeconfig: string, ...args: readonly string[]): Promise<Printed> => {
    const all = [MAIN, 'audit', '--kubeconfig', kubeconfig, '--fail-on', 'never', '-o', 'json', ...args];
    const env = { PATH: process.env['PATH'], HOME: plane.folder };
    const printed = await runCommand({ path: process.execPath, args: all, folder: plane.folder, env });
    t.equal(printed.code, 0, printed.stderr);
    // That no Pullgate is installed is said before.
    return { ...printed, stderr: printed.stderr.replace(/^warning: Policy: assumed.*\n/, '') };
  };
  const none = await audit(admin, '--reports', 'auto');
  t.equal(
    none.stderr,
    'No report was written: the cluster has no reports.openreports.io and no policyreports.wgpolicyk8s.io\n',
  );

  for (const of of [POLICY, OPEN]) {
    await installCrds(plane, of);
    const others = {
      apiVersion: `${of.group}/${of.version}`,
      kind: of.inNamespace.kind,
      metadata: { name: 'others', namespace: 'fine', labels: { 'app.kubernetes.io/managed-by': 'kyverno' } },
      summary: { fail: 7 },
    };
    await must(api.call({ method: 'POST', path: pathOf(of, 'fine', ''), body: others }));
    const before = of === OPEN ? ', 2 of before were deleted' : '';
    const made = await audit(admin, '--reports', 'auto');
    t.equal(made.stderr, `2 reports of ${of.group} are up to date${before}\n`);
    const first = await readReport(plane, of, 'shop');
    t.match(first, {
      metadata: { labels: { 'app.kubernetes.io/managed-by': 'pullgate' } },
      summary: { fail: 1, warn: 0 },
      results: [
        {
          source: 'pullgate',
          policy: 'pullgate',
          rule: 'PG206',
          result: 'fail',
          severity: 'high',
          resources: [{ apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'web' }],
          message: /Fix: set spec\.template\.spec\.imagePullSecrets/,
        },
      ],
    });
    t.notMatch(JSON.stringify(first), /not-a-password|timestamp/);
    const printed = await plane.kubectl(['-n', 'shop', 'get', of.inNamespace.resource]);
    t.match(printed.stdout, /NAME +PASS +FAIL +WARN +ERROR +SKIP +AGE\npullgate-audit +0 +1 +0 +0 +0/);

    await audit(admin, '--reports', 'auto');
    const same = await readReport(plane, of, 'shop');
    t.equal(same?.metadata?.resourceVersion, first?.metadata?.resourceVersion, 'the same again is no write');

    // Mended in one namespace, worse in the other one.
    const healed = withoutPods(deployment('team', 'web', PRIVATE_IMAGE, named('regcred')));
    await must(api.call({ method: 'PUT', path: '/apis/apps/v1/namespaces/team/deployments/web', body: healed }));
    await must(api.create(withoutPods(deployment('shop', `api-${of.name}`, PRIVATE_IMAGE))));
    const changed = await audit(admin, '--reports', of.name);
    t.equal(changed.stderr, `1 report of ${of.group} is up to date, 1 of before was deleted\n`);
    t.equal(await readReport(plane, of, 'team'), undefined);
    t.match(await readReport(plane, of, 'shop'), { summary: { fail: 2 } });
    t.match((await must(api.get(pathOf(of, 'fine', 'others'))))['summary'], { fail: 7 }, "another's is as it was");

    // As it was, for the next.
    await must(
      api.call({
        method: 'PUT',
        path: '/apis/apps/v1/namespaces/team/deployments/web',
        body: withoutPods(deployment('team', 'web', PRIVATE_IMAGE)),
      }),
    );
    await must(api.delete(`/apis/apps/v1/namespaces/shop/deployments/api-${of.name}`));
    await audit(admin, '--reports', of.name);
  }

  // Ours by its name only: it is somebody's, and stays.
  const path = pathOf(OPEN, 'shop');
  const merge = 'application/merge-patch+json';
  const body = { metadata: { labels: { 'app.kubernetes.io/managed-by': 'somebody' } }, summary: { fail: 9 } };
  await must(api.call({ method: 'PATCH', path, body, contentType: merge }));
  t.equal(
    (await audit(admin, '--reports', 'openreports')).stderr,
    "1 report of openreports.io is up to date; 1 could not be: one of that name among reports.openreports.io in namespace shop is not Pullgate's\n",
  );
  t.match(await readReport(plane, OPEN, 'shop'), { summary: { fail: 9 } });

  // Who may read all and write nothing.
  const token = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} };
  const account = '/api/v1/namespaces/shop/serviceaccounts/default';
  const role = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'reader' },
    rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list'] }],
  };
  await must(api.create(role));
  await must(
    api.create({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'reader' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'reader' },
      subjects: [{ kind: 'ServiceAccount', name: 'default', namespace: 'shop' }],
    }),
  );
  const { status } = await must(api.call({ method: 'POST', path: `${account}/token`, body: token }));
  const reader = plane.kubeconfig('reader', { token: Object(status).token });
  t.equal(
    (await audit(reader, '--reports', 'openreports', '-n', 'team')).stderr,
    'No report of openreports.io was written; 1 could not be: you may not update reports.openreports.io in namespace team (403)\n',
  );
});

t.test('the CronJob of the chart may do it, where it is told to', async (t) => {
  const groups = ['gate-auto', 'gate-off', 'gate-some'].map((name) => `system:serviceaccounts:${name}`);
  const plane = await startControlPlane(t, { apiServer: (folder) => auditArgsOfGroups(folder, groups) });
  const { api } = plane;
  await createNamespace(plane, 'team');
  await createNamespace(plane, 'ended');
  await must(api.create(pullSecret('team', 'regcred')));
  await must(api.create(deployment('team', 'web', PRIVATE_IMAGE)));
  await installCrds(plane, OPEN);
  const old = {
    apiVersion: 'openreports.io/v1alpha1',
    kind: 'Report',
    metadata: { name: NAME, namespace: 'ended', labels: { 'app.kubernetes.io/managed-by': 'pullgate' } },
  };
  for (const [name, more] of Object.entries({
    'gate-auto': {},
    'gate-off': { 'audit.reports': 'off' },
    'gate-some': { 'rbac.secrets': 'namespaces', 'rbac.namespaces': '{team,ended}' },
  })) {
    await must(api.call({ method: 'POST', path: pathOf(OPEN, 'ended', ''), body: old }), [201, 409]);
    await install(t, plane, { name, values: { 'audit.enabled': 'true', mode: 'warn', ...more } });
    const account = `${name}-pullgate-audit`;
    const [cronJob] = await releasedObjects(plane, '/apis/batch/v1/cronjobs', name);
    const { args, env } = await deployedContainer(
      plane,
      name,
      Object(cronJob?.['spec']).jobTemplate.spec.template.spec,
    );
    const kubeconfig = await accountKubeconfig(plane, name, account);
    const { code, stdout, stderr } = await runCommand({
      path: process.execPath,
      args: [MAIN, ...args],
      folder: plane.folder,
      env: { ...env, PATH: process.env['PATH'], HOME: plane.folder, KUBECONFIG: kubeconfig },
    });
    t.equal(code, 0, stderr);
    t.equal(stderr, '');
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const { refused } = auditOfUser(plane.folder, `system:serviceaccount:${name}:${account}`);
    t.strictSame(refused, [], `${name}: nothing was forbidden`);
    const told = lines.find(({ what }) => what === 'reports');
    const mine = plane.api.as(await requestToken(plane, name, account));
    const others = await mine.call({
      method: 'POST',
      path: pathOf(OPEN, 'team', ''),
      body: { ...old, metadata: { name: 'x', namespace: 'team' } },
    });
    if (name === 'gate-off') {
      t.equal(told, undefined);
      t.equal(others.status, 403, 'no right without the setting');
      t.ok(await readReport(plane, OPEN, 'ended'));
      continue;
    }
    t.match(told, { group: 'openreports.io', deleted: 1, failed: 0, reason: '' });
    t.match(await readReport(plane, OPEN, 'team'), { results: [{ rule: 'PG206' }] });
    t.equal(await readReport(plane, OPEN, 'ended'), undefined);
    await must(
      api.call({
        method: 'POST',
        path: pathOf(OPEN, 'team', ''),
        body: { ...old, metadata: { name: 'kyvernos', namespace: 'team' } },
      }),
      [201, 409],
    );
    t.equal((await mine.delete(pathOf(OPEN, 'team', 'kyvernos'))).status, 403, "it cannot delete another's");
  }
  await removeCrds(plane, OPEN);
});
