import t from 'tap';
import { type Grant, grantsFor, tlsGrants } from '../src/cluster/rights.js';
import type { ServerSettings } from '../src/config/load.js';
import { MAKERS } from '../src/core/denied-owners.js';
import { findWorkload, WORKLOADS } from '../src/core/workloads.js';
import {
  configOf,
  type Fields,
  isFields,
  isOfAudit,
  one,
  type PolicyRule,
  type RenderedSet,
  SETS,
  setOf,
  webhooksOf,
} from './chart/rendered.js';

/** Where the release is. */
const HOME = 'pullgate';

t.test('the rights are those of the code and of the certificate, and nothing else', async (t) => {
  const modes = new Set<string>();
  const withPods = new Set<boolean>();
  const withOutcomes = new Set<boolean>();
  const withUsage = new Set<boolean>();
  const withNudges = new Set<string>();
  const withProbes = new Set<string>();
  for (const [name, all] of SETS) {
    // The rights of the audit are its own: test/chart-audit.test.ts.
    const set = all.filter((object) => !isOfAudit(object));
    const { server, settings } = await configOf(set, t.testdir());
    const { mode, usage } = settings.secrets;
    withUsage.add(usage && mode !== 'off');
    const grants = grantsFor({ ...server.cluster, usage: usage && mode !== 'off' }).filter(
      ({ resource }) => resource !== 'pods' || settings.cluster.pods,
    );
    withPods.add(settings.cluster.pods);
    modes.add(`${server.cluster.secrets} ${server.tls.source}`);
    t.strictSame(
      grantedIn(set).sort(),
      [
        ...grants.map(rowOf),
        ...tlsRows(server),
        ...outcomeRows(server),
        ...nudgeRows(server),
        ...probeRows(server),
      ].sort(),
      name,
    );
    withOutcomes.add(server.outcomes.enabled);
    withNudges.add(`${server.nudge.enabled} ${server.cluster.secrets}`);
    withProbes.add(`${server.probe.mode} ${server.cluster.secrets} ${server.probe.platforms.length > 0}`);
    const account = one(set, 'ServiceAccount').metadata.name;
    for (const binding of set.filter(({ kind }) => kind.endsWith('RoleBinding'))) {
      t.match(binding.subjects, [{ name: account, namespace: HOME }], `${name}: ${binding.metadata.name}`);
    }
  }
  const every = ['cluster self', 'cluster certManager', 'cluster files', 'named self', 'namespaces self', 'none self'];
  t.strictSame([...modes].sort(), every.sort(), 'the sets have all ways to read Secrets and to get a certificate');
  t.equal(withPods.size, 2, 'with the Pods of a namespace and without them');
  t.equal(withOutcomes.size, 2, 'with Events and without them');
  t.equal(withUsage.size, 2, 'with workloads and without them');
  for (const each of [
    'background cluster false',
    'background named true',
    'background none false',
    'off cluster false',
  ])
    t.ok(withProbes.has(each), `probe.mode, rbac.secrets, and whether the platforms are named: ${each}`);
  for (const each of ['true cluster', 'true namespaces', 'false cluster'])
    t.ok(withNudges.has(each), `nudge.enabled: ${each}`);
});

t.test('no right has a wildcard, and what writes is bound to names', async (t) => {
  for (const [name, all] of SETS) {
    // What the audit may do stands in test/chart-audit.test.ts, right by right.
    const set = all.filter((object) => !isOfAudit(object));
    for (const { rules = [], kind } of set.filter((each) => /^(Cluster)?Role$/.test(each.kind))) {
      for (const { apiGroups, resources, resourceNames = [], verbs } of rules) {
        t.notOk([...apiGroups, ...resources, ...verbs].includes('*'), name);
        // What is made has no name yet: reports of an audit, and nothing else.
        const isOfReports = resources.every((resource) => /^(cluster)?(policy)?reports$/.test(resource));
        const more = isOfReports ? ['create', 'delete'] : [];
        t.strictSame(
          verbs.filter((verb) => !['get', 'list', 'watch', 'update', 'patch', ...more].includes(verb)),
          [],
        );
        const writes = verbs.some((verb) => ['update', 'patch', 'delete'].includes(verb));
        const isNudge = verbs.join() === 'patch' && resources.every((each) => NUDGED.includes(each));
        if (isNudge) t.ok(guardOf(set), `${name}: held to one annotation by a policy`);
        else if (writes) t.equal(resourceNames.length, 1, `${name}: ${kind} ${resources}`);
      }
    }
  }
});

