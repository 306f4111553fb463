/**
 * `pullgate export vap` on a real API server: every object of the corpus is created as a dry run, and what the exported
 * policies say of it is held against the engine, restricted to the codes that they have: PG206 and PG403, which only the
 * cluster tells apart from PG201, count as it, and nothing else differs.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.js';
import type { Admission } from '../../src/core/types.js';
import { findWorkload } from '../../src/core/workloads.js';
import { type Exported, exportPolicies } from '../../src/export/policies.js';
import { renderExport } from '../../src/export/render.js';
import { assess } from '../../src/facts/assess.js';
import { mergeSettings, NOW } from '../support/case.js';
import { stateOf } from '../support/state.js';
import type { ApiAnswer, ApiObject } from './support/api.js';
import { createNamespace, must } from './support/cluster.js';
import { type ControlPlane, startControlPlane } from './support/control-plane.js';
import { exportCorpus } from './support/export-corpus.js';
import { withoutGate } from './support/minor.js';
import { deployment, objectOf, pod, podSpec } from './support/objects.js';
import { waitFor } from './support/processes.js';

const EXCLUDED = ['kube-node-lease', 'kube-public', 'kube-system', 'open'];
const AT_ONCE = 8;

/** Refused, or warned of, by every policy of the settings here. */
function probes(namespace: string): readonly ApiObject[] {
  const volumes = [{ name: 'idle', image: { reference: 'nginx:1:2' } }];
  const all = [
    pod(namespace, 'probe', 'nginx:1:2'),
    pod(namespace, 'probe', 'registry.k8s.io/pause:3.10', { volumes }),
  ];
  // Where there are no image volumes, the API server drops them, and nobody is warned.
  return withoutGate('ImageVolume') === false ? all : all.slice(0, 1);
}

async function holds({ api }: ControlPlane, namespace: string): Promise<boolean> {
  const answers = await Promise.all(probes(namespace).map((each) => api.create(each, DRY)));
  return answers.every((answer) => {
    const { denied = [], warned = [] } = byPolicies(answer) ?? {};
    return denied.length + warned.length > 0;
  });
}

async function install(plane: ControlPlane, settings: Settings, name: string): Promise<Exported> {
  const options = { static: false, excluded: EXCLUDED };
  const exported = exportPolicies(settings, options);
  const file = join(plane.folder, `${name}.yaml`);
  writeFileSync(file, renderExport(exported, name, options));
  const applied = await plane.kubectl(['apply', '-f', file]);
  if (applied.code !== 0) throw new Error(applied.stderr);
  await waitFor(`the policies of ${name} hold`, () => holds(plane, 'corpus'), { forMs: 30_000, everyMs: 100 });
  return exported;
}

async function remove(plane: ControlPlane): Promise<void> {
  await plane.kubectl(['delete', 'validatingadmissionpolicies,validatingadmissionpolicybindings', '--all']);
  const gone = async (): Promise<boolean> => {
    const answers = await Promise.all(probes('corpus').map((each) => plane.api.create(each, DRY)));
    return answers.every(({ status, warnings }) => status < 300 && !/Validation failed/.test(warnings.join(' ')));
  };
  await waitFor('the policies are gone', gone, { forMs: 30_000, everyMs: 100 });
}

const DRY = '?dryRun=All';

/** Sorted codes in the words of the policies. */
function codesIn(text: string): readonly string[] {
  return [...new Set(Array.from(text.matchAll(/\[(PG\d{3})\]/g), ([, code = '']) => code))].sort();
}

interface Verdict {
  readonly denied: readonly string[];
  readonly warned: readonly string[];
}

/** Undefined where somebody else refused it. */
function byPolicies({ status, message, warnings }: ApiAnswer): Verdict | undefined {
  if (status >= 300 && !message.includes('ValidatingAdmissionPolicy')) return undefined;
  const denied = status >= 300 ? codesIn(message) : [];
  if (status >= 300 && denied.length === 0) throw new Error(message);
  const told = warnings.filter((each) => each.startsWith('Validation failed for ValidatingAdmissionPolicy'));
  return { denied, warned: codesIn(told.join(' ')) };
}

/** PG206 and PG403 are told apart from PG201 by the cluster alone. */
const AS_ONE: Readonly<Record<string, string>> = { PG206: 'PG201', PG403: 'PG201' };

