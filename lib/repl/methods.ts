/** What the prompt knows of each name that `bulk` has: help (`bulk.jobCreate?`) and completion are made from it. */
export interface MethodHelp {
  readonly name: string;
  readonly signature: string;
  readonly summary: string;
  readonly example: string;
  /** In API calls, which Salesforce meters. */
  readonly cost: string;
}

export const METHODS: readonly MethodHelp[] = [
  {
    name: 'login',
    signature: 'login(username, password, securityToken?, apiVersion?, sandbox?)  or  login(credentials)',
    summary: 'Signs in: with a password over SOAP, or with { accessToken, instanceUrl }.',
    example: "bulk.login({ accessToken: process.env.TOKEN, instanceUrl: 'https://example.my.salesforce.com' })",
    cost: '1 call with a password, none with an access token',
  },
  {
    name: 'describe',
    signature: 'describe(object)',
    summary: 'What the org says of an object: its fields, their types, and what may be done with them.',
    example: "bulk.describe('Contact')",
    cost: '1 call',
  },
  {
    name: 'describeGlobal',
    signature: 'describeGlobal()',
    summary: 'The names of the objects of the org.',
    example: 'bulk.describeGlobal()',
    cost: '1 call',
  },
  {
    name: 'limits',
    signature: 'limits()',
    summary: 'What the org has left of its allocations.',
    example: '(await bulk.limits()).DailyBulkApiBatches',
    cost: '1 call',
  },
  {
    name: 'jobCreate',
    signature: 'jobCreate(operation, object, externalIdField?)  or  jobCreate(operation, object, options)',
    summary: 'Opens a job: insert, update, upsert, delete, hardDelete, query or queryAll, of one object.',
    example: "bulk.jobCreate('insert', 'Contact')",
    cost: '1 call',
  },
  {
    name: 'jobAttach',
    signature: 'jobAttach(jobId)',
    summary: 'Takes over a job that exists on the server, made by whatever program.',
    example: "bulk.jobAttach('750QQ0000004C92YAE')",
    cost: '1 call',
  },
  {
    name: 'jobMap',
    signature: 'jobMap(mappings)',
    summary: 'Says which columns of the CSV go into which fields, before the first batch of a load.',
    example: "bulk.jobMap([{ salesforceField: 'LastName', csvHeader: 'Surname' }])",
    cost: '1 call',
  },
  {
    name: 'batchCreate',
    signature: 'batchCreate(data, { maxRecords?, onProgress?, signal? }?)',
    summary: 'Adds data: SOQL for a query; for a load CSV text, bytes, a stream or rows. Splits what is too large.',
    example: "bulk.batchCreate([{ LastName: 'Lovelace' }, { LastName: 'Hopper' }])",
    cost: '1 call for each batch: up to 10,000 rows or 10,000,000 characters',
  },
  {
    name: 'batchCreateFromCsv',
    signature: 'batchCreateFromCsv(path, maxRecords or options?)',
    summary: 'Adds a CSV file of any size, in the memory of a few batches.',
    example: "bulk.batchCreateFromCsv('contacts.csv')",
    cost: '1 call for each batch: up to 10,000 rows or 10,000,000 characters',
  },
  {
    name: 'jobIsCompleted',
    signature: 'jobIsCompleted()',
    summary: 'True when every batch has ended, whatever way.',
    example: 'while (!(await bulk.jobIsCompleted())) await sleep(10)',
    cost: '1 call, however many batches',
  },
  {
    name: 'jobWait',
    signature: 'jobWait({ interval?, timeout?, onProgress?, signal? }?)',
    summary: 'Waits until every batch has ended: polls ever more rarely. Ctrl-C ends the waiting, not the job.',
    example: 'bulk.jobWait({ timeout: 60 })',
    cost: '1 call for each poll, and 1 at the end',
  },
  {
    name: 'jobStatus',
    signature: 'jobStatus()',
    summary: 'Asks for the job: its state and its counters.',
    example: 'bulk.jobStatus()',
    cost: '1 call',
  },
  {
    name: 'batchStatus',
    signature: 'batchStatus(batchId?)',
    summary: 'Every batch of the job by its id, or the one that is asked for.',
    example: 'bulk.batchStatus()',
    cost: '1 call, however many batches',
  },
  {
    name: 'batchResult',
    signature: 'batchResult(onlyInvalid?)  or  batchResult(batchId, onlyInvalid?)',
    summary: 'What became of each row of a load, or the rows of a query; with true, only the rows that failed.',
    example: 'bulk.batchResult()',
    cost: '1 call, and 1 for each batch; for a query 1 more for each result set',
  },
  {
    name: 'jobRecords',
    signature: 'jobRecords({ onProgress?, signal?, … }?)',
    summary: 'The rows of a query, all batches and result sets, as one stream.',
    example: 'for await (const row of bulk.jobRecords()) console.log(row.Id)',
    cost: 'as batchResult',
  },
  {
    name: 'jobDownload',
    signature: 'jobDownload(path or stream, { onProgress?, signal? }?)',
    summary: 'Writes the rows of a query into a CSV file or a stream as they come, the header once.',
    example: "bulk.jobDownload('contacts.csv')",
    cost: 'as batchResult',
  },
  {
    name: 'jobOutcomes',
    signature: 'jobOutcomes({ onProgress?, signal? }?)',
    summary: 'Each row that was given, beside what became of it, in the order of the input.',
    example:
      'for await (const { row, input, errors } of bulk.jobOutcomes()) if (errors[0]) console.log(row, input, errors)',
    cost: '1 call, and 1 or 2 for each batch',
  },
  {
    name: 'jobReceipt',
    signature: 'jobReceipt({ onProgress?, signal? }?)',
    summary: 'The account of the job: rows given = succeeded + failed + not processed. Throws when the sums differ.',
    example: 'bulk.jobReceipt()',
    cost: 'as jobOutcomes',
  },
  {
    name: 'jobFailures',
    signature: 'jobFailures(path, { onProgress?, signal? }?)',
    summary:
      'Writes the rows that failed into a CSV file: their own columns and the error. It can be loaded again as it is.',
    example: "bulk.jobFailures('failures.csv')",
    cost: 'as jobOutcomes',
  },
  {
    name: 'jobRetry',
    signature: 'jobRetry({ attempts?, onProgress?, signal?, … }?)',
    summary: 'Sends again only the rows that failed for a passing reason, such as a lock.',
    example: 'bulk.jobRetry()',
    cost: 'as jobOutcomes, and 1 call for each batch that is added and for each poll',
  },
  {
    name: 'batchResultText',
    signature: 'batchResultText()',
    summary: 'The results of every batch as the service writes them: CSV text.',
    example: 'bulk.batchResultText()',
    cost: '1 call, and 1 for each batch; for a query 1 more for each result set',
  },
  {
    name: 'batchRequest',
    signature: 'batchRequest(batchId)',
    summary: 'What was sent in a batch: its CSV, or its SOQL.',
    example: "bulk.batchRequest('751QQ000000Cd2YYAS')",
    cost: '1 call',
  },
  {
    name: 'jobClose',
    signature: 'jobClose()',
    summary: 'Closes the job: it takes no more batches. Its results stay readable.',
    example: 'bulk.jobClose()',
    cost: '1 call',
  },
  {
    name: 'jobAbort',
    signature: 'jobAbort()',
    summary: 'Aborts the job: batches that wait are not processed; what has been processed stays.',
    example: 'bulk.jobAbort()',
    cost: '1 call',
  },
  {
    name: 'jobDelete',
    signature: 'jobDelete()',
    summary: 'Takes the job and its data off the server. 2.0 only: in 1.0 the service does that after 7 days.',
    example: 'bulk.jobDelete()',
    cost: '1 call',
  },
  {
    name: 'jobList',
    signature: 'jobList(filter?)',
    summary: 'The org’s jobs, of both APIs, whoever made them.',
    example: 'bulk.jobList()',
    cost: '1 call for each thousand jobs',
  },
  {
    name: 'isAwaitingData',
    signature: 'isAwaitingData',
    summary: 'True after Bulk.resume() when rows that were no file must be given again, by batchCreate().',
    example: "bulk = await Bulk.resume('load.journal'); bulk.isAwaitingData",
    cost: 'none',
  },
  {
    name: 'usage',
    signature: 'usage',
    summary: 'What this object has spent so far: API calls and batches.',
    example: 'bulk.usage',
    cost: 'none',
  },
];

/** The method that was probably meant: `job_create` and `jobcreate` are `jobCreate`. */
export function methodLike(name: string): MethodHelp | undefined {
  return METHODS.find((method) => folded(method.name) === folded(name));
}

function folded(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}
