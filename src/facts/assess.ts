/**
 * The one evaluation path: shortcut, gather (the only await), evaluate, judge, word. Webhook, `check` and library call
 * this function and nothing beside it.
 */
import { worstAction } from '../core/action.js';
import { restsOnObjectAlone } from '../core/basis.js';
import { createBudget, type Meter } from '../core/budget.js';
import { evaluateInParts } from '../core/evaluate.js';
import { wholesaleExemption } from '../core/exemption.js';
import { withoutFilledIn } from '../core/filled-in.js';
import type { JudgedFinding } from '../core/finding.js';
import type { IgnoredFinding } from '../core/ignore.js';
import { foresee } from '../core/inject/foresee.js';
import type { PatchOp } from '../core/inject/patch.js';
import type { PlanOutcome } from '../core/inject/plan.js';
import { type JudgeInput, type Judgement, judgeInParts, planInParts, type Sentence } from '../core/judge.js';
import { acceptance, type Written, writtenBeside } from '../core/message/acceptance.js';
import { auditAnnotations, exemptionText } from '../core/message/audit.js';
import { type StatusCause, statusCauses } from '../core/message/causes.js';
import { denialText } from '../core/message/denial.js';
import { structureSentences } from '../core/message/structure.js';
import { warningTexts } from '../core/message/warnings.js';
import type { InParts } from '../core/parts.js';
import type { Judged } from '../core/plan/plan.js';
import { isBeingDeleted, type RequestFacts, requestFacts } from '../core/request.js';
import type { Exemption, Settings } from '../core/settings.js';
import { type Change, changeInParts, isPodKind, type SubjectOf, subjectInParts, subjectOf } from '../core/subject.js';
import type { Admission, Lookup, Mode, NamespaceFacts, Subject } from '../core/types.js';
import { findWorkload, type Workload } from '../core/workloads.js';
import { askingOnce } from './answers.js';
import { type Awaitable, whenKnown } from './awaitable.js';
import { askBy, askedBy, type ClusterState } from './cluster-state.js';
import { type Gathered, gatherFacts, gatherLast } from './gather.js';
import type { RegistryPort } from './registry-port.js';
import { areSameFacts } from './same-facts.js';
import { finish, type Steps, waitFor } from './steps.js';
import { inTurns, type Turn } from './turns.js';

