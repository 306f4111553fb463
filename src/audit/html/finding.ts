/** The list of findings: the generator shows its beginning, the script in the page any part of it, both in the same form. */
import { type Child, h, type Part } from './node.js';
import type { Row, State } from './rows.js';
import { count, grouped } from './words.js';

export const STATE_WORDS: Readonly<Record<State, string>> = {
  deny: 'denied',
  would: 'denied when enforced',
  warn: 'warning',
  audit: 'recorded only',
  unknown: 'undecided',
};

/** Rows that follow each other and are of one owner stand under its name. */
export function renderRows(rows: readonly Row[]): readonly Part[] {
  const groups: Row[][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last?.[0]?.owner === row.owner) last.push(row);
    else groups.push([row]);
  }
  return groups.flatMap((group) => (group[0] === undefined ? [] : [renderOwner(group[0], group)]));
}

function renderOwner(first: Row, rows: readonly Row[]): Part {
  const at = first.owner.indexOf(' ');
  return h(
    'article',
    { class: 'owner' },
    h('h3', {}, h('span', { class: 'kind' }, first.owner.slice(0, at)), first.owner.slice(at)),
    h('p', { class: 'meta' }, podsText(first)),
    h('ul', { class: 'findings' }, ...rows.map(renderFinding)),
  );
}

function podsText({ pods, judged }: Row): string {
  if (judged === 'pods') return `Read off its ${pods === 1 ? 'Pod' : `${grouped(pods)} Pods`}`;
  return pods === 0 ? 'No Pod now' : count(pods, 'Pod');
}

function renderFinding(row: Row): Part {
  const { state, code, problem, because } = row;
  return h(
    'li',
    { class: `finding ${state}` },
    h(
      'p',
      { class: 'what' },
      h('span', { class: `badge ${state}` }, STATE_WORDS[state]),
      ' ',
      h('b', { class: 'code' }, code),
      ' ',
      because === '' ? problem : `${problem}: ${because}`,
    ),
    ...renderContainers(row),
    ...(row.seen === 'pods' && row.judged === 'object'
      ? [h('p', { class: 'note' }, `Seen in ${count(row.seenPods, 'Pod')} only, not in the object as it is now.`)]
      : []),
    ...(row.fix === '' ? [] : [renderFix(row.fix, `Fix for ${code} of ${row.owner}`)]),
    ...(row.operator === '' ? [] : [h('p', { class: 'note' }, row.operator)]),
  );
}

function renderContainers({ containers, more }: Row): readonly Part[] {
  if (containers.length === 0) return [];
  const items = containers.map(({ name, image, path }) => {
    const where: readonly Child[] = path === '' ? [] : [' ', h('span', { class: 'path' }, path)];
    return h('li', {}, h('code', { class: 'image' }, image), ' ', h('span', { class: 'of' }, name), ...where);
  });
  const rest = more === 0 ? [] : [h('li', {}, `and ${count(more, 'more container')}`)];
  return [h('ul', { class: 'images' }, ...items, ...rest)];
}

/** The button to copy it is put in by the script, which is needed for it. */
export function renderFix(text: string, label: string): Part {
  return h('div', { class: 'fix', 'data-label': label }, h('pre', {}, h('code', {}, text)));
}
