/**
 * `audit.enabled` of the chart in a real cluster: what the CronJob of the release would run, under the ServiceAccount of the
 * release, is refused nothing and may do nothing else; and a Job can be made of it at once.
 */
import t from 'tap';
import { auditArgsOfGroups, auditOfUser } from './support/audit-log.js';
import { createNamespace, must } from './support/cluster.js';
import { runCommand } from './support/command.js';
import { startControlPlane } from './support/control-plane.js';
import { accountKubeconfig, deployedContainer, requestToken } from './support/deployed.js';
import { helmed } from './support/helm.js';
import { install, releasedObjects } from './support/installation.js';
import { deployment, PRIVATE_IMAGE, pullSecret } from './support/objects.js';
import { MAIN } from './support/pullgate.js';

const SCOPES = { cluster: '--all-namespaces', namespaces: '--namespace=team' };
/** A release for each, so that nothing of one is taken for the other's. */
const nameOf = (secrets: string): string => `gate-${secrets}`;

t.test('a release that audits what runs', async (t) => {
  const groups = Object.keys(SCOPES).map((secrets) => `system:serviceaccounts:${nameOf(secrets)}`);
  const plane = await startControlPlane(t, { apiServer: (folder) => auditArgsOfGroups(folder, groups) });
  await createNamespace(plane, 'team');
  await must(plane.api.create(pullSecret('team', 'regcred')));
  await must(plane.api.create(deployment('team', 'web', PRIVATE_IMAGE)));

  for (const [secrets, where] of Object.entries(SCOPES)) {
    await t.test(`rbac.secrets ${secrets}`, async (t) => {
      const name = nameOf(secrets);
      const account = `${name}-pullgate-audit`;
      const some = secrets === 'namespaces' ? { 'rbac.namespaces': '{team}' } : { 'audit.drain': 'true' };
      const values = { 'audit.enabled': 'true', 'rbac.secrets': secrets, mode: 'warn', ...some };
      const release = await install(t, plane, { name, values });
      const [cronJob] = await releasedObjects(plane, '/apis/batch/v1/cronjobs', name);
      const { spec } = Object(cronJob?.['spec']).jobTemplate.spec.template;
      t.equal(spec.serviceAccountName, account);
      const { args, env } = await deployedContainer(plane, name, spec);
      t.ok(args.includes(where));
      const kubeconfig = await accountKubeconfig(plane, name, account);
      const run = (...more: readonly string[]) =>
        runCommand({
          path: process.execPath,
          args: [MAIN, ...args, ...more],
          folder: plane.folder,
          env: { ...env, PATH: process.env['PATH'], HOME: plane.folder, KUBECONFIG: kubeconfig },
        });
      const { code, stdout, stderr } = await run();
      t.equal(code, 0, stderr);
      t.equal(stderr, '');
      const lines = stdout.trimEnd().split('\n');
      const last = JSON.parse(lines.at(-1) ?? '');
      const policy = `ConfigMap ${name}/${name}-pullgate`;
      t.match(last, { event: 'audit', what: 'summary', policy, mode: 'warn', assumed: '', counts: { unread: 0 } });
      if (secrets === 'namespaces') {
        t.match(JSON.parse(lines[0] ?? ''), { what: 'finding', code: 'PG206', namespace: 'team', name: 'web' });
      }

      const { count, refused } = auditOfUser(plane.folder, `system:serviceaccount:${name}:${account}`);
      t.ok(count > 10, `${count} requests of its ServiceAccount`);
      t.strictSame(refused, [], 'none of them was forbidden');

      const api = plane.api.as(await requestToken(plane, name, account));
      const attempts = {
        'read a Secret by its name': api.get('/api/v1/namespaces/team/secrets/regcred'),
        'watch Secrets': api.get('/api/v1/namespaces/team/secrets?watch=true'),
        'list the ConfigMaps of its namespace': api.get(`/api/v1/namespaces/${name}/configmaps`),
        'make a Secret': api.create(pullSecret('team', 'mine')),
        'delete a Pod': api.delete('/api/v1/namespaces/team/pods/web'),
        ...(secrets === 'namespaces'
          ? {
              'list Secrets of others': api.get('/api/v1/namespaces/default/secrets'),
              'list Namespaces': api.get('/api/v1/namespaces'),
              'list Nodes': api.get('/api/v1/nodes'),
            }
          : {}),
      };
      for (const [attempt, answer] of Object.entries(attempts)) {
        t.equal((await answer).status, 403, `it cannot ${attempt}`);
      }

      const now = ['-n', name, 'create', 'job', `--from=cronjob/${account}`, 'pullgate-audit-now', '--dry-run=server'];
      const made = await plane.kubectl(now);
      t.equal(made.code, 0, `the line of NOTES.txt: ${made.stderr}`);
      await helmed(release.helm(['uninstall', name, '--namespace', name]));
      t.strictSame(await releasedObjects(plane, '/apis/batch/v1/cronjobs', name), []);
    });
  }
});
