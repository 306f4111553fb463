/** The answers of a cluster for people: a line per object, under it who said what. */
import { count } from '../../core/words/count.js';
import { shown } from '../../core/words/escape.js';

import { createPaint, type Paint, type Tint } from '../colour.js';
import type { LiveVerdict } from './answer.js';
import type { LiveReport, LiveResult } from './report.js';

const TINTS: Readonly<Record<LiveVerdict, Tint>> = {
  admitted: 'dim',
  denied: 'red',
  refused: 'red',
  unanswered: 'yellow',
};

/** A denial of Pullgate is at most 2 kB; who writes more is cut. */
const MOST_LINES = 60;
const LINE = 2_000;

export function renderLive(report: LiveReport, { colour }: { readonly colour: boolean }): string {
  const paint = createPaint(colour);
  const { denied, refused, admitted, unanswered } = report.summary;
  const counts = [
    `${denied} denied by Pullgate`,
    `${refused} refused by others`,
    `${admitted} admitted`,
    ...(unanswered === 0 ? [] : [`${unanswered} without an answer`]),
  ];
  const lines = [
    `Answers of ${shown(report.cluster, LINE)}, asked by dry runs; nothing was changed`,
    ...report.results.flatMap((result) => renderResult(result, paint)),
    `${paint('bold', 'Summary:')} ${count(report.results.length, 'object')} with images: ${counts.join(', ')}`,
  ];
  return `${lines.join('\n')}\n`;
}

function renderResult({ verdict, file, line, object, pullgate, others }: LiveResult, paint: Paint): readonly string[] {
  const place = file === '' ? [] : [`${shown(file)}:${line}`];
  const name = `${shown(object.kind)} ${shown(object.namespace)}/${shown(object.name)}`;
  return [
    [paint(TINTS[verdict], verdict.padEnd(10)), ...place, name].join('  '),
    ...said('Pullgate', pullgate.denial, paint),
    ...pullgate.warnings.flatMap((text) => said('Pullgate warns', text, paint)),
    ...said(others.by, others.denial, paint),
    ...others.warnings.flatMap((text) => said('Warning of others', text, paint)),
  ];
}

/** A text of several lines keeps them: a fix is copied line by line. */
function said(by: string, text: string, paint: Paint): readonly string[] {
  if (text === '') return [];
  const [first = '', ...rest] = text.split('\n').slice(0, MOST_LINES);
  const lines = [
    `${paint('dim', `${shown(by)}:`)} ${shown(first, LINE)}`,
    ...rest.map((each) => `  ${shown(each, LINE)}`),
  ];
  return lines.map((each) => `    ${each}`);
}
