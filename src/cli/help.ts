/** Help, made from the table of commands and from the schema of the settings: it cannot drift from what is accepted. */
import type { Setting } from '../config/schema.js';
import { isOfProbing, optionsOf, settingOption, settingsOf } from './args.js';
import type { Command, Option } from './command.js';

const WIDTH = 100;

export function renderOverview(commands: readonly Command[]): string {
  return `${[
    'Would the kubelet be able to pull these images? Pullgate answers while kubectl apply is still waiting.',
    `Usage: pullgate COMMAND [OPTION]...`,
    section('Commands', [
      ...commands.map(({ name, summary }) => [name, summary] as const),
      ['help', 'Show this help, or that of a command.'] as const,
    ]),
    'pullgate COMMAND --help shows the options of a command.',
  ].join('\n\n')}\n`;
}

export function renderHelp(command: Command, all: readonly Setting[]): string {
  const settings = settingsOf(command, all);
  const named = command.settings === 'verdict' ? settings.filter(({ path }) => isOfProbing(path)) : [];
  const listed = settings.filter((each) => !named.includes(each));
  const blocks = [
    command.summary,
    command.usage.map((line, index) => `${index === 0 ? 'Usage: ' : '       '}${line}`).join('\n'),
    section(
      'Options',
      optionsOf(command).map((option) => [optionTerm(option), optionText(option)] as const),
    ),
    ...(settings.length === 0
      ? []
      : [
          section(
            'Settings, which the configuration file and variables such as PULLGATE_MODE can hold, too;\na LIST is written with commas',
            listed.map((setting) => [optionTerm(settingOption(setting)), settingText(setting)] as const),
          ),
        ]),
    ...(named.length === 0 ? [] : [namedText(named)]),
    ...command.notes.map((note) => wrap(note, WIDTH).join('\n')),
    ...(command.examples.length === 0
      ? []
      : [`Examples:\n${command.examples.map(({ command: line, what }) => `  # ${what}\n  ${line}`).join('\n')}`]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** Most people never need them: named here, told at length where everything is. */
function namedText(settings: readonly Setting[]): string {
  const names = settings.map(({ flag = '' }) => `--${flag}`);
  const text = `Settings of asking registries, which pullgate serve --help explains: ${names.join(', ')}`;
  return wrap(`${text}.`, WIDTH).join('\n');
}

function optionTerm({ name, short, value }: Option): string {
  return `${short === undefined ? '    ' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;
}

function optionText({ description, repeatable }: Option): string {
  return repeatable === true ? `${description} Can be repeated.` : description;
}

function settingText({ node, default: standard }: Setting): string {
  const value = typeof standard === 'object' || standard === '' ? '' : ` Default: ${String(standard)}.`;
  return `${node.description ?? ''}${value}`;
}

/** Terms with their texts beside them, or below where the term is long. */
function section(title: string, rows: readonly (readonly [term: string, text: string])[]): string {
  const indent = Math.min(28, Math.max(...rows.map(([term]) => term.length)) + 4);
  const lines = rows.flatMap(([term, text]) => {
    const [first = '', ...rest] = wrap(text, WIDTH - indent);
    const below = rest.map((line) => ' '.repeat(indent) + line);
    const start = `  ${term}`;
    if (start.length + 2 > indent) return [start, ' '.repeat(indent) + first, ...below];
    return [start.padEnd(indent) + first, ...below];
  });
  return [`${title}:`, ...lines].join('\n');
}

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
