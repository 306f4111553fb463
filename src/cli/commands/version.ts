/** `pullgate version`: the version of the package, and of Node, for bug reports. */
import { packageVersion } from '../../process/version.js';
import type { Invocation, Io } from '../command.js';

export async function run(_invocation: Invocation, io: Io): Promise<number> {
  io.stdout.write(`pullgate ${await packageVersion()} (Node.js ${process.version})\n`);
  return 0;
}
