/**
 * Runs every rule over one subject and its facts: the plain verdict, before modes, ownership, dry run and exemptions.
 * Pure: the same subject, facts and settings give the same findings in the same order.
 */
import { findCauses } from './cause.js';
import { compare } from './choice.js';
import { imageOutlooks } from './outlook.js';
import { RULES } from './rules/index.js';
import type { RuleContext } from './rules/rule.js';
import { staticPod } from './rules/static-pod.js';
import type { Settings } from './settings.js';
import type { Facts, Finding, Subject } from './types.js';

export interface EvaluateInput {
  readonly subject: Subject;
  readonly facts: Facts;
  readonly settings: Settings;
  readonly update: boolean;
  readonly owned: boolean;
}

/** All findings, equal ones merged over their images, ordered by code and then by place. */
export function evaluate({ subject, facts, settings, update, owned }: EvaluateInput): readonly Finding[] {
  const outlooks = imageOutlooks(subject.images, facts, settings);
  const causes = subject.mirror ? new Map() : findCauses(outlooks, { subject, facts, settings });
  const context: RuleContext = { subject, facts, settings, outlooks, causes, update, owned };
  // A static pod runs whatever is said of its mirror, and can use no secret: only PG601 is true of it (semantics 4.7).
  const rules = subject.mirror ? [staticPod] : RULES;
  const findings = rules
    .filter((rule) => actionOf(rule.code, rule.defaultAction, settings) !== 'off')
    .flatMap((rule) => rule.evaluate(context));
  return merge(findings.flatMap(splitUnmounted));
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
