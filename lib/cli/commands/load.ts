import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { Bulk, InputException, type BatchInfo, type Credentials, type JobOptions, type Operation } from '../../index';
import { showRequests } from '../dry-run';
import { endAsJob, textOf } from '../failure';
import { finishLoad, onJob, type FinishOptions } from '../finish';
import { requireField } from '../header';
import { heeding, heedingFirst } from '../heeding';
import { openInput, rowsAgain, send, type LoadInput } from '../load-input';
import { addFinishOptions } from '../options';
import { checkOutputs } from '../output-files';
import { planLoad, planText, planTextOfStdin, type Plan, type Planning } from '../plan';
import { surroundings } from '../planning';
import { addSignInOptions, bulkOptions, withCredentials } from '../sign-in';
import { EXIT, type AddCommand, type Terminal } from '../terminal';
import { UsageError } from '../usage-error';

interface LoadOptions extends FinishOptions {
  readonly externalId?: string;
  readonly map?: string;
  readonly serial?: true;
  readonly batchSize?: number;
  readonly dryRun?: true;
}

interface Load {
  readonly operation: Operation;
  readonly object: string;
  readonly file: string;
  readonly options: LoadOptions;
  readonly terminal: Terminal;
  readonly input: LoadInput;
}

const LOADS: readonly { readonly name: string; readonly operation: Operation; readonly does: string }[] = [
  { name: 'insert', operation: 'insert', does: 'insert the rows of a CSV file' },
  { name: 'update', operation: 'update', does: 'update records, which the column Id names' },
  {
    name: 'upsert',
    operation: 'upsert',
    does: 'update records by an external id, and insert those that are not there',
  },
  { name: 'delete', operation: 'delete', does: 'move records into the recycle bin; the file has the column Id' },
  { name: 'hard-delete', operation: 'hardDelete', does: 'delete records for good; the file has the column Id' },
];

export const addLoads: AddCommand = (program, world) => {
  for (const { name, operation, does } of LOADS) {
    const command = program
      .command(name)
      .description(does)
      .argument('<object>', 'the API name of the object, such as Contact')
      .argument('<file>', 'CSV in UTF-8, the field names in its first line; - reads it from stdin')
      .addHelpText('after', examplesOf(name))
      .action((object: string, file: string, options: LoadOptions) =>
        endAsJob(world, async (terminal) => {
          await checkFiles(object, file, options);
          const input = await openInput(file, options.map, terminal);
          if (operation !== 'insert')
            requireField(input.fields, { field: options.externalId ?? 'Id', name: input.name });
          return load({ operation, object, file, options, terminal, input });
        }),
      );
    if (operation === 'upsert') command.requiredOption('--external-id <field>', 'the field that names the record');
    addLoadOptions(command);
  }
};

function addLoadOptions(command: Command): void {
  addFinishOptions(
    command
      .option('--map <file>', 'lines of column=field (a Data Loader .sdl will do); other columns are not sent')
      .option('--batch-size <rows>', 'rows in a batch', toCount)
      .option('--serial', 'work on one batch after the other, against locks')
      .option('--journal <file>', 'write down what is done, so that "sfbulk resume" can go on after a crash')
      .option('--dry-run', 'show what would be sent, and send nothing'),
  );
  addSignInOptions(command);
}

function examplesOf(name: string): string {
  const externalId = name === 'upsert' ? ' --external-id Ext__c' : '';
  return `
Examples:
  sfbulk ${name} Contact contacts.csv${externalId} --org my-sandbox
  sfbulk ${name} Contact contacts.csv${externalId} --success done.csv --errors failed.csv --journal load.journal
  cat contacts.csv | sfbulk ${name} Contact -${externalId} --json
  sfbulk ${name} Contact contacts.csv${externalId} --practice --dry-run

Exit codes: 0 all rows succeeded, 1 some did not, 2 usage, 3 the job failed, 4 it is still running
`;
}

