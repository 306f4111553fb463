/**
 * Workflow commands of GitHub Actions, which its runner shows beside the lines of a pull request (actions/runner
 * ActionCommand.cs), and a summary of the job where the environment names its file. The runner shows ten of each sort for
 * a step, so those that say something new come first; all of them stand in the log.
 */
import { count } from '../../core/words/count.js';
import { printable } from '../../text/printable.js';
import { pathInCheckout } from '../checkout.js';
import type { Report, ReportedAction } from '../report.js';
import { allEntries, type Entry, foldEntries, labelOf } from './entries.js';
import type { Format, FormatOptions } from './format.js';
import { renderMarkdown } from './markdown.js';
import { imagesText, isInFile, objectText, placeText, sentence, summaryText, undecided } from './words.js';

const COMMANDS = { deny: 'error', warn: 'warning', audit: 'notice' } as const satisfies Record<ReportedAction, string>;

export const github: Format = {
  render: (report, options) => {
    const folds = foldEntries(allEntries(report));
    const told = [...folds.map(({ first }) => first), ...folds.flatMap(({ entries }) => entries.slice(1))];
    const lines = [
      ...told.map((entry) => toCommand(entry, options)),
      ...undecidedCommands(report),
      `Pullgate: ${summaryText(report.summary)}`,
    ];
    return `${lines.join('\n')}\n`;
  },
  appendix: (report, { GITHUB_STEP_SUMMARY: file }) =>
    file === undefined || file === '' ? undefined : { file, text: renderMarkdown(report) },
};

function toCommand(entry: Entry, { checkout }: FormatOptions): string {
  const { line, column, code, problem, fix, operator } = entry;
  const isLine = isInFile(entry) || entry.template === undefined;
  const place = isLine
    ? { ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { col: column }) }
    : {};
  const title = code === undefined ? `Pullgate: ${labelOf(entry)}` : `${code} ${sentence({ problem, because: '' })}`;
  const message = [
    [objectText(entry), imagesText(entry), ...(isLine ? [] : [placeText(entry)])]
      .filter((part) => part !== '')
      .join(', '),
    sentence(entry),
    ...(fix === '' ? [] : [`Fix:\n${fix}`]),
    ...(operator === '' ? [] : [operator]),
  ];
  return command(
    COMMANDS[entry.action],
    { file: printable(pathInCheckout(entry, checkout)), ...place, title },
    message.filter((part) => part !== '').join('\n'),
  );
}

function undecidedCommands({ summary }: Report): readonly string[] {
  const { reasons, more, settledBy } = undecided(summary, MOST_REASONS);
  if (reasons.length === 0) return [];
  const lines = [
    ...reasons.map(({ reason, objects }) => `${reason} (${count(objects, 'object')})`),
    ...(more > 0 ? [count(more, 'more reason')] : []),
    ...(settledBy === '' ? [] : [`To settle it: ${settledBy}`]),
  ];
  return [command('notice', { title: `Pullgate: ${count(summary.unknown, 'object')} undecided` }, lines.join('\n'))];
}

const MOST_REASONS = 20;

function command(name: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const given = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${given.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
