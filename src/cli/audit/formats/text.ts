/**
 * The audit for people: what enforcement would do in one sentence, the worst causes, the objects to edit with their fixes,
 * and at the end the commands that end many findings at once. Short: what does not fit is counted, and the other formats
 * have it.
 */
import type { AuditAction, AuditCredential, AuditFinding, AuditOwner, AuditReport } from '../../../audit/report.js';
import { shown } from '../../../core/words/escape.js';
import { createPaint, type Paint, type Tint } from '../../colour.js';
import { undecided } from '../../formats/words.js';
import { policyLine } from '../../policy-line.js';
import { drainLines } from './drain-text.js';
import type { AuditFormat } from './format.js';
import {
  causeCounts,
  containersText,
  count,
  dayOf,
  enforcedText,
  findingText,
  fixHead,
  headText,
  ownerText,
  shownLong,
} from './words.js';

export const TINTS: Readonly<Record<AuditAction, Tint>> = { deny: 'red', warn: 'yellow', audit: 'cyan' };

/** Lines of one sort that somebody reads. */
const MOST_CAUSES = 10;
const MOST_OWNERS = 20;
const MOST_FINDINGS = 5;
const MOST_LOGINS = 10;
const MOST_FIXES = 5;
const MOST_UNREAD = 5;
/** Why a policy was assumed may take a sentence. */
const POLICY = 800;
/** Logins that end later are in the other formats. */
const SOON_MS = 14 * 24 * 3_600_000;

export const text: AuditFormat = (report, { colour }) => {
  const paint = createPaint(colour);
  const lines = [
    ...(report.policy === undefined ? [] : [shown(policyLine(report.policy), POLICY)]),
    headText(report),
    ...(report.drain === undefined ? findingLines(report, paint) : ['', ...drainLines(report.drain, paint)]),
    ...unreadLines(report, paint),
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

function ownerLines(owners: readonly AuditOwner[], paint: Paint): readonly string[] {
  const found = owners.filter(({ findings }) => findings.length > 0);
  if (found.length === 0) return [];
  const fixes = new Map<string, string>();
  const more = found.length - MOST_OWNERS;
  return [
    '',
    paint('bold', 'What to edit:'),
    ...found.slice(0, MOST_OWNERS).flatMap((owner) => oneOwner(owner, fixes, paint)),
    ...(more > 0 ? [`and ${count(more, 'more owner')}; -o markdown=FILE or -o json=FILE has them`] : []),
  ];
}

function oneOwner(owner: AuditOwner, fixes: Map<string, string>, paint: Paint): readonly string[] {
  const { object, pods, judged, file, line, findings } = owner;
  const action = findings[0]?.enforced ?? 'audit';
  const notes = [
    ...(object.kind === 'Pod' || pods === 0 ? [] : [count(pods, 'Pod')]),
    ...(judged === 'pods' ? ['by what it makes'] : []),
    ...(file === '' ? [] : [`${shown(file)}:${line}`]),
  ];
  const more = findings.length - MOST_FINDINGS;
  return [
    `${label(action, paint)} ${paint('bold', ownerText(object))}${notes.length === 0 ? '' : ` (${notes.join(', ')})`}`,
    ...findings.slice(0, MOST_FINDINGS).flatMap((finding) => oneFinding(finding, owner, fixes, paint)),
    ...(more > 0 ? [`      and ${count(more, 'more finding')}`] : []),
  ];
}

/** What is longer is told once. */
const A_LINE = 100;

function oneFinding(
  finding: AuditFinding,
  owner: AuditOwner,
  fixes: Map<string, string>,
  paint: Paint,
): readonly string[] {
  const { code, seen, pods, containers, fix, operator } = finding;
  const where = containers.length === 0 ? '' : ` (${containersText(containers)})`;
  const only = seen === 'pods' && owner.judged === 'object' ? `, in ${count(pods, 'Pod')} only` : '';
  const key = JSON.stringify([fix, operator]);
  const told = fixes.get(key);
  fixes.set(key, told ?? ownerText(owner.object));
  const head = `      ${paint('bold', code)} ${findingText(finding)}${where}${only}`;
  if (fix === '' && operator === '') return [head];
  if (told !== undefined && key.length > A_LINE) return [head, `      ${paint('dim', 'fix:')} as for ${told}`];
  const [first = '', ...rest] = fix.split('\n');
  return [
    head,
    ...(first === ''
      ? []
      : [`      ${paint('dim', 'fix:')} ${shownLong(first)}`, ...rest.map((each) => `           ${shownLong(each)}`)]),
    ...(operator === '' ? [] : [`      ${paint('dim', 'or:')}  ${shownLong(operator)}`]),
  ];
}

function loginLines({ credentials, taken }: AuditReport, paint: Paint): readonly string[] {
  const until = new Date(Date.parse(taken) + SOON_MS).toISOString();
  const soon = credentials.filter(({ expires }) => expires <= until);
  if (soon.length === 0) return [];
  const more = soon.length - MOST_LOGINS;
  return [
    '',
    paint('bold', 'Logins that have ended or end within two weeks:'),
    ...soon.slice(0, MOST_LOGINS).map((each) => loginLine(each, paint)),
    ...(more > 0 ? [`  and ${count(more, 'more login')}`] : []),
  ];
}

function loginLine({ namespace, secret, registry, expires, expired, by }: AuditCredential, paint: Paint): string {
  const word = expired ? paint('red', 'ended') : paint('yellow', 'ends ');
  const guessed = by === 'lifetime' ? ', by the life of its kind' : '';
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
