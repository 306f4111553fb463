/** What becomes of admitted Pods: each failure counted once, by the replica that admitted it, and by no other. */
import t from 'tap';
import { type Outcomes, openOutcomes } from '../src/cli/outcomes.js';
import { convertFailed } from '../src/cluster/failed-pulls.js';
import { CLUSTER_SOURCE } from '../src/config/server-settings.js';
import { createAdmittedPods } from '../src/core/pull-words/admitted.js';
import type { Admission } from '../src/core/types.js';
import { createLog } from '../src/log/log.js';
import { createMetricsRegistry } from '../src/metrics/registry.js';
import { writeKubeconfig } from './support/cluster-cli.js';
import { type ApiObject, startFakeApi } from './support/fake-api-server.js';
import { until } from './support/live.js';

const IMAGE = 'registry.example.com/team/web:2';

const event = (
  name: string,
  uid: string,
  message: string,
  more: Readonly<Record<string, unknown>> = {},
): ApiObject => ({
  kind: 'Event',
  metadata: { name, namespace: 'shop' },
  reason: 'Failed',
  involvedObject: { kind: 'Pod', namespace: 'shop', name: 'web', uid, fieldPath: 'spec.containers{web}' },
  message,
  ...more,
});

const NOT_FOUND = `Failed to pull image "${IMAGE}": ${IMAGE}: not found`;

