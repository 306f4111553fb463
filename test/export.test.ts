/** What `pullgate export vap` writes: its regular expressions beside the parser, who is bound where, its price, its words. */
import { readFileSync } from 'node:fs';
import t from 'tap';
import { parseAllDocuments } from 'yaml';
import { parseImage } from '../src/core/image/parse.js';
import { matchesPattern } from '../src/core/match-images.js';
import { DEFAULT_SETTINGS, type Settings } from '../src/core/settings.js';
import { celText } from '../src/export/cel.js';
import { mostImages, priceOf } from '../src/export/cost.js';
import { reachOf } from '../src/export/modes.js';
import { matchesAny } from '../src/export/patterns.js';
import { exportPolicies, FEW } from '../src/export/policies.js';
import { DOMAIN, HOSTED, IDENTIFIER, OFFICIAL, REFERENCE, tagStart } from '../src/export/reference.js';
import { costWarning, renderExport } from '../src/export/render.js';
import { mergeSettings } from './support/case.js';
import { startAskedApi } from './support/cluster-cli.js';

const OPTIONS = { static: false, excluded: ['kube-system'] };

/** The steps of reference.ts, by the same regular expressions. */
function read(image: string): { readonly valid: boolean; readonly repository: string } {
  const named = image.includes('@') ? image.slice(0, image.indexOf('@')) : image;
  const name = named.lastIndexOf(':') > named.lastIndexOf('/') ? named.slice(0, named.lastIndexOf(':')) : named;
  const is = (pattern: string, text: string): boolean => new RegExp(pattern, 's').test(text);
  const repository = !name.includes('/')
    ? `docker.io/library/${name}`
    : !is(DOMAIN, name)
      ? `docker.io/${name}`
      : is(OFFICIAL, name)
        ? `docker.io/library/${name.slice(name.indexOf('/') + 1)}`
        : name.replace(/^index\.docker\.io\//, 'docker.io/');
  const isShort =
    repository.length <= 255 || (is(HOSTED, repository) && repository.length - repository.indexOf('/') - 1 <= 255);
  return { valid: is(REFERENCE, image) && !is(IDENTIFIER, image) && isShort, repository };
}

t.test('the regular expressions agree with the parser about every recorded reference', async (t) => {
  const { rows } = JSON.parse(readFileSync(new URL('vectors/image-references.json', import.meta.url), 'utf8'));
  const images: readonly string[] = rows.map(({ input }: { readonly input: string }) => input);
  for (const image of [
    ...images,
    'a'.repeat(248),
    `${'a'.repeat(300)}.example.com/app`,
    '[abc]/app',
    '[aBc]/app',
    '[abc]:5000/app',
  ]) {
    const parsed = parseImage(image);
    const mine = read(image);
    if (mine.valid !== parsed.ok) t.fail(`${JSON.stringify(image)}: ${mine.valid} and not ${parsed.ok}`);
    else if (parsed.ok && mine.repository !== parsed.reference.repository)
      t.equal(mine.repository, parsed.reference.repository);
  }
  t.ok(images.length > 3000, 'all of them');
});

t.test(
  'where a tag begins is not asked of a text that may be empty: for CEL up to Kubernetes 1.33 that is an error',
  async (t) => {
    t.match(tagStart('a'), /^a\.contains\(':'\) && a\.lastIndexOf/);
    const expressions = JSON.stringify(exportPolicies(DEFAULT_SETTINGS, OPTIONS).objects);
    const asked = expressions.split("n.named.lastIndexOf('/')").length - 1;
    t.ok(asked > 0);
    t.equal(
      expressions.split("n.named.contains(':') && n.named.lastIndexOf(':') > n.named.lastIndexOf('/')").length - 1,
      asked,
    );
  },
);

t.test('patterns say what they match, or that no expression can', async (t) => {
  const patterns = [
    'quay.io',
    'docker.io/acme/',
    '*.example.com',
    '*.dkr.ecr.*.amazonaws.com',
    'host.example.com:5000/a/',
    'k8s*.example.com',
    'quay.io/',
  ];
  const repositories = [
    ...[
      'quay.io/a',
      'quay.io.evil.com/a',
      'quay.io:443/a',
      'docker.io/acme/a',
      'docker.io/acmeinc/a',
      'a.example.com/x',
    ],
    ...[
      'a.b.example.com/x',
      'example.com/x',
      'axexample.com/x',
      '1.dkr.ecr.eu-west-1.amazonaws.com/x',
      'host.example.com:5000/a/b',
    ],
    ...[
      'host.example.com:5000/ab',
      'host.example.com/a/b',
      'k8s.example.com/a',
      'k8s-1.example.com:5000/a',
      'k8s.x.example.com/a',
    ],
  ];
  for (const pattern of patterns) {
    const { condition, left } = matchesAny([pattern], 'r');
    t.strictSame(left, [], pattern);
    for (const repository of repositories) {
      t.equal(holds(condition, repository), matchesPattern(pattern, repository), `${pattern} and ${repository}`);
    }
  }
  t.strictSame(matchesAny(['quay.io', 'reg?.example.com', '[::1]:5000', 'a_b.example.com'], 'r').left, [
    'reg?.example.com',
    '[::1]:5000',
    'a_b.example.com',
  ]);
});

/** Of the two forms that a single pattern has. */
function holds(condition: string, repository: string): boolean {
  const [, prefix] = /^r\.startsWith\('(.*)'\)$/.exec(condition) ?? [];
  if (prefix !== undefined) return repository.startsWith(prefix);
  const [, glob = '$.'] = /^r\.matches\(r?'(.*)'\)$/.exec(condition) ?? [];
  return new RegExp(glob).test(repository);
}

t.test('a literal holds any text', async (t) => {
  t.equal(celText("it's a \\ and \n"), "'it\\'s a \\\\ and \\U0000000a'");
  t.equal(celText('^a\\.b$'), "r'^a\\.b$'");
  t.equal(celText('\u{1f600}'), "'\\U0001f600'");
});

t.test('who is bound where: the label over the mode, and the weaker of two', async (t) => {
  const table = (action: 'deny' | 'warn' | 'audit', over: Partial<Settings>): readonly string[] =>
    reachOf(action, { ...DEFAULT_SETTINGS, ...over }, true).map(
      ({ scope, action, selector }) =>
        `${scope}: ${action}${selector === undefined ? '' : ` ${selector.operator} ${selector.values.join(',')}`}`,
    );
  t.strictSame(table('deny', {}), ['all: deny NotIn warn,audit,off', 'all: warn In warn', 'all: audit In audit']);
  t.strictSame(table('warn', {}), ['all: warn NotIn audit,off', 'all: audit In audit']);
  t.strictSame(table('audit', {}), ['all: audit NotIn off']);
  t.strictSame(table('deny', { mode: 'warn' }), [
    'all: deny In enforce',
    'all: warn NotIn enforce,audit,off',
    'all: audit In audit',
  ]);
  t.strictSame(table('deny', { mode: 'off' }), ['all: deny In enforce', 'all: warn In warn', 'all: audit In audit']);
  t.strictSame(table('deny', { workloads: { mode: 'warn' } }), [
    ...['pods: deny NotIn warn,audit,off', 'pods: warn In warn', 'pods: audit In audit'],
    ...['templates: warn NotIn audit,off', 'templates: audit In audit'],
  ]);
  t.strictSame(table('audit', { mode: 'audit', workloads: { mode: 'off' } }), ['pods: audit NotIn off']);
});

/** Every object, read as Kubernetes reads YAML. */
function objectsOf(settings: Settings, options = OPTIONS) {
  const text = renderExport(exportPolicies(settings, options), 'a test', options);
  return parseAllDocuments(text, { schema: 'yaml-1.1' }).map((document) => document.toJS());
}

t.test('the file holds what was made, and its values are texts', async (t) => {
  const settings = mergeSettings({ cluster: { provider: 'none', pods: true } });
  t.strictSame(objectsOf(settings), JSON.parse(JSON.stringify(exportPolicies(settings, OPTIONS).objects)));
  const [first] = parseAllDocuments(renderExport(exportPolicies(settings, OPTIONS), 'x', OPTIONS));
  t.ok(first?.contents, 'no document of comments alone stands in front: a directory of static manifests takes none');
});

t.test('names for an API, and for the disk of an API server', async (t) => {
  const names = (isStatic: boolean): readonly string[] =>
    objectsOf(DEFAULT_SETTINGS, { ...OPTIONS, static: isStatic }).map(({ metadata }) => metadata.name);
  t.strictSame(names(false), [
    ...['pullgate-deny', 'pullgate-deny-to-deny', 'pullgate-deny-to-warn', 'pullgate-deny-to-audit'],
    ...['pullgate-warn', 'pullgate-warn-to-warn', 'pullgate-warn-to-audit'],
  ]);
  t.strictSame(
    names(true),
    names(false).map((name) => `${name}.static.k8s.io`),
  );
  for (const { kind, spec } of objectsOf(DEFAULT_SETTINGS, { ...OPTIONS, static: true }))
    if (kind === 'ValidatingAdmissionPolicyBinding') t.match(spec.policyName, /\.static\.k8s\.io$/);
});

t.test('only what an action can come of is there', async (t) => {
  const policies = (over: Readonly<Record<string, unknown>>): readonly string[] =>
    exportPolicies(mergeSettings(over), OPTIONS)
      .objects.filter(({ kind }) => kind === 'ValidatingAdmissionPolicy')
      .map(({ metadata }) => Object(metadata).name);
  t.strictSame(policies({ mode: 'off' }), ['pullgate-deny', 'pullgate-warn'], 'a label can still raise it');
  t.strictSame(policies({ rules: { PG101: 'off', PG102: 'off', PG103: 'off' } }), []);
  t.strictSame(policies({ rules: { PG101: 'audit', PG102: 'off', PG103: 'off' } }), ['pullgate-audit']);
  t.strictSame(policies({ ownedPods: { mode: 'audit', controllers: [] } }), [
    'pullgate-deny',
    'pullgate-warn',
    'pullgate-audit',
  ]);
  const kinds = [
    { group: 'argoproj.io', version: 'v1alpha1', kind: 'Rollout', resource: 'rollouts', templatePath: 'spec.template' },
  ];
  t.strictSame(policies({ kinds }), [
    ...['pullgate-deny', 'pullgate-warn'],
    ...['pullgate-rollouts-argoproj.io-v1alpha1-deny', 'pullgate-rollouts-argoproj.io-v1alpha1-warn'],
  ]);
});

t.test('what is left out is said, each with its reason', async (t) => {
  const said = (over: Readonly<Record<string, unknown>>): string =>
    exportPolicies(mergeSettings(over), OPTIONS).unsaid.join('\n');
  t.match(said({}), /PG201 is not checked: cluster\.provider is auto/);
  t.match(said({ cluster: { provider: 'eks' } }), /PG201 is checked of Pods/);
  t.match(
    said({ cluster: { provider: 'none' }, injection: { mode: 'all', selector: {}, registries: [] } }),
    /PG201 is not checked: injection\.mode is on/,
  );
  t.match(
    said({ cluster: { provider: 'none' }, registries: { public: ['reg?.example.com'] } }),
    /PG201 is not checked: no expression can say the pattern reg\?\.example\.com/,
  );
  t.notMatch(said({ rules: { PG201: 'off' } }), /PG201/);
  t.match(
    said({ exemptions: [{ images: ['reg?.example.com'] }] }),
    /the pattern reg\?\.example\.com: its exemption covers every image/,
  );
  t.match(said({ exemptions: [{ users: ['a'], expires: '2027-01-01' }] }), /No expression knows the time/);
  t.notMatch(said({}), /No expression/);
});

t.test('what an evaluation costs is known, and told where it is much', async (t) => {
  t.equal(priceOf("a.matches('1234')"), 26 * 2 + 2, 'a regular expression: length by length');
  t.ok(mostImages([{ name: 'a', expression: "a.matches('1234')", per: 'image' }]) === 10_000, 'bounded');
  const listed = (count: number): Settings =>
    mergeSettings({
      cluster: { provider: 'none' },
      registries: {
        ...DEFAULT_SETTINGS.registries,
        public: Array.from({ length: count }, (_, index) => `r${index}.example.com/team/`),
      },
    });
  const [few, many] = [exportPolicies(listed(0), OPTIONS).mostImages, exportPolicies(listed(2000), OPTIONS).mostImages];
  t.ok(few >= FEW, `${few} images by default`);
  t.ok(many < 20, `${many} images with 2000 patterns`);
  t.equal(costWarning(few), undefined);
  t.match(costWarning(many), new RegExp(`for objects with more than ${many} images`));
});

t.test('the words', async (t) => {
  const settings = mergeSettings({
    cluster: { provider: 'none', pods: true },
    rules: { PG103: 'off' },
    registries: { ...DEFAULT_SETTINGS.registries, builtinPublic: false, public: ['quay.io'] },
    exemptions: [
      { images: ['*.example.com'], users: ['ci-*'], rules: ['PG101'], expires: '2027-01-31', reason: 'until the move' },
    ],
    messages: { ...DEFAULT_SETTINGS.messages, help: 'https://wiki.example.com/{code}' },
  });
  const [text] = renderExport(exportPolicies(settings, OPTIONS), 'policy.yaml', OPTIONS).split('---\n');
  t.matchSnapshot(text, 'a policy, and what is said in front of it');
});

t.test('the command: whose policy, what is told, and a wrong command line', async (t) => {
  const { api, cli, write, kubeconfig } = await startAskedApi(t);
  const labels = { 'app.kubernetes.io/part-of': 'pullgate', 'app.kubernetes.io/component': 'webhook' };
  api.putAll([
    { kind: 'Namespace', metadata: { name: 'guard' } },
    {
      kind: 'ConfigMap',
      metadata: { name: 'pullgate', namespace: 'guard', labels },
      data: { 'pullgate.yaml': 'rules: {PG104: deny}\n' },
    },
  ]);
  write('policy.yaml', 'rules: {PG101: audit}\n');
  const ofFile = await cli(['export', 'vap', '--config', 'policy.yaml', '--exclude-namespace', 'tools']);
  t.equal(ofFile.code, 0, ofFile.stderr);
  t.match(ofFile.stdout, /^# Made by pullgate export vap, out of policy\.yaml\./);
  t.match(ofFile.stdout, /- kube-system\n +- tools\n/);
  t.match(ofFile.stderr, /^Export: 3 policies and 6 bindings with PG101, PG102, PG103\nnote: Not checked/);
  t.equal(
    (await cli(['export', 'vap', '--config', 'policy.yaml', '--exclude-namespace', 'tools'])).stdout,
    ofFile.stdout,
  );
  const asked = await cli(['export', 'vap', '--kubeconfig', kubeconfig]);
  t.match(
    asked.stdout,
    /out of ConfigMap guard\/pullgate\. .*\n(?:#.*\n)*# It keeps PG101, PG102, PG103, PG104, PG201 /,
  );
  t.match(asked.stdout, /- guard\n/, 'its own namespace is left alone');
  t.match(await cli(['export', 'crd']), { code: 2, stderr: /there is no export "crd"; it is vap/ });
  t.match(await cli(['export', 'vap', '--exclude-namespace', 'No']), {
    code: 2,
    stderr: /"No" is no name of a namespace/,
  });
});
