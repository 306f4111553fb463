/**
 * The command line of one command: read with node:util's parseArgs from the command's row, every mistake told at once
 * with what was probably meant.
 */
import { parseArgs } from 'node:util';
import type { Setting } from '../config/schema.js';
import { nearest } from '../text/nearest.js';
import type { Command, Invocation, Option } from './command.js';

export const HELP: Option = { name: 'help', short: 'h', description: 'Show this help.' };

export const CONFIG: Option = {
  name: 'config',
  value: 'FILE',
  description: 'Configuration, a YAML file (also: the variable PULLGATE_CONFIG).',
};

/** The option whose settings mean something only beside it (probe-option.ts). */
const PROBE = 'probe';

/** The settings that a command takes as flags. */
export function settingsOf(command: Command, all: readonly Setting[]): readonly Setting[] {
  switch (command.settings) {
    case 'none':
      return [];
    case 'verdict':
      return all.filter(
        ({ scope, flag, path }) =>
          scope === 'verdict' && flag !== undefined && (!isOfProbing(path) || takesProbe(command)),
      );
    case 'all':
      return all.filter(({ flag }) => flag !== undefined);
    default:
      return command.settings satisfies never;
  }
}

export function isOfProbing(path: string): boolean {
  return path.startsWith('probe.');
}

/** Others ask no registry, whatever is set. */
function takesProbe({ options }: Command): boolean {
  return options.some(({ name }) => name === PROBE);
}

/** What a line says of asking registries that are not asked would pass for an answer. A file may say it for the next line. */
function idleMistakes(
  command: Command,
  given: ReadonlyMap<string, unknown>,
  all: readonly Setting[],
): readonly string[] {
  if (!takesProbe(command) || given.has(PROBE)) return [];
  const idle = settingsOf(command, all).filter(({ path, flag = '' }) => isOfProbing(path) && given.has(flag));
  return idle.map(({ flag = '' }) => `--${flag} has no effect without --${PROBE}`);
}

export function optionsOf(command: Command): readonly Option[] {
  return [...command.options, ...(command.settings === 'none' ? [] : [CONFIG]), HELP];
}

export type Parsed =
  | { readonly ok: true; readonly invocation: Invocation }
  | { readonly ok: false; readonly mistakes: readonly string[] };

interface Known {
  readonly option: Option;
  readonly isSetting: boolean;
}

export function parseCommandLine(command: Command, argv: readonly string[], all: readonly Setting[]): Parsed {
  const known = knownOptions(command, all);
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(
      [...known].map(([name, { option }]) => [
        name,
        {
          type: option.value === undefined ? ('boolean' as const) : ('string' as const),
          multiple: true,
          ...(option.short === undefined ? {} : { short: option.short }),
        },
      ]),
    ),
    // Not strict: its errors stop at the first mistake and suggest nothing.
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const mistakes: string[] = [];
  const positionals: string[] = [];
  const options = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const mistake = mistakeOf(token, known);
    if (mistake !== undefined) mistakes.push(mistake);
    else {
      const name = known.get(token.name)?.option.name ?? token.name;
      options.set(name, [...(options.get(name) ?? []), token.value ?? '']);
    }
  }
  mistakes.push(
    ...repeated(options, known),
    ...countMistakes(command, positionals, options),
    ...idleMistakes(command, options, all),
  );
  if (mistakes.length > 0) return { ok: false, mistakes };
  const entries = [...options];
  const part = (isSetting: boolean) =>
    Object.fromEntries(entries.filter(([name]) => known.get(name)?.isSetting === isSetting));
  return { ok: true, invocation: { positionals, options: part(false), settings: part(true) } };
}

function knownOptions(command: Command, all: readonly Setting[]): ReadonlyMap<string, Known> {
  const own = optionsOf(command).map((option) => [option.name, { option, isSetting: false }] as const);
  const settings = settingsOf(command, all).map((setting) => {
    return [setting.flag ?? '', { option: settingOption(setting), isSetting: true }] as const;
  });
  const named = new Map<string, Known>([...settings, ...own]);
  const twins = TWINS.flatMap(([one, other]): [string, Known][] => {
    const [first, second] = [named.get(one), named.get(other)];
    if (first !== undefined && second === undefined) return [[other, first]];
    return second !== undefined && first === undefined ? [[one, second]] : [];
  });
  return new Map([...named, ...twins]);
}

/** Two names of the same: as a setting that `serve` takes, and as a word of the other commands. Each is taken by all. */
export const TWINS: readonly (readonly [string, string])[] = [['cluster-directory', 'cluster-dir']];

/** A setting as an option; its text is checked with the rest of the configuration, not here. */
export function settingOption({ flag = '', node }: Setting): Option {
  const repeatable = node.type === 'array' || node.type === 'object';
  return { name: flag, value: placeholder(node), repeatable, description: node.description ?? '' };
}

function placeholder(node: Setting['node']): string {
  if (node.enum !== undefined) return node.enum.join('|');
  switch (node.type) {
    case 'integer':
      return 'NUMBER';
    case 'boolean':
      return 'true|false';
    case 'array':
      return 'LIST';
    case 'object':
      return 'CODE=ACTION';
    default:
      return 'TEXT';
  }
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function mistakeOf({ name, rawName, value, inlineValue }: OptionToken, known: ReadonlyMap<string, Known>) {
  const { option, isSetting = false } = known.get(name) ?? {};
  if (option === undefined) {
    const suggestion = rawName.startsWith('--') ? nearest(name, [...known.keys()]) : undefined;
    return `there is no option ${rawName}${suggestion === undefined ? '' : `; did you mean --${suggestion}?`}`;
  }
  if (option.value === undefined) return value === undefined ? undefined : `${rawName} takes no value`;
  // `-f -` is standard input; anything else with a dash is the next option, and the value was forgotten.
  const forgotten = value === undefined || (inlineValue === false && value.length > 1 && value.startsWith('-'));
  if (forgotten) return `${rawName} needs a value: ${option.value}`;
  // To a path it would be the directory that one happens to stand in.
  if (value === '' && !isSetting && /\bDIR\b/.test(option.value))
    return `${rawName} is given an empty value; it needs ${option.value}`;
  if (option.choices === undefined || option.choices.includes(value)) return undefined;
  const suggestion = nearest(value, option.choices);
  const hint = suggestion === undefined ? '' : `; did you mean ${suggestion}?`;
  return `${rawName} cannot be ${JSON.stringify(value)}; it must be one of ${option.choices.join(', ')}${hint}`;
}

function repeated(options: ReadonlyMap<string, readonly string[]>, known: ReadonlyMap<string, Known>) {
  return [...options].flatMap(([name, texts]) => {
    const option = known.get(name)?.option;
    const several = option?.value !== undefined && option.repeatable !== true && texts.length > 1;
    return several ? [`--${name} is given ${texts.length} times; once is enough`] : [];
  });
}

function countMistakes(
  { positionals: { min, max }, usage }: Command,
  positionals: readonly string[],
  options: ReadonlyMap<string, unknown>,
): readonly string[] {
  if (options.has('help')) return [];
  // A variable of a script that is not set.
  if (positionals.includes('')) return ['a word of the command line is empty'];
  if (positionals.length > max) return [`${JSON.stringify(positionals[max])} is one word too many`];
  return positionals.length < min ? [`something is missing; usage: ${usage.join(' or ')}`] : [];
}
