/** The audit for an issue, a wiki or the summary of a job: tables of what is wrong, and what ends it. */

import type { AuditCause, AuditFix, AuditGroup, AuditOwner, AuditReport } from '../../../audit/report.js';
import { containersText } from '../../../audit/words.js';
import { count } from '../../../core/words/count.js';
import { shownLong } from '../../../core/words/escape.js';
import { code, escaped, fenced, fit } from '../../formats/markdown.js';
import { undecided } from '../../formats/words.js';
import { policyLine } from '../../policy-line.js';
import type { AuditFormat } from './format.js';
import {
  assumedText,
  causeCounts,
  dayOf,
  drainHead,
  enforcedText,
  findingText,
  fixHead,
  headText,
  ownerText,
} from './words.js';

/** As for `check`: a comment takes little more. */
const MOST_CHARACTERS = 60_000;
const MOST_ROWS = 50;

export const markdown: AuditFormat = (report) => {
  const policy = report.policy === undefined ? '' : `\n${escaped(shownLong(policyLine(report.policy)))}.\n`;
  const head = [
    `## Pullgate audit: ${escaped(report.drain === undefined ? enforcedText(report.summary) : drainHead(report.drain))}\n`,
    `\n${escaped(headText(report))}.\n`,
    policy,
    ...(report.drain === undefined ? tables(report) : [drainTable(report)]),
    unreadList(report),
  ].join('');
  if (report.drain !== undefined) return head;
  const found = report.owners.filter(({ findings }) => findings.length > 0);
  const rest = (left: number): string => `\n${count(left, 'more owner')}: see the JSON.\n`;
  return `${head}${fit(found.map(ownerPart), MOST_CHARACTERS - head.length, rest)}`;
};

function tables({
  causes,
  registries,
  namespaces,
  fixes,
  credentials,
  summary,
  taken,
}: AuditReport): readonly string[] {
  return [
    table('Causes', ['', 'what', 'where'], causes.map(causeRow)),
    table('Registries', GROUP, registries.map(groupRow)),
    table('Namespaces', GROUP, namespaces.map(groupRow)),
    table(
      'Logins that end',
      ['when', 'Secret', 'for'],
      credentials.map(({ expires, expired, namespace, secret, registry }) => [
        `${dayOf(expires)}${expired ? ' (ended)' : ''}`,
        code(`${namespace}/${secret}`),
        code(registry),
      ]),
      `as of ${dayOf(taken)}`,
    ),
    ...fixes.slice(0, MOST_ROWS).map((fix) => fixPart(fix, summary.findings)),
  ];
}

const GROUP = ['name', 'would be denied', 'findings', 'owners', 'Pods'];

function groupRow({ name, enforced, findings, owners, pods }: AuditGroup): readonly string[] {
  return [code(name), `${enforced}`, `${findings}`, `${owners}`, `${pods}`];
}

function causeRow(cause: AuditCause): readonly string[] {
  return [cause.enforced, `**${cause.code}** ${escaped(shownLong(cause.problem))}`, escaped(causeCounts(cause))];
}

function table(title: string, columns: readonly string[], rows: readonly (readonly string[])[], note = ''): string {
  if (rows.length === 0) return '';
  const more = rows.length - MOST_ROWS;
  const lines = [columns, columns.map(() => '---'), ...rows.slice(0, MOST_ROWS)].map(
    (row) => `| ${row.join(' | ')} |\n`,
  );
  return `\n### ${title}${note === '' ? '' : `, ${note}`}\n\n${lines.join('')}${more > 0 ? `\n${more} more.\n` : ''}`;
}

function fixPart(fix: AuditFix, all: number): string {
  return fenced(fix.lines.map(shownLong).join('\n'), escaped(fixHead(fix, all)));
}

function ownerPart({ object, pods, findings }: AuditOwner): string {
  const title = `${escaped(ownerText(object))} (${findings.map((each) => each.code).join(', ')}${pods > 0 && object.kind !== 'Pod' ? `; ${count(pods, 'Pod')}` : ''})`;
  const parts = findings.map(({ code: rule, problem, because, containers, fix, operator }) =>
    [
      `**${rule}** ${escaped(findingText({ problem, because }))}${containers.length === 0 ? '' : ` ${code(containersText(containers))}`}\n`,
      ...(fix === '' ? [] : [fenced(fix.split('\n').map(shownLong).join('\n'), 'Fix:')]),
      ...(operator === '' ? [] : [`\n${escaped(shownLong(operator))}\n`]),
    ].join(''),
  );
  return `\n<details><summary>${title}</summary>\n\n${parts.join('\n')}\n</details>\n`;
}

function drainTable({ drain }: AuditReport): string {
  if (drain === undefined) return '';
  const rows = drain.owners.flatMap(({ object, pods, nodes, images }) =>
    images.map(({ code: rule, problem, image, fix }) => [
      code(ownerText(object)),
      `${pods} on ${count(nodes.length, 'node')}`,
      `${rule === '' ? '' : `**${rule}** `}${escaped(shownLong(problem))} ${code(image)}`,
      fix === ''
        ? ''
        : fix
            .split('\n')
            .map((line) => code(shownLong(line)))
            .join('<br>'),
    ]),
  );
  const assumed = assumedText(drain);
  return [
    table('What would not come back', ['owner', 'Pods', 'why', 'fix'], rows),
    table(
      'By node',
      ['node', 'Pods'],
      drain.nodes.map(({ name, pods }) => [code(name), `${pods}`]),
    ),
    table(
      'By namespace',
      ['namespace', 'Pods'],
      drain.namespaces.map(({ name, pods }) => [code(name), `${pods}`]),
    ),
    assumed === '' ? '' : `\n${escaped(assumed)}.\n`,
    `\n${escaped(shownLong(drain.verification.words))}\n`,
  ].join('');
}

function unreadList({ unread, summary }: AuditReport): string {
  const { reasons, more } = undecided(summary, MOST_ROWS);
  const lines = [
    ...unread
      .slice(0, MOST_ROWS)
      .map(({ what, reason }) => `- not read: ${escaped(shownLong(`${what}: ${reason}`))}\n`),
    ...reasons.map(({ reason, objects }) => `- undecided: ${escaped(reason)} (${count(objects, 'owner')})\n`),
    ...(unread.length > MOST_ROWS || more > 0 ? ['- and more\n'] : []),
  ];
  return lines.length === 0 ? '' : `\n### What is not known\n\n${lines.join('')}`;
}
