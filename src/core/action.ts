/** What may be done about a finding, and which of it is worse. */
import type { Settings } from './settings.js';
import type { FindingAction, RuleAction } from './types.js';

/** From strong to weak: what a finding that is told can be. */
export const FINDING_ACTIONS = ['deny', 'warn', 'audit'] as const satisfies readonly FindingAction[];
/** The same, and what a rule that says nothing is. */
export const RULE_ACTIONS = [...FINDING_ACTIONS, 'off'] as const satisfies readonly RuleAction[];

export function weakest<A extends RuleAction>(a: A, b: A): A {
  return RULE_ACTIONS.indexOf(a) >= RULE_ACTIONS.indexOf(b) ? a : b;
}

/** Negative where the first is the worse one: for sorting, the worst first. */
export function compareActions(a: RuleAction, b: RuleAction): number {
  return RULE_ACTIONS.indexOf(a) - RULE_ACTIONS.indexOf(b);
}

/** Undefined where there is no finding. */
export function worstAction(findings: readonly { readonly action: FindingAction }[]): FindingAction | undefined {
  return FINDING_ACTIONS.find((action) => findings.some((finding) => finding.action === action));
}

/** What the operator, or else the rule, wants done about a code. */
export function actionOf<A extends string>(
  code: string,
  byDefault: A,
  settings: Settings,
): A | Settings['rules'][string] {
  return settings.rules[code] ?? byDefault;
}
