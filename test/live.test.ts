/** `--live`: what is sent to the API server, and how its answers are told. test/e2e/asked.e2e.ts asks a real one. */
import t from 'tap';
import { liveAnswer } from '../src/cli/live/answer.js';
import type { LiveReport } from '../src/cli/live/report.js';
import { applied, createdAgain } from '../src/cli/live/submitted.js';
import { liveFaults } from './support/check-formats.js';
import { startAskedApi } from './support/cluster-cli.js';
import type { Play } from './support/fake-api-server.js';
import { type Block, matchTold } from './support/told.js';

const FILES = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, managedFields: [], resourceVersion: "7", labels: {a: b}}
spec: {template: {spec: {containers: [{name: web, image: nginx}]}}}
status: {replicas: 1}
---
apiVersion: v1
kind: Pod
metadata: {generateName: job-, namespace: blog}
spec: {containers: [{name: web, image: nginx}]}
---
apiVersion: v1
kind: Secret
metadata: {name: regcred}
`;

const status = (code: number, message: string): Play => ({
  status: code,
  body: JSON.stringify({ kind: 'Status', code, message, reason: 'Forbidden' }),
});
const denied = (name: string, text: string): string => `admission webhook "${name}" denied the request${text}`;
const warns = (...texts: readonly string[]): NonNullable<Play['headers']> => ({
  warning: texts.map((text) => `299 - "${text.replace(/[\\"]/g, '\\$&')}"`),
});

const PLAYS: Readonly<Record<string, readonly [play: Play, code: number]>> = {
  admitted: [{ status: 201, body: '{}' }, 0],
  'admitted with warnings of both': [
    {
      status: 201,
      body: '{}',
      headers: warns('Pullgate: [PG101] the tag is "latest"', 'unknown field "spec.x"', 'would violate PodSecurity'),
    },
    0,
  ],
  'denied by Pullgate, which under a dry run only warns': [
    {
      status: 201,
      body: '{}',
      headers: warns(
        'Pullgate: would be denied: [PG201] no pull secret. Fix: (1) x',
        'Pullgate: would be denied: [PG101] the tag is "latest"',
        'Pullgate: would be denied when enforced: [PG102] x',
      ),
    },
    1,
  ],
  'denied by Pullgate, and somebody else warns': [
    {
      ...status(403, denied('check.pullgate.dev', ': [PG201] no pull secret\nFix:\n  kubectl create secret')),
      headers: warns('deprecated'),
    },
    1,
  ],
  'denied by Pullgate for a workload': [status(403, denied('workloads.check.pullgate.dev', ': [PG101] x')), 1],
  'denied by a webhook that only looks like it': [status(403, denied('check.notpullgate.dev', ': no')), 1],
  'denied by another webhook': [status(403, denied('policy.example.com', ': not here')), 1],
  'denied without a word': [status(403, denied('policy.example.com', ' without explanation')), 1],
  'denied by a policy of the API server': [
    status(
      422,
      `deployments.apps "web" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'b' denied request: no`,
    ),
    1,
  ],
  'refused by the API server': [status(422, 'Deployment.apps "web" is invalid: spec.selector: Required value'), 1],
  'no right to apply': [
    status(
      403,
      'deployments.apps "web" is forbidden: User "me" cannot patch resource "deployments" in API group "apps"',
    ),
    3,
  ],
  'a webhook that did not answer': [
    status(500, 'Internal error occurred: failed calling webhook "check.pullgate.dev"'),
    3,
  ],
  'somebody in between': [{ status: 502, body: '<html>Bad gateway</html>' }, 3],
  'a text that steers a terminal': [status(403, denied('check.pullgate.dev', ': \u001b[2J\u202e\nb')), 1],
};

t.test('each answer, as it is told', async (t) => {
  const { api, cli, kubeconfig, write } = await startAskedApi(t);
  write('web.yaml', FILES.split('---')[0] ?? '');
  const told: Block[] = [];
  for (const [name, [play, code]] of Object.entries(PLAYS)) {
    api.script = () => play;
    const ran = await cli(['check', 'web.yaml', '--live', '--kubeconfig', kubeconfig]);
    t.equal(ran.code, code, name);
    t.match(ran.stdout, /^[\n -~]*$/, 'nothing that steers a terminal');
    told.push([name, ran.stdout.replace(api.url, 'https://HOST').replace(kubeconfig, 'FILE')]);
    const { stdout } = await cli(['check', 'web.yaml', '--live', '--kubeconfig', kubeconfig, '-o', 'json']);
    t.strictSame(liveFaults(stdout), [], `${name}: what docs/live-report.schema.json promises`);
    const report: LiveReport = JSON.parse(stdout);
    t.not(liveFaults(JSON.stringify({ ...report, version: 2 })).length, 0, 'and what is none is seen');
    const one = await cli(['explain', 'nginx', '--live', '--kubeconfig', kubeconfig, '-o', 'json']);
    t.strictSame(liveFaults(one.stdout), [], `${name}: of explain, too`);
    t.match(report, {
      version: 1,
      results: [{ file: 'web.yaml', line: 1, object: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } }],
    });
    t.equal(report.summary[report.results[0]?.verdict ?? 'admitted'], 1, name);
  }
  matchTold(t, 'asked/live', told);
  api.script = () => PLAYS['denied by another webhook']?.[0];
  const never = await cli(['check', 'web.yaml', '--live', '--fail-on', 'never', '--kubeconfig', kubeconfig]);
  t.equal(never.code, 0);
  api.script = () => PLAYS['admitted with warnings of both']?.[0];
  t.equal((await cli(['check', 'web.yaml', '--live', '--fail-on', 'warn', '--kubeconfig', kubeconfig])).code, 1);
  await api.halt();
  const down = await cli(['check', 'web.yaml', '--live', '--kubeconfig', kubeconfig]);
  t.equal(down.code, 3);
  t.match(down.stdout, /API server: the API server could not be asked: the connection was refused/);
  await api.resume();
});

