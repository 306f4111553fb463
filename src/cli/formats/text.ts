/**
 * The report for people: a line per finding that grep can use, in the order of the lines, its fix under it; at the end a
 * summary that can be read on a phone, the worst first and equal findings folded (design 3.7). Text of manifests is
 * escaped, so that an image name cannot steer a terminal.
 */

import { containerText } from '../../core/words/container.js';
import { count } from '../../core/words/count.js';
import { shown } from '../../core/words/escape.js';
import { createPaint, type Paint, type Tint } from '../colour.js';
import { policyLine } from '../policy-line.js';
import type { ReportedAction, ReportedContainer, Summary } from '../report.js';
import { type Entry, findingEntries, foldEntries } from './entries.js';
import type { Format } from './format.js';
import { renderIgnored } from './ignored.js';
import { objectText, placeText, sentence, summaryText, undecided } from './words.js';

const TINTS: Readonly<Record<ReportedAction, Tint>> = { deny: 'red', warn: 'yellow', audit: 'cyan' };

/** Up to so many findings one sees at a glance. */
const FEW = 3;
/** Lines of the summary of one sort. */
const MOST_LINES = 20;
/** Why it was assumed may take a sentence. */
const POLICY = 800;

export const text: Format = {
  render: (report, { colour }) => {
    const paint = createPaint(colour);
    const entries = findingEntries(report);
    const fixes = new Map<string, string>();
    const lines = [
      ...(report.policy === undefined ? [] : [shown(policyLine(report.policy), POLICY)]),
      ...entries.flatMap((entry) => renderEntry(entry, fixes, paint)),
      ...report.results.flatMap((result) => renderIgnored(result, paint)),
      ...(entries.length > FEW ? renderFolds(entries, paint) : []),
      ...renderUndecided(report.summary, paint),
      `${paint('bold', 'Summary:')} ${summaryText(report.summary)}`,
    ];
    return `${lines.join('\n')}\n`;
  },
};

/** @param fixes where each was told first */
function renderEntry(entry: Entry, fixes: Map<string, string>, paint: Paint): readonly string[] {
  const [first, ...others] = entry.containers;
  const columns = [
    paint(TINTS[entry.action], entry.action.padEnd(5)),
    placeText(entry),
    objectText(entry),
    ...(first === undefined ? [] : use(first)),
    paint('bold', entry.code ?? ''),
    sentence(entry),
  ];
  return [columns.join('  '), ...renderOthers(entry, others), ...renderFix(entry, fixes, paint)];
}

function use(container: ReportedContainer): readonly string[] {
  return [containerText(container), shown(container.image)];
}

/** A Pod may hold thousands of containers. */
const MOST_CONTAINERS = 20;

function renderOthers({ file }: Entry, others: readonly ReportedContainer[]): readonly string[] {
  const lines = others
    .slice(0, MOST_CONTAINERS)
    .map(
      (each) => `       also ${[placeText({ file, line: each.line, column: each.column }), ...use(each)].join('  ')}`,
    );
  const more = others.length - lines.length;
  return more > 0 ? [...lines, `       also ${count(more, 'more container')}`] : lines;
}

/** What is longer is told once. */
const A_LINE = 100;

function renderFix(entry: Entry, fixes: Map<string, string>, paint: Paint): readonly string[] {
  const { fix, operator } = entry;
  if (fix === '' && operator === '') return [];
  const key = JSON.stringify([fix, operator]);
  const told = fixes.get(key);
  const [first = '', ...rest] = fix.split('\n');
  if (key.length > A_LINE && told !== undefined) return [`       ${paint('dim', 'fix:')} as for ${told}`];
  fixes.set(key, placeText(entry));
  return [
    ...(first === '' ? [] : [`       ${paint('dim', 'fix:')} ${first}`, ...rest.map((each) => `            ${each}`)]),
    ...(operator === '' ? [] : [`       ${paint('dim', 'or:')}  ${operator}`]),
  ];
}

function renderFolds(entries: readonly Entry[], paint: Paint): readonly string[] {
  const folds = foldEntries(entries);
  const lines = folds
    .slice(0, MOST_LINES)
    .flatMap(({ first, entries: same }) => [
      `  ${paint(TINTS[first.action], first.action.padEnd(5))} ${same.length}x ${paint('bold', first.code ?? '')} ${sentence({ ...first, because: '' })}`,
      `        ${same.length === 1 ? 'at' : 'first at'} ${placeText(first)}`,
    ]);
  const more = folds.length - MOST_LINES;
  return ['', paint('bold', 'The worst first:'), ...lines, ...(more > 0 ? [`  and ${more} more`] : []), ''];
}

function renderUndecided(summary: Summary, paint: Paint): readonly string[] {
  const { reasons, more, settledBy } = undecided(summary, MOST_LINES);
  return [
    ...reasons.map(({ reason, objects }) => `${paint('dim', 'undecided:')} ${reason} (${count(objects, 'object')})`),
    ...(more > 0 ? [`${paint('dim', 'undecided:')} ${count(more, 'more reason')}`] : []),
    ...(settledBy === '' ? [] : [`${paint('dim', 'to settle it:')} ${settledBy}`]),
  ];
}
