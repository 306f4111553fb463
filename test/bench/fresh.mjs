/**
 * The figures of the "next batch" rule: `npm run bench:fresh`. What is played is in test/helpers/fresh-reads.mjs; a stale
 * answer is one without a secret that was there. The last row keeps "not there" for a second, which is wrong.
 * Arguments: seconds per row, and a part of the names of the rows to run.
 */
import { denyAtRate } from '../helpers/fresh-reads.mjs';

const SECONDS = Number(process.argv[2] ?? 5);
const RATE = 500;

const ROWS = [
  { name: 'gap 0', ask: 'listOnly', timings: { freshGapMs: 0 } },
  { name: 'gap 100 ms', ask: 'listOnly' },
  { name: 'gap 100 ms, 5 namespaces', ask: 'listOnly', namespaces: 5 },
  { name: 'gap 100 ms, whole reviews, admitted', ask: 'admitted' },
  { name: 'gap 100 ms, whole reviews, refused', ask: 'refused' },
  { name: '1 s negative cache (wrong)', ask: 'listOnly', keepMs: 1000 },
];

process.stdout.write(
  '| | would-be denials/s | LISTs/s per namespace and type | GETs/s | p50 / p99 ms | unanswered | stale |\n|---|---|---|---|---|---|---|\n',
);
for (const { name, ...scene } of ROWS.filter(({ name }) => name.includes(process.argv[3] ?? ''))) {
  const seen = await denyAtRate({ ...scene, rate: RATE, seconds: SECONDS });
  const cells = [
    name,
    seen.perSecond.toFixed(1),
    seen.lists.toFixed(1),
    seen.gets.toFixed(1),
    `${seen.p50.toFixed(0)} / ${seen.p99.toFixed(0)}`,
    seen.unanswered,
    `${seen.stale} of ${seen.n}`,
  ];
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
}