t.test('objects with images are sent as dry runs, and nothing else is', async (t) => {
  const { api, cli, kubeconfig, write } = await startAskedApi(t);
  write('web.yaml', FILES);
  api.script = ({ verb }) => (verb === 'patch' ? status(404, 'deployments.apps "web" not found') : undefined);
  const { code, stdout } = await cli(['check', 'web.yaml', '--live', '--kubeconfig', kubeconfig]);
  t.equal(code, 0, stdout);
  t.match(stdout, /Pod {2}blog\/job-\*|Pod blog\/job-\*/);
  t.match(stdout, /2 objects with images: 0 denied by Pullgate, 0 refused by others, 2 admitted\n$/);
  t.strictSame(
    api.sent.map(({ method, path, contentType }) => [method, path, contentType]),
    [
      ['PATCH', '/apis/apps/v1/namespaces/shop/deployments/web', 'application/merge-patch+json'],
      ['POST', '/apis/apps/v1/namespaces/shop/deployments', 'application/json'],
      ['POST', '/api/v1/namespaces/blog/pods', 'application/json'],
    ],
    'what is there is changed, what is not is created',
  );
  for (const { query } of api.sent) {
    t.strictSame(query, { dryRun: 'All', fieldManager: 'pullgate-check', fieldValidation: 'Warn' });
  }
  t.strictSame(api.sent[0]?.body, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', labels: { a: 'b' }, namespace: 'shop' },
    spec: { template: { spec: { containers: [{ name: 'web', image: 'nginx' }] } } },
  });
  t.strictSame(api.sent[1]?.body, api.sent[0]?.body);
  t.equal(api.calls.length, 3, 'nothing else is asked, and every call is a dry run');
});

t.test('command lines of --live', async (t) => {
  const { cli, kubeconfig, write } = await startAskedApi(t);
  write('web.yaml', FILES);
  write('empty.yaml', '');
  for (const [argv, match] of [
    [['-o', 'json', '-o', 'yaml'], /there is no format "yaml"/],
    [['--cluster-dir', '.'], /--live asks an API server; the manifests in \.?.* have none/],
    [['--policy-from', 'a/b', '--kubeconfig', kubeconfig], /--policy-from has nothing to say to them/],
    [['--kubeconfig', 'nowhere'], /nowhere cannot be read/],
  ] as const) {
    const { code, stderr, stdout } = await cli(['check', 'web.yaml', '--live', ...argv]);
    t.equal(code, 2, argv.join(' '));
    t.equal(stdout, '');
    t.match(stderr, match);
  }
  t.equal((await cli(['check', 'empty.yaml', '--live', '--kubeconfig', kubeconfig])).code, 2);
  t.equal((await cli(['check', 'empty.yaml', '--live', '--allow-empty', '--kubeconfig', kubeconfig])).code, 0);
});

t.test(
  'what of the files is no object is told with its line, and ends it with 2; colour where it is asked for',
  async (t) => {
    const { api, cli, kubeconfig, write } = await startAskedApi(t);
    api.script = () => ({ status: 201, body: '{}' });
    write('web.yaml', `${FILES}---\na: [\n`);
    const live = ['check', 'web.yaml', '--live', '--kubeconfig', kubeconfig];
    const broken = await cli(live);
    t.equal(broken.code, 2);
    t.match(broken.stderr, /^error: web\.yaml:17: This document is not valid YAML/m);
    t.match(broken.stdout, /2 admitted$/m, 'the others were asked about');
    write('web.yaml', FILES);
    t.notMatch((await cli(live)).stdout, '\u001b');
    t.match((await cli([...live, '--color', 'always'])).stdout, '\u001b[2madmitted');
  },
);

t.test('an answer that never came, and one that is none of the API server', async (t) => {
  t.match(liveAnswer({ kind: 'failed', reason: 'x' }), { verdict: 'unanswered', status: 0 });
  const html = liveAnswer({ kind: 'told', status: 404, message: '', warnings: [] });
  t.match(html, { verdict: 'refused', others: { denial: '404', by: 'API server' } });
});

t.test('what the API server wrote is not sent back to it', async (t) => {
  const metadata = {
    name: 'a',
    uid: 'u',
    creationTimestamp: 'x',
    ownerReferences: [{}],
    labels: { 'job-name': 'a', b: 'c' },
  };
  t.strictSame(applied({ metadata, status: {} }, 'shop'), {
    metadata: { name: 'a', ownerReferences: [{}], labels: { 'job-name': 'a', b: 'c' }, namespace: 'shop' },
  });
  t.strictSame(createdAgain({ metadata, spec: { nodeName: 'n', a: 1 } }, { kind: 'Pod', name: 'a' }), {
    metadata: { labels: { 'job-name': 'a', b: 'c' }, generateName: 'a-' },
    spec: { a: 1 },
  });
  const job = {
    metadata,
    spec: { selector: {}, template: { metadata: { labels: { 'controller-uid': 'u', b: 'c' } } } },
  };
  t.strictSame(createdAgain(job, { kind: 'Job', name: 'a' }), {
    metadata: { labels: { b: 'c' }, generateName: 'a-' },
    spec: { template: { metadata: { labels: { b: 'c' } } } },
  });
  t.strictSame(createdAgain('x', { kind: 'Deployment', name: 'a' }), { metadata: { generateName: 'a-' } });
});
