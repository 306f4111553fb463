/**
 * Where the files of a report lie in the checkout, as services that show them beside the code name files: relative to its
 * top, with slashes. The top is what the CI says it is, or else the directory that the command runs in.
 */
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { Environment } from '../process/env.js';

/** GitHub, GitLab, Azure Pipelines, Jenkins; the first that holds the directory counts. */
const TOPS = ['GITHUB_WORKSPACE', 'CI_PROJECT_DIR', 'BUILD_SOURCESDIRECTORY', 'WORKSPACE'];

export interface Checkout {
  readonly cwd: string;
  readonly top: string;
}

export function findCheckout({ cwd, env }: { readonly cwd: string; readonly env: Environment }): Checkout {
  const tops = TOPS.flatMap((name) => env[name] ?? []).filter((top) => isAbsolute(top));
  return { cwd, top: tops.find((top) => isBelow(relative(top, cwd))) ?? cwd };
}

/** `deploy/web.yaml`; of a file that lies elsewhere its absolute path; of standard input what it was rendered from. */
export function pathInCheckout(
  { file, template }: { readonly file: string; readonly template?: string },
  { cwd, top }: Checkout,
): string {
  if (file === STDIN) return template ?? file;
  const path = resolve(cwd, file);
  const below = relative(top, path);
  return (isBelow(below) ? below : path).split(sep).join('/');
}

export const STDIN = '<stdin>';

function isBelow(path: string): boolean {
  return path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}
