/** The findings that were asked for, a page at a time; on paper more of them. */
import { renderRows } from '../src/audit/html/finding.js';
import { h } from '../src/audit/html/node.js';
import { FIELDS, type Packed, STATES, unpack } from '../src/audit/html/rows.js';
import { count, countRows, grouped } from '../src/audit/html/words.js';
import { addCopyButtons } from './copy.js';
import { byId, toDom } from './dom.js';

/** What somebody would still read on paper: some forty sheets. */
const MOST_PRINTED = 500;

const UNKNOWN = STATES.indexOf('unknown');

export interface List {
  /** @param found indexes of rows; shows the first page of them */
  readonly show: (found: readonly number[]) => void;
}

export function createList(packed: Packed): List {
  const list = byId('list');
  const pager = byId('pager');
  const size = Number(list.dataset['size']);
  let found: readonly number[] = [];
  let page = 0;

  const names = ['first', 'previous', 'next', 'last'] as const;
  const words = { first: 'First', previous: 'Previous', next: 'Next', last: 'Last' };
  const button = (name: (typeof names)[number]) =>
    h('button', { type: 'button', 'data-to': name, 'aria-controls': 'list' }, words[name]);
  const where = h('span', { id: 'where' });
  pager.setAttribute('role', 'group');
  pager.setAttribute('aria-label', 'Pages of findings');
  pager.replaceChildren(...[button('first'), button('previous'), where, button('next'), button('last')].map(toDom));

  const pages = (): number => Math.max(1, Math.ceil(found.length / size));
  const fill = (from: number, number: number): void => {
    const rows = found.slice(from, from + number).flatMap((index) => {
      const row = packed.rows[index];
      return row === undefined ? [] : [unpack(packed, row)];
    });
    list.replaceChildren(...renderRows(rows).map(toDom));
    addCopyButtons(list);
  };
  const statusOf = (): string => {
    const of = found.length === packed.rows.length ? '' : ` of ${grouped(packed.rows.length)}`;
    if (found.length === 0) return of === '' ? 'No finding.' : `None${of} is like that.`;
    const undecided = found.filter((index) => packed.rows[index]?.[FIELDS.state] === UNKNOWN).length;
    const end = Math.min(found.length, (page + 1) * size);
    const range = found.length > size ? `: ${grouped(page * size + 1)} to ${grouped(end)} shown` : '';
    return `${countRows(found.length, undecided)}${of}${range}`;
  };
  const draw = (): void => {
    fill(page * size, size);
    byId('status').textContent = statusOf();
    pager.hidden = pages() === 1;
    byId('where').textContent = `Page ${grouped(page + 1)} of ${grouped(pages())}`;
    for (const each of pager.querySelectorAll('button')) {
      // Not `disabled`: who has just come to the last page with the keyboard would be thrown out of the group.
      each.setAttribute('aria-disabled', String(target(each.dataset['to'] ?? '') === page));
    }
  };
  const target = (to: string): number => {
    const last = pages() - 1;
    const places: Readonly<Record<string, number>> = { first: 0, previous: page - 1, next: page + 1, last };
    return Math.min(last, Math.max(0, places[to] ?? page));
  };
  pager.addEventListener('click', (event) => {
    const to = event.target instanceof HTMLElement ? event.target.dataset['to'] : undefined;
    if (to === undefined || target(to) === page) return;
    page = target(to);
    draw();
    byId('status').scrollIntoView({ block: 'start' });
  });
  addEventListener('beforeprint', () => {
    fill(0, MOST_PRINTED);
    if (found.length > MOST_PRINTED) {
      list.append(
        toDom(
          h(
            'p',
            { class: 'note' },
            `And ${count(found.length - MOST_PRINTED, 'more finding')}: filter before printing.`,
          ),
        ),
      );
    }
  });
  addEventListener('afterprint', draw);
  return {
    show: (asked) => {
      found = asked;
      page = 0;
      draw();
    },
  };
}
