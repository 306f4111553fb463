/**
 * Warnings: the same sentence per problem, short. The API server drops a warning with a control character silently, and
 * past 4,096 characters in all it cuts every one of them (semantics 6.11; K staging apiserver endpoints/filters/warning.go).
 */

import type { JudgedFinding } from '../finding.js';
import type { Judgement } from '../judge.js';
import { MODE_LABEL } from '../mode.js';
import { quoted } from '../words/escape.js';
import { sentence } from './sentence.js';

const LIMIT = 256;
const MOST = 10;

/** One line each; what a denial says already is not repeated. */
export function warningTexts({ findings, badLabel }: Judgement, namespace: string): readonly string[] {
  const warned = findings.filter(({ action }) => action === 'warn');
  const lines = warned.slice(0, MOST).map(warning);
  if (warned.length > MOST) lines.push(`(+${warned.length - MOST} more image warnings)`);
  if (badLabel !== undefined) {
    lines.push(
      `namespace ${quoted(namespace, 63)}: label ${MODE_LABEL}=${quoted(badLabel, 63)} is none of enforce, warn, audit, off and is ignored`,
    );
  }
  return lines;
}

function warning(finding: JudgedFinding): string {
  const prefix = finding.weakenedBy === 'dryRun' && finding.weakenedFrom === 'deny' ? 'would be denied: ' : '';
  return `${prefix}${sentence(finding, { limit: LIMIT - prefix.length, more: '' })}`;
}
