/** From the verdict of the engine to a finding of the report. */
import type { JudgedFinding } from '../core/finding.js';
import { ruleOf } from '../core/rules/index.js';
import { imageText } from '../core/subject.js';
import type { FindingAction, ImageUse } from '../core/types.js';
import { fixText } from '../core/words/fix.js';
import type { JudgedObject } from './judged.js';
import type { AuditContainer, AuditFinding } from './report.js';

export interface FindingOptions {
  /** What the webhook does about Pods that the built-in controllers make, whatever the mode. */
  readonly ownedPods: 'enforce' | 'warn' | 'audit' | 'off';
  /** No webhook of the chart is called for its namespace. */
  readonly outside: boolean;
}

/** Of one finding: an object may hold thousands. */
const MOST_CONTAINERS = 256;

export function toAuditFinding(
  finding: JudgedFinding,
  { by, status }: JudgedObject,
  options: FindingOptions,
): AuditFinding {
  const { code, problem, because } = finding;
  const isPod = status !== undefined;
  return {
    code,
    rule: ruleOf(code).slug,
    action: options.outside ? 'audit' : finding.action,
    enforced: options.outside ? 'audit' : enforcedAction(finding, by, options),
    problem,
    because,
    fix: fixText(finding.fix),
    operator: finding.operator ?? '',
    seen: isPod && by !== 'itself' ? 'pods' : 'object',
    pods: isPod ? 1 : 0,
    containers: finding.uses.slice(0, MOST_CONTAINERS).map(toContainer),
  };
}

/** What it was before a mode weakened it; what the controllers make stays as the policy has it. */
function enforcedAction(
  { action, weakenedFrom, weakenedBy }: JudgedFinding,
  by: JudgedObject['by'],
  { ownedPods }: FindingOptions,
): FindingAction {
  if (weakenedFrom === undefined || weakenedBy === 'unknown') return action;
  return by === 'kubernetes' && ownedPods !== 'enforce' ? action : weakenedFrom;
}

function toContainer(use: ImageUse): AuditContainer {
  const { registry, repository } = use.parsed.ok ? use.parsed.reference : NOT_PARSED;
  return { kind: use.kind, name: use.name, image: imageText(use), registry, repository, path: use.path };
}

const NOT_PARSED = { registry: '', repository: '' };

/** The same finding of the same containers, in the object and in its Pods. */
export function keyOfFinding({ code, problem, containers }: AuditFinding): string {
  const of = containers.map(({ kind, name, image }) => `${kind} ${name} ${image}`);
  return JSON.stringify([code, ...(of.length === 0 ? [problem] : of)]);
}
