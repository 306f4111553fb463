/** What the API server refuses or drops ends `check` with 1, with its line, in every form of the report. */
import t, { type Test } from 'tap';
import { run } from '../src/cli/index.js';
import type { Report } from '../src/cli/report.js';

const CLUSTER = `apiVersion: v1
kind: Secret
metadata: {name: regcred, namespace: default}
type: kubernetes.io/dockerconfigjson
stringData: {.dockerconfigjson: '{"auths":{"registry.example.com":{"username":"bot","password":"not-a-password"}}}'}
`;

async function check(t: Test, files: Readonly<Record<string, string>>, ...args: readonly string[]) {
  return cli(t, files, ['check', ...Object.keys(files), ...args]);
}

async function cli(t: Test, files: Readonly<Record<string, string>>, argv: readonly string[]) {
  const folder = t.testdir({ cluster: { 'objects.yaml': CLUSTER }, ...files });
  const out: string[] = [];
  const err: string[] = [];
  const code = await run(argv, {
    stdout: { write: (text) => out.push(text) },
    stderr: { write: (text) => err.push(text) },
    stdin: (async function* () {})(),
    env: {},
    cwd: folder,
    isTTY: false,
    now: () => 0,
  });
  return { code, stdout: out.join(''), stderr: err.join('') };
}

const deploymentOf = (list: string, above = ''): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
${above}  template:
    spec:
${list}      containers: [{name: app, image: "registry.example.com/app:2.1"}]
`;
const LIST = 'imagePullSecrets:\n';
const GOOD = `      ${LIST}      - name: regcred\n`;

/** What a Deployment holds beside what is right, and what is said of it: line, what becomes of it, the end of the sentence. */
const ROWS: readonly (readonly [string, string, number, 'refused' | 'dropped', string])[] = [
  [
    'a text',
    deploymentOf('      imagePullSecrets: regcred\n'),
    7,
    'refused',
    'write "imagePullSecrets: [{name: regcred}]". It was not checked.',
  ],
  [
    'texts',
    deploymentOf(`      ${LIST}      - regcred\n`),
    8,
    'refused',
    'write "- name: regcred". It was not checked.',
  ],
  [
    'null',
    deploymentOf(`${GOOD}      -\n`),
    9,
    'dropped',
    'imagePullSecrets[1] has no name and is ignored: write "- name: NAME", or take it away.',
  ],
  ['a namespace', deploymentOf(`${GOOD}        namespace: infra\n`), 9, 'dropped', 'write "- name: regcred" alone.'],
  [
    'above',
    deploymentOf(GOOD, `  ${LIST}  - name: regcred\n`),
    5,
    'dropped',
    'write "imagePullSecrets: [{name: regcred}]" there.',
  ],
  [
    'singular',
    deploymentOf(`${GOOD}      imagePullSecret: regcred\n`),
    9,
    'dropped',
    'write "imagePullSecrets: [{name: regcred}]".',
  ],
];

for (const [name, text, line, about, end] of ROWS) {
  t.test(name, async (t) => {
    const { code, stderr } = await check(t, { 'web.yaml': text }, '--cluster-dir', 'cluster');
    t.equal(code, 1);
    t.match(stderr, new RegExp(`^error: web\\.yaml:${line}:\\d+: The API server `));
    t.ok(stderr.endsWith(`${end}\n`), stderr);
    const json = await check(t, { 'web.yaml': text }, '--cluster-dir', 'cluster', '-o', 'json');
    const { diagnostics, summary }: Report = JSON.parse(json.stdout);
    t.match(diagnostics, [{ file: 'web.yaml', line, level: 'error', about }]);
    t.match(summary, { unreadable: 0, refused: 0, dropped: 0, [about]: 1, deny: 0 });
    t.equal((await check(t, { 'web.yaml': text }, '--cluster-dir', 'cluster', '--fail-on', 'never')).code, 0);
    const explained = await cli(t, { 'web.yaml': text }, ['explain', '-f', 'web.yaml', '--cluster-dir', 'cluster']);
    t.equal(explained.code === 2, about === 'refused', `explain: ${explained.stderr}`);
    t.ok(explained.stderr.trimEnd().endsWith(end), 'and it says the same');
  });
}

t.test(
  'what is refused and what is dropped of the same object are told at once, in the order of the lines',
  async (t) => {
    const own = `      ${LIST}      - regcred\n      - name: regcred\n        namespace: infra\n      - {}\n`;
    const text = deploymentOf(own, `  ${LIST}  - name: regcred\n`);
    const files = { 'web.yaml': `${text}---\n${deploymentOf(`${GOOD}      -\n`)}` };
    const { code, stderr } = await check(t, files, '--cluster-dir', 'cluster');
    t.equal(code, 1);
    const mended = 'Once that is mended, the API server';
    const starts = [
      `5:3: ${mended} drops a field of this Deployment without a word (kubectl refuses it): spec.imagePullSecrets stands at`,
      '10:9: The API server refuses this Deployment: spec.template.spec.imagePullSecrets[0] is a text, not',
      `12:20: ${mended} drops a field of this Deployment without a word (kubectl refuses it): the "namespace" of entry`,
      `13:9: ${mended} takes this Deployment, and the kubelet passes over an entry of it without a word: `,
      '24:8: The API server takes this Deployment, and the kubelet passes over an entry of it without a word: ',
    ];
    const lines = stderr.trimEnd().split('\n');
    t.strictSame(
      lines.map((line, at) => line.startsWith(`error: web.yaml:${starts[at]}`)),
      starts.map(() => true),
      stderr,
    );
  },
);

t.test(
  'a custom kind that keeps what is written: a warning, with its line and its template, and what it holds is judged',
  async (t) => {
    const rollout = `# Source: app/templates/rollout.yaml
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: web}
spec:
  template:
    spec:
      imagePullSecrets: regcred
      containers: [{name: app, image: "nginx:latest"}]
