/** `pullgate audit --reports`: what is written, when, where, and what never is. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import t, { type Test } from 'tap';
import { parse, parseAllDocuments } from 'yaml';
import type { AuditFinding, AuditOwner, AuditReport } from '../src/audit/report.js';
import { MOST_RESULTS, REPORT_APIS, type ReportApi } from '../src/audit/reports/apis.js';
import { namespaceReports, reportObject } from '../src/audit/reports/build.js';
import { auditFaults } from './support/check-formats.js';
import { startAskedApi } from './support/cluster-cli.js';
import type { ApiObject, Play } from './support/fake-api-server.js';
import { matchTold } from './support/told.js';

const OBJECTS: readonly ApiObject[] = parseAllDocuments(
  readFileSync(new URL('fixtures/audit/cluster.yaml', import.meta.url), 'utf8'),
).map((document) => document.toJS());

const MANIFESTS = fileURLToPath(new URL('fixtures/audit', import.meta.url));
const [OPEN, POLICY] = REPORT_APIS;
const OURS = { 'app.kubernetes.io/managed-by': 'pullgate' };

const validators = new Map<string, ReturnType<Ajv['compile']>>();

/** Of the CRD that its project publishes. */
function validatorOf(
  { group, version }: ReportApi,
  { resource }: ReportApi['inNamespace'],
): ReturnType<Ajv['compile']> {
  const known = validators.get(resource);
  if (known !== undefined) return known;
  const crd = parse(readFileSync(new URL(`fixtures/crds/${group}_${resource}.yaml`, import.meta.url), 'utf8'));
  const { schema } = crd.spec.versions.find(({ name }: { readonly name: string }) => name === version);
  // The API server drops what a schema does not name; here it is a fault.
  const closed = JSON.parse(JSON.stringify(schema.openAPIV3Schema), (_key, value) =>
    value?.type === 'object' && value.properties !== undefined && value.additionalProperties === undefined
      ? { ...value, additionalProperties: false }
      : value,
  );
  const made = new Ajv({ strict: false, formats: { int32: true, int64: true } }).compile(closed);
  validators.set(resource, made);
  return made;
}

function faultsOf(api: ReportApi, kind: ReportApi['inNamespace'], object: unknown): readonly string[] {
  const { metadata: _, ...fields } = Object(object);
  const isValid = validatorOf(api, kind);
  return isValid(fields) ? [] : (isValid.errors ?? []).map((each) => `${each.instancePath} ${each.message}`);
}

const served = ({ inNamespace, ofCluster }: ReportApi): Play => ({
  body: JSON.stringify({
    kind: 'APIResourceList',
    resources: [inNamespace, ofCluster].map(({ resource: name }) => ({ name })),
  }),
});
const notFound: Play = { status: 404, body: '404 page not found' };
const forbidden: Play = { status: 403, body: JSON.stringify({ kind: 'Status', reason: 'Forbidden', code: 403 }) };

async function startApi(t: Test, apis: readonly ReportApi[], objects: readonly ApiObject[] = OBJECTS) {
  const asked = await startAskedApi(t);
  const { api } = asked;
  api.putAll(objects);
  const discovery: typeof api.script = ({ resource }) => {
    const wanted = REPORT_APIS.find(({ group, version }) => resource === `/apis/${group}/${version}`);
    if (wanted === undefined) return undefined;
    return apis.includes(wanted) ? served(wanted) : notFound;
  };
  api.script = discovery;
  const audit = async (...argv: readonly string[]) => {
    const ran = await asked.cli(['audit', '--kubeconfig', asked.kubeconfig, '--fail-on', 'never', ...argv]);
    // That no Pullgate is installed is said before.
    return { ...ran, stderr: ran.stderr.replace(/^warning: Policy: assumed.*\n/, '') };
  };
  const writes = () =>
    api.calls
      .filter(({ verb }) => !['get', 'list'].includes(verb))
      .map(({ verb, resource, namespace, name }) => `${verb} ${resource} ${namespace}${name === '' ? '' : `/${name}`}`);
  return { ...asked, audit, discovery, writes };
}

const report = (namespace: string, labels: ApiObject, more: object = {}): ApiObject => ({
  kind: 'Report',
  metadata: { name: 'pullgate-audit', namespace, labels },
  ...more,
});

