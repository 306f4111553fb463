/** Objects of kinds that are not known are told with the setting that has them judged, and that setting does. */
import t from 'tap';
import { stringify } from 'yaml';
import { run } from '../src/cli/index.js';
import type { ExtraKind } from '../src/core/settings.js';
import { loadManifests } from '../src/manifests/load.js';
import { createPassedOver } from '../src/manifests/passed-over.js';

const POD_SPEC = { containers: [{ name: 'app', image: 'nginx:latest' }] };

function custom(apiVersion: string, kind: string, spec: unknown) {
  return { apiVersion, kind, metadata: { name: 'web', namespace: 'shop' }, spec };
}

function told(objects: readonly unknown[], kinds: readonly ExtraKind[] = []) {
  const stdin = objects.map((each) => stringify(each, { aliasDuplicateObjects: false })).join('---\n');
  const passed = createPassedOver(kinds);
  for (const each of loadManifests({ paths: ['-'], recursive: false, stdin }).objects) passed.add(each);
  return passed.diagnostics().map(({ line, message }) => `${line}: ${message}`);
}

/** As people write them: apiVersion, kind, spec, the path of the template. */
const NAMED: readonly (readonly [string, string, unknown, string])[] = [
  ['argoproj.io/v1alpha1', 'Rollout', { template: { spec: POD_SPEC } }, 'spec.template'],
  ['keda.sh/v1alpha1', 'ScaledJob', { jobTargetRef: { template: { spec: POD_SPEC } } }, 'spec.jobTargetRef.template'],
  ['serving.knative.dev/v1', 'Service', { template: { spec: POD_SPEC } }, 'spec.template'],
  ['apps.openshift.io/v1', 'DeploymentConfig', { template: { spec: POD_SPEC } }, 'spec.template'],
  ['acme.example/v1', 'Policy', { podTemplate: { spec: { initContainers: POD_SPEC.containers } } }, 'spec.podTemplate'],
  ['batch.example/v1', 'No', { Worker: { template: { spec: POD_SPEC } } }, 'spec.Worker.template'],
];

async function check(cwd: string, ...args: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await run(['check', ...args], {
    stdout: { write: (text) => out.push(text) },
    stderr: { write: (text) => err.push(text) },
    stdin: (async function* () {})(),
    env: {},
    cwd,
    isTTY: false,
    now: () => 0,
  });
  return { code, stdout: out.join(''), stderr: err.join('') };
}

for (const [apiVersion, kind, spec, path] of NAMED) {
  t.test(`${kind}: ${path}`, async (t) => {
    const folder = t.testdir({ 'object.yaml': stringify(custom(apiVersion, kind, spec), { version: '1.1' }) });
    const passed = await check(folder, 'object.yaml', '-o', 'json');
    t.equal(passed.code, 0, 'it fails nothing');
    const { diagnostics, summary } = JSON.parse(passed.stdout);
    t.match(diagnostics, [{ level: 'warning', about: 'passed-over', line: 1 }]);
    t.equal(summary.passedOver, 1);
    const [, setting = ''] = / add to the configuration: (kinds: .*)\.$/.exec(diagnostics[0].message) ?? [];
    t.match(setting, `templatePath: ${path}}]`);
    const judged = await check(
      t.testdir({
        'object.yaml': stringify(custom(apiVersion, kind, spec), { version: '1.1' }),
        'pullgate.yaml': setting,
      }),
      'object.yaml',
      '--config',
      'pullgate.yaml',
    );
    t.equal(judged.code, 1, judged.stderr);
    t.match(judged.stdout, 'PG101');
    t.equal(judged.stderr, '');
  });
}

t.test('the whole sentence', async (t) => {
  const rollout = custom('argoproj.io/v1alpha1', 'Rollout', { template: { spec: POD_SPEC } });
  t.strictSame(told([rollout, rollout, rollout]), [
    '1: This Rollout was passed over (and 2 more of this kind): its kind is not known, but it holds a pod template at spec.template; to have it checked, add to the configuration: kinds: [{group: argoproj.io, version: v1alpha1, kind: Rollout, resource: rollouts, templatePath: spec.template}].',
  ]);
});

