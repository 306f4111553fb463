/**
 * From findings to what is done about them. The one place where rule actions, exemptions, ownership, dry run, unchanged
 * images and the mode are applied, in this order; each can only weaken (design 3.1).
 */

import { actionOf, compareActions, weakest } from './action.js';
import { restsOnObjectAlone } from './basis.js';
import { createBudget, type Meter, TURN_STEPS } from './budget.js';
import { compare } from './choice.js';
import { applyExemptions } from './exemption.js';
import { type Finding, findingOf, type JudgedFinding } from './finding.js';
import { applyIgnores, type Ignore, type IgnoredFinding } from './ignore.js';
import { type EffectiveMode, effectiveMode, labelDoubt } from './mode.js';
import type { InParts } from './parts.js';
import { type PlanContext, type PlanInput, planContext } from './plan/context.js';
import { type Judged, planAlone, planFor } from './plan/plan.js';
import { factsUnknown, labelsUnknown } from './rules/facts-unknown.js';
import { ruleOf } from './rules/index.js';
import type { Exemption, Settings } from './settings.js';
import type { Change } from './subject.js';
import type { FindingAction, Fix, Mode, RuleAction } from './types.js';

export interface JudgeInput extends PlanInput {
  /** Told how much was done. */
  readonly meter: Meter;
  /** What the UPDATE changed; undefined for a CREATE. */
  readonly change: Change | undefined;
  /** What somebody wrote beside the object; undefined where nothing was. */
  readonly ignores: readonly Ignore[] | undefined;
}

/** What is to be done, without the words that a plan needs: a first look ends with it. */
export interface Sentence extends EffectiveMode {
  /** Worst first. */
  readonly judged: readonly Judged[];
  /** Those of them that deny. */
  readonly denials: readonly Judged[];
  /** Exemptions that took a finding away. */
  readonly exemptions: readonly Exemption[];
  /** Findings that somebody accepted beside the object. */
  readonly ignored: readonly IgnoredFinding[];
}

export interface Judgement extends EffectiveMode {
  /** Worst first. */
  readonly findings: readonly JudgedFinding[];
  readonly denied: boolean;
  /** The plan for the first so many denials; undefined where nobody knows one, or to find it would cost too much. */
  readonly planFor: (count: number) => Fix | undefined;
  /** Exemptions that took a finding away. */
  readonly exemptions: readonly Exemption[];
  /** What was accepted beside the object. */
  readonly ignored: readonly IgnoredFinding[];
}

type WeakenedBy = NonNullable<JudgedFinding['weakenedBy']>;

/**
 * What plans may cost, in steps: those of a denial as it is judged, those for fewer of its problems where the text has no
 * room for all, and those of warnings. Twenty images with ten secrets cost a hundredth of it.
 */
const PLAN_STEPS = 150_000;

/** One finding that is judged, and one of its images, in steps. */
const FINDING_STEPS = 30;
const USE_STEPS = 2;

/** Applies everything that is not the plain verdict, with pauses. */
export function* judgeInParts(findings: readonly Finding[], input: JudgeInput): InParts<Sentence> {
  const { meter, settings } = input;
  const { mode, from, badLabel } = effectiveMode(input.facts.namespace, input.subject, settings);
  if (mode === 'off' || findings.length === 0) {
    return { mode, from, badLabel, judged: NO_FINDINGS, denials: NO_FINDINGS, exemptions: [], ignored: [] };
  }
  const exemptions = new Set<Exemption>();
  const judged: Judged[] = [];
  const ignored: IgnoredFinding[] = [];
  for (const finding of findings) {
    const { finding: due, by } = applyExemptions(finding, input);
    if (by !== undefined) exemptions.add(by);
    if (due === undefined) continue;
    const left = withoutIgnored(due, input, ignored);
    if (left === undefined) continue;
    for (const part of splitUnchanged(left, input.change)) {
      const action = plainAction(part.finding, settings);
      if (action !== 'off') judged.push(weaken(part.finding, action, part.unchanged, mode, input));
    }
    meter.steps += FINDING_STEPS + USE_STEPS * finding.uses.length;
    if (meter.steps >= TURN_STEPS) yield;
  }
  if (judged.some(({ weakenedBy }) => weakenedBy === 'unknown')) judged.push(...doubtful(mode, input));
  judged.sort(worstFirst);
  const denials = judged.filter(({ action }) => action === 'deny');
  return { mode, from, badLabel, judged, denials, exemptions: [...exemptions], ignored };
}

