/**
 * `nudge.enabled` beside real controllers: Pods are denied for want of a secret until the controllers wait long between two
 * tries; then the secret is created, in a namespace whose denied owners are told and in one where nobody tells them.
 */
import { readFileSync } from 'node:fs';
import t from 'tap';
import type { ApiObject } from './support/api.js';
import { createNamespace, createUnjudged, must } from './support/cluster.js';
import { type ControlPlane, startControlPlane } from './support/control-plane.js';
import { named, objectOf, PRIVATE_IMAGE, podSpec, pullSecret } from './support/objects.js';
import { waitFor } from './support/processes.js';
import { ACCOUNT, HOME, startPullgate } from './support/pullgate.js';
import { register } from './support/registration.js';

const KINDS = ['ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'ReplicationController'] as const;
/** 5 ms, doubled at each try: the next one after this comes 20 s later. */
const DENIED_FOR_MS = 23_000;

/** Until the next but one, by itself. */
const WATCHED_MS = 40_000;

const SETTINGS = {
  workloads: { mode: 'warn' },
  ownedPods: { mode: 'enforce' },
  registries: { private: ['registry.example.com'] },
};

/** The rights that the chart gives with `nudge.enabled`. */
async function grant(
  { api }: ControlPlane,
  account = { name: ACCOUNT, namespace: HOME },
  verbs = ['patch'],
): Promise<void> {
  const name = 'nudge';
  const rules = [
    { apiGroups: ['apps'], resources: ['replicasets', 'statefulsets', 'daemonsets'], verbs },
    { apiGroups: ['batch'], resources: ['jobs'], verbs },
    { apiGroups: [''], resources: ['replicationcontrollers'], verbs },
  ];
  const group = 'rbac.authorization.k8s.io';
  await must(api.create({ apiVersion: `${group}/v1`, kind: 'ClusterRole', metadata: { name }, rules }));
  await must(
    api.create({
      apiVersion: `${group}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name },
      roleRef: { apiGroup: group, kind: 'ClusterRole', name },
      subjects: [{ kind: 'ServiceAccount', ...account }],
    }),
  );
}

t.test('time to the first Pod after the secret appeared', async (t) => {
  const plane = await startControlPlane(t);
  const { api } = plane;
  // What a DaemonSet makes Pods for.
  await must(
    api.call({
      method: 'POST',
      path: '/api/v1/nodes',
      body: { apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-1' } },
    }),
  );
  // The API server taints a node without conditions.
  const untainted = { spec: { taints: null } };
  const contentType = 'application/merge-patch+json';
  await must(api.call({ method: 'PATCH', path: '/api/v1/nodes/node-1', contentType, body: untainted }));
  await grant(plane);
  const logs = new Map<string, () => readonly Readonly<Record<string, unknown>>[]>();
  for (const name of ['before', 'after']) {
    const labels = { 'e2e.pullgate.dev/nudge': name };
    await createNamespace(plane, name, labels);
    await createNamespace(plane, `${name}-other`, labels);
    const settings = { ...SETTINGS, ...(name === 'after' ? { nudge: { enabled: true } } : {}) };
    const pullgate = await startPullgate(t, plane, { settings, name });
    await register(plane, pullgate, { name, matchLabels: labels, probe: name });
    logs.set(name, pullgate.log);
  }
  for (const name of ['before', 'after']) {
    for (const kind of KINDS)
      await createUnjudged(plane, objectOf(kind, name, kind.toLowerCase(), podSpec(PRIVATE_IMAGE, named('regcred'))));
    await createUnjudged(
      plane,
      objectOf('ReplicaSet', `${name}-other`, 'replicaset', podSpec(PRIVATE_IMAGE, named('regcred'))),
    );
  }
  await new Promise((done) => setTimeout(done, DENIED_FOR_MS));
  const podsOf = async (namespace: string): Promise<readonly string[]> => {
    const { body } = await api.get(`/api/v1/namespaces/${namespace}/pods`);
    const items = (body['items'] ?? []) as readonly ApiObject[];
    return items.map(({ metadata }) => String(Object(metadata?.['ownerReferences'])[0]?.kind));
  };
  for (const name of ['before', 'after']) t.strictSame(await podsOf(name), [], `${name}: everything is denied`);
  await createUnjudged(plane, pullSecret('before', 'regcred'), pullSecret('after', 'regcred'));
  const begin = performance.now();
  const times = new Map<string, number>();
  const look = async (): Promise<boolean> => {
    for (const name of ['before', 'after']) {
      for (const kind of await podsOf(name)) {
        const key = `${name} ${kind}`;
        if (!times.has(key)) times.set(key, (performance.now() - begin) / 1000);
      }
    }
    return performance.now() - begin > WATCHED_MS || times.size === 2 * KINDS.length;
  };
  await waitFor('the first Pods', look, { forMs: 2 * WATCHED_MS, everyMs: 100 });
  const told = (time: number | undefined): string =>
    time === undefined ? `not within ${WATCHED_MS / 1000} s` : `${time.toFixed(1)} s after the secret`;
  for (const kind of KINDS) {
    const [before, after] = [times.get(`before ${kind}`), times.get(`after ${kind}`)];
    t.comment(`${kind}: first Pod ${told(before)} by itself, ${told(after)} with nudge.enabled`);
    t.ok((after ?? WATCHED_MS) < 6, `${kind}: in seconds: ${told(after)}`);
  }
  const slow = KINDS.filter((kind) => (times.get(`before ${kind}`) ?? WATCHED_MS) > 8);
  t.ok(slow.includes('ReplicaSet'), `left alone they wait: ${slow.join(', ')}`);
  t.strictSame(await podsOf('after-other'), [], 'a secret cures nothing in another namespace');

  const lines =
    logs
      .get('after')?.()
      .filter(({ event }) => event === 'nudge') ?? [];
  t.strictSame(
    lines.map(({ owner, result }) => `${owner} ${result}`).sort(),
    KINDS.map((kind) => `${kind}/${kind.toLowerCase()} done`).sort(),
    'each owner is told once',
  );
  t.strictSame(
    logs
      .get('before')?.()
      .filter(({ event }) => event === 'nudge'),
    [],
  );
  const { body } = await api.get('/apis/apps/v1/namespaces/after/replicasets/replicaset');
  t.match(
    body.metadata?.annotations?.['pullgate.dev/nudged-at'],
    /^\d{4}-\d\d-\d\dT/,
    'by one annotation of the object',
  );
  t.equal(JSON.stringify(body['spec']).includes('nudged'), false, 'and none of its template');
});

t.test('the right to patch is held to one annotation by the policy of the chart', async (t) => {
  const plane = await startControlPlane(t);
  const { api, kubectl } = plane;
  await createNamespace(plane, 'shop');
  // kubectl reads what it patches.
  await grant(plane, { name: 'pullgate', namespace: 'pullgate' }, ['get', 'patch']);
  await must(api.create(objectOf('StatefulSet', 'shop', 'web', podSpec('registry.k8s.io/pause:3.10'))));
  const rendered = readFileSync(new URL('../fixtures/chart/monitoring.yaml', import.meta.url), 'utf8');
  const guard = rendered.split('---\n').filter((text) => text.includes('templates/nudge-guard.yaml'));
  const applied = await kubectl(['apply', '-f', 'guard.yaml'], { files: { 'guard.yaml': guard.join('---\n') } });
  t.equal(applied.code, 0, applied.stderr);
  const patch = async (body: unknown): Promise<string> => {
    const as = '--as=system:serviceaccount:pullgate:pullgate';
    const args = ['patch', 'statefulset', 'web', '-n', 'shop', '--type=merge', as, '-p', JSON.stringify(body)];
    const { code, stderr } = await kubectl(args);
    return code === 0 ? 'done' : stderr;
  };
  const refused = /Pullgate may change nothing of this object but the annotation pullgate\.dev\/nudged-at/;
  const isGuarded = async (): Promise<boolean> =>
    refused.test(await patch({ metadata: { labels: { probe: String(Math.random()) } } }));
  await waitFor('the policy holds', isGuarded, { forMs: 20_000, everyMs: 200 });
  t.equal(await patch({ metadata: { annotations: { 'pullgate.dev/nudged-at': 'now' } } }), 'done');
  t.equal(await patch({ metadata: { annotations: { 'pullgate.dev/nudged-at': 'later' } } }), 'done', 'again');
  const others = [
    { spec: { replicas: 0 } },
    { spec: { template: { spec: { containers: [{ name: 'app', image: 'evil.example.com/x:1' }] } } } },
    { spec: { template: { metadata: { annotations: { 'pullgate.dev/nudged-at': 'x' } } } } },
    { metadata: { annotations: { other: 'x' } } },
    { metadata: { finalizers: ['example.com/hold'] } },
    { metadata: { ownerReferences: [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'x', uid: 'x' }] } },
  ];
  for (const each of others) t.match(await patch(each), refused, JSON.stringify(each));
  const scaled = await kubectl(['scale', 'statefulset', 'web', '-n', 'shop', '--replicas=2']);
  t.equal(scaled.code, 0, 'nobody else is held to it');
});
