// @ts-check
/**
 * `npm run reliability:broken -- [--only R1,S4]`: can the rows fail? Each fault of faults.mjs is put into a copy of the
 * project, alone, and the short form of its row must fail there. Exit code 1 where one does not, or where a row has no fault.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process, { execPath, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { transpile } from '../mutation/transpile.mjs';
import { FAULTS } from './faults.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const { values: options } = parseArgs({ options: { only: { type: 'string' } } });
const copy = mkdtempSync(join(tmpdir(), 'pullgate-broken-'));
try {
  process.exitCode = main();
} finally {
  rmSync(copy, { recursive: true, force: true });
}

/** @returns {number} the exit code */
function main() {
  makeCopy();
  const wanted = options.only?.split(',') ?? rowsThere();
  const without = wanted.filter((id) => FAULTS.every(({ row }) => row !== id));
  if (without.length > 0) stdout.write(`no fault is known for ${without.join(', ')} (faults.mjs)\n`);
  const faults = FAULTS.filter(({ row }) => wanted.includes(row));
  const unnoticed = faults.filter((fault) => !isNoticed(fault));
  stdout.write(`${faults.length - unnoticed.length} of ${faults.length} faults are noticed by their row\n`);
  return unnoticed.length === 0 && without.length === 0 ? 0 : 1;
}

/** What git knows of, as it stands here, and the build. */
function makeCopy() {
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  for (const file of files.split('\0').filter((each) => each !== '')) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(ROOT, file), join(copy, file));
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: copy, stdio: 'inherit' });
}

/** @returns {readonly string[]} */
function rowsThere() {
  const text = readFileSync(join(ROOT, 'test/reliability/rows.ts'), 'utf8');
  return [...text.matchAll(/'\.\/rows\/([a-z]\d+)-/g)].map(([, id = '']) => id.toUpperCase());
}

/** @param {import('./faults.mjs').Fault} fault */
function isNoticed({ row, what, file, text, instead }) {
  const path = join(ROOT, file);
  const whole = readFileSync(path, 'utf8');
  if (whole.split(text).length !== 2) throw new Error(`${row}: ${file} holds no longer once: ${text}`);
  const broken = whole.replace(text, () => instead);
  const end = file.startsWith('src/') ? putIntoBuild(file, broken) : put(file, broken);
  const begin = performance.now();
  const args = ['test/reliability/main.mjs', '--short', '--only', row];
  const { stdout: said, stderr } = spawnSync(execPath, args, { cwd: copy, encoding: 'utf8' });
  end();
  const [line = stderr.trim()] = said.split('\n').filter((each) => /^(?:ok|FAILED)/.test(each));
  const isFailed = line.startsWith('FAILED');
  const seen = line.slice(0, line.indexOf(' (must:')).replace(/^\S+ +\S+ /, '');
  const seconds = Math.round((performance.now() - begin) / 1000);
  stdout.write(`${isFailed ? 'ok     ' : 'UNSEEN '} ${row}, ${what}: ${seen.slice(0, 400)} (${seconds} s)\n`);
  return isFailed;
}

/** @param {string} file @param {string} text @returns {() => void} takes it away again */
function put(file, text) {
  writeFileSync(join(copy, file), text);
  return () => cpSync(join(ROOT, file), join(copy, file));
}

/** The source stays as it is, so that no build takes the fault away. @param {string} file @param {string} text */
function putIntoBuild(file, text) {
  const path = join(copy, file.replace(/^src\//, 'dist/').replace(/\.ts$/, '.js'));
  const before = readFileSync(path, 'utf8');
  writeFileSync(path, transpile(text));
  // Tests take the build only while it is newer than every source (test/support/built.mjs).
  const now = new Date();
  utimesSync(join(copy, 'dist/.built'), now, now);
  return () => writeFileSync(path, before);
}
