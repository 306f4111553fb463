// @ts-check
/**
 * `npm run mutate`: how many small faults put into src the tests notice, and which they do not (docs/adr/0021). Without a
 * choice, all of the rooms; `--help` tells the choices.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { allRows, build, keyOf, ROOT, WORK } from './build.mjs';
import { changedLines } from './changed.mjs';
import { createMemory } from './memory.mjs';
import { createOrder, knownTests, within } from './order.mjs';
import { createWorker } from './pool.mjs';
import { testFiles } from './reach.mjs';
import { report } from './report.mjs';
import { shuffled } from './sample.mjs';

/**
 * @typedef {import('./build.mjs').Row} Row
 * @typedef {import('./types.js').Baseline} Baseline
 * @typedef {{ readonly row: Row, readonly is: 'killed' | 'survived' | 'equivalent', readonly tried: number, readonly of: number, readonly by?: string }} Result
 */

const HELP = `npm run mutate -- [--changed [--base REF]] [--files GLOB]... [--tests GLOB]... [--sample N [--seed S]] [--minutes N]

  --changed      only mutants in lines that differ from the base (--base, else origin/main, else HEAD~1)
  --files GLOB   only files of src that match, such as 'tls/**' or 'core/choice.ts'
  --sample N     N mutants of those, drawn by --seed (1): the score is an estimate, with its interval
  --minutes N    stops then; what was tried by then is a sample, as mutants are drawn at random
  --tests GLOB   only these files of tests are asked, such as 'secret.test.ts', while one is written; what they do not notice
                 is not remembered
  --slow         with the tests of test/slow, where none of test notices a mutant
  --budget MS    how long tests may run for one mutant before it counts as not noticed (8000)
  --threshold    ends with 1 where a room is below its score, and names what was not noticed
  --jobs N       processes (2)
  --again        does not use what earlier runs found out
`;

