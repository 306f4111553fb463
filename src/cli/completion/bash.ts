/** Completion for bash, from 3.2 on; it needs no package of the system. */
import { type CompletedCommand, type CompletedOption, quoted } from './model.js';

export function bashScript(commands: readonly CompletedCommand[]): string {
  const names = commands.map(({ name }) => name).join(' ');
  return `# bash completion of pullgate: source <(pullgate completion bash)
_pullgate() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD - 1]} words='' paths=''
  # bash takes --option=value apart at the sign.
  if [ "$cur" = = ]; then
    cur=''
  elif [ "$prev" = = ]; then
    prev=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  if [ "$COMP_CWORD" -eq 1 ]; then
    words=${quoted(`${names} --help --version`)}
  else
    case "\${COMP_WORDS[1]} $prev" in
${commands.flatMap(valueCases).join('\n')}
      *)
        case "\${COMP_WORDS[1]} $cur" in
${commands.flatMap(wordCases).join('\n')}
        esac
        ;;
    esac
  fi
  local IFS=$'\\n'
  if [ -n "$paths" ]; then
    COMPREPLY=($(compgen "$paths" -- "$cur"))
    compopt -o filenames 2>/dev/null || :
  else
    COMPREPLY=($(compgen -W "\${words// /$'\\n'}" -- "$cur"))
  fi
}
complete -F _pullgate pullgate kubectl-pullgate
`;
}

function valueCases({ name, options }: CompletedCommand): readonly string[] {
  return options.flatMap((option) => {
    const action = actionOf(option);
    if (action === undefined) return [];
    const patterns = option.names.map((each) => quoted(`${name} ${each}`)).join(' | ');
    return [`      ${patterns}) ${action} ;;`];
  });
}

function actionOf({ value }: CompletedOption): string | undefined {
  switch (value.is) {
    case 'none':
      return undefined;
    case 'file':
      return 'paths=-f';
    case 'directory':
      return 'paths=-d';
    case 'choice':
      return `words=${quoted(value.choices.join(' '))}`;
    case 'text':
      return ':';
    default:
      return value satisfies never;
  }
}

function wordCases({ name, options, words, takesWords }: CompletedCommand): readonly string[] {
  const names = options.flatMap((option) => option.names.filter((each) => each.startsWith('--'))).join(' ');
  const others = words.length > 0 ? `words=${quoted(words.join(' '))}` : 'paths=-f';
  return [
    ...(names === '' ? [] : [`          ${quoted(`${name} -`)}*) words=${quoted(names)} ;;`]),
    ...(takesWords ? [`          ${quoted(`${name} `)}*) ${others} ;;`] : []),
  ];
}