const NO_FINDINGS: readonly Judged[] = [];

/** The sentence with its plans, with pauses: only for what is spoken, because they cost more than all before. */
export function* planInParts(sentence: Sentence, input: Omit<JudgeInput, 'change'>): InParts<Judgement> {
  const { mode, from, badLabel, judged, denials, exemptions, ignored } = sentence;
  if (judged.length === 0) return withoutFindings(sentence);
  const { meter } = input;
  const alongside = judged.filter((finding) => finding.action !== 'deny' && finding.alongside === true);
  const context = planContext(input, createBudget(PLAN_STEPS));
  meter.steps += USE_STEPS * input.outlooks.length;
  if (meter.steps >= TURN_STEPS) yield;
  const whole = planFor(denials, context, alongside);
  meter.steps += context.budget.steps;
  if (meter.steps >= TURN_STEPS) yield;
  const warnings =
    judged.length > denials.length
      ? yield* warned(judged, { ...context, budget: createBudget(PLAN_STEPS) }, meter)
      : NO_WARNINGS;
  // The words come next, and walk through the images once more.
  meter.steps += USE_STEPS * input.outlooks.length;
  if (meter.steps >= TURN_STEPS) yield;
  let forFewer: PlanContext | undefined;
  return {
    mode,
    from,
    badLabel,
    findings: [...whole.findings, ...warnings],
    denied: denials.length > 0,
    planFor: (count) => {
      if (count >= denials.length) return whole.plan;
      forFewer ??= { ...context, budget: createBudget(PLAN_STEPS) };
      return planFor(denials.slice(0, count), forFewer, alongside).plan;
    },
    exemptions,
    ignored,
  };
}

/** Puts what is accepted into `ignored`; what is off was no finding before. */
function withoutIgnored(
  finding: Finding,
  { ignores, settings }: JudgeInput,
  ignored: IgnoredFinding[],
): Finding | undefined {
  if (ignores === undefined) return finding;
  const { left, taken } = applyIgnores(finding, ignores);
  for (const { finding: each, by } of taken) {
    const { fix: _fix, ...rest } = each;
    const action = plainAction(each, settings);
    if (action !== 'off') ignored.push({ ...rest, action, ignored: by });
  }
  return left;
}

const NO_WARNINGS: readonly JudgedFinding[] = [];

const NO_PLAN = (): undefined => undefined;

/** One literal of one shape: this is what most reviews end with. */
function withoutFindings({ mode, from, badLabel, exemptions, ignored }: Sentence): Judgement {
  return { mode, from, badLabel, findings: [], denied: false, planFor: NO_PLAN, exemptions, ignored };
}

/** What would be denied is mended together, as it will have to be; other warnings are each read, and mended, alone. */
function* warned(judged: readonly Judged[], context: PlanContext, meter: Meter): InParts<readonly JudgedFinding[]> {
  const would = judged.filter(({ action, weakenedFrom }) => action !== 'deny' && weakenedFrom === 'deny');
  const joint = planFor(would, context).findings;
  const planned = new Map(joint.map((finding, index) => [would[index], finding]));
  const isDenied = judged.some(({ action }) => action === 'deny');
  const { budget } = context;
  const warnings: JudgedFinding[] = [];
  for (const finding of judged) {
    if (finding.action === 'deny') continue;
    const told = planned.get(finding) ?? planAlone(finding, context);
    warnings.push(isDenied ? withoutList(told) : told);
    meter.steps += budget.steps;
    budget.steps = 0;
    if (meter.steps >= TURN_STEPS) yield;
  }
  return warnings;
}

