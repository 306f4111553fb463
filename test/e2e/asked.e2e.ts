/**
 * What a person asks a real cluster with: `check` and `explain` with a kubeconfig, the policy in the ConfigMap of the
 * chart, and `--live`, whose answers are those of the admission chain.
 */
import t, { type Test } from 'tap';
import { parse } from 'yaml';
import type { LiveReport } from '../../src/cli/live/report.js';
import type { Report } from '../../src/cli/report.js';
import { liveFaults } from '../support/check-formats.js';
import type { ApiObject } from './support/api.js';
import { createUnjudged, must, startGuarded } from './support/cluster.js';
import { type Printed, runCommand } from './support/command.js';
import type { ControlPlane } from './support/control-plane.js';
import { CHART, createHelm, helmed } from './support/helm.js';
import { deployment, named, PRIVATE_IMAGE, PUBLIC_IMAGE, pod, pullSecret } from './support/objects.js';
import { waitFor } from './support/processes.js';
import { MAIN } from './support/pullgate.js';

const SERVED = 'registry.example.com/team/app:1.0';
const SETTINGS = { mode: 'enforce', registries: { public: ['ghcr.io/acme/'] } };

type Cli = (args: readonly string[], files?: Readonly<Record<string, readonly ApiObject[]>>) => Promise<Printed>;

function createCli({ folder }: ControlPlane, kubeconfig: string): Cli {
  const env = { PATH: process.env['PATH'], HOME: folder, KUBECONFIG: kubeconfig };
  return (args, files = {}) => runCommand({ path: process.execPath, args: [MAIN, ...args], folder, env, files });
}

async function start(t: Test) {
  const guarded = await startGuarded(t, { settings: SETTINGS, namespaces: ['shop'] });
  await must(guarded.plane.api.create(pullSecret('shop', 'regcred')));
  return {
    ...guarded,
    cli: createCli(guarded.plane, guarded.plane.kubeconfig('asker', { token: 'admin-token' }, 'shop')),
  };
}

/** The ConfigMap as the chart makes it. */
async function configMap({ folder }: ControlPlane, ...settings: readonly string[]): Promise<ApiObject> {
  const helm = createHelm(4, folder);
  const args = ['template', 'pullgate', CHART, '--namespace', 'shop', '--show-only', 'templates/configmap.yaml'];
  return parse(await helmed(helm([...args, ...settings.flatMap((each) => ['--set', each])])));
}

const OBJECTS: readonly (readonly [object: ApiObject, decision: string, verdict: string])[] = [
  [deployment('shop', 'lacking', PRIVATE_IMAGE), 'deny', 'denied'],
  [deployment('shop', 'served', SERVED, named('regcred')), 'allow', 'admitted'],
  [deployment('shop', 'open', 'ghcr.io/acme/web:1'), 'allow', 'admitted'],
  [pod('shop', 'lacking', PRIVATE_IMAGE), 'deny', 'denied'],
  [pod('shop', 'pause', PUBLIC_IMAGE), 'allow', 'admitted'],
  [pod('shop', 'lost', PUBLIC_IMAGE, { serviceAccountName: 'nobody' }), 'warn', 'refused'],
  [deployment('nowhere', 'web', PUBLIC_IMAGE), 'allow', 'refused'],
];

