/** `pullgate version`: the version of the package, and of Node, for bug reports. */
import { readFile } from 'node:fs/promises';
import { packagePath } from '../../ops/paths.js';
import type { Invocation, Io } from '../command.js';

export async function run(_invocation: Invocation, io: Io): Promise<number> {
  const { version } = JSON.parse(await readFile(packagePath('package.json'), 'utf8')) as { readonly version: string };
  io.stdout.write(`pullgate ${version} (Node.js ${process.version})\n`);
  return 0;
}
