/** Namespaces that objects are to be created in and that are neither in the cluster nor in the files. */
import { shown } from '../core/words/escape.js';
import type { ClusterState } from '../facts/cluster-state.js';
import type { InputObject } from './check-input.js';
import type { ReportDiagnostic } from './report.js';

/** @param object the first of its namespace */
export async function missingNamespace(
  { namespace, file, line }: InputObject,
  state: ClusterState,
): Promise<readonly ReportDiagnostic[]> {
  const { state: found } = await state.ask({ about: 'namespace', namespace }, {});
  if (found !== 'absent') return [];
  const message = `Namespace ${shown(namespace)} does not exist, and until it does the API server refuses what is created in it: it counted as new and empty.`;
  return [{ file, line, level: 'warning', message }];
}
