/** Completion for zsh: in a directory of `fpath` as the file `_pullgate`, or sourced after `compinit`. */
import { type CompletedCommand, type CompletedOption, quoted } from './model.js';

export function zshScript(commands: readonly CompletedCommand[]): string {
  return `#compdef pullgate kubectl-pullgate
# zsh completion of pullgate: source <(pullgate completion zsh)
_pullgate() {
  if (( CURRENT == 2 )); then
    local -a commands=(
${commands.map(({ name, summary }) => `      ${quoted(`${name}:${summary}`)}`).join('\n')}
    )
    _describe -t commands command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT -= 1 ))
  case $command in
${commands.map(commandCase).join('\n')}
  esac
}
if [ "$funcstack[1]" = _pullgate ]; then
  _pullgate "$@"
else
  compdef _pullgate pullgate kubectl-pullgate
fi
`;
}

function commandCase({ name, options, words, takesWords }: CompletedCommand): string {
  const others = words.length > 0 ? `*:word:(${words.join(' ')})` : '*:path:_files';
  const specs = [...options.flatMap(optionSpecs), ...(takesWords ? [others] : [])];
  return `    ${name}) _arguments -S ${specs.map((spec) => `\\\n      ${quoted(spec)}`).join(' ')} ;;`;
}

/** `*--output=[Format of the report]:value:(text json)`; all may come again: a command line says itself what is too much. */
function optionSpecs({ names, description, value }: CompletedOption): readonly string[] {
  const told = description.replace(/[[\]\\:]/g, '\\$&');
  const argument = argumentOf(value);
  return names.map((name) => {
    const takes = argument === '' ? '' : name.startsWith('--') ? '=' : '+';
    return `*${name}${takes}[${told}]${argument}`;
  });
}

function argumentOf(value: CompletedOption['value']): string {
  switch (value.is) {
    case 'none':
      return '';
    case 'file':
      return ':file:_files';
    case 'directory':
      return ':directory:_files -/';
    case 'choice':
      return `:value:(${value.choices.join(' ')})`;
    case 'text':
      return ':text: ';
    default:
      return value satisfies never;
  }
}
