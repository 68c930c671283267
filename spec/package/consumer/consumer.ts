import { Bulk, BulkException, InputException, sleep } from 'sfbulk';
import type { BatchInfo, InputRow, JobInfo, ResultRow, Row } from 'sfbulk';
import { PracticeOrg, type PracticeOrgOptions } from 'sfbulk/practice-org';
import { Bulk as PythonBulk } from 'sfbulk/python';

const options: PracticeOrgOptions = { seed: 7, clock: 'manual' };

export async function load(rows: readonly InputRow[]): Promise<ResultRow[]> {
  const org = await PracticeOrg.start(options);
  const bulk = new Bulk({ api: '1.0', concurrency: 2 });
  const { instanceUrl, userId }: { instanceUrl: string; userId: string | null } = await bulk.login(org.credentials);
  const job: JobInfo = await bulk.jobCreate('upsert', 'Contact', 'Email');
  const batches: BatchInfo[] = await bulk.batchCreate(rows);
  while (!(await bulk.jobIsCompleted())) await sleep(10);
  const results: Record<string, ResultRow[]> = await bulk.batchResult<'upsert'>();
  await org.stop();
  console.log(instanceUrl, userId, job.createdDate.getTime(), batches.length);
  return Object.values(results).flat();
}

export async function query(bulk: Bulk): Promise<Row[]> {
  const results: Record<string, Row[]> = await bulk.batchResult<'query'>();
  return Object.values(results).flat();
}

export async function port(bulk: PythonBulk): Promise<string[]> {
  await bulk.job_create('query', 'Contact');
  return bulk.batch_create('SELECT Id FROM Contact');
}

export function describe(error: unknown): string {
  if (error instanceof InputException) return `row ${String(error.row)}`;
  return error instanceof BulkException ? (error.advice ?? error.message) : String(error);
}

// @ts-expect-error -- an operation that does not exist
void new Bulk().jobCreate('inserts', 'Contact');

// @ts-expect-error -- results of an insert are no records of a query
export const wrong: Promise<Record<string, Row[]>> = new Bulk().batchResult<'insert'>();
