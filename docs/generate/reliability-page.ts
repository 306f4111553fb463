/** docs/reliability.md: what was tried how often, and what came of it. */

import { WAYS } from '../../test/reliability/routes.js';
import type { Form, Kept, Row } from '../../test/reliability/row.js';
import { ROWS } from '../../test/reliability/rows.js';
import type { Files } from './index.js';
import { table } from './table.js';

type Results = Readonly<Partial<Record<Form, Kept>>>;

/** Results are written by `npm run reliability -- --write` alone. */
export function reliabilityPage({ read, has }: Files): readonly [path: string, text: string] {
  const resultsOf = ({ id }: Row): Results => {
    const path = `test/reliability/results/${id}.json`;
    return has(path) ? (JSON.parse(read(path)) as Results) : {};
  };
  return ['docs/reliability.md', renderReliabilityPage(ROWS.map((row) => [row, resultsOf(row)]))];
}

const GROUPS = [
  ['R', 'Outages, clocks and crowds'],
  ['S', 'Hostile input'],
  ['O', 'Life in a cluster'],
] as const;

export function renderReliabilityPage(rows: readonly (readonly [Row, Results])[]): string {
  return `# Reliability

<!-- Made from test/reliability by \`npm run gen\`; do not edit. -->

What was done to Pullgate, how often, and what came of it. \`npm run reliability\` does all of it again, and
\`npm run reliability -- --only R1\` one row; \`-- --short\` is the short form, which is part of \`.ci/run\`. Each row has a process
of its own. Where a row did not show what it must, the command ends with 1, and this page says **failed**.

Each row can fail: \`npm run reliability:broken\` puts one fault for each (\`test/reliability/faults.mjs\`) into a copy of Pullgate,
and its row must fail by it.

${GROUPS.map(([letter, title]) =>
  section(
    title,
    rows.filter(([{ id }]) => id.startsWith(letter)),
  ),
).join('\n')}
${ways()}`;
}

function ways(): string {
  return `## Ways round a webhook

The ways of S7: each creates or changes something so that an image with the tag \`latest\`, or one that the row names, gets in.
Not asked: no rule of the chart sends it to Pullgate. What needs no object, such as a crowd at the door or a webhook
configuration that is deleted, is in the other rows and in [operating.md](operating.md).

${table([
  ['What is tried', 'Of', 'Comes to', 'Because'],
  ...WAYS.map(({ tried, of, verdict, by, why }) => [tried, of, `${verdict} ${by}`.trim(), why]),
])}
`;
}

function section(title: string, rows: readonly (readonly [Row, Results])[]): string {
  return `## ${title}

${table([
  ['', 'What is done', 'It must', 'Form', 'Tried', 'Seen', 'Took', 'When, commit'],
  ...rows.flatMap(([row, results]) => linesOf(row, results)),
])}
`;
}

function linesOf(row: Row, results: Results): readonly (readonly string[])[] {
  const forms = (['short', 'long'] as const).flatMap((form) => {
    const kept = results[form];
    return kept === undefined ? [] : [[form, kept] as const];
  });
  const first = [row.id, `${row.title}. Against ${row.against}`, row.must];
  if (forms.length === 0) return [[...first, '', '', 'not tried', '', '']];
  return forms.map(([form, kept], i) => [
    ...(i === 0 ? first : ['', '', '']),
    `${form}: ${row.load[form]}`,
    `${kept.n.toLocaleString('en')} ${kept.of}`,
    `${kept.passed ? '' : '**failed**: '}${kept.words}`,
    took(kept.seconds),
    `${kept.date}, ${kept.commit}; ${kept.machine}`,
  ]);
}

function took(seconds: number): string {
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
