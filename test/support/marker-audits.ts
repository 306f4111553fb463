/** Keys that hold a login, in the secrets of what an audit looks at: its formats, its reports in the cluster, its values. */
import { audit } from '../../src/audit/audit.js';
import { endingCredentials } from '../../src/audit/credentials.js';
import type { AuditReport } from '../../src/audit/report.js';
import { REPORT_APIS } from '../../src/audit/reports/apis.js';
import { namespaceReports, reportObject } from '../../src/audit/reports/build.js';
import { valuesFile } from '../../src/audit/suggest-values.js';
import { suggestFor } from '../../src/audit/suggestion.js';
import { AUDIT_FORMATS } from '../../src/cli/audit/formats/index.js';
import { findWorkload } from '../../src/core/workloads.js';
import type { Streamed } from '../../src/facts/objects-there.js';
import { IMAGES, type Leak, NOW, note, pod, SETTINGS, secretOf, stateWith } from './marker-faces.js';

const KIND = { group: '', version: 'v1', kind: 'Pod' };

/** The first leaks of audits with such keys, and the codes of all that they found. */
export async function throughAudits(keys: readonly string[]) {
  const leaks: Leak[] = [];
  const codes = new Set<string>();
  for (const [at, key] of keys.entries()) {
    const secret = secretOf(key, at);
    const listed = at % 3 === 0;
    const request = {
      ...{ state: stateWith(secret, listed), settings: SETTINGS, now: NOW, home: undefined },
      ...{ only: undefined, namespaces: ['shop'], objects: () => podsWith(at % 3 === 1 ? ['regcred'] : []) },
    };
    const { drain, ...found } = await audit({ ...request, drain: true });
    for (const owner of found.owners) for (const { code } of owner.findings) codes.add(code);
    const report: AuditReport = {
      ...{ version: 1, kind: 'audit', taken: new Date(NOW).toISOString(), cluster: 'a test', ...found },
      credentials: endingCredentials([{ secrets: { state: 'found', value: [secret] } }], NOW),
    };
    const verification = { server: '', kubelets: [], words: '' };
    const drained = drain === undefined ? report : { ...report, drain: { ...drain, verification } };
    for (const [name, load] of Object.entries(AUDIT_FORMATS)) {
      const format = await load();
      const options = { colour: false, checkout: { cwd: '/', top: '/' }, version: '0' };
      for (const each of [report, drained]) note(leaks, key, `audit -o ${name}`, [...format(each, options)].join(''));
    }
    for (const each of namespaceReports(report)) {
      for (const api of REPORT_APIS) note(leaks, key, api.inNamespace.kind, JSON.stringify(reportObject(api, each)));
    }
    const suggested = await suggestFor({ ...request, signs: { nodes: 2, schemes: new Map() } });
    const told = { cluster: 'a test', only: undefined, nodesUnread: undefined };
    note(leaks, key, 'audit --suggest', valuesFile({ ...suggested, unread: [] }, told));
  }
  return { leaks, codes };
}

/** One for each image; all of them run. */
async function* podsWith(secrets: readonly string[]): AsyncGenerator<Streamed> {
  const workload = findWorkload(KIND, []);
  if (workload === undefined) throw new Error('Pods are judged');
  for (const [at, image] of IMAGES.entries()) {
    const name = `web-${at}`;
    const state = { running: { startedAt: '2026-11-20T08:00:00Z' } };
    const told = {
      name: 'web',
      image,
      imageID: `${image}@sha256:${'a1'.repeat(32)}`,
      ready: true,
      started: true,
      state,
    };
    const object = {
      ...Object(pod(image, secrets)),
      metadata: { name, namespace: 'shop' },
      status: { phase: 'Running', containerStatuses: [told] },
    };
    yield { there: { workload, kind: KIND, namespace: 'shop', name, object, source: 'cluster', file: '', line: 0 } };
  }
}
