import { Bulk, type Credentials, type JobOptions } from '../../index';
import { csvText } from '../csv-file';
import { endAsJob } from '../failure';
import { hasFailed, serverJobs, waitFor } from '../finish';
import { addWaitOptions } from '../options';
import { numbered } from '../plan';
import { addSignInOptions, bulkOptions, withCredentials, type SignInOptions } from '../sign-in';
import { EXIT, type AddCommand, type Terminal } from '../terminal';
import { UsageError } from '../usage-error';

export interface QueryOptions extends SignInOptions {
  readonly output: string;
  readonly all?: true;
  readonly pkChunking?: true;
  readonly wait?: number;
  readonly json?: true;
}

export const addQuery: AddCommand = (program, world) => {
  const command = program
    .command('query')
    .description('write the rows of a query into a CSV file')
    .argument('<soql>', 'the query')
    .option('-o, --output <file>', 'where the rows go; - is stdout', '-')
    .option('--all', 'deleted and archived records as well')
    .option('--pk-chunking', 'let the service cut the query into chunks of ids: for millions of rows')
    .addHelpText('after', EXAMPLES)
    .action((soql: string, options: QueryOptions) =>
      endAsJob(world, (terminal) =>
        withCredentials(options, terminal, (credentials) => query({ soql, options, terminal, credentials })),
      ),
    );
  addWaitOptions(command);
  addSignInOptions(command);
};

const EXAMPLES = `
Examples:
  sfbulk query 'SELECT Id, Name FROM Account' -o accounts.csv --org my-sandbox
  sfbulk query "SELECT Id FROM Lead WHERE Status = 'Open'" | sfbulk delete Lead -
  sfbulk query 'SELECT Id, Name FROM Contact' --practice

Exit codes: 0 all rows are there, 2 usage, 3 the job failed, 4 it is still running
`;

interface Query {
  readonly soql: string;
  readonly options: QueryOptions;
  readonly terminal: Terminal;
  readonly credentials: Credentials;
}

async function query({ soql, options, terminal, credentials }: Query): Promise<number> {
  const [, object] = /\bFROM\s+(\w+)/i.exec(soql) ?? [];
  if (object === undefined) throw new UsageError('The query has no FROM');
  const bulk = new Bulk(bulkOptions(options, terminal));
  await bulk.login(credentials);
  const jobOptions: JobOptions = options.pkChunking === true ? { pkChunking: true } : {};
  await bulk.jobCreate(options.all === true ? 'queryAll' : 'query', object, jobOptions);
  await bulk.batchCreate(soql);
  return finishQuery(bulk, { options, terminal });
}

/** Waits for a query to end, and writes its rows. */
export async function finishQuery(
  bulk: Bulk,
  { options, terminal }: { options: Pick<QueryOptions, 'output' | 'wait' | 'json'>; terminal: Terminal },
): Promise<number> {
  const { stdout, stderr } = terminal;
  const { output } = options;
  const job = await waitFor(bulk, { options, terminal });
  if (job.state === 'Open') await bulk.jobClose();
  // Of a job that failed there is no result to be read: that throws, with the service's reason.
  const rows = output === '-' ? await printRows(bulk, stdout) : await bulk.jobDownload(output);
  const { ids } = await serverJobs(bulk);
  const account = { jobId: ids[0] ?? job.id, rows, calls: bulk.usage.calls };
  const text = options.json === true ? JSON.stringify(account) : `${numbered(rows, 'row')}, job ${account.jobId}`;
  (output === '-' ? stderr : stdout).write(`${text}\n`);
  return hasFailed(job) ? EXIT.jobFailed : EXIT.ok;
}

async function printRows(bulk: Bulk, stdout: Terminal['stdout']): Promise<number> {
  let rows = 0;
  let columns: readonly string[] = [];
  for await (const row of bulk.jobRecords()) {
    const isFirst = rows === 0;
    if (isFirst) columns = Object.keys(row);
    rows += 1;
    if (!stdout.write(csvText([row], columns, isFirst))) await drained(stdout);
  }
  return rows;
}

function drained(stdout: Terminal['stdout']): Promise<void> {
  return new Promise((resolve) => stdout.once('drain', resolve));
}
