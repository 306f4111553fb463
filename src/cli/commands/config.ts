/** `pullgate config`: the configuration checked, printed, and one part of it imported from the kubelet's. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { renderEffective } from '../../config/effective.js';
import { importNodeCredentials } from '../../config/node-credentials.js';
import { Fault, systemReason } from '../../process/errors.js';
import { nearest } from '../../text/nearest.js';
import type { Invocation, Io } from '../command.js';
import { requireConfig } from '../session.js';

const ACTIONS = ['check', 'print', 'import-node-credentials'];

export async function run(invocation: Invocation, io: Io): Promise<number> {
  const [action = '', file] = invocation.positionals;
  if (action === 'import-node-credentials') return importFile(file, io);
  if (file !== undefined) {
    throw new Fault('PG_E_USAGE', `${JSON.stringify(file)} is one word too many; name a file with --config`);
  }
  switch (action) {
    case 'check': {
      const config = await requireConfig(invocation, io);
      const set = config.effective.filter(({ from }) => from !== 'default').length;
      const place = config.file === undefined ? 'no file' : config.file;
      io.stdout.write(`The configuration is valid: ${place}, ${set} of ${config.effective.length} settings set.\n`);
      return 0;
    }
    case 'print':
      io.stdout.write(renderEffective(await requireConfig(invocation, io)));
      return 0;
    default: {
      const suggestion = nearest(action, ACTIONS);
      const hint = suggestion === undefined ? `it is one of ${ACTIONS.join(', ')}` : `did you mean ${suggestion}?`;
      throw new Fault('PG_E_USAGE', `pullgate config has no action ${JSON.stringify(action)}; ${hint}`);
    }
  }
}

async function importFile(file: string | undefined, io: Io): Promise<number> {
  if (file === undefined) {
    throw new Fault('PG_E_USAGE', 'name the file: pullgate config import-node-credentials FILE');
  }
  let text: string;
  try {
    text = await readFile(resolve(io.cwd, file), 'utf8');
  } catch (error) {
    throw new Fault('PG_E_INPUT', `${file} cannot be read: ${systemReason(error)}`, { cause: error });
  }
  const imported = importNodeCredentials(text);
  if (!imported.ok) {
    throw new Fault('PG_E_INPUT', imported.mistakes.map((mistake) => `${file}: ${mistake}`).join('\npullgate: '));
  }
  for (const note of imported.notes) io.stderr.write(`pullgate: ${file}: ${note}\n`);
  io.stdout.write(imported.yaml);
  return 0;
}
