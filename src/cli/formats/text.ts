/**
 * The report for people: a line per finding that grep can use, its fix under it, a summary at the end (design 3.7).
 * Text of manifests is escaped, so that an image name cannot steer a terminal.
 */
import { shown } from '../../core/words/escape.js';
import { createPaint, type Paint, type Tint } from '../colour.js';
import { policyLine } from '../policy-line.js';
import type { Report, ReportedContainer, ReportedFinding, Result, Summary } from '../report.js';

const TINTS: Readonly<Record<ReportedFinding['action'], Tint>> = { deny: 'red', warn: 'yellow', audit: 'cyan' };

/** Why it was assumed may take a sentence. */
const POLICY = 800;

export function renderText(report: Report, { colour }: { readonly colour: boolean }): string {
  const paint = createPaint(colour);
  const findings = report.results.flatMap((result) =>
    result.findings.map((each) => renderFinding(result, each, paint)),
  );
  const policy = report.policy === undefined ? [] : [shown(policyLine(report.policy), POLICY)];
  const lines = [...policy, ...findings.flat(), ...renderSummary(report.summary, paint)];
  return `${lines.join('\n')}\n`;
}

function renderFinding({ file, object }: Result, finding: ReportedFinding, paint: Paint): readonly string[] {
  const because = finding.because === '' ? '' : `: ${finding.because}`;
  const columns = [
    paint(TINTS[finding.action], finding.action.padEnd(5)),
    `${shown(file)}:${finding.line}`,
    `${shown(object.kind)} ${shown(object.namespace)}/${shown(object.name)}`,
    containers(finding.containers),
    paint('bold', finding.code),
    `${finding.problem}${because}`,
  ];
  const line = columns.filter((column) => column !== '').join('  ');
  const [first = '', ...rest] = finding.fix.split('\n');
  const fix =
    first === '' ? [] : [`       ${paint('dim', 'fix:')} ${first}`, ...rest.map((each) => `            ${each}`)];
  const operator = finding.operator === '' ? [] : [`       ${paint('dim', 'or:')}  ${finding.operator}`];
  return [line, ...fix, ...operator];
}

/** `container web`, `init container a, container b`; '' where the pod as a whole is meant. */
function containers(list: readonly ReportedContainer[]): string {
  return list.map(({ kind, name }) => `${KINDS[kind]} ${name === '' ? '(without a name)' : shown(name)}`).join(', ');
}

const KINDS: Readonly<Record<ReportedContainer['kind'], string>> = {
  container: 'container',
  init: 'init container',
  sidecar: 'sidecar container',
  ephemeral: 'ephemeral container',
  imageVolume: 'image volume',
};

function renderSummary(summary: Summary, paint: Paint): readonly string[] {
  const { objects, files, others, skipped, unreadable, unknown, unknownReasons } = summary;
  const judged = `${count(objects, 'object')} with images in ${count(files, 'file')}`;
  const counts = [
    `${summary.deny} denied`,
    `${count(summary.warn, 'warning')}`,
    ...(summary.audit > 0 ? [`${summary.audit} for the audit`] : []),
    `${unknown} undecided`,
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ...(others > 0 ? [`${count(others, 'other object')}`] : []),
    ...(unreadable > 0 ? [`${unreadable} unreadable`] : []),
  ];
  return [
    ...unknownReasons.map(
      ({ reason, objects: concerned }) => `${paint('dim', 'undecided:')} ${reason} (${count(concerned, 'object')})`,
    ),
    `${paint('bold', 'Summary:')} ${judged}: ${counts.join(', ')}`,
  ];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
