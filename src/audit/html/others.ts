/** The smaller parts of the page: commands that end many findings, what a new node would bring, what nobody could tell. */
import { shown } from '../../core/words/escape.js';
import type { AuditDrain, AuditDrainOwner, AuditFix, AuditReport } from '../report.js';
import { renderFix } from './finding.js';
import { h, type Part } from './node.js';
import { shownLines, shownLong } from './rows.js';
import { renderLongTable, type TableRow } from './table.js';
import { count, grouped } from './words.js';

const MOST_FIXES = 20;
const FIRST_OWNERS = 20;
const MOST_NODES = 20;
const MOST_REASONS = 20;

export function renderFixes({ fixes, summary }: AuditReport): readonly Part[] {
  const items = fixes.slice(0, MOST_FIXES).map((fix) => {
    const ends = `${grouped(fix.findings)} of ${count(summary.findings, 'finding')}`;
    return h(
      'li',
      {},
      h(
        'p',
        {},
        h('b', {}, ends),
        ` ${fix.findings === 1 ? 'ends' : 'end'} with this, in ${whereOf(fix)}: ${count(fix.owners, 'workload')}, ${count(fix.pods, 'Pod')}.`,
      ),
      renderFix(shownLines(fix.lines.join('\n')), `Fix for ${whereOf(fix)}`),
    );
  });
  const more = fixes.length - MOST_FIXES;
  return [
    h('ol', { class: 'fixes' }, ...items),
    ...(more > 0 ? [h('p', { class: 'note' }, `And ${count(more, 'more')}.`)] : []),
  ];
}

function whereOf({ namespace, serviceAccount }: AuditFix): string {
  const account = serviceAccount === undefined ? '' : `ServiceAccount ${shown(serviceAccount)} of `;
  return `${account}namespace ${shown(namespace)}`;
}

export function renderDrain(drain: AuditDrain): readonly Part[] {
  const { pods, looked, owners, verification } = drain;
  const sentence = `${grouped(pods)} of ${count(looked, 'Pod')} run an image from the cache of their node that could not be pulled again.`;
  const number = true as const;
  const columns = [{ name: 'Workload' }, { name: 'Pods', number }, { name: 'Nodes' }, { name: 'Why' }];
  return [
    h('p', {}, pods === 0 ? `Nothing would fail: ${count(looked, 'Pod')} looked at.` : sentence),
    ...(owners.length === 0
      ? []
      : renderLongTable({
          ...{ caption: 'What would not start on new nodes', columns, items: owners },
          ...{ toRow: drainRow, noun: 'workload', first: FIRST_OWNERS },
        })),
    ...(verification.words === '' ? [] : [h('p', { class: 'note' }, shownLong(verification.words))]),
  ];
}

function drainRow({ object, pods, nodes, images }: AuditDrainOwner): TableRow {
  const names = nodes.slice(0, MOST_NODES).map((name) => shown(name));
  const rest = nodes.length > MOST_NODES ? ` and ${nodes.length - MOST_NODES} more` : '';
  const told = images
    .slice(0, MOST_NODES)
    .map(({ image, code, problem, assumed, fix }) =>
      h(
        'li',
        {},
        h('code', { class: 'image' }, shown(image)),
        ' ',
        ...(code === '' ? [] : [h('b', { class: 'code' }, shown(code)), ' ']),
        `${shownLong(problem)}${assumed ? ' (assumed: nobody listed its registry)' : ''}`,
        ...(fix === '' ? [] : [renderFix(shownLines(fix), `Fix for ${shown(image)} of ${shown(object.name)}`)]),
      ),
    );
  const more = images.length > MOST_NODES ? [h('li', {}, `and ${images.length - MOST_NODES} more`)] : [];
  return {
    name: [`${shown(object.kind)} ${shown(object.namespace)}/${shown(object.name)}`],
    cells: [
      { content: [grouped(pods)] },
      { content: [`${names.join(', ')}${rest}`] },
      { content: [h('ul', { class: 'images' }, ...told, ...more)] },
    ],
  };
}

/** What could not be read and what could not be decided. */
export function renderUnknown({ unread, summary }: AuditReport): readonly Part[] {
  const reasons = [...summary.unknownReasons].sort((a, b) => b.objects - a.objects);
  return [
    ...list(
      unread.map(({ what, reason }) => `${shownLong(what)}: ${shownLong(reason)}`),
      'Could not be read, so that nobody knows what it holds:',
    ),
    ...list(
      reasons.map(({ reason, objects }) => `${shownLong(reason)} (${count(objects, 'workload')})`),
      'Could not be decided:',
    ),
  ];
}

function list(texts: readonly string[], title: string): readonly Part[] {
  if (texts.length === 0) return [];
  const more = texts.length - MOST_REASONS;
  return [
    h('p', {}, title),
    h(
      'ul',
      {},
      ...texts.slice(0, MOST_REASONS).map((text) => h('li', {}, text)),
      ...(more > 0 ? [h('li', {}, `and ${grouped(more)} more`)] : []),
    ),
  ];
}
