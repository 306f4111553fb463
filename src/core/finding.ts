/** What is found, with the code of the rule that found it: made from the registry, so no other code can be said. */
import type { RuleCode } from './rules/index.js';
import type { FindingAction, Fix, RuleFinding } from './types.js';

export interface Finding extends RuleFinding {
  readonly code: RuleCode;
}

/** What a rule found, under its code. */
export function findingOf(code: RuleCode, found: RuleFinding): Finding {
  return { code, ...found };
}

/** A finding after rule actions, exemptions, ownership, dry run and mode. */
export interface JudgedFinding extends Omit<Finding, 'fix'> {
  /** Its part of the plan for all that is denied, or, of a warning, a plan of its own. */
  readonly fix?: Fix;
  readonly action: FindingAction;
  /** What it would have been, where dry run or mode weakened it. */
  readonly weakenedFrom?: 'deny' | 'warn';
  readonly weakenedBy?: 'dryRun' | 'mode' | 'owner' | 'unchanged' | 'unknown';
}