async function byEngine(
  object: ApiObject,
  settings: Settings,
  codes: readonly string[],
  more: Partial<Admission> = {},
): Promise<Verdict> {
  const { apiVersion = 'v1', kind = '' } = object;
  const slash = apiVersion.indexOf('/');
  const gvk = { group: slash === -1 ? '' : apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1), kind };
  const namespace = object.metadata?.namespace ?? '';
  const admission: Admission = {
    uid: 'export',
    operation: 'CREATE',
    kind: gvk,
    resource: findWorkload(gvk, [])?.resource ?? '',
    subresource: '',
    namespace,
    name: object.metadata?.name ?? '',
    user: 'admin',
    groups: ['system:masters', 'system:authenticated'],
    dryRun: true,
    source: 'review',
    object,
    oldObject: () => undefined,
    ...more,
  };
  const labels = LABELS[namespace] ?? {};
  const state = stateOf([
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels } },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace } },
  ]);
  const { findings } = await assess(admission, { settings, state, now: NOW });
  const of = (action: string): readonly string[] => {
    const found = findings.filter((each) => each.action === action).map(({ code }) => AS_ONE[code] ?? code);
    return [...new Set(found)].filter((code) => codes.includes(code) && (code !== 'PG201' || kind === 'Pod')).sort();
  };
  return { denied: of('deny'), warned: of('warn') };
}

const LABELS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  corpus: {},
  softly: { 'pullgate.dev/mode': 'warn', team: 'soft' },
  silent: { 'pullgate.dev/mode': 'audit' },
  none: { 'pullgate.dev/mode': 'off' },
  wrong: { 'pullgate.dev/mode': 'strict' },
};

const PROVIDER = { provider: 'none', pods: true } as const;

/** Policies that differ in everything that an export can say. */
const POLICIES: Readonly<Record<string, Settings>> = {
  'as it comes': mergeSettings({ cluster: PROVIDER }),
  'digests, weaker tags, exemptions': mergeSettings({
    cluster: PROVIDER,
    rules: { PG101: 'warn', PG104: 'deny', PG103: 'deny' },
    registries: {
      ...DEFAULT_SETTINGS.registries,
      public: ['quay.io', '*.example.com', 'docker.io/acme/'],
      private: ['quay.io/secret/'],
    },
    images: { preloaded: ['registry.example.com/team/'], filledInLater: ['auto'] },
    exemptions: [
      { images: ['docker.io/library/', 'ghcr.io', '*.internal.example.com:5000/team'], rules: ['PG104', 'PG102'] },
      { images: ['registry.example.com'], users: ['adm*'] },
      { rules: ['PG101'], groups: ['system:mas*ers'], namespaces: ['soft*'] },
      {
        namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'In', values: ['soft'] }] },
        images: ['quay.io'],
      },
      { images: ['gcr.io'], expires: '2020-01-01' },
      { images: ['mcr.microsoft.com'], expires: '2999-01-01' },
    ],
  }),
  'warn for templates, annotations count': mergeSettings({
    cluster: PROVIDER,
    workloads: { mode: 'warn' },
    rules: { PG102: 'audit', PG104: 'warn' },
    dryRun: 'enforce',
    registries: {
      ...DEFAULT_SETTINGS.registries,
      builtinPublic: false,
      unlisted: 'public',
      private: ['registry.example.com', 'docker.io/acme/'],
    },
    ignoreAnnotations: true,
    messages: { ...DEFAULT_SETTINGS.messages, help: 'https://wiki.example.com/{code}', contact: '#platform' },
  }),
};

const answers = new WeakMap<ApiObject, Promise<ApiAnswer>>();

/** The corpus is the same for all policies, and so is what becomes of it where none holds. */
function openly({ api }: ControlPlane, sent: ApiObject): Promise<ApiAnswer> {
  const known = answers.get(sent) ?? api.create({ ...sent, metadata: { ...sent.metadata, namespace: 'open' } }, DRY);
  answers.set(sent, known);
  return known;
}

const corpus = await exportCorpus('corpus');

