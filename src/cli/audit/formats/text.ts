/**
 * The audit for people: what enforcement would do in one sentence, the worst causes, the objects to edit with their fixes,
 * and at the end the commands that end many findings at once. Short: what does not fit is counted, and the other formats
 * have it.
 */

import type { AuditAction, AuditCredential, AuditFinding, AuditOwner, AuditReport } from '../../../audit/report.js';
import { containersText } from '../../../audit/words.js';
import { compareActions } from '../../../core/action.js';
import { count } from '../../../core/words/count.js';
import { shown, shownLong } from '../../../core/words/escape.js';
import { createPaint, type Paint, type Tint } from '../../colour.js';
import { undecided } from '../../formats/words.js';
import { policyLine } from '../../policy-line.js';
import { drainLines } from './drain-text.js';
import type { AuditFormat } from './format.js';
import {
  causeCounts,
  dayOf,
  endsSoon,
  enforcedText,
  findingText,
  fixHead,
  headText,
  ownerText,
  reportsText,
} from './words.js';

export const TINTS: Readonly<Record<AuditAction, Tint>> = { deny: 'red', warn: 'yellow', audit: 'cyan' };

/** Lines of one sort that somebody reads. */
const MOST_CAUSES = 10;
const MOST_BLOCKS = 15;
const MOST_OWNERS = 5;
const MOST_OPERATORS = 3;
const MOST_LOGINS = 10;
const MOST_FIXES = 5;
const MOST_UNREAD = 5;
/** Why a policy was assumed may take a sentence. */
const POLICY = 800;

export const text: AuditFormat = (report, { colour }) => {
  const paint = createPaint(colour);
  const lines = [
    ...(report.policy === undefined ? [] : [shown(policyLine(report.policy), POLICY)]),
    headText(report),
    ...(report.drain === undefined ? findingLines(report, paint) : ['', ...drainLines(report.drain, paint)]),
    ...unreadLines(report, paint),
    ...(report.reports === undefined ? [] : ['', `${reportsText(report.reports)}.`]),
  ];
  return `${lines.join('\n')}\n`;
};

function findingLines(report: AuditReport, paint: Paint): readonly string[] {
  return [
    paint('bold', `${enforcedText(report.summary)}.`),
    ...causeLines(report, paint),
    ...ownerLines(report.owners, paint),
    ...loginLines(report, paint),
    ...fixLines(report, paint),
  ];
}

function causeLines({ causes }: AuditReport, paint: Paint): readonly string[] {
  if (causes.length < 2) return [];
  const shownCauses = causes.slice(0, MOST_CAUSES);
  const rows = shownCauses.map((cause) => [cause, shownLong(cause.problem)] as const);
  const more = causes.length - shownCauses.length;
  return [
    '',
    paint('bold', 'The worst causes first:'),
    ...rows.map(
      ([cause, problem]) =>
        `  ${label(cause.enforced, paint)} ${paint('bold', cause.code)} ${problem}: ${causeCounts(cause)}`,
    ),
    ...(more > 0 ? [`  and ${count(more, 'more cause')}`] : []),
  ];
}

function label(action: AuditAction, paint: Paint): string {
  return paint(TINTS[action], action.padEnd(5));
}

/** What is said alike of several owners is said once. */
interface Block {
  readonly finding: AuditFinding;
  readonly owners: { readonly owner: AuditOwner; readonly finding: AuditFinding }[];
}

/** In the order of the owners, the worst of each first. */
function blocksOf(owners: readonly AuditOwner[]): readonly Block[] {
  const blocks = new Map<string, Block>();
  for (const owner of owners) {
    for (const finding of owner.findings) {
      const { code, enforced, problem, because, fix } = finding;
      const key = JSON.stringify([code, enforced, problem, because, fix]);
      const block = blocks.get(key) ?? { finding, owners: [] };
      blocks.set(key, block);
      block.owners.push({ owner, finding });
    }
  }
  return [...blocks.values()].sort((a, b) => compareActions(a.finding.enforced, b.finding.enforced));
}

function ownerLines(owners: readonly AuditOwner[], paint: Paint): readonly string[] {
  const blocks = blocksOf(owners);
  if (blocks.length === 0) return [];
  const fixes = new Map<string, string>();
  const left = blocks.slice(MOST_BLOCKS);
  return [
    '',
    paint('bold', 'What to edit:'),
    ...blocks.slice(0, MOST_BLOCKS).flatMap((block) => oneBlock(block, fixes, paint)),
    ...(left.length > 0
      ? [`and ${count(left.length, 'more finding')}; -o markdown=FILE or -o json=FILE has them`]
      : []),
  ];
}

