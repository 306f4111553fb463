/** `--reports`: what an audit found, written into the cluster for whoever reads reports there, and what came of it. */

import type { AuditReport, AuditReports } from '../../audit/report.js';
import { REPORT_APIS, type ReportApi } from '../../audit/reports/apis.js';
import { namespaceReports, REPORT_LABEL, REPORT_NAME, reportObject } from '../../audit/reports/build.js';
import type { OwnObjects } from '../../cluster/own-objects.js';
import type { LiveCluster } from '../cluster-source.js';
import type { ReportChoice } from './choices.js';

export interface Publishing {
  readonly choice: ReportChoice;
  readonly only: readonly string[] | undefined;
  readonly onWrite: () => void;
}

/** Never throws: an audit that cannot be written down was made all the same. */
export async function publishReports(
  report: Pick<AuditReport, 'owners' | 'unread'>,
  store: LiveCluster['reports'],
  { choice, only, onWrite }: Publishing,
): Promise<AuditReports> {
  const apis = REPORT_APIS.filter(({ name }) => choice === 'auto' || choice === name);
  const served = await servedOf(apis, store);
  const [api, ...others] = served.apis;
  if (api === undefined) return { ...NOTHING, reason: served.reason };
  const made = namespaceReports(report);
  const isWhole = report.unread.length === 0;
  const wanted = new Map(made.map((each) => [each.namespace, reportObject(api, each)]));
  const base = { name: REPORT_NAME, label: REPORT_LABEL, only, onWrite, mayGo: () => isWhole };
  const kept = await store.keep({ ...base, kind: api, wanted });
  // What was written into the other API before this one was installed would never end.
  const gone = await Promise.all(others.map((kind) => store.keep({ ...base, kind, wanted: NO_REPORTS })));
  const all = [kept, ...gone];
  return {
    group: api.group,
    written: kept.written,
    deleted: all.reduce((sum, each) => sum + each.deleted, 0),
    failed: all.reduce((sum, each) => sum + each.failed, 0),
    leftOut: made.reduce((sum, each) => sum + each.leftOut, 0),
    // That the other one may not even be looked into is no news: nobody knows of a report there.
    reason: kept.reason === '' ? (gone.find(({ failed }) => failed > 0)?.reason ?? '') : kept.reason,
  };
}

const NOTHING: AuditReports = { group: '', written: 0, deleted: 0, failed: 0, leftOut: 0, reason: '' };
const NO_REPORTS: OwnObjects['wanted'] = new Map();

async function servedOf(apis: readonly ReportApi[], store: LiveCluster['reports']) {
  const served: ReportApi[] = [];
  const absent: string[] = [];
  let unknown = '';
  for (const api of apis) {
    const found = await store.serves(api);
    if (found.state === 'found') served.push(api);
    else if (found.state === 'absent') absent.push(`${api.inNamespace.resource}.${api.group}`);
    else if (unknown === '') unknown = found.reason;
  }
  const reason = unknown === '' ? `the cluster has no ${absent.join(' and no ')}` : unknown;
  return { apis: served, reason };
}
