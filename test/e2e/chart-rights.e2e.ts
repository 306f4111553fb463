/**
 * What the identity of the chart may do: enough for every `rbac.secrets`, and nothing more (design 8.1). And who may
 * set the labels by which namespaces choose how they are checked.
 */
import t, { type Test } from 'tap';
import { auditArgsOfGroups, auditOfUser } from './support/audit-log.js';
import { createNamespace, must } from './support/cluster.js';
import { type ControlPlane, startControlPlane } from './support/control-plane.js';
import { requestToken } from './support/deployed.js';
import { createHelm, helmed } from './support/helm.js';
import { chartArgs, install, type Release } from './support/installation.js';
import { withoutGate } from './support/minor.js';
import { named, PRIVATE_IMAGE, pod, pullSecret } from './support/objects.js';
import { waitFor } from './support/processes.js';

/** The lines that everybody has: what `system:basic-user` and discovery grant. */
const EVERYBODYS = /^(Resources|selfsubject|\s+\[\/)/;

const MODES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  cluster: {},
  namespaces: { 'rbac.namespaces': '{team}' },
  named: { 'rbac.secretNames': '{regcred}' },
  none: { 'rbac.pods': 'false' },
};

/** Attempts that a wider role would allow. */
async function isRefusedTheRest(t: Test, { plane, name }: Release, pods: boolean): Promise<void> {
  const api = plane.api.as(await requestToken(plane, name, name));
  const admission = '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations';
  const patch = { method: 'PATCH', contentType: 'application/merge-patch+json', body: {} };
  const attempts = {
    'make a Secret': api.create(pullSecret(name, 'mine')),
    'write a Secret of others': api.call({ ...patch, path: '/api/v1/namespaces/team/secrets/regcred' }),
    'delete its own Secret': api.delete(`/api/v1/namespaces/${name}/secrets/${name}-tls`),
    'read a Pod': api.get('/api/v1/namespaces/team/pods/web'),
    'watch Pods': api.get('/api/v1/namespaces/team/pods?watch=true'),
    'list Nodes': api.get('/api/v1/nodes'),
    'make a Pod': api.create(pod(name, 'mine', PRIVATE_IMAGE)),
    'write a Namespace': api.call({ ...patch, path: '/api/v1/namespaces/team' }),
    'change a configuration of others': api.call({ ...patch, path: `${admission}/others` }),
    'list the configurations of others': api.get(admission),
    'delete its own configuration': api.delete(`${admission}/${name}`),
    'write its own role': api.call({ ...patch, path: `/apis/rbac.authorization.k8s.io/v1/clusterroles/${name}` }),
  };
  for (const [attempt, answer] of Object.entries(attempts)) t.equal((await answer).status, 403, `it cannot ${attempt}`);
  t.equal((await api.get('/api/v1/namespaces/team/pods')).status, pods ? 200 : 403, 'it lists Pods, where it may');
}

/** What Kubernetes itself grants every ServiceAccount where this gate is on: `system:cluster-trust-bundle-discovery`. */
const BUNDLES = 'clustertrustbundles.certificates.k8s.io [] [] [get list watch]';

/** Without that line, which must be there with the gate and is for the snapshot to refuse without it. */
function withoutBundles(t: Test, lines: readonly string[]): readonly string[] {
  if (withoutGate('ClusterTrustBundle') !== false) return lines;
  const others = lines.filter((line) => line !== BUNDLES);
  t.equal(others.length, lines.length - 1, `once: ${BUNDLES}`);
  return others;
}

async function grants(t: Test, { plane, name }: Release, namespace: string): Promise<string> {
  const token = await requestToken(plane, name, name);
  const { stdout } = await plane.kubectl(['auth', 'can-i', '--list', '--namespace', namespace], { token });
  const lines = stdout.split('\n').filter((line) => line !== '' && !EVERYBODYS.test(line));
  const plain = lines.map((line) => line.replace(/\s+/g, ' ').replaceAll(name, 'NAME'));
  return [...withoutBundles(t, plain)].sort().join('\n');
}

