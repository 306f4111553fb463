/** Reports of an audit as the page gets them: small ones to read, large ones to search in, hostile ones. */
import type {
  AuditCause,
  AuditCell,
  AuditCredential,
  AuditFinding,
  AuditOwner,
  AuditReport,
} from '../../src/audit/report.js';

/** Every second one is in order. */
const OF_OWNERS = 2;

const REGISTRIES = [
  ...['ghcr.io', 'docker.io', 'registry.example.com:5000', '123456789012.dkr.ecr.eu-central-1.amazonaws.com'],
  ...['europe-west3-docker.pkg.dev', 'quay.io', 'gcr.io', 'acme.azurecr.io', 'registry.gitlab.com', ''],
];
const TEAMS = ['shop', 'payments', 'search', 'monitoring', 'data-platform-batch-processing-eu-central-1', 'web'];
const KINDS = ['Deployment', 'StatefulSet', 'CronJob', 'DaemonSet'];

const ENDS = ['expired', 'a day', 'a week', 'a month', 'a year', 'later'] as const;
const HOURS = { expired: -300, 'a day': 7, 'a week': 100, 'a month': 500, 'a year': 3000, later: 20_000 };
const TAKEN = '2026-11-26T20:54:00Z';

/** @param findings one for each owner, but that every tenth owner has two */
export function anAuditReport(
  findings: number,
  change: (report: AuditReport) => AuditReport = (report) => report,
): AuditReport {
  const owners: AuditOwner[] = [];
  for (let left = findings, at = 0; left > 0; at += 1) {
    const number = Math.min(left, at % 10 === 9 ? 2 : 1);
    owners.push(anOwner(at, number));
    left -= number;
  }
  const all = owners.flatMap((owner) => owner.findings.map((finding) => ({ owner, finding })));
  const enforced = owners.filter((owner) => owner.enforced);
  const count = (action: string): number => all.filter(({ finding }) => finding.action === action).length;
  return change({
    version: 1,
    kind: 'audit',
    taken: TAKEN,
    cluster: 'Cluster of the context prod-eu (https://10.0.0.1:6443)',
    policy: {
      ...{ from: 'defaults', name: '', over: [], mode: 'enforce', unknown: false },
      assumed: 'no Pullgate was found in the cluster',
    },
    summary: {
      pods: owners.reduce((sum, { pods }) => sum + pods, 20),
      owners: findings * OF_OWNERS + 3,
      ended: 4,
      skipped: 2,
      decisions: {
        deny: enforced.length,
        warn: owners.length - enforced.length,
        audit: 0,
        allow: findings + 3,
      },
      enforced: enforced.length,
      enforcedPods: enforced.reduce((sum, { pods }) => sum + pods, 0),
      findings,
      ...{ deny: count('deny'), warn: count('warn'), audit: count('audit') },
      unknown: findings === 0 ? 0 : 1,
      unknownReasons:
        findings === 0 ? [] : [{ reason: 'secret shop/regcred could not be read: forbidden', objects: 1 }],
    },
    owners,
    causes: causesOf(all),
    registries: groups(all, ({ finding }) => finding.containers.map(({ registry }) => registry)),
    namespaces: groups(all, ({ owner }) => [owner.object.namespace]),
    matrix: matrixOf(all),
    credentials: credentialsFor(findings),
    unread:
      findings === 0 ? [] : [{ what: 'secrets of namespace kube-system', reason: 'the API server says forbidden' }],
    fixes:
      findings < 5
        ? []
        : [
            {
              namespace: 'shop',
              serviceAccount: 'default',
              lines: [
                "kubectl -n shop create secret docker-registry regcred --docker-server=ghcr.io --docker-username='<user>' --docker-password='<token>'",
                `kubectl -n shop patch serviceaccount default -p '{"imagePullSecrets":[{"name":"regcred"}]}'`,
              ],
              findings: Math.ceil(findings * 0.7),
              owners: Math.ceil(findings * 0.65),
              pods: findings * 2,
            },
          ],
  });
}

function anOwner(at: number, findings: number): AuditOwner {
  const namespace = at < TEAMS.length ? (TEAMS[at] ?? '') : `${TEAMS[at % TEAMS.length] ?? ''}-${at % 97}`;
  const name = `${['web', 'checkout-api', 'worker', 'search-indexer'][at % 4] ?? ''}-${at}`;
  const object = { apiVersion: 'apps/v1', kind: KINDS[at % KINDS.length] ?? '', namespace, name };
  const all = Array.from({ length: findings }, (_, of) => aFinding(at + of * 2, namespace));
  const isEnforced = all.some(({ enforced }) => enforced === 'deny');
  return {
    ...{ object, file: '', line: 0, judged: at % 7 === 6 ? 'pods' : 'object', pods: (at * 7) % 31 },
    ...{
      decision: isEnforced ? 'deny' : 'warn',
      enforced: isEnforced,
      findings: all,
      unknown: at === 1 ? [anUndecided()] : [],
    },
  };
}

