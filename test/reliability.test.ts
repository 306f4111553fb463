/** docs/reliability.md and what it is made of. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { reliabilityPage, renderReliabilityPage } from '../docs/generate/reliability-page.js';
import { FAULTS } from './reliability/faults.mjs';
import type { Kept, Row } from './reliability/row.js';
import { ROWS } from './reliability/rows.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

function idsUpTo(letter: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);
}

/** Outages, security, life in a cluster. */
const IDS = [...idsUpTo('R', 17), ...idsUpTo('S', 11), ...idsUpTo('O', 4)];

t.test('the rows stand in their order, each once, with all their texts and both forms', async (t) => {
  const ids = ROWS.map(({ id }) => id);
  t.strictSame(ids, IDS);
  for (const { id, title, must, against, load, minutes } of ROWS) {
    for (const text of [title, must, against, load.short, load.long]) t.ok(text.trim().length > 0, id);
    t.ok(minutes.short > 0 && minutes.long >= minutes.short, `${id}: the long form has the more time`);
  }
});

t.test('every row has a fault by which it must fail, and each can still be put in', async (t) => {
  t.strictSame(
    FAULTS.map(({ row }) => row),
    IDS,
  );
  for (const { row, file, text, instead } of FAULTS) {
    t.equal(readFileSync(`${ROOT}/${file}`, 'utf8').split(text).length, 2, `${row}: it stands once in ${file}`);
    t.not(instead, text, row);
  }
});

const ROW: Row = {
  id: 'S1',
  title: 'Something is done',
  load: { short: 'a little', long: 'a lot' },
  must: '0 lost',
  minutes: { short: 1, long: 2 },
  against: 'something real',
  run: async () => ({ n: 1, of: 'tries', words: '', passed: true }),
};
const KEPT: Kept = {
  n: 12_345,
  of: 'tries',
  words: '0 lost',
  passed: true,
  seconds: 119,
  date: '2026-11-27',
  commit: 'abc1234',
  machine: '2 cores',
};

t.test('what was seen is told for each form, what failed as failed, what was not tried as that', async (t) => {
  const linesOf = (results: Parameters<typeof renderReliabilityPage>[0][number][1]): readonly string[] =>
    renderReliabilityPage([[ROW, results]])
      .split('\n')
      .filter((line) => /tries|not tried/.test(line));
  const [untried = '', ...none] = linesOf({});
  t.match(untried, /\| S1 .*\| Something is done\. Against something real .*\| 0 lost .*\| not tried /);
  t.strictSame(none, []);
  const [short = '', long = '', ...more] = linesOf({
    short: KEPT,
    long: { ...KEPT, words: '3 lost', passed: false, seconds: 120 },
  });
  t.match(short, /\| short: a little .*\| 12,345 tries .*\| 0 lost .*\| 119 s .*\| 2026-11-27, abc1234; 2 cores /);
  t.notMatch(short, 'failed');
  t.match(long, /\| long: a lot .*\| \*\*failed\*\*: 3 lost .*\| 2 min /);
  t.strictSame(more, []);
});

t.test('the page is what the results say now', async (t) => {
  const files = {
    read: (path: string) => readFileSync(`${ROOT}${path}`, 'utf8'),
    has: (path: string) => existsSync(`${ROOT}${path}`),
  };
  const [path, text] = reliabilityPage(files);
  t.equal(files.read(path), text, `${path} is fresh; if not: npm run gen`);
});
