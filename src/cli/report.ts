/**
 * What `check` found, as a value: formats print it, the exit code is read off it. The types are the JSON report, a
 * public promise: fields are added, never changed or taken away, while `version` is 1.
 */
import type { JudgedFinding } from '../core/finding.js';
import type { ReportedPolicy } from './policy-line.js';

export interface Report {
  readonly version: 1;
  /** What was judged by; absent where nobody asked a cluster that could have one of its own. */
  readonly policy?: ReportedPolicy;
  /** One per object that carries images, in the order of the input. */
  readonly results: readonly Result[];
  /** What the input itself made one say: documents that do not parse, duplicate keys, unrendered templates. */
  readonly diagnostics: readonly ReportDiagnostic[];
  readonly summary: Summary;
}

export interface Result {
  /** As given; `<stdin>` is standard input. */
  readonly file: string;
  /** Line of the object, from 1. */
  readonly line: number;
  readonly object: ReportedObject;
  readonly decision: 'allow' | 'deny' | 'warn' | 'audit' | 'skip' | 'error';
  /** Why it was not judged; with `decision: skip`. */
  readonly skipped?: string;
  /** Worst first. */
  readonly findings: readonly ReportedFinding[];
  /** What could not be decided, and why. Not part of `findings`, and fails nothing unless `--strict` is given. */
  readonly unknown: readonly ReportedFinding[];
}

export interface ReportedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  /** `''` where it has none; generateName ends with `*`. */
  readonly name: string;
}

export interface ReportedFinding {
  readonly code: string;
  /** Slug of the rule. */
  readonly rule: string;
  readonly action: JudgedFinding['action'];
  readonly problem: string;
  /** `''` where the problem says it all. */
  readonly because: string;
  /** What to do; `''` where there is nothing. */
  readonly fix: string;
  /** The operator's way out, a sentence; `''` where there is none. */
  readonly operator: string;
  /** Line of the first container, or of the object. */
  readonly line: number;
  readonly containers: readonly ReportedContainer[];
}

export interface ReportedContainer {
  readonly kind: JudgedFinding['uses'][number]['kind'];
  readonly name: string;
  readonly image: string;
  /** `spec.template.spec.containers[0].image` */
  readonly path: string;
  readonly line: number;
}

export interface ReportDiagnostic {
  readonly file: string;
  readonly line?: number;
  readonly level: 'error' | 'warning';
  readonly message: string;
}

export interface Summary {
  /** Objects that were judged. */
  readonly objects: number;
  readonly files: number;
  /** Objects that carry no images. */
  readonly others: number;
  readonly skipped: number;
  /** Findings by action. */
  readonly deny: number;
  readonly warn: number;
  readonly audit: number;
  /** Objects with something that could not be decided. */
  readonly unknown: number;
  /** Each reason for that once, with how many objects it concerns. */
  readonly unknownReasons: readonly { readonly reason: string; readonly objects: number }[];
  /** Documents or files that could not be read. */
  readonly unreadable: number;
}

export const FAIL_ON = ['deny', 'warn', 'never'] as const;
export type FailOn = (typeof FAIL_ON)[number];

export function summarise(
  results: readonly Result[],
  diagnostics: readonly ReportDiagnostic[],
  counts: { readonly files: number; readonly others: number },
): Summary {
  const findings = results.flatMap((result) => result.findings);
  const actions = (action: JudgedFinding['action']) => findings.filter((finding) => finding.action === action).length;
  const reasons = new Map<string, number>();
  for (const { unknown } of results) {
    for (const reason of new Set(unknown.map(({ problem, because }) => because || problem))) {
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    }
  }
  const skipped = results.filter(({ decision }) => decision === 'skip').length;
  return {
    objects: results.length - skipped,
    files: counts.files,
    others: counts.others,
    skipped,
    deny: actions('deny'),
    warn: actions('warn'),
    audit: actions('audit'),
    unknown: results.filter(({ unknown }) => unknown.length > 0).length,
    unknownReasons: [...reasons].map(([reason, objects]) => ({ reason, objects })),
    unreadable: diagnostics.filter(({ level }) => level === 'error').length,
  };
}

/**
 * design 3.7: 2 where input could not be read, because the rest is no answer about all of it; then 1 for findings;
 * then 3 where something could not be decided, which offline is ordinary and counts only with `strict`.
 */
export function exitCode(
  { results, summary, policy }: Report,
  { failOn, strict }: { failOn: FailOn; strict: boolean },
): number {
  if (summary.unreadable > 0) return 2;
  if (isFailing(summary, failOn)) return 1;
  if (results.some(({ decision }) => decision === 'error')) return 3;
  return strict && (summary.unknown > 0 || policy?.unknown === true) ? 3 : 0;
}

function isFailing({ deny, warn }: Summary, failOn: FailOn): boolean {
  switch (failOn) {
    case 'deny':
      return deny > 0;
    case 'warn':
      return deny + warn > 0;
    case 'never':
      return false;
    default:
      return failOn satisfies never;
  }
}
