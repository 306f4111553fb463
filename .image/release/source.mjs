/** What is released: the commit, its time, and whether the checkout is that commit. */
import { spawnSync } from 'node:child_process';
import { ROOT } from '../parts.mjs';

/** @returns `{ commit, seconds, dirty }`; seconds since the epoch of the commit: the one time that a release knows. */
export function sourceOf() {
  const commit = git('rev-parse', 'HEAD');
  return {
    commit,
    seconds: Number(git('show', '--no-patch', '--format=%ct', 'HEAD')),
    dirty: git('status', '--porcelain') !== '',
  };
}

function git(...args) {
  const { status, stdout } = spawnSync('git', args, {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`git ${args[0]} failed: a release is made in a checkout`);
  return stdout.trim();
}

export const timeOf = ({ seconds }) => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
