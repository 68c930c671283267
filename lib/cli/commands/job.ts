import { Bulk, RefusedException, type BatchInfo, type JobInfo } from '../../index';
import { counted } from '../../repl/format/counts';
import { endAsJob, Unfinished } from '../failure';
import { finishLoad, hasFailed, onJob, type FinishOptions } from '../finish';
import { heeding } from '../heeding';
import { addFinishOptions } from '../options';
import { checkOutputs } from '../output-files';
import { addSignInOptions, apiWords, bulkOptions, orgWords, withCredentials, type SignInOptions } from '../sign-in';
import { EXIT, type AddCommand, type CommandWorld, type Terminal } from '../terminal';
import { UsageError } from '../usage-error';
import { finishQuery } from './query';

interface JobCall<Options> {
  readonly bulk: Bulk;
  readonly options: Options;
  readonly terminal: Terminal;
}

interface StatusOptions extends SignInOptions {
  readonly json?: true;
}

interface ResultOptions extends FinishOptions {
  readonly output: string;
}

export const addJobCommands: AddCommand = (program, world) => {
  const status = program
    .command('status')
    .description('say how far a job is')
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      examplesOf('status', '0 all rows succeeded, 1 some did not, 3 the job failed, 4 it is still running'),
    );
  const result = program
    .command('result')
    .description('wait for a job, and fetch its results')
    .option('-o, --output <file>', 'where the rows of a query go; - is stdout', '-')
    .addHelpText('after', examplesOf('result', 'as for the command that made the job'));
  const abort = program
    .command('abort')
    .description('abort a job; what is processed stays')
    .option('--json', 'as JSON')
    .addHelpText('after', examplesOf('abort', '0 it is aborted, 3 it could not be'));
  for (const command of [status, addFinishOptions(result), abort]) {
    addSignInOptions(command.argument('<job>', 'the id of the job, which begins with 750'));
  }
  status.action((job: string, options: StatusOptions) =>
    attach(job, { options, world, work: (call) => heeding(call.terminal, () => showStatus(call)) }),
  );
  result.action((job: string, options: ResultOptions) => attach(job, { options, world, work: fetchResult }));
  abort.action((job: string, options: StatusOptions) =>
    attach(job, { options, world, work: (call) => heeding(call.terminal, () => abortJob(call)) }),
  );
};

function examplesOf(name: string, exitCodes: string): string {
  return `
Examples:
  sfbulk ${name} 750xx0000000001AAA --org my-sandbox
  sfbulk ${name} 750xx0000000001AAA --json --api 2.0

Exit codes: ${exitCodes}
`;
}

interface Attached<Options> {
  readonly options: Options;
  readonly world: CommandWorld;
  readonly work: (call: JobCall<Options>) => Promise<number>;
}

function attach<Options extends SignInOptions>(
  job: string,
  { options, world, work }: Attached<Options>,
): Promise<void> {
  return endAsJob(world, (terminal) =>
    withCredentials(options, terminal, async (credentials) => {
      const bulk = new Bulk(bulkOptions(options, terminal));
      await heeding(terminal, () => bulk.login(credentials));
      await heeding(terminal, () => bulk.jobAttach(job).catch(sayOtherApi(options, terminal)));
      return work({ bulk, options, terminal });
    }),
  );
}

/** The two APIs do not know each other's jobs, and their ids look alike. */
function sayOtherApi(options: SignInOptions, terminal: Terminal): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof RefusedException)) throw error;
    const other = bulkOptions(options, terminal).api === '1.0' ? '2.0' : '1.0';
    throw new Unfinished(error, [`If it is a job of API ${other}: add --api ${other}`]);
  };
}

async function showStatus({ bulk, options, terminal: { stdout } }: JobCall<StatusOptions>): Promise<number> {
  const job = await bulk.jobStatus();
  const batches = Object.values(await bulk.batchStatus());
  stdout.write(options.json === true ? `${JSON.stringify({ job, batches })}\n` : statusText(job, batches));
  if (hasFailed(job)) return EXIT.jobFailed;
  if (!(await bulk.jobIsCompleted())) return EXIT.stillRunning;
  return job.numberRecordsFailed === 0 ? EXIT.ok : EXIT.failed;
}

function statusText(job: JobInfo, batches: readonly BatchInfo[]): string {
  const head = `${job.id}  ${job.operation} ${job.object}  ${job.state}`;
  const sums = `${counted(job.numberRecordsProcessed, 'row')} processed, ${job.numberRecordsFailed} failed`;
  const lines = batches.map(({ id, state, stateMessage, numberRecordsProcessed }) =>
    `  ${id}  ${state.padEnd(12)}  ${counted(numberRecordsProcessed, 'row')}  ${stateMessage ?? ''}`.trimEnd(),
  );
  return `${[head, sums, ...lines].join('\n')}\n`;
}

async function fetchResult({ bulk, options, terminal }: JobCall<ResultOptions>): Promise<number> {
  const { output, success, errors } = options;
  await checkOutputs({ '--output': output, '--success': success, '--errors': errors });
  const known = await heeding(terminal, () => bulk.jobStatus());
  const isQuery = known.operation === 'query' || known.operation === 'queryAll';
  refuseUnused(options, isQuery);
  return onJob(bulk, { options, terminal, job: known }, (finishing) =>
    isQuery ? finishQuery(bulk, finishing, output) : finishLoad(bulk, finishing),
  );
}

/** A file that would not come to be must not be waited for. */
function refuseUnused({ output, success, errors }: ResultOptions, isQuery: boolean): void {
  if (isQuery && (success !== undefined || errors !== undefined))
    throw new UsageError('The job is a query: its rows go where --output says; --success and --errors are for loads');
  if (!isQuery && output !== '-')
    throw new UsageError('The job is a load: its rows go where --success and --errors say; --output is for queries');
}

async function abortJob(call: JobCall<StatusOptions>): Promise<number> {
  const { bulk, options, terminal } = call;
  const job = await bulk.jobAbort().catch(sayIfEnded(call));
  terminal.stdout.write(options.json === true ? `${JSON.stringify({ job })}\n` : `${job.id} is ${job.state}\n`);
  return EXIT.ok;
}

/** What the two APIs say of a job that has ended. */
const ENDED = new Set(['InvalidJobState', 'INVALIDJOBSTATE']);

/** What the library advises is to make another job, which is not what was wanted. */
function sayIfEnded({ options, terminal }: JobCall<StatusOptions>): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof RefusedException) || !ENDED.has(error.code ?? '')) throw error;
    const { jobId = 'JOB' } = error;
    const way = `sfbulk result ${jobId}${orgWords(options) ?? ''}${apiWords(options, terminal)}`;
    throw new Error(`The job has ended already, and nothing was aborted; ${way} fetches its results`, { cause: error });
  };
}
