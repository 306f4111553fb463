/**
 * Runs every rule over one subject and its facts: the plain verdict, before modes, ownership, dry run and exemptions.
 * Pure: the same subject, facts and settings give the same findings in the same order.
 */
import { findCauses } from './cause.js';
import { compare } from './choice.js';
import type { ImageOutlook } from './outlook.js';
import { RULES } from './rules/index.js';
import type { Rule, RuleContext } from './rules/rule.js';
import { staticPod } from './rules/static-pod.js';
import type { Settings } from './settings.js';
import type { Facts, Finding, Subject } from './types.js';

export interface EvaluateInput {
  readonly subject: Subject;
  readonly facts: Facts;
  /** One per image of the subject, in their order, from the same facts. */
  readonly outlooks: readonly ImageOutlook[];
  readonly settings: Settings;
  readonly update: boolean;
}

/** All findings, equal ones merged over their images, ordered by code and then by place. */
export function evaluate({ subject, facts, outlooks, settings, update }: EvaluateInput): readonly Finding[] {
  const causes = subject.mirror ? new Map() : findCauses(outlooks, { subject, facts, settings });
  const context: RuleContext = { subject, facts, settings, outlooks, causes, update };
  // A static pod runs whatever is said of its mirror, and can use no secret: only PG601 is true of it (semantics 4.7).
  const rules = subject.mirror ? [staticPod] : RULES;
  const active = activeRules(settings);
  const findings: Finding[] = [];
  for (const rule of rules) if (active.has(rule)) findings.push(...rule.evaluate(context));
  return findings.length === 0 ? findings : merge(findings.flatMap(splitUnmounted));
}

const activeOf = new WeakMap<Settings, ReadonlySet<Rule>>();

/** The rules that the operator has not switched off; found once per settings. */
function activeRules(settings: Settings): ReadonlySet<Rule> {
  const known = activeOf.get(settings);
  if (known !== undefined) return known;
  const active = new Set(RULES.filter((rule) => actionOf(rule.code, rule.defaultAction, settings) !== 'off'));
  activeOf.set(settings, active);
  return active;
}

/** What the operator, or else the rule, wants done about a code. */
export function actionOf<A extends string>(
  code: string,
  byDefault: A,
  settings: Settings,
): A | Settings['rules'][string] {
  return settings.rules[code] ?? byDefault;
}

/** An image volume that no container mounts does not stop the pod: a warning at most (semantics 5.1). */
function splitUnmounted(finding: Finding): readonly Finding[] {
  const idle = finding.uses.filter(({ mounted }) => !mounted);
  if (idle.length === 0) return [finding];
  const rest = finding.uses.filter(({ mounted }) => mounted);
  const warned: Finding = { ...finding, uses: idle, ceiling: finding.ceiling ?? 'warn' };
  return rest.length === 0 ? [warned] : [{ ...finding, uses: rest }, warned];
}

function merge(findings: readonly Finding[]): readonly Finding[] {
  const merged = new Map<string, Finding>();
  for (const finding of findings) {
    const { uses, ...rest } = finding;
    const key = JSON.stringify(rest);
    const known = merged.get(key);
    merged.set(key, known === undefined ? finding : { ...known, uses: [...known.uses, ...uses] });
  }
  return [...merged.values()].sort(
    (a, b) =>
      compare(a.code, b.code) || compare(a.uses[0]?.path ?? '', b.uses[0]?.path ?? '') || compare(a.problem, b.problem),
  );
}
