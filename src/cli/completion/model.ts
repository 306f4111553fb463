/** What can be typed after `pullgate`, made from the table of commands: the scripts for the shells are this, written down. */
import type { Setting } from '../../config/schema.js';
import { optionsOf, settingOption, settingsOf, TWINS } from '../args.js';
import type { Command, Option } from '../command.js';

export interface CompletedCommand {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly CompletedOption[];
  /** Words besides options; empty: paths. */
  readonly words: readonly string[];
  /** Whether words besides options are taken at all. */
  readonly takesWords: boolean;
}

export interface CompletedOption {
  /** With their dashes. */
  readonly names: readonly string[];
  readonly description: string;
  readonly value: CompletedValue;
}

export type CompletedValue =
  | { readonly is: 'none' }
  | { readonly is: 'file' }
  | { readonly is: 'directory' }
  | { readonly is: 'choice'; readonly choices: readonly string[] }
  | { readonly is: 'text' };

/** @param codes of the rules, for `explain` */
export function completed(
  commands: readonly Command[],
  settings: readonly Setting[],
  codes: readonly string[],
): readonly CompletedCommand[] {
  const all = commands.map((command) => {
    const options = [...optionsOf(command), ...settingsOf(command, settings).map(settingOption)];
    return {
      name: command.name,
      summary: command.summary,
      options: options.map((option) => toCompleted(option, options)),
      words: command.name === 'explain' ? codes : (command.words ?? []),
      takesWords: command.positionals.max > 0,
    };
  });
  const help = { summary: 'Show this help, or that of a command.', options: [], takesWords: true };
  return [...all, { name: 'help', ...help, words: commands.map(({ name }) => name) }];
}

function toCompleted(option: Option, all: readonly Option[]): CompletedOption {
  const { name, short, description } = option;
  const twin = TWINS.flatMap(([one, other]) => (one === name ? [other] : other === name ? [one] : []));
  const others = twin.filter((each) => !all.some((known) => known.name === each));
  const names = [`--${name}`, ...others.map((each) => `--${each}`), ...(short === undefined ? [] : [`-${short}`])];
  // The first sentence: a line of a list has no room for more.
  const [first = ''] = /^.*?[.;:](?= |$)/.exec(description) ?? [description];
  return { names, description: first.replace(/[.;:]$/, ''), value: valueTaken(option) };
}

function valueTaken({ value, choices }: Option): CompletedValue {
  if (value === undefined) return { is: 'none' };
  const plain = value.replace('[=FILE]', '');
  const given = choices ?? (/^[a-z\d-]+(?:\|[a-z\d-]+)+$/.test(plain) ? plain.split('|') : []);
  if (given.length > 0) return { is: 'choice', choices: given };
  if (/\bFILE\b/.test(value)) return { is: 'file' };
  return /\bDIR\b/.test(value) ? { is: 'directory' } : { is: 'text' };
}

/** In single quotes of a POSIX shell. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