t.test('what check predicts by the policy of the cluster is what the admission chain answers', async (t) => {
  const { plane, cli } = await start(t);
  const files = { 'all.json': OBJECTS.map(([object]) => object) };
  const check = ['check', 'all.json', '--context', '', '-o', 'json'];

  const assumed: Report = JSON.parse((await cli(check, files)).stdout);
  t.match(assumed.policy, { from: 'defaults', unknown: false, assumed: 'no Pullgate is installed with its chart' });
  t.equal(assumed.results[2]?.decision, 'deny', 'which is why the policy matters');

  await must(plane.api.create(await configMap(plane, 'policy.registries.public={ghcr.io/acme/}')));
  const printed = await cli(check, files);
  t.equal(printed.code, 1, printed.stderr);
  t.match(printed.stderr, /^warning: all\.json:\d+: Namespace nowhere does not exist/);
  const report: Report = JSON.parse(printed.stdout);
  t.match(report.policy, { from: 'cluster', name: 'ConfigMap shop/pullgate', mode: 'enforce' });
  t.strictSame(
    report.results.map(({ decision }) => decision),
    OBJECTS.map(([, decision]) => decision),
  );
  t.equal(report.summary.unknown, 0);

  const answered = await cli(['check', 'all.json', '--live', '-o', 'json'], files);
  t.equal(answered.code, 1, answered.stderr);
  t.strictSame(liveFaults(answered.stdout), []);
  const live: LiveReport = JSON.parse(answered.stdout);
  t.strictSame(
    live.results.map(({ verdict }) => verdict),
    OBJECTS.map(([, , verdict]) => verdict),
  );
  t.match(live.results[0]?.pullgate.denial, /^\[PG\d{3}\] /);
  t.match(live.results[5]?.others, { by: 'API server', denial: /error looking up service account shop\/nobody/ });
  t.match(live.results[6]?.others, { by: 'API server', denial: /namespaces "nowhere" not found/ });
  for (const [index, { findings }] of report.results.entries()) {
    const [finding] = findings.filter(({ action }) => action === 'deny');
    if (finding !== undefined) {
      t.match(live.results[index]?.pullgate.denial, `[${finding.code}] ${finding.problem}`, 'in the same words');
    }
  }
  const { body } = await plane.api.get('/apis/apps/v1/namespaces/shop/deployments');
  t.strictSame(body['items'], [], 'nothing was stored');

  // What is there and is left as it is was judged when it came.
  await createUnjudged(plane, deployment('shop', 'old', PRIVATE_IMAGE));
  const old = await cli(['check', 'old.json', '--live'], { 'old.json': [deployment('shop', 'old', PRIVATE_IMAGE)] });
  t.match(old.stdout, /^admitted /m);
  const changed = deployment('shop', 'old', `${PRIVATE_IMAGE}.1`);
  t.match((await cli(['check', 'new.json', '--live'], { 'new.json': [changed] })).stdout, /^denied /m);
});

t.test('the words of others are told apart: a policy of the API server, and fields that it drops', async (t) => {
  const { plane, cli } = await start(t);
  const metadata = { name: 'no-teamless' };
  const apiVersion = 'admissionregistration.k8s.io/v1';
  const rules = [{ apiGroups: ['apps'], apiVersions: ['v1'], operations: ['CREATE'], resources: ['deployments'] }];
  const spec = {
    matchConstraints: { resourceRules: rules },
    validations: [{ expression: 'has(object.metadata.labels.team)', message: 'say whose it is' }],
  };
  const path = '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolic';
  const put = (kind: string, end: string, spec: object): Promise<ApiObject> =>
    must(plane.api.call({ method: 'POST', path: `${path}${end}`, body: { apiVersion, kind, metadata, spec } }));
  await put('ValidatingAdmissionPolicy', 'ies', spec);
  await put('ValidatingAdmissionPolicyBinding', 'ybindings', {
    policyName: 'no-teamless',
    validationActions: ['Deny'],
  });
  const object = { ...deployment('shop', 'web', PUBLIC_IMAGE), oops: true };
  let live: LiveReport | undefined;
  await waitFor('the policy is in force', async () => {
    live = JSON.parse((await cli(['check', 'web.json', '--live', '-o', 'json'], { 'web.json': [object] })).stdout);
    return live?.summary.refused === 1;
  });
  t.match(live?.results, [
    {
      verdict: 'refused',
      pullgate: { denial: '', warnings: [] },
      others: { by: 'ValidatingAdmissionPolicy "no-teamless"', denial: /say whose it is/ },
    },
  ]);
  t.match(live?.results[0]?.others.warnings, [/unknown field "oops"/]);
});

