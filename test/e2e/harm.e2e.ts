/**
 * What a tenant writes to get past Pullgate, and what an operator's label is worth: forged facts, a label set a moment
 * before, hundreds of names, each against a real API server.
 */
import t from 'tap';
import { type ApiAnswer, type ApiObject, pathOf } from './support/api.js';
import { createNamespace, createUnjudged, startGuarded } from './support/cluster.js';
import { type ControlPlane, startControlPlane } from './support/control-plane.js';
import { startFrozenWatches } from './support/frozen-watches.js';
import { type Kind, objectOf, PRIVATE_IMAGE, PUBLIC_IMAGE, pod, podSpec } from './support/objects.js';
import { waitFor } from './support/processes.js';
import { accountToken, startPullgate } from './support/pullgate.js';
import { register } from './support/registration.js';

const TEAM = 'team';
const LATEST = 'ghcr.io/acme/app:latest';
/** The object alone decides: no secret is needed. */
const PUBLIC_LATEST = 'registry.k8s.io/pause:latest';
const MERGE = 'application/merge-patch+json';
const MIRROR = { 'kubernetes.io/config.mirror': 'x' };
const TEMPLATES = [
  'PodTemplate',
  'ReplicationController',
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
] as const satisfies readonly Kind[];

type Metadata = Readonly<Record<string, unknown>>;

function withMetadata(object: ApiObject, more: Metadata): ApiObject {
  return { ...object, metadata: { ...object.metadata, ...more } };
}

/** Server-side apply, which also creates. */
function applied({ api }: ControlPlane, object: ApiObject): Promise<ApiAnswer> {
  const path = `${pathOf(object)}?fieldManager=tenant`;
  return api.call({ method: 'PATCH', path, body: object, contentType: 'application/apply-patch+yaml' });
}

const refusedFor = (answer: ApiAnswer, code: string): string =>
  answer.status === 403 && answer.message.includes(`[${code}]`) ? 'refused' : `${answer.status} ${answer.message}`;

t.test('forged facts: no template becomes a mirror pod, is being deleted or is owned by writing it', async (t) => {
  const { plane, pullgate } = await startGuarded(t, { namespaces: [TEAM] });
  const { api } = plane;
  for (const kind of TEMPLATES) {
    const forged: Readonly<Record<string, Metadata>> = {
      mirror: { annotations: MIRROR },
      owned: { ownerReferences: [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'x', uid: 'x', controller: true }] },
      deleted: { deletionTimestamp: '2026-11-21T12:00:00Z', deletionGracePeriodSeconds: 0 },
    };
    for (const [what, metadata] of Object.entries(forged)) {
      const name = `${kind.toLowerCase()}-${what}`;
      const object = withMetadata(objectOf(kind, TEAM, name, podSpec(LATEST)), metadata);
      t.equal(refusedFor(await api.create(object), 'PG101'), 'refused', `${kind}, ${what}`);
      // Up to Kubernetes 1.36 server-side apply does not take a timestamp out of what it creates.
      t.equal(refusedFor(await applied(plane, object), 'PG101'), 'refused', `${kind}, ${what}, by server-side apply`);
    }
  }
  const late = withMetadata(pod(TEAM, 'deleted', LATEST), { deletionTimestamp: '2026-11-21T12:00:00Z' });
  t.equal(refusedFor(await applied(plane, late), 'PG101'), 'refused', 'nor does a Pod');

  const mirror = withMetadata(pod(TEAM, 'mirror', LATEST, { nodeName: 'n-1', automountServiceAccountToken: false }), {
    annotations: MIRROR,
  });
  const admitted = await api.create(mirror);
  t.equal(admitted.status, 201, `a real mirror pod is only reported: ${admitted.message}`);
  t.match(admitted.warnings, [/^Pullgate: \[PG601\]/]);
  t.ok(pullgate.program.running());
});

t.test('what is really being deleted is never held up, whatever its kind', async (t) => {
  const { plane } = await startGuarded(t, { namespaces: [TEAM] });
  for (const kind of ['Pod', ...TEMPLATES] as const) {
    const object = withMetadata(objectOf(kind, TEAM, `held-${kind.toLowerCase()}`, podSpec(LATEST)), {
      finalizers: ['example.com/hold'],
    });
    await createUnjudged(plane, object);
    const path = pathOf(object);
    const deleted = await plane.api.delete(`${path}?gracePeriodSeconds=0`);
    t.ok([200, 202].includes(deleted.status), `${kind} is being deleted: ${deleted.message}`);
    const body = { metadata: { finalizers: null } };
    const released = await plane.api.call({ method: 'PATCH', contentType: MERGE, path, body });
    t.equal(released.status, 200, `${kind}: ${released.message}`);
    t.equal((await plane.api.get(path)).status, 404, `${kind} is gone`);
  }
});

