import type { AuditReport } from '../../audit/report.js';
import { FINDING_ACTIONS } from '../../core/action.js';
import { type FailOn, failsOn } from '../report.js';

/** As for `check`: 1 for findings, or for what a drain would stop; then, with `strict`, 3 where something is not known. */
export function auditExitCode(
  { summary, drain, unread, policy }: Pick<AuditReport, 'summary' | 'drain' | 'unread' | 'policy'>,
  { failOn, strict }: { readonly failOn: FailOn; readonly strict: boolean },
): number {
  if (drain !== undefined) {
    if (drain.pods > 0 && failOn !== 'never') return 1;
  } else if (FINDING_ACTIONS.some((action) => summary[action] > 0 && failsOn(action, failOn))) return 1;
  const isUnknown = summary.unknown > 0 || unread.length > 0 || policy?.unknown === true;
  return strict && isUnknown ? 3 : 0;
}
