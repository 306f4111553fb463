/** Fields of ServiceAccounts that the API server drops, where a list of pull secrets was meant (core/list-slip.ts). */
import { createBudget } from '../core/budget.js';
import { listOf, textOf } from '../core/fields.js';
import { accountSlips } from '../core/list-slip.js';
import type { Diagnostic } from './read.js';
import type { ManifestObject } from './unfold.js';

export function droppedFields(objects: readonly ManifestObject[]): readonly Diagnostic[] {
  return objects.flatMap((each) => {
    if (each.kind !== 'ServiceAccount' || each.apiVersion !== 'v1') return [];
    const { list, entry } = accountSlips(each.object, createBudget());
    const names = new Set(listOf(each.object, 'imagePullSecrets').map((one) => textOf(one, 'name')));
    const slips = [list, ...[...names].map(entry)].flatMap((slip) => slip ?? []);
    return slips.slice(0, 1).map((slip) => ({
      severity: 'warning' as const,
      source: each.source,
      line: each.line,
      message: `A field of this ServiceAccount is not taken: ${slip}.`,
    }));
  });
}
