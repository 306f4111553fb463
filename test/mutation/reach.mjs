// @ts-check
/** Which test files can reach a file of src at all, by their imports. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { filesOf, ROOT } from './build.mjs';

const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*'(\.[^']+)'/g;

/** @param {ReadonlySet<string>} files of src, as `core/judge.ts` @param {boolean} isSlow with those of test/slow @returns {readonly string[]} */
export function testFiles(files, isSlow) {
  const wanted = new Set([...files].map((file) => join(ROOT, 'src', file)));
  /** @type {Map<string, readonly string[]>} */
  const imports = new Map();
  return filesOf('test', /\.test\.ts$/).filter(
    (path) =>
      (dirname(path) === join(ROOT, 'test') || (isSlow && dirname(path) === join(ROOT, 'test', 'slow'))) &&
      reaches(path),
  );

  /** @param {string} start */
  function reaches(start) {
    const seen = new Set([start]);
    for (const path of seen) {
      if (wanted.has(path)) return true;
      for (const next of importsOf(path)) seen.add(next);
    }
    return false;
  }

  /** @param {string} path */
  function importsOf(path) {
    const known = imports.get(path);
    if (known !== undefined) return known;
    const made = [...readFileSync(path, 'utf8').matchAll(IMPORT)].flatMap(([, specifier = '']) => {
      const at = resolve(dirname(path), specifier).replace(join(ROOT, 'dist'), join(ROOT, 'src'));
      return [at, at.replace(/\.js$/, '.ts')].filter((candidate) => existsSync(candidate)).slice(-1);
    });
    imports.set(path, made);
    return made;
  }
}
