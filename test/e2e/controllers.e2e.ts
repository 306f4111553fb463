/** Pods that a controller makes, and those who only say that they are one. */
import t from 'tap';
import type { ApiObject } from './support/api.js';
import { createUnjudged, type Guarded, must, startGuarded } from './support/cluster.js';
import type { ControlPlane } from './support/control-plane.js';
import { printedText } from './support/kubectl.js';
import { deployment, objectOf, PRIVATE_IMAGE, PUBLIC_IMAGE, pod, podSpec } from './support/objects.js';
import { waitFor } from './support/processes.js';

/** The hashes and suffixes of generated names. */
t.cleanSnapshot = (text) =>
  text
    .replace(/\bweb-[a-z0-9]{7,10}-[a-z0-9]{5}\b/g, 'web-HASH-SUFFIX')
    .replace(/\bweb-[a-z0-9]{7,10}\b/g, 'web-HASH')
    .replace(/\bweb-HASH-(?=[*"\s])/g, 'web-HASH-');

async function list({ api }: ControlPlane, path: string): Promise<readonly ApiObject[]> {
  const { items } = await must(api.get(path));
  return Array.isArray(items) ? items : [];
}

const podsOf = (plane: ControlPlane) => list(plane, '/api/v1/namespaces/team/pods?labelSelector=app=web');

function scaled(replicas: number, image: string): ApiObject {
  const object = deployment('team', 'web', image);
  return { ...object, spec: { ...Object(object['spec']), replicas } };
}

t.test('workloads.mode warn with ownedPods.mode enforce: the Deployment is made, its Pods are not', async (t) => {
  const settings = { workloads: { mode: 'warn' }, ownedPods: { mode: 'enforce' } };
  const { plane } = await startGuarded(t, { settings, namespaces: ['team'] });
  const printed = await plane.kubectl(['apply', '-f', 'web.yaml'], {
    files: { 'web.yaml': deployment('team', 'web', PRIVATE_IMAGE) },
  });
  t.equal(printed.code, 0, printed.stderr);
  t.matchSnapshot(printedText('apply -f web.yaml', printed), 'the person is warned');
  const [set] = await waitFor('the ReplicaSet tells of its failure', async () => {
    const sets = await list(plane, '/apis/apps/v1/namespaces/team/replicasets');
    return JSON.stringify(sets).includes('ReplicaFailure') ? sets : undefined;
  });
  const [condition] = Object(set?.['status']).conditions;
  t.match(condition, { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate' });
  t.matchSnapshot(condition.message, 'the condition of the ReplicaSet');
  const [event] = await waitFor('the event', async () => {
    const path = '/api/v1/namespaces/team/events?fieldSelector=reason=FailedCreate,involvedObject.kind=ReplicaSet';
    const events = await list(plane, path);
    return events.length > 0 ? events : undefined;
  });
  t.matchSnapshot(`${event?.['type']} ${event?.['reason']}: ${event?.['message']}`, 'the event of the ReplicaSet');
  t.equal((await podsOf(plane)).length, 0, 'no Pod');
});

t.test('the defaults: Pods of a :latest Deployment from before are made again and more of them', async (t) => {
  const waitForPods = (plane: ControlPlane, count: number) =>
    waitFor(`${count} Pods`, async () => {
      const alive = (await podsOf(plane)).filter(({ metadata }) => metadata?.['deletionTimestamp'] === undefined);
      return alive.length === count ? alive : undefined;
    });
  const { plane, pullgate } = await startGuarded(t, {
    namespaces: ['team'],
    before: async (plane) => {
      await createUnjudged(plane, scaled(1, 'nginx:latest'));
      await waitForPods(plane, 1);
    },
  });
  const warned = () =>
    pullgate
      .log()
      .filter(({ kind, user }) => kind === 'Pod' && user === 'system:serviceaccount:kube-system:replicaset-controller');
  const up = await plane.kubectl(['-n', 'team', 'scale', 'deployment', 'web', '--replicas=3']);
  t.equal(up.code, 0, up.stderr);
  const three = await waitForPods(plane, 3);
  await waitFor('two lines in the log', () => warned().length === 2);
  t.match(warned(), [
    { decision: 'warn', codes: ['PG101'] },
    { decision: 'warn', codes: ['PG101'] },
  ]);
  const [first] = three;
  const deleted = await plane.kubectl(['-n', 'team', 'delete', 'pod', String(first?.metadata?.name)]);
  t.equal(deleted.code, 0, deleted.stderr);
  await waitForPods(plane, 3);
  await waitFor('the Pod that takes its place is warned about, too', () => warned().length === 3);
  const restarted = await plane.kubectl(['-n', 'team', 'rollout', 'restart', 'deployment', 'web']);
  t.equal(restarted.code, 0, `a restart changes no image: ${restarted.stderr}`);
  await waitFor('the second ReplicaSet', async () => {
    const sets = await list(plane, '/apis/apps/v1/namespaces/team/replicasets');
    return sets.length === 2;
  });
  await waitFor('its Pods', () => warned().length > 3);
  t.ok(
    warned().every(({ decision }) => decision === 'warn'),
    'none was refused',
  );
});

t.test('forged ownerReferences decide nothing', async (t) => {
  const guarded: Guarded = await startGuarded(t, {
    namespaces: ['team'],
    before: async (plane) => createUnjudged(plane, scaled(0, PUBLIC_IMAGE)),
  });
  const { plane } = guarded;
  const owner = await must(plane.api.get('/apis/apps/v1/namespaces/team/deployments/web'));
  const ownerReferences = [
    { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', uid: owner.metadata?.uid, controller: true },
  ];
  const owned = (object: ApiObject): ApiObject => ({ ...object, metadata: { ...object.metadata, ownerReferences } });
  const forged = owned(objectOf('ReplicaSet', 'team', 'forged', podSpec(PRIVATE_IMAGE)));
  const printed = await plane.kubectl(['create', '-f', 'set.yaml'], { files: { 'set.yaml': forged } });
  t.equal(printed.code, 1);
  t.matchSnapshot(printedText('create -f set.yaml', printed), 'a ReplicaSet');
  const one = await plane.api.create(owned(pod('team', 'forged', PRIVATE_IMAGE)));
  t.equal(one.status, 403, 'a Pod');
  const good = await plane.api.create(owned(objectOf('ReplicaSet', 'team', 'good', podSpec(PUBLIC_IMAGE))));
  t.equal(good.status, 201, 'a good one is made');
});
