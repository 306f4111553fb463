/** Completion for fish: in ~/.config/fish/completions as pullgate.fish, or sourced. */
import type { CompletedCommand, CompletedOption } from './model.js';

export function fishScript(commands: readonly CompletedCommand[]): string {
  return `# fish completion of pullgate: pullgate completion fish | source
function __pullgate_command
  set -l words (commandline -opc)
  if test (count $words) -lt 2
    test (count $argv) -eq 0
  else
    test (count $argv) -eq 1; and test $words[2] = $argv[1]
  end
end
complete -c pullgate -f
complete -c pullgate -n __pullgate_command -l help -s h -d 'Show this help'
complete -c pullgate -n __pullgate_command -l version -s V -d 'Show the version'
${commands.flatMap(commandLines).join('\n')}
`;
}

function commandLines({ name, summary, options, words, takesWords }: CompletedCommand): readonly string[] {
  const within = `complete -c pullgate -n '__pullgate_command ${name}'`;
  const others = words.length > 0 ? [`${within} -a ${fishQuoted(words.join(' '))}`] : [`${within} -F`];
  return [
    `complete -c pullgate -n __pullgate_command -a ${name} -d ${fishQuoted(summary)}`,
    ...(takesWords ? others : []),
    ...options.map((option) => `${within} ${optionWords(option)} -d ${fishQuoted(option.description)}`),
  ];
}

function optionWords({ names, value }: CompletedOption): string {
  const words = names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`)).join(' ');
  switch (value.is) {
    case 'none':
      return words;
    case 'file':
      return `${words} -r -F`;
    case 'directory':
      return `${words} -x -a '(__fish_complete_directories)'`;
    case 'choice':
      return `${words} -x -a ${fishQuoted(value.choices.join(' '))}`;
    case 'text':
      return `${words} -x`;
    default:
      return value satisfies never;
  }
}

/** fish knows two escapes within single quotes. */
function fishQuoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