t.test('one in each namespace with findings, as the schema of its API has it', async (t) => {
  for (const which of REPORT_APIS) {
    const { api, audit, writes } = await startApi(t, [which]);
    const { code, stdout, stderr } = await audit('--reports', 'auto', '-o', 'json');
    t.equal(code, 0, stderr);
    t.equal(stderr, `3 reports of ${which.group} are up to date\n`);
    t.strictSame(auditFaults(stdout), []);
    const { resource, kind } = which.inNamespace;
    const places = ['jobs', 'kube-system', 'shop'];
    t.strictSame(
      writes(),
      places.map((namespace) => `create ${resource} ${namespace}`),
    );
    for (const namespace of places) {
      const there = api.read(kind, namespace, 'pullgate-audit');
      t.match(there?.metadata['labels'], OURS);
      t.strictSame(faultsOf(which, which.inNamespace, { ...there, apiVersion: 'v1' }), [], `${kind} of ${namespace}`);
      t.notMatch(JSON.stringify(there), /example-not-a-password|eyJ|timestamp/, 'no login, and no time');
    }
    if (which === OPEN)
      matchTold(t, 'audit/reports', [
        ['Report in namespace jobs', JSON.stringify(api.read(kind, 'jobs', 'pullgate-audit'), undefined, 2)],
      ]);
  }
});

t.test('the same again changes nothing, what has ended is taken away, and others are left alone', async (t) => {
  const fine = { kind: 'Namespace', metadata: { name: 'fine' } };
  const { api, audit, writes } = await startApi(t, [OPEN], [...OBJECTS, fine]);
  const others = report('jobs', {} as ApiObject, { source: 'others' });
  api.putAll([report('fine', OURS as never), others]);
  const first = await audit('--reports', 'openreports');
  t.match(
    first.stdout,
    /\n\n2 reports of openreports.io are up to date, 1 of before was deleted; 1 could not be: one of that name among reports.openreports.io in namespace jobs is not Pullgate's\.\n$/,
  );
  t.equal(api.read('Report', 'fine', 'pullgate-audit'), undefined);
  t.match(api.read('Report', 'jobs', 'pullgate-audit'), { source: 'others' });
  const before = api.read('Report', 'shop', 'pullgate-audit');
  api.remove('Report', 'jobs', 'pullgate-audit');
  const at = writes().length;
  const again = await audit('--reports', 'openreports', '-o', 'log');
  t.equal(again.stderr, '');
  const lines = again.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  t.match(lines.at(-2), {
    level: 'info',
    what: 'reports',
    group: 'openreports.io',
    written: 3,
    deleted: 0,
    failed: 0,
    left_out: 0,
    reason: '',
  });
  t.equal(lines.at(-1)?.what, 'summary');
  t.strictSame(writes().slice(at), [
    'create reports jobs',
    'update reports kube-system/pullgate-audit',
    'update reports shop/pullgate-audit',
  ]);
  const { metadata: _, ...content } = Object(api.read('Report', 'shop', 'pullgate-audit'));
  const { metadata: __, ...was } = Object(before);
  t.strictSame(content, was);
});

t.test('with -n only there, and where something could not be read nothing is taken away', async (t) => {
  const { api, audit, discovery, writes } = await startApi(t, [OPEN]);
  api.putAll(['blog', 'shop'].map((namespace) => report(namespace, OURS as never)));
  await audit('--reports', 'auto', '-n', 'shop');
  t.strictSame(writes(), ['update reports shop/pullgate-audit']);
  api.script = (call) =>
    call.resource === 'deployments' && call.namespace !== ''
      ? forbidden
      : call.resource === 'deployments'
        ? forbidden
        : discovery(call);
  const { stdout } = await audit('--reports', 'auto', '-o', 'json');
  const { reports, unread }: AuditReport = JSON.parse(stdout);
  t.ok(unread.length > 0);
  t.match(reports, { deleted: 0, failed: 0, reason: '' });
  t.ok(api.read('Report', 'blog', 'pullgate-audit'), 'nobody knows what is in there');
  t.match(Object(api.read('Report', 'shop', 'pullgate-audit'))['results'].at(-1), {
    policy: 'pullgate',
    rule: 'unread',
    result: 'error',
    message: /^deployments of namespace shop could not be read: /,
  });
});

