/** Findings by namespace and registry. Namespaces are the rows: there are more of them, and names of registries wrap. */
import { shown } from '../../core/words/escape.js';
import type { AuditCell, AuditReport } from '../report.js';
import { type Child, h, type Part } from './node.js';
import { registryName } from './rows.js';
import { type Cell, findingsLink, renderLongTable, type TableRow } from './table.js';
import { count, grouped } from './words.js';

const FIRST = 20;
const MOST_REGISTRIES = 8;
const SHADES = 4;

export function renderMatrix({ matrix, registries, namespaces }: AuditReport): readonly Part[] {
  if (matrix.length === 0) return [h('p', {}, 'No finding is about an image.')];
  const cells = new Map<string, Map<string, AuditCell>>();
  for (const cell of matrix) {
    const row = cells.get(cell.namespace) ?? new Map<string, AuditCell>();
    cells.set(cell.namespace, row.set(cell.registry, cell));
  }
  const names = namespaces.map(({ name }) => name).filter((name) => cells.has(name));
  const columns = registries.slice(0, MOST_REGISTRIES).map(({ name }) => name);
  const isListed = new Set(columns);
  const most = matrix.reduce((so, { findings }) => Math.max(so, findings), 1);
  const number = true as const;
  const hidden = registries.length - columns.length;
  const heads = [
    { name: 'Namespace' },
    ...columns.map((name) => ({ name: registryName(name), shown: breakable(registryName(name)), number })),
    ...(hidden > 0 ? [{ name: count(hidden, 'other'), number }] : []),
  ];
  const toRow = (namespace: string): TableRow => {
    const row = cells.get(namespace) ?? new Map<string, AuditCell>();
    const others = [...row.values()].filter(({ registry }) => !isListed.has(registry));
    return {
      name: [shown(namespace)],
      cells: [
        ...columns.map((registry) => renderCell(row.get(registry), most)),
        ...(hidden > 0 ? [{ content: sum(others) }] : []),
      ],
    };
  };
  const caption = 'Findings by namespace and registry';
  return [
    h(
      'p',
      {},
      'Findings, and in brackets how many of them would be denied. One about images of two registries counts in both.',
    ),
    h(
      'div',
      { class: 'matrix' },
      ...renderLongTable({ caption, columns: heads, items: names, toRow, noun: 'namespace', first: FIRST }),
    ),
  ];
}

/** A line may end after a dot or a dash, and only there: columns are narrow, and `ghcr.i` is no registry. */
function breakable(name: string): readonly Child[] {
  return name.split(/(?<=[.:/-])/).flatMap((part, at) => (at === 0 ? [part] : [h('wbr', {}), part]));
}

function renderCell(cell: AuditCell | undefined, most: number): Cell {
  if (cell === undefined) return { content: [] };
  const { findings, enforced } = cell;
  const registry = registryName(cell.registry);
  const namespace = shown(cell.namespace);
  const label = `${count(findings, 'finding')} in ${namespace} with ${registry}, ${grouped(enforced)} would be denied`;
  const shade = Math.ceil((SHADES * Math.log(findings + 1)) / Math.log(most + 1));
  return {
    content: [
      findingsLink({ namespace, registry }, grouped(findings), label),
      ...(enforced > 0 ? [h('span', { class: 'denied', 'aria-hidden': 'true' }, ` (${grouped(enforced)})`)] : []),
    ],
    class: `${enforced > 0 ? 'hot' : 'mild'}${Math.min(SHADES, Math.max(1, shade))}`,
  };
}

function sum(cells: readonly AuditCell[]): readonly string[] {
  const findings = cells.reduce((so, cell) => so + cell.findings, 0);
  return findings === 0 ? [] : [grouped(findings)];
}
