/**
 * charts/pullgate/files/workloads.json: what the chart's templates take from the code, so that the webhooks ask about
 * what is judged and RBAC grants what is read, no more and no less. `npm run gen` writes it; it reads nothing itself.
 */

import { auditedKinds } from '../../src/audit/judged.js';
import { resourceNamed } from '../../src/cluster/questions.js';
import { grantsFor, type TlsRights, tlsGrants } from '../../src/cluster/rights.js';
import type { SecretScope } from '../../src/config/server-settings.js';
import { MAKERS } from '../../src/core/denied-owners.js';
import { WORKLOADS, type Workload } from '../../src/core/workloads.js';
import { WRITTEN_CONDITIONS } from './written-conditions.js';

/** A rule of a webhook, as in RuleWithOperations. */
interface Rule {
  readonly apiGroups: readonly string[];
  readonly apiVersions: readonly string[];
  readonly operations: readonly ('CREATE' | 'UPDATE' | 'DELETE')[];
  readonly resources: readonly string[];
  readonly scope: 'Namespaced';
}

/** What an audit lists, besides what verdicts rest on. */
const audited: readonly Workload[] = auditedKinds({ kinds: [] });

const BOTH = ['CREATE', 'UPDATE'] as const;
const SOURCES = ['self', 'certManager', 'files'] as const satisfies readonly TlsRights['source'][];
const SCOPES = ['cluster', 'namespaces', 'named', 'none'] as const satisfies readonly SecretScope[];

const templates: readonly Workload[] = WORKLOADS.filter(({ kind }) => kind !== 'Pod');

/**
 * A controller that removes its finalizer must not be kept from it (design 6.4). On a CREATE the timestamp is
 * whatever a tenant wrote (core/subject.ts isBeingDeleted), and means nothing.
 */
const NOT_DELETING = {
  name: 'not-deleting',
  expression: "request.operation == 'CREATE' || !has(object.metadata.deletionTimestamp)",
};

/** A Pod's spec is always there; labels, annotations and finalizers change without us. */
const SPEC_CHANGED = {
  name: 'spec-changed',
  expression: "request.operation == 'CREATE' || object.spec != oldObject.spec",
};

export function renderChartTable(): string {
  const table = {
    $comment:
      'Made from src/core/workloads.ts, src/core/denied-owners.ts, src/cluster/questions.ts and src/cluster/rights.ts by `npm run gen`; do not edit.',
    pods: [rule('', ['pods', 'pods/ephemeralcontainers'], BOTH)],
    workloads: groupsOf(templates).map((group) => rule(group, resourcesOf(group, templates), BOTH)),
    audited: groupsOf(audited).map((group) => ({ group, resources: resourcesOf(group, audited) })),
    nudged: groupsOf(MAKERS).map((group) => ({ group, resources: resourcesOf(group, MAKERS) })),
    inject: [rule('', ['pods'], ['CREATE'])],
    written: [rule('', ['secrets', 'serviceaccounts'], BOTH)],
    writtenInUse: [rule('', ['secrets'], [...BOTH, 'DELETE']), rule('', ['serviceaccounts'], BOTH)],
    writtenConditions: WRITTEN_CONDITIONS,
    groups: groupsOf(templates),
    notDeleting: NOT_DELETING,
    specChanged: SPEC_CHANGED,
    templateChanged: templateChanged(),
    grants: Object.fromEntries(SCOPES.map((secrets) => [secrets, grantsOf(secrets)])),
    tlsGrants: Object.fromEntries(SOURCES.map((source) => [source, tlsGrantsOf(source)])),
  };
  return `${JSON.stringify(table, undefined, 2)}\n`;
}

function rule(group: string, resources: readonly string[], operations: Rule['operations']): Rule {
  return { apiGroups: [group], apiVersions: ['*'], operations, resources, scope: 'Namespaced' };
}

function groupsOf(rows: readonly Workload[]): readonly string[] {
  return [...new Set(rows.map(({ group }) => group))];
}

function resourcesOf(group: string, rows: readonly Workload[]): readonly string[] {
  return rows.filter((row) => row.group === group).map(({ resource }) => resource);
}

/** One expression for every built-in kind: a path that a kind does not have is absent before and after. */
function templateChanged(): string {
  const paths = [...new Set(templates.map(({ podSpec }) => podSpec.map((field) => `.?${field}`).join('')))];
  return paths.map((path) => `object${path} != oldObject${path}`).join(' || ');
}

/** `namespaced`: a Role in each namespace of the list. `named`: only the Secrets of the list. */
function grantsOf(secrets: SecretScope) {
  return grantsFor({ secrets, namespaces: ['each'], secretNames: ['each'], usage: true }).map((grant) => ({
    group: grant.group,
    resource: grant.resource,
    verbs: grant.verbs,
    namespaced: grant.namespace !== undefined,
    named: grant.resourceNames !== undefined,
    usage: resourceNamed(grant.resource).forUsage === true,
  }));
}

/** `publishes`: the chart cannot see whether there is a ca.crt among the files, so the right is given. */
function tlsGrantsOf(source: TlsRights['source']) {
  const names = { namespace: 'own', secret: 'own', validating: 'own', mutating: 'own' };
  return tlsGrants({ source, ...names, publishes: true }).map(({ group, resource, verbs, namespace }) => ({
    group,
    resource,
    verbs,
    namespaced: namespace !== undefined,
  }));
}
