/** Where the files that come with Pullgate are, wherever it was installed and wherever it is started. */
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Set by .image/bundle.mjs: there is only one file then, and it lies at the top of the package. */
declare const PULLGATE_BUNDLE: true | undefined;

/** This file is dist/process/paths.js (or src/process/paths.ts in tests): the package is two directories up. */
const PACKAGE = new URL(typeof PULLGATE_BUNDLE === 'undefined' ? '../../' : './', import.meta.url);

export function packagePath(path: string): string {
  return fileURLToPath(new URL(path, PACKAGE));
}

export const EXAMPLE_CLUSTER = 'docs/example/cluster';
export const EXAMPLE_REVIEW = 'docs/example/review-denied.json';

/** A path that a person can paste in their directory: relative where that is shorter to read, else absolute. */
export function displayPath(path: string, cwd: string): string {
  const near = relative(cwd, path);
  if (near === '') return '.';
  return near === '..' || near.startsWith(`..${sep}`) ? path : near;
}
