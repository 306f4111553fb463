/**
 * The text of a denial: the product (design 4.1). One problem is one line. Several: a first line that stands alone
 * when a client cuts the rest, then one line each, worst first.
 */

import type { JudgedFinding } from '../finding.js';
import type { Settings } from '../settings.js';
import type { Subject } from '../types.js';
import { shown } from '../words/escape.js';
import { containers, objectName } from '../words/place.js';
import { sentence } from './sentence.js';

/** Events through events.k8s.io hold 1,024 characters; a single problem stays well below. */
const ONE_LINE = 600;
/** Argo CD and terminals; at most this much of several problems. */
const WHOLE = 2000;
const MOST = 10;

export interface DenialOptions {
  readonly subject: Subject;
  readonly settings: Settings;
}

/** @param findings the denied ones, worst first; at least one */
export function denialText(findings: readonly JudgedFinding[], options: DenialOptions): string {
  const [first] = findings;
  if (first === undefined) return '';
  const more = moreText(first.code, options.settings);
  if (findings.length === 1) return sentence(first, { limit: ONE_LINE, more });
  const separator = options.settings.messages.format === 'singleLine' ? ' ' : '\n';
  const { lines, left } = fitted(findings, more, separator);
  const header = `${findings.length} image problems in ${objectName(options.subject)}, first: ${inShort(first)}.`;
  const rest = left === 0 ? [] : [`(+${left} more: run pullgate check)`];
  return [header, ...lines, ...rest, ...(more === '' ? [] : [more])].join(separator);
}

interface Fitted {
  readonly lines: readonly string[];
  /** How many findings did not fit. */
  readonly left: number;
}

function fitted(findings: readonly JudgedFinding[], more: string, separator: string): Fitted {
  const budget = WHOLE - HEADER_ROOM - more.length;
  const lines: string[] = [];
  let used = 0;
  for (const finding of findings.slice(0, MOST)) {
    const line = `(${lines.length + 1}) ${sentence(finding, { limit: ONE_LINE, more: '' })}`;
    if (used + line.length > budget) break;
    lines.push(line);
    used += line.length + separator.length;
  }
  return { lines, left: findings.length - lines.length };
}

/** Room for the first line and for "+N more". */
const HEADER_ROOM = 420;

/** `[PG101] tag "latest" … (container "web")`, without image, reason and fix. */
function inShort({ code, problem, uses }: JudgedFinding): string {
  const where = uses.length === 0 ? '' : ` (${containers(uses.slice(0, 1))})`;
  const text = `[${code}] ${problem}${where}`;
  return text.length <= 200 ? text : `${text.slice(0, 197)}...`;
}

/** `More: …` from the operator's settings (design 4.3); '' where none is set. */
export function moreText(code: string, { messages }: Settings): string {
  const help = messages.help === '' ? '' : shown(messages.help.replaceAll('{code}', code));
  const parts = [help, shown(messages.contact)].filter((part) => part !== '');
  return parts.length === 0 ? '' : `More: ${parts.join(', ')}`;
}
