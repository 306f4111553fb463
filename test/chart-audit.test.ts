/** `audit.enabled` of the chart: a CronJob that may do exactly what `pullgate audit` asks for, and nothing where it is off. */
import { readFileSync } from 'node:fs';
import t, { type Test } from 'tap';
import { parseAllDocuments } from 'yaml';
import { auditedKinds } from '../src/audit/judged.js';
import { REPORT_APIS, type ReportApi } from '../src/audit/reports/apis.js';
import { REPORT_NAME } from '../src/audit/reports/build.js';
import {
  configOf,
  isOfAudit,
  type PodSpec,
  type PolicyRule,
  podsOf,
  type RenderedSet,
  SETS,
  setOf,
} from './chart/rendered.js';
import { startAskedApi } from './support/cluster-cli.js';
import type { ApiObject, Call } from './support/fake-api-server.js';

const HOME = 'pullgate';
const WITH = ['audit', 'namespaces'];
const OBJECTS: readonly ApiObject[] = parseAllDocuments(
  readFileSync(new URL('fixtures/audit/cluster.yaml', import.meta.url), 'utf8'),
).map((document) => document.toJS());

function one(set: RenderedSet, kind: string, namespace?: string) {
  const found = set.filter((each) => isOfAudit(each) && each.kind === kind && each.metadata.namespace === namespace);
  const [object] = found;
  if (object === undefined || found.length > 1) throw new Error(`${found.length} objects ${kind}`);
  return object;
}

function specOf(set: RenderedSet, kind: string): PodSpec {
  const pod = podsOf(set).find(({ place }) => place.startsWith(`${kind} `));
  if (pod === undefined) throw new Error(`no pod of a ${kind}`);
  return pod.spec;
}

const argsOf = (set: RenderedSet): readonly string[] => specOf(set, 'CronJob').containers[0]?.args ?? [];

t.test('off by default, and then nothing of it is there', async (t) => {
  t.strictSame(
    [...SETS].flatMap(([name, set]) => (set.some((each) => isOfAudit(each) || each.kind === 'CronJob') ? [name] : [])),
    WITH,
  );
  t.strictSame(
    setOf('audit')
      .filter(isOfAudit)
      .map(({ kind }) => kind)
      .sort(),
    ['ClusterRole', 'ClusterRoleBinding', 'CronJob', 'NetworkPolicy', 'Role', 'RoleBinding', 'ServiceAccount'],
  );
});

t.test('one at a time, to an end, with the policy of the release and as the pods of the webhook are', async (t) => {
  for (const name of WITH) {
    const set = setOf(name);
    const { metadata, spec } = one(set, 'CronJob', HOME);
    t.ok(metadata.name.length <= 52);
    t.match(spec, {
      concurrencyPolicy: 'Forbid',
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 1,
      jobTemplate: {
        spec: { backoffLimit: 1, activeDeadlineSeconds: 1800, template: { spec: { restartPolicy: 'Never' } } },
      },
    });
    const [own, webhook] = [specOf(set, 'CronJob'), specOf(set, 'Deployment')];
    for (const field of [
      'securityContext',
      'imagePullSecrets',
      'nodeSelector',
      'tolerations',
      'enableServiceLinks',
    ] as const) {
      t.strictSame(own[field], webhook[field], `${name}: ${field}`);
    }
    const [container] = own.containers;
    t.strictSame(container?.securityContext, webhook.containers[0]?.securityContext);
    t.equal(container?.image, webhook.containers[0]?.image);
    t.match(container?.env?.[0], { name: 'NODE_OPTIONS', value: '--max-semi-space-size=4 --max-old-space-size=384' });
    const { metadata: account } = one(set, 'ServiceAccount', HOME);
    t.equal(own.serviceAccountName, account.name);
    t.not(own.serviceAccountName, webhook.serviceAccountName, 'not the rights of the webhook');
    for (const { subjects } of set.filter((each) => isOfAudit(each) && each.kind.endsWith('Binding'))) {
      t.strictSame(subjects, [{ kind: 'ServiceAccount', name: account.name, namespace: HOME }]);
    }
  }
  t.match(one(setOf('audit'), 'CronJob', HOME).spec, { schedule: '0 6 * * 1-5', timeZone: 'Europe/Berlin' });
  t.strictSame(argsOf(setOf('audit')), [
    ...['audit', '--all-namespaces', '--policy-from=pullgate/pullgate', '--output=log', '--fail-on=never', '--drain'],
    ...['--reports=auto', '--mode=enforce'],
  ]);
  const { podSelector } = one(setOf('audit'), 'NetworkPolicy', HOME).spec ?? {};
  const pod = podsOf(setOf('audit')).find(({ place }) => place.startsWith('CronJob '));
  t.match(pod?.metadata.labels, podSelector?.matchLabels);
  t.equal(podSelector?.matchLabels['app.kubernetes.io/component'], 'audit', 'and no pod of the webhook');
});