t.test('what the setting cannot name is said all the same', async (t) => {
  t.strictSame(told([custom('a.example/v1', 'Model', { predictor: POD_SPEC })]), [
    '1: This Model was passed over: its kind is not known, but it holds containers at spec.predictor, which the setting "kinds" cannot name, because they are in no pod template; the Pods that are made of it are judged when they are created.',
  ]);
  t.match(told([custom('a.example/v1', 'Set', POD_SPEC)])[0], 'it holds containers at spec, which');
  t.match(
    told([custom('a.example/v1', 'Set', { tasks: [{ template: { spec: POD_SPEC } }] })])[0],
    'a pod template at spec.tasks[0].template, which the setting "kinds" cannot name, because that is no path of plain field names;',
  );
  t.match(
    told([custom('a.example/v1', 'Set', { head: { spec: POD_SPEC }, tail: { spec: POD_SPEC } })])[0],
    /templatePath: spec\.head\}\]; it holds another one elsewhere, and "kinds" takes one path of a kind\.$/,
  );
});

t.test('a kind that is configured with another path', async (t) => {
  const kind = { group: 'a.example', version: '*', kind: 'Set', resource: 'sets', templatePath: 'spec.template' };
  t.match(
    told([custom('a.example/v1', 'Set', { pod: { spec: POD_SPEC } })], [kind])[0],
    '"kinds" looks for its pod template at spec.template, where there is none, but it holds a pod template at spec.pod;',
  );
  t.strictSame(told([custom('a.example/v1', 'Set', { template: { spec: {} }, pod: { spec: POD_SPEC } })], [kind]), []);
});

t.test('nothing is said of what holds no images, or is known', async (t) => {
  const schema = { versions: [{ schema: { properties: { containers: { type: 'array' } } } }] };
  const rows = [
    custom('apps/v1', 'Deployment', { template: { spec: POD_SPEC } }),
    custom('extensions/v1beta1', 'Deployment', { template: { spec: POD_SPEC } }),
    custom('apiextensions.k8s.io/v1', 'CustomResourceDefinition', { ...schema, example: { spec: POD_SPEC } }),
    custom('a.example/v1', 'Rule', { containers: ['web'] }),
    custom('a.example/v1', 'Rule', { containers: { web: { image: 'nginx' } } }),
    custom('a.example/v1', 'Rule', { containers: [{ name: 'web' }, null] }),
    custom('v1', 'ConfigMap', { template: { spec: POD_SPEC } }),
    { ...custom('a.example/v1', 'Rule', {}), status: { spec: POD_SPEC } },
    { ...custom('a.example/v1', 'Rule', {}), metadata: { name: 'a', spec: POD_SPEC } },
  ];
  t.strictSame(told(rows), []);
});

t.test('the look is bounded in depth, in what it looks at and in what it tells', async (t) => {
  const nested = (depth: number): unknown => (depth === 0 ? { spec: POD_SPEC } : { a: nested(depth - 1) });
  t.equal(told([custom('a.example/v1', 'Deep', nested(7))]).length, 1);
  t.equal(told([custom('a.example/v1', 'Deep', nested(20))]).length, 0);
  const wide = Object.fromEntries(Array.from({ length: 6000 }, (_, index) => [`k${index}`, {}]));
  t.equal(told([custom('a.example/v1', 'Wide', { ...wide, z: { spec: POD_SPEC } })]).length, 0);
  const many = Array.from({ length: 60 }, (_, index) => custom('a.example/v1', `K${index}`, { spec: POD_SPEC }));
  const lines = told(many);
  t.equal(lines.length, 51);
  t.match(lines.at(-1), '10 more objects of other kinds were passed over.');
});

t.test('names that steer YAML or a terminal', async (t) => {
  const [line = ''] = told([custom("a.example/v1'\u001b", 'Kind: x', { pod: { spec: POD_SPEC } })]);
  t.match(line, "version: 'v1''\\u{1b}', kind: 'Kind: x', resource: 'kind: xes'");
});
