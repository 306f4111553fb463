/** What several commands do at their start: the configuration, or one fault that lists all its mistakes. */

import { type Config, type ConfigResult, loadConfig } from '../config/load.js';
import { RULES } from '../core/rules/index.js';
import { Fault } from '../process/errors.js';
import { type Invocation, type Io, optionText } from './command.js';

/** The configuration as the command line, the environment and the file have it now. */
export function readConfig(
  invocation: Invocation,
  io: Io,
  file = optionText(invocation, 'config'),
): Promise<ConfigResult> {
  return loadConfig({
    env: io.env,
    cwd: io.cwd,
    flags: invocation.settings,
    rules: RULES,
    ...(file === undefined ? {} : { file }),
  });
}

export async function requireConfig(invocation: Invocation, io: Io): Promise<Config> {
  const result = await readConfig(invocation, io);
  if (result.ok) return result.config;
  throw new Fault('PG_E_CONFIG', wordMistakes(result.mistakes));
}

function wordMistakes(mistakes: readonly string[]): string {
  if (mistakes.length === 1) return `the configuration has a mistake:\n  ${mistakes[0]}`;
  return `the configuration has ${mistakes.length} mistakes:\n${mistakes.map((mistake) => `  ${mistake}`).join('\n')}`;
}
