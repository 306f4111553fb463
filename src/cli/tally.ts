/** The summary of a report, counted while objects are judged: not all of them are kept. */
import type { About } from '../manifests/read.js';
import type { Decisions, ReportDiagnostic, ReportedAction, Result, Summary } from './report.js';

/** What one object comes to. */
export interface Outcome {
  readonly decision: Result['decision'];
  /** Of each finding. */
  readonly actions: readonly ReportedAction[];
  /** Why something could not be decided, each reason once. */
  readonly undecided: readonly string[];
  /** Findings that somebody accepted. */
  readonly ignored: number;
}

export interface Tally {
  readonly add: (outcome: Outcome) => void;
  readonly summary: (
    diagnostics: readonly ReportDiagnostic[],
    counts: { readonly files: number; readonly others: number },
  ) => Summary;
}

export function createTally(): Tally {
  const decisions: Record<Result['decision'], number> = { deny: 0, warn: 0, audit: 0, allow: 0, error: 0, skip: 0 };
  const actions: Record<ReportedAction, number> = { deny: 0, warn: 0, audit: 0 };
  const reasons = new Map<string, number>();
  let unknown = 0;
  let ignored = 0;
  return {
    add: (outcome) => {
      decisions[outcome.decision] += 1;
      for (const action of outcome.actions) actions[action] += 1;
      for (const reason of outcome.undecided) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      if (outcome.undecided.length > 0) unknown += 1;
      ignored += outcome.ignored;
    },
    summary: (diagnostics, { files, others }) => {
      const { skip: skipped, ...judged }: Decisions & { readonly skip: number } = decisions;
      const failures = (of: About | undefined) =>
        diagnostics.filter(({ level, about }) => level === 'error' && about === of).length;
      return {
        objects: Object.values(judged).reduce((sum, each) => sum + each, 0),
        files,
        others,
        skipped,
        decisions: judged,
        ...actions,
        unknown,
        unknownReasons: [...reasons].map(([reason, objects]) => ({ reason, objects })),
        unreadable: failures(undefined),
        refused: failures('refused'),
        dropped: failures('dropped'),
        ignored,
        passedOver: diagnostics.filter(({ about }) => about === 'passed-over').length,
      };
    },
  };
}
