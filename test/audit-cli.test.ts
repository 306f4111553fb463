/** `pullgate audit`: what is told, of manifests and of an API server, with what rights, and what ends with which code. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t, { type Test } from 'tap';
import { parseAllDocuments } from 'yaml';
import type { AuditReport } from '../src/audit/report.js';
import { run } from '../src/cli/index.js';
import { auditFaults, sarifFaults } from './support/check-formats.js';
import { NOW, type Ran, startAskedApi } from './support/cluster-cli.js';
import type { ApiObject } from './support/fake-api-server.js';
import { matchTold } from './support/told.js';

const DIRECTORY = fileURLToPath(new URL('fixtures/audit', import.meta.url));
const OBJECTS: readonly ApiObject[] = parseAllDocuments(readFileSync(join(DIRECTORY, 'cluster.yaml'), 'utf8')).map(
  (document) => document.toJS(),
);

async function cli(argv: readonly string[], cwd = join(DIRECTORY, '..')): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await run(['audit', ...argv], {
    stdout: { write: (text) => out.push(text) },
    stderr: { write: (text) => err.push(text) },
    stdin: (async function* () {})(),
    env: {},
    cwd,
    isTTY: false,
    now: () => NOW,
  });
  return { code, stdout: out.join(''), stderr: err.join('') };
}

const OF_MANIFESTS = ['--cluster-dir', 'audit'];

const reportOf = ({ stdout }: Ran): AuditReport => JSON.parse(stdout);

async function startApi(t: Test, objects: readonly ApiObject[] = OBJECTS) {
  const asked = await startAskedApi(t);
  asked.api.putAll(objects);
  const audit = (...argv: readonly string[]) => asked.cli(['audit', '--kubeconfig', asked.kubeconfig, ...argv]);
  return { ...asked, audit };
}

const forbidden = { status: 403, body: JSON.stringify({ kind: 'Status', reason: 'Forbidden', code: 403 }) };

t.test('what it tells people', async (t) => {
  const blocks = [];
  for (const argv of [
    '',
    '-n shop',
    '--mode warn -n jobs',
    '--drain',
    '-n jobs -o markdown',
    '--drain -n shop -o markdown',
  ]) {
    const { code, stdout, stderr } = await cli([...OF_MANIFESTS, ...argv.split(' ').filter((word) => word !== '')]);
    blocks.push([`pullgate audit ${argv}: ${code}`, `${stdout}${stderr}`] as const);
  }
  matchTold(t, 'audit/text', blocks);
});

t.test('the JSON is what its schema says, and SARIF is SARIF', async (t) => {
  for (const more of [[], ['-n', 'shop'], ['--drain'], ['--mode', 'off'], ['-n', 'none']]) {
    const { stdout } = await cli([...OF_MANIFESTS, ...more, '-o', 'json']);
    t.strictSame(auditFaults(stdout), [], `json ${more.join(' ')}`);
    const told = await cli([...OF_MANIFESTS, ...more, '-o', 'sarif']);
    t.strictSame(sarifFaults(told.stdout), [], `sarif ${more.join(' ')}`);
  }
  t.not(auditFaults('{"version":1}').length, 0);
  const [first] = JSON.parse((await cli([...OF_MANIFESTS, '-o', 'sarif'])).stdout).runs[0].results;
  t.equal(first.locations[0].logicalLocations[0].fullyQualifiedName, 'Deployment shop/api');
});

t.test('an API server and its manifests say the same, and it is only read', async (t) => {
  const { api, audit } = await startApi(t);
  const here = reportOf(await cli([...OF_MANIFESTS, '-o', 'json', '--drain']));
  const there = reportOf(await audit('-o', 'json', '--drain'));
  const placeless = ({ owners, ...rest }: AuditReport) => {
    const { cluster: _cluster, policy: _policy, drain: _drain, ...same } = rest;
    return { ...same, owners: owners.map(({ file: _file, line: _line, ...owner }) => owner) };
  };
  t.strictSame(placeless(there), placeless(here));
  t.equal(there.drain?.pods, here.drain?.pods);
  t.equal(there.drain?.verification.server, 'v1.36.2');
  t.match(there.policy, { from: 'defaults', assumed: 'no Pullgate is installed with its chart' });
  t.strictSame(auditFaults(JSON.stringify(there)), []);
  t.ok(
    api.calls.every(({ verb }) => verb === 'get' || verb === 'list'),
    'it only reads',
  );
  t.notMatch(JSON.stringify(there), /example-not-a-password|eyJ/, 'no login is told');
});

t.test('a Deployment with many Pods is one row, whatever becomes of the list meanwhile', async (t) => {
  const web = OBJECTS.filter(({ kind, metadata }) => kind === 'Namespace' || /^(web|default)/.test(metadata.name));
  const [pod] = web.filter(({ kind }) => kind === 'Pod');
  if (pod === undefined) throw new Error('the fixture has no Pod');
  const pods = Array.from({ length: 1200 }, (_, at) => ({
    ...pod,
    metadata: { ...pod.metadata, name: `web-5d9-${String(at).padStart(4, '0')}` },
  }));
  const { api, audit } = await startApi(t, [...web.filter(({ kind }) => kind !== 'Pod'), ...pods]);
  let refused = 0;
  for (const to of ['700:100', undefined]) {
    const body = { kind: 'Status', code: 410, reason: 'Expired', metadata: to === undefined ? {} : { continue: to } };
    refused = 0;
    api.script = ({ resource, query }) => {
      if (resource !== 'pods' || query['continue'] === undefined || refused > 0) return undefined;
      refused += 1;
      return { status: 410, body: JSON.stringify(body) };
    };
    const { summary, owners } = reportOf(await audit('-o', 'json'));
    t.equal(refused, 1, 'it was refused in the middle');
    // With the token, what lies between where it was and where the server goes on is not told.
    t.equal(summary.pods, to === undefined ? 1200 : 1000);
    t.equal(owners.length, 1);
    t.match(owners[0], { object: { kind: 'Deployment', name: 'web' }, pods: summary.pods });
  }
});

t.test('what may not be read is said, is undecided, and fails with --strict', async (t) => {
  const { api, audit } = await startApi(t);
  api.script = ({ resource, namespace }) =>
    resource === 'secrets' || (resource === 'deployments' && namespace !== 'shop') ? forbidden : undefined;
  const told = await audit('-o', 'json', '--fail-on', 'never', '--strict');
  t.equal(told.code, 3);
  const { unread, summary, owners } = reportOf(told);
  t.strictSame(
    unread.map(({ what }) => what),
    [
      ...['jobs', 'kube-system', 'shop'].map((each) => `Secrets of namespace ${each}`),
      ...['jobs', 'kube-system'].map((each) => `deployments of namespace ${each}`),
    ],
  );
  t.ok(summary.unknown > 0);
  t.ok(
    owners.some(({ object }) => object.kind === 'Deployment'),
    'the namespace that may be listed was',
  );
  const onlyUndecided = owners.filter(({ findings }) => findings.length === 0);
  t.ok(onlyUndecided.length > 0);
  t.strictSame([...new Set(onlyUndecided.map(({ decision }) => decision))], ['allow'], 'nothing is known against them');
  const { runs } = JSON.parse((await audit('-o', 'sarif', '--fail-on', 'never')).stdout);
  const [place] = runs[0].results[0].locations;
  t.match(place.physicalLocation.artifactLocation.uri, /^[a-z-]+\/[A-Z][A-Za-z]+\/[a-z]/, 'NAMESPACE/KIND/NAME');
  t.equal((await audit('--fail-on', 'never')).code, 0);
});

t.test('the policy of the cluster counts, and what it would deny is told all the same', async (t) => {
  const labels = { 'app.kubernetes.io/part-of': 'pullgate', 'app.kubernetes.io/component': 'webhook' };
  const config: ApiObject = {
    kind: 'ConfigMap',
    metadata: { name: 'pullgate', namespace: 'shop', labels },
    data: { 'pullgate.yaml': 'mode: warn\n' },
  };
  const { audit } = await startApi(t, [...OBJECTS, config]);
  const told = await audit('-o', 'json', '-n', 'jobs');
  t.equal(told.code, 0, 'warnings fail nothing');
  t.match(reportOf(told), { policy: { from: 'cluster', mode: 'warn' }, summary: { deny: 0, enforced: 3 } });
  t.equal((await audit('-n', 'jobs', '--fail-on', 'warn')).code, 1);
  t.equal((await audit('-n', 'jobs', '--mode', 'enforce')).code, 1);
  const home = reportOf(await audit('-o', 'json', '-n', 'shop'));
  t.equal(home.summary.enforced, 0, 'no webhook is called for the namespace of Pullgate itself');
});

t.test('command lines that mean nothing', async (t) => {
  const rows: readonly (readonly [argv: readonly string[], said: RegExp])[] = [
    [['-n', 'shop', '-A'], /-n and -A are two answers/],
    [['-n', 'Shop!'], /no name of a namespace/],
    [['-o', 'junit'], /there is no format "junit"/],
    [['-o', 'json', '-o', 'sarif'], /cannot both go to standard output/],
    [['-o', 'json='], /names no file/],
    [['--snapshot', 'x'], /there is no option|--snapshot/],
  ];
  for (const [argv, said] of rows) {
    const { code, stderr } = await cli([...OF_MANIFESTS, ...argv]);
    t.equal(code, 2, argv.join(' '));
    t.match(stderr, said);
  }
  t.match(await cli([...OF_MANIFESTS, '-o', 'json=/nowhere/at/all.json']), { code: 2, stderr: /cannot be written/ });
  const { audit, api } = await startApi(t);
  api.script = ({ resource }) => (resource === 'namespaces' ? forbidden : undefined);
  t.match(await audit(), { code: 2, stderr: /cannot be listed: .*name those that you may read with -n/ });
});

t.test('docs/audit.md shows what is told', async (t) => {
  const page = readFileSync(new URL('../docs/audit.md', import.meta.url), 'utf8');
  const shown = [...page.matchAll(/```text\n(.*?)```/gs)].map(([, text = '']) => text);
  const [shop, drain] = [
    await cli([...OF_MANIFESTS, '-n', 'shop']),
    await cli([...OF_MANIFESTS, '-n', 'shop', '--drain']),
  ];
  t.strictSame(shown, [shop.stdout, drain.stdout]);
});