`;
    const kinds = [
      {
        group: 'argoproj.io',
        version: 'v1alpha1',
        kind: 'Rollout',
        resource: 'rollouts',
        templatePath: 'spec.template',
      },
    ];
    const files = { 'r.yaml': `---\n${rollout}---\n${deploymentOf(GOOD)}`, 'pullgate.yaml': JSON.stringify({ kinds }) };
    const options = ['--config', 'pullgate.yaml', '--cluster-dir', 'cluster'];
    const { code, stderr, stdout } = await cli(t, files, ['check', 'r.yaml', ...options]);
    t.equal(code, 1);
    t.equal(
      stderr,
      'warning: app/templates/rollout.yaml (r.yaml:9:25): No Pod can be made of this Rollout: spec.template.spec.imagePullSecrets is a text, not a list: write "imagePullSecrets: [{name: regcred}]". The field counted as not there.\n',
    );
    t.match(stdout, /^deny {3}app\/templates\/rollout\.yaml \(r\.yaml:10:\d+\) {2}Rollout .*PG101/m);
  },
);

t.test('a Secret that the API server does not store', async (t) => {
  const secret = CLUSTER.replace('regcred', 'other').replace('}}}', '}},}');
  const { code, stderr, stdout } = await check(t, { 'secret.yaml': secret });
  t.equal(code, 1);
  t.match(
    stderr,
    /^error: secret\.yaml:5: The API server refuses Secret default\/other, because its data key "\.dockerconfigjson" does not hold a JSON object: it is not JSON from byte \d+ on: .* \(write {"auths": {"HOST": {"auth": "\.\.\."}}}\): it is treated as not there\.\n$/,
  );
  t.match(stdout, /1 other object; 1 refused by the API server$/m);
});

t.test('what cannot be read weighs more, and what a cluster holds is no fault of the files', async (t) => {
  const refused = deploymentOf('      imagePullSecrets: regcred\n');
  t.equal((await check(t, { 'web.yaml': `${refused}---\na: [\n` })).code, 2);
  const good = deploymentOf(GOOD).replace('name: web', 'name: good');
  const files = { 'good.yaml': good, 'there.yaml': `${CLUSTER}---\n${deploymentOf(`${GOOD}      -\n`)}` };
  const { code, stderr } = await check(t, files, '--cluster-dir', 'there.yaml');
  t.equal(code, 1, 'it is checked as well');
  t.match(stderr, /^warning: there\.yaml:15: .*\nerror: there\.yaml:15:\d+: /);
});