async function checkFiles(
  object: string,
  file: string,
  { tokenStdin, success, errors, journal, map }: LoadOptions,
): Promise<void> {
  if (existsSync(object) && !existsSync(file))
    throw new UsageError(`"${object}" is a file: the object stands before it`);
  if (file === '-' && tokenStdin === true) throw new UsageError('Token and rows cannot both come from stdin');
  const outputs = { '--success': success, '--errors': errors, '--journal': journal };
  await checkOutputs(outputs, { 'the file with the rows': file, 'the mapping': map });
}

async function load(call: Load): Promise<number> {
  const { options, terminal } = call;
  if (options.dryRun === true) return rehearse(call);
  return withCredentials(options, terminal, async (credentials) => run(call, credentials, await makePlan(call)));
}

async function makePlan(call: Load): Promise<Plan | undefined> {
  const { options, terminal, input } = call;
  const plan =
    input.path === undefined ? undefined : await planLoad(input.data(), { ...planningOf(call), gzip: false });
  if (plan?.rows === 0) throw new UsageError(`"${input.path}" holds no rows`);
  const passes = readsResultsTwice(options) ? 2 : 1;
  const text = plan === undefined ? planTextOfStdin(planningOf(call), passes) : planText(plan, passes);
  terminal.stderr.write(`${text}\n`);
  return plan;
}

function planningOf({ operation, object, options, terminal, input: { path } }: Load): Planning {
  const { batchSize, journal } = options;
  return {
    ...surroundings(options, terminal),
    job: { operation, object, options: jobOptions(options) },
    ...(batchSize === undefined ? {} : { maxRecords: batchSize }),
    ...(journal === undefined ? {} : { journal }),
    ...(path === undefined ? {} : { name: basename(path) }),
  };
}

async function run(call: Load, credentials: Credentials, plan: Plan | undefined): Promise<number> {
  const { operation, object, file, options, terminal, input } = call;
  const { journal, batchSize } = options;
  const bulk = new Bulk({ ...bulkOptions(options, terminal), ...(journal === undefined ? {} : { journal }) });
  const job = await heedingFirst(terminal, async () => {
    await bulk.login(credentials);
    return bulk.jobCreate(operation, object, jobOptions(options));
  });
  let batches: readonly BatchInfo[] = [];
  const again = file === '-' || input.isMapped ? { rowsAgain: rowsAgain(file, options.map) } : {};
  const known = { job, batches: () => batches };
  return onJob(bulk, { options, terminal, rows: plan?.rows, ...again, ...known }, async (finishing) => {
    const { onProgress } = finishing.line;
    const size = batchSize === undefined ? {} : { maxRecords: batchSize };
    batches = await send(bulk, input, { ...size, signal: terminal.signal, onProgress }).catch((error: unknown) =>
      abortIfEmpty(bulk, error),
    );
    finishing.line.endUpload();
    await heeding(terminal, () => bulk.jobClose());
    return finishLoad(bulk, { ...finishing, originals: input.originals, batches });
  });
}

/** A job whose data was refused from the first row on is of no use to anybody. */
async function abortIfEmpty(bulk: Bulk, error: unknown): Promise<never> {
  if (!(error instanceof InputException) || error.batchesIn?.length !== 0) throw error;
  await bulk.jobAbort();
  throw new UsageError(textOf(error), { cause: error });
}

function jobOptions({ externalId, serial }: LoadOptions): JobOptions {
  return {
    ...(externalId === undefined ? {} : { externalIdFieldName: externalId }),
    ...(serial === true ? { concurrencyMode: 'Serial' } : {}),
  };
}

/** Once for the receipt, once for the files. */
function readsResultsTwice({ success, errors }: LoadOptions): boolean {
  return success !== undefined || errors !== undefined;
}

/** Each request as it would go out. */
async function rehearse(call: Load): Promise<number> {
  const { input, options, terminal } = call;
  const { stdout, stderr } = terminal;
  const plan = await showRequests({ json: options.json === true, stdout }, (onRequest) =>
    planLoad(input.data(), planningOf(call), onRequest),
  );
  stderr.write(`${planText(plan, readsResultsTwice(options) ? 2 : 1)}; nothing was sent\n`);
  return EXIT.ok;
}

function toCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  throw new InvalidArgumentError('It is a whole number from 1 on.');
}
