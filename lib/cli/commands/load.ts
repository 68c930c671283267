import { InvalidArgumentError, type Command } from 'commander';
import { Bulk, type Credentials, type JobOptions, type Operation } from '../../index';
import { endAsJob } from '../failure';
import { finishLoad, type FinishOptions } from '../finish';
import { openInput, send, type LoadInput } from '../load-input';
import { addFinishOptions } from '../options';
import { numbered, planLoad, planText, type Plan } from '../plan';
import { addSignInOptions, bulkOptions, withCredentials, type SignInOptions } from '../sign-in';
import { EXIT, type AddCommand, type Terminal } from '../terminal';
import { UsageError } from '../usage-error';

interface LoadOptions extends SignInOptions, FinishOptions {
  readonly externalId?: string;
  readonly map?: string;
  readonly serial?: true;
  readonly batchSize?: number;
  readonly dryRun?: true;
  readonly journal?: string;
}

interface Load {
  readonly operation: Operation;
  readonly object: string;
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
          refuseTogether(file, options);
          const input = await openInput(file, options.map, terminal);
          return load({ operation, object, options, terminal, input });
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

function refuseTogether(file: string, { tokenStdin, journal, batchSize, map }: LoadOptions): void {
  if (file === '-' && tokenStdin === true) throw new UsageError('Token and rows cannot both come from stdin');
  if (journal !== undefined && batchSize !== undefined && (file === '-' || map !== undefined)) {
    throw new UsageError('With --journal, --batch-size works only on a file that is sent as it is');
  }
}

async function load(call: Load): Promise<number> {
  const { options, terminal, input } = call;
  if (options.dryRun === true) return showPlan(call);
  const plan = input.path === undefined ? undefined : await makePlan(call);
  if (plan?.rows === 0) throw new UsageError(`"${input.path}" holds no rows`);
  return withCredentials(options, terminal, (credentials) => run(call, credentials, plan));
}

async function makePlan({ input, options, terminal }: Load): Promise<Plan> {
  const { api = '1.0' } = bulkOptions(options, terminal);
  const plan = await planLoad(input, { api, batchSize: options.batchSize });
  terminal.stderr.write(`${planText(plan, readsResultsTwice(options) ? 2 : 1)}\n`);
  return plan;
}

async function run(call: Load, credentials: Credentials, plan: Plan | undefined): Promise<number> {
  const { operation, object, options, terminal, input } = call;
  const journal = options.journal === undefined ? {} : { journal: options.journal };
  const bulk = new Bulk({ ...bulkOptions(options, terminal), ...journal });
  await bulk.login(credentials);
  await bulk.jobCreate(operation, object, jobOptions(options));
  await send(bulk, input, options.batchSize);
  await bulk.jobClose();
  return finishLoad(bulk, { options, terminal, rows: plan?.rows, originals: input.originals });
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

/** The job and the text of each batch, as they would go out. */
async function showPlan({ operation, object, options, terminal, input }: Load): Promise<number> {
  const { api = '1.0' } = bulkOptions(options, terminal);
  const { stdout, stderr } = terminal;
  stdout.write(`# job: ${JSON.stringify({ api, operation, object, contentType: 'CSV', ...jobOptions(options) })}\n`);
  let number = 0;
  const plan = await planLoad(input, { api, batchSize: options.batchSize }, ({ rows, bytes, text }) => {
    number += 1;
    stdout.write(`# batch ${number}: ${numbered(rows, 'row')}, ${numbered(bytes, 'byte')}\n${text}`);
  });
  stderr.write(`${planText(plan, readsResultsTwice(options) ? 2 : 1)}; nothing was sent\n`);
  return EXIT.ok;
}

function toCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  throw new InvalidArgumentError('It is a whole number from 1 on.');
}
