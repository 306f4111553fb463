/** What is read of the status of a Pod: everything that the kubelet writes, and nothing that it does not. */
import t from 'tap';
import { hasStarted, MOST_MESSAGE, MOST_NAME, podStatus } from '../src/core/container-status.js';

const IMAGE = 'registry.example.com/team/web:1';

const POD = {
  metadata: {
    name: 'web-5d9-x2x',
    namespace: 'shop',
    uid: 'u-1',
    creationTimestamp: '2026-11-01T10:00:00Z',
    labels: { 'pod-template-hash': '5d9' },
    ownerReferences: [
      { apiVersion: 'v1', kind: 'ConfigMap', name: 'other', uid: 'u-2' },
      { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web-5d9', uid: 'u-3', controller: true },
    ],
  },
  spec: {
    nodeName: 'node-1',
    initContainers: [
      { name: 'prepare', image: IMAGE },
      { name: 'mesh', image: 'mesh:1', restartPolicy: 'Always' },
    ],
    containers: [
      { name: 'web', image: IMAGE },
      { name: 'new', image: 'x' },
    ],
    ephemeralContainers: [{ name: 'debug', image: 'busybox' }],
  },
  status: {
    phase: 'Pending',
    startTime: '2026-11-01T10:00:01Z',
    conditions: [
      {
        type: 'Ready',
        status: 'False',
        reason: 'ContainersNotReady',
        message: 'containers with unready status: [web]',
        lastTransitionTime: '2026-11-01T10:00:02Z',
      },
    ],
    initContainerStatuses: [
      {
        name: 'prepare',
        image: IMAGE,
        imageID: `${IMAGE}@sha256:1`,
        ready: true,
        restartCount: 0,
        started: false,
        state: {
          terminated: {
            exitCode: 0,
            reason: 'Completed',
            startedAt: '2026-11-01T10:00:03Z',
            finishedAt: '2026-11-01T10:00:04Z',
          },
        },
      },
      { name: 'mesh', started: true, imageID: 'sha256:2', state: { running: { startedAt: '2026-11-01T10:00:05Z' } } },
    ],
    containerStatuses: [
      {
        name: 'web',
        image: IMAGE,
        imageID: '',
        ready: false,
        restartCount: 2,
        started: false,
        state: { waiting: { reason: 'ImagePullBackOff', message: 'Back-off pulling image' } },
        lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } },
      },
    ],
  },
};

t.test('as the kubelet writes it', async (t) => {
  const { containers, conditions, ...whole } = podStatus(POD);
  t.strictSame(whole, {
    namespace: 'shop',
    name: 'web-5d9-x2x',
    uid: 'u-1',
    createdAt: '2026-11-01T10:00:00Z',
    isBeingDeleted: false,
    owner: { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web-5d9', uid: 'u-3' },
    revision: '5d9',
    nodeName: 'node-1',
    phase: 'Pending',
    reason: '',
    message: '',
    startTime: '2026-11-01T10:00:01Z',
    more: false,
  });
  t.strictSame(conditions, [
    {
      type: 'Ready',
      status: 'False',
      reason: 'ContainersNotReady',
      message: 'containers with unready status: [web]',
      since: '2026-11-01T10:00:02Z',
    },
  ]);
  t.strictSame(
    containers.map(({ kind, name, image, state, started }) => [kind, name, image, state.is, started]),
    [
      ['init', 'prepare', IMAGE, 'terminated', false],
      ['sidecar', 'mesh', 'mesh:1', 'running', true],
      ['container', 'web', IMAGE, 'waiting', false],
      ['container', 'new', 'x', 'untold', undefined],
      ['ephemeral', 'debug', 'busybox', 'untold', undefined],
    ],
  );
  t.strictSame(containers[2], {
    kind: 'container',
    name: 'web',
    image: IMAGE,
    statusImage: IMAGE,
    imageID: '',
    restartCount: 2,
    ready: false,
    started: false,
    state: { is: 'waiting', reason: 'ImagePullBackOff', message: 'Back-off pulling image' },
    lastState: { is: 'terminated', reason: 'OOMKilled', message: '', exitCode: 137, startedAt: '', finishedAt: '' },
  });
  t.strictSame(containers.map(hasStarted), [true, true, false, false, false]);
});

t.test('one that is being deleted, and one that nothing controls', async (t) => {
  const metadata = { deletionTimestamp: '2026-11-01T10:00:00Z', ownerReferences: [{ kind: 'ReplicaSet', name: 'x' }] };
  const { isBeingDeleted, owner } = podStatus({ metadata });
  t.equal(isBeingDeleted, true);
  t.equal(owner, undefined);
});

t.test('of whatever shape it is', async (t) => {
  for (const odd of [undefined, null, 'text', 7, [], {}, { containers: {} }, { containers: [null, 1, 'x'] }]) {
    for (const pod of [odd, { spec: odd }, { status: odd }, { spec: odd, status: odd }, { metadata: odd }]) {
      t.doesNotThrow(() => podStatus(pod), JSON.stringify(pod));
    }
  }
  const spec = { containers: [{ name: 'web', image: 'x' }] };
  for (const state of [
    null,
    [],
    'x',
    {},
    { waiting: 'x' },
    { running: [] },
    { terminated: 1 },
    JSON.parse('{"__proto__":{"running":{}}}'),
  ]) {
    const { containers } = podStatus({ spec, status: { containerStatuses: [{ name: 'web', state }] } });
    t.strictSame(containers[0]?.state, { is: 'untold' }, JSON.stringify(state));
  }
  const status = { name: 'web', restartCount: '7', started: 'true', ready: 1, state: { waiting: { reason: {} } } };
  const [container] = podStatus({ spec, status: { containerStatuses: [status] } }).containers;
  t.match(container, {
    restartCount: 0,
    started: undefined,
    ready: false,
    state: { is: 'waiting', reason: '', message: '' },
  });
});

t.test('only as much as an honest one can have', async (t) => {
  const many = Array.from({ length: 2000 }, (_, index) => ({ name: `c-${index}`, image: 'x'.repeat(5000) }));
  const statuses = many.map(({ name }) => ({ name, state: { waiting: { message: 'm'.repeat(100_000) } } }));
  const pod = podStatus({
    spec: { containers: many },
    status: { containerStatuses: statuses, conditions: many, message: 'm'.repeat(100_000) },
  });
  t.equal(pod.more, true);
  t.equal(pod.containers.length, 256);
  t.equal(pod.conditions.length, 32);
  t.equal(pod.message.length, MOST_MESSAGE);
  t.equal(pod.containers[0]?.image.length, MOST_NAME);
  t.match(pod.containers[0]?.state, { is: 'waiting', message: 'm'.repeat(MOST_MESSAGE) });
});
