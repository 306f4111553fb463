/**
 * Which requests the chart's webhooks are asked about, by a real API server: its rules, selectors and conditions alone.
 * There is no Pullgate, and `failurePolicy` is Fail, so that every request that would be sent is refused for want of it.
 * A condition that failed for some object would let it through unseen (design 11.1).
 */
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { WORKLOADS } from '../../src/core/workloads.js';
import type { ApiAnswer, ApiObject } from './support/api.js';
import { createNamespace, must } from './support/cluster.js';
import { type ControlPlane, startControlPlane } from './support/control-plane.js';
import { CHART, createHelm, helmed } from './support/helm.js';
import { type Kind, objectOf, PUBLIC_IMAGE, pod, podSpec } from './support/objects.js';
import { waitFor } from './support/processes.js';

const TEAM = 'team';
const MERGE = 'application/merge-patch+json';
const OTHER = { containers: [{ name: 'app', image: 'registry.k8s.io/pause:3.9' }] };
const PODS = 'check.pullgate.dev';
const TEMPLATES = 'workloads.check.pullgate.dev';

/** The kinds of charts/pullgate/ci/injection-all.yaml; what is in them is nobody's business but ours. */
const EXTRA = [
  { group: 'argoproj.io', version: 'v1alpha1', kind: 'Rollout', resource: 'rollouts' },
  { group: 'example.com', version: 'v1', kind: 'Sweep', resource: 'sweeps' },
] as const;

/** A change of each kind that leaves its pods as they are. */
const BESIDE: Readonly<Record<Kind, object | undefined>> = {
  Pod: undefined,
  PodTemplate: undefined,
  ReplicationController: { replicas: 3 },
  Deployment: { replicas: 3, paused: true },
  ReplicaSet: { replicas: 3 },
  StatefulSet: { replicas: 3 },
  DaemonSet: { minReadySeconds: 5 },
  Job: { parallelism: 2 },
  CronJob: { suspend: true, schedule: '1 1 1 1 *' },
};

/** The webhook that would have been asked; undefined where the request passed. */
function askedBy({ status, message }: ApiAnswer): string | undefined {
  const webhook = /failed calling webhook "(.*?)"/.exec(message)?.[1];
  if (webhook === undefined && status > 201) throw new Error(`${status}: ${message}`);
  return webhook;
}

function pathOf(group: string, version: string, resource: string, name = ''): string {
  const root = group === '' ? '/api/v1' : `/apis/${group}/${version}`;
  return `${root}/namespaces/${TEAM}/${resource}${name === '' ? '' : `/${name}`}`;
}

async function patched({ api }: ControlPlane, path: string, body: object): Promise<string | undefined> {
  return askedBy(await api.call({ method: 'PATCH', contentType: MERGE, path, body }));
}

