/** `check` against a real cluster: the scripted API server, with the rights and the policy that each case gives. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import t from 'tap';
import { parseAllDocuments } from 'yaml';
import type { ExplainReport } from '../src/cli/explain/report.js';
import type { Report } from '../src/cli/report.js';
import { startAskedApi } from './support/cluster-cli.js';
import { type ApiObject, type FakeApi, pullSecret } from './support/fake-api-server.js';
import { type Block, matchTold } from './support/told.js';

const EXAMPLE = resolve('docs/example/cluster');

const account = (name: string, ...secrets: readonly string[]): ApiObject => ({
  kind: 'ServiceAccount',
  metadata: { name, namespace: 'shop' },
  imagePullSecrets: secrets.map((each) => ({ name: each })),
});

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      containers:
        - name: web
          image: registry.example.com/team/web:1.4.2
`;

function policy(text: string, name = 'pullgate', namespace = 'pullgate'): ApiObject {
  const labels = { 'app.kubernetes.io/part-of': 'pullgate', 'app.kubernetes.io/component': 'webhook' };
  return { kind: 'ConfigMap', metadata: { name, namespace, labels }, data: { 'pullgate.yaml': text } };
}

/** A namespace whose default account lists a secret for the registry. */
function fill(api: FakeApi): void {
  api.putAll([
    { kind: 'Namespace', metadata: { name: 'shop' } },
    account('default', 'regcred'),
    pullSecret('shop', 'regcred'),
  ]);
}

const first = (text: string): string => text.split('\n')[0] ?? '';

t.test('the same cluster, asked and as a directory, gives the same report', async (t) => {
  const { api, cli, kubeconfig } = await startAskedApi(t);
  for (const file of readdirSync(EXAMPLE)) {
    for (const document of parseAllDocuments(readFileSync(join(EXAMPLE, file), 'utf8'))) {
      const object = document.toJS() as ApiObject & { readonly stringData?: Readonly<Record<string, string>> };
      const data = Object.entries(object.stringData ?? {}).map(
        ([key, text]) => [key, Buffer.from(text).toString('base64')] as const,
      );
      api.put(data.length === 0 ? object : { ...object, data: Object.fromEntries(data) });
    }
  }
  for (const namespace of ['shop', 'team-b']) {
    if (api.read('ServiceAccount', namespace, 'default') === undefined) {
      api.put({ kind: 'ServiceAccount', metadata: { name: 'default', namespace } });
    }
  }
  let findings = 0;
  for (const path of [
    resolve('docs/example'),
    resolve('test/fixtures/cli/app'),
    resolve('test/fixtures/cli/latest.yaml'),
  ]) {
    const words = ['check', path, '-R', '-n', 'shop', '-o', 'json'];
    const asked = await cli([...words, '--kubeconfig', kubeconfig]);
    const directory = await cli([...words, '--cluster-dir', EXAMPLE]);
    const { policy: assumed, ...report }: Report = JSON.parse(asked.stdout);
    t.strictSame(report, JSON.parse(directory.stdout), path);
    t.equal(asked.code, directory.code, path);
    t.match(assumed, { from: 'defaults', unknown: false });
    findings += report.summary.deny + report.summary.warn;
  }
  t.ok(findings > 0, `${findings} findings were compared`);
  t.ok(
    api.calls.every(({ verb }) => verb === 'get' || verb === 'list'),
    'it only reads',
  );
});

