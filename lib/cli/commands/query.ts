import { text } from 'node:stream/consumers';
import { InvalidArgumentError } from 'commander';
import { Bulk, type BatchInfo, type Credentials, type JobOptions, type PlannedJob } from '../../index';
import { counted } from '../../repl/format/counts';
import { showRequests } from '../dry-run';
import { endAsJob } from '../failure';
import { hasFailed, onJob, waitFor, watching, type Finishing } from '../finish';
import { heeding, heedingFirst } from '../heeding';
import { addWaitOptions } from '../options';
import { naming } from '../output-error';
import { checkOutputs } from '../output-files';
import { countRequests } from '../plan';
import { surroundings } from '../planning';
import { addSignInOptions, bulkOptions, withCredentials, type SignInOptions } from '../sign-in';
import { EXIT, type AddCommand, type Terminal } from '../terminal';
import { UsageError } from '../usage-error';
import { serverJobs } from '../ways-on';

export interface QueryOptions extends SignInOptions {
  readonly output: string;
  readonly all?: true;
  /** Records in a chunk, where that was said. */
  readonly pkChunking?: true | number;
  readonly wait?: number;
  readonly json?: true;
  readonly dryRun?: true;
}

export const addQuery: AddCommand = (program, world) => {
  const command = program
    .command('query')
    .description('write the rows of a query into a CSV file')
    .argument('<soql>', 'the query; - reads it from stdin')
    .option('-o, --output <file>', 'where the rows go; - is stdout', '-')
    .option('--all', 'deleted and archived records as well')
    .option(
      '--pk-chunking [size]',
      'let the service cut the query into chunks of ids: for millions of rows (default: of 100,000)',
      toChunkSize,
    )
    .option('--dry-run', 'show what would be sent, and send nothing')
    .addHelpText('after', EXAMPLES)
    .action((soql: string, options: QueryOptions) =>
      endAsJob(world, async (terminal) => {
        const asked = await readQuery(soql, options, terminal);
        if (options.dryRun === true) return rehearse(asked, { options, terminal });
        return withCredentials(options, terminal, (credentials) => query(asked, { options, terminal, credentials }));
      }),
    );
  addWaitOptions(command);
  addSignInOptions(command);
};

const EXAMPLES = `
Examples:
  sfbulk query 'SELECT Id, Name FROM Account' -o accounts.csv --org my-sandbox
  sfbulk query "SELECT Id FROM Lead WHERE Status = 'Open'" | sfbulk delete Lead -
  sfbulk query 'SELECT Id, Name FROM Contact' --pk-chunking 50000 -o contacts.csv
  sfbulk query 'SELECT Id, Name FROM Contact' --dry-run
  sfbulk query - --practice < query.soql

Exit codes: 0 all rows are there, 2 usage, 3 the job failed, 4 it is still running
`;

interface Query {
  readonly soql: string;
  readonly job: Required<PlannedJob>;
}

interface QueryCall {
  readonly options: QueryOptions;
  readonly terminal: Terminal;
}

async function readQuery(given: string, options: QueryOptions, { stdin }: Terminal): Promise<Query> {
  await checkOutputs({ '--output': options.output });
  if (given === '-' && options.tokenStdin === true) throw new UsageError('Token and query cannot both come from stdin');
  const soql = given === '-' ? await text(stdin) : given;
  const [, object] = /\bFROM\s+(\w+)/i.exec(soql) ?? [];
  if (object === undefined) throw new UsageError('The query has no FROM');
  const operation = options.all === true ? 'queryAll' : 'query';
  return { soql, job: { operation, object, options: jobOptions(options) } };
}

/** What comes after these requests depends on the answers: how often to ask, and how many results there are. */
async function rehearse({ soql, job }: Query, { options, terminal }: QueryCall): Promise<number> {
  const { stdout, stderr } = terminal;
  const planning = { ...surroundings(options, terminal), job };
  const { calls } = await showRequests({ json: options.json === true, stdout }, async (onRequest) => ({
    calls: (await countRequests(soql, planning, onRequest)).requests,
  }));
  stderr.write(`${counted(calls, 'call')}, and those that wait and fetch the rows; nothing was sent\n`);
  return EXIT.ok;
}

async function query(
  { soql, job: { operation, object, options: settings } }: Query,
  { options, terminal, credentials }: QueryCall & { readonly credentials: Credentials },
): Promise<number> {
  const bulk = new Bulk(bulkOptions(options, terminal));
  const job = await heedingFirst(terminal, async () => {
    await bulk.login(credentials);
    return bulk.jobCreate(operation, object, settings);
  });
  let batches: readonly BatchInfo[] = [];
  return onJob(bulk, { options, terminal, job, batches: () => batches }, async (finishing) => {
    batches = await heeding(terminal, () => bulk.batchCreate(soql));
    return finishQuery(bulk, finishing, options.output);
  });
}

function jobOptions({ pkChunking }: QueryOptions): JobOptions {
  if (pkChunking === undefined) return {};
  return { pkChunking: pkChunking === true ? true : { chunkSize: pkChunking } };
}

/** Waits for a query to end, and writes its rows. */
export async function finishQuery(bulk: Bulk, finishing: Finishing, output: string): Promise<number> {
  const { options, terminal } = finishing;
  const { stdout, stderr } = terminal;
  const job = await waitFor(bulk, finishing);
  if (job.state === 'Open') await heeding(terminal, () => bulk.jobClose());
  // Of a job that failed there is no result to be read: that throws, with the service's reason.
  const rows = await bulk
    .jobDownload(output === '-' ? stdout : output, watching(finishing, output))
    .catch(naming(output));
  finishing.line.clear();
  if (rows === 0) stderr.write('No row was found: there is only a header\n');
  const { ids } = await serverJobs(bulk, job);
  const account = { jobId: ids[0] ?? job.id, rows, calls: bulk.usage.calls };
  const text = options.json === true ? JSON.stringify(account) : `${counted(rows, 'row')}, job ${account.jobId}`;
  (output === '-' ? stderr : stdout).write(`${text}\n`);
  return hasFailed(job) ? EXIT.jobFailed : EXIT.ok;
}

function toChunkSize(text: string): number {
  const size = Number(text);
  if (Number.isInteger(size) && size > 0 && size <= LARGEST_CHUNK) return size;
  throw new InvalidArgumentError(
    `The size is a whole number from 1 to ${LARGEST_CHUNK}; without one, the option stands behind the query.`,
  );
}

/** The service takes no more. */
const LARGEST_CHUNK = 250_000;
