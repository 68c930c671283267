/** What makes shells complete the words of the command line, written from what is known of its commands. */

export interface KnownCommand {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly KnownOption[];
  /** Those that its arguments are one of; none where they are files, or anything. */
  readonly words: readonly string[];
}

export interface KnownOption {
  readonly flag: string;
  readonly summary: string;
  /** What may follow it; undefined where nothing does. */
  readonly values?: Values;
}

/** Files, or one of these words; none of them where it may be anything. */
export type Values = 'files' | readonly string[];

export const SHELLS: Readonly<Record<string, (commands: readonly KnownCommand[]) => string>> = { bash, zsh, fish };

function bash(commands: readonly KnownCommand[]): string {
  const flags = commands.map(({ name, options, words }) => {
    const offered = options.map(({ flag }) => flag).join(' ');
    return `    ${name}) flags='${offered} --help'; words='${words.join(' ')}' ;;`;
  });
  return `_sfbulk() {
  local flags words values=- word="\${COMP_WORDS[COMP_CWORD]}"
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '${commands.map(({ name }) => name).join(' ')} --help --version' -- "$word"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${flags.join('\n')}
  esac
  case "\${COMP_WORDS[COMP_CWORD-1]}" in
${valueCases(commands).join('\n')}
  esac
  if [ "$values" != - ]; then
    COMPREPLY=($(compgen -W "$values" -- "$word"))
  elif [[ "$word" == -* ]]; then
    COMPREPLY=($(compgen -W "$flags" -- "$word"))
  elif [ -n "$words" ]; then
    COMPREPLY=($(compgen -W "$words" -- "$word"))
  else
    COMPREPLY=($(compgen -f -- "$word"))
  fi
}
complete -o filenames -F _sfbulk sfbulk
`;
}

/** An option means the same in every command. Files are what is completed where nothing else is. */
function valueCases(commands: readonly KnownCommand[]): string[] {
  const cases = commands.flatMap(({ options }) =>
    options.flatMap(({ flag, values }) =>
      values === undefined || values === 'files' ? [] : [`    ${flag}) values='${values.join(' ')}' ;;`],
    ),
  );
  return [...new Set(cases)];
}

function zsh(commands: readonly KnownCommand[]): string {
  const described = commands.map(({ name, summary }) => `    '${quoted(`${name}:${summary}`)}'`);
  const cases = commands.map(({ name, options, words }) => {
    const rest = words.length === 0 ? "'*:file:_files'" : `'*:word:(${words.join(' ')})'`;
    return `    ${name}) _arguments ${[...options.map(zshOption), rest].join(' ')} ;;`;
  });
  return `#compdef sfbulk
_sfbulk() {
  local -a commands
  commands=(
${described.join('\n')}
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

function zshOption({ flag, summary, values }: KnownOption): string {
  const after = values === undefined ? '' : values === 'files' ? ':file:_files' : `:value:(${values.join(' ')})`;
  return `'${flag}[${quoted(summary).replace(/[[\]]/g, '')}]${after}'`;
}

function fish(commands: readonly KnownCommand[]): string {
  const lines = commands.flatMap(({ name, summary, options, words }) => {
    const within = `complete -c sfbulk -n '__fish_seen_subcommand_from ${name}'`;
    return [
      `complete -c sfbulk -n __fish_use_subcommand -f -a ${name} -d '${fishText(summary)}'`,
      ...options.map(
        ({ flag, summary: about, values }) =>
          `${within} -l ${flag.slice(2)}${fishValues(values)} -d '${fishText(about)}'`,
      ),
      ...(words.length === 0 ? [] : [`${within} -f -a '${words.join(' ')}'`]),
    ];
  });
  return `${lines.join('\n')}\n`;
}

function fishValues(values: Values | undefined): string {
  if (values === undefined) return '';
  return values === 'files' ? ' -r -F' : ` -x -a '${values.join(' ')}'`;
}

/** Within single quotes of a shell. */
function quoted(text: string): string {
  return text.replaceAll("'", "'\\''");
}

function fishText(text: string): string {
  return text.replace(/[\\']/g, '\\$&');
}