function oneBlock({ finding, owners }: Block, fixes: Map<string, string>, paint: Paint): readonly string[] {
  const more = owners.length - MOST_OWNERS;
  const operators = [
    ...new Set(owners.flatMap((each) => (each.finding.operator === '' ? [] : [each.finding.operator]))),
  ];
  return [
    `${label(finding.enforced, paint)} ${paint('bold', finding.code)} ${findingText(finding)}`,
    ...owners.slice(0, MOST_OWNERS).map((each) => `      ${oneOwner(each.owner, each.finding)}`),
    ...(more > 0 ? [`      and ${count(more, 'more owner')}`] : []),
    ...fixOf(finding, owners[0]?.owner, fixes, paint),
    ...operators.slice(0, MOST_OPERATORS).map((each) => `      ${paint('dim', 'or:')}  ${shownLong(each)}`),
  ];
}

/** `Deployment shop/web (3 Pods): container web, image "..."` */
function oneOwner(owner: AuditOwner, { seen, pods, containers }: AuditFinding): string {
  const { object, judged, file, line } = owner;
  const notes = [
    ...(object.kind === 'Pod' || owner.pods === 0 ? [] : [count(owner.pods, 'Pod')]),
    ...(judged === 'pods' ? ['by what it makes'] : []),
    ...(seen === 'pods' && judged === 'object' ? [`seen in ${count(pods, 'older Pod')} only`] : []),
    ...(file === '' ? [] : [`${shown(file)}:${line}`]),
  ];
  const images = containers.length === 0 ? '' : `: ${containersText(containers)}`;
  return `${ownerText(object)}${notes.length === 0 ? '' : ` (${notes.join(', ')})`}${images}`;
}

/** What is longer is told once. */
const A_LINE = 100;

function fixOf(
  { fix }: AuditFinding,
  owner: AuditOwner | undefined,
  fixes: Map<string, string>,
  paint: Paint,
): readonly string[] {
  if (fix === '' || owner === undefined) return [];
  const told = fixes.get(fix);
  fixes.set(fix, told ?? ownerText(owner.object));
  if (told !== undefined && fix.length > A_LINE) return [`      ${paint('dim', 'fix:')} as for ${told}`];
  const [first = '', ...rest] = fix.split('\n');
  return [`      ${paint('dim', 'fix:')} ${shownLong(first)}`, ...rest.map((each) => `           ${shownLong(each)}`)];
}

function loginLines(report: AuditReport, paint: Paint): readonly string[] {
  const soon = endsSoon(report);
  if (soon.length === 0) return [];
  const more = soon.length - MOST_LOGINS;
  return [
    '',
    paint('bold', 'Logins that have ended or end within two weeks:'),
    ...soon.slice(0, MOST_LOGINS).map((each) => loginLine(each, paint)),
    ...(more > 0 ? [`  and ${count(more, 'more login')}`] : []),
  ];
}

/** Who says it, where it is not the token itself. */
const GUESSED: Readonly<Record<AuditCredential['by'], string>> = {
  stated: '',
  lifetime: ', by the life of its kind',
  annotated: ', by its annotation',
};

function loginLine({ namespace, secret, registry, expires, expired, by }: AuditCredential, paint: Paint): string {
  const word = expired ? paint('red', 'ended') : paint('yellow', 'ends ');
  const guessed = GUESSED[by];
  return `  ${word} ${dayOf(expires)} Secret ${shown(namespace)}/${shown(secret)} for ${shown(registry)}${guessed}`;
}

function fixLines({ fixes, summary }: AuditReport, paint: Paint): readonly string[] {
  if (fixes.length === 0) return [];
  const more = fixes.length - MOST_FIXES;
  return [
    '',
    ...fixes
      .slice(0, MOST_FIXES)
      .flatMap((fix) => [
        paint('bold', fixHead(fix, summary.findings)),
        ...fix.lines.map((line) => `  ${shownLong(line)}`),
      ]),
    ...(more > 0 ? [`and ${count(more, 'more command')} for a ServiceAccount; -o markdown=FILE has them`] : []),
  ];
}

function unreadLines({ unread, summary }: AuditReport, paint: Paint): readonly string[] {
  const { reasons, more } = undecided(summary, MOST_UNREAD);
  const left = unread.length - MOST_UNREAD;
  return [
    ...(unread.length + reasons.length === 0 ? [] : ['']),
    ...unread
      .slice(0, MOST_UNREAD)
      .map(({ what, reason }) => `${paint('dim', 'not read:')} ${shownLong(what)}: ${shownLong(reason)}`),
    ...(left > 0 ? [`${paint('dim', 'not read:')} ${left} more`] : []),
    ...reasons.map(({ reason, objects }) => `${paint('dim', 'undecided:')} ${reason} (${count(objects, 'owner')})`),
    ...(more > 0 ? [`${paint('dim', 'undecided:')} ${count(more, 'more reason')}`] : []),
  ];
}