export function aFinding(at: number, namespace: string, change: Partial<AuditFinding> = {}): AuditFinding {
  const registry = REGISTRIES[at % REGISTRIES.length] ?? '';
  const repository = `${registry}/acme/${at % 3 === 0 ? 'checkout' : 'search-indexer-with-a-rather-long-name'}`;
  const image = registry === '' ? 'Acme/Checkout:LATEST' : `${repository}:1.${at % 50}.0`;
  const container = { name: 'app', registry, repository, path: 'spec.template.spec.containers[0].image' };
  const kinds = [
    {
      ...{ code: 'PG201', rule: 'no-credential', action: 'deny', enforced: 'deny' },
      problem: `nothing logs in to ${registry === '' ? 'the registry' : registry}`,
      because: `the pod names no secret, and neither does its ServiceAccount "default" (container "app", image "${image}")`,
      fix: `kubectl -n ${namespace} create secret docker-registry regcred --docker-server=${registry} --docker-username='<user>' --docker-password='<token>'\nkubectl -n ${namespace} patch serviceaccount default -p '{"imagePullSecrets":[{"name":"regcred"}]}'`,
      operator: at % 5 === 0 ? 'If everybody may pull it, list the registry under registries.public.' : '',
    },
    {
      ...{ code: 'PG205', rule: 'expired', action: 'warn', enforced: 'deny' },
      problem: 'the login has expired',
      because: `secret "regcred" of namespace ${namespace} ended 12 days ago`,
      fix: `kubectl -n ${namespace} delete secret regcred`,
      operator: '',
    },
    {
      ...{ code: 'PG101', rule: 'latest', action: 'warn', enforced: 'warn' },
      problem: 'the tag is "latest"',
      because: 'tomorrow it can be another image',
      fix: 'Name a version, or a digest.',
      operator: '',
    },
  ] as const;
  const kind = kinds[at % 3] ?? kinds[0];
  return {
    ...kind,
    ...{
      seen: at % 11 === 3 ? 'pods' : 'both',
      pods: (at * 7) % 31,
      containers: [{ ...container, kind: 'container', image }],
    },
    ...change,
  };
}

function anUndecided(): AuditFinding {
  return aFinding(0, 'payments', {
    code: 'PG901',
    rule: 'unknown',
    action: 'warn',
    enforced: 'warn',
    problem: 'secret "regcred" could not be read',
    because: '',
    fix: '',
  });
}

interface Placed {
  readonly owner: AuditOwner;
  readonly finding: AuditFinding;
}

function grouped<K>(all: readonly Placed[], keysOf: (each: Placed) => readonly K[]): ReadonlyMap<K, readonly Placed[]> {
  const found = new Map<K, Placed[]>();
  for (const each of all) {
    for (const key of new Set(keysOf(each))) {
      const same = found.get(key);
      if (same === undefined) found.set(key, [each]);
      else same.push(each);
    }
  }
  return found;
}

const enforcedOf = (all: readonly Placed[]): number => all.filter(({ finding }) => finding.enforced === 'deny').length;
const ownersOf = (all: readonly Placed[]): ReadonlySet<AuditOwner> => new Set(all.map(({ owner }) => owner));
const podsOf = (all: readonly Placed[]): number => [...ownersOf(all)].reduce((sum, { pods }) => sum + pods, 0);

function groups(all: readonly Placed[], keysOf: (each: Placed) => readonly string[]): AuditReport['registries'] {
  return [...grouped(all, keysOf)]
    .map(([name, same]) => ({
      ...{ name, findings: same.length, enforced: enforcedOf(same), owners: ownersOf(same).size, pods: podsOf(same) },
    }))
    .sort((a, b) => b.enforced - a.enforced || b.findings - a.findings);
}

function causesOf(all: readonly Placed[]): readonly AuditCause[] {
  const same = grouped(all, ({ finding }) => [JSON.stringify([finding.code, finding.problem])]);
  return [...same.values()].flatMap((each) => {
    const [first] = each;
    if (first === undefined) return [];
    const { code, rule, action, enforced, problem } = first.finding;
    const namespaces = new Set(each.map(({ owner }) => owner.object.namespace)).size;
    const counts = { findings: each.length, owners: ownersOf(each).size, pods: podsOf(each), namespaces };
    return [{ code, rule, action, enforced, problem, ...counts, example: first.owner.object }];
  });
}

function matrixOf(all: readonly Placed[]): readonly AuditCell[] {
  const cells = grouped(all, ({ owner, finding }) =>
    finding.containers.map(({ registry }) => JSON.stringify([registry, owner.object.namespace])),
  );
  return [...cells].map(([key, same]) => {
    const [registry = '', namespace = ''] = JSON.parse(key) as readonly string[];
    return { registry, namespace, findings: same.length, enforced: enforcedOf(same) };
  });
}

function credentialsFor(findings: number): readonly AuditCredential[] {
  const number = Math.min(400, Math.ceil(findings * 1.3));
  return Array.from({ length: number }, (_, at) => {
    const end = ENDS[(at * 7) % ENDS.length] ?? 'later';
    const expires = Date.parse(TAKEN) + (HOURS[end] + (at % 13) * Math.abs(HOURS[end] / 40)) * 3_600_000;
    return {
      ...{ namespace: TEAMS[at % TEAMS.length] ?? '', secret: `regcred-${at}`, registry: REGISTRIES[at % 9] ?? '' },
      ...{ expires: new Date(expires).toISOString(), by: at % 3 === 0 ? ('lifetime' as const) : ('stated' as const) },
      expired: end === 'expired',
      ...(at % 4 === 0 ? { madeBy: 'External Secrets Operator' } : {}),
    };
  }).sort((a, b) => (a.expires < b.expires ? -1 : 1));
}
