// @ts-check
/** Which lines of src differ from a base. */
import { spawnSync } from 'node:child_process';
import { ROOT } from './build.mjs';

/** @param {string | undefined} given @returns {ReadonlyMap<string, ReadonlySet<number>>} by file, as `src/core/judge.ts` */
export function changedLines(given) {
  const base = [given, 'origin/main', 'HEAD~1'].find(
    (ref) => ref !== undefined && git('rev-parse', '--verify', '--quiet', ref) !== undefined,
  );
  if (base === undefined || (given !== undefined && base !== given))
    throw new Error(`no such base: ${given ?? 'origin/main, HEAD~1'}`);
  const common = git('merge-base', base, 'HEAD')?.trim() ?? base;
  // On the main branch itself that is no change at all: then it is the last commit.
  const isSelf = given === undefined && common === git('rev-parse', 'HEAD')?.trim();
  const from = isSelf && git('rev-parse', '--verify', '--quiet', 'HEAD~1') !== undefined ? 'HEAD~1' : common;
  return linesOf(git('diff', '--unified=0', '--no-color', '--no-ext-diff', from, '--', 'src') ?? '');
}

/** @param {string} diff @returns {ReadonlyMap<string, ReadonlySet<number>>} */
export function linesOf(diff) {
  /** @type {Map<string, Set<number>>} */
  const lines = new Map();
  let file = '';
  for (const line of diff.split('\n')) {
    const [, to] = /^\+\+\+ b\/(.*)$/.exec(line) ?? [];
    if (to !== undefined) file = to;
    const [, start, count = '1'] = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(line) ?? [];
    if (start === undefined) continue;
    const of = lines.get(file) ?? new Set();
    for (let number = Number(start); number < Number(start) + Number(count); number += 1) of.add(number);
    lines.set(file, of);
  }
  return lines;
}

/** @param {readonly string[]} args */
function git(...args) {
  const { status, stdout } = spawnSync('git', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28 });
  return status === 0 ? stdout : undefined;
}
