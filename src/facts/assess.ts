/**
 * The one evaluation path: shortcut, gather (the only await), evaluate, judge, word. Webhook, `check` and library call
 * this function and nothing beside it.
 */
import { evaluate } from '../core/evaluate.js';
import { wholesaleExemption } from '../core/exemption.js';
import { foresee } from '../core/inject/foresee.js';
import type { PatchOp } from '../core/inject/patch.js';
import type { PlanOutcome } from '../core/inject/plan.js';
import { type Judgement, judge } from '../core/judge.js';
import { auditAnnotations, exemptionText } from '../core/message/audit.js';
import { type StatusCause, statusCauses } from '../core/message/causes.js';
import { denialText } from '../core/message/denial.js';
import { warningTexts } from '../core/message/warnings.js';
import type { Origin } from '../core/mode.js';
import type { Exemption, Settings } from '../core/settings.js';
import { type Change, changeBetween, isController, toSubject } from '../core/subject.js';
import type { Admission, JudgedFinding, Mode, Subject } from '../core/types.js';
import { findWorkload, type Workload } from '../core/workloads.js';
import type { ClusterState } from './cluster-state.js';
import { type Gathered, gatherFacts } from './gather.js';

export interface AssessContext {
  readonly settings: Settings;
  readonly state: ClusterState;
  /**
   * The same cluster, asked anew at its source. A denial that rests on the cluster is only spoken after a second look
   * through it, because a cache is late by nature (reliability.md 2.5). Absent where `state` is never late.
   */
  readonly fresh?: ClusterState;
  /** ms since the epoch. */
  readonly now: number;
  /** Fires at the deadline; reads that it ends are `unknown`. */
  readonly signal?: AbortSignal;
  /** Told what the verdict rests on, once it has been gathered: for `explain`, which shows it. */
  readonly observe?: (gathered: Gathered) => void;
}

/** `skip`: not judged, for the reason in `skipped`. `error`: an error in Pullgate itself. */
export type DecisionWord = 'allow' | 'deny' | 'warn' | 'audit' | 'skip' | 'error';

export interface Assessment {
  readonly allowed: boolean;
  readonly decision: DecisionWord;
  /** Worst first. */
  readonly findings: readonly JudgedFinding[];
  /** What was judged; absent where the object carries no pod. */
  readonly subject?: Subject;
  readonly skipped?: string;
  /** The denial as a person reads it; '' when allowed. */
  readonly message: string;
  readonly causes: readonly StatusCause[];
  readonly warnings: readonly string[];
  readonly auditAnnotations: Readonly<Record<string, string>>;
  readonly mode: Mode;
  /** What came of a request for injection; absent where a verdict was asked for. */
  readonly injection?: Injection;
}

export interface Injection {
  /** `skipped`: no plan was made, for the reason in `skipped` of the assessment. */
  readonly result: PlanOutcome | 'skipped';
  /** Names of the secrets, in the order in which they are added. */
  readonly added: readonly string[];
  /** JSON Patch; empty where nothing is added. */
  readonly patch: readonly PatchOp[];
}

/** Judges one request. Never throws for anything a request may hold; what could not be asked is a finding (PG901). */
export async function assess(admission: Admission, context: AssessContext): Promise<Assessment> {
  const { settings, fresh } = context;
  const workload = findWorkload(admission.kind, settings.kinds);
  const early = unjudged(admission, workload);
  if (workload === undefined || early !== undefined) return skip(early ?? 'kind', settings.mode);
  const subject = toSubject(admission, workload, admission.object);
  if (subject.deleting) return skip('deleting', settings.mode, subject);
  const first = await assessSubject(subject, admission, workload, context);
  if (fresh === undefined || !restsOnCluster(first)) return first;
  return assessSubject(subject, admission, workload, { ...context, state: fresh });
}

function restsOnCluster({ findings }: Assessment): boolean {
  return findings.some(({ action, basis }) => action === 'deny' && basis === 'cluster');
}

async function assessSubject(
  subject: Subject,
  admission: Admission,
  workload: Workload,
  { settings, state, now, signal, observe }: AssessContext,
): Promise<Assessment> {
  const { fromFile } = admission;
  const gathered = await gatherFacts(subject, {
    settings,
    state,
    now,
    fromFile,
    ...(signal === undefined ? {} : { signal }),
  });
  observe?.(gathered);
  const exemption = wholesaleExemption({ admission, facts: gathered.facts, settings });
  if (exemption !== undefined) return exempted(exemption, settings.mode, subject);

  const update = admission.operation === 'UPDATE';
  const foreseen = foresee({ subject, ...gathered, settings, fromFile, update });
  const { facts, outlooks } = foreseen ?? gathered;
  const plain = evaluate({ subject, facts, outlooks, settings, update });
  const found = foreseen?.amend(plain) ?? plain;
  // The old object is only looked at where the verdict could depend on it: parsing it costs as much as the new one.
  const change = update && found.length > 0 ? changeOf(admission, workload, subject) : undefined;
  if (change !== undefined && !change.credentials && change.images.size === 0) {
    return skip('unchanged', settings.mode, subject);
  }
  const origin: Origin = subject.isPod ? (subject.owned ? 'ownedPod' : 'pod') : 'template';
  return worded(judge(found, { subject, admission, facts, settings, origin, change }), subject, settings);
}

/** Reasons not to look at an object at all, cheapest first. */
function unjudged(admission: Admission, workload: Workload | undefined): string | undefined {
  if (admission.operation !== 'CREATE' && admission.operation !== 'UPDATE') return 'operation';
  if (workload === undefined) return 'kind';
  if (admission.subresource !== '' && admission.subresource !== 'ephemeralcontainers') return 'subresource';
  // Their template was judged when a person applied it (product.md 2).
  if (workload.kind !== 'Pod' && isController(admission.user)) return 'controller';
  return undefined;
}

/** An old object that is missing or of another shape makes everything changed: judged in full, never waved through. */
function changeOf(admission: Admission, workload: Workload, subject: Subject): Change {
  return changeBetween(toSubject(admission, workload, admission.oldObject()), subject);
}

function worded(judgement: Judgement, subject: Subject, settings: Settings): Assessment {
  const { findings, denied, mode } = judgement;
  const decision = mode === 'off' ? 'skip' : decisionOf(findings);
  const denials = findings.filter(({ action }) => action === 'deny');
  return {
    allowed: !denied,
    decision,
    findings,
    subject,
    ...(mode === 'off' ? { skipped: 'mode' } : {}),
    message: denialText(denials, { subject, settings }),
    causes: statusCauses(denials),
    warnings: warningTexts(judgement, subject.namespace),
    auditAnnotations: auditAnnotations(judgement, decision),
    mode,
  };
}

function decisionOf(findings: readonly JudgedFinding[]): DecisionWord {
  for (const action of ['deny', 'warn', 'audit'] as const) {
    if (findings.some((finding) => finding.action === action)) return action;
  }
  return 'allow';
}

function skip(reason: string, mode: Mode, subject?: Subject): Assessment {
  return {
    allowed: true,
    decision: 'skip',
    findings: [],
    ...(subject === undefined ? {} : { subject }),
    skipped: reason,
    message: '',
    causes: [],
    warnings: [],
    auditAnnotations: { decision: 'skip', skipped: reason },
    mode,
  };
}

function exempted(exemption: Exemption, mode: Mode, subject: Subject): Assessment {
  const { auditAnnotations: annotations, ...rest } = skip('exempt', mode, subject);
  return { ...rest, auditAnnotations: { ...annotations, exempt: exemptionText(exemption) } };
}
