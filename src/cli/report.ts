/**
 * What `check` found, as a value: formats print it, the exit code is read off it. The types are the JSON report, a
 * public promise: fields are added, never changed or taken away, while `version` is 1. docs/check-report.schema.json is
 * made of them and of what is said about them here.
 */
import { FINDING_ACTIONS } from '../core/action.js';
import type { ProbeSummary } from '../core/probe-summary.js';
import type { About } from '../manifests/read.js';
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
  /** What became of asking registries; absent where none were (`--probe`). */
  readonly probe?: ProbeSummary;
}

export interface Result {
  /** As given; `<stdin>` is standard input. */
  readonly file: string;
  /** Line of the object, from 1. */
  readonly line: number;
  /** Column of the object, from 1, in UTF-16 units. */
  readonly column: number;
  /** The template that it was rendered from, as `helm template` names it in a comment. */
  readonly template?: string;
  readonly object: ReportedObject;
  readonly decision: 'allow' | 'deny' | 'warn' | 'audit' | 'skip' | 'error';
  /** Why it was not judged; with `decision: skip`. */
  readonly skipped?: string;
  /** Worst first. */
  readonly findings: readonly ReportedFinding[];
  /** What could not be decided, and why. Not part of `findings`, and fails nothing unless `--strict` is given. */
  readonly unknown: readonly ReportedFinding[];
  /** What somebody accepted beside the object, with the action that it would have had. Fails nothing. */
  readonly ignored: readonly IgnoredReport[];
}

export interface IgnoredReport extends ReportedFinding {
  readonly ignored: { readonly from: 'annotation' | 'comment'; readonly reason: string };
}

export type ReportedAction = 'deny' | 'warn' | 'audit';
export type ReportedContainerKind = 'container' | 'init' | 'sidecar' | 'ephemeral' | 'imageVolume';

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
  readonly action: ReportedAction;
  readonly problem: string;
  /** `''` where the problem says it all. */
  readonly because: string;
  /** What to do; `''` where there is nothing. */
  readonly fix: string;
  /** The operator's way out, a sentence; `''` where there is none. */
  readonly operator: string;
  /** Line of the first container, or of the object. */
  readonly line: number;
  /** Column of the same. */
  readonly column: number;
  /** The same for the same finding while lines move and tags change; another one for every other finding of the report. */
  readonly fingerprint: string;
  readonly containers: readonly ReportedContainer[];
}

export interface ReportedContainer {
  readonly kind: ReportedContainerKind;
  readonly name: string;
  readonly image: string;
  /** `spec.template.spec.containers[0].image` */
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

export interface ReportDiagnostic {
  readonly file: string;
  readonly template?: string;
  readonly line?: number;
  readonly column?: number;
  readonly level: 'error' | 'warning';
  readonly message: string;
  /**
   * What becomes of the object: the API server refuses it, or drops a field of it, or nobody looked for its images. Absent
   * for what is said of the input itself.
   */
  readonly about?: About;
}

export interface Summary {
  /** Objects that were judged. */
  readonly objects: number;
  readonly files: number;
  /** Objects that carry no images. */
  readonly others: number;
  readonly skipped: number;
  /** Objects by decision; those that were skipped aside. */
  readonly decisions: Decisions;
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
  /** Faults for which the API server refuses an object, and fields that it drops, or the kubelet passes over. */
  readonly refused: number;
  readonly dropped: number;
  /** Findings that somebody accepted beside the object. */
  readonly ignored: number;
  /** Kinds that nobody knows and that hold something like a pod template. */
  readonly passedOver: number;
}

export interface Decisions {
  readonly deny: number;
  readonly warn: number;
  readonly audit: number;
  readonly allow: number;
  readonly error: number;
}

export const FAIL_ON = ['deny', 'warn', 'never'] as const;
export type FailOn = (typeof FAIL_ON)[number];

/**
 * design 3.7: 2 where input could not be read, because the rest is no answer about all of it; then 1 for findings;
 * then 3 where something could not be decided, which offline is ordinary and counts only with `strict`.
 */
export function exitCode(
  { summary, policy }: Pick<Report, 'summary' | 'policy'>,
  { failOn, strict }: { failOn: FailOn; strict: boolean },
): number {
  if (summary.unreadable > 0) return 2;
  if (FINDING_ACTIONS.some((action) => summary[action] > 0 && failsOn(action, failOn))) return 1;
  if (summary.refused + summary.dropped > 0 && failsOn('deny', failOn)) return 1;
  if (summary.decisions.error > 0) return 3;
  return strict && (summary.unknown > 0 || policy?.unknown === true) ? 3 : 0;
}

/** Whether a finding fails the check; formats for tests say the same of each as the exit code does of all. */
export function failsOn(action: ReportedAction, failOn: FailOn): boolean {
  switch (failOn) {
    case 'deny':
      return action === 'deny';
    case 'warn':
      return action !== 'audit';
    case 'never':
      return false;
    default:
      return failOn satisfies never;
  }
}
