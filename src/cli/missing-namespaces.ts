/** Namespaces that objects are to be created in and that are neither in the cluster nor in the files. */
import { shown } from '../core/words/escape.js';
import type { ClusterState } from '../facts/cluster-state.js';
import type { InputObject } from './check-input.js';
import type { ReportDiagnostic } from './report.js';

/** One for each, at its first object. */
export async function missingNamespaces(
  objects: readonly InputObject[],
  state: ClusterState,
): Promise<readonly ReportDiagnostic[]> {
  const first = new Map<string, InputObject>();
  for (const each of objects) if (!first.has(each.namespace)) first.set(each.namespace, each);
  const missing: ReportDiagnostic[] = [];
  for (const [namespace, { file, line }] of first) {
    const { state: found } = await state.ask({ about: 'namespace', namespace }, {});
    if (found !== 'absent') continue;
    const message = `Namespace ${shown(namespace)} does not exist, and until it does the API server refuses what is created in it: it counted as new and empty.`;
    missing.push({ file, line, level: 'warning', message });
  }
  return missing;
}
