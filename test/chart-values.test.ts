import { readdirSync, readFileSync } from 'node:fs';
import { Ajv, type ErrorObject } from 'ajv';
import t from 'tap';
import { parse } from 'yaml';
import { CHART_SOURCES, chartPages } from '../docs/generate/chart-pages.js';
import { renderChartYaml } from '../docs/generate/chart-release.js';
import { renderChartTable } from '../docs/generate/chart-table.js';
import { type ChartValue, chartValues } from '../docs/generate/chart-values.js';
import { listSettings, settingsSchema } from '../src/config/schema.js';
import { parseImage } from '../src/core/image/parse.js';
import { RULES } from '../src/core/rules/index.js';
import { sourcesNow, sourcesThen } from './chart/render.mjs';
import { CHART, type Fields, isFields, mergeValues, ROOT, SETS, VALUES } from './chart/rendered.js';

function read(path: string): string {
  return readFileSync(`${ROOT}${path}`, 'utf8');
}

const SOURCES = new Map(CHART_SOURCES.map((path) => [path, read(path)]));
const SCHEMA = JSON.parse(read('charts/pullgate/values.schema.json'));
const TOP = chartValues(read('charts/pullgate/values.yaml'), RULES);
const CI = readdirSync(`${CHART}ci`).map((name) => name.replace(/\.yaml$/, ''));
const validate = new Ajv({ allErrors: true, strictTypes: false, strictRequired: false }).compile(SCHEMA);

function errorsOf(values: unknown): readonly ErrorObject[] {
  return validate(values) ? [] : (validate.errors ?? []);
}

function allOf(values: readonly ChartValue[]): readonly ChartValue[] {
  return values.flatMap((value) => [value, ...allOf(value.children ?? [])]);
}

/** A value at a path, everything else as it is. */
function withValue(keys: readonly string[], value: unknown): unknown {
  return mergeValues(
    VALUES,
    keys.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value),
  );
}

function at(data: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>((value, key) => (isFields(value) ? value[key] : undefined), data);
}

t.test('README, schema, table and Chart.yaml are what the code says now', async (t) => {
  const pages = new Map([
    ...chartPages(SOURCES, RULES),
    ['charts/pullgate/files/workloads.json', renderChartTable()] as const,
  ]);
  for (const [path, text] of pages) t.equal(read(path), text, `${path} is fresh; if not: npm run gen`);
});

t.test('the chart was rendered after its last change', async (t) => {
  const now = sourcesNow();
  t.match(now, /^templates\/deployment\.yaml [0-9a-f]{32}$/m);
  t.match(now, /^values\.schema\.json [0-9a-f]{32}$/m);
  t.equal(now, sourcesThen(), 'test/fixtures/chart is what Helm makes of the chart; if not: npm run chart:render');
});

t.test('the chart has the version of the package', async (t) => {
  const { version } = JSON.parse(read('package.json'));
  const chart: Fields = parse(read('charts/pullgate/Chart.yaml'));
  t.equal(chart['version'], version);
  t.equal(chart['appVersion'], version);
  t.equal(
    chart['kubeVersion'],
    '>=1.28.0-0',
    'with -0, or managed clusters with their pre-release versions are refused',
  );
  const annotations = chart['annotations'];
  t.match(annotations, {
    'artifacthub.io/category': 'security',
    'artifacthub.io/license': 'Apache-2.0',
    'artifacthub.io/images': `pullgate:${version}`,
    'artifacthub.io/changes': /^- "/,
  });
});

/** internal/tracker/source/helm/helm.go and internal/pkg of github.com/artifacthub/hub, which its linter calls (`ah lint -k helm`). */
const ARTIFACT_HUB: Readonly<Record<string, (value: string) => boolean>> = {
  category: (value) => ['security', 'monitoring-logging', 'networking', 'integration-delivery'].includes(value),
  license: (value) => value === 'Apache-2.0',
  operator: isGoBool,
  prerelease: isGoBool,
  images: (value) => {
    const images: unknown = parse(value);
    return Array.isArray(images) && images.every((each: Fields) => parseImage(String(each['image'])).ok);
  },
  changes: (value) => {
    const changes: unknown = parse(value);
    return Array.isArray(changes) && changes.every((each) => typeof each === 'string' && each !== '');
  },
};

function isGoBool(value: string): boolean {
  return value === 'true' || value === 'false';
}

