/**
 * `audit --suggest` on a real API server, from its values to what they do: Pods that real controllers made and that have
 * the status a kubelet would give them, the file through the real Helm, the chart installed with it and the labels set that
 * it asks for; and then nothing that runs is denied, by the webhook or by the next audit, and what cannot pull is.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { parse } from 'yaml';
import type { AuditReport } from '../../src/audit/report.js';
import type { ApiObject } from './support/api.js';
import { createNamespace, must } from './support/cluster.js';
import { runCommand } from './support/command.js';
import { type ControlPlane, startControlPlane } from './support/control-plane.js';
import { CHART, createHelm, HELM_VERSIONS, helmed } from './support/helm.js';
import { install } from './support/installation.js';
import { deployment, named, pod, pullSecret } from './support/objects.js';
import { waitFor } from './support/processes.js';
import { MAIN } from './support/pullgate.js';

const NODES = ['node-a', 'node-b', 'node-c'];
const ECR = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/api:1.0';
const PRIVATE = 'registry.example.com/team/app:1.0';
const merge = 'application/merge-patch+json';

interface Scene {
  readonly namespace: string;
  readonly name: string;
  readonly image: string;
  readonly secrets?: readonly string[];
  /** Nodes that its Pods run on; none: it cannot pull. */
  readonly on: readonly string[];
}

const SCENES: readonly Scene[] = [
  // Without a secret, on several nodes: public, whoever says so.
  { namespace: 'blog', name: 'ghost', image: 'quay.io/acme/ghost:5.1', on: ['node-a', 'node-b'] },
  // The nodes have credentials.
  { namespace: 'blog', name: 'api', image: ECR, on: ['node-a', 'node-b', 'node-c'] },
  // With a secret that matches.
  { namespace: 'shop', name: 'web', image: PRIVATE, secrets: ['regcred'], on: ['node-a', 'node-b'] },
  // Without one: the same registry is private all the same.
  { namespace: 'shop', name: 'broken', image: 'registry.example.com/team/other:1.0', on: [] },
  // One node may have been loaded by hand: no proof.
  { namespace: 'lab', name: 'probe', image: 'ghcr.io/acme/probe:1', on: ['node-c'] },
  // A tag is no matter of pulling.
  { namespace: 'shop', name: 'pause', image: 'registry.k8s.io/pause:latest', on: ['node-b', 'node-c'] },
];

const secretsOf = ({ secrets }: Scene) => (secrets === undefined ? {} : named(...secrets));

function deploymentOf(scene: Scene, name = scene.name): ApiObject {
  const { namespace, image, on } = scene;
  const object = deployment(namespace, name, image, secretsOf(scene));
  return { ...object, spec: { ...Object(object['spec']), replicas: Math.max(1, on.length) } };
}

async function podsOf({ api }: ControlPlane, { namespace, name }: Scene): Promise<readonly ApiObject[]> {
  const { items } = await must(api.get(`/api/v1/namespaces/${namespace}/pods?labelSelector=app%3D${name}`));
  return Array.isArray(items) ? items : [];
}

/** As the scheduler and the kubelet of its node would. */
async function settle({ api }: ControlPlane, { metadata }: ApiObject, { image, on }: Scene, at: number): Promise<void> {
  const path = `/api/v1/namespaces/${metadata?.namespace}/pods/${metadata?.name}`;
  const target = { apiVersion: 'v1', kind: 'Node', name: on[at] ?? NODES[0] };
  const binding = { apiVersion: 'v1', kind: 'Binding', metadata: { name: metadata?.name }, target };
  await must(api.call({ method: 'POST', path: `${path}/binding`, body: binding }));
  const runs = on.length > 0;
  const repository = image.slice(0, image.lastIndexOf(':'));
  const told = runs
    ? {
        ...{ ready: true, imageID: `${repository}@sha256:${'a1'.repeat(32)}` },
        state: { running: { startedAt: '2026-11-20T00:00:00Z' } },
      }
    : {
        ready: false,
        imageID: '',
        state: { waiting: { reason: 'ImagePullBackOff', message: 'Back-off pulling image' } },
      };
  const status = {
    phase: runs ? 'Running' : 'Pending',
    containerStatuses: [{ name: 'app', image, restartCount: 0, started: runs, ...told }],
  };
  await must(api.call({ method: 'PATCH', path: `${path}/status`, body: { status }, contentType: merge }));
}

