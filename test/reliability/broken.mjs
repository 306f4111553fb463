// @ts-check
/**
 * `npm run reliability:broken -- [--only R1,S4]`: can the rows fail? Each fault of faults.mjs is put into a copy of the
 * project, alone, and the short form of its row must fail there, by what it sees: a row that crashed has seen nothing. Exit
 * code 1 where one does not. That every row has a fault, test/reliability.test.ts knows.
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
  const wanted = options.only?.split(',') ?? FAULTS.map(({ row }) => row);
  const unknown = wanted.filter((id) => FAULTS.every(({ row }) => row !== id));
  if (unknown.length > 0) throw new Error(`no fault is known for ${unknown} (faults.mjs)`);
  const faults = FAULTS.filter(({ row }) => wanted.includes(row));
  const unnoticed = faults.filter((fault) => !isNoticed(fault));
  stdout.write(`${faults.length - unnoticed.length} of ${faults.length} faults are noticed by their row\n`);
  return unnoticed.length === 0 ? 0 : 1;
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
  const isFailed = line.startsWith('FAILED') && !/: 0 tries, /.test(line);
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
