/** The chart as the real Helm renders it, of both major versions: what `npm test` reads from test/fixtures/chart is that. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { parseAllDocuments } from 'yaml';
import { loadConfig } from '../../src/config/load.js';
import { RULES } from '../../src/core/rules/index.js';
import { fixtureOf, renderSet, valueSets } from '../chart/render.mjs';
import { ROOT } from '../chart/rendered.js';
import { RIGHT, valuesOf, WRONG } from '../chart/wrong-values.js';
import type { Printed } from './support/command.js';
import { CHART, createHelm, HELM_VERSIONS, type Helm, helmFile } from './support/helm.js';

const SETS = valueSets();

interface Rendered {
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

/** Helm 3 and Helm 4 may order objects and keys differently; the API server does not care. */
function objectsOf(text: string): Readonly<Record<string, Rendered>> {
  const objects = parseAllDocuments(text).map((document): Rendered | null => document.toJS());
  const named = objects.filter((object) => object !== null);
  return Object.fromEntries(named.map((object) => [`${object.kind} ${object.metadata.name}`, object]));
}

t.ok(SETS.length >= 8, `${SETS.length} value sets`);

for (const version of HELM_VERSIONS) {
  t.test(`Helm ${version}: lint --strict`, async (t) => {
    const helm = createHelm(version, t.testdir());
    for (const set of SETS) {
      const { code, stdout, stderr } = await helm(['lint', '--strict', CHART, '-f', join(CHART, 'ci', `${set}.yaml`)]);
      t.equal(code, 0, `${set}: ${stdout}${stderr}`);
      t.notMatch(stdout, /\[(WARNING|ERROR)\]/, set);
    }
  });
}

t.test('the chart of a release is what helm package makes of it, and renders the same', async (t) => {
  const folder = t.testdir({ ours: {}, helms: {} });
  const script = `import { packChart } from ${JSON.stringify(`${ROOT}.image/release/chart.mjs`)};
    const { version } = JSON.parse((await import('node:fs')).readFileSync(${JSON.stringify(`${ROOT}package.json`)}));
    console.log(await packChart(${JSON.stringify(join(folder, 'ours'))}, { version, seconds: 1_700_000_000 }));`;
  const name = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }).trim();
  const ours = join(folder, 'ours', name);
  for (const version of HELM_VERSIONS) {
    const helm = createHelm(version, folder);
    const made = await helm(['package', CHART, '-d', join(folder, 'helms')]);
    t.equal(made.code, 0, made.stderr);
    const [theirs = ''] = readdirSync(join(folder, 'helms'));
    t.strictSame(filesIn(ours), filesIn(join(folder, 'helms', theirs)), `Helm ${version}: the same files`);
    const render = (chart: string) =>
      helm(['template', 'pullgate', chart, '-n', 'pullgate', '--kube-version', '1.36.0']);
    const [one, other] = [await render(ours), await render(CHART)];
    t.equal(one.code, 0, one.stderr);
    t.equal(one.stdout, other.stdout, `Helm ${version}: the same objects`);
  }
});

function filesIn(archive: string): readonly string[] {
  return execFileSync('tar', ['-tzf', archive], { encoding: 'utf8' }).trim().split('\n').sort();
}

t.test('each value set gives what is committed, every time and with both versions', (t) => {
  for (const set of SETS) {
    const text = renderSet(helmFile(4), set);
    t.equal(text, readFileSync(fixtureOf(set), 'utf8'), `${set}: as test/fixtures/chart (npm run chart:render)`);
    t.equal(renderSet(helmFile(4), set), text, `${set}: the same bytes again`);
    const objects = objectsOf(text);
    t.ok(Object.keys(objects).length > 5, `${set}: ${Object.keys(objects).length} objects`);
    t.strictSame(objectsOf(renderSet(helmFile(3), set)), objects, `${set}: the same objects by Helm 3`);
  }
  t.end();
});

