/** From an object of a file to the request that would create it, and from the verdict to an entry of the report. */

import { worstAction } from '../core/action.js';
import type { JudgedFinding } from '../core/finding.js';
import type { Ignore } from '../core/ignore.js';
import { isUndecided } from '../core/rules/facts-unknown.js';
import { ruleOf } from '../core/rules/index.js';
import { imageText } from '../core/subject.js';
import type { Admission } from '../core/types.js';
import { fixText } from '../core/words/fix.js';
import { asCreated } from '../facts/as-created.js';
import type { Assessment } from '../facts/assess.js';
import type { InputObject } from './check-input.js';
import type { Fingerprint } from './fingerprint.js';
import type { ReportedFinding, Result } from './report.js';
import type { Outcome } from './tally.js';

/** What the API server would ask if this file were applied by nobody in particular. */
export function toAdmission(
  {
    kind,
    resource,
    namespace,
    name,
    object,
    arrival,
  }: Pick<InputObject, 'kind' | 'resource' | 'namespace' | 'name' | 'object' | 'arrival'>,
  ignores: readonly Ignore[] = [],
): Admission {
  return asCreated({ kind, resource, namespace, name, source: 'file', object, arrival, ignores });
}

export function toResult(input: InputObject, assessment: Assessment, fingerprint: Fingerprint): Result {
  const { kind, namespace, name, file, line } = input;
  const findings = assessment.findings.map((finding) => ({
    finding,
    reported: toReported(finding, input, fingerprint),
  }));
  // Offline, not knowing is ordinary: it is told apart, and no setting makes it fail but `--strict` (design 3.6).
  const isUnknown = ({ finding }: { readonly finding: JudgedFinding }) => isUndecided(finding);
  const known = findings.filter((each) => !isUnknown(each)).map(({ reported }) => reported);
  return {
    file,
    line,
    column: input.columnOf(''),
    ...(input.template === undefined ? {} : { template: input.template }),
    object: {
      apiVersion: kind.group === '' ? kind.version : `${kind.group}/${kind.version}`,
      kind: kind.kind,
      namespace,
      name: assessment.subject?.name ?? name,
    },
    decision: decisionOf(assessment, known),
    ...(assessment.skipped === undefined ? {} : { skipped: assessment.skipped }),
    findings: known,
    unknown: findings.filter(isUnknown).map(({ reported }) => reported),
    ignored: (assessment.ignored ?? []).map((finding) => {
      const { from, reason } = finding.ignored;
      return { ...toReported(finding, input, fingerprint), ignored: { from, reason } };
    }),
  };
}

/** What it comes to, without a line for each finding. */
export function outcomeOf(assessment: Assessment): Outcome {
  const known = assessment.findings.filter((finding) => !isUndecided(finding));
  const reasons = assessment.findings.filter(isUndecided).map(({ problem, because }) => because || problem);
  return {
    decision: decisionOf(assessment, known),
    actions: known.map(({ action }) => action),
    undecided: [...new Set(reasons)],
    ignored: assessment.ignored?.length ?? 0,
  };
}

function decisionOf({ decision }: Assessment, known: readonly Pick<ReportedFinding, 'action'>[]): Result['decision'] {
  if (decision === 'skip' || decision === 'error') return decision;
  return worstAction(known) ?? 'allow';
}

function toReported(finding: JudgedFinding, input: InputObject, fingerprint: Fingerprint): ReportedFinding {
  const containers = finding.uses.map((use) => ({
    kind: use.kind,
    name: use.name,
    image: imageText(use),
    path: use.path,
    line: input.lineOf(use.path),
    column: input.columnOf(use.path),
  }));
  return {
    code: finding.code,
    rule: ruleOf(finding.code).slug,
    action: finding.action,
    problem: finding.problem,
    because: finding.because,
    fix: fixText(finding.fix),
    operator: finding.operator ?? '',
    line: containers[0]?.line ?? input.line,
    column: containers[0]?.column ?? input.columnOf(''),
    fingerprint: fingerprint(input, finding),
    containers,
  };
}
