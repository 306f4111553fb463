/** The version of the package that runs, for bug reports and for the metrics. */
import { readFileSync } from 'node:fs';
import { packagePath } from './paths.js';

export async function packageVersion(): Promise<string> {
  const { version } = JSON.parse(readFileSync(packagePath('package.json'), 'utf8')) as { readonly version: string }; // our own
  return version;
}