t.test('values out of what runs, installed: nothing that runs is denied, what cannot pull is', async (t) => {
  const plane = await startControlPlane(t);
  const { api } = plane;
  for (const namespace of new Set(SCENES.map((each) => each.namespace))) await createNamespace(plane, namespace);
  await must(api.create(pullSecret('shop', 'regcred')));
  for (const name of NODES) {
    const node = {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name },
      spec: { providerID: `aws:///eu-west-1a/i-${name}` },
    };
    await must(api.call({ method: 'POST', path: '/api/v1/nodes', body: node }));
  }
  for (const scene of SCENES) {
    await must(api.create(deploymentOf(scene)));
    const wanted = Math.max(1, scene.on.length);
    await waitFor(`the Pods of ${scene.name}`, async () => (await podsOf(plane, scene)).length === wanted);
    for (const [at, each] of (await podsOf(plane, scene)).entries()) await settle(plane, each, scene, at);
  }

  const pullgate = (...args: readonly string[]) =>
    runCommand({
      path: process.execPath,
      args: [MAIN, ...args, '--kubeconfig', plane.admin],
      folder: plane.folder,
      env: { PATH: process.env['PATH'], HOME: plane.folder },
    });
  const suggested = await pullgate('audit', '--suggest', '--strict');
  t.equal(suggested.code, 0, suggested.stderr);
  t.equal(suggested.stderr, '');
  t.equal((await pullgate('audit', '--suggest', '--strict')).stdout, suggested.stdout, 'twice the same bytes');
  const values = join(plane.folder, 'values.yaml');
  writeFileSync(values, suggested.stdout);
  const { policy } = parse(suggested.stdout);
  t.match(
    policy.registries.public,
    ['quay.io/acme/'].map(() => /^quay\.io\/acme\//),
  );
  t.equal(policy.cluster.provider, 'eks');

  for (const version of HELM_VERSIONS) {
    const helm = createHelm(version, plane.folder);
    await helmed(helm(['lint', '--strict', CHART, '--kube-version', '1.36.0', '-f', values]));
    t.ok(
      (await helmed(helm(['template', 'pullgate', CHART, '--kube-version', '1.36.0', '-f', values]))).includes(
        'quay.io/acme/',
      ),
      `Helm ${version}`,
    );
  }

  // The file's own commands, as they are printed.
  const lines = suggested.stdout
    .split('\n')
    .flatMap((line) => /^# +kubectl (label namespace .*)$/.exec(line)?.[1] ?? []);
  t.strictSame(lines, ['label namespace lab pullgate.dev/mode=warn --overwrite']);
  for (const line of lines) t.equal((await plane.kubectl(line.split(' '))).code, 0, line);
  const release = await install(t, plane, { files: [values] });
  await release.start();
  // A dry run of what would be denied is warned about.
  const bad = pod('blog', 'bad', PRIVATE);
  const isAsked = async (): Promise<boolean> => (await api.create(bad, '?dryRun=All')).warnings.length > 0;
  await waitFor('its webhooks are asked', isAsked, { forMs: 30_000 });

  for (const scene of SCENES) {
    const runs = scene.on.length > 0;
    // A copy of the template, and a Pod as a person makes it.
    for (const made of [
      deploymentOf(scene, `${scene.name}-again`),
      pod(scene.namespace, `${scene.name}-again`, scene.image, secretsOf(scene)),
    ]) {
      const { status, message } = await api.create(made);
      t.equal(status, runs ? 201 : 403, `${made.kind} ${scene.namespace}/${scene.name}: ${message}`);
    }
    if (!runs) continue;
    const { namespace, name } = scene;
    const path = `/apis/apps/v1/namespaces/${namespace}/deployments/${name}`;
    const env = [{ name: 'ROLLED', value: 'yes' }];
    const body = { spec: { template: { spec: { containers: [{ name: 'app', env }] } } } };
    const rolled = await api.call({
      method: 'PATCH',
      path,
      body,
      contentType: 'application/strategic-merge-patch+json',
    });
    t.equal(rolled.status, 200, `${namespace}/${name} is rolled out: ${rolled.message}`);
  }
  const { owners, policy: judgedBy }: AuditReport = JSON.parse((await pullgate('audit', '-o', 'json')).stdout);
  t.match(judgedBy, { from: 'cluster', mode: 'enforce', assumed: '' });
  t.strictSame(
    owners.filter(({ decision }) => decision === 'deny').map(({ object }) => `${object.namespace}/${object.name}`),
    ['shop/broken'],
    'the next audit says the same',
  );
});