t.test('without the kind or the right the audit is what it was, and a line says why', async (t) => {
  const { api, audit, discovery, writes } = await startApi(t, []);
  const told = async (...argv: readonly string[]): Promise<string> => {
    const { code, stderr } = await audit('-o', 'json', ...argv);
    t.equal(code, 0);
    return stderr;
  };
  t.equal(
    await told('--reports', 'auto'),
    'No report was written: the cluster has no reports.openreports.io and no policyreports.wgpolicyk8s.io\n',
  );
  t.equal(
    await told('--reports', 'policyreport'),
    'No report was written: the cluster has no policyreports.wgpolicyk8s.io\n',
  );
  t.equal(await told('--reports', 'off'), '');
  t.equal(await told(), '');
  api.script = ({ resource }) => (resource.startsWith('/apis/openreports.io') ? forbidden : undefined);
  t.match(
    await told('--reports', 'openreports'),
    /^No report was written: you have no right to read the kinds of openreports.io \(403\)$/m,
  );
  for (const [verb, words] of [
    [
      'list',
      'No report of openreports.io was written; 3 could not be: you may not list reports.openreports.io (403)\n',
    ],
    [
      'create',
      'No report of openreports.io was written; 3 could not be: you may not create reports.openreports.io in namespace jobs (403)\n',
    ],
  ] as const) {
    api.script = (call) =>
      call.resource.startsWith('/apis/openreports.io')
        ? served(OPEN)
        : call.resource === 'reports' && call.verb === verb
          ? forbidden
          : discovery(call);
    t.equal(await told('--reports', 'auto'), words);
  }
  t.strictSame(
    writes().filter((each) => !each.startsWith('create')),
    [],
  );
});

t.test('where both are there the newer one is taken, and the other is cleared', async (t) => {
  const { api, audit, writes } = await startApi(t, [OPEN, POLICY]);
  const old = { kind: 'PolicyReport', metadata: { name: 'pullgate-audit', namespace: 'shop', labels: OURS } };
  const kyvernos = {
    kind: 'PolicyReport',
    metadata: { name: 'kyverno', namespace: 'shop', labels: { 'app.kubernetes.io/managed-by': 'kyverno' } },
  };
  api.putAll([old, kyvernos]);
  t.equal(
    (await audit('--reports', 'auto', '-o', 'json')).stderr,
    '3 reports of openreports.io are up to date, 1 of before was deleted\n',
  );
  t.strictSame(
    writes().filter((each) => each.startsWith('delete')),
    ['delete policyreports shop/pullgate-audit'],
  );
  t.ok(api.read('PolicyReport', 'shop', 'kyverno'));
  t.equal(
    (await audit('--reports', 'policyreport', '-o', 'json')).stderr,
    '3 reports of wgpolicyk8s.io are up to date\n',
  );
});

t.test('what stays behind in the other API is told, and what may not be looked into there is not', async (t) => {
  const { api, audit, discovery } = await startApi(t, [OPEN, POLICY]);
  api.putAll([{ kind: 'PolicyReport', metadata: { name: 'pullgate-audit', namespace: 'shop', labels: OURS } }]);
  const refusing = (refused: string) => {
    api.script = (call) => (call.resource === 'policyreports' && call.verb === refused ? forbidden : discovery(call));
  };
  refusing('delete');
  t.equal(
    (await audit('--reports', 'auto', '-o', 'json')).stderr,
    '3 reports of openreports.io are up to date; 1 could not be: you may not delete policyreports.wgpolicyk8s.io in namespace shop (403)\n',
  );
  refusing('list');
  t.equal((await audit('--reports', 'auto', '-o', 'json')).stderr, '3 reports of openreports.io are up to date\n');
});

t.test('a write that somebody was faster than is done once more, and a lost answer is no stranger', async (t) => {
  const { api, audit, discovery } = await startApi(t, [OPEN]);
  let lost = 0;
  api.script = (call) => {
    if (call.resource !== 'reports' || call.namespace !== 'shop' || lost > 0 || call.verb === 'list')
      return discovery(call);
    lost += 1;
    api.put(report('shop', OURS as never));
    return { status: 409, body: JSON.stringify({ kind: 'Status', reason: 'AlreadyExists', code: 409 }) };
  };
  t.equal((await audit('--reports', 'auto', '-o', 'json')).stderr, '3 reports of openreports.io are up to date\n');
  t.equal(lost, 1);
  t.ok(Object(api.read('Report', 'shop', 'pullgate-audit'))['results'].length > 0);
});

t.test('what does not go together is said before anything is read', async (t) => {
  const { audit, cli } = await startApi(t, [OPEN]);
  t.match(await audit('--suggest', '--reports', 'auto'), { code: 2, stderr: /leave out --drain, --reports and -o/ });
  const ofManifests = await cli(['audit', '--cluster-dir', MANIFESTS, '--reports', 'auto']);
  t.match(ofManifests, { code: 2, stderr: /--reports writes into a cluster; .* are none/ });
});

// ------------------------------------------------------------------------------------------------------------- bounds

