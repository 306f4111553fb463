/** The version of the package that runs, for bug reports and for the metrics. */
import { readFile } from 'node:fs/promises';
import { packagePath } from './paths.js';

export async function packageVersion(): Promise<string> {
  const { version } = JSON.parse(await readFile(packagePath('package.json'), 'utf8')) as { readonly version: string }; // our own
  return version;
}
