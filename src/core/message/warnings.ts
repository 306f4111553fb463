/**
 * Warnings: one line each, with the product's name, because they stand between those of others. The API server drops one
 * with a control character silently, and past 4,096 characters in all it cuts every one of them to 256 (semantics 6.11; K
 * staging apiserver endpoints/filters/warning.go).
 */
import type { JudgedFinding } from '../finding.js';
import type { Judgement } from '../judge.js';
import { MODE_LABEL } from '../mode.js';
import { quoted } from '../words/escape.js';
import { fixInLine } from '../words/fix.js';
import { sentenceWithin } from './sentence.js';

/** Room for the warnings of other webhooks. */
const ALL_TOGETHER = 3600;
const ONE = 800;
const MOST = 10;
const PRODUCT = 'Pullgate: ';

/** One line each; what a denial says already is not repeated. @param more sentences that belong to no rule */
export function warningTexts(
  { findings, badLabel }: Pick<Judgement, 'findings' | 'badLabel'>,
  namespace: string,
  more: readonly string[] = [],
): readonly string[] {
  const warned = findings.filter(({ action }) => action === 'warn');
  const lines = fitting(warned.slice(0, MOST));
  if (warned.length > MOST) lines.push(`${PRODUCT}+${warned.length - MOST} more image warnings`);
  if (badLabel !== undefined) {
    lines.push(
      `${PRODUCT}namespace ${quoted(namespace, 63)}: label ${MODE_LABEL}=${quoted(badLabel, 63)} is none of enforce, warn, audit, off and is ignored`,
    );
  }
  for (const each of more) lines.push(`${PRODUCT}${each.slice(0, ONE)}`);
  return lines;
}

/** Fixes go first where there is no room: a warning without its problem says nothing. */
function fitting(findings: readonly JudgedFinding[]): string[] {
  for (const limit of [ONE, 340, 256]) {
    const lines = findings.map((finding) => warning(finding, limit));
    if (lines.reduce((sum, { length }) => sum + length, 0) <= ALL_TOGETHER) return lines;
  }
  return findings.map((finding) => warning(finding, 200));
}

function warning(finding: JudgedFinding, limit: number): string {
  const prefix = `${PRODUCT}${standsFor(finding)}`;
  const fix = fixInLine(finding.fix);
  const whole = `${sentenceWithin(finding, 256)}. ${fix}`;
  return fix !== '' && prefix.length + whole.length <= limit
    ? `${prefix}${whole}`
    : `${prefix}${sentenceWithin(finding, Math.min(limit, 256) - prefix.length)}`;
}

/** What would have been a denial says so (design 1.4). */
function standsFor({ weakenedFrom, weakenedBy }: JudgedFinding): string {
  if (weakenedFrom !== 'deny' || weakenedBy === undefined) return '';
  switch (weakenedBy) {
    case 'dryRun':
      return 'would be denied: ';
    case 'mode':
    case 'owner':
      return 'would be denied when enforced: ';
    case 'unchanged':
    case 'unknown':
      return '';
    default:
      return weakenedBy satisfies never;
  }
}
