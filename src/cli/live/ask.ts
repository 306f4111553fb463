/** Objects sent one after the other as dry runs, and their answers as a report. */
import { own, textOf } from '../../core/fields.js';
import type { GroupVersionKind } from '../../core/types.js';
import { Fault } from '../../process/errors.js';
import type { AskedCluster } from '../cluster-source.js';
import type { ReportDiagnostic } from '../report.js';
import { liveAnswer } from './answer.js';
import { type LiveReport, type LiveResult, liveSummary } from './report.js';

export interface LiveObject {
  readonly kind: GroupVersionKind;
  readonly resource: string;
  readonly namespace: string;
  /** '' for one that is named by the API server. */
  readonly name: string;
  /** As it is sent. */
  readonly object: unknown;
  readonly file: string;
  readonly line: number;
}

export async function askLive(
  objects: readonly LiveObject[],
  cluster: AskedCluster,
  diagnostics: readonly ReportDiagnostic[],
): Promise<LiveReport> {
  const { live } = cluster;
  if (live === undefined) throw new Fault('PG_E_USAGE', `--live asks an API server; ${cluster.words} have none`);
  const results: LiveResult[] = [];
  for (const { kind, resource, namespace, name, object, file, line } of objects) {
    const { group, version } = kind;
    const told = await live.dryRun({ group, version, resource, namespace, name, object });
    const apiVersion = group === '' ? version : `${group}/${version}`;
    results.push({
      file,
      line,
      object: {
        apiVersion,
        kind: kind.kind,
        namespace,
        name: name || `${textOf(own(object, 'metadata'), 'generateName')}*`,
      },
      ...liveAnswer(told),
    });
  }
  return { version: 1, cluster: cluster.words, results, diagnostics, summary: liveSummary(results) };
}
