import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { addCompletion } from './commands/completion';
import { addJobCommands } from './commands/job';
import { addLoads } from './commands/load';
import { addPort } from './commands/port';
import { addPracticeOrg } from './commands/practice-org';
import { addQuery } from './commands/query';
import { addRepl } from './commands/repl';
import { addResume } from './commands/resume';
import { EXIT, type AddCommand, type Terminal } from './terminal';
import { UsageError } from './usage-error';

/** In the order in which `--help` lists them. */
const COMMANDS: readonly AddCommand[] = [
  addRepl,
  addLoads,
  addQuery,
  addJobCommands,
  addResume,
  addPracticeOrg,
  addPort,
  addCompletion,
];

/** Runs the command line; returns the exit code. */
export async function runCli(words: readonly string[], terminal: Terminal): Promise<number> {
  let exitCode: number = EXIT.ok;
  const end = (code: number): void => {
    exitCode = code;
  };
  const program = newProgram(terminal);
  for (const add of COMMANDS) add(program, { terminal, end });
  try {
    await program.parseAsync(words, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    terminal.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof UsageError ? EXIT.usage : EXIT.failed;
  }
}

function newProgram({ stdout, stderr }: Terminal): Command {
  return new Command('sfbulk')
    .description(
      'The Salesforce Bulk API: load and query rows, a REPL, and an org to practise on. Without a command: the REPL.',
    )
    .version(version(), '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show help for a command')
    .addHelpText('after', EXAMPLES)
    .showHelpAfterError('(add --help for help)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
    });
}

const EXAMPLES = `
Examples:
  sfbulk insert Contact contacts.csv --practice --errors failed.csv
  sfbulk query 'SELECT Id, Name FROM Contact' --practice -o contacts.csv
  sfbulk insert --help`;

/** Of the package, found by its name: sources and compiled files lie at different depths. */
function version(): string {
  return (JSON.parse(readFileSync(require.resolve('sfbulk/package.json'), 'utf8')) as { version: string }).version;
}