t.test('the annotations of the chart are those that Artifact Hub knows, in its forms', async (t) => {
  const { annotations = {} }: { readonly annotations?: Readonly<Record<string, string>> } = parse(
    read('charts/pullgate/Chart.yaml'),
  );
  for (const [key, value] of Object.entries(annotations)) {
    const [, name = ''] = /^artifacthub\.io\/(\w+)$/.exec(key) ?? [];
    t.ok(ARTIFACT_HUB[name]?.(value), `${key}: ${value.slice(0, 80)}`);
  }
  t.strictSame(Object.keys(annotations).length, Object.keys(ARTIFACT_HUB).length, 'each of them is there');
});

t.test('the changes of Chart.yaml are the points of the changelog under its version', async (t) => {
  const chart = 'version: 0.0.1\nannotations:\n  artifacthub.io/changes: |\n    - old\n';
  const changelog = '# Log\n\n## 2.0.0\n\n- Later.\n\n## 1.0.0 (today)\n\n- One "x"\n  more: #1.\n- Two.\n\nEnd.\n';
  const made: Fields = parse(renderChartYaml(chart, '1.0.0', changelog));
  t.equal(made['version'], '1.0.0');
  const { 'artifacthub.io/changes': changes = '' } = Object(made['annotations']);
  t.strictSame(parse(changes), ['One "x" more: #1.', 'Two.']);
  t.throws(() => renderChartYaml(chart, '3.0.0', changelog), { message: 'CHANGELOG.md has no heading for 3.0.0' });
  t.throws(() => renderChartYaml('version: 1\n', '1.0.0', changelog), {
    message: /artifacthub.io\/changes is missing/,
  });
});

t.test('the schema accepts the values of the chart and every value set, and there are at least eight', async (t) => {
  t.strictSame(errorsOf(VALUES), []);
  t.strictSame(errorsOf(withValue(['enabled'], true)), [], 'the condition of a parent chart');
  t.strictSame(errorsOf(withValue(['global', 'storageClass'], 'fast')), [], 'a global value of somebody else');
  t.ok(CI.length >= 8);
  for (const name of CI) {
    t.strictSame(errorsOf(mergeValues(VALUES, parse(read(`charts/pullgate/ci/${name}.yaml`)))), [], name);
  }
  t.strictSame(CI.sort(), [...SETS.keys()].sort(), 'every set is rendered; if not: npm run chart:render');
});

t.test('a misspelt key is refused by its name in every mapping that is ours', async (t) => {
  const mappings = [[], ...allOf(TOP).flatMap(({ keys, children }) => (children === undefined ? [] : [keys]))];
  const open = mappings.filter((keys) => errorsOf(withValue([...keys, 'mispelt'], 1)).length === 0);
  t.strictSame(open, [['global']], 'only the values of all charts are open');
  for (const keys of mappings.filter(([first]) => first !== 'global')) {
    const [error, ...more] = errorsOf(withValue([...keys, 'mispelt'], 1));
    t.equal(more.length, 0);
    t.equal(error?.keyword, 'additionalProperties');
    t.equal(error?.params['additionalProperty'], 'mispelt');
    t.equal(error?.instancePath, keys.map((key) => `/${key}`).join(''));
  }
  t.ok(mappings.length > 25);
});

t.test('a misspelt key is refused in shapes of Kubernetes that the chart builds on', async (t) => {
  const wrong: readonly (readonly [readonly string[], unknown, string])[] = [
    [['policy', 'rules'], { PG999: 'deny' }, 'PG999'],
    [['policy', 'exemptions'], [{ namespace: ['x'] }], 'namespace'],
    [['policy', 'kinds'], [{ group: 'a', version: 'v1', kind: 'A', resource: 'as', path: 'spec' }], 'path'],
    [['webhook', 'namespaceSelector'], { matchLabel: {} }, 'matchLabel'],
    [['webhook', 'matchConditions'], [{ name: 'a', expresion: 'true' }], 'expresion'],
    [['webhook', 'validating', 'pods', 'rules'], [{ apiGroup: [''] }], 'apiGroup'],
    [['readinessProbe'], { periodSecond: 5 }, 'periodSecond'],
    [['tls', 'certManager', 'issuerRef'], { nam: 'ca' }, 'nam'],
    [['imagePullSecrets'], [{ nam: 'regcred' }], 'nam'],
  ];
  for (const [keys, value, key] of wrong) {
    const unknown = errorsOf(withValue(keys, value)).map(({ params }) => params['additionalProperty']);
    t.ok(unknown.includes(key), `${keys.join('.')}: ${key}`);
  }
});

