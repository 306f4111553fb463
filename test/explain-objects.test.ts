/** `explain` of what a person has in the hand: an object of the cluster, or one in a file. */
import t from 'tap';
import { namedObject } from '../src/cli/explain/kind-words.js';
import type { ExplainedObjects } from '../src/cli/explain/report.js';
import type { Report } from '../src/cli/report.js';
import { explainFaults } from './support/check-formats.js';
import { startAskedApi } from './support/cluster-cli.js';
import { type ApiObject, pullSecret } from './support/fake-api-server.js';
import { type Block, matchTold } from './support/told.js';

const IMAGE = 'registry.example.com/team/web:1.4.2';
const account = (name: string, ...secrets: readonly string[]): ApiObject => ({
  kind: 'ServiceAccount',
  metadata: { name, namespace: 'shop' },
  imagePullSecrets: secrets.map((each) => ({ name: each })),
});
const spec = (more: object = {}, image = IMAGE): object => ({
  initContainers: [{ name: 'wait', image: 'busybox:1.36' }],
  containers: [
    { name: 'web', image },
    { name: 'proxy', image },
  ],
  ...more,
});
const object = (kind: string, name: string, rest: object): ApiObject => ({
  kind,
  metadata: { name, namespace: 'shop' },
  ...rest,
});

const CLUSTER: readonly ApiObject[] = [
  { kind: 'Namespace', metadata: { name: 'shop' } },
  account('default'),
  account('puller', 'regcred'),
  pullSecret('shop', 'regcred'),
  object('Deployment', 'web', { spec: { template: { spec: spec() } } }),
  object('Deployment', 'good', { spec: { template: { spec: spec({ serviceAccountName: 'puller' }) } } }),
  object('Deployment', 'lost', { spec: { template: { spec: spec({ serviceAccountName: 'nobody' }) } } }),
  object('CronJob', 'nightly', {
    spec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: 'a', image: 'nginx:1.27' }] } } } } },
  }),
  {
    kind: 'Pod',
    metadata: {
      name: 'web-abc',
      namespace: 'shop',
      ownerReferences: [{ kind: 'ReplicaSet', name: 'web', controller: true }],
    },
    // Its list was empty when it was created, and what its account lists now is not its own.
    spec: spec({ serviceAccountName: 'puller' }),
  },
];

