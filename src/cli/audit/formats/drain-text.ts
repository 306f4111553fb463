/** `audit --drain` for people: what would not come back, on which nodes, and what brings it back. */

import type { AuditDrain, AuditDrainImage, AuditDrainOwner } from '../../../audit/report.js';
import { count } from '../../../core/words/count.js';
import { shown, shownLong } from '../../../core/words/escape.js';
import type { Paint } from '../../colour.js';
import { assumedText, drainHead, ownerText } from './words.js';

const MOST_OWNERS = 20;
const MOST_IMAGES = 5;
const MOST_PLACES = 10;

export function drainLines(drain: AuditDrain, paint: Paint): readonly string[] {
  const { owners, nodes, namespaces, verification } = drain;
  const assumed = assumedText(drain);
  const more = owners.length - MOST_OWNERS;
  const fixes = new Map<string, string>();
  return [
    paint('bold', `${drainHead(drain)}.`),
    ...owners.slice(0, MOST_OWNERS).flatMap((owner) => oneOwner(owner, fixes, paint)),
    ...(more > 0 ? [`and ${count(more, 'more owner')}; -o json=FILE has them`] : []),
    ...(owners.length === 0
      ? []
      : ['', placeLine('By node', nodes, paint), placeLine('By namespace', namespaces, paint)]),
    ...(assumed === '' ? [] : [`${assumed}.`]),
    '',
    shownLong(verification.words),
  ];
}

function oneOwner(owner: AuditDrainOwner, fixes: Map<string, string>, paint: Paint): readonly string[] {
  const { object, pods, nodes, images } = owner;
  const more = images.length - MOST_IMAGES;
  const on = nodes.length === 1 ? `node ${shown(nodes[0] ?? '')}` : count(nodes.length, 'node');
  const fails = images.some(({ why }) => why === 'credential');
  return [
    `${fails ? paint('red', 'fails') : paint('yellow', 'needs')} ${paint('bold', ownerText(object))} (${count(pods, 'Pod')} on ${on})`,
    ...images.slice(0, MOST_IMAGES).flatMap((image) => oneImage(image, owner, fixes, paint)),
    ...(more > 0 ? [`      and ${count(more, 'more image')}`] : []),
  ];
}

function oneImage(
  image: AuditDrainImage,
  { object }: AuditDrainOwner,
  fixes: Map<string, string>,
  paint: Paint,
): readonly string[] {
  const { code, problem, container, fix } = image;
  const head = `      ${code === '' ? '' : `${paint('bold', code)} `}${shownLong(problem)} (container ${shown(container)}, image "${shown(image.image)}")`;
  if (fix === '') return [head];
  const told = fixes.get(fix);
  fixes.set(fix, told ?? ownerText(object));
  if (told !== undefined) return [head, `      ${paint('dim', 'fix:')} as for ${told}`];
  const [first = '', ...rest] = fix.split('\n');
  return [
    head,
    `      ${paint('dim', 'fix:')} ${shownLong(first)}`,
    ...rest.map((line) => `           ${shownLong(line)}`),
  ];
}

function placeLine(title: string, places: AuditDrain['nodes'], paint: Paint): string {
  const told = places.slice(0, MOST_PLACES).map(({ name, pods }) => `${shown(name)} ${pods}`);
  const more = places.length - told.length;
  return `${paint('dim', `${title}:`)} ${[...told, ...(more > 0 ? [`and ${more} more`] : [])].join(', ')}`;
}
