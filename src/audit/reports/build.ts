/**
 * The findings of an audit as reports, one for each namespace in which something is wrong: what dashboards and alerts of a
 * cluster read anyway. Not one for each object, as engines make them that list what is fine, too: what is wrong are few
 * objects to write and to take away. Each result names the object to edit. The same findings make the same report, so there is no time in
 * it; and an object of the API server has at most 1.5 MiB, so a report has an end, and says what is behind it.
 */

import { compare } from '../../core/choice.js';
import { count } from '../../core/words/count.js';
import { shownLong } from '../../core/words/escape.js';
import type { AuditAction, AuditFinding, AuditOwner, AuditReport, AuditUnread } from '../report.js';
import { containersText } from '../words.js';
import { MOST_RESULTS, type ReportApi } from './apis.js';

export interface ReportResult {
  readonly source: 'pullgate';
  readonly policy: 'pullgate';
  /** The code, or what else it tells. */
  readonly rule: string;
  readonly category?: string;
  /** `error`: it could not be decided. `skip`: there are more than fit. */
  readonly result: 'fail' | 'warn' | 'error' | 'skip';
  /** What only warns counts in no score. */
  readonly scored: boolean;
  readonly severity?: 'high' | 'medium' | 'low';
  readonly message: string;
  readonly resources?: readonly [ReportedResource];
  readonly properties?: Readonly<Record<string, string>>;
}