t.test('each rbac.secrets', async (t) => {
  const names = Object.keys(MODES).map((mode) => `pullgate-${mode}`);
  const groups = names.map((name) => `system:serviceaccounts:${name}`);
  const plane = await startControlPlane(t, { apiServer: (folder) => auditArgsOfGroups(folder, groups) });
  await createNamespace(plane, 'team');
  await must(plane.api.create(pullSecret('team', 'regcred')));
  for (const [mode, values] of Object.entries(MODES)) {
    await t.test(mode, async (t) => {
      const name = `pullgate-${mode}`;
      const release = await install(t, plane, { name, values: { ...values, 'rbac.secrets': mode } });
      const { kill } = await release.start();
      for (const namespace of [name, 'team', 'default']) {
        t.matchSnapshot(await grants(t, release, namespace), `what it may do in namespace ${namespace}`);
      }
      const pods = {
        with: pod('team', 'with', PRIVATE_IMAGE, named('regcred')),
        without: pod('team', 'no', PRIVATE_IMAGE),
      };
      for (const [about, object] of Object.entries(pods)) {
        const { status, message, warnings } = await plane.api.create(object, '?dryRun=All');
        t.matchSnapshot([status, message, ...warnings].join('\n'), `a Pod ${about} the secret`);
      }
      await kill();
      const { count, refused } = auditOfUser(plane.folder, `system:serviceaccount:${name}:${name}`);
      t.ok(count > 5, `${count} requests of its ServiceAccount`);
      t.strictSame(refused, [], 'none of them was forbidden');
      await isRefusedTheRest(t, release, values['rbac.pods'] !== 'false');
      await helmed(release.helm(['uninstall', name, '--namespace', name]));
    });
  }
});

async function label(plane: ControlPlane, change: string, as: readonly string[]) {
  return plane.kubectl(['label', 'namespace', 'team', ...change.split(' '), '--overwrite', ...as]);
}

t.test('labelGuard', async (t) => {
  const plane = await startControlPlane(t);
  await createNamespace(plane, 'team', { 'pullgate.dev/mode': 'warn', tier: 'front' });
  const tenant = ['--as=tenant', '--as-group=system:authenticated'];
  const operator = ['--as=operator', '--as-group=operators', '--as-group=system:authenticated'];
  const rights = [
    ['create', 'clusterrole', 'namespaces', '--verb=get,create,update,patch', '--resource=namespaces'],
    ['create', 'clusterrolebinding', 'namespaces', '--clusterrole=namespaces', '--group=system:authenticated'],
  ];
  for (const args of rights) await plane.kubectl(args);
  const values = { 'labelGuard.enabled': 'true', 'labelGuard.allowedGroups': '{operators}' };
  const helm = createHelm(4, plane.folder, plane.admin);
  await helmed(helm(['install', 'pullgate', ...chartArgs(values), '--namespace', 'pullgate', '--create-namespace']));
  await waitFor('the policy is in force', async () => {
    const { code } = await label(plane, 'pullgate.dev/mode=off --dry-run=server', tenant);
    return code !== 0;
  });
  const changes = ['pullgate.dev/mode=off', 'pullgate.dev/inject=true', 'pullgate.dev/mode-'];
  for (const change of changes) {
    const { code, stderr } = await label(plane, change, tenant);
    t.equal(code, 1, `a tenant cannot ${change}`);
    t.matchSnapshot(stderr, change);
  }
  const made = {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'new', labels: { 'pullgate.dev/mode': 'off' } },
  };
  const create = ['create', '-f', 'namespace.json', ...tenant];
  const refused = await plane.kubectl(create, { files: { 'namespace.json': made } });
  t.match(refused.stderr, /ValidatingAdmissionPolicy 'pullgate-labels'/, `nor make one that has it: ${refused.stderr}`);
  t.equal((await label(plane, 'tier=back', tenant)).code, 0, 'other labels are free');
  const plain = { ...made, metadata: { name: 'new' } };
  t.equal((await plane.kubectl(create, { files: { 'namespace.json': plain } })).code, 0, 'so are other namespaces');
  for (const change of changes) {
    const { code, stderr } = await label(plane, change, operator);
    t.equal(code, 0, `one of a group that is named can ${change}: ${stderr}`);
  }
  await helmed(
    helm(['upgrade', 'pullgate', ...chartArgs({ 'labelGuard.enabled': 'true' }), '--namespace', 'pullgate']),
  );
  await waitFor('the policy with the groups of the chart is in force', async () => {
    const { code } = await label(plane, 'pullgate.dev/mode=off --dry-run=server', operator);
    return code !== 0;
  });
  for (const group of ['kubeadm:cluster-admins', 'system:masters']) {
    const admin = ['--as=kubernetes-admin', `--as-group=${group}`, '--as-group=system:authenticated'];
    const { code, stderr } = await label(plane, `pullgate.dev/mode=warn tier=${group.replace(':', '-')}`, admin);
    t.equal(code, 0, `${group} can: ${stderr}`);
  }
});
