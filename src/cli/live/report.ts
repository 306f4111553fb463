/**
 * What `--live` brought, as a value. The types are the JSON report, a public promise: fields are added, never changed or
 * taken away, while `version` is 1. docs/live-report.schema.json is made of them.
 */
import type { FailOn, ReportDiagnostic, ReportedObject } from '../report.js';
import type { LiveAnswer, LiveVerdict } from './answer.js';

export interface LiveReport {
  readonly version: 1;
  /** Which cluster was asked. */
  readonly cluster: string;
  /** One per object that carries images, in the order of the input. */
  readonly results: readonly LiveResult[];
  readonly diagnostics: readonly ReportDiagnostic[];
  readonly summary: LiveSummary;
}

/** Objects by verdict. */
export interface LiveSummary {
  readonly admitted: number;
  readonly denied: number;
  readonly refused: number;
  readonly unanswered: number;
}

export interface LiveResult extends LiveAnswer {
  /** As given; '' for what is in the cluster already. */
  readonly file: string;
  /** Line of the object, from 1; 0 where there is no file. */
  readonly line: number;
  readonly object: ReportedObject;
}

export function liveSummary(results: readonly LiveResult[]): LiveSummary {
  const count = (verdict: LiveVerdict) => results.filter((each) => each.verdict === verdict).length;
  return {
    admitted: count('admitted'),
    denied: count('denied'),
    refused: count('refused'),
    unanswered: count('unanswered'),
  };
}

/** 2 where input could not be read; 1 where something was denied; 3 where nobody can tell. */
export function liveExitCode({ summary, diagnostics, results }: LiveReport, failOn: FailOn): number {
  if (diagnostics.some(({ level }) => level === 'error')) return 2;
  const warned = results.some(({ pullgate }) => pullgate.warnings.length > 0);
  const isDenied = summary.denied + summary.refused > 0;
  if (failOn !== 'never' && (isDenied || (failOn === 'warn' && warned))) return 1;
  return summary.unanswered > 0 ? 3 : 0;
}