/** `NAMESPACE RESOURCE[NAME] VERB`; `*` is the whole cluster. */
const rowOf = (namespace: string, resource: string, name: string, verb: string): string =>
  `${namespace === '' ? '*' : namespace} ${resource}${name === '' ? '' : `[${name}]`} ${verb}`;

/** Any of these allows it: who may read of the whole cluster may read in a namespace. What is in none has no other one. */
function rightsFor({ namespace, resource, name, verb }: Call): readonly string[] {
  const places = resource === 'namespaces' || namespace === '' ? [''] : [namespace, ''];
  return places.map((place) => rowOf(place, resource, name, verb));
}

function rowsOfRights(set: RenderedSet): readonly string[] {
  return set
    .filter((each) => isOfAudit(each) && /^(Cluster)?Role$/.test(each.kind))
    .flatMap(({ metadata, rules = [] }) => rules.flatMap((rule) => rowsOfRule(metadata.namespace ?? '', rule)));
}

function rowsOfRule(namespace: string, { resources, resourceNames = [''], verbs }: PolicyRule): readonly string[] {
  return resources.flatMap((resource) =>
    resourceNames.flatMap((name) => verbs.map((verb) => rowOf(namespace, resource, name, verb))),
  );
}

/** Runs what the container runs, against a server that refuses what the rendered roles do not allow. */
async function runAsRendered(t: Test, name: string, reports: ReportApi) {
  const set = setOf(name);
  const { api, cli, kubeconfig } = await startAskedApi(t);
  const rights = new Set(rowsOfRights(set));
  const config = set.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === HOME);
  if (config === undefined) throw new Error('the release has no ConfigMap');
  const namespaces = ['blog', HOME].map((each) => ({ kind: 'Namespace', metadata: { name: each } }));
  const node = { kind: 'Node', metadata: { name: 'node-a' }, status: { nodeInfo: { kubeletVersion: 'v1.36.1' } } };
  const rollout = { kind: 'Rollout', metadata: { name: 'web', namespace: 'shop' }, spec: { template: { spec: {} } } };
  api.putAll([...OBJECTS, ...namespaces, node, rollout, { ...config, metadata: { ...config.metadata } }]);
  // Of before, where something is wrong still, and where nothing is.
  const { group, version, inNamespace, ofCluster } = reports;
  const labels = { 'app.kubernetes.io/managed-by': 'pullgate' };
  const [there, fleet] = [inNamespace.kind, ofCluster.kind];
  api.putAll(
    ['shop', 'blog'].map((namespace) => ({ kind: there, metadata: { name: REPORT_NAME, namespace, labels } })),
  );
  api.put({ kind: fleet, metadata: { name: REPORT_NAME, labels } });
  const kinds = [inNamespace, ofCluster].map((each) => ({ name: each.resource }));
  const refused: string[] = [];
  const used = new Set<string>();
  api.script = (call) => {
    if (call.resource === `/apis/${group}/${version}`) return { body: JSON.stringify({ resources: kinds }) };
    if (call.resource.startsWith('/')) return undefined;
    const right = rightsFor(call).find((row) => rights.has(row));
    if (right !== undefined) {
      used.add(right);
      return undefined;
    }
    refused.push(rightsFor(call)[0] ?? '');
    return { status: 403, body: JSON.stringify({ kind: 'Status', reason: 'Forbidden', code: 403 }) };
  };
  const ran = await cli([...argsOf(set), '--kubeconfig', kubeconfig]);
  return {
    ...ran,
    refused,
    rights,
    used,
    lines: ran.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  };
}

