/** The commit before this one, built beside it. Work that is not committed yet is compared with the last commit. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** What a build is made of. */
const SOURCES = ['src', 'package.json', 'package-lock.json', 'tsconfig.json'];

/** Undefined in a first commit, and in a clone that holds no other one. */
export function parentCommit() {
  const isChanged = git('diff', '--quiet', 'HEAD', '--', ...SOURCES).status === 1;
  const { status, stdout } = git('rev-parse', '--verify', '--quiet', isChanged ? 'HEAD' : 'HEAD^');
  return status === 0 ? stdout.trim() : undefined;
}

/** Whether anything that runs differs from that commit. */
export function differsFrom(commit) {
  return git('diff', '--quiet', commit, '--', ...SOURCES).status !== 0;
}

/** Its `dist`, below the directory. The packages are those of here where it locks the same ones. */
export function buildOf(commit, directory) {
  const at = join(directory, 'parent');
  mkdirSync(at);
  const archive = join(directory, 'parent.tar');
  succeed('git', ['archive', '--output', archive, commit], ROOT);
  succeed('tar', ['-xf', archive, '-C', at], ROOT);
  const lock = (root) => readFileSync(join(root, 'package-lock.json'), 'utf8');
  if (lock(at) === lock(ROOT)) symlinkSync(join(ROOT, 'node_modules'), join(at, 'node_modules'));
  else succeed('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], at);
  succeed('npm', ['run', '--silent', 'build'], at);
  return join(at, 'dist');
}

function git(...args) {
  return spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' });
}

function succeed(command, args, cwd) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`);
}
