/** Words that the formats of an audit share. Text of objects comes out as printable ASCII on one line. */

import type {
  AuditCause,
  AuditCredential,
  AuditDrain,
  AuditFinding,
  AuditFix,
  AuditObject,
  AuditReport,
  AuditReports,
  AuditSummary,
} from '../../../audit/report.js';
import { count } from '../../../core/words/count.js';
import { shown, shownLong } from '../../../core/words/escape.js';

/** `Deployment shop/web` */
export function ownerText({ kind, namespace, name }: AuditObject): string {
  return `${shown(kind)} ${namespace === '' ? '' : `${shown(namespace)}/`}${shown(name)}`;
}

export function findingText({ problem, because }: Pick<AuditFinding, 'problem' | 'because'>): string {
  return shownLong(because === '' ? problem : `${problem}: ${because}`);
}

/** `9 owners, 300 Pods, 3 namespaces` */
export function causeCounts({ owners, pods, namespaces }: AuditCause): string {
  return [
    count(owners, 'owner'),
    ...(pods > 0 ? [count(pods, 'Pod')] : []),
    ...(namespaces > 1 ? [count(namespaces, 'namespace')] : []),
  ].join(', ');
}

/** `https://..., context prod: 812 Pods of 57 owners` */
export function headText({ cluster, only, summary, taken }: AuditReport): string {
  const where =
    only === undefined
      ? ''
      : `, ${only.length === 1 ? 'namespace' : 'namespaces'} ${only.map((each) => shown(each)).join(', ')}`;
  return `Audit of ${shownLong(cluster)}${where}, ${taken.replace(/:\d\d\.\d+Z$/, 'Z')}: ${count(summary.pods, 'Pod')}, ${count(summary.owners, 'owner')}`;
}

/** What `mode: enforce` would do, in one sentence. */
export function enforcedText({ enforced, enforcedPods, owners, decisions, unknown, deny }: AuditSummary): string {
  const pods =
    enforcedPods > 0 ? `, behind which ${enforcedPods === 1 ? '1 Pod stands' : `${enforcedPods} Pods stand`}` : '';
  const weaker = enforced > 0 && deny === 0 ? '; under the policy as it is they are admitted' : '';
  const warned = owners - decisions.allow - enforced;
  const rest = [
    ...(warned > 0 ? [`${warned} more with lesser findings`] : []),
    ...(unknown > 0 ? [`${unknown} with something undecided`] : []),
  ];
  const would =
    enforced === 0
      ? 'Enforcement would deny nothing that is there'
      : `Enforcement would deny ${enforced} of ${count(owners, 'owner')}${pods}${weaker}`;
  return [would, ...rest].join('; ');
}

/** `41 of 57 findings (12 owners, 300 Pods) end with:` */
export function fixHead({ findings, owners, pods }: AuditFix, all: number): string {
  const of = [count(owners, 'owner'), ...(pods > 0 ? [count(pods, 'Pod')] : [])].join(', ');
  return `${findings} of ${count(all, 'finding')} (${of}) end with:`;
}

export function drainHead({ pods, never, looked }: AuditDrain): string {
  if (looked === 0) return 'No Pod lives off an image that is on its node';
  const rest =
    never === 0 ? '' : `; ${never} more ${never === 1 ? 'starts' : 'start'} only where the image is preloaded`;
  if (pods === 0)
    return `If every node were new, no Pod of ${looked} that run would lack a credential for its images${rest}`;
  return `If every node were new, ${pods} of ${count(looked, 'Pod')} that run could not pull an image again${rest}`;
}

/** `12 reports of openreports.io are up to date, 1 was deleted` */
export function reportsText({ group, written, deleted, failed, leftOut, reason }: AuditReports): string {
  if (group === '') return `No report was written: ${shownLong(reason)}`;
  const parts = [
    written === 0
      ? `No report of ${group} was written`
      : `${count(written, 'report')} of ${group} ${written === 1 ? 'is' : 'are'} up to date`,
    ...(deleted > 0 ? [`${deleted} of before ${deleted === 1 ? 'was' : 'were'} deleted`] : []),
    ...(leftOut > 0 ? [`${count(leftOut, 'finding')} did not fit`] : []),
  ];
  const done = parts.join(', ');
  return failed === 0 && reason === '' ? done : `${done}; ${failed} could not be: ${shownLong(reason)}`;
}

/** Of images that only count as private because nobody listed their registry; '' where there is none. */
export function assumedText({ owners }: AuditDrain): string {
  const assumed = owners.filter(({ images }) => images.every((each) => each.assumed));
  if (assumed.length === 0) return '';
  const pods = assumed.reduce((sum, each) => sum + each.pods, 0);
  return `${count(pods, 'Pod')} of these only because nobody listed their registry, so that it counts as private: what is public belongs under registries.public, what the nodes have credentials for under registries.nodeCredentials`;
}

/** The day is enough for a person. */
export function dayOf(time: string): string {
  return time.slice(0, 10);
}

/** Logins that end later are no news yet. */
const SOON_MS = 14 * 24 * 3_600_000;

/** Those that have ended or end within two weeks of the audit. */
export function endsSoon({
  credentials,
  taken,
}: Pick<AuditReport, 'credentials' | 'taken'>): readonly AuditCredential[] {
  const until = new Date(Date.parse(taken) + SOON_MS).toISOString();
  return credentials.filter(({ expires }) => expires <= until);
}