t.test('hundreds and thousands of names of secrets that are not there do not get a `:latest` past', async (t) => {
  const { plane, pullgate } = await startGuarded(t, { namespaces: [TEAM] });
  for (const count of [700, 4_000]) {
    const imagePullSecrets = Array.from({ length: count }, (_, index) => ({ name: `absent-${index}` }));
    for (const kind of ['Pod', 'Deployment'] as const) {
      const object = objectOf(kind, TEAM, `many-${count}`, podSpec(LATEST, { imagePullSecrets }));
      t.equal(refusedFor(await plane.api.create(object), 'PG101'), 'refused', `${kind}, ${count} names`);
    }
  }
  const next = await plane.api.create(pod(TEAM, 'next', PUBLIC_IMAGE));
  t.equal(next.status, 201, next.message);
  t.ok(pullgate.program.running());
});

const ROUNDS = 150;

/** The label of the namespace, set or taken away. */
async function label({ api }: ControlPlane, namespace: string, mode: string | null): Promise<void> {
  const path = `/api/v1/namespaces/${namespace}`;
  const body = { metadata: { labels: { 'pullgate.dev/mode': mode } } };
  const { status, message } = await api.call({ method: 'PATCH', contentType: MERGE, path, body });
  if (status !== 200) throw new Error(message);
}

function both(namespace: string, name: string, image: string): readonly ApiObject[] {
  return [pod(namespace, name, image), objectOf('PodTemplate', namespace, name, podSpec(image))];
}

async function denials({ api }: ControlPlane, objects: readonly ApiObject[]): Promise<readonly string[]> {
  const answers = await Promise.all(objects.map((object) => api.create(object, '?dryRun=All')));
  return answers.flatMap(({ status, message }) => (status === 201 ? [] : [`${status} ${message}`]));
}

t.test(`a label set immediately before a \`:latest\`, ${ROUNDS} times`, async (t) => {
  const { plane } = await startGuarded(t, { namespaces: [TEAM] });
  const wrong: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await label(plane, TEAM, 'warn');
    wrong.push(...(await denials(plane, both(TEAM, `round-${round}`, PUBLIC_LATEST))));
    await label(plane, TEAM, null);
    const isKnown = async () => (await denials(plane, [pod(TEAM, 'known', PUBLIC_LATEST)])).length === 1;
    await waitFor('memory knows that the label is gone', isKnown, { everyMs: 5 });
  }
  t.strictSame(wrong, [], 'none was denied');
  t.comment(`${wrong.length} of ${2 * ROUNDS} denied`);
});

t.test('a label, or what an exemption selects, set while every watch is frozen', async (t) => {
  const plane = await startControlPlane(t);
  const namespaces = ['labelled', 'exempt', 'plain'];
  for (const name of namespaces) await createNamespace(plane, name);
  const watches = await startFrozenWatches(t, plane, await accountToken(plane));
  // A dry run leaves nothing behind; what rests on the cluster denies in it here, too.
  const settings = {
    dryRun: 'enforce',
    exemptions: [{ namespaceSelector: { matchLabels: { legacy: 'true' } }, reason: 'old' }],
  };
  const pullgate = await startPullgate(t, plane, { kubeconfig: watches.kubeconfig, settings });
  await register(plane, pullgate, { probe: 'plain' });
  watches.freeze();
  await label(plane, 'labelled', 'warn');
  const body = { metadata: { labels: { legacy: 'true' } } };
  await plane.api.call({ method: 'PATCH', contentType: MERGE, path: '/api/v1/namespaces/exempt', body });
  for (const image of [PUBLIC_LATEST, 'registry.k8s.io/pause', LATEST, PRIVATE_IMAGE]) {
    for (const namespace of ['labelled', 'exempt']) {
      t.strictSame(await denials(plane, both(namespace, 'frozen', image)), [], `${namespace}, ${image}`);
    }
    t.equal(
      (await denials(plane, both('plain', 'frozen', image))).length,
      2,
      `and without one it is refused: ${image}`,
    );
  }
  t.ok(pullgate.program.running());
});