/** Values that are refused, by what is wrong with them. */
const REFUSED: Readonly<Record<string, readonly string[]>> = {
  'Fail with one replica': ['webhook.failurePolicy=Fail', 'replicaCount=1'],
  'one of two webhooks with Fail, and no replica': ['webhook.validating.pods.failurePolicy=Fail', 'replicaCount=0'],
  'Fail, scaled down to one': ['webhook.failurePolicy=Fail', 'autoscaling.enabled=true', 'autoscaling.minReplicas=1'],
  'the port of the kubelet': ['hostNetwork=true'],
  'one port for two things': ['webhook.port=8081'],
  'the namespace of the cluster': ['namespaceOverride=kube-system'],
  'two monitors': ['serviceMonitor.enabled=true', 'podMonitor.enabled=true'],
  'a moving tag': ['image.tag=latest'],
  'no certificate': ['tls.source=files'],
  'no issuer': ['tls.source=certManager'],
  'an authority that holds no certificate': ['webhook.clientCA=/etc/kubernetes/pki/ca.crt'],
  'names of callers whom nobody vouches for': ['webhook.clientNames={front-proxy-client}'],
  'no namespaces': ['rbac.secrets=namespaces'],
  'injection without the right to list': ['rbac.secrets=none', 'injection.mode=all'],
  'an audit without the right to list': ['rbac.secrets=none', 'audit.enabled=true'],
  'an audit with the rights of the webhook': ['audit.enabled=true', 'audit.serviceAccount.name=pullgate'],
  'an audit at no time': ['audit.enabled=true', 'audit.schedule='],
  'a value that does not exist': ['replicas=3'],
  'a setting that does not exist': ['policy.dryrun=warn'],
  'a word that is none of those': ['mode=enforced'],
  'runbooks at no address': ['prometheusRule.runbookBaseUrl=docs/runbooks'],
};

/** The sentence, without where in the templates it stands. */
function sentence(stderr: string): string {
  return stderr.replace(/^Error: (execution error at \(.*?\): )?/, '').replace(/\n+(Use --debug .*)?\n*$/s, '');
}

t.test('values that would do harm are refused with a sentence', async (t) => {
  const [helm4, helm3] = [createHelm(4, t.testdir()), createHelm(3, t.testdir({ three: {} }))];
  const render = (namespace: string, values: readonly string[]): readonly string[] => {
    const sets = values.flatMap((value) => ['--set', value]);
    return ['template', 'pullgate', CHART, '-n', namespace, '--kube-version', '1.36.0', ...sets];
  };
  const isRefused = async (about: string, args: readonly string[]): Promise<void> => {
    const { code, stderr } = await helm4(args);
    t.equal(code, 1, about);
    t.matchSnapshot(sentence(stderr), about);
    t.equal(sentence((await helm3(args)).stderr), sentence(stderr), `${about}: the same sentence by Helm 3`);
  };
  for (const [about, values] of Object.entries(REFUSED)) await isRefused(about, render('pullgate', values));
  await isRefused('a release in kube-system', render('kube-system', []));
  const meant = ['webhook.failurePolicy=Fail', 'replicaCount=1', 'webhook.failWithOneReplica=true'];
  const { code, stderr } = await helm4(render('pullgate', meant));
  t.equal(code, 0, `Fail with one replica, where it is said that it is meant: ${stderr}`);
});

/** What the API server would get of one kind. */
async function renderedOf(helm: Helm, kind: string, values: readonly string[]): Promise<unknown> {
  const sets = values.flatMap((value) => ['--set', value]);
  const apis = ['--kube-version', '1.36.0', '--api-versions', 'monitoring.coreos.com/v1'];
  const { stdout, stderr, code } = await helm(['template', 'pullgate', CHART, '-n', 'pullgate', ...apis, ...sets]);
  if (code !== 0) throw new Error(stderr);
  return parseAllDocuments(stdout)
    .map((document) => document.toJS())
    .find((object) => object?.kind === kind);
}

