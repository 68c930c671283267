import { Argument, type Command, type Option } from 'commander';
import { SHELLS, type KnownCommand, type KnownOption, type Values } from '../completion-scripts';
import { EXIT, type AddCommand } from '../terminal';

export const addCompletion: AddCommand = (program, { terminal, end }) => {
  program
    .command('completion')
    .description('print what makes a shell complete the words of sfbulk')
    .addArgument(new Argument('<shell>', 'which shell').choices(Object.keys(SHELLS)))
    .addHelpText('after', EXAMPLES)
    .action((shell: string) => {
      terminal.stdout.write(SHELLS[shell]?.(program.commands.map(knownCommand)) ?? '');
      end(EXIT.ok);
    });
};

const EXAMPLES = `
Examples:
  source <(sfbulk completion bash)                                     for this session; or in ~/.bashrc
  sfbulk completion zsh > "\${fpath[1]}/_sfbulk"
  sfbulk completion fish > ~/.config/fish/completions/sfbulk.fish
`;

function knownCommand(command: Command): KnownCommand {
  return {
    name: command.name(),
    summary: command.description(),
    options: command.options.flatMap(knownOption),
    words: command.registeredArguments.flatMap(({ argChoices = [] }) => argChoices),
  };
}

function knownOption({ long, flags, description: summary, argChoices }: Option): KnownOption[] {
  if (typeof long !== 'string') return [];
  // A value that may be left out cannot be told from the next word.
  const [, value] = /<(\w+)>/.exec(flags) ?? [];
  return [{ flag: long, summary, ...(value === undefined ? {} : { values: valuesOf(value, argChoices) }) }];
}

function valuesOf(name: string, choices: readonly string[] | undefined): Values {
  return choices ?? (name === 'file' ? 'files' : []);
}