t.test('explain takes objects that are there, and has the chain answer for them', async (t) => {
  const { plane, cli } = await start(t);
  await must(plane.api.create(deployment('shop', 'web', SERVED, named('regcred'))));
  await must(plane.api.create(pod('shop', 'web-abc', SERVED, named('regcred'))));
  const job = pod('shop', 'x', SERVED, named('regcred'));
  const template = { spec: { ...Object(job['spec']), restartPolicy: 'Never' } };
  await must(
    plane.api.create({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'once', namespace: 'shop' },
      spec: { template },
    }),
  );
  for (const word of ['deployment/web', 'pod/web-abc', 'job/once']) {
    const explained = await cli(['explain', word]);
    t.equal(explained.code, 0, explained.stderr);
    t.match(explained.stdout, / 1 "registry\.example\.com" of secret "regcred", a login/);
    const live = await cli(['explain', word, '--live']);
    t.strictSame([live.code, live.stderr], [0, ''], word);
    t.match(live.stdout, /^admitted {4}\w+ shop\/[a-z-]+-\*$/m);
  }
  await must(plane.api.delete('/api/v1/namespaces/shop/secrets/regcred'));
  for (const words of [['deployment/web'], ['pod/web-abc'], ['job/once'], [SERVED]]) {
    const live = await cli(['explain', ...words, '--live']);
    t.equal(live.code, 1, words.join(' '));
    t.match(live.stdout, /^ {4}Pullgate: \[PG\d{3}\] /m, 'a new one would be denied, although this one is there');
  }
});

t.test('a reader without rights is told what is not known, and nothing else', async (t) => {
  const { plane } = await start(t);
  await must(plane.api.create(await configMap(plane)));
  const rbac = 'rbac.authorization.k8s.io';
  const account = { kind: 'ServiceAccount', name: 'reader', namespace: 'shop' };
  for (const object of [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'reader', namespace: 'shop' } },
    {
      apiVersion: `${rbac}/v1`,
      kind: 'Role',
      metadata: { name: 'reader', namespace: 'shop' },
      rules: [{ apiGroups: [''], resources: ['serviceaccounts'], verbs: ['get', 'list'] }],
    },
    {
      apiVersion: `${rbac}/v1`,
      kind: 'RoleBinding',
      metadata: { name: 'reader', namespace: 'shop' },
      roleRef: { apiGroup: rbac, kind: 'Role', name: 'reader' },
      subjects: [account],
    },
  ]) {
    await must(plane.api.create(object));
  }
  const { stdout: token } = await plane.kubectl(['-n', 'shop', 'create', 'token', 'reader']);
  const cli = createCli(plane, plane.kubeconfig('reader', { token: token.trim() }, 'shop'));
  const files = { 'web.json': [deployment('shop', 'web', SERVED, named('regcred', 'gone'))] };
  const check = await cli(['check', 'web.json', '--context', 'e2e', '--strict'], files);
  t.equal(check.code, 3, check.stderr);
  t.match(
    check.stdout,
    /^Policy: assumed, .*you have no right to read ConfigMaps of all namespaces \(403\); --policy-from/,
  );
  t.match(check.stdout, /you have no right to read Secrets in namespace shop \(403\)/);
  t.notMatch(check.stdout, /does not exist/);
  const named404 = await cli(['check', 'web.json', '--context', 'e2e', '--policy-from', 'shop/pullgate'], files);
  t.match(named404.stdout, /^Policy: assumed, .*no right to read ConfigMap shop\/pullgate \(403\)/);
  const live = await cli(['check', 'web.json', '--live'], files);
  t.equal(live.code, 3);
  t.match(live.stdout, /^unanswered .*\n {4}API server: .*cannot patch resource "deployments"/m);
  t.match((await cli(['explain', 'deployment/web'])).stderr, /cannot be read: you have no right to read deployments/);
});
