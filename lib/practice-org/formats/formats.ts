/** The format that a job's content type asks for: how its batches are read, and its results written. */
import { type ContentType } from '../../wire/v1';
import { type Reply } from '../http';
import { type Batch, type ResultSet } from '../jobs';
import { type InputTable, type QueryAnswer, type RecordResult } from '../store/types';
import { csvRecords, csvResults, csvTable, readCsvLines } from './csv';
import { xmlResultList } from './xml';

export interface LoadFormat {
  readonly read: (batch: Batch) => Promise<InputTable>;
  /** The service counts a CSV's header among its records when it complains of too many. */
  readonly countsHeader: boolean;
}

const csv: LoadFormat = {
  read: async ({ request }) => csvTable(await readCsvLines(request.body)),
  countsHeader: true,
};

export const loadFormat = (_contentType: ContentType): LoadFormat => csv;

export interface Slice {
  readonly from: number;
  readonly to: number;
  readonly apiVersion: string;
}

export interface ResultFormat {
  readonly mediaType: string;
  readonly results: (results: readonly RecordResult[]) => Iterable<string>;
  readonly records: (answer: QueryAnswer, slice: Slice) => Iterable<string>;
}

const csvResultFormat: ResultFormat = { mediaType: 'text/csv', results: csvResults, records: csvRecords };

export const resultFormat = (_contentType: ContentType): ResultFormat => csvResultFormat;

/** The list of a CSV job's result files is XML. */
export const resultList = (format: ResultFormat, sets: readonly ResultSet[]): Reply => {
  const ids = sets.map(({ id }) => id);
  const isJson = format.mediaType === 'application/json';
  return {
    status: 200,
    headers: { 'Content-Type': isJson ? 'application/json' : 'application/xml' },
    body: isJson ? JSON.stringify(ids) : xmlResultList(ids),
  };
};
