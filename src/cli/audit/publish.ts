/** `--reports`: what an audit found, written into the cluster for whoever reads reports there, and what came of it. */

import type { AuditReport, AuditReports } from '../../audit/report.js';
import { REPORT_APIS, type ReportApi } from '../../audit/reports/apis.js';
import { MANAGED_BY, namespaceReports, REPORT_NAME, reportObject } from '../../audit/reports/build.js';
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
  const base = { name: REPORT_NAME, label: LABEL, only, onWrite, mayGo: () => isWhole };
  const kept = await store.keep({ ...base, kind: api, wanted });
  // What was written into the other API before this one was installed would never end.
  const gone = await Promise.all(others.map((kind) => store.keep({ ...base, kind, wanted: NO_REPORTS })));
  const deleted = gone.reduce((sum, each) => sum + each.deleted, kept.deleted);
  const leftOut = made.reduce((sum, each) => sum + each.leftOut, 0);
  const { written, failed, reason } = kept;
  return { group: api.group, written, deleted, failed, leftOut, reason };
}

const NOTHING: AuditReports = { group: '', written: 0, deleted: 0, failed: 0, leftOut: 0, reason: '' };
const NO_REPORTS: OwnObjects['wanted'] = new Map();
const [[LABEL_NAME = '', LABEL_VALUE = ''] = []] = Object.entries(MANAGED_BY);
const LABEL: OwnObjects['label'] = [LABEL_NAME, LABEL_VALUE];

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
