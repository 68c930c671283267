import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { text } from 'node:stream/consumers';
import { portScript, type Note } from '../../port/index';
import { EXIT, type AddCommand, type Terminal } from '../terminal';
import { UsageError } from '../usage-error';

export const addPort: AddCommand = (program, { terminal, end }) => {
  program
    .command('port')
    .description('turn a Python sfbulk script into TypeScript')
    .argument('<script>', 'the Python script; - reads it from stdin')
    .option('-o, --output <file>', 'where the TypeScript goes; left out, it goes to stdout')
    .addHelpText('after', EXAMPLES)
    .action(async (script: string, { output }: { output?: string }) => {
      await port(script, output, terminal);
      end(EXIT.ok);
    });
};

const EXAMPLES = `
Examples:
  sfbulk port load.py -o load.ts      Python 2 and 3; what cannot be said becomes a TODO
  sfbulk port - < load.py             from stdin to stdout
`;

async function port(script: string, output: string | undefined, { stdin, stdout, stderr }: Terminal): Promise<void> {
  const source = script === '-' ? await text(stdin) : await readFile(script, 'utf8').catch(refuse);
  const { code, notes } = portScript(source, script === '-' ? {} : { fileName: basename(script) });
  if (output === undefined) stdout.write(code);
  else await writeFile(output, code);
  stderr.write(summary(notes));
}

function refuse(cause: unknown): never {
  throw new UsageError(`The script cannot be read: ${(cause as Error).message}`, { cause });
}

function summary(notes: readonly Note[]): string {
  if (notes.length === 0) return 'Everything was translated.\n';
  const lines = notes.map(({ line, text: note }) => `  line ${line}: ${note}\n`);
  return `Look at these lines of the script:\n${lines.join('')}`;
}
