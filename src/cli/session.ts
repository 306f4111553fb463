/** What several commands do at their start: the configuration, or one fault that lists all its mistakes. */

import { denyingNothing } from '../config/fallback.js';
import { type Config, type ConfigResult, loadConfig } from '../config/load.js';
import { RULES } from '../core/rules/index.js';
import { Fault } from '../process/errors.js';
import { type Invocation, type Io, optionText } from './command.js';

/** A configuration: a file by its path, or a text that came from elsewhere and has a name only. */
export interface ConfigFile {
  readonly name: string;
  readonly text?: string;
}

/** The configuration as the command line, the environment and the file have it now. */
export function readConfig(
  invocation: Invocation,
  io: Io,
  file: ConfigFile | undefined = namedConfig(invocation),
): Promise<ConfigResult> {
  return loadConfig({
    env: io.env,
    cwd: io.cwd,
    flags: invocation.settings,
    rules: RULES,
    ...(file === undefined ? {} : { file: file.name }),
    ...(file?.text === undefined ? {} : { text: file.text }),
  });
}

function namedConfig(invocation: Invocation): ConfigFile | undefined {
  const name = optionText(invocation, 'config');
  return name === undefined ? undefined : { name };
}

export async function requireConfig(invocation: Invocation, io: Io): Promise<Config> {
  const result = await readConfig(invocation, io);
  if (result.ok) return result.config;
  throw new Fault('PG_E_CONFIG', wordMistakes(result.mistakes));
}

export interface ServedConfig {
  readonly config: Config;
  /** What is wrong with the configuration in whose place the fallback is in use; absent where it is in use itself. */
  readonly mistakes?: readonly string[];
}

/**
 * The configuration to serve with. Where it is wrong and `--fallback-config` names another one, that one stands in, and
 * denies nothing; its file and digest are still those of the wrong one, which is the one to be watched.
 */
export async function requireServedConfig(invocation: Invocation, io: Io): Promise<ServedConfig> {
  const result = await readConfig(invocation, io);
  if (result.ok) return { config: result.config };
  const path = optionText(invocation, 'fallback-config');
  if (path === undefined) throw new Fault('PG_E_CONFIG', wordMistakes(result.mistakes));
  const fallback = await readConfig(invocation, io, { name: path });
  if (!fallback.ok) throw new Fault('PG_E_CONFIG', wordMistakes([...result.mistakes, ...fallback.mistakes]));
  const { file, digest, mistakes } = result;
  const { settings, server, effective } = fallback.config;
  const watched = { ...(file === undefined ? {} : { file }), ...(digest === undefined ? {} : { digest }) };
  return { config: { settings: denyingNothing(settings, RULES), server, effective, ...watched }, mistakes };
}

function wordMistakes(mistakes: readonly string[]): string {
  if (mistakes.length === 1) return `the configuration has a mistake:\n  ${mistakes[0]}`;
  return `the configuration has ${mistakes.length} mistakes:\n${mistakes.map((mistake) => `  ${mistake}`).join('\n')}`;
}
