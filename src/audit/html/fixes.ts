/** Commands that end many findings at once. */
import { shown } from '../../core/words/escape.js';
import type { AuditFix, AuditReport } from '../report.js';
import { renderFix } from './finding.js';
import { h, type Part } from './node.js';
import { shownLines } from './rows.js';
import { count, grouped } from './words.js';

const MOST = 20;

export function renderFixes({ fixes, summary }: AuditReport): readonly Part[] {
  const more = fixes.length - MOST;
  return [
    h('ol', { class: 'fixes' }, ...fixes.slice(0, MOST).map((fix) => renderItem(fix, summary.findings))),
    ...(more > 0 ? [h('p', { class: 'note' }, `And ${grouped(more)} more.`)] : []),
  ];
}

function renderItem(fix: AuditFix, all: number): Part {
  const { findings, owners, pods, lines } = fix;
  const where = whereOf(fix);
  return h(
    'li',
    {},
    h(
      'p',
      {},
      h('b', {}, `${grouped(findings)} of ${count(all, 'finding')}`),
      ` ${findings === 1 ? 'ends' : 'end'} with this, in ${where}: ${count(owners, 'owner')}, ${count(pods, 'Pod')}.`,
    ),
    renderFix(shownLines(lines.join('\n')), `Fix for ${where}`),
  );
}

function whereOf({ namespace, serviceAccount }: AuditFix): string {
  const account = serviceAccount === undefined ? '' : `ServiceAccount ${shown(serviceAccount)} of `;
  return `${account}namespace ${shown(namespace)}`;
}
