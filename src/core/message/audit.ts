/**
 * Audit annotations. Keys without `/` (the API server puts the webhook's name before them), values short and one line
 * (semantics 6.12).
 */

import type { JudgedFinding } from '../finding.js';
import type { Judgement } from '../judge.js';
import type { Exemption } from '../settings.js';
import { shown } from '../words/escape.js';

export function auditAnnotations(judgement: Judgement, decision: string): Readonly<Record<string, string>> {
  const { findings, exemptions, mode } = judgement;
  const codes = [...new Set(findings.map(codeWithAction))].join(',');
  return {
    decision,
    mode,
    ...(codes === '' ? {} : { codes }),
    ...(exemptions.length === 0 ? {} : { exempt: exemptions.map(exemptionText).join('; ') }),
  };
}

export function exemptionText({ reason, expires }: Exemption): string {
  const until = expires === undefined ? '' : ` (until ${shown(expires, 40)})`;
  return `${shown(reason ?? 'no reason given', 120)}${until}`;
}

function codeWithAction({ code, action, weakenedFrom }: JudgedFinding): string {
  return `${code}:${action}${weakenedFrom === undefined ? '' : `<${weakenedFrom}`}`;
}