/** `NAMESPACE GROUP/RESOURCE NAMES VERBS` of all that is granted; `*` is the whole cluster. */
function grantedIn(set: RenderedSet): string[] {
  return set
    .filter(({ kind }) => kind.endsWith('RoleBinding'))
    .flatMap(({ metadata, roleRef, kind }) => {
      const namespace = kind === 'ClusterRoleBinding' ? '*' : (metadata.namespace ?? '');
      const role = set.find(
        (each) =>
          each.kind === roleRef?.kind &&
          each.metadata.name === roleRef.name &&
          (each.kind === 'ClusterRole' || each.metadata.namespace === namespace),
      );
      return (role?.rules ?? []).map((rule) => row(namespace, rule));
    });
}

function row(namespace: string, { apiGroups, resources, resourceNames = [], verbs }: PolicyRule): string {
  return `${namespace} ${apiGroups}/${resources} [${resourceNames}] ${verbs}`;
}

function rowOf({ group, resource, verbs, namespace, resourceNames = [] }: Grant): string {
  return row(namespace ?? '*', { apiGroups: [group], resources: [resource], resourceNames, verbs });
}

const NUDGED: readonly string[] = MAKERS.map(({ resource }) => resource);

/** The policy that lets Pullgate change one annotation of what makes Pods, and its binding. */
function guardOf(set: RenderedSet): boolean {
  const names = (kind: string): readonly string[] =>
    set.filter((each) => each.kind === kind && /-nudge$/.test(each.metadata.name)).map(({ metadata }) => metadata.name);
  const policies = names('ValidatingAdmissionPolicy');
  return policies.length === 1 && policies.join() === names('ValidatingAdmissionPolicyBinding').join();
}

/** What src/cluster/nudge.ts patches: where Secrets are watched. */
function nudgeRows({ nudge, cluster }: ServerSettings): readonly string[] {
  if (!nudge.enabled) return [];
  const groups = [...new Set(MAKERS.map(({ group }) => group))];
  const namespaces = cluster.secrets === 'namespaces' ? cluster.namespaces : ['*'];
  return namespaces.flatMap((namespace) =>
    groups.map((group) => {
      const resources = MAKERS.filter((each) => each.group === group).map(({ resource }) => resource);
      return row(namespace, { apiGroups: [group], resources, resourceNames: [], verbs: ['patch'] });
    }),
  );
}

/** What src/cluster/failed-pulls.ts watches. */
function outcomeRows({ outcomes }: ServerSettings): readonly string[] {
  const events = { apiGroups: [''], resources: ['events'], resourceNames: [], verbs: ['list', 'watch'] };
  return outcomes.enabled ? [row('*', events)] : [];
}

/** What src/cluster/nodes.ts lists. A login is read with the right that `cluster.secrets` gives anyway. */
function probeRows({ probe }: ServerSettings): readonly string[] {
  if (probe.mode === 'off' || probe.platforms.length > 0) return [];
  return [row('*', { apiGroups: [''], resources: ['nodes'], resourceNames: [], verbs: ['list'] })];
}

function tlsRows({ tls }: ServerSettings): readonly string[] {
  const { source } = tls;
  if (source === 'memory') throw new Error('a certificate that nobody trusts');
  return tlsGrants({ ...tls, source, publishes: true }).map(({ group, resource, verbs, namespace, resourceNames }) =>
    row(namespace ?? '*', { apiGroups: [group], resources: [resource], resourceNames, verbs }),
  );
}

