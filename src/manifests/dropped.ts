/**
 * Fields that the API server drops where a list of pull secrets was meant, and entries without a name, which it takes and
 * the kubelet passes over (core/list-slip.ts, semantics 5.10). kubectl and server-side apply refuse a field that is none;
 * Helm 3, client libraries and `--validate=false` lose it without a word.
 */
import { createBudget } from '../core/budget.js';
import { accountSlips, allSlips, type Slip } from '../core/list-slip.js';
import { droppedWords } from '../core/words/structure.js';
import { findWorkload } from '../core/workloads.js';
import type { Diagnostic } from './read.js';
import { groupVersionKind, type ManifestObject } from './unfold.js';

/**
 * Of what is refused, too: whoever mends one fault should not meet the next one afterwards.
 *
 * @param taken those that the API server takes
 */
export function droppedFields(
  objects: readonly ManifestObject[],
  taken: readonly ManifestObject[],
): readonly Diagnostic[] {
  const isTaken = new Set(taken);
  return objects.flatMap((each) =>
    slipsOf(each).map((slip) => ({
      severity: 'warning',
      about: 'dropped',
      source: each.source,
      line: each.lineOf(slip.path),
      column: each.columnOf(slip.path),
      message: droppedWords(each.kind, slip, !isTaken.has(each)),
    })),
  );
}

function slipsOf(each: ManifestObject): readonly Slip[] {
  const budget = createBudget();
  if (each.kind === 'ServiceAccount' && each.apiVersion === 'v1') return accountSlips(each.object, budget);
  const kind = groupVersionKind(each);
  // What a custom kind keeps and what it drops, only its definition says.
  const workload = findWorkload(kind, []);
  if (workload === undefined) return [];
  return allSlips(each.object, { ...kind, podPath: workload.podSpec.join('.') }, budget);
}
