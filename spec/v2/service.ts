/** Bulk API 2.0 as it is documented: its addresses and bodies, with ids that are made up. */
import { type Bulk, type BulkOptions, type JobOptions, type Operation } from '../../lib';
import { signedIn } from '../helpers/bulks';
import { exchange, type Exchange, type Sent } from '../helpers/exchange';
import { USER_ID } from '../helpers/wire';

export const INGEST = '/services/data/v66.0/jobs/ingest';
export const QUERY = '/services/data/v66.0/jobs/query';
export const LOAD_ID = '750QQ000000Ab1ZYAS';
export const SECOND_LOAD_ID = '750QQ000000Ab2ZYAS';
export const QUERY_ID = '750QQ000000Qr8SYAS';
export const LOAD = `${INGEST}/${LOAD_ID}`;
export const RESULTS = `${QUERY}/${QUERY_ID}/results`;

/** More than goes into one request with the job. */
export const MANY_ROWS = `LastName\n${'Hopp\n'.repeat(20_001)}`;

type Values = Record<string, string | number | boolean | null>;

/** A job as it stands in answers. */
export function ingestJob(values: Values = {}): string {
  return JSON.stringify({
    id: LOAD_ID,
    operation: 'insert',
    object: 'Contact',
    createdById: USER_ID,
    createdDate: '2026-01-02T03:04:05.000+0000',
    systemModstamp: '2026-01-02T03:04:05.000+0000',
    state: 'UploadComplete',
    concurrencyMode: 'Parallel',
    contentType: 'CSV',
    apiVersion: 66.0,
    ...values,
  });
}

/** The same as the job is described when it is asked for. */
export function ingestInfo(values: Values = {}): string {
  return ingestJob({
    state: 'JobComplete',
    jobType: 'V2Ingest',
    lineEnding: 'LF',
    columnDelimiter: 'COMMA',
    numberRecordsProcessed: 0,
    numberRecordsFailed: 0,
    retries: 0,
    totalProcessingTime: 742,
    apiActiveProcessingTime: 655,
    apexProcessingTime: 120,
    ...values,
  });
}

export function queryJob(values: Values = {}): string {
  return ingestJob({ id: QUERY_ID, operation: 'query', lineEnding: 'LF', columnDelimiter: 'COMMA', ...values });
}

export function queryInfo(values: Values = {}): string {
  return queryJob({
    state: 'JobComplete',
    jobType: 'V2Query',
    numberRecordsProcessed: 0,
    retries: 0,
    totalProcessingTime: 9120,
    isPkChunkingSupported: true,
    ...values,
  });
}

/** Errors come as a list. */
export function fault(errorCode: string, message: string): string {
  return JSON.stringify([{ errorCode, message }]);
}

/** An exchange that is answered in JSON. */
export function json(what: Exchange): Sent {
  return exchange({ ...what, headers: { 'Content-Type': 'application/json;charset=UTF-8', ...what.headers } });
}

export interface PageAnswer {
  csv: string;
  /** What `Sforce-Locator` says. Default: the literal text `null`, after the last page. */
  locator?: string;
  /** What `Sforce-NumberOfRecords` says; left out by default. */
  count?: number;
}

/** A page of a query's results. */
export function page(path: string, { csv, locator = 'null', count }: PageAnswer): Sent {
  const headers: Record<string, string> = { 'Content-Type': 'text/csv', 'Sforce-Locator': locator };
  if (count !== undefined) headers['Sforce-NumberOfRecords'] = String(count);
  return exchange({ method: 'GET', path, reply: csv, headers });
}

export const NO_ROWS = 'LastName\n';
export const NO_SUCCESS = `"sf__Id","sf__Created",${NO_ROWS}`;
export const NO_FAILURE = `"sf__Id","sf__Error",${NO_ROWS}`;

/** The three results of a load; those that are left out have no rows. */
export function results({
  successful = NO_SUCCESS,
  failed = NO_FAILURE,
  unprocessed = NO_ROWS,
  job = LOAD,
} = {}): void {
  const headers = { 'Content-Type': 'text/csv' };
  exchange({ method: 'GET', path: `${job}/successfulResults`, reply: successful, headers });
  exchange({ method: 'GET', path: `${job}/failedResults`, reply: failed, headers });
  exchange({ method: 'GET', path: `${job}/unprocessedrecords`, reply: unprocessed, headers });
}

interface OpenJob extends BulkOptions {
  operation?: Operation;
  job?: JobOptions;
}

/** A `Bulk` that speaks 2.0, with an open job; nothing is sent for that. */
export async function withJob({ operation = 'insert', job = {}, ...options }: OpenJob = {}): Promise<Bulk> {
  const bulk = await signedIn({ api: '2.0', ...options });
  await bulk.jobCreate(operation, 'Contact', job);
  return bulk;
}

/** The same with rows that were sent with the job, in one request. */
export async function withLoad({
  csv = 'LastName\nHopp\n',
  ...options
}: OpenJob & { csv?: string } = {}): Promise<Bulk> {
  const bulk = await withJob(options);
  json({ method: 'POST', path: INGEST, reply: ingestJob() });
  await bulk.batchCreate(csv);
  return bulk;
}

/** The same with a query that was sent. */
export async function withQuery(options: OpenJob = {}): Promise<Bulk> {
  const bulk = await withJob({ operation: 'query', ...options });
  json({ method: 'POST', path: QUERY, reply: queryJob() });
  await bulk.batchCreate('SELECT Id, Name FROM Contact');
  return bulk;
}

/** The load has ended: the next question finds so many records. */
export function endLoad(values: Values = {}): void {
  json({ method: 'GET', path: LOAD, reply: ingestInfo({ numberRecordsProcessed: 1, ...values }) });
}

export function endQuery(records: number): void {
  const reply = queryInfo({ numberRecordsProcessed: records });
  json({ method: 'GET', path: `${QUERY}/${QUERY_ID}`, reply });
}
