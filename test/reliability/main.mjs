// @ts-check
/**
 * `npm run reliability`: everything that docs/reliability.md tells, done again, one row after the other, each in a process of
 * its own. The long form takes hours; `--short` is what `.ci/run` does.
 *
 *   npm run reliability -- [--short] [--only R1,S4] [--without R9] [--write]
 *
 * `--write` keeps what was seen (test/reliability/results), and `npm run gen` makes the page of it. Exit code 1 where a row
 * did not show what it must, could not be tried or took too long.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import process, { execPath, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const RESULTS = new URL('./results/', import.meta.url);
const PREPARED = ['--import=./test/support/without-compiler.mjs', '--import=./test/support/built.mjs'];

const { values: options } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    only: { type: 'string' },
    without: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
const form = options.short ? 'short' : 'long';
const folder = mkdtempSync(join(tmpdir(), 'pullgate-reliability-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
// A signal by itself calls no listener of `exit`.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));
process.exitCode = await main();

/** @returns {Promise<number>} the exit code */
async function main() {
  const rows = /** @type {readonly import('./one.js').Listed[]} */ (await inProcess(['list'], 1));
  const without = options.without?.split(',') ?? [];
  const wanted = options.only?.split(',') ?? rows.map(({ id }) => id);
  const unknown = [...wanted, ...without].filter((id) => rows.every((row) => row.id !== id));
  if (unknown.length > 0) throw new Error(`no such row: ${unknown}; there are ${rows.map(({ id }) => id)}`);
  const ids = wanted.filter((id) => !without.includes(id));
  let failed = 0;
  for (const row of rows.filter(({ id }) => ids.includes(id))) {
    if (!(await tried(row))) failed += 1;
  }
  stdout.write(`${ids.length - failed} of ${ids.length} rows show what they must\n`);
  return failed === 0 ? 0 : 1;
}

/**
 * @param {import('./one.js').Listed} row
 * @returns {Promise<boolean>} it showed what it must
 */
async function tried(row) {
  const begin = performance.now();
  const seen = await seenOf(row);
  const seconds = Math.round((performance.now() - begin) / 1000);
  stdout.write(
    `${seen.passed ? 'ok    ' : 'FAILED'} ${row.id} ${row.title}, ${row.load[form]}: ${seen.n} ${seen.of}, ${seen.words} (must: ${row.must}; ${seconds} s)\n`,
  );
  if (options.write && seen.n > 0) keep(row.id, { ...seen, seconds, ...circumstances() });
  return seen.passed;
}

/**
 * @param {import('./one.js').Listed} row
 * @returns {Promise<import('./row.js').Seen>}
 */
async function seenOf(row) {
  try {
    return /** @type {import('./row.js').Seen} */ (await inProcess(['run', row.id, form], row.minutes[form]));
  } catch (error) {
    return { n: 0, of: 'tries', words: error instanceof Error ? error.message : String(error), passed: false };
  }
}

/**
 * A row is tried in a process of its own: neither its memory nor what it left open is in the figures of the next.
 * @param {readonly string[]} args
 * @param {number} minutes
 * @returns {Promise<unknown>} what it wrote into the file that it was given
 */
async function inProcess(args, minutes) {
  const answer = join(folder, `${args.join('-')}.json`);
  const child = spawn(execPath, [...PREPARED, 'test/reliability/one.ts', answer, ...args], {
    cwd: ROOT,
    env: { ...process.env, TAP_CHILD_ID: undefined },
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  });
  // Whoever ends this ends what was started by the row, too: it leads a group.
  const end = () => child.pid !== undefined && endGroup(child.pid);
  process.once('exit', end);
  const timer = setTimeout(end, minutes * 60_000);
  const code = await new Promise((resolve) => child.once('exit', (code) => resolve(code)));
  clearTimeout(timer);
  end();
  process.removeListener('exit', end);
  if (!existsSync(answer)) throw new Error(code === null ? `ended after ${minutes} minutes` : `exit code ${code}`);
  return JSON.parse(readFileSync(answer, 'utf8'));
}

/** @param {number} leader */
function endGroup(leader) {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // Nobody of it is left.
  }
}

/** @param {string} id @param {import('./row.js').Kept} kept */
function keep(id, kept) {
  const file = new URL(`${id}.json`, RESULTS);
  const before = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  writeFileSync(file, `${JSON.stringify({ ...before, [form]: kept }, null, 2)}\n`);
}

function circumstances() {
  const git = (/** @type {string[]} */ ...args) =>
    spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' }).stdout.trim();
  // What this command itself writes is no change of what was tried.
  const isChanged = git('status', '--porcelain', '--', 'src', 'charts', 'package.json', 'package-lock.json') !== '';
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: `${git('rev-parse', '--short', 'HEAD')}${isChanged ? '+' : ''}`,
    machine: `${cpus().length} cores of ${cpus()[0]?.model ?? 'unknown'}, Node.js ${process.versions.node}`,
  };
}
