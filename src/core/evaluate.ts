/**
 * Runs every rule over one subject and its facts: the plain verdict, before modes, ownership, dry run and exemptions.
 * Pure: the same subject, facts and settings give the same findings in the same order.
 */
import { type Budget, createBudget, TURN_STEPS } from './budget.js';
import { causesInParts } from './causes/index.js';
import { compare } from './choice.js';
import type { Facts } from './facts.js';
import { type Finding, findingOf } from './finding.js';
import { type ListSlips, listSlips } from './list-slip.js';
import type { ImageOutlook } from './outlook.js';
import { IMAGES_AT_ONCE, type InParts, wholly } from './parts.js';
import type { RequestFacts } from './request.js';
import { activeRules } from './rules/active.js';
import type { RuleCode } from './rules/index.js';
import type { Rule, RuleContext } from './rules/rule.js';
import type { Settings } from './settings.js';
import { isMirror } from './subject.js';
import type { ImageUse, Subject } from './types.js';

export interface EvaluateInput {
  readonly subject: Subject;
  readonly facts: Facts;
  /** One per image of the subject, in their order, from the same facts. */
  readonly outlooks: readonly ImageOutlook[];
  readonly settings: Settings;
  readonly request: RequestFacts;
  /** What the subject was made of, for what explains a finding and is no part of the subject. */
  readonly object?: unknown;
  /** Of the whole review; a new one unless told. */
  readonly budget?: Budget;
}

/** All findings, equal ones merged over their images, ordered by code and then by place. */
export function evaluate(input: EvaluateInput): readonly Finding[] {
  return wholly(evaluateInParts(input));
}

/** The same with pauses. */
export function* evaluateInParts(input: EvaluateInput): InParts<readonly Finding[]> {
  const { subject, facts, outlooks, settings, request, object, budget = createBudget() } = input;
  const causes = yield* causesInParts(outlooks, { subject, facts, settings, budget });
  const causeCodes = causes.size === 0 ? NO_CODES : new Set([...causes.values()].map(({ code }) => code));
  let slips: ListSlips | undefined;
  const context: RuleContext = {
    subject,
    facts,
    settings,
    outlooks,
    causes,
    causeCodes,
    request,
    budget,
    slips: () => {
      slips ??= listSlips(object, subject, budget);
      return slips;
    },
    brief: false,
  };
  // A static pod runs whatever is said of its mirror, and can use no secret: little is true of it (semantics 4.7).
  const judged = isMirror(subject) ? 'mirrors' : undefined;
  const findings: Finding[] = [];
  for (const rule of activeRules(settings)) {
    if (rule.judges !== judged) continue;
    if (rule.scope === 'image' && outlooks.length > IMAGES_AT_ONCE) {
      for (const each of yield* evaluateImages(rule, context, budget)) findings.push(each);
    } else {
      for (const each of rule.evaluate(context)) findings.push(findingOf(rule.code, each));
    }
  }
  return merge(findings.flatMap(splitUnmounted));
}

const NO_CODES: RuleContext['causeCodes'] = new Set();

/** Findings of one rule that are told one by one: no message shows more, nor do the causes for tools (message/causes.ts). */
const MOST_TOLD = 100;
/** Images that words are looked for: those of equal findings are merged, and finding the words may cost a lot for each. */
const MOST_WORDED = 1000;

/** Images of which the same is said. */
interface Growing {
  readonly finding: Finding;
  readonly uses: ImageUse[];
}

/**
 * A rule over more images than any honest pod has, some at a time. What it finds beyond what is ever shown is one finding
 * over all those images, with the same code: the verdict, exemptions and the mode need no more.
 */
function* evaluateImages(rule: Rule<RuleCode>, context: RuleContext, budget: Budget): InParts<readonly Finding[]> {
  const { outlooks } = context;
  const told = new Map<string, Growing>();
  const rest = new Map<string, Growing>();
  for (let start = 0; start < outlooks.length; start += IMAGES_AT_ONCE) {
    const brief = told.size >= MOST_TOLD || start >= MOST_WORDED;
    const part: RuleContext = { ...context, outlooks: outlooks.slice(start, start + IMAGES_AT_ONCE), brief };
    for (const each of rule.evaluate(part)) {
      const finding = findingOf(rule.code, each);
      budget.steps += brief ? BRIEF_STEPS : FINDING_STEPS;
      if (!brief && told.size < MOST_TOLD) grow(told, contentOf(finding), finding);
      else grow(rest, fateOf(finding), untold(finding, rule));
    }
    budget.steps += IMAGES_AT_ONCE;
    if (budget.steps >= TURN_STEPS) yield;
  }
  return [...told.values(), ...rest.values()].map(grown);
}

/** The words of one finding, and one without words, in steps. */
const FINDING_STEPS = 50;
const BRIEF_STEPS = 10;

/** What may still become of it: a ceiling, certain failure, an image volume that nothing mounts. */
function fateOf({ ceiling, certain }: Finding): string {
  return `${ceiling ?? ''}/${certain === true}`;
}

function untold({ fix: _fix, operator: _operator, ...rest }: Finding, { title }: Rule): Finding {
  return { ...rest, problem: `the same of more images: ${title}`, because: 'they are too many to be told one by one' };
}

/** Everything that is said, the images aside. */
function contentOf({ uses: _uses, ...rest }: Finding): string {
  return JSON.stringify(rest);
}

function grow(all: Map<string, Growing>, key: string, finding: Finding): void {
  const known = all.get(key);
  if (known === undefined) all.set(key, { finding, uses: [...finding.uses] });
  else for (const use of finding.uses) known.uses.push(use);
}

function grown({ finding, uses }: Growing): Finding {
  return uses.length === finding.uses.length ? finding : { ...finding, uses };
}

/** An image volume that no container mounts does not stop the pod: a warning at most (semantics 5.1). */
function splitUnmounted(finding: Finding): readonly Finding[] {
  if (finding.uses.every(({ mounted }) => mounted)) return [finding];
  const idle = finding.uses.filter(({ mounted }) => !mounted);
  const rest = finding.uses.filter(({ mounted }) => mounted);
  const warned: Finding = { ...finding, uses: idle, ceiling: finding.ceiling ?? 'warn' };
  return rest.length === 0 ? [warned] : [{ ...finding, uses: rest }, warned];
}

/** Findings that differ in their images only are one. */
function merge(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length < 2) return findings;
  const merged = new Map<string, Growing>();
  for (const finding of findings) grow(merged, contentOf(finding), finding);
  return [...merged.values()]
    .map(grown)
    .sort(
      (a, b) =>
        compare(a.code, b.code) ||
        compare(a.uses[0]?.path ?? '', b.uses[0]?.path ?? '') ||
        compare(a.problem, b.problem),
    );
}