async function compareAll(t: Test, plane: ControlPlane, name: string, settings: Settings): Promise<void> {
  const exported = await install(plane, settings, name.replace(/[^a-z]+/g, '-'));
  const waiting = [...corpus.entries()];
  const count = { same: 0, denied: 0, warned: 0, refused: 0 };
  const play = async (namespace: string, label: string, sent: ApiObject): Promise<void> => {
    // As admission leaves it, where no policy holds: what the webhook would be shown.
    const open = await openly(plane, sent);
    if (open.status >= 300) {
      count.refused += 1;
      return;
    }
    const answer = byPolicies(await plane.api.create({ ...sent, metadata: { ...sent.metadata, namespace } }, DRY));
    const shown = { ...open.body, metadata: { ...open.body.metadata, namespace } };
    const engine = await byEngine(shown, settings, exported.codes);
    count.denied += engine.denied.length > 0 ? 1 : 0;
    count.warned += engine.warned.length > 0 ? 1 : 0;
    if (JSON.stringify(answer) === JSON.stringify(engine)) count.same += 1;
    else t.strictSame(answer, engine, `${namespace} ${label}: ${JSON.stringify(sent).slice(0, 600)}`);
  };
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, { label, object }] = next;
      await play('corpus', label, object);
      // Enough of them to see that a label holds for what it holds for.
      if (index % 10 !== 0) continue;
      for (const namespace of ['softly', 'silent', 'none', 'wrong']) await play(namespace, label, object);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  t.ok(count.same > 500, `enough was compared: ${JSON.stringify(count)}`);
  t.comment(
    `${name}: ${corpus.length} objects, codes ${exported.codes.join(' ')}, most images ${exported.mostImages}: ${JSON.stringify(count)}`,
  );
  await remove(plane);
}

t.test('what the policies say is what the engine says', async (t) => {
  const plane = await startControlPlane(t);
  await createNamespace(plane, 'open');
  for (const [name, labels] of Object.entries(LABELS)) await createNamespace(plane, name, labels);
  for (const [name, settings] of Object.entries(POLICIES)) {
    await t.test(name, (t) => compareAll(t, plane, name, settings));
  }
});

/** A Pod or template as another user, who cannot be had by a token. */
async function createAs(plane: ControlPlane, user: string, object: ApiObject): Promise<string> {
  const { code, stderr } = await plane.kubectl(
    [
      'create',
      '--dry-run=server',
      `--as=${user}`,
      ...(user === 'admin' ? ['--as-group=system:masters'] : []),
      '-f',
      'object.json',
    ],
    {
      files: { 'object.json': object },
    },
  );
  return `${code === 0 ? 'admitted' : 'refused'} ${codesIn(stderr).join(' ')}${/Validation failed/.test(stderr) ? ' warned' : ''}`.trim();
}

const REPLICASETS = 'system:serviceaccount:kube-system:replicaset-controller';

