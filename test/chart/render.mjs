// @ts-check
/**
 * `npm run chart:render`: what the real Helm makes of the chart, one file in test/fixtures/chart per value set in
 * charts/pullgate/ci. `npm test` reads these files, because there is no Helm at hand there; the end-to-end tests render
 * anew and compare. What they were made of is remembered beside them, so that `npm test` notices a chart that was changed and
 * not rendered. With `--check` nothing is written, and a file that is not what Helm says now is an error.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import process, { argv, stderr } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { findHelm } from '../e2e/support/parts.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const chart = join(root, 'charts', 'pullgate');
const fixtures = join(root, 'test', 'fixtures', 'chart');
/** Path and hash of each source, one a line: two branches that change two templates merge. */
const sources = join(root, 'test', 'fixtures', 'chart-sources.txt');

/** What the cluster that is rendered for knows. */
const CLUSTER = ['--kube-version', '1.36.0', '--api-versions', 'monitoring.coreos.com/v1,cert-manager.io/v1'];

/** @returns {readonly string[]} The names of the value sets. */
export function valueSets() {
  return readdirSync(join(chart, 'ci'))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .sort();
}

/**
 * @param {string} helm The program.
 * @param {string} set
 * @returns {string}
 */
export function renderSet(helm, set) {
  const values = join(chart, 'ci', `${set}.yaml`);
  const args = ['template', 'pullgate', chart, '-n', 'pullgate', ...CLUSTER, '-f', values];
  return execFileSync(helm, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}

/**
 * @param {string} set
 * @returns {string}
 */
export function fixtureOf(set) {
  return join(fixtures, `${set}.yaml`);
}

/** @returns {string} What the fixtures depend on, now: everything that Helm reads of the chart, and the value sets. */
export function sourcesNow() {
  const paths = readdirSync(chart, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('README'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return paths.map((path) => `${relative(chart, path)} ${hashOf(readFileSync(path))}\n`).join('');
}

/** @returns {string} The same as it was when the fixtures were rendered. */
export function sourcesThen() {
  return existsSync(sources) ? readFileSync(sources, 'utf8') : '';
}

/**
 * @param {Buffer} content
 * @returns {string}
 */
function hashOf(content) {
  return createHash('sha256').update(content).digest('hex').slice(0, 32);
}

/** @returns {Promise<number>} */
async function main() {
  const helm = join(await findHelm((note) => stderr.write(`${note}\n`)), 'helm4');
  const check = argv.includes('--check');
  const sets = valueSets();
  const stale = sets.filter((set) => {
    const text = renderSet(helm, set);
    const file = fixtureOf(set);
    if (existsSync(file) && readFileSync(file, 'utf8') === text) return false;
    if (!check) writeFileSync(file, text);
    return true;
  });
  const gone = readdirSync(fixtures).filter((name) => !sets.includes(name.replace(/\.yaml$/, '')));
  if (!check) for (const name of gone) rmSync(join(fixtures, name));
  const isNew = sourcesNow() !== sourcesThen();
  if (isNew && !check) writeFileSync(sources, sourcesNow());
  const changed = [...stale, ...gone, ...(isNew ? ['chart-sources.txt'] : [])];
  stderr.write(
    changed.length === 0
      ? `all ${sets.length} value sets are as in test/fixtures/chart\n`
      : `${check ? 'stale, run npm run chart:render' : 'written'}: ${changed.join(', ')}\n`,
  );
  return check && changed.length > 0 ? 1 : 0;
}

if (import.meta.url === pathToFileURL(argv[1] ?? '').href) process.exitCode = await main();