t.test('which cluster: --kubeconfig, --context, KUBECONFIG; and the namespace of the context', async (t) => {
  const { api, cli, kubeconfig, write } = await startAskedApi(t);
  fill(api);
  write('web.yaml', DEPLOYMENT);
  for (const [argv, env] of [
    [['--kubeconfig', kubeconfig], {}],
    [['--kubeconfig', 'config', '--context', 'fake'], {}],
    [['--context', 'fake'], { KUBECONFIG: kubeconfig }],
    [['--context', ''], { KUBECONFIG: kubeconfig }],
  ] as const) {
    const { code, stdout, stderr } = await cli(['check', 'web.yaml', '--strict', '-o', 'json', ...argv], env);
    t.equal(code, 0, stderr);
    t.match(JSON.parse(stdout), { results: [{ object: { namespace: 'shop' }, findings: [], unknown: [] }] });
  }
  const calls = api.calls.length;
  t.equal((await cli(['check', 'web.yaml', '--strict'], { KUBECONFIG: kubeconfig })).code, 3, 'nobody named a cluster');
  t.equal(api.calls.length, calls);
  for (const [argv, match] of [
    [['--context', 'dev'], /has no context "dev"/],
    [['--kubeconfig', 'nowhere'], /nowhere cannot be read: no such file/],
    [
      ['--kubeconfig', kubeconfig, '--cluster-dir', 'x'],
      /--cluster-dir is the whole cluster; --kubeconfig names another/,
    ],
    [['--cluster-dir', 'nowhere'], /the cluster's manifests cannot be read:\n {2}nowhere: There is no such file/],
  ] as const) {
    const { code, stdout, stderr } = await cli(['check', 'web.yaml', ...argv], { KUBECONFIG: kubeconfig });
    t.equal(code, 2);
    t.equal(stdout, '');
    t.match(stderr, match);
  }
});

t.test('what may not be read is unknown, and never absent', async (t) => {
  const { api, cli, kubeconfig, write } = await startAskedApi(t);
  fill(api);
  write('web.yaml', DEPLOYMENT);
  const check = ['check', 'web.yaml', '--kubeconfig', kubeconfig, '-o', 'json'];
  for (const [resource, reason] of [
    ['secrets', 'you have no right to read Secrets in namespace shop (403)'],
    ['serviceaccounts', 'you have no right to read ServiceAccounts in namespace shop (403)'],
    ['namespaces', 'you have no right to read Namespaces (403)'],
  ] as const) {
    api.script = (call) => (call.resource === resource ? { status: 403, body: '{}' } : undefined);
    const { code, stdout } = await cli(check);
    const report: Report = JSON.parse(stdout);
    t.equal(code, 0, resource);
    t.strictSame(report.results[0]?.findings, [], resource);
    t.equal((await cli([...check, '--strict'])).code, resource === 'namespaces' ? 0 : 3, resource);
    if (resource !== 'namespaces') t.match(report.summary.unknownReasons, [{ reason }], resource);
  }
  await api.halt();
  const down = await cli([...check, '--strict']);
  t.equal(down.code, 3);
  t.match(down.stdout, /the connection was refused/);
  t.match(down.stderr, /^warning: Policy: assumed, .*the connection was refused/, 'on stderr where no text is printed');
  await api.resume();
});

t.test('what the files bring counts as applied, and a namespace that is nowhere is told', async (t) => {
  const { api, cli, kubeconfig, write } = await startAskedApi(t);
  fill(api);
  write('web.yaml', DEPLOYMENT);
  write('secret.json', JSON.stringify({ apiVersion: 'v1', ...pullSecret('blog', 'mine') }));
  write('namespace.yaml', 'apiVersion: v1\nkind: Namespace\nmetadata: {name: blog}\n');
  const own = DEPLOYMENT.replace('containers:', 'imagePullSecrets: [{name: mine}]\n      containers:');
  write('own.yaml', own);
  const argv = ['-n', 'blog', '--kubeconfig', kubeconfig];
  const nowhere = await cli(['check', 'web.yaml', ...argv]);
  t.equal(nowhere.code, 1);
  t.match(nowhere.stderr, /^warning: web\.yaml:1: Namespace blog does not exist, and until it does/);
  t.notMatch(nowhere.stdout, /PG401/, 'its default account comes with it');
  const brought = await cli(['check', 'own.yaml', 'secret.json', 'namespace.yaml', ...argv]);
  t.strictSame([brought.code, brought.stderr], [0, '']);
  t.equal((await cli(['check', 'own.yaml', 'namespace.yaml', ...argv])).code, 1, 'without the secret');
});

const POLICIES: readonly (readonly [
  name: string,
  maps: readonly ApiObject[],
  argv: readonly string[],
  code: number,
])[] = [
  ['that of the cluster', [policy('mode: warn\n')], [], 0],
  ['that of the cluster, which denies', [policy('rules: {PG201: deny}\n')], [], 1],
  ['that of the cluster with a flag over it', [policy('mode: warn\n')], ['--mode', 'enforce'], 1],
  ['a file that is named', [policy('mode: warn\n')], ['--config', 'own.yaml'], 0],
  ['none is installed', [], [], 1],
  ['several, and none of them is named', [policy('mode: off\n', 'a'), policy('mode: off\n', 'b')], [], 1],
  ['one of several', [policy('mode: off\n', 'a'), policy('', 'b')], ['--policy-from', 'pullgate/a'], 0],
  ['one that is not there', [policy('mode: off\n')], ['--policy-from', 'pullgate/c'], 1],
  ['one with a mistake', [policy('moode: warn\n')], [], 1],
  ['one that is no configuration', [{ ...policy(''), data: {} }], ['--policy-from', 'pullgate/pullgate'], 1],
];

t.test('the policy of the cluster, and in the first line which one it is', async (t) => {
  const told: Block[] = [];
  const { api, cli, kubeconfig, write } = await startAskedApi(t);
  api.putAll([{ kind: 'Namespace', metadata: { name: 'shop' } }, account('default')]);
  write('web.yaml', DEPLOYMENT);
  write('own.yaml', 'mode: audit\n');
  for (const [name, maps, argv, code] of POLICIES) {
    for (const each of ['pullgate', 'a', 'b']) api.remove('ConfigMap', 'pullgate', each);
    api.putAll(maps);
    const words = ['--kubeconfig', kubeconfig, ...argv];
    const checked = await cli(['check', 'web.yaml', ...words]);
    t.equal(checked.code, code, name);
    const json = await cli(['check', 'web.yaml', ...words, '-o', 'json', '--strict', '--fail-on', 'never']);
    const report: Report = JSON.parse(json.stdout);
    t.equal(json.code, report.policy?.unknown === true ? 3 : 0, `${name}: --strict`);
    const explanation: ExplainReport = JSON.parse(
      (await cli(['explain', 'registry.example.com/team/web:1.4.2', ...words, '-o', 'json'])).stdout,
    );
    t.strictSame(explanation.policy, report.policy, name);
    t.equal(explanation.verdict.mode, report.policy?.mode, name);
    told.push([name, `${first(checked.stdout)}\n${JSON.stringify(report.policy)}\n`]);
  }
  api.script = ({ resource }) => (resource === 'configmaps' ? { status: 403, body: '{}' } : undefined);
  for (const argv of [[], ['--policy-from', 'pullgate/pullgate']]) {
    const words = ['--kubeconfig', kubeconfig, ...argv];
    const { stdout } = await cli(['check', 'web.yaml', ...words]);
    const explained = await cli(['explain', 'registry.example.com/team/web:1.4.2', ...words]);
    t.equal(first(explained.stdout), first(stdout), 'explain says the same');
    told.push([`no right to read it ${argv.join(' ')}`.trim(), `${first(stdout)}\n`]);
  }
  matchTold(t, 'asked/policy', told);
  for (const [argv, match] of [
    [['--policy-from', 'pullgate', '--kubeconfig', kubeconfig], /is NAMESPACE\/NAME of a ConfigMap, not "pullgate"/],
    [['--policy-from', 'a/b'], /--policy-from needs a cluster; name it with --context/],
    [
      ['--policy-from', 'a/b', '--cluster-dir', EXAMPLE],
      /--policy-from needs a cluster; the manifests in .* hold no policy/,
    ],
    [['--policy-from', 'a/b', '--config', 'web.yaml', '--kubeconfig', kubeconfig], /./],
  ] as const) {
    const { code, stderr } = await cli(['check', 'web.yaml', ...argv]);
    t.equal(code, 2);
    t.match(stderr, match);
  }
});

t.test('what the installed Pullgate may not read, its verdict does not know', async (t) => {
  const { api, cli, kubeconfig, write } = await startAskedApi(t);
  fill(api);
  api.put(policy('cluster: {secrets: none}\n'));
  write('web.yaml', DEPLOYMENT);
  const report: Report = JSON.parse(
    (await cli(['check', 'web.yaml', '--kubeconfig', kubeconfig, '-o', 'json'])).stdout,
  );
  t.match(report.summary.unknownReasons, [{ reason: /Pullgate is not given the right to read Secrets/ }]);
});
