/**
 * The report for a comment on a pull request and for the summary of a job: short enough for either, the worst first, equal
 * findings folded. Text of manifests is escaped with character references, which Markdown takes for no mark of its own.
 */

import { count } from '../../core/words/count.js';
import { shownLong } from '../../core/words/escape.js';
import { policyLine } from '../policy-line.js';
import type { Report, ReportedAction, Summary } from '../report.js';
import { allEntries, type Entry, type Fold, foldEntries, labelOf } from './entries.js';
import type { Format } from './format.js';
import { imagesText, objectText, placeText, sentence, summaryText, undecided } from './words.js';

/** A comment on GitHub takes 65,536 characters, and the summary of a job 1 MiB for all that a step writes. */
const MOST_CHARACTERS = 60_000;
const MOST_PLACES = 10;
const MOST_REASONS = 20;

const ACTIONS = { deny: 'denied', warn: 'warning', audit: 'for the audit' } as const satisfies Record<
  ReportedAction,
  string
>;

export const markdown: Format = { render: renderMarkdown };

export function renderMarkdown(report: Report): string {
  const folds = foldEntries(allEntries(report));
  const policy = report.policy === undefined ? '' : `\n${escaped(shownLong(policyLine(report.policy)))}.\n`;
  const head = `## Pullgate: ${verdict(report.summary)}\n\n${escaped(summaryText(report.summary))}.\n${policy}`;
  const end = renderUndecided(report.summary);
  const rows = fit(folds.map(toRow), MOST_CHARACTERS / 3, (left) => `| ${left} | more, not shown here |\n`);
  const table = folds.length === 0 ? '' : `\n| | |\n| --- | --- |\n${rows}`;
  const room = MOST_CHARACTERS - head.length - table.length - end.length;
  const parts = fit(
    folds.map(toPart),
    room,
    (left) => `\n${count(left, 'more sort')} of findings: see the other formats.\n`,
  );
  return `${head}${table}${parts}${end}`;
}

function verdict({ objects, decisions, unreadable, refused, dropped }: Summary): string {
  const of = `of ${count(objects, 'object')}`;
  const parts = [
    ...(unreadable > 0 ? [`${count(unreadable, 'document')} cannot be read`] : []),
    ...(refused + dropped > 0 ? [`${refused + dropped} refused or dropped by the API server`] : []),
    ...(decisions.deny > 0 ? [`${decisions.deny} ${of} would be denied`] : []),
    ...(decisions.deny === 0 && decisions.warn > 0 ? [`warnings about ${decisions.warn} ${of}`] : []),
  ];
  return parts.length > 0 ? parts.join(', ') : `nothing wrong with ${count(objects, 'object')}`;
}

/** As many texts as there is room for, and how many there are besides. */
export function fit(texts: readonly string[], room: number, rest: (left: number) => string): string {
  let left = room;
  const fitting = texts.findIndex((text) => {
    left -= text.length;
    return left < 0;
  });
  return fitting < 0 ? texts.join('') : `${texts.slice(0, fitting).join('')}${rest(texts.length - fitting)}`;
}

function toRow({ first, entries }: Fold): string {
  const what = `${first.code === undefined ? '' : `**${first.code}** `}${escaped(sentence({ ...first, because: '' }))}`;
  return `| ${entries.length} ${label(first)} | ${what} |\n`;
}

function label(entry: Entry): string {
  return entry.code === undefined ? labelOf(entry) : ACTIONS[entry.action];
}

function toPart({ first, entries }: Fold): string {
  const places = entries.slice(0, MOST_PLACES).map((entry) => `- ${placeLine(entry)}\n`);
  const more = entries.length - places.length;
  const { code, because, fix, operator } = first;
  const title = `${code === undefined ? '' : `${code} `}${escaped(sentence({ ...first, because: '' }))}`;
  return [
    `\n<details><summary>${title} (${entries.length})</summary>\n\n`,
    ...(because === '' ? [] : [`${escaped(shownLong(because))}\n\n`]),
    ...places,
    ...(more > 0 ? [`- and ${more} more\n`] : []),
    ...(fix === '' ? [] : [fenced(fix, entries.length === 1 ? 'Fix:' : 'Fix of the first:')]),
    ...(operator === '' ? [] : [`\n${escaped(operator)}\n`]),
    '\n</details>\n',
  ].join('');
}

function placeLine(entry: Entry): string {
  const of = [objectText(entry), imagesText(entry)].filter((part) => part !== '').join(', ');
  return `${code(placeText(entry))}${of === '' ? '' : ` ${code(of)}`}`;
}

function renderUndecided(summary: Summary): string {
  const { reasons, more, settledBy } = undecided(summary, MOST_REASONS);
  if (reasons.length === 0) return '';
  return [
    '\nUndecided:\n\n',
    ...reasons.map(({ reason, objects }) => `- ${escaped(reason)} (${count(objects, 'object')})\n`),
    ...(more > 0 ? [`- ${count(more, 'more reason')}\n`] : []),
    ...(settledBy === '' ? [] : [`\nTo settle it: ${escaped(settledBy)}.\n`]),
  ].join('');
}

/** In a block that no line of it can end. */
export function fenced(text: string, title: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return `\n${title}\n\n${fence}text\n${text}\n${fence}\n`;
}

/** Mentions and references to issues are made of text that is no code. */
export function code(text: string): string {
  return `<code>${escaped(text)}</code>`;
}

/**
 * Letters, digits and what means nothing within a line stay, so that the source reads well, too. A reference to a character
 * never is a mark of Markdown or HTML (CommonMark 2.5), a link of its own, or what GitLab does when a line begins with it;
 * the comment keeps services from making a mention, or a reference to an issue, of what follows.
 */
export function escaped(text: string): string {
  return text.replace(SPECIAL, (found) => {
    const reference = `&#${found.charCodeAt(0)};`;
    return `${reference}${found === '@' || found === '#' ? '<!-- -->' : found.slice(1)}`;
  });
}

const SPECIAL = /^[^A-Za-z0-9]|^\d+(?=[.)])|[^A-Za-z0-9 .,:/()\-+=;'"]|:(?=\/\/)|www(?=\.)/gi;
