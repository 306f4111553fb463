/**
 * The script of an audit's page: search, filters, pages, buttons that copy. All that it knows stands in the page, and it
 * asks for nothing else; the page's own policy would stop it. `npm run gen` puts it into src/audit/html/assets.ts.
 */
import type { Packed } from '../src/audit/html/rows.js';
import { addCopyButtons, listenForCopies } from './copy.js';
import { byId } from './dom.js';
import { createFilters } from './filters.js';
import { createList } from './list.js';
import { createSearch, readAddress, writeAddress } from './search.js';
import { addTheme } from './theme.js';

const packed = JSON.parse(byId('data').textContent ?? '') as Packed;
const search = createSearch(packed);
const list = createList(packed);
const filters = createFilters(byId('filters'), packed, (typing) => {
  list.show(search(filters.read()));
  if (!typing) remember();
});

/** So that the link in the bar shows what is on the page, and can be kept. */
function remember(): void {
  try {
    history.replaceState(null, '', writeAddress(filters.read()));
  } catch {
    // A preview without an address of its own.
  }
}

function follow(): void {
  const asked = readAddress(location.hash);
  if (asked === undefined) return;
  filters.show(asked);
  list.show(search(asked));
  byId('findings-title').focus({ preventScroll: true });
  byId('findings').scrollIntoView({ block: 'start' });
}

// The generator has written what is shown without a filter; the list draws it once more, with its buttons.
list.show(search(filters.read()));
addCopyButtons(document);
listenForCopies((words) => {
  byId('said').textContent = words;
});
addTheme(document.querySelector('nav') ?? document.body);
addEventListener('hashchange', follow);
// The same link once more: the address stays as it is, but what is shown may have changed since.
document.addEventListener('click', ({ target }) => {
  const link = target instanceof Element ? target.closest('a') : null;
  if (link !== null && link.hash === location.hash) follow();
});
follow();
