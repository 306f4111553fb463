/**
 * A real API server with Pods as a kubelet leaves them, which there is none of here: their status is written, and their
 * Events are created, as it would. `why` reads them; a server with `outcomes.enabled` counts what it had admitted.
 */
import t, { type Test } from 'tap';
import type { ApiObject } from './support/api.js';
import { must, startGuarded } from './support/cluster.js';
import { type Printed, runCommand } from './support/command.js';
import type { ControlPlane } from './support/control-plane.js';
import { deployment, named, PRIVATE_IMAGE, pod, pullSecret } from './support/objects.js';
import { waitFor } from './support/processes.js';
import { ACCOUNT, accountToken, MAIN, type Pullgate } from './support/pullgate.js';

const SERVED = 'registry.example.com/team/app:9.9';
const ANONYMOUS = `failed to pull and unpack image "${PRIVATE_IMAGE}": failed to resolve reference "${PRIVATE_IMAGE}": pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials`;
const NOT_FOUND = `rpc error: code = NotFound desc = failed to pull and unpack image "${SERVED}": failed to resolve reference "${SERVED}": ${SERVED}: not found`;

/** The right that the chart gives with `outcomes.enabled`. */
async function allowEvents(plane: ControlPlane): Promise<void> {
  await accountToken(plane);
  const path = `/apis/rbac.authorization.k8s.io/v1/clusterroles/${ACCOUNT}`;
  const { body } = await plane.api.get(path);
  const rules = [...Object(body).rules, { apiGroups: [''], resources: ['events'], verbs: ['list', 'watch'] }];
  const contentType = 'application/merge-patch+json';
  await must(plane.api.call({ method: 'PATCH', path, body: { rules }, contentType }));
}

async function start(t: Test) {
  const guarded = await startGuarded(t, {
    namespaces: ['shop'],
    settings: { mode: 'warn', outcomes: { enabled: true } },
    before: async (plane) => {
      await allowEvents(plane);
      await must(plane.api.create(pullSecret('shop', 'regcred')));
    },
  });
  const { plane } = guarded;
  const kubeconfig = plane.kubeconfig('asker', { token: 'admin-token' }, 'shop');
  const env = { PATH: process.env['PATH'], HOME: plane.folder, KUBECONFIG: kubeconfig };
  const why = (...args: readonly string[]): Promise<Printed> =>
    runCommand({ path: process.execPath, args: [MAIN, 'why', ...args], folder: plane.folder, env, files: {} });
  return { ...guarded, why };
}

async function reportWaiting({ api }: ControlPlane, name: string, image: string, message: string): Promise<void> {
  const state = { waiting: { reason: 'ImagePullBackOff', message } };
  const status = { name: 'app', image, imageID: '', ready: false, started: false, restartCount: 0, state };
  await must(
    api.call({
      method: 'PATCH',
      path: `/api/v1/namespaces/shop/pods/${name}/status`,
      body: { status: { phase: 'Pending', containerStatuses: [status] } },
      contentType: 'application/strategic-merge-patch+json',
    }),
  );
}

async function tellFailed({ api }: ControlPlane, made: ApiObject, message: string, at: number): Promise<void> {
  const { name, uid } = Object(made.metadata);
  const now = '2026-11-26T00:00:00Z';
  await must(
    api.create({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { namespace: 'shop', name: `${name}.${at}` },
      involvedObject: {
        apiVersion: 'v1',
        kind: 'Pod',
        namespace: 'shop',
        name,
        uid,
        fieldPath: 'spec.containers{app}',
      },
      reason: 'Failed',
      type: 'Warning',
      message,
      source: { component: 'kubelet', host: 'node-1' },
      firstTimestamp: now,
      lastTimestamp: now,
      count: 1,
    }),
  );
}

async function figures({ healthUrl }: Pullgate): Promise<readonly string[]> {
  const text = await (await fetch(`${healthUrl}/metrics`)).text();
  return text
    .split('\n')
    .filter((line) => line.startsWith('pullgate_admitted_pulls_failed_total{') && !line.endsWith(' 0'))
    .sort();
}

t.test('what the node said and what the cluster holds, and what had been admitted', async (t) => {
  const { plane, pullgate, why } = await start(t);
  await must(plane.api.create(deployment('shop', 'web', PRIVATE_IMAGE)));
  const served = await must(plane.api.create(pod('shop', 'served', SERVED, named('regcred'))));
  const pods = '/api/v1/namespaces/shop/pods?labelSelector=app%3Dweb';
  const found = async (): Promise<readonly ApiObject[]> => Object((await plane.api.get(pods)).body).items;
  await waitFor('the Deployment has its Pod', async () => (await found()).length === 1);
  const [web] = await found();
  if (web === undefined) throw new Error('there is no Pod');
  t.match(await why(), { code: 0 }, 'nobody has tried to pull yet');

  const webName = String(Object(web.metadata).name);
  await reportWaiting(
    plane,
    webName,
    PRIVATE_IMAGE,
    `Back-off pulling image "${PRIVATE_IMAGE}": ErrImagePull: ${ANONYMOUS}`,
  );
  await reportWaiting(plane, 'served', SERVED, `Back-off pulling image "${SERVED}"`);
  await tellFailed(plane, web, `Failed to pull image "${PRIVATE_IMAGE}": ${ANONYMOUS}`, 1);
  await tellFailed(plane, web, `Failed to pull image "${PRIVATE_IMAGE}": ${ANONYMOUS}`, 2);
  await tellFailed(plane, served, `Failed to pull image "${SERVED}": ${NOT_FOUND}`, 1);

  const ofWeb = await why('deployment/web');
  t.equal(ofWeb.code, 1, ofWeb.stderr);
  t.match(ofWeb.stdout, /^Deployment shop\/web: 1 Pod \(web-/m);
  t.match(ofWeb.stdout, /\[PG206\] no pull secret is named for registry\.example\.com: secret "regcred"/);
  t.match(ofWeb.stdout, 'fix: set spec.template.spec.imagePullSecrets to [{name: regcred}]');
  const ofPod = await why('pod/served', '-n', 'shop');
  t.match(ofPod.stdout, /\[PG502\] registry\.example\.com has no tag "9\.9" of "team\/app"/);
  t.match(ofPod.stdout, /The node said, in an Event: Failed to pull image/);
  const all = JSON.parse((await why('-A', '-o', 'json')).stdout);
  t.match(all, { kind: 'why', hanging: 2, unread: [] });

  await waitFor('both are counted', async () => (await figures(pullgate)).length === 2);
  t.strictSame(await figures(pullgate), [
    'pullgate_admitted_pulls_failed_total{cause="image-not-found",warned="false"} 1',
    'pullgate_admitted_pulls_failed_total{cause="no-credential",warned="true"} 1',
  ]);
  const told = pullgate.log().filter(({ event }) => event === 'outcome');
  t.equal(told.length, 2);
  t.match(
    told.find(({ ['cause']: cause }) => cause === 'no-credential'),
    { pod: webName, image: PRIVATE_IMAGE, owner: /^ReplicaSet\/web-/, level: 'warn' },
  );

  // What was printed, done.
  const patch = { spec: { template: { spec: { imagePullSecrets: [{ name: 'regcred' }] } } } };
  await must(
    plane.api.call({
      method: 'PATCH',
      path: '/apis/apps/v1/namespaces/shop/deployments/web',
      body: patch,
      contentType: 'application/strategic-merge-patch+json',
    }),
  );
  const mended = await why(`pod/${webName}`);
  t.match(mended.stdout, /Deployment shop\/web is in order by now|does not exist/, 'or the rollout was quicker');
});