t.test('the webhooks ask about the kinds that are judged, as they are created and updated', async (t) => {
  for (const [name, set] of SETS) {
    const { settings } = await configOf(set, t.testdir());
    const expected: Readonly<Record<string, readonly string[]>> = {
      'check.pullgate.dev': ['/pods', '/pods/ephemeralcontainers'],
      'workloads.check.pullgate.dev': [...WORKLOADS.filter(({ kind }) => kind !== 'Pod'), ...settings.kinds].map(
        ({ group, resource }) => `${group}/${resource}`,
      ),
      'inject.pullgate.dev': ['/pods'],
      'secrets.check.pullgate.dev': ['/secrets', '/serviceaccounts'],
    };
    for (const webhook of webhooksOf(set)) {
      const asked = webhook.rules.flatMap(({ apiGroups, resources, ...rest }) => {
        const isUsed = settings.secrets.usage && [resources].flat()[0] === 'secrets';
        const operations =
          webhook.name === 'inject.pullgate.dev' ? ['CREATE'] : ['CREATE', 'UPDATE', ...(isUsed ? ['DELETE'] : [])];
        t.match(rest, { operations, scope: 'Namespaced' }, webhook.name);
        return [apiGroups].flat().flatMap((group) => [resources].flat().map((resource) => `${group}/${resource}`));
      });
      t.strictSame(asked.sort(), [...(expected[webhook.name] ?? [])].sort(), `${name}: ${webhook.name}`);
      t.match(webhook, { matchPolicy: 'Equivalent', sideEffects: 'None' });
      t.equal(webhook.clientConfig['service'] && pathOf(webhook.clientConfig), PATHS[webhook.name] ?? '/validate');
    }
    for (const kind of settings.kinds) t.ok(findWorkload(kind, settings.kinds), kind.kind);
  }
  t.strictSame(
    webhooksOf(setOf('default')).map((each) => each.name),
    ['check.pullgate.dev', 'workloads.check.pullgate.dev', 'secrets.check.pullgate.dev'],
  );
  t.strictSame(
    webhooksOf(setOf('minimal')).map((each) => each.name),
    ['check.pullgate.dev'],
    'minimal asks nothing about Secrets',
  );
});

const PATHS: Readonly<Record<string, string>> = {
  'inject.pullgate.dev': '/mutate',
  'secrets.check.pullgate.dev': '/validate-secrets',
};

function pathOf({ service }: Fields): unknown {
  return isFields(service) ? service['path'] : undefined;
}

t.test('an outage is cheap: open by default, short, never for our own namespace and the system', async (t) => {
  for (const [name, set] of SETS) {
    for (const { namespaceSelector, ...webhook } of webhooksOf(set)) {
      const excluded = namespaceSelector.matchExpressions.filter(
        ({ key, operator }) => key === 'kubernetes.io/metadata.name' && operator === 'NotIn',
      );
      t.match(
        excluded,
        [{ values: [HOME, 'kube-system', 'kube-node-lease', 'kube-public'] }],
        `${name}: ${webhook.name}`,
      );
      t.equal(
        webhook.failurePolicy,
        name === 'fail-ha' && webhook.name === 'check.pullgate.dev' ? 'Fail' : 'Ignore',
        name,
      );
      t.ok(webhook.timeoutSeconds <= 5);
    }
    for (const object of set.filter(({ kind }) => kind.endsWith('WebhookConfiguration'))) {
      t.equal(object.metadata.annotations?.['admissions.enforcer/disabled'], 'true', `${name}: AKS leaves it alone`);
    }
  }
  t.match(
    webhooksOf(setOf('injection-all')).find(({ name }) => name === 'inject.pullgate.dev'),
    {
      failurePolicy: 'Ignore',
      reinvocationPolicy: 'IfNeeded',
      timeoutSeconds: 3,
    },
  );
});

t.test('where only some namespaces are read, only these are asked about', async (t) => {
  const only = { key: 'kubernetes.io/metadata.name', operator: 'In', values: ['shop', 'blog'] };
  const set = setOf('namespaces');
  const { server } = await configOf(set, t.testdir());
  t.strictSame(server.cluster.namespaces, only.values);
  for (const { name, namespaceSelector } of webhooksOf(set)) {
    t.match(namespaceSelector.matchExpressions.slice(1, 2), [only], name);
    t.match(namespaceSelector, { matchLabels: { 'example.com/tier': 'production' } }, name);
  }
  const inject = webhooksOf(set).find(({ name }) => name === 'inject.pullgate.dev');
  t.match(inject?.namespaceSelector.matchExpressions.at(-1), {
    key: 'pullgate.dev/inject',
    operator: 'In',
    values: ['true'],
  });
});