t.test('who asks, what is there already, and what is none of a policy', async (t) => {
  const plane = await startControlPlane(t);
  const { api } = plane;
  await createNamespace(plane, 'open');
  await createNamespace(plane, 'corpus');
  const settings = mergeSettings({
    cluster: PROVIDER,
    kinds: [
      {
        group: 'example.com',
        version: 'v1',
        kind: 'Rollout',
        resource: 'rollouts',
        templatePath: 'spec.workload.template',
      },
    ],
    exemptions: [
      { images: ['ended.example.com'], expires: '2020-01-01' },
      { images: ['lasting.example.com'], expires: '2999-01-01' },
    ],
  });
  // Made before the policies, with images that they refuse.
  await must(api.create(crd('rollouts', 'Rollout')));
  const two = {
    containers: [
      { name: 'a', image: 'nginx:latest' },
      { name: 'b', image: 'nginx:1.27' },
    ],
  };
  await must(api.create(objectOf('Deployment', 'corpus', 'old', two)));
  await must(
    api.create({
      ...pod('corpus', 'ending', 'nginx:latest'),
      metadata: { name: 'ending', namespace: 'corpus', finalizers: ['example.com/hold'] },
    }),
  );
  await must(api.create(pod('corpus', 'running', 'registry.k8s.io/pause:3.10')));
  await install(plane, settings, 'who');

  const patch = async (path: string, body: unknown, type = 'application/strategic-merge-patch+json') => {
    const answer = await api.call({ method: 'PATCH', path: `${path}${DRY}`, contentType: type, body });
    return { status: answer.status, ...byPolicies(answer) };
  };
  const old = '/apis/apps/v1/namespaces/corpus/deployments/old';
  const template = (spec: unknown) => ({ spec: { template: { spec } } });
  t.strictSame(
    await patch(old, { spec: { replicas: 3 } }),
    { status: 200, denied: [], warned: [] },
    'an edit of something else',
  );
  t.strictSame(
    await patch(old, template({ containers: [{ name: 'b', image: 'nginx:1.28' }] })),
    { status: 200, denied: [], warned: ['PG101'] },
    'what an image that stays as it is suffers from is a warning',
  );
  t.strictSame(
    await patch(old, template({ containers: [{ name: 'b', image: 'nginx' }] })),
    { status: 403, denied: ['PG102'], warned: ['PG101'] },
    'what is changed is judged in full',
  );
  t.strictSame(
    await patch(old, template({ imagePullSecrets: [{ name: 'other' }] })),
    { status: 403, denied: ['PG101'], warned: [] },
    'with other credentials all is judged anew',
  );
  t.strictSame(
    await patch(
      old,
      template({
        $setElementOrder: undefined,
        containers: [
          { name: 'b', image: 'nginx:1.27' },
          { name: 'a', image: 'nginx:latest' },
        ],
      }),
    ),
    { status: 200, denied: [], warned: [] },
    'the order means nothing',
  );

  const ending = '/api/v1/namespaces/corpus/pods/ending';
  await api.delete(ending);
  const released = await api.call({
    method: 'PATCH',
    path: ending,
    contentType: 'application/merge-patch+json',
    body: { metadata: { finalizers: [] } },
  });
  t.equal(released.status, 200, 'what is being deleted is left alone');

  const debugged = await api.call({
    method: 'PATCH',
    path: '/api/v1/namespaces/corpus/pods/running/ephemeralcontainers',
    contentType: 'application/strategic-merge-patch+json',
    body: { spec: { ephemeralContainers: [{ name: 'debug', image: 'busybox' }] } },
  });
  t.match(
    debugged.message,
    /\[PG102\] no tag and no digest: .* \(container "debug" \(ephemeral\), image "busybox"\)\. Fix: set the image to "busybox:TAG"/,
  );

  t.equal(
    await createAs(plane, REPLICASETS, pod('corpus', 'made', 'nginx:latest')),
    'admitted PG101 warned',
    'a Pod of a controller is warned of',
  );
  t.equal(
    await createAs(
      plane,
      'system:serviceaccount:kube-system:deployment-controller',
      objectOf('ReplicaSet', 'corpus', 'made', podSpec('nginx:latest')),
    ),
    'admitted',
    'what a controller makes of a template is not judged again',
  );
  t.equal(
    await createAs(plane, 'admin', objectOf('ReplicaSet', 'corpus', 'made', podSpec('nginx:latest'))),
    'refused PG101',
    'what a person makes is',
  );

  const mirror = { ...pod('corpus', 'mirror', 'nginx:latest', { nodeName: 'node-1' }) };
  const annotated = {
    ...mirror,
    metadata: { ...mirror.metadata, annotations: { 'kubernetes.io/config.mirror': 'x' } },
  };
  t.equal((await api.create(annotated, DRY)).status, 201, 'a mirror pod runs whatever is said of it');
  t.equal(
    (await api.create({ ...deployment('corpus', 'mirror', 'nginx:latest'), metadata: { ...annotated.metadata } }, DRY))
      .status,
    403,
    'the annotation means nothing elsewhere',
  );

  const volumes = [{ name: 'data', image: { reference: 'registry.k8s.io/pause' } }];
  // Where there are none, nothing of them reaches a policy.
  const ofVolume = withoutGate('ImageVolume') === false ? ['PG102'] : [];
  const mounting = {
    containers: [
      { name: 'app', image: 'registry.k8s.io/pause:3.10', volumeMounts: [{ name: 'data', mountPath: '/data' }] },
    ],
    volumes,
  };
  t.strictSame(
    byPolicies(await api.create(objectOf('Pod', 'corpus', 'volume', mounting), DRY)),
    { denied: ofVolume, warned: [] },
    'an image volume',
  );
  const idle = { containers: [{ name: 'app', image: 'registry.k8s.io/pause:3.10' }], volumes };
  t.strictSame(
    byPolicies(await api.create(objectOf('Pod', 'corpus', 'volume', idle), DRY)),
    { denied: [], warned: ofVolume },
    'that nothing mounts',
  );

  const denied = async (image: string) =>
    byPolicies(await api.create(deployment('corpus', 'expiry', image), DRY))?.denied;
  t.strictSame(await denied('ended.example.com/app:latest'), ['PG101'], 'an exemption that has ended');
  t.strictSame(await denied('lasting.example.com/app:latest'), [], 'one that has not');

  const secretless = await api.create(pod('corpus', 'secretless', 'registry.example.com/app:1.0'));
  t.match(
    secretless.message,
    /\[PG201\] no pull secret for registry\.example\.com: the pod names none .* Fix: kubectl -n corpus create secret docker-registry regcred --docker-server=registry\.example\.com/,
  );
  t.equal(
    (
      await api.create(
        pod('corpus', 'with', 'registry.example.com/app:1.0', { imagePullSecrets: [{ name: 'x' }] }),
        DRY,
      )
    ).status,
    201,
  );

  const rollout = (spec: unknown): ApiObject => ({
    apiVersion: 'example.com/v1',
    kind: 'Rollout',
    metadata: { namespace: 'corpus', name: 'r' },
    spec: Object(spec),
  });
  const ofRollout = async (spec: unknown) => {
    const answer = await api.create(rollout(spec), DRY);
    return answer.status < 300 ? 'admitted' : codesIn(answer.message).join(' ') || answer.message;
  };
  const judged = async (): Promise<boolean> =>
    (await ofRollout({ workload: { template: { spec: podSpec('nginx:latest') } } })) === 'PG101';
  await waitFor('the policy of a further kind holds', judged, { forMs: 20_000, everyMs: 200 });
  t.equal(await ofRollout({ workload: { template: { spec: podSpec('nginx:1.27') } } }), 'admitted');
  const odd = [{}, { workload: 1 }, { workload: { template: [] } }, { workload: { template: { spec: 'x' } } }];
  const fields = [
    1,
    'x',
    {},
    [1, 'x', [], {}, { image: 1 }, { image: {}, name: [] }],
    [{ image: 'a:1', volumeMounts: 1, imagePullPolicy: 2 }],
  ];
  for (const each of fields) {
    for (const field of ['containers', 'initContainers', 'volumes', 'imagePullSecrets', 'serviceAccountName'])
      odd.push({
        workload: {
          template: {
            spec: {
              containers: [{ name: 'a', image: 'a:1' }],
              [field]: each,
              volumes: field === 'volumes' ? each : [{ image: 1 }, { name: 'v', image: { reference: 1 } }, 3],
            },
          },
        },
      } as never);
  }
  for (const each of odd) {
    const said = await ofRollout(each);
    t.ok(
      said === 'admitted' || /^PG103$/.test(said),
      `a value of any type ends no evaluation: ${JSON.stringify(each).slice(0, 200)}: ${said}`,
    );
  }
});

