/** Objects that the API server refuses are refused here, with their line, and never judged as if the field were not there. */
import t from 'tap';
import { run } from '../src/cli/index.js';
import { loadManifests } from '../src/manifests/load.js';
import { SHAPES } from './support/shapes.js';

const NAMES = { namespace: 'default' };

async function cli(cwd: string, ...args: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await run(args, {
    stdout: { write: (text) => out.push(text) },
    stderr: { write: (text) => err.push(text) },
    stdin: (async function* () {})(),
    env: {},
    cwd,
    isTTY: false,
    now: () => Date.parse('2026-11-21T12:00:00Z'),
  });
  return { code, stdout: out.join(''), stderr: err.join('') };
}

for (const { text, why } of SHAPES) {
  t.test(text.replaceAll('\n', ' '), async (t) => {
    const { objects, diagnostics } = loadManifests({ paths: ['-'], recursive: false, stdin: text });
    const kind = /^kind: (.*)$/m.exec(text)?.[1];
    t.strictSame(
      diagnostics.filter(({ about }) => about !== 'dropped').map(({ severity, message }) => `${severity}: ${message}`),
      why === undefined ? [] : [`error: The API server refuses this ${kind}: ${why}. It was not checked.`],
    );
    t.equal(objects.length, why === undefined ? 1 : 0, 'it is there for nobody');
  });
}

t.test('five faults of one object are enough, each on its line', async (t) => {
  const list = Array.from({ length: 7 }, (_, index) => `  - s${index}\n`).join('');
  const text = `apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: x\nimagePullSecrets:\n${list}`;
  const { diagnostics } = loadManifests({ paths: ['-'], recursive: false, stdin: text });
  t.strictSame(
    diagnostics.map(({ line }) => line),
    [6, 7, 8, 9, 10],
  );
});

t.test('neither a value nor a key of a Secret is told', async (t) => {
  const text =
    'apiVersion: v1\nkind: Secret\nmetadata: {name: x}\ndata: {hunter1: "hunter-2"}\nstringData: {hunter3: {hunter4: 1}, hunter5: 12}';
  const { diagnostics } = loadManifests({ paths: ['-'], recursive: false, stdin: text });
  t.equal(diagnostics.length, 3);
  t.notMatch(JSON.stringify(diagnostics), /hunter/);
});

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      imagePullSecrets: regcred
      containers: [{name: app, image: registry.example.com/app:1}]
`;
const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: good}\nspec: {containers: [{name: app, image: nginx:1.27}]}\n';

t.test('check refuses the object with its line, judges the others, and ends with 1', async (t) => {
  const folder = t.testdir({ 'all.yaml': `${POD}---\n${DEPLOYMENT}` });
  const { code, stdout, stderr } = await cli(folder, 'check', 'all.yaml', '-o', 'json');
  t.equal(code, 1);
  t.equal(
    stderr,
    'error: all.yaml:12:25: The API server refuses this Deployment: spec.template.spec.imagePullSecrets is a text, not a list: write "imagePullSecrets: [{name: regcred}]". It was not checked.\n',
  );
  const { results } = JSON.parse(stdout);
  t.strictSame(
    results.map(({ object, decision }: { object: unknown; decision: string }) => ({ object, decision })),
    [{ object: { apiVersion: 'v1', kind: 'Pod', name: 'good', ...NAMES }, decision: 'allow' }],
  );
});

t.test('of a directory that is the cluster nothing may be missing', async (t) => {
  const account = 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: default}\nimagePullSecrets:\n  - regcred\n';
  const folder = t.testdir({ cluster: { 'objects.yaml': account }, 'good.yaml': POD });
  const said = /objects\.yaml:5(?::5)?: The API server refuses this ServiceAccount: imagePullSecrets\[0\] is a text/;
  const served = await cli(folder, 'serve', '--cluster-directory', 'cluster');
  t.match(served.stderr, said);
  t.not(served.code, 0);
  const checked = await cli(folder, 'check', 'good.yaml', '--cluster-dir', 'cluster');
  t.match(checked.stderr, said);
  t.equal(checked.code, 2);
});

t.test(
  'what fields a custom kind has, its definition says: a wrong one is told, and counts as not there',
  async (t) => {
    const rollout = DEPLOYMENT.replace('apps/v1', 'argoproj.io/v1alpha1').replace('Deployment', 'Rollout');
    const kinds =
      'kinds: [{group: argoproj.io, version: "*", kind: Rollout, resource: rollouts, templatePath: spec.template}]\n';
    const folder = t.testdir({ 'rollout.yaml': rollout, 'pullgate.yaml': kinds });
    const words = ['check', 'rollout.yaml', '--cluster-dir', '.', '--config', 'pullgate.yaml'];
    const { code, stdout, stderr } = await cli(folder, ...words);
    t.equal(code, 1);
    t.match(stdout, 'PG201');
    t.match(
      stderr,
      'warning: rollout.yaml:7:25: No Pod can be made of this Rollout: spec.template.spec.imagePullSecrets is a text, not a list: write "imagePullSecrets: [{name: regcred}]". The field counted as not there.',
    );
    const unknown = await cli(folder, 'check', 'rollout.yaml');
    t.equal(unknown.code, 0, 'a kind that nobody knows is left alone');
    t.match(unknown.stderr, /^warning: rollout\.yaml:1:1: This Rollout was passed over: /);
  },
);