t.test('what the chart chooses by another value', async (t) => {
  const helm = createHelm(4, t.testdir());
  const host = ['hostNetwork=true', 'webhook.port=10260'];
  const rows: readonly (readonly [values: readonly string[], maxUnavailable: number, maxSurge: number])[] = [
    [[], 0, 1],
    // As many replicas as nodes: the ports of the node are free only once a pod has gone.
    [host, 1, 0],
    [[...host, 'updateStrategy.rollingUpdate.maxSurge=1', 'updateStrategy.rollingUpdate.maxUnavailable=0'], 0, 1],
    [['updateStrategy.rollingUpdate.maxSurge=2'], 0, 2],
  ];
  for (const [values, maxUnavailable, maxSurge] of rows) {
    const strategy = { type: 'RollingUpdate', rollingUpdate: { maxUnavailable, maxSurge } };
    t.match(await renderedOf(helm, 'Deployment', values), { spec: { strategy } }, values.join(' '));
  }
  const rule = ['prometheusRule.enabled=true'];
  const bare = JSON.stringify(await renderedOf(helm, 'PrometheusRule', rule));
  t.match(bare, /PullgateDown/);
  t.notMatch(bare, /runbook/, 'without an address there is no link');
  const linked = await renderedOf(helm, 'PrometheusRule', [
    ...rule,
    'prometheusRule.runbookBaseUrl=https://w.example/r/',
  ]);
  const links = JSON.stringify(linked).match(/"runbook_url":"[^"]*"/g) ?? [];
  t.ok(links.length > 12);
  for (const link of links) t.match(link, /^"runbook_url":"https:\/\/w\.example\/r\/Pullgate\w+\.md"$/);
});

/** In the folder that the command runs in. */
const VALUES_FILE = 'values.json';

t.test('what the server would refuse is refused by Helm, and what is near to it is not', async (t) => {
  const [helm4, helm3] = [createHelm(4, t.testdir()), createHelm(3, t.testdir({ three: {} }))];
  const args = ['template', 'pullgate', CHART, '-n', 'pullgate', '--kube-version', '1.36.0', '-f', VALUES_FILE];
  const renders = (helm: Helm, row: Parameters<typeof valuesOf>[0]): Promise<Printed> =>
    helm(args, { files: { [VALUES_FILE]: JSON.stringify(valuesOf(row)) } });
  let hints = 0;
  for (const row of WRONG) {
    const about = `${row.path}: ${JSON.stringify(row.value)
      .slice(0, 80)
      .replace(/[^ -~]/g, '?')}`;
    const { code, stderr } = await renders(helm4, row);
    t.equal(code, 1, about);
    const wanted = row.byTemplate ?? `/${row.path.replaceAll('.', '/')}`;
    t.ok(stderr.includes(wanted), `${about}: ${stderr.slice(0, 300).replace(/[^ -~]/g, ' ')}`);
    if (/does not match pattern '\^\$ /.test(stderr)) hints += 1;
    const three = await renders(helm3, row);
    t.equal(three.code, 1, `${about}: by Helm 3`);
    t.ok(three.stderr.includes(wanted), `${about}: in the same words`);
  }
  t.ok(hints > 40, 'the right form stands in what Helm prints');
  for (const row of RIGHT) {
    const about = `${row.path}: ${JSON.stringify(row.value).slice(0, 80)}`;
    for (const helm of [helm4, helm3]) {
      const { code, stdout, stderr } = await renders(helm, row);
      t.equal(code, 0, `${about}: ${stderr}`);
      const map = parseAllDocuments(stdout)
        .map((document) => document.toJS())
        .find((object) => object?.kind === 'ConfigMap');
      for (const name of ['pullgate.yaml', 'fallback.yaml']) t.equal(await mistakesIn(map.data[name]), '', about);
    }
  }
});

/** What the server says of a configuration that Helm made. */
async function mistakesIn(text: string): Promise<string> {
  const cwd = mkdtempSync(join(tmpdir(), 'pullgate-rendered-'));
  writeFileSync(join(cwd, 'pullgate.yaml'), text);
  const result = await loadConfig({ cwd, env: {}, flags: {}, rules: RULES, file: 'pullgate.yaml' });
  return result.ok ? '' : result.mistakes.join('\n');
}
