/**
 * Tables that become cards on a phone. There the style takes the table's display away, and with it what a screen reader
 * knows of rows and columns; so the roles are told, and each cell carries the name of its column.
 */
import { type Child, h, type Part } from './node.js';
import { count } from './words.js';

export interface Column {
  readonly name: string;
  /** How it is written above the column, where that is not just the name. */
  readonly shown?: readonly Child[];
  /** Numbers stand at the right. */
  readonly number?: true;
}

export interface Cell {
  readonly content: readonly Child[];
  readonly class?: string;
}

export interface TableRow {
  readonly name: readonly Child[];
  /** One for each column but the first. */
  readonly cells: readonly Cell[];
}

/** @param columns the first is of the rows' names */
export function renderTable(caption: string, columns: readonly Column[], rows: readonly TableRow[]): Part {
  const heads = columns.map(({ name, shown = [name], number }) =>
    h('th', { scope: 'col', role: 'columnheader', ...(number === true ? { class: 'number' } : {}) }, ...shown),
  );
  const body = rows.map(({ name, cells }) =>
    h(
      'tr',
      { role: 'row' },
      h('th', { scope: 'row', role: 'rowheader' }, ...name),
      ...cells.map((cell, at) => renderCell(cell, columns[at + 1])),
    ),
  );
  return h(
    'table',
    { role: 'table' },
    h('caption', {}, caption),
    h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, ...heads)),
    h('tbody', { role: 'rowgroup' }, ...body),
  );
}

interface LongTable<T> {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly items: readonly T[];
  readonly toRow: (item: T, at: number) => TableRow;
  /** `namespace` */
  readonly noun: string;
  /** Rows that are seen at once. */
  readonly first: number;
}

/** More than one opens to look through: the findings can be searched, and the JSON has all. */
export const MOST_ROWS = 200;

/** The first rows, then a line that opens the others; what is too many for a page is counted. */
export function renderLongTable<T>(table: LongTable<T>): readonly Part[] {
  const { caption, columns, items, toRow, noun, first } = table;
  const rows = items.slice(0, MOST_ROWS).map(toRow);
  const more = items.length - rows.length;
  const head = renderTable(caption, columns, rows.slice(0, first));
  if (rows.length <= first) return [head];
  return [
    head,
    h(
      'details',
      {},
      h('summary', {}, `${count(items.length - first, `more ${noun}`)}`),
      renderTable(`${caption}, continued`, columns, rows.slice(first)),
      ...(more > 0 ? [h('p', { class: 'note' }, `And ${count(more, `more ${noun}`)}.`)] : []),
    ),
  ];
}

function renderCell({ content, class: named = '' }: Cell, column: Column | undefined): Part {
  const classes = [named, ...(column?.number === true ? ['number'] : []), ...(content.length === 0 ? ['none'] : [])];
  const all = classes.filter((each) => each !== '').join(' ');
  return h(
    'td',
    { role: 'cell', 'data-column': column?.name ?? '', ...(all === '' ? {} : { class: all }) },
    ...content,
  );
}

/** A link to the findings that something counts. Without the script it leads to no place. */
export function findingsLink(filter: Readonly<Record<string, string>>, text: string, label: string): Part {
  const asked = Object.entries(filter).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return h('a', { href: `#${asked.join('&')}`, 'aria-label': label }, text);
}
