/** What would not come back if every node were new tomorrow. */
import { shown, shownLong } from '../../core/words/escape.js';
import type { AuditDrain, AuditDrainImage, AuditDrainOwner, AuditDrainPlace } from '../report.js';
import { renderFix } from './finding.js';
import { h, type Part } from './node.js';
import { objectText, shownLines } from './rows.js';
import { renderLongTable, type TableRow } from './table.js';
import { count, grouped } from './words.js';

const FIRST_OWNERS = 20;
const FIRST_NODES = 10;
const MOST_NAMES = 20;
const MOST_IMAGES = 10;

const NUMBER = { number: true } as const;
const OWNERS = [{ name: 'Owner' }, { name: 'Pods', ...NUMBER }, { name: 'Nodes' }, { name: 'Why' }];
const NODES = [{ name: 'Node' }, { name: 'Pods', ...NUMBER }];

export function renderDrain(drain: AuditDrain): readonly Part[] {
  const { owners, nodes, verification } = drain;
  return [
    h('p', {}, sentenceOf(drain)),
    ...(owners.length === 0
      ? []
      : renderLongTable({
          ...{ caption: 'What would not start on new nodes', columns: OWNERS, items: owners },
          ...{ toRow: ownerRow, noun: 'owner', first: FIRST_OWNERS },
        })),
    ...(nodes.length === 0
      ? []
      : renderLongTable({
          ...{ caption: 'Where they are now', columns: NODES, items: nodes },
          ...{ toRow: nodeRow, noun: 'node', first: FIRST_NODES },
        })),
    ...(verification.words === '' ? [] : [h('p', { class: 'note' }, shownLong(verification.words))]),
  ];
}

function sentenceOf({ pods, never, looked }: AuditDrain): string {
  const rest =
    never === 0 ? '' : ` ${grouped(never)} more start${never === 1 ? 's' : ''} only where the image is there before.`;
  return pods === 0
    ? `Of ${count(looked, 'Pod')} whose image is on the node, none lacks a credential to pull it again.${rest}`
    : `${grouped(pods)} of ${count(looked, 'Pod')} whose image is on the node could not pull it again.${rest}`;
}

function nodeRow({ name, pods }: AuditDrainPlace): TableRow {
  return { name: [shown(name)], cells: [{ content: [grouped(pods)] }] };
}

function ownerRow({ object, pods, nodes, images }: AuditDrainOwner): TableRow {
  const names = nodes.slice(0, MOST_NAMES).map((name) => shown(name));
  const rest = nodes.length > MOST_NAMES ? ` and ${grouped(nodes.length - MOST_NAMES)} more` : '';
  const name = objectText(object);
  const more = images.length - MOST_IMAGES;
  const told = [
    ...images.slice(0, MOST_IMAGES).map((image) => imageItem(image, name)),
    ...(more > 0 ? [h('li', {}, `and ${count(more, 'more image')}`)] : []),
  ];
  return {
    name: [name],
    cells: [
      { content: [grouped(pods)] },
      { content: [`${names.join(', ')}${rest}`] },
      { content: [h('ul', { class: 'images' }, ...told)], class: 'long' },
    ],
  };
}

function imageItem({ image, code, problem, assumed, fix }: AuditDrainImage, owner: string): Part {
  return h(
    'li',
    {},
    h('code', { class: 'image' }, shown(image)),
    ' ',
    ...(code === '' ? [] : [h('b', { class: 'code' }, shown(code)), ' ']),
    `${shownLong(problem)}${assumed ? ' (assumed: nobody listed its registry)' : ''}`,
    ...(fix === '' ? [] : [renderFix(shownLines(fix), `Fix for ${shown(image)} of ${owner}`)]),
  );
}
