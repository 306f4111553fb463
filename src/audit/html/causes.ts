/** What is wrong, equal findings folded. */
import { shown, shownLong } from '../../core/words/escape.js';
import type { AuditCause, AuditReport } from '../report.js';
import { STATE_WORDS } from './finding.js';
import { h, type Part } from './node.js';
import { objectText, stateOf } from './rows.js';
import { findingsLink, MOST_ROWS, renderLongTable, type TableRow } from './table.js';
import { count, grouped } from './words.js';

const FIRST = 20;

const COLUMNS = [
  { name: 'Cause' },
  { name: 'Effect' },
  ...['Findings', 'Owners', 'Pods', 'Namespaces'].map((name) => ({ name, number: true as const })),
];

/** Those that the findings can be filtered by. */
export function listedCauses({ causes }: Pick<AuditReport, 'causes'>): readonly AuditCause[] {
  return causes.slice(0, MOST_ROWS);
}

export function renderCauses({ causes }: AuditReport): readonly Part[] {
  if (causes.length === 0) return [h('p', {}, 'No finding.')];
  const caption = 'Causes, the worst first';
  return renderLongTable({ caption, columns: COLUMNS, items: causes, toRow, noun: 'cause', first: FIRST });
}

/** @param at its index, which the link to its findings names */
function toRow(cause: AuditCause, at: number): TableRow {
  const { code, findings, owners, pods, namespaces, example } = cause;
  const state = stateOf(cause);
  const problem = shownLong(cause.problem);
  const label = `${count(findings, 'finding')} of ${shown(code)}: ${problem}`;
  const where = `as in ${objectText(example)}`;
  return {
    name: [h('b', { class: 'code' }, shown(code)), ' ', problem, ' ', h('span', { class: 'example' }, where)],
    cells: [
      { content: [h('span', { class: `badge ${state}` }, STATE_WORDS[state])] },
      { content: [findingsLink({ cause: String(at) }, grouped(findings), label)] },
      ...[owners, pods, namespaces].map((number) => ({ content: [grouped(number)] })),
    ],
  };
}