t.test('wrong values are refused where they stand', async (t) => {
  const wrong: readonly (readonly [string, unknown])[] = [
    ['mode', 'enforced'],
    ['replicaCount', '2'],
    ['replicaCount', -1],
    ['image.digest', 'sha256:short'],
    ['image.pullPolicy', 'always'],
    ['webhook.failurePolicy', 'ignore'],
    ['webhook.timeoutSeconds', 31],
    ['webhook.port', 0],
    ['webhook.mutating.failurePolicy', 'Fail'],
    ['webhook.validating.pods.failurePolicy', 'Never'],
    ['policy.rules', { PG101: 'on' }],
    ['policy.credentials.expiringWithin', -5],
    ['injection.mode', true],
    ['tls.source', 'cert-manager'],
    ['tls.self.certDuration', '30 days'],
    ['tls.poll', '600h'],
    ['tls.poll', '25h'],
    ['tls.minVersion', 'TLSv1.1'],
    ['rbac.secrets', 'namespace'],
    ['rbac.namespaces', 'shop'],
    ['rbac.namespaces', ['shop', '$(id)']],
    ['rbac.secretNames', ['-n']],
    ['trafficDistribution', 'Near'],
    ['service.ipFamilies', ['IPv5']],
    ['commonLabels', { team: 1 }],
    ['log.level', 'verbose'],
    ['extraManifests', [1]],
  ];
  for (const [path, value] of wrong) {
    const places = errorsOf(withValue(path.split('.'), value)).map(({ instancePath }) => instancePath);
    t.ok(places.length > 0, `${path}: ${JSON.stringify(value)}`);
    t.ok(
      places.every((place) => place.startsWith(`/${path.replaceAll('.', '/')}`)),
      `${path} is where the mistake is said to be`,
    );
  }
});

t.test('every value stands in schema and README, with the default that it has', async (t) => {
  const readme = read('charts/pullgate/README.md');
  for (const { keys, children, description, default: value } of allOf(TOP)) {
    const path = keys.join('.');
    const node = keys.reduce<unknown>((schema, key) => at(schema, ['properties', key]), SCHEMA);
    if (children !== undefined) {
      t.ok(isFields(node), path);
      continue;
    }
    t.strictSame(at(node, ['default']), value, `default of ${path} in the schema`);
    t.equal(at(node, ['description']), description, `description of ${path} in the schema`);
    t.ok(readme.includes(`| \`${path}\` |`), `${path} is in the README`);
    t.match(description, /^[A-Z`].*[.)]$/, `${path} is explained in a sentence`);
  }
});

t.test('the settings of the verdict are all values of the chart, with the same defaults', async (t) => {
  const verdict = listSettings(settingsSchema(RULES)).filter(({ scope }) => scope === 'verdict');
  for (const { path, keys, default: value } of verdict) {
    const isOwn = ['mode', 'injection', 'messages', 'probe'].includes(keys[0] ?? '');
    // It goes with a right.
    const own = path === 'cluster.pods' ? ['rbac', 'pods'] : isOwn ? keys : ['policy', ...keys];
    // The values have the list right there, as they always had; ci/openshift.yaml has the mapping.
    if (path === 'exemptions.annotations') continue;
    // The chart mounts the file, and its value names the ConfigMap.
    if (path === 'probe.caFile') continue;
    const there = path === 'exemptions.list' ? ['policy', 'exemptions'] : own;
    t.strictSame(at(VALUES, there), value, path);
  }
  t.ok(verdict.length > 20);
});

t.test('every value is used by a template', async (t) => {
  const templates = readdirSync(`${CHART}templates`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.includes('.'))
    .map((name) => readFileSync(`${CHART}templates/${name}`, 'utf8'))
    .join('\n');
  // What is handed on as a whole, by the template or to the configuration.
  const whole = /^(policy|injection|messages|tls\.(self|caBundle)|commonLabels|metrics\.perNamespace)\b/;
  for (const { keys, children } of allOf(TOP)) {
    const path = keys.join('.');
    if (children !== undefined || whole.test(path)) continue;
    t.match(templates, new RegExp(`[."]${keys.at(-1)}\\b`), path);
  }
});

t.test('values.yaml without an explanation, or with one too many, makes no README', async (t) => {
  const of = (text: string) => () => chartValues(text, RULES);
  t.throws(of('replicas: 2\n'), { message: 'values.yaml: replicas has no comment "# -- ..."' });
  t.throws(of('# -- Some.\nb:\n  - c: 1\n    # -- Lost.\n    d: 1\n'), {
    message: 'values.yaml: a comment stands above no value of its own: b.d',
  });
  t.throws(of('# -- One.\n# @schema {"$ref": "nothing"}\na: 1\n'), { message: /there is no shape nothing/ });
  t.throws(of('# -- One.\n# @schema {"$setting": "moode"}\na: 1\n'), { message: /there is no setting moode/ });
  t.throws(() => chartPages(new Map([...SOURCES, ['charts/pullgate/README.md.gotmpl', '# Chart']]), RULES), {
    message: /chart\.valuesSection.* is missing/,
  });
});
