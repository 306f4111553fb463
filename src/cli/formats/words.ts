/** Words that formats share. Text of manifests comes out as printable ASCII on one line. */

import { containerText } from '../../core/words/container.js';
import { count } from '../../core/words/count.js';
import { shown, shownLong } from '../../core/words/escape.js';
import { SETTLED_BY } from '../../manifests/settled-by.js';
import { STDIN } from '../checkout.js';
import type { Summary } from '../report.js';
import type { Entry } from './entries.js';

type Place = Pick<Entry, 'file' | 'template' | 'line' | 'column'>;

/** `web.yaml:9:14`; of what `helm template` rendered `app/templates/web.yaml (<stdin>:9:14)`. */
export function placeText({ file, template, line, column }: Place, show: (text: string) => string = shown): string {
  const place = [show(file), ...(line === undefined ? [] : [line, ...(column === undefined ? [] : [column])])].join(
    ':',
  );
  return template === undefined ? place : `${show(template)} (${place})`;
}

/** `Deployment shop/web`; '' of what is no object. */
export function objectText({ object }: Pick<Entry, 'object'>): string {
  return object === undefined ? '' : `${shown(object.kind)} ${shown(object.namespace)}/${shown(object.name)}`;
}

/** Most containers of one finding that are told: a Pod may hold thousands. */
const MOST_CONTAINERS = 20;

/** `container web, image "nginx:latest"; init container a, image "x"`. */
export function imagesText({ containers }: Pick<Entry, 'containers'>): string {
  const told = containers
    .slice(0, MOST_CONTAINERS)
    .map((each) => `${containerText(each)}, image "${shown(each.image)}"`);
  const more = containers.length - told.length;
  return [...told, ...(more > 0 ? [`${more} more`] : [])].join('; ');
}

/** `the tag is "latest": tomorrow it can be another image` */
export function sentence({ problem, because }: Pick<Entry, 'problem' | 'because'>): string {
  return shownLong(because === '' ? problem : `${problem}: ${because}`);
}

/** Whether the place is a line of a file that others can open. */
export function isInFile({ file }: Pick<Entry, 'file'>): boolean {
  return file !== STDIN;
}

/** `2 objects with images in 1 file: 1 denied, 0 with warnings, 1 undecided; 3 findings: 2 denials, 1 warning` */
export function summaryText(summary: Summary): string {
  const { objects, files, others, skipped, unreadable, unknown, decisions, deny, warn, audit } = summary;
  const judged = `${count(objects, 'object')} with images in ${count(files, 'file')}`;
  const byObject = [
    `${decisions.deny} denied`,
    `${decisions.warn} with warnings`,
    ...(decisions.audit > 0 ? [`${decisions.audit} for the audit only`] : []),
    `${unknown} undecided`,
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ];
  const byFinding = [
    ...(deny > 0 ? [count(deny, 'denial')] : []),
    ...(warn > 0 ? [count(warn, 'warning')] : []),
    ...(audit > 0 ? [`${audit} for the audit`] : []),
  ];
  const findings = deny + warn + audit;
  const rest = [
    ...(summary.ignored > 0 ? [`${summary.ignored} ignored`] : []),
    ...(others > 0 ? [count(others, 'other object')] : []),
    ...(unreadable > 0 ? [`${unreadable} unreadable`] : []),
    ...(summary.refused > 0 ? [`${summary.refused} refused by the API server`] : []),
    ...(summary.dropped > 0 ? [`${summary.dropped} dropped without a word`] : []),
    ...(summary.passedOver > 0 ? [`${count(summary.passedOver, 'kind')} passed over`] : []),
  ];
  return [
    `${judged}: ${byObject.join(', ')}`,
    findings === 0 ? 'no findings' : `${count(findings, 'finding')}: ${byFinding.join(', ')}`,
    ...rest,
  ].join('; ');
}

export interface Undecided {
  /** Without what would settle them, if that is the same for all files. */
  readonly reasons: Summary['unknownReasons'];
  /** How many more there are. */
  readonly more: number;
  /** What would settle them; '' where that differs. */
  readonly settledBy: string;
}

/** What could not be decided, most objects first, and what would settle it once. */
export function undecided({ unknownReasons }: Pick<Summary, 'unknownReasons'>, most: number): Undecided {
  const ending = `: ${SETTLED_BY}`;
  const sorted = [...unknownReasons].sort((a, b) => b.objects - a.objects);
  return {
    reasons: sorted.slice(0, most).map(({ reason, objects }) => ({
      reason: shownLong(reason.endsWith(ending) ? reason.slice(0, -ending.length) : reason),
      objects,
    })),
    more: Math.max(0, sorted.length - most),
    settledBy: sorted.some(({ reason }) => reason.endsWith(ending)) ? SETTLED_BY : '',
  };
}