function created(uid: string, more: Partial<Admission> = {}): Admission {
  const ownerReferences = [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web-5d9', controller: true }];
  return {
    uid: 'r',
    operation: 'CREATE',
    kind: { group: '', version: 'v1', kind: 'Pod' },
    resource: 'pods',
    subresource: '',
    namespace: 'shop',
    name: 'web',
    user: 'u',
    groups: [],
    source: 'review',
    dryRun: false,
    object: { metadata: { uid, ownerReferences } },
    oldObject: () => null,
    ...more,
  };
}

const ALLOWED = { allowed: true, decision: 'allow', findings: [] } as const;

t.test('what is remembered is bounded, and each cause of a container told once', async (t) => {
  const pods = createAdmittedPods(2);
  const pod = { warned: false, owner: '' };
  for (const uid of ['a', 'b', 'b', '', 'c']) pods.note(uid, pod);
  t.equal(pods.size(), 2);
  t.equal(pods.failed('a', 'web', 'disk-full'), undefined, 'the oldest went');
  t.match(pods.failed('b', 'web', 'disk-full'), pod);
  t.equal(pods.failed('b', 'web', 'disk-full'), undefined);
  t.match(pods.failed('b', 'web', 'plain-http'), pod);
  t.match(pods.failed('b', 'other', 'disk-full'), pod);
  t.equal(pods.failed('stranger', 'web', 'disk-full'), undefined);
  for (let at = 0; at < 200; at += 1) pods.failed('c', `c-${at}`, 'disk-full');
  t.equal(pods.failed('c', 'last', 'disk-full'), undefined, 'a Pod is told of so often and no more');
});

t.test('Events as they come', async (t) => {
  const read = (message: string, more: Readonly<Record<string, unknown>> = {}) => {
    const made = event('e', 'u', message, more);
    return convertFailed({ ...made, metadata: { ...made.metadata, uid: 'x', resourceVersion: '1' } })?.value;
  };
  t.match(read(NOT_FOUND), { pod: 'web', uid: 'u', container: 'web', image: IMAGE, cause: 'image-not-found' });
  t.match(read('Failed to pull image "x": the moon is full'), { cause: 'unknown' });
  t.match(read('Error: InvalidImageName'), { cause: 'image-invalid', image: '' });
  t.match(read('Error: ErrImageNeverPull'), { cause: 'never-pulled' });
  t.match(read('Error: illegal base64 data at input byte 8'), { cause: 'secret-malformed' });
  t.match(read('Failed to pull image "x": Get https://u:hunter2@h/: EOF')?.words, /\(hidden\)@h/);
  for (const message of ['Error: ImagePullBackOff', 'Error: ErrImagePull', 'Error: cannot start', 'anything']) {
    t.equal(read(message), undefined, message);
  }
  t.equal(read(NOT_FOUND, { involvedObject: { kind: 'Job', uid: 'u' } }), undefined);
  for (const odd of [undefined, null, 'x', [], {}, { metadata: {} }]) t.equal(convertFailed(odd), undefined);
});

t.test('counted and logged once, for who admitted it', async (t) => {
  const api = await startFakeApi();
  const lines: string[] = [];
  const open = async () => {
    const registry = createMetricsRegistry({ version: '0', node: 'v0' });
    const log = createLog({ level: 'info', to: { write: (line) => void lines.push(line) } });
    const source = { ...CLUSTER_SOURCE, kubeconfig: writeKubeconfig(api) };
    const faults = { note: (_: unknown, error: unknown) => t.fail(String(error)), count: () => t.fail('a fault') };
    const outcomes: Outcomes = await openOutcomes({ source, log, registry, faults, io: { env: {}, cwd: '/' } });
    const counted = async (): Promise<readonly string[]> =>
      (await registry.metrics())
        .split('\n')
        .filter((line) => line.startsWith('pullgate_admitted_pulls_failed_total') && !line.endsWith(' 0'));
    return { outcomes, counted };
  };
  const [one, other] = [await open(), await open()];
  t.teardown(async () => {
    await Promise.all([one.outcomes.stop(), other.outcomes.stop()]);
    await api.close();
  });
  api.put(event('before', 'admitted', NOT_FOUND));
  one.outcomes.note(created('admitted'), ALLOWED);
  one.outcomes.note(created('warned'), { ...ALLOWED, decision: 'warn', findings: [{ code: 'PG201' }] as never });
  one.outcomes.note(created('tag'), { ...ALLOWED, decision: 'warn', findings: [{ code: 'PG101' }] as never });
  one.outcomes.note(created('denied'), { ...ALLOWED, allowed: false, decision: 'deny' });
  one.outcomes.note(created('skipped'), { ...ALLOWED, decision: 'skip' });
  one.outcomes.note(created('dry', { dryRun: true }), ALLOWED);
  one.outcomes.note(created('update', { operation: 'UPDATE' }), ALLOWED);
  one.outcomes.note(created('template', { kind: { group: 'apps', version: 'v1', kind: 'Deployment' } }), ALLOWED);
  for (const { outcomes } of [one, other]) outcomes.start();
  await until(() => api.openWatches() === 2);
  for (const uid of [
    'admitted',
    'admitted',
    'warned',
    'tag',
    'denied',
    'skipped',
    'dry',
    'update',
    'template',
    'stranger',
  ]) {
    api.put(event(`of-${uid}`, uid, NOT_FOUND));
  }
  api.put(event('last', 'admitted', `Failed to pull image "${IMAGE}": dial tcp: lookup r: no such host`));
  await until(() => lines.filter((line) => line.includes('"event":"outcome"')).length >= 4);
  t.strictSame([...(await one.counted())].sort(), [
    'pullgate_admitted_pulls_failed_total{cause="image-not-found",warned="false"} 2',
    'pullgate_admitted_pulls_failed_total{cause="image-not-found",warned="true"} 1',
    'pullgate_admitted_pulls_failed_total{cause="name-unresolved",warned="false"} 1',
  ]);
  t.strictSame(await other.counted(), [], 'the other replica admitted nothing');
  const told = lines.map((line) => JSON.parse(line)).filter((line) => line.event === 'outcome');
  t.equal(told.length, 4);
  t.match(told[0], {
    level: 'warn',
    resource_namespace: 'shop',
    pod: 'web',
    container: 'web',
    image: IMAGE,
    owner: 'ReplicaSet/web-5d9',
    cause: 'image-not-found',
    code: 'PG502',
    warned: false,
  });
});

t.test('a directory has no Events', async (t) => {
  const source = { ...CLUSTER_SOURCE, directory: '/x' };
  const options = { source, io: { env: {}, cwd: '/' } } as never;
  await t.rejects(openOutcomes(options), { message: /a directory of manifests has none/ });
});
