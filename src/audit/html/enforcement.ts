/** What `mode: enforce` would deny: how much of all, and in which namespaces. */
import { shown } from '../../core/words/escape.js';
import type { AuditGroup, AuditReport } from '../report.js';
import { h, type Part } from './node.js';
import { findingsLink, renderLongTable, type TableRow } from './table.js';
import { count, grouped } from './words.js';

const FIRST = 10;

const COLUMNS = [
  ...[{ name: 'Namespace' }, { name: 'Would be denied', number: true as const }, { name: 'Compared' }],
  ...['All findings', 'Owners', 'Pods'].map((name) => ({ name, number: true as const })),
];

export function renderEnforcement({ summary, namespaces }: AuditReport): readonly Part[] {
  const { enforced, enforcedPods, owners } = summary;
  if (enforced === 0) {
    return [
      h('p', {}, owners === 0 ? 'Nothing runs that could be denied.' : 'Nothing of what was found would be denied.'),
    ];
  }
  const concerned = namespaces.filter((each) => each.enforced > 0).sort((a, b) => b.enforced - a.enforced);
  const most = Math.max(1, concerned[0]?.enforced ?? 1);
  const part = `${grouped(enforced)} of ${count(owners, 'owner')}, in ${count(concerned.length, 'namespace')},`;
  const stand = `${count(enforcedPods, 'Pod')} ${enforcedPods === 1 ? 'stands' : 'stand'} behind them`;
  const caption = 'Namespaces with findings that would be denied';
  return [
    h('p', {}, `With mode: enforce, ${part} would be denied when next created or changed. ${stand}.`),
    ...renderLongTable({
      ...{ caption, columns: COLUMNS, items: concerned, noun: 'namespace', first: FIRST },
      toRow: (each) => toRow(each, most),
    }),
  ];
}

function toRow({ name, enforced, findings, owners, pods }: AuditGroup, most: number): TableRow {
  const label = `${count(enforced, 'finding')} of namespace ${shown(name)} that would be denied`;
  return {
    name: [shown(name)],
    cells: [
      { content: [findingsLink({ state: 'enforced', namespace: shown(name) }, grouped(enforced), label)] },
      { content: [bar(enforced / most)], class: 'bar' },
      ...[findings, owners, pods].map((number) => ({ content: [grouped(number)] })),
    ],
  };
}

/** The number stands beside it, so nobody has to hear of it. */
function bar(share: number): Part {
  return h(
    'svg',
    { class: 'share', width: '100%', height: '10', 'aria-hidden': 'true' },
    h('rect', { class: 'rest', x: '0', y: '0', width: '100%', height: '10', rx: '2' }),
    h('rect', {
      class: 'part',
      x: '0',
      y: '0',
      width: `${Math.max(1, Math.round(share * 100))}%`,
      height: '10',
      rx: '2',
    }),
  );
}
