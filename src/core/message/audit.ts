/**
 * Audit annotations. Keys without `/` (the API server puts the webhook's name before them), values short and one line
 * (semantics 6.12).
 */

import type { JudgedFinding } from '../finding.js';
import type { Judgement } from '../judge.js';
import type { Exemption } from '../settings.js';
import { shown } from '../words/escape.js';

export function auditAnnotations(judgement: Judgement, decision: string): Readonly<Record<string, string>> {
  const { findings, exemptions, ignored, mode } = judgement;
  const codes = [...new Set(findings.map(codeWithAction))].join(',');
  return {
    decision,
    mode,
    ...(codes === '' ? {} : { codes }),
    ...(exemptions.length === 0 ? {} : { exempt: exemptions.map(exemptionText).join('; ') }),
    ...(ignored.length === 0 ? {} : { ignored: ignoredText(ignored) }),
  };
}

/** More than this nobody reads in an audit log. */
const MOST_IGNORED = 10;

function ignoredText(ignored: Judgement['ignored']): string {
  const texts = new Set(ignored.map(({ code, ignored: { reason } }) => `${code}: ${shown(reason, 120)}`));
  return [...texts].slice(0, MOST_IGNORED).join('; ');
}

export function exemptionText({ reason, expires }: Exemption): string {
  const until = expires === undefined ? '' : ` (until ${shown(expires, 40)})`;
  return `${shown(reason ?? 'no reason given', 120)}${until}`;
}

function codeWithAction({ code, action, weakenedFrom }: JudgedFinding): string {
  return `${code}:${action}${weakenedFrom === undefined ? '' : `<${weakenedFrom}`}`;
}