const { values: options } = parseArgs({
  options: {
    changed: { type: 'boolean', default: false },
    base: { type: 'string' },
    files: { type: 'string', multiple: true, default: [] },
    tests: { type: 'string', multiple: true, default: [] },
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string' },
    budget: { type: 'string', default: '8000' },
    jobs: { type: 'string', default: '2' },
    slow: { type: 'boolean', default: false },
    threshold: { type: 'boolean', default: false },
    again: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (options.help) {
  process.stdout.write(HELP);
  process.exit(0);
}

const started = performance.now();
const isTimeUp = () => options.minutes !== undefined && performance.now() - started > Number(options.minutes) * 60_000;
const rows = allRows();
const chosen = choose(rows);
const built = build(rows, new Set(chosen.map(({ file }) => file)));
if (chosen.length === 0) {
  process.stdout.write('no mutant in what was chosen\n');
  process.exit(0);
}
/** @type {readonly import('./equivalent.mjs').Equivalent[]} */
const equivalents = JSON.parse(readFileSync(new URL('./equivalent.json', import.meta.url), 'utf8'));
const equivalent = new Set(equivalents.map(keyOf));
const memory = createMemory(join(WORK, 'results.json'), built, options.again);
const baselines = await allBaselines();
const tests = knownTests(baselines);
const order = createOrder(tests, rows);
const results = await allResults();
memory.save();
mkdirSync(WORK, { recursive: true });
writeFileSync(join(WORK, 'last.json'), JSON.stringify(results));
const isGood = report({
  results,
  chosen,
  options: { ...options, isSample: options.sample !== undefined },
  baselines,
  ms: performance.now() - started,
});
process.exit(isGood || !options.threshold ? 0 : 1);

/** @param {readonly Row[]} all @returns {readonly Row[]} */
function choose(all) {
  const lines = options.changed ? changedLines(options.base) : undefined;
  const some = all.filter(
    ({ file, line }) =>
      (options.files.length === 0 || options.files.some((glob) => matches(file, glob))) &&
      (lines === undefined || lines.get(`src/${file}`)?.has(line) === true),
  );
  const isDrawn = options.sample !== undefined || options.minutes !== undefined;
  const drawn = isDrawn ? shuffled(some, Number(options.seed)) : some;
  if (options.sample === undefined) return drawn;
  const sample = drawn.slice(0, Number(options.sample));
  // File by file the tests of each are sooner found; but where the time may end it, what is left has to be random as well.
  return options.minutes === undefined ? sample.sort((a, b) => a.id - b.id) : sample;
}

/** @param {string} file @param {string} glob */
function matches(file, glob) {
  const pattern = glob
    .split(/(\*\*|\*)/)
    .map((part) => (part === '**' ? '.*' : part === '*' ? '[^/]*' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')));
  return new RegExp(`^${pattern.join('')}$`).test(file);
}

/** @returns {Promise<readonly Baseline[]>} */
async function allBaselines() {
  const files = testFiles(new Set(chosen.map(({ file }) => file)), options.slow).filter(
    (file) =>
      options.tests.length === 0 || options.tests.some((glob) => matches(relative(join(ROOT, 'test'), file), glob)),
  );
  const made = files.flatMap((file) => memory.baseline(file) ?? []);
  const todo = files.filter((file) => memory.baseline(file) === undefined);
  await Promise.all(
    Array.from({ length: Number(options.jobs) }, async () => {
      for (let file = todo.shift(); file !== undefined && !isTimeUp(); file = todo.shift()) {
        const worker = createWorker({ cwd: ROOT, work: WORK, total: rows.length });
        const told = await worker.ask({ kind: 'baseline', file }, 300_000);
        worker.stop();
        if (told.kind !== 'baseline') throw new Error(`${file}: ${told.kind} without a mutant`);
        made.push(told.baseline);
        memory.keepBaseline(told.baseline);
        progress(`tests without a mutant: ${made.length} of ${files.length} files`);
      }
    }),
  );
  memory.save();
  if (made.length < files.length) {
    process.stdout.write(
      `the time was up before ${files.length - made.length} files of tests had run without a mutant\n`,
    );
    process.exit(0);
  }
  return made;
}

/** @returns {Promise<readonly Result[]>} */
async function allResults() {
  /** @type {Result[]} */
  const done = [];
  const todo = [...chosen];
  const budget = Number(options.budget);
  await Promise.all(
    Array.from({ length: Number(options.jobs) }, async () => {
      // Modules that are loaded anew are never given back: where that ends a process, the tests of the other stay loaded.
      const warm = createWorker({ cwd: ROOT, work: WORK, total: rows.length });
      const fresh = createWorker({ cwd: ROOT, work: WORK, total: rows.length });
      for (let row = todo.shift(); row !== undefined && !isTimeUp(); row = todo.shift()) {
        done.push(await resultOf(row, { warm, fresh }, budget));
        const killed = done.filter(({ is }) => is === 'killed').length;
        progress(`${done.length} of ${chosen.length}, ${killed} noticed; ${row.file}`);
        if (done.length % 200 === 0) memory.save();
      }
      warm.stop();
      fresh.stop();
    }),
  );
  return done;
}

/** @typedef {ReturnType<typeof createWorker>} Worker */

/** @param {Row} row @param {{ readonly warm: Worker, readonly fresh: Worker }} workers @param {number} budget @returns {Promise<Result>} */
async function resultOf(row, workers, budget) {
  if (equivalent.has(keyOf(row))) return { row, is: 'equivalent', tried: 0, of: 0 };
  const known = memory.of(row, budget);
  if (known !== undefined) {
    if (known.by !== undefined) order.noticed(row, known.by);
    return {
      row,
      is: known.is,
      tried: known.tried,
      of: known.of,
      ...(known.by === undefined ? {} : { by: known.by.name }),
    };
  }
  const warm = order.warm(row);
  const fresh = order.fresh(row);
  const of = warm.length + fresh.length;
  let tried = 0;
  for (const { isFresh, some } of [
    { isFresh: false, some: within(warm, budget, false) },
    { isFresh: true, some: within(fresh, budget, true) },
  ]) {
    if (some.length === 0) continue;
    const worker = isFresh ? workers.fresh : workers.warm;
    const asked = { kind: /** @type {const} */ ('run'), id: row.id, tests: some.map(({ asked }) => asked), isFresh };
    let told = await worker.ask(asked, 60_000);
    // What an earlier mutant left behind failed the test: once more in a new process.
    if (told.kind === 'spoilt') told = await worker.ask(asked, 60_000);
    tried += 'tried' in told ? told.tried : 0;
    if (told.kind === 'survived' || told.kind === 'spoilt') continue;
    const by =
      told.kind === 'killed'
        ? some.find(({ file, index }) => file === told.by.file && index === told.by.index)
        : some[0];
    if (by !== undefined) order.noticed(row, by);
    const why = told.kind === 'killed' ? told.why : told.kind;
    memory.keep(
      row,
      {
        is: 'killed',
        tried,
        of,
        why,
        ...(by === undefined ? {} : { by: { file: by.file, index: by.index, name: by.name } }),
      },
      budget,
    );
    return { row, is: 'killed', tried, of, ...(by === undefined ? {} : { by: by.name }) };
  }
  if (options.tests.length === 0) memory.keep(row, { is: 'survived', tried, of, why: '' }, budget);
  return { row, is: 'survived', tried, of };
}

/** @param {string} text */
function progress(text) {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
  else if (/^\d*00 of/.test(text)) process.stderr.write(`${text}\n`);
}
