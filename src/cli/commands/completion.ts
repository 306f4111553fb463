/** `pullgate completion SHELL`: a script for a shell, made from the table of commands. */
import { listSettings, settingsSchema } from '../../config/schema.js';
import { RULES } from '../../core/rules/index.js';
import { Fault } from '../../process/errors.js';
import { nearest } from '../../text/nearest.js';
import type { Invocation, Io } from '../command.js';
import { SHELLS } from '../completion/index.js';
import { completed } from '../completion/model.js';
import { COMMANDS } from '../index.js';

export async function run({ positionals }: Invocation, io: Io): Promise<number> {
  const [word = ''] = positionals;
  if (!isShell(word)) {
    const suggestion = nearest(word, Object.keys(SHELLS));
    const hint =
      suggestion === undefined ? `they are ${Object.keys(SHELLS).join(', ')}` : `did you mean ${suggestion}?`;
    throw new Fault('PG_E_USAGE', `there is no completion for ${JSON.stringify(word)}; ${hint}`);
  }
  const codes = RULES.map(({ code }) => code);
  io.stdout.write(SHELLS[word](completed(COMMANDS, listSettings(settingsSchema(RULES)), codes)));
  return 0;
}

function isShell(word: string): word is keyof typeof SHELLS {
  return Object.hasOwn(SHELLS, word);
}
