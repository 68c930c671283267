/** The format that a job's content type asks for: how its batches are read, and its results written. */
import { type ContentType } from '../../wire/v1';
import { type OrgContext } from '../context';
import { charset } from '../http';
import { type Batch } from '../job';
import { BatchFailure, type InputTable, type ObjectSchema, type QueryAnswer, type RecordResult } from '../store/types';
import { reshape } from '../transformation-spec';
import { csvRecords, csvResults, csvTable, readCsvLines } from './csv';
import { jsonRecords, jsonResults, jsonTable } from './json';
import { type LoadData } from './load-data';
import { type Slice } from './slice';
import { xmlRecords, xmlResults, xmlTable } from './xml';
import { attachFiles, readZip } from './zip';

type DataType = 'CSV' | 'XML' | 'JSON';

const dataType = (contentType: ContentType): DataType => {
  if (contentType.endsWith('CSV')) return 'CSV';
  return contentType.endsWith('JSON') ? 'JSON' : 'XML';
};

interface Source {
  readonly batch: Batch;
  readonly object: ObjectSchema;
  readonly now: number;
}

type TableReader = (body: Buffer, source: Source) => Promise<InputTable>;

/** Text is UTF-8 unless a spec tells that the file was not made for the service. */
const csvReader: TableReader = async (body, { batch, object, now }) => {
  const { spec } = batch.job;
  if (spec === undefined) return csvTable(await readCsvLines(body, batch.job.csv));
  const lines = await readCsvLines(recoded(body, charset(batch.request.contentType)), batch.job.csv);
  return csvTable(reshape(lines, { spec, object, now }));
};

const recoded = (body: Buffer, label = 'utf-8'): Buffer => {
  try {
    return Buffer.from(new TextDecoder(label).decode(body));
  } catch {
    throw new BatchFailure('InvalidBatch', `Unsupported charset: ${label}`);
  }
};

const READERS: Readonly<Record<DataType, TableReader>> = {
  CSV: csvReader,
  XML: (body) => xmlTable(body.toString('utf8')),
  JSON: (body) => jsonTable(body.toString('utf8')),
};

export const readLoad = async ({ clock, store }: OrgContext, batch: Batch): Promise<LoadData> => {
  const { contentType, object: name } = batch.job.settings;
  const object = store.object(name);
  if (object === undefined) throw new Error(`The org has no ${name}.`);
  const read = READERS[dataType(contentType)];
  const source = { batch, object, now: clock.now() };
  if (!contentType.startsWith('ZIP')) return { table: await read(batch.request.body, source) };
  const { request, files } = await readZip(batch.request.body);
  return attachFiles(await read(request, source), { object, files });
};

/** The service counts a CSV's header among its records when it complains of too many. */
export const headerRecords = (contentType: ContentType): number => (dataType(contentType) === 'CSV' ? 1 : 0);

export interface ResultFormat {
  readonly mediaType: string;
  readonly results: (results: readonly RecordResult[]) => Iterable<string>;
  readonly records: (answer: QueryAnswer, slice: Slice) => Iterable<string>;
}

const RESULT_FORMATS: Readonly<Record<DataType, ResultFormat>> = {
  CSV: { mediaType: 'text/csv', results: csvResults, records: csvRecords },
  XML: { mediaType: 'application/xml', results: xmlResults, records: xmlRecords },
  JSON: { mediaType: 'application/json', results: jsonResults, records: jsonRecords },
};

export const resultFormat = (contentType: ContentType): ResultFormat => RESULT_FORMATS[dataType(contentType)];
