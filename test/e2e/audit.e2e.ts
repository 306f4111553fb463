/**
 * `pullgate audit` of a real cluster in which no Pullgate is installed: the Pods that the controllers made stand behind the
 * object that a person edits, a list goes on behind its first page, and a reader with few rights is told what he cannot see.
 */
import t from 'tap';
import type { AuditReport } from '../../src/audit/report.js';
import type { ApiObject } from './support/api.js';
import { createNamespace, must } from './support/cluster.js';
import { type Printed, runCommand } from './support/command.js';
import { ADMIN_TOKEN, type ControlPlane, startControlPlane } from './support/control-plane.js';
import {
  deployment,
  named,
  objectOf,
  PRIVATE_IMAGE,
  PUBLIC_IMAGE,
  pod,
  podSpec,
  pullSecret,
} from './support/objects.js';
import { waitFor } from './support/processes.js';
import { MAIN } from './support/pullgate.js';

/** More than a page of a list. */
const MANY = 520;
const NODE = 'node-a';

const merge = 'application/merge-patch+json';

async function podsOf({ api }: ControlPlane, namespace: string): Promise<readonly ApiObject[]> {
  const list = await must(api.get(`/api/v1/namespaces/${namespace}/pods`));
  return Array.isArray(list['items']) ? list['items'] : [];
}

/** As the scheduler and the kubelet of a node would. */
async function start({ api }: ControlPlane, { metadata }: ApiObject): Promise<void> {
  const path = `/api/v1/namespaces/${metadata?.namespace}/pods/${metadata?.name}`;
  const target = { apiVersion: 'v1', kind: 'Node', name: NODE };
  const binding = { apiVersion: 'v1', kind: 'Binding', metadata: { name: metadata?.name }, target };
  await must(api.call({ method: 'POST', path: `${path}/binding`, body: binding }));
  const state = { running: { startedAt: '2026-11-20T00:00:00Z' } };
  const told = { name: 'app', image: 'app', imageID: `sha256:${'a'.repeat(64)}`, ready: true, restartCount: 0, state };
  const status = { phase: 'Running', containerStatuses: [told] };
  await must(api.call({ method: 'PATCH', path: `${path}/status`, body: { status }, contentType: merge }));
}

t.test('everything that is there, before Pullgate is', async (t) => {
  const plane = await startControlPlane(t);
  const { api } = plane;
  for (const namespace of ['shop', 'many']) await createNamespace(plane, namespace);
  await must(api.create(pullSecret('shop', 'regcred')));
  const node = { apiVersion: 'v1', kind: 'Node', metadata: { name: NODE } };
  await must(api.call({ method: 'POST', path: '/api/v1/nodes', body: node }));
  const nodeInfo = {
    kubeletVersion: 'v1.35.1',
    machineID: '',
    systemUUID: '',
    bootID: '',
    kernelVersion: '',
    osImage: '',
    containerRuntimeVersion: '',
    kubeProxyVersion: '',
    operatingSystem: 'linux',
    architecture: 'amd64',
  };
  await must(
    api.call({
      method: 'PATCH',
      path: `/api/v1/nodes/${NODE}/status`,
      body: { status: { nodeInfo } },
      contentType: merge,
    }),
  );

  const web = deployment('shop', 'web', PRIVATE_IMAGE);
  await must(api.create({ ...web, spec: { ...Object(web['spec']), replicas: 3 } }));
  await must(api.create(objectOf('StatefulSet', 'shop', 'store', podSpec(PRIVATE_IMAGE))));
  await must(api.create(deployment('shop', 'served', PRIVATE_IMAGE, named('regcred'))));
  await must(api.create(objectOf('CronJob', 'shop', 'report', podSpec(PUBLIC_IMAGE))));
  await must(api.create(pod('shop', 'alone', 'registry.k8s.io/pause:latest')));
  for (let at = 0; at < MANY; at += 1) await must(api.create(pod('many', `pod-${at}`, PUBLIC_IMAGE)));
  await waitFor('the Pods of the controllers', async () => (await podsOf(plane, 'shop')).length === 6);
  for (const each of await podsOf(plane, 'shop')) await start(plane, each);

  const env = { PATH: process.env['PATH'], HOME: plane.folder };
  const audit = (kubeconfig: string, ...args: readonly string[]): Promise<Printed> =>
    runCommand({
      path: process.execPath,
      args: [MAIN, 'audit', '--kubeconfig', kubeconfig, ...args],
      folder: plane.folder,
      env,
    });
  const admin = plane.kubeconfig('asker', { token: ADMIN_TOKEN }, 'shop');
  const printed = await audit(admin, '-o', 'json');
  t.equal(printed.code, 1, printed.stderr);
  const report: AuditReport = JSON.parse(printed.stdout);
  t.match(report.policy, { from: 'defaults', assumed: 'no Pullgate is installed with its chart' });
  t.equal(report.summary.pods, MANY + 6, 'every Pod once, and those behind the first page, too');
  t.strictSame(report.unread, []);
  t.strictSame(
    report.owners.map(({ object, pods, findings }) => [
      `${object.kind} ${object.name}`,
      pods,
      findings.map(({ code, seen, pods: seenIn }) => `${code} ${seen} ${seenIn}`),
    ]),
    [
      ['Deployment web', 3, ['PG206 both 3']],
      ['Pod alone', 1, ['PG101 object 1']],
      ['StatefulSet store', 1, ['PG206 both 1']],
    ],
  );
  t.match(report.fixes, [{ namespace: 'shop', serviceAccount: 'default', findings: 2, owners: 2, pods: 4 }]);

  const drained = await audit(admin, '--drain', '-o', 'json');
  t.equal(drained.code, 1, drained.stderr);
  const { drain }: AuditReport = JSON.parse(drained.stdout);
  t.match(drain, {
    pods: 4,
    nodes: [{ name: NODE, pods: 4 }],
    verification: { kubelets: [{ version: 'v1.35.1', nodes: 1 }], verifying: 1 },
  });

  // The command that it prints does what it says.
  const [line = ''] = report.fixes[0]?.lines ?? [];
  const patch = /^kubectl -n shop patch serviceaccount default --type=merge -p '(.*)'$/.exec(line)?.[1] ?? '';
  const path = '/api/v1/namespaces/shop/serviceaccounts/default';
  await must(api.call({ method: 'PATCH', path, body: JSON.parse(patch), contentType: merge }));
  const after: AuditReport = JSON.parse((await audit(admin, '-o', 'json')).stdout);
  const web2 = after.owners.find(({ object }) => object.name === 'web');
  t.match(web2?.findings, [{ code: 'PG206', seen: 'pods', fix: /^kubectl -n shop rollout restart deployment\/web\n/ }]);
  t.equal(web2?.enforced, false, 'what is applied now is admitted');
  const later: AuditReport = JSON.parse((await audit(admin, '--drain', '-o', 'json')).stdout);
  t.equal(later.drain?.pods, 0, 'new Pods get what the template gets');

  const { status } = await must(
    api.call({
      method: 'POST',
      path: `${path}/token`,
      body: { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} },
    }),
  );
  const stranger = plane.kubeconfig('stranger', { token: Object(status).token }, 'shop');
  const refused = await audit(stranger);
  t.equal(refused.code, 2);
  t.match(refused.stderr, /cannot be listed: .*name those that you may read with -n/);
  const blind = await audit(stranger, '-n', 'shop', '--strict', '--fail-on', 'never');
  t.equal(blind.code, 3);
  t.match(blind.stdout, /^not read: deployments of namespace shop: you have no right to list them \(403\)$/m);
});