export interface AssessContext {
  readonly settings: Settings;
  readonly state: ClusterState;
  /**
   * The same cluster, asked anew at its source. A denial is only spoken after a second look through it at everything that
   * it rests on, because a cache is late by nature (design 7.9). Absent where `state` is never late.
   */
  readonly fresh?: ClusterState | undefined;
  /** Asked what the registry says of each image that is pulled; absent: none is asked. */
  readonly registry?: RegistryPort | undefined;
  /** ms since the epoch. */
  readonly now: number;
  /** When the review arrived, by the clock of the states (`ReadOptions.since`). */
  readonly since?: number | undefined;
  /** Fires at the deadline; reads that it ends are `unknown`. */
  readonly signal?: AbortSignal | undefined;
  /** Lets others have their turn while a large object is judged; the event loop's unless told. */
  readonly turn?: Turn;
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
  /** What was accepted beside the object; absent where nothing was. */
  readonly ignored?: readonly IgnoredFinding[];
  /** What is wrong with that, clauses; absent where nothing is. */
  readonly ignoreFaults?: readonly string[];
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

/**
 * Judges one request, at once where all that it rests on is at hand. Never throws for anything a request may hold; what
 * could not be asked is a finding (PG901).
 */
export function assess(admission: Admission, context: AssessContext): Awaitable<Assessment> {
  return finish(assessInSteps(admission, context));
}

function* assessInSteps(admission: Admission, context: AssessContext): Steps<Assessment> {
  const { settings, fresh } = context;
  const workload = findWorkload(admission.kind, settings.kinds);
  const request = requestFacts(admission, settings.ownedPods.controllers);
  const early = unjudged(admission, request, workload);
  if (workload === undefined || early !== undefined) return skip(early ?? 'kind', settings.mode);
  const budget = createBudget();
  const { object, oldObject } = admission;
  const of = subjectOf(admission, request);
  const whole = yield* inTurns(subjectInParts(of, workload, object, budget), budget, context);
  const subject = withoutFilledIn(whole, object, settings.images.filledInLater, request.origin);
  if (isBeingDeleted(request, object)) return skip('deleting', settings.mode, subject);
  const written = writtenBeside(admission, request, workload, settings);
  const registry = context.registry === undefined ? undefined : askingOnce(context.registry);
  const review: Review = { subject, request, of, workload, object, oldObject, context, registry, written };
  const gathered = yield* look(review, context.state);
  const first = yield* verdict(gathered, review);
  const last =
    first.denials.length === 0 || fresh === undefined ? first : yield* secondLook(first, gathered, review, fresh);
  return yield* spoken(last, review);
}

/** Plans and words are only made for the verdict that is spoken: until then it is what they are made of. */
type Verdict =
  | { readonly denials: readonly Judged[]; readonly admitted: Assessment }
  | {
      readonly denials: readonly Judged[];
      readonly admitted: undefined;
      readonly sentence: Sentence;
      readonly input: JudgeInput;
    };

/** One request, and what it is judged with. */
interface Review {
  readonly subject: Subject;
  readonly request: RequestFacts;
  readonly of: SubjectOf;
  readonly workload: Workload;
  readonly object: unknown;
  readonly oldObject: () => unknown;
  readonly context: AssessContext;
  /** Asked by both looks. */
  readonly registry: RegistryPort | undefined;
  readonly written: Written | undefined;
}

function* look({ subject, request, context, registry }: Review, state: ClusterState): Steps<Gathered> {
  const { settings, now, since, signal, turn } = context;
  const gathering = { settings, state, registry, now, request, turn, signal, since };
  return yield* gatherLast(subject, yield* gatherFacts(subject, gathering), gathering);
}

/**
 * A denial is made again on what the cluster says now, and only that is spoken. Every denial rests on the labels of its
 * Namespace, which may have been set a moment ago to weaken it; one on the object alone rests on nothing else, so that
 * one read settles it.
 *
 * Only denials: what a label that has just been taken away still admits is what it admitted a moment before, and to ask
 * anew for each object with a fault would cost the namespaces most that want to be left alone (ADR 10).
 */
function* secondLook(first: Verdict, gathered: Gathered, review: Review, fresh: ClusterState): Steps<Verdict> {
  const known = gathered.facts.namespace;
  const { signal, since } = review.context;
  const state = withNamespace(fresh, known);
  if (!restsOnCluster(first)) {
    const asked = { about: 'namespace', namespace: review.subject.namespace } as const;
    const namespace = yield* waitFor(state.ask(asked, { signal, since }));
    if (haveSameLabels(known, namespace)) return first;
    const second = yield* verdict({ ...gathered, facts: { ...gathered.facts, namespace } }, review);
    // A label can bring a denial that rests on more, where the first look knew none.
    if (!restsOnCluster(second)) return second;
  }
  const anew = yield* look(review, state);
  return areSameFacts(gathered.facts, anew.facts) ? first : yield* verdict(anew, review);
}

function restsOnCluster({ denials }: Verdict): boolean {
  return !denials.every(restsOnObjectAlone);
}

function haveSameLabels(a: Lookup<NamespaceFacts>, b: Lookup<NamespaceFacts>): boolean {
  if (a.state !== 'found' || b.state !== 'found') return false;
  const [before, now] = [a.value.labels, b.value.labels];
  const keys = Object.keys(now);
  return keys.length === Object.keys(before).length && keys.every((key) => before[key] === now[key]);
}

/**
 * Asks for the Namespace once. If it cannot be asked for, the labels of memory stay, and say that they are only that: a
 * `:latest` is refused under them (design 7.10: the cluster can say nothing that makes it right, and a label that
 * was set in this very moment is rarer than an API server that does not answer).
 */
function withNamespace(fresh: ClusterState, known: Lookup<NamespaceFacts>): ClusterState {
  let asked: Awaitable<Lookup<NamespaceFacts>> | undefined;
  const settled = (now: Lookup<NamespaceFacts>): Lookup<NamespaceFacts> => {
    if (now.state !== 'unknown' || known.state !== 'found') return now;
    return { state: 'found', value: { ...known.value, unconfirmed: now.reason } };
  };
  const ask = askBy((question, read) => {
    if (question.about !== 'namespace') return fresh.ask(question, read);
    asked ??= whenKnown(fresh.ask(question, read), settled);
    return asked;
  });
  return askedBy(ask, fresh);
}

/** Each look may spend on explanations what a review may: only the last one is spoken. */
function* verdict(gathered: Gathered, review: Review): Steps<Verdict> {
  const { subject, request, object, context } = review;
  const { settings } = context;
  const budget = createBudget();
  context.observe?.(gathered);
  const exemption = wholesaleExemption({ request, subject, facts: gathered.facts, settings });
  if (exemption !== undefined) return admitted(exempted(exemption, settings.mode, subject));

  const foreseen = yield* inTurns(foresee({ subject, ...gathered, settings, request }, budget), budget, context);
  const { facts, outlooks } = foreseen ?? gathered;
  const plain = yield* inTurns(
    evaluateInParts({ subject, facts, outlooks, settings, request, object, budget }),
    budget,
    context,
  );
  const found = foreseen?.amend(plain) ?? plain;
  // The old object is only looked at where the verdict could depend on it: parsing it costs as much as the new one.
  const change =
    request.operation === 'UPDATE' && found.length > 0
      ? yield* inTurns(changeOf(review, budget), budget, context)
      : undefined;
  if (change !== undefined && !change.credentials && change.images.size === 0) {
    return admitted(skip('unchanged', settings.mode, subject));
  }
  const ignores = review.written?.ignores;
  const input = { subject, request, facts, outlooks, settings, meter: budget, change, ignores };
  const sentence = yield* inTurns(judgeInParts(found, input), budget, context);
  return { denials: sentence.denials, admitted: undefined, sentence, input };
}

function admitted(assessment: Assessment): Verdict {
  return { denials: [], admitted: assessment };
}

function* spoken(verdict: Verdict, review: Review): Steps<Assessment> {
  if (verdict.admitted !== undefined) return verdict.admitted;
  const { sentence, input } = verdict;
  return worded(yield* inTurns(planInParts(sentence, input), input.meter, review.context), review);
}

/** Reasons not to look at an object at all, cheapest first. */
function unjudged(
  { subresource }: Admission,
  { operation, origin }: RequestFacts,
  workload: Workload | undefined,
): string | undefined {
  if (operation !== 'CREATE' && operation !== 'UPDATE') return 'operation';
  if (workload === undefined) return 'kind';
  if (subresource !== '' && subresource !== 'ephemeralcontainers') return 'subresource';
  // Their template was judged when a person applied it (design 1.3).
  if (!isPodKind(workload) && origin === 'controller') return 'controller';
  return undefined;
}

/** An old object that is missing or of another shape makes everything changed: judged in full, never waved through. */
function* changeOf({ of, subject, workload, oldObject }: Review, meter: Meter): InParts<Change> {
  const before = yield* subjectInParts(of, workload, oldObject(), meter);
  return yield* changeInParts(before, subject, meter);
}

function worded(judgement: Judgement, review: Review): Assessment {
  const { subject, context } = review;
  const { settings } = context;
  const { findings, denied, mode } = judgement;
  const denials = denied ? findings.filter(({ action }) => action === 'deny') : [];
  const isTold = mode === 'enforce' || mode === 'warn';
  const structure = isTold ? structureSentences(review, findings) : [];
  const accepted = acceptance(judgement, review, review.registry !== undefined);
  const decision = mode === 'off' ? 'skip' : (worstAction(findings) ?? 'allow');
  const assessment: Assessment = {
    allowed: !denied,
    decision,
    findings,
    subject,
    message: denialText({ findings: denials, subject, settings, planFor: judgement.planFor }),
    causes: statusCauses(denials),
    warnings: warningTexts(judgement, subject.namespace, [...structure, ...accepted.warnings]),
    auditAnnotations: auditAnnotations(judgement, decision),
    mode,
  };
  // One literal of one shape for all but a few.
  if (mode === 'off') return { ...assessment, skipped: 'mode' };
  return accepted.told === undefined ? assessment : { ...assessment, ...accepted.told };
}

/** Admitted without a look at it, for this reason. */
export function skip(reason: string, mode: Mode, subject?: Subject): Assessment {
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

export function exempted(exemption: Exemption, mode: Mode, subject?: Subject): Assessment {
  const { auditAnnotations: annotations, ...rest } = skip('exempt', mode, subject);
  return { ...rest, auditAnnotations: { ...annotations, exempt: exemptionText(exemption) } };
}