const container = {
  kind: 'container',
  name: 'web',
  image: 'ghcr.io/acme/web:1',
  registry: 'ghcr.io',
  repository: 'ghcr.io/acme/web',
  path: 'spec',
} as const;
const finding = (over: Partial<AuditFinding> = {}): AuditFinding => ({
  ...{
    code: 'PG206',
    rule: 'secret-not-referenced',
    action: 'warn',
    enforced: 'deny',
    problem: 'no pull secret is named for ghcr.io',
  },
  ...{ because: 'it is not', fix: 'set it', operator: '', seen: 'object', pods: 0, containers: [container] },
  ...over,
});
const owner = (name: string, over: Partial<AuditOwner> = {}): AuditOwner => ({
  object: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name },
  ...{
    file: '',
    line: 0,
    judged: 'object',
    pods: 0,
    decision: 'warn',
    enforced: true,
    findings: [finding()],
    unknown: [],
  },
  ...over,
});

t.test('a report has an end, counts all, and says what is behind it', async (t) => {
  for (const [what, over] of [
    ['many', {}],
    ['long', { because: 'x'.repeat(100_000), fix: 'y'.repeat(100_000) }],
  ] as const) {
    const owners = Array.from({ length: 1500 }, (_, at) => owner(`web-${at}`, { findings: [finding(over)] }));
    const [made, ...more] = namespaceReports({ owners, unread: [] });
    if (made === undefined) throw new Error('no report');
    t.strictSame(more, []);
    t.ok(made.results.length <= MOST_RESULTS, what);
    t.strictSame(made.summary, { pass: 0, fail: 1500, warn: 0, error: 0, skip: 1 });
    t.equal(made.leftOut, 1500 - made.results.length + 1);
    t.match(made.results.at(-1), {
      rule: 'left-out',
      result: 'skip',
      message: `${made.leftOut} more results did not fit into this report; the summary counts them, and pullgate audit -n shop tells them`,
    });
    for (const api of REPORT_APIS) {
      const object = reportObject(api, made);
      t.match(object, { metadata: { annotations: { 'pullgate.dev/left-out': String(made.leftOut) } } });
      t.ok(Buffer.byteLength(JSON.stringify(object)) < 1_100_000, 'etcd takes it');
      t.strictSame(faultsOf(api, api.inNamespace, object), []);
    }
  }
});

t.test('each action, what is undecided, and an object of no namespace', async (t) => {
  const owners = [
    owner('web', {
      findings: [
        finding(),
        finding({ code: 'PG101', enforced: 'warn', action: 'audit', containers: [] }),
        finding({ enforced: 'audit', action: 'audit', pods: 3 }),
      ],
      unknown: [finding({ code: 'PG901', rule: 'facts-unknown' })],
    }),
    owner('wide', { object: { apiVersion: 'example.com/v1', kind: 'Fleet', namespace: '', name: 'wide' } }),
  ];
  const made = namespaceReports({ owners, unread: [{ what: 'nodes', reason: 'r' }] });
  t.strictSame(
    made.map(({ namespace }) => namespace),
    ['', 'shop'],
  );
  const [wide, shop] = made;
  if (wide === undefined || shop === undefined) throw new Error('no reports');
  t.match(
    shop.results.map(({ result, severity, scored, category }) => [result, severity, scored, category]),
    [
      ['fail', 'high', true, 'Pull secrets'],
      ['warn', 'medium', false, 'Images'],
      ['warn', 'low', false, 'Pull secrets'],
      ['error', undefined, false, undefined],
    ],
  );
  t.strictSame(shop.summary, { pass: 0, fail: 1, warn: 2, error: 1, skip: 0 });
  t.strictSame(shop.results[0], {
    ...{
      source: 'pullgate',
      policy: 'pullgate',
      rule: 'PG206',
      category: 'Pull secrets',
      result: 'fail',
      scored: true,
      severity: 'high',
    },
    message: 'no pull secret is named for ghcr.io: it is not\nFix: set it',
    resources: [{ apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'web' }],
    properties: {
      name: 'secret-not-referenced',
      action: 'warn',
      containers: 'container web, image "ghcr.io/acme/web:1"',
    },
  });
  t.match(shop.results[2]?.properties, { pods: '3', action: 'audit' });
  for (const api of REPORT_APIS) {
    const object = reportObject(api, wide);
    t.equal(object['kind'], api.ofCluster.kind);
    t.notOk('namespace' in Object(object['metadata']));
    t.strictSame(faultsOf(api, api.ofCluster, object), []);
    t.strictSame(faultsOf(api, api.inNamespace, reportObject(api, shop)), []);
  }
  t.not(faultsOf(OPEN, OPEN.inNamespace, { results: [{ result: 'bad' }] }).length, 0, 'the check finds what is wrong');
});