/** Of those of its own name, but what is not there yet has none. */
const WRITES = / (cluster)?(policy)?reports(\[pullgate-audit\] (update|delete)| create)$/;

t.test('the rights are exactly what the command asks for', async (t) => {
  for (const name of WITH) {
    const [openReports, policyReports] = [
      await runAsRendered(t, name, REPORT_APIS[0]),
      await runAsRendered(t, name, REPORT_APIS[1]),
    ];
    const { code, stderr, rights, lines } = openReports;
    t.strictSame([...openReports.refused, ...policyReports.refused], [], `${name}: nothing is refused`);
    const used = new Set([...openReports.used, ...policyReports.used]);
    // Which of them are made, kept up or deleted the cluster decides.
    t.strictSame(
      [...rights].filter((row) => !WRITES.test(row)).sort(),
      [...used].filter((row) => !WRITES.test(row)).sort(),
      `${name}: and nothing is granted that nobody asks for`,
    );
    const verbs = new Set([...used].filter((row) => WRITES.test(row)).map((row) => row.split(' ').at(-1)));
    t.strictSame([...verbs].sort(), name === 'audit' ? ['create', 'delete', 'update'] : ['delete', 'update']);
    t.match(lines.at(-2), { what: 'reports', failed: 0, reason: '', deleted: name === 'audit' ? 2 : 1 });
    t.equal(code, 0, 'a finding is no failed Job');
    t.equal(stderr, '', 'every line of the log is one of the audit');
    t.match(lines.at(-1), {
      what: 'summary',
      policy: 'ConfigMap pullgate/pullgate',
      assumed: '',
      counts: { unread: 0 },
    });
    t.ok(lines.length > 3, 'there was something to find');
    t.strictSame(
      [...rights].filter((row) => !/ (list|get)$/.test(row) && !WRITES.test(row)),
      [],
      'it only reads, and writes its reports',
    );
    t.equal(
      [...rights].some((row) => row.includes(' nodes ')),
      name === 'audit',
      'nodes for --drain alone',
    );
  }
});

t.test('each right is for the kind of the API group that is judged', async (t) => {
  const set = setOf('audit');
  const { settings } = await configOf(set, t.testdir());
  const granted = one(set, 'ClusterRole').rules?.flatMap(({ apiGroups, resources }) =>
    resources.map((resource) => `${apiGroups}/${resource}`),
  );
  const judged = auditedKinds(settings).map(({ group, resource }) => `${group}/${resource}`);
  t.ok(judged.includes('argoproj.io/rollouts'), 'kinds of the policy, too');
  const reports = REPORT_APIS.flatMap(({ group, inNamespace, ofCluster }) =>
    [inNamespace, ofCluster].map(({ resource }) => `${group}/${resource}`),
  );
  t.strictSame(
    [...new Set(granted)].sort(),
    [...judged, ...reports, '/namespaces', '/secrets', '/serviceaccounts', '/nodes'].sort(),
  );
});

t.test('a policy that is not there is said in the last line, and nothing stands between the lines', async (t) => {
  const set = setOf('audit');
  const { api, cli, kubeconfig } = await startAskedApi(t);
  api.putAll(OBJECTS);
  const { code, stdout, stderr } = await cli([...argsOf(set), '--kubeconfig', kubeconfig]);
  t.equal(code, 0);
  t.equal(stderr, '');
  t.match(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''), {
    level: 'warn',
    assumed: 'ConfigMap pullgate/pullgate does not exist',
  });
});
