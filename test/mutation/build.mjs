// @ts-check
/** All mutants of all files in one build, written where the hooks of a worker find it. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { instrument } from './instrument.mjs';
import { mutantsOf } from './mutators.mjs';
import { transpile } from './transpile.mjs';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** What is made and remembered: not in the repository. */
export const WORK = join(ROOT, '.mutation');
export const ROOMS = /** @type {const} */ ([
  ...['core', 'facts', 'webhook', 'cluster', 'tls'],
  ...['manifests', 'snapshot', 'cli', 'audit', 'registry'],
]);

/**
 * @typedef {import('./mutators.mjs').Mutant} Mutant
 * @typedef {ReturnType<typeof build>} Built
 * @typedef {{ readonly id: number, readonly file: string, readonly room: string, readonly line: number, readonly column: number, readonly mutator: string, readonly within: string, readonly from: string, readonly to: string, readonly nth: number }} Row
 */

/** @param {ReadonlySet<string>} [only] files, as `core/judge.ts` @returns {readonly Row[]} every mutant of the rooms, or of these files */
export function allRows(only) {
  /** @type {Row[]} */
  const rows = [];
  for (const path of filesOf('src', /\.ts$/)) {
    const file = relative(join(ROOT, 'src'), path);
    if (!ROOMS.some((room) => file.startsWith(`${room}/`)) || only?.has(file) === false) continue;
    // What `npm run gen` makes of page/.
    if (file === 'audit/html/assets.ts') continue;
    const text = readFileSync(path, 'utf8');
    rows.push(...rowsOf(file, text, mutantsOf(text, file), rows.length));
  }
  return rows;
}

/**
 * Only what is tried has switches: they cost time.
 * @param {readonly Row[]} rows @param {ReadonlySet<string>} chosen files with mutants to try
 */
export function build(rows, chosen) {
  /** @type {Map<string, number>} */
  const first = new Map();
  for (const { file, id } of rows) if (!first.has(file)) first.set(file, id);
  for (const path of filesOf('src', /\.ts$/)) {
    const file = relative(join(ROOT, 'src'), path);
    const text = readFileSync(path, 'utf8');
    const made = chosen.has(file) ? instrument(text, file, first.get(file) ?? 0) : text;
    const to = join(WORK, 'src', file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, transpile(made));
  }
  for (const path of [...filesOf('test', /\.ts$/), ...filesOf('docs', /\.ts$/)]) {
    const to = join(WORK, `${relative(ROOT, path)}.js`);
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, transpile(readFileSync(path, 'utf8')));
  }
  const paths = [...filesOf('src', /\.ts$/), ...filesOf('test', /(?<!\.md)$/)];
  const hashes = new Map(paths.map((path) => [relative(ROOT, path), hashOf(readFileSync(path))]));
  const lines = [...hashes].map((row) => row.join(' '));
  const others = lines.filter((line) => !/^test\/[^/]+\.test\.ts /.test(line));
  return {
    hashes,
    /** Of everything that a test may depend on. */
    state: hashOf(lines.join('\n')),
    /** The same without the tests themselves. */
    ground: hashOf(others.join('\n')),
    /** The files that have switches. */
    chosen,
  };
}

/** @param {string} file @param {string} text @param {readonly Mutant[]} mutants @param {number} first @returns {readonly Row[]} */
export function rowsOf(file, text, mutants, first) {
  /** @type {Map<string, number>} */
  const times = new Map();
  return mutants.map((mutant, index) => {
    const { mutator, within, start, end } = mutant;
    const from = oneLine(text.slice(start, end));
    const to = oneLine(mutant.text);
    const key = JSON.stringify([within, mutator, from, to]);
    const nth = (times.get(key) ?? 0) + 1;
    times.set(key, nth);
    const before = text.slice(0, start).split('\n');
    const place = { line: before.length, column: before.at(-1)?.length ?? 0 };
    return { id: first + index, file, room: file.split('/')[0] ?? '', ...place, mutator, within, from, to, nth };
  });
}

/** What a mutant is known by while lines move: where it is declared, what becomes what, and which of several alike it is. @param {Omit<Row, 'id' | 'room' | 'line' | 'column'>} row */
export function keyOf({ file, within, mutator, from, to, nth }) {
  return JSON.stringify([file, within, mutator, from, to, nth]);
}

/** @param {string} text */
function oneLine(text) {
  return text.replace(/\s+/g, ' ').trim();
}

/** @param {string} folder @param {RegExp} name @returns {readonly string[]} */
export function filesOf(folder, name) {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && name.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes('/test/mutation/'))
    .sort();
}

/** @param {string | Buffer} content */
function hashOf(content) {
  return createHash('sha256').update(content).digest('base64url').slice(0, 16);
}