function definitionOf({ group, version, kind, resource }: (typeof EXTRA)[number]): ApiObject {
  const open = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${resource}.${group}` },
    spec: {
      group,
      scope: 'Namespaced',
      names: { kind, plural: resource },
      versions: [{ name: version, served: true, storage: true, schema: { openAPIV3Schema: open } }],
    },
  };
}

function custom({ group, version, kind }: (typeof EXTRA)[number], name: string, more: object): ApiObject {
  return { apiVersion: `${group}/${version}`, kind, metadata: { namespace: TEAM, name }, ...more };
}

const template = (image: string) => ({ template: { spec: podSpec(image) } });

const [ROLLOUT, SWEEP] = EXTRA;

/** All that is there before the webhooks. */
async function fill(plane: ControlPlane): Promise<void> {
  const { api } = plane;
  const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
  for (const kind of EXTRA) {
    await must(api.call({ method: 'POST', path: definitions, body: definitionOf(kind) }));
  }
  for (const { kind } of WORKLOADS) {
    const account = { automountServiceAccountToken: false };
    const object = objectOf(kind, TEAM, 'old', podSpec(PUBLIC_IMAGE, account));
    const spec = kind === 'Job' ? { spec: { ...Object(object['spec']), suspend: true } } : {};
    await must(api.create({ ...object, ...spec }));
  }
  const held = pod(TEAM, 'held', PUBLIC_IMAGE);
  await must(api.create({ ...held, metadata: { ...held.metadata, finalizers: ['example.com/hold'] } }));
  await waitFor('the further kinds are served', async () => {
    const answers = await Promise.all(EXTRA.map((kind) => api.get(pathOf(kind.group, kind.version, kind.resource))));
    return answers.every(({ status }) => status === 200);
  });
  const objects = [
    custom(ROLLOUT, 'old', { spec: { replicas: 1, ...template(PUBLIC_IMAGE) } }),
    custom(ROLLOUT, 'text', { spec: 'a text' }),
    custom(ROLLOUT, 'bare', {}),
    custom(SWEEP, 'old', { namespace: { jobs: template(PUBLIC_IMAGE) }, size: 1 }),
    custom(SWEEP, 'list', { namespace: ['a', 'list'] }),
  ];
  for (const object of objects) await must(api.create(object));
}

/** One template, as Helm renders it. */
async function applied(plane: ControlPlane, template: string, values: readonly string[]): Promise<void> {
  const only = ['--show-only', `templates/${template}.yaml`];
  const args = ['template', 'pullgate', CHART, '-n', 'pullgate', '--kube-version', '1.36.0', ...values, ...only];
  const manifest = await helmed(createHelm(4, plane.folder)(args));
  const { code, stderr } = await plane.kubectl(['apply', '-f', '-'], { stdin: manifest });
  if (code !== 0) throw new Error(stderr);
}

/** Ends once the webhooks are in force. */
async function guard(plane: ControlPlane): Promise<void> {
  const values = ['-f', join(CHART, 'ci', 'injection-all.yaml'), '--set', 'webhook.failurePolicy=Fail'];
  await applied(plane, 'validatingwebhookconfiguration', values);
  await waitFor('the webhooks are in force', async () => {
    const probes = [pod(TEAM, 'probe', PUBLIC_IMAGE), objectOf('PodTemplate', TEAM, 'probe', podSpec(PUBLIC_IMAGE))];
    const answers = await Promise.all(probes.map((object) => plane.api.create(object, '?dryRun=All')));
    return answers.every((answer) => askedBy(answer) !== undefined);
  });
}

t.test('the webhooks are asked about new objects and changed pods, and about nothing else', async (t) => {
  const plane = await startControlPlane(t);
  for (const name of [TEAM, 'pullgate']) await createNamespace(plane, name);
  await createNamespace(plane, 'off', { 'pullgate.dev/mode': 'off' });
  await fill(plane);
  await guard(plane);
  for (const workload of WORKLOADS) {
    await t.test(`built-in kind ${workload.kind}`, (t) => builtIn(t, plane, workload));
  }
  await t.test('Pods', (t) => pods(t, plane));
  await t.test('further kinds', (t) => further(t, plane));
  await t.test('namespaces that are left alone', async (t) => {
    for (const namespace of ['pullgate', 'kube-system', 'kube-public', 'off']) {
      const account = { serviceAccountName: 'default', automountServiceAccountToken: false };
      const object = objectOf('PodTemplate', namespace, 'new', podSpec(PUBLIC_IMAGE, account));
      t.equal(askedBy(await plane.api.create(object)), undefined, namespace);
    }
  });
});

async function builtIn(t: Test, plane: ControlPlane, workload: (typeof WORKLOADS)[number]): Promise<void> {
  const { kind, group, resource, podSpec: fields } = workload;
  const webhook = kind === 'Pod' ? PODS : TEMPLATES;
  const path = pathOf(group, 'v1', resource, 'old');
  // The template of a Job is fixed, but for where its pods may run while it waits.
  const change = kind === 'Job' ? { nodeSelector: { disk: 'fast' } } : OTHER;
  const nested = fields.reduceRight<object>((inner, field) => ({ [field]: inner }), change);
  const created = await plane.api.create(objectOf(kind, TEAM, 'new', podSpec(PUBLIC_IMAGE)));
  t.equal(askedBy(created), webhook, 'created');
  const forged = objectOf(kind, TEAM, 'forged', podSpec(PUBLIC_IMAGE));
  const metadata = { ...forged.metadata, deletionTimestamp: '2026-11-21T12:00:00Z', deletionGracePeriodSeconds: 0 };
  const apply = {
    method: 'PATCH',
    path: `${pathOf(group, 'v1', resource, 'forged')}?fieldManager=tenant`,
    contentType: 'application/apply-patch+yaml',
    body: { ...forged, metadata },
  };
  t.equal(askedBy(await plane.api.call(apply)), webhook, 'created by server-side apply, with a deletion of its own');
  t.equal(await patched(plane, path, { metadata: { labels: { tier: 'front' } } }), undefined, 'labelled');
  t.equal(await patched(plane, path, { metadata: { finalizers: ['example.com/x'] } }), undefined, 'finalizer added');
  t.equal(await patched(plane, path, { metadata: { finalizers: [] } }), undefined, 'finalizer removed');
  const beside = BESIDE[kind];
  if (beside !== undefined) t.equal(await patched(plane, path, { spec: beside }), undefined, 'scaled, suspended');
  t.equal(await patched(plane, path, nested), webhook, 'its pods changed');
}

async function pods(t: Test, plane: ControlPlane): Promise<void> {
  const { api } = plane;
  const path = pathOf('', 'v1', 'pods', 'old');
  const ephemeralContainers = [{ name: 'debug', image: PUBLIC_IMAGE }];
  t.equal(await patched(plane, `${path}/ephemeralcontainers`, { spec: { ephemeralContainers } }), PODS, 'ephemeral');
  t.equal(await patched(plane, `${path}/status`, { status: { message: 'x' } }), undefined, 'status');
  const held = pathOf('', 'v1', 'pods', 'held');
  t.equal(await patched(plane, held, { spec: { activeDeadlineSeconds: 600 } }), PODS, 'before it is deleted');
  await must(api.delete(`${held}?gracePeriodSeconds=0`), [200, 202]);
  t.equal(await patched(plane, held, { spec: { activeDeadlineSeconds: 600 } }), undefined, 'as it is deleted');
  t.equal(await patched(plane, held, { metadata: { finalizers: [] } }), undefined, 'its last finalizer');
}

async function further(t: Test, plane: ControlPlane): Promise<void> {
  const rollout = (name: string) => pathOf(ROLLOUT.group, ROLLOUT.version, ROLLOUT.resource, name);
  const sweep = (name: string) => pathOf(SWEEP.group, SWEEP.version, SWEEP.resource, name);
  const rows: readonly (readonly [string, string, object, string | undefined])[] = [
    ['labelled', rollout('old'), { metadata: { labels: { tier: 'front' } } }, undefined],
    ['a field beside spec', rollout('old'), { note: 'x' }, undefined],
    ['its pods changed', rollout('old'), { spec: template('nginx:latest') }, TEMPLATES],
    ['a spec that was a text', rollout('text'), { spec: template('nginx:latest') }, TEMPLATES],
    ['a spec that was not there', rollout('bare'), { spec: template('nginx:latest') }, TEMPLATES],
    ['a spec that becomes a text', rollout('old'), { spec: 'a text' }, TEMPLATES],
    ['labelled, its path begins with a word of CEL', sweep('old'), { metadata: { labels: { a: 'b' } } }, undefined],
    ['a field beside that', sweep('old'), { size: 2 }, undefined],
    ['its pods changed there', sweep('old'), { namespace: { jobs: template('nginx:latest') } }, TEMPLATES],
    ['a list that becomes a path', sweep('list'), { namespace: { jobs: template('nginx:latest') } }, TEMPLATES],
  ];
  for (const [about, path, body, webhook] of rows) t.equal(await patched(plane, path, body), webhook, about);
  const created = custom(SWEEP, 'new', { namespace: 'a text' });
  t.equal(askedBy(await plane.api.create(created)), TEMPLATES, 'created');
}

t.test('the guard of the labels cannot be walked round by status and finalize', async (t) => {
  const plane = await startControlPlane(t);
  await createNamespace(plane, TEAM);
  const own = `/api/v1/namespaces/${TEAM}`;
  const body = (mode: string) => ({ metadata: { labels: { 'pullgate.dev/mode': mode } } });
  const patch = (path: string, mode: string, query = '') =>
    plane.api.call({ method: 'PATCH', contentType: MERGE, path: `${path}${query}`, body: body(mode) });
  t.match(await patch(`${own}/status`, 'warn'), { status: 200, body: body('warn') }, 'status carries labels, too');
  const values = ['--set', 'labelGuard.enabled=true,labelGuard.allowedGroups={operators}'];
  await applied(plane, 'label-guard', values);
  await waitFor('the policy is in force', async () => (await patch(own, 'off', '?dryRun=All')).status === 403);
  const said = /labels pullgate\.dev\/\* of namespaces may be changed only by/;
  t.match(await patch(`${own}/status`, 'off'), { status: 403, message: said }, 'status');
  const found = await must(plane.api.get(own));
  const metadata = { ...found.metadata, ...body('off').metadata };
  const finalize = { method: 'PUT', path: `${own}/finalize`, body: { ...found, metadata } };
  t.match(await plane.api.call(finalize), { status: 403, message: said }, 'finalize');
  t.match(await plane.api.call({ ...finalize, body: found }), { status: 200 }, 'finalize that changes no label');
  t.match(await plane.api.delete(own), { status: 200 }, 'a namespace with a label can be deleted');
  await waitFor('the namespace is gone', async () => (await plane.api.get(own)).status === 404);
});

t.test('older clusters get what they understand, whatever their providers add to the version', async (t) => {
  const helm = createHelm(4, t.testdir());
  const render = (version: string, values: readonly string[] = []) =>
    helm(['template', 'pullgate', CHART, '-n', 'pullgate', '--kube-version', version, ...values]);
  const versions: Readonly<Record<string, readonly [conditions: boolean, distribution: boolean]>> = {
    '1.28.0': [false, false],
    'v1.29.9+k3s1': [false, false],
    'v1.30.4-eks-a737599': [true, false],
    'v1.33.5-gke.1162000': [true, true],
  };
  for (const [version, [conditions, distribution]] of Object.entries(versions)) {
    const text = await helmed(render(version));
    t.equal(text.includes('matchConditions:'), conditions, `${version}: conditions`);
    t.equal(text.includes('trafficDistribution:'), distribution, `${version}: near replicas first`);
  }
  t.match(await render('1.27.16'), { code: 1, stderr: /requires kubeVersion: >=1\.28\.0-0/ });
  const condition = '--set-json=webhook.matchConditions=[{"name":"a","expression":"true"}]';
  t.match(await render('1.29.0', [condition]), { code: 1, stderr: /webhook\.matchConditions need Kubernetes 1\.30/ });
  const labelGuard = ['--set', 'labelGuard.enabled=true'];
  t.match(await render('1.29.0', labelGuard), { code: 1, stderr: /labelGuard needs Kubernetes 1\.30/ });
});
