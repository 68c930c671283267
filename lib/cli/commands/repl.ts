import { type Command } from 'commander';
import { loadRepl } from '../on-demand';
import { type AddCommand } from '../terminal';

/** Also what runs when no command is named. */
export const addRepl: AddCommand = (program, { terminal, end }) => {
  program
    .command('repl', { isDefault: true })
    .description('open the REPL, logged in to a practice org; lines on stdin are run as a script')
    .allowExcessArguments()
    .addHelpText('after', EXAMPLES)
    .action(async (_options: object, { args }: Command) => {
      // As the default command it is also given every word that is no command.
      if (args[0] !== undefined) program.error(`error: unknown command '${args[0]}'${suggestion(program, args[0])}`);
      const { historyFileOf, runRepl } = loadRepl();
      const { stdin: input, stdout: output, stderr: errors, env } = terminal;
      end(await runRepl({ input, output, errors, historyFile: historyFileOf(env) }));
    });
};

/** The command that was meant, where one begins alike. */
function suggestion({ commands }: Command, word: string): string {
  const like = commands.find((command) => command.name().startsWith(word.slice(0, 3)));
  return like === undefined ? '' : `; did you mean ${like.name()}?`;
}

const EXAMPLES = `
Examples:
  sfbulk                   talk to a practice org
  sfbulk < flow.txt        run the lines of a file; exit code 1 when one throws
`;