const FILE = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec: {template: {spec: {imagePullSecrets: [{name: mine}], containers: [{name: web, image: "${IMAGE}"}]}}}
---
apiVersion: v1
kind: Secret
metadata: {name: mine}
type: kubernetes.io/dockerconfigjson
stringData: {.dockerconfigjson: '{"auths":{"registry.example.com":{"auth":"dTpw"}}}'}
---
apiVersion: v1
kind: Pod
metadata: {name: debug}
spec: {serviceAccountName: nobody, containers: [{name: web, image: "${IMAGE}"}]}
`;

const WORDS: readonly (readonly [argv: string, code: number])[] = [
  ['deployment/web', 1],
  ['deploy/good', 0],
  ['deployments.apps/lost', 0],
  ['CronJob/nightly', 0],
  ['pod/web-abc', 0],
  ['deployment/web -n blog', 2],
  ['-f web.yaml', 1],
  ['-f web.yaml -n blog', 1],
];

async function started(t: Parameters<typeof startAskedApi>[0]) {
  const asked = await startAskedApi(t);
  asked.api.putAll(CLUSTER);
  asked.write('web.yaml', FILE);
  return { ...asked, flags: ['--kubeconfig', asked.kubeconfig] };
}

t.test('objects of the cluster and of files, as they are told', async (t) => {
  const { api, cli, kubeconfig, flags } = await started(t);
  const told: Block[] = [];
  for (const [argv, code] of WORDS) {
    const ran = await cli(['explain', ...argv.split(' '), ...flags]);
    t.equal(ran.code, code, argv);
    const plain = (text: string): string => text.replaceAll(api.url, 'https://HOST').replaceAll(kubeconfig, 'FILE');
    told.push([argv, `${plain(ran.stdout)}--- stderr\n${plain(ran.stderr)}`]);
    t.notMatch(ran.stdout, /example-user|example-not-a-password/);
  }
  matchTold(t, 'asked/explain', told);
  t.ok(
    api.calls.every(({ verb }) => verb === 'get' || verb === 'list'),
    'it only reads',
  );
});

t.test('the verdict is that of check, and each is about every image', async (t) => {
  const { cli, flags } = await started(t);
  const { stdout } = await cli(['explain', '-f', 'web.yaml', '-o', 'json', ...flags]);
  t.strictSame(explainFaults(stdout), []);
  const explained: ExplainedObjects = JSON.parse(stdout);
  const broken = { ...explained, objects: explained.objects.map((each) => ({ ...each, more: 'none' })) };
  t.not(explainFaults(JSON.stringify(broken)).length, 0, 'what the schema does not promise is seen');
  const report: Report = JSON.parse((await cli(['check', 'web.yaml', '-o', 'json', ...flags])).stdout);
  t.equal(explained.version, 1);
  t.strictSame(explained.policy, report.policy);
  t.strictSame(
    explained.objects.map(({ object: { name }, line, verdict }) => [name, line, verdict.decision]),
    report.results.map(({ object: { name }, line, decision }) => [name, line, decision]),
  );
  const [web] = (
    JSON.parse((await cli(['explain', 'deployment/web', '-o', 'json', ...flags])).stdout) as ExplainedObjects
  ).objects;
  t.match(web?.images, [
    { text: 'busybox:1.36', containers: ['init container wait'] },
    { text: IMAGE, containers: ['container web', 'container proxy'], keyring: { state: 'lacking' } },
  ]);
});

t.test('a directory holds objects, too', async (t) => {
  const { cli, directory, write } = await started(t);
  write('account.yaml', 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: default}\n');
  const words = ['-n', 'default', '--cluster-dir', '.'];
  t.ok(directory);
  // The kubeconfig of the test lies beside, and is no manifest by its name.
  const found = await cli(['explain', 'deployment/web', ...words]);
  t.strictSame([found.code, found.stderr], [0, '']);
  t.match(found.stdout, /^Deployment default\/web \(web\.yaml:1\)$/m);
  t.match(found.stdout, / 1 "registry\.example\.com" of secret "mine", a login/);
  t.match((await cli(['explain', 'deployment/gone', ...words])).stderr, /Deployment default\/gone does not exist/);
});

t.test('an object that may not be read, one that is no such thing, and command lines', async (t) => {
  const { api, cli, flags } = await started(t);
  for (const [argv, match] of [
    [['deployment/web', '-f', 'web.yaml'], /"deployment\/web" and -f are two questions; ask one/],
    [['deployment/web', '--pull-secret', 'x'], /--pull-secret is for an image; an object has its own/],
    [['-f', 'nowhere.yaml'], /cannot be read:\n {2}nowhere\.yaml: There is no such file/],
  ] as const) {
    const { code, stderr, stdout } = await cli(['explain', ...argv, ...flags]);
    t.strictSame([code, stdout], [2, '']);
    t.match(stderr, match);
  }
  t.match((await cli(['explain', 'acme/web', ...flags])).stdout, /^acme\/web in a new Pod of namespace shop$/m);
  t.match((await cli(['explain', 'pod/web:1', ...flags])).stdout, /^pod\/web:1 in a new Pod of namespace shop$/m);
  api.script = ({ resource }) => (resource === 'deployments' ? { status: 403, body: '{}' } : undefined);
  const forbidden = await cli(['explain', 'deployment/web', ...flags]);
  t.equal(forbidden.code, 2);
  t.match(
    forbidden.stderr,
    /Deployment shop\/web cannot be read: you have no right to read deployments in namespace shop \(403\)/,
  );
  api.script = ({ resource }) => (resource === 'deployments' ? { status: 404, body: '<html>' } : undefined);
  t.match((await cli(['explain', 'deployment/web', ...flags])).stderr, /cannot be read: .*it answered 404/);
});

t.test('--live has the admission chain answer: an image, an object once more, a file', async (t) => {
  const { api, cli, flags } = await started(t);
  api.script = ({ query }) =>
    query['dryRun'] === undefined
      ? undefined
      : {
          status: 403,
          body: JSON.stringify({
            kind: 'Status',
            message: 'admission webhook "check.pullgate.dev" denied the request: [PG201] no pull secret',
          }),
        };
  for (const words of [[IMAGE], ['deployment/web'], ['pod/web-abc'], ['-f', 'web.yaml']]) {
    const { code, stdout } = await cli(['explain', ...words, '--live', ...flags]);
    t.equal(code, 1);
    t.match(stdout, /^ {4}Pullgate: \[PG201\] no pull secret$/m, words.join(' '));
  }
  t.match(
    api.sent.map(({ method, path, body }) => [method, path, Object(body).metadata]),
    [
      ['POST', '/api/v1/namespaces/shop/pods', { generateName: 'explained-', namespace: 'shop' }],
      ['POST', '/apis/apps/v1/namespaces/shop/deployments', { generateName: 'web-', name: undefined, uid: undefined }],
      ['POST', '/api/v1/namespaces/shop/pods', { generateName: 'web-abc-', ownerReferences: undefined }],
      ['PATCH', '/apis/apps/v1/namespaces/shop/deployments/web', { name: 'web', namespace: 'shop' }],
      ['PATCH', '/api/v1/namespaces/shop/pods/debug', { name: 'debug' }],
    ],
  );
});

t.test('a kind of the configuration is named like any other, at the version that the API server prefers', async (t) => {
  const { api, cli, flags, write } = await started(t);
  write(
    'pullgate.yaml',
    'kinds: [{group: argoproj.io, version: "*", kind: Rollout, resource: rollouts, templatePath: spec.template}]\n',
  );
  api.put(object('Rollout', 'web', { spec: { template: { spec: spec() } } }));
  api.script = ({ resource }) =>
    resource === '/apis/argoproj.io'
      ? { body: '{"kind":"APIGroup","preferredVersion":{"version":"v1alpha1"}}' }
      : undefined;
  const { code, stdout } = await cli(['explain', 'rollout/web', '--config', 'pullgate.yaml', ...flags]);
  t.equal(code, 1);
  t.match(stdout, /^Rollout shop\/web \(in the cluster\)$/m);
});

t.test('what is being deleted is not judged, and what runs nothing is', async (t) => {
  const { api, cli, flags, write } = await started(t);
  const metadata = { name: 'gone', namespace: 'shop', deletionTimestamp: '2026-11-21T11:59:00Z' };
  api.put({ kind: 'Pod', metadata, spec: spec() });
  const gone = await cli(['explain', 'pod/gone', ...flags]);
  t.strictSame([gone.code, gone.stdout], [2, '']);
  t.match(gone.stderr, /what is asked about in namespace shop is being deleted/);
  write('empty.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: {name: empty}\nspec: {containers: []}\n');
  const empty = await cli(['explain', '-f', 'empty.yaml', ...flags]);
  t.strictSame([empty.code, empty.stderr], [0, '']);
  t.match(empty.stdout, /^Verdict\n {2}It would be admitted\. /m);
  write('secret.yaml', 'apiVersion: v1\nkind: Secret\nmetadata: {name: x}\n');
  t.match(
    (await cli(['explain', '-f', 'secret.yaml', ...flags])).stderr,
    /the files hold no object that carries images/,
  );
});

t.test('which words are objects', async (t) => {
  const words: readonly (readonly [string, string | undefined])[] = [
    ['deployment/web', 'deployments web'],
    ['Deployments/web', 'deployments web'],
    ['po/a.b-c', 'pods a.b-c'],
    ['jobs.batch/x', 'jobs x'],
    ['jobs.apps/x', undefined],
    ['deployment/web:1', undefined],
    ['deployment/web@sha256:x', undefined],
    ['quay.io/deployment/web', undefined],
    ['acme/web', undefined],
    ['constructor/web', undefined],
    ['deployment/', undefined],
    ['/web', undefined],
    ['nginx', undefined],
  ];
  for (const [word, expected] of words) {
    const found = namedObject(word, []);
    t.equal(found === undefined ? undefined : `${found.workload.resource} ${found.name}`, expected, word);
  }
});
