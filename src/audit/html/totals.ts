/** The head of the page: whose report it is, the answer in one sentence, the figures. */
import { shown, shownLong } from '../../core/words/escape.js';
import type { AuditDrain, AuditReport } from '../report.js';
import { h, type Part } from './node.js';
import { count, grouped, moment } from './words.js';

/** @param policy what the report rests on, in words; '' where nothing is known */
export function renderHeader(report: AuditReport, policy: string): Part {
  const { only } = report;
  return h(
    'header',
    {},
    h('p', { class: 'product' }, 'Pullgate audit'),
    h('h1', {}, headline(report)),
    h(
      'p',
      { class: 'lead' },
      `${shownLong(report.cluster)}, `,
      h('time', { datetime: shown(report.taken) }, shown(moment(report.taken))),
      only === undefined ? ', all namespaces.' : `, ${namespaces(only)}.`,
    ),
    ...(policy === '' ? [] : [h('p', { class: 'policy' }, `${shownLong(policy)}.`)]),
  );
}

const MOST_NAMES = 10;

function namespaces(only: readonly string[]): string {
  const names = only.slice(0, MOST_NAMES).map((name) => shown(name));
  const more = only.length > MOST_NAMES ? ` and ${only.length - MOST_NAMES} more` : '';
  return `${only.length === 1 ? 'namespace' : 'namespaces'} ${names.join(', ')}${more}`;
}

/** The title of the page, too. */
export function headline({ summary, drain }: AuditReport): string {
  const { enforced, owners, findings, unknown } = summary;
  if (drain !== undefined) return drainHeadline(drain);
  if (enforced > 0) return `${grouped(enforced)} of ${count(owners, 'owner')} would be denied`;
  if (owners === 0) return 'No owner was found';
  if (findings > 0) return `None of ${count(owners, 'owner')} would be denied; ${count(findings, 'finding')}`;
  if (unknown > 0) return `Nothing wrong was found with ${count(owners, 'owner')}; some are undecided`;
  return `Nothing is wrong with ${count(owners, 'owner')}`;
}

function drainHeadline({ pods, looked }: AuditDrain): string {
  if (looked === 0) return 'No Pod lives off an image that is on its node';
  if (pods === 0) return `No Pod of ${grouped(looked)} would fail on new nodes`;
  return `${grouped(pods)} of ${count(looked, 'Pod')} would fail on new nodes`;
}

export function renderTotals({ summary, credentials }: AuditReport): Part {
  const expired = credentials.filter((each) => each.expired).length;
  const tiles: readonly Tile[] = [
    { name: 'Would be denied', value: summary.enforced, of: `of ${count(summary.owners, 'owner')}`, tone: 'bad' },
    { name: 'Pods behind them', value: summary.enforcedPods, of: `of ${grouped(summary.pods)} that run`, tone: 'bad' },
    { name: 'Findings', value: summary.findings, of: actions(summary), tone: 'plain' },
    { name: 'Undecided', value: summary.unknown, of: 'owners, for want of an answer', tone: 'unsure' },
    { name: 'Expired credentials', value: expired, of: `of ${grouped(credentials.length)} that end`, tone: 'bad' },
  ];
  return h('dl', { class: 'totals' }, ...tiles.map(renderTile));
}

interface Tile {
  readonly name: string;
  readonly value: number;
  readonly of: string;
  readonly tone: 'bad' | 'unsure' | 'plain';
}

function renderTile({ name, value, of, tone }: Tile): Part {
  return h(
    'div',
    { class: value === 0 ? 'tile zero' : `tile ${tone}` },
    h('dt', {}, name),
    h('dd', { class: 'value' }, grouped(value)),
    h('dd', { class: 'of' }, of),
  );
}

function actions({ deny, warn, audit }: AuditReport['summary']): string {
  const parts = [
    ...(deny > 0 ? [count(deny, 'denial')] : []),
    ...(warn > 0 ? [count(warn, 'warning')] : []),
    ...(audit > 0 ? [`${grouped(audit)} recorded only`] : []),
  ];
  return parts.length === 0 ? 'nothing to mend' : parts.join(', ');
}