function crd(plural: string, kind: string): ApiObject {
  const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.example.com` },
    spec: {
      group: 'example.com',
      scope: 'Namespaced',
      names: { plural, kind, singular: kind.toLowerCase() },
      versions: [{ name: 'v1', served: true, storage: true, schema }],
    },
  };
}

/** As long as the estimate reckons with, and each of its own. */
function longImages(count: number): readonly { readonly name: string; readonly image: string }[] {
  const path = 'a/'.repeat(110);
  return Array.from({ length: count }, (_, index) => ({
    name: `c${index}`,
    image: `registry.example.com/${path}${String(index).padStart(5, '0')}:v1.0.0`,
  }));
}

t.test('as many images as is said pass the cost limit, and what passes it is refused', async (t) => {
  const plane = await startControlPlane(t);
  const { api } = plane;
  await createNamespace(plane, 'corpus');
  const listed = (count: number): Settings =>
    mergeSettings({
      cluster: PROVIDER,
      registries: {
        ...DEFAULT_SETTINGS.registries,
        unlisted: 'public',
        private: ['nobody.example.com'],
        public: Array.from({ length: count }, (_, index) => `r${index}.example.com/team/`),
      },
    });
  const ask = async (count: number): Promise<string> => {
    const { status, message } = await api.create(
      objectOf('Pod', 'corpus', 'large', { containers: longImages(count) }),
      DRY,
    );
    return status < 300 ? 'admitted' : /cost/.test(message) ? 'cost' : message;
  };
  for (const patterns of [0, 500, 3000]) {
    const { mostImages } = await install(plane, listed(patterns), `cost-${patterns}`);
    t.equal(await ask(mostImages), 'admitted', `${patterns} patterns: ${mostImages} images`);
    let limit = Math.max(1, mostImages);
    while (limit < 20_000 && (await ask(limit)) === 'admitted') limit = Math.ceil(limit * 1.3);
    t.equal(await ask(limit), 'cost', `${patterns} patterns: the API server refuses ${limit} images`);
    t.ok(limit < Math.max(mostImages, 1) * 30, 'the estimate is not far below');
    t.comment(`${patterns} patterns: said to hold for ${mostImages} images; refused from ${limit} on at the latest`);
    await remove(plane);
  }
});