/** Two plans would name two lists and give one name twice: the list of a denial comes first, and the warning again. */
function withoutList(finding: JudgedFinding): JudgedFinding {
  const { fix, ...rest } = finding;
  if (fix === undefined) return finding;
  const steps = fix.steps.filter((step) => step.do === 'set-image');
  return steps.length === 0 ? rest : { ...rest, fix: { steps, notes: fix.notes } };
}

function plainAction(finding: Finding, settings: Settings): RuleAction {
  const { setting, defaultAction } = ruleOf(finding.code);
  if (setting !== undefined) return settings[setting] === 'deny' ? 'deny' : 'warn';
  const configured = actionOf(finding.code, defaultAction, settings);
  // Certain failure raises the rule's own warning, never an action that the operator chose.
  const raised = finding.certain === true && settings.rules[finding.code] === undefined && configured === 'warn';
  return weakest(raised ? 'deny' : configured, finding.ceiling ?? 'deny');
}

interface Part {
  readonly finding: Finding;
  readonly unchanged: boolean;
}

/** Nobody is kept from mending one container by the fault of another (design 1.2). */
function splitUnchanged(finding: Finding, change: Change | undefined): readonly Part[] {
  if (change === undefined || change.credentials) return [{ finding, unchanged: false }];
  const touched = finding.uses.filter(({ path }) => change.images.has(path));
  const untouched = finding.uses.filter(({ path }) => !change.images.has(path));
  if (untouched.length === 0 && touched.length > 0) return [{ finding, unchanged: false }];
  if (touched.length === 0) return [{ finding, unchanged: true }];
  return [
    { finding: { ...finding, uses: touched }, unchanged: false },
    { finding: { ...finding, uses: untouched }, unchanged: true },
  ];
}

function weaken(finding: Finding, plain: FindingAction, unchanged: boolean, mode: Mode, input: JudgeInput): Judged {
  const { request, settings, subject, facts } = input;
  const byMode = subject.isPod && subject.owned ? 'owner' : 'mode';
  const restsMore = !restsOnObjectAlone(finding);
  const steps: readonly (readonly [boolean, WeakenedBy, FindingAction])[] = [
    [unchanged, 'unchanged', 'warn'],
    // The label that may weaken the mode could not be read: what rests on more than the object follows onUnknown (design 7.10).
    [
      labelDoubt(facts.namespace) !== undefined &&
        request.origin !== 'file' &&
        settings.onUnknown === 'allow' &&
        restsMore,
      'unknown',
      'warn',
    ],
    [request.dryRun && settings.dryRun === 'warn' && restsMore, 'dryRun', 'warn'],
    [mode === 'warn', byMode, 'warn'],
    [mode === 'audit', byMode, 'audit'],
  ];
  let action = plain;
  let weakenedBy: WeakenedBy | undefined;
  for (const [applies, by, ceiling] of steps) {
    if (!applies) continue;
    const next = weakest(action, ceiling);
    if (next !== action) weakenedBy = by;
    action = next;
  }
  if (weakenedBy === undefined || plain === 'audit') return { ...finding, action };
  return { ...finding, action, weakenedFrom: plain, weakenedBy };
}

/** What would be denied is admitted for want of an answer: that is said, and why. */
function doubtful(mode: Mode, input: JudgeInput): readonly Judged[] {
  const { facts, subject } = input;
  const found = labelsUnknown(subject.namespace, labelDoubt(facts.namespace) ?? '');
  const finding = findingOf(factsUnknown.code, found);
  return [weaken(finding, 'warn', false, mode, input)];
}

function leads({ code }: Judged): boolean {
  return ruleOf(code).leads === true;
}

/** Denials first; then what leads by its rule; then by code and place. */
function worstFirst(a: Judged, b: Judged): number {
  return (
    compareActions(a.action, b.action) ||
    Number(leads(b)) - Number(leads(a)) ||
    compare(a.code, b.code) ||
    compare(a.uses[0]?.path ?? '', b.uses[0]?.path ?? '') ||
    compare(a.problem, b.problem)
  );
}