export interface ReportedResource {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

export interface NamespaceReport {
  /** '' for objects that are in none. */
  readonly namespace: string;
  readonly results: readonly ReportResult[];
  /** Of all that was found, whether or not it fits; `skip`: whether there is more. */
  readonly summary: Readonly<Record<'pass' | 'fail' | 'warn' | 'error' | 'skip', number>>;
  readonly leftOut: number;
}

export const REPORT_NAME = 'pullgate-audit';
/** What makes a report ours. */
export const REPORT_LABEL = ['app.kubernetes.io/managed-by', 'pullgate'] as const;

/** etcd takes 1.5 MiB in all; what is in here is ASCII. */
const MOST_BYTES = 1_000_000;

export function namespaceReports({
  owners,
  unread,
}: Pick<AuditReport, 'owners' | 'unread'>): readonly NamespaceReport[] {
  const building = new Map<string, Building>();
  const of = (namespace: string): Building => {
    const known = building.get(namespace) ?? newBuilding(namespace);
    building.set(namespace, known);
    return known;
  };
  for (const owner of owners) {
    const into = of(owner.object.namespace);
    for (const finding of owner.findings) put(into, resultOf(owner, finding));
    for (const finding of owner.unknown) put(into, undecidedOf(owner, finding));
  }
  for (const each of unread) {
    const namespace = namespaceOf(each);
    if (namespace !== undefined) put(of(namespace), unreadOf(each));
  }
  return [...building.values()].map(finished).sort((a, b) => compare(a.namespace, b.namespace));
}

/** As the API server takes it. */
export function reportObject(
  { group, version, inNamespace, ofCluster, says }: ReportApi,
  { namespace, results, summary, leftOut }: NamespaceReport,
): Readonly<Record<string, unknown>> {
  const isOfCluster = namespace === '';
  return {
    apiVersion: `${group}/${version}`,
    kind: isOfCluster ? ofCluster.kind : inNamespace.kind,
    metadata: {
      name: REPORT_NAME,
      ...(isOfCluster ? {} : { namespace }),
      labels: Object.fromEntries([REPORT_LABEL]),
      ...(leftOut === 0 ? {} : { annotations: { 'pullgate.dev/left-out': String(leftOut) } }),
    },
    ...says,
    summary,
    results,
  };
}

// ------------------------------------------------------------------------------------------------------------- building

interface Building {
  readonly namespace: string;
  readonly results: ReportResult[];
  readonly counts: Record<'fail' | 'warn' | 'error', number>;
  bytes: number;
  leftOut: number;
}

function newBuilding(namespace: string): Building {
  return { namespace, results: [], counts: { fail: 0, warn: 0, error: 0 }, bytes: 0, leftOut: 0 };
}

/** The worst come first, so what is left out is the least of it; one place is kept for saying so. */
function put(into: Building, result: ReportResult & { readonly result: 'fail' | 'warn' | 'error' }): void {
  into.counts[result.result] += 1;
  const bytes = JSON.stringify(result).length;
  const isFull = into.results.length === MOST_RESULTS - 1 || into.bytes + bytes > MOST_BYTES;
  if (isFull || into.leftOut > 0) into.leftOut += 1;
  else {
    into.results.push(result);
    into.bytes += bytes;
  }
}

function finished({ namespace, results, counts, leftOut }: Building): NamespaceReport {
  const summary = { pass: 0, ...counts, skip: leftOut > 0 ? 1 : 0 };
  return { namespace, results: leftOut === 0 ? results : [...results, moreOf(namespace, leftOut)], summary, leftOut };
}

function moreOf(namespace: string, leftOut: number): ReportResult {
  const command = `pullgate audit${namespace === '' ? '' : ` -n ${namespace}`}`;
  const message = `${count(leftOut, 'more result')} did not fit into this report; the summary counts them, and ${command} tells them`;
  return { source: 'pullgate', policy: 'pullgate', rule: 'left-out', result: 'skip', scored: false, message };
}

// -------------------------------------------------------------------------------------------------------------- results

/** By the first digit of the code. */
const CATEGORIES: Readonly<Record<string, string>> = {
  '1': 'Images',
  '2': 'Pull secrets',
  '3': 'Credentials',
  '4': 'ServiceAccounts',
  '5': 'Registries',
  '6': 'Nodes',
};

const SEVERITIES = { deny: 'high', warn: 'medium', audit: 'low' } as const satisfies Record<AuditAction, string>;

/** What `mode: enforce` would do says how bad it is; what the policy does today is a property. */
function resultOf(owner: AuditOwner, finding: AuditFinding) {
  const { code, rule, action, enforced, pods } = finding;
  const category = CATEGORIES[code.charAt(2)];
  return {
    source: 'pullgate',
    policy: 'pullgate',
    rule: code,
    ...(category === undefined ? {} : { category }),
    result: enforced === 'deny' ? 'fail' : 'warn',
    scored: enforced === 'deny',
    severity: SEVERITIES[enforced],
    message: messageOf(finding),
    resources: [resourceOf(owner)],
    properties: { name: rule, action, ...(pods === 0 ? {} : { pods: String(pods) }), ...imagesOf(finding) },
  } as const;
}

function undecidedOf(owner: AuditOwner, finding: AuditFinding) {
  return {
    source: 'pullgate',
    policy: 'pullgate',
    rule: finding.code,
    result: 'error',
    scored: false,
    message: messageOf(finding),
    resources: [resourceOf(owner)],
    properties: { name: finding.rule, ...imagesOf(finding) },
  } as const;
}

function unreadOf({ what, reason }: AuditUnread) {
  const message = cut(`${shownLong(what)} could not be read: ${shownLong(reason)}`);
  return { source: 'pullgate', policy: 'pullgate', rule: 'unread', result: 'error', scored: false, message } as const;
}

/** `deployments of namespace shop`; what could not be read anywhere is no namespace's. */
function namespaceOf({ what }: AuditUnread): string | undefined {
  return / of namespace ([a-z0-9-]{1,63})$/.exec(what)?.[1];
}

function resourceOf({ object: { apiVersion, kind, namespace, name } }: AuditOwner): ReportedResource {
  return { apiVersion, kind, ...(namespace === '' ? {} : { namespace }), name };
}

/** Most reports are read in a table or a chat: a sentence, and what ends it. */
const LONGEST_MESSAGE = 2_048;
const LONGEST_IMAGES = 1_024;

function messageOf({ problem, because, fix, operator }: AuditFinding): string {
  const lines = [
    because === '' ? problem : `${problem}: ${because}`,
    ...(fix === '' ? [] : `Fix: ${fix}`.split('\n')),
    ...(operator === '' ? [] : [operator]),
  ];
  return cut(lines.map(shownLong).join('\n'));
}

function imagesOf({ containers }: AuditFinding): { readonly containers?: string } {
  return containers.length === 0 ? {} : { containers: cut(containersText(containers), LONGEST_IMAGES) };
}

function cut(text: string, most = LONGEST_MESSAGE): string {
  return text.length <= most ? text : `${text.slice(0, most - 3)}...`;
}
