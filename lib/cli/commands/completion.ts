import { Argument, type Command } from 'commander';
import { EXIT, type AddCommand } from '../terminal';

/** A command, as completion knows it. */
interface Known {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly { readonly flag: string; readonly summary: string }[];
}

const SHELLS: Readonly<Record<string, (known: readonly Known[]) => string>> = { bash, zsh, fish };

export const addCompletion: AddCommand = (program, { terminal, end }) => {
  program
    .command('completion')
    .description('print what makes a shell complete the words of sfbulk')
    .addArgument(new Argument('<shell>', 'which shell').choices(Object.keys(SHELLS)))
    .addHelpText('after', EXAMPLES)
    .action((shell: string) => {
      terminal.stdout.write(SHELLS[shell]?.(knownOf(program)) ?? '');
      end(EXIT.ok);
    });
};

const EXAMPLES = `
Examples:
  source <(sfbulk completion bash)                                     for this session; or in ~/.bashrc
  sfbulk completion zsh > "\${fpath[1]}/_sfbulk"
  sfbulk completion fish > ~/.config/fish/completions/sfbulk.fish
`;

function knownOf(program: Command): Known[] {
  return program.commands.map((command) => ({
    name: command.name(),
    summary: command.description(),
    options: command.options.flatMap(({ long, description }) =>
      typeof long === 'string' ? [{ flag: long, summary: description }] : [],
    ),
  }));
}

/** What is no option is completed as a file. */
function bash(known: readonly Known[]): string {
  const cases = known.map(({ name, options }) => `    ${name}) words='${flagsOf(options)}' ;;`);
  return `_sfbulk() {
  local words
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '${known.map(({ name }) => name).join(' ')} --help --version' -- "\${COMP_WORDS[1]}"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
  case "\${COMP_WORDS[COMP_CWORD]}" in
    -*) COMPREPLY=($(compgen -W "$words --help" -- "\${COMP_WORDS[COMP_CWORD]}")) ;;
    *) COMPREPLY=($(compgen -f -- "\${COMP_WORDS[COMP_CWORD]}")) ;;
  esac
}
complete -o filenames -F _sfbulk sfbulk
`;
}

function flagsOf(options: Known['options']): string {
  return options.map(({ flag }) => flag).join(' ');
}

function zsh(known: readonly Known[]): string {
  const commands = known.map(({ name, summary }) => `    '${quoted(`${name}:${summary}`)}'`);
  const cases = known.map(({ name, options }) => {
    const specs = options.map(({ flag, summary }) => `'${flag}[${quoted(summary).replace(/[[\]]/g, '')}]'`);
    return `    ${name}) _arguments ${[...specs, "'*:file:_files'"].join(' ')} ;;`;
  });
  return `#compdef sfbulk
_sfbulk() {
  local -a commands
  commands=(
${commands.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command="$words[2]"
  shift words
  (( CURRENT-- ))
  case "$command" in
${cases.join('\n')}
  esac
}
(( $+functions[compdef] )) && compdef _sfbulk sfbulk
[[ "$funcstack[1]" = _sfbulk ]] && _sfbulk "$@"
true
`;
}

function fish(known: readonly Known[]): string {
  const lines = known.flatMap(({ name, summary, options }) => [
    `complete -c sfbulk -n __fish_use_subcommand -f -a ${name} -d '${fishText(summary)}'`,
    ...options.map(
      (option) =>
        `complete -c sfbulk -n '__fish_seen_subcommand_from ${name}' -l ${option.flag.slice(2)} -d '${fishText(option.summary)}'`,
    ),
  ]);
  return `${lines.join('\n')}\n`;
}

/** Within single quotes of a shell. */
function quoted(text: string): string {
  return text.replaceAll("'", "'\\''");
}

function fishText(text: string): string {
  return text.replace(/[\\']/g, '\\$&');
}
