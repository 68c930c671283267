import { Bulk } from '../../index';
import { endAsJob } from '../failure';
import { finishLoad, onJob, type Finishing, type FinishOptions } from '../finish';
import { heeding } from '../heeding';
import { openInput, rowsAgain, type LoadInput } from '../load-input';
import { addFinishOptions } from '../options';
import { checkOutputs } from '../output-files';
import { addSignInOptions, bulkOptions, withCredentials } from '../sign-in';
import { type AddCommand, type Terminal } from '../terminal';
import { UsageError } from '../usage-error';
import { finishQuery } from './query';

interface ResumeOptions extends FinishOptions {
  readonly map?: string;
  readonly output: string;
}

export const addResume: AddCommand = (program, world) => {
  const command = program
    .command('resume')
    .description('go on with a load that a crash has cut off')
    .argument('<journal>', 'the file that was given to --journal')
    .argument('[file]', 'the rows: where they lie now, or - for stdin when they came from there')
    .option('--map <file>', 'the mapping that was given')
    .option('-o, --output <file>', 'where the rows of a query go; - is stdout', '-')
    .addHelpText('after', EXAMPLES)
    .action((journal: string, file: string | undefined, options: ResumeOptions) =>
      endAsJob(world, (terminal) => resume({ journal, file, options, terminal })),
    );
  addSignInOptions(addFinishOptions(command));
};

const EXAMPLES = `
Examples:
  sfbulk resume load.journal --org my-sandbox
  sfbulk resume load.journal /new/place/contacts.csv     the file was moved
  cat contacts.csv | sfbulk resume load.journal -        the rows came from stdin

What has arrived is not sent again. API and version are those of the journal. Exit codes: as for the command that began it
`;

interface Resume {
  readonly journal: string;
  readonly file: string | undefined;
  readonly options: ResumeOptions;
  readonly terminal: Terminal;
}

async function resume({ journal, file, options, terminal }: Resume): Promise<number> {
  const { success, errors, output, map } = options;
  const inputs = { 'the journal': journal, 'the file with the rows': file, 'the mapping': map };
  await checkOutputs({ '--success': success, '--errors': errors, '--output': output }, inputs);
  const input = file === undefined ? undefined : await openInput(file, map, terminal);
  return withCredentials(options, terminal, async (credentials) => {
    const { onExchange, onWarning } = bulkOptions(options, terminal);
    const source = input?.path === undefined ? {} : { source: input.path };
    const again = file === undefined ? {} : { rowsAgain: rowsAgain(file, map) };
    return onJob(undefined, { options: { ...options, journal }, terminal, ...again }, async (finishing) => {
      const { signal } = terminal;
      const { onProgress } = finishing.line;
      const watching = { onExchange, onWarning, signal, onProgress };
      const bulk = await Bulk.resume(journal, { credentials, ...watching, ...source });
      if (bulk.isAwaitingData || (await hasNothing(bulk)))
        await bulk.batchCreate(dataFor(input), { signal, onProgress });
      finishing.line.endUpload();
      return finish(bulk, { ...finishing, originals: input?.originals }, output);
    });
  });
}

/** Cut off before the first row was planned: the journal knows of no rows that are missing. */
async function hasNothing(bulk: Bulk): Promise<boolean> {
  const { state } = await bulk.jobStatus();
  return state === 'Open' && Object.keys(await bulk.batchStatus()).length === 0;
}

function dataFor(input: LoadInput | undefined): ReturnType<LoadInput['data']> {
  if (input !== undefined) return input.data();
  throw new UsageError(
    'The journal does not lead to the rows: give them again, as a file or by -, with --map as before',
  );
}

async function finish(bulk: Bulk, finishing: Finishing, output: string): Promise<number> {
  const { state, operation } = await bulk.jobStatus();
  if (operation === 'query' || operation === 'queryAll') return finishQuery(bulk, finishing, output);
  if (state === 'Open') await heeding(finishing.terminal, () => bulk.jobClose());
  return finishLoad(bulk, finishing);
}
