/** The head of the page: whose report it is, the answer in one sentence, the figures. */
import { shown } from '../../core/words/escape.js';
import type { AuditPolicy, AuditReport } from '../report.js';
import { h, type Part } from './node.js';
import { shownLong } from './rows.js';
import { count, grouped, moment } from './words.js';

export function renderHeader(report: AuditReport): Part {
  const { only } = report;
  return h(
    'header',
    {},
    h('p', { class: 'product' }, 'Pullgate audit'),
    h('h1', {}, headline(report)),
    h(
      'p',
      { class: 'lead' },
      `${shown(report.cluster)}, `,
      h('time', { datetime: shown(report.taken) }, shown(moment(report.taken))),
      only === undefined ? ', all namespaces.' : `, ${namespaces(only)}.`,
    ),
    ...(report.policy === undefined ? [] : [h('p', { class: 'policy' }, policyText(report.policy))]),
  );
}

const MOST_NAMES = 10;

function namespaces(only: readonly string[]): string {
  const names = only.slice(0, MOST_NAMES).map((name) => shown(name));
  const more = only.length > MOST_NAMES ? ` and ${only.length - MOST_NAMES} more` : '';
  return `${only.length === 1 ? 'namespace' : 'namespaces'} ${names.join(', ')}${more}`;
}

/** The title of the page, too. */
export function headline({ summary }: AuditReport): string {
  const { enforced, owners, findings, unknown, decisions } = summary;
  if (enforced > 0) return `${grouped(enforced)} of ${count(owners, 'workload')} would be denied`;
  if (owners === 0) return 'No workload was found';
  if (findings > 0) return `None of ${count(owners, 'workload')} would be denied; ${count(findings, 'finding')}`;
  if (unknown + decisions.error > 0)
    return `Nothing wrong was found with ${count(owners, 'workload')}; some are undecided`;
  return `Nothing is wrong with ${count(owners, 'workload')}`;
}

function policyText({ from, name, over, mode, assumed, unknown }: AuditPolicy): string {
  const source = {
    cluster: 'of the cluster',
    snapshot: 'of the snapshot',
    file: 'of a file',
    defaults: 'the defaults',
  };
  return [
    `Policy: ${source[from]}${name === '' ? '' : ` (${shown(name)})`}, mode ${mode}`,
    ...(over.length > 0 ? [`, with ${over.map((each) => shown(each)).join(', ')} over it`] : []),
    ...(assumed === '' ? [] : [`; assumed, because ${shownLong(assumed)}`]),
    ...(unknown ? ['; whether there is another one could not be told'] : []),
    '.',
  ].join('');
}

export function renderTotals({ summary, credentials }: AuditReport): Part {
  const expired = credentials.filter((each) => each.expired).length;
  const tiles: readonly Tile[] = [
    { name: 'Would be denied', value: summary.enforced, of: `of ${count(summary.owners, 'workload')}`, tone: 'bad' },
    { name: 'Pods behind them', value: summary.enforcedPods, of: `of ${grouped(summary.pods)} that run`, tone: 'bad' },
    { name: 'Findings', value: summary.findings, of: actions(summary), tone: 'plain' },
    { name: 'Undecided', value: summary.unknown, of: 'workloads, for want of an answer', tone: 'unsure' },
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
