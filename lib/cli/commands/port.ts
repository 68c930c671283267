import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { text } from 'node:stream/consumers';
import { type Note, type Port } from '../../port/index';
import { loadPort } from '../on-demand';
import { checkOutputs } from '../output-files';
import { shellWord } from '../shell-word';
import { EXIT, type AddCommand, type Terminal } from '../terminal';
import { UsageError } from '../usage-error';

export const addPort: AddCommand = (program, { terminal, end }) => {
  program
    .command('port')
    .description('turn a Python sfbulk script into TypeScript')
    .argument('<script>', 'the Python script; - reads it from stdin')
    .option('-o, --output <file>', 'where the TypeScript goes; - is stdout', '-')
    .addHelpText('after', EXAMPLES)
    .action(async (script: string, { output }: { output: string }) => {
      end(await port(script, output, terminal));
    });
};

const EXAMPLES = `
Examples:
  sfbulk port load.py -o load.ts      Python 2 and 3; what cannot be said becomes a TODO
  sfbulk port - < load.py             from stdin to stdout

What a person must look at goes to stderr, by line and column, and how the result is run.

Exit codes:
  0  all of it was translated
  1  some of it was not: each place is a TODO in the output
  2  some of it is no Python, and stands in the output as comments; or there is no such script, or no room for the output
`;

async function port(script: string, output: string, terminal: Terminal): Promise<number> {
  const { stdin, stdout, stderr } = terminal;
  const isStdin = script === '-';
  await checkOutputs({ '--output': output }, { 'the script': script });
  const source = isStdin ? await text(stdin) : await readFile(script, 'utf8').catch(refuse('script'));
  const ported = loadPort().portScript(source, isStdin ? {} : { fileName: basename(script) });
  if (output === '-') stdout.write(ported.code);
  else await writeFile(output, ported.code).catch(refuse('output'));
  stderr.write(
    summary(ported, isStdin ? 'stdin' : script) + howToRun(ported, output === '-' ? 'script.ts' : shellWord(output)),
  );
  return exitCodeOf(ported);
}

function refuse(what: 'output' | 'script'): (cause: unknown) => never {
  return (cause) => {
    const why = what === 'script' ? 'read' : 'written';
    throw new UsageError(`The ${what} cannot be ${why}: ${(cause as Error).message}`, { cause });
  };
}

function exitCodeOf({ notes }: Port): number {
  if (notes.some(({ kind }) => kind === 'fault')) return EXIT.usage;
  return notes.some(({ kind }) => kind === 'todo') ? EXIT.failed : EXIT.ok;
}

const MARKS: Readonly<Record<Note['kind'], string>> = { todo: 'TODO: ', advice: '', fault: 'SyntaxError: ' };

/** In the form that editors and terminals make a link of. */
function summary({ notes }: Port, name: string): string {
  const lines = notes.map(({ line, column, kind, text: note }) => `${name}:${line}:${column}: ${MARKS[kind]}${note}\n`);
  const count = notes.filter(({ kind }) => kind !== 'advice').length;
  if (count === 0) return `${lines.join('')}Everything was translated.\n`;
  const places = count === 1 ? '1 place was' : `${count} places were`;
  return `${lines.join('')}${places} not translated: look for TODO in the output.\n`;
}

function howToRun({ environment }: Port, file: string): string {
  const variables = environment.length === 0 ? '' : `It reads from the environment: ${environment.join(', ')}\n`;
  return `Run it where sfbulk, ts-node and typescript are installed:\n  ${RUN} ${file}\n${variables}`;
}

/** Without a tsconfig.json, ts-node must be told how the names of packages are looked up. */
const RUN = `npx ts-node -T -O '{"module":"nodenext","moduleResolution":"nodenext"}'`;
