/** The report for people: each cause in one sentence with its way out, and what the node said below it. */
import { shown } from '../../core/words/escape.js';
import { policyLine } from '../policy-line.js';
import type { WhyCause, WhyReport } from './report.js';

const LINE = 800;
/** Of what the node said. */
const WORDS = 600;

export function renderWhy(report: WhyReport): string {
  const { policy, cluster, causes, more, fine, unread, asked } = report;
  const head = [...(policy === undefined ? [] : [policyLine(policy)]), `Cluster: ${cluster}`];
  const lines = [
    ...head.map((line) => shown(line, LINE)),
    ...causes.flatMap((cause) => ['', ...causeLines(cause)]),
    ...(more === 0 ? [] : ['', `and ${more} more causes: ask for one namespace (-n), or for one workload`]),
    '',
    ...fine,
    ...(fine.length > 0 || asked.object?.kind === 'Pod' ? [] : [summary(report)]),
    ...unread.map((line) => `Not read: ${shown(line, LINE)}`),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function causeLines(cause: WhyCause): readonly string[] {
  const { object, container, image, reason, code, sentence, fix, operator, notes, words, wordsFrom, probed } = cause;
  const who = `${shown(object.kind)} ${shown(object.namespace)}/${shown(object.name)}`;
  return [
    `${who}: ${podsOf(cause)}cannot get ${shown(image)} (${shown(container)}; ${shown(reason, 80)})`,
    `  ${code === '' ? '' : `[${code}] `}${shown(sentence, LINE)}.`,
    ...fixLines(fix),
    ...(operator === '' ? [] : [`    or:  ${shown(operator, LINE)}`]),
    ...rolloutLines(cause),
    ...notes.map((note) => `  ${shown(note, LINE)}.`),
    ...(probed === undefined ? [] : [`  ${shown(probed.sentence, LINE)}.`]),
    ...(words === ''
      ? []
      : [`  The node said${wordsFrom === 'events' ? ', in an Event' : ''}: ${shown(words, WORDS)}`]),
  ];
}

/** Never cut: half a command is another one. */
function fixLines(fix: string): readonly string[] {
  if (fix === '') return [];
  const [first = '', ...rest] = fix.split('\n').map((line) => shown(line, Number.POSITIVE_INFINITY));
  return [`    fix: ${first}`, ...rest.map((line) => `         ${line}`)];
}

function podsOf({ object, pods }: WhyCause): string {
  if (object.kind === 'Pod') return 'it ';
  const names = pods.names.map((name) => shown(name)).join(', ');
  const more = pods.count > pods.names.length ? ', ...' : '';
  return `${pods.count === 1 ? '1 Pod' : `${pods.count} Pods`} (${names}${more}) `;
}

function rolloutLines({ rollout, pods }: WhyCause): readonly string[] {
  const { oldRunning, sameRunning } = rollout;
  const lines: string[] = [];
  if (oldRunning > 0) {
    lines.push(
      `  ${oldRunning === 1 ? '1 old Pod still runs' : `${oldRunning} old Pods still run`}; ${pods.count === 1 ? '1 new one' : `${pods.count} new ones`} cannot pull: what answers is the version before.`,
    );
  }
  if (sameRunning > 0) {
    lines.push(
      `  ${sameRunning === 1 ? '1 other Pod' : `${sameRunning} other Pods`} of the same template run: their nodes may have had the image before.`,
    );
  }
  return lines;
}

function summary({ pods, hanging, asked }: WhyReport): string {
  const where = asked.namespace === '' ? 'of all namespaces' : `of namespace ${shown(asked.namespace)}`;
  const of =
    asked.object === undefined
      ? where
      : `of ${shown(asked.object.kind)} ${shown(asked.namespace)}/${asked.object.name}`;
  const looked = pods === 1 ? '1 Pod' : `${pods} Pods`;
  if (hanging === 0) return `${looked} ${of}: none waits for an image.`;
  return `${looked} ${of}: ${hanging} cannot get an image.`;
}
