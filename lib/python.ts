/**
 * The same object under the names of the Python package `sfbulk`, with its result shapes: a Python script ports by adding
 * `await` and braces.
 */
import { isDate } from 'node:util/types';
import {
  Bulk as Facade,
  csvRecords,
  type BatchInfo,
  type BulkOptions,
  type JobInfo,
  type LoginArguments,
  type LoginInfo,
  type Operation,
} from './bulk';

/** A batch's status as sfbulk has it: everything is text. */
export type StatusTexts = Record<string, string>;

export { BulkException, sleep } from './bulk';

export class Bulk {
  readonly #bulk: Facade;

  constructor(options: BulkOptions = {}) {
    this.#bulk = new Facade(options);
  }

  login(...given: LoginArguments): Promise<LoginInfo> {
    return this.#bulk.login(...given);
  }

  job_create(operation: Operation, object: string, external_id_field?: string): Promise<JobInfo> {
    return this.#bulk.jobCreate(operation, object, external_id_field);
  }

  job_close(): Promise<JobInfo> {
    return this.#bulk.jobClose();
  }

  job_is_completed(): Promise<boolean> {
    return this.#bulk.jobIsCompleted();
  }

  /** CSV text for a load, SOQL for a query. Answers with the ids of the batches. */
  async batch_create(data: string): Promise<string[]> {
    return idsOf(await this.#bulk.batchCreate(data));
  }

  async batch_create_from_csv(path: string, max_records?: number): Promise<string[]> {
    return idsOf(await this.#bulk.batchCreateFromCsv(path, max_records));
  }

  /** Every batch's status by its id. */
  async batch_status(): Promise<Record<string, StatusTexts>> {
    return mapValues(await this.#bulk.batchStatus(), statusTexts);
  }

  /**
   * Every batch's result by its id, as a list of CSV records: the header first, an empty string last.
   *
   * @param only_invalid leave out the records that succeeded
   */
  async batch_result(only_invalid = false): Promise<Record<string, string[]>> {
    return mapValues(await this.#bulk.batchResultText(), (text) => {
      const [header = '', ...records] = csvRecords(text);
      return [header, ...(only_invalid ? invalid(header, records) : records), ''];
    });
  }
}

/** In the results of a load, the second of the quoted columns says whether the record succeeded; a query has no failures. */
function invalid(header: string, records: readonly string[]): string[] {
  const isLoad = header === '"Id","Success","Created","Error"';
  return isLoad ? records.filter((record) => !/^"[^"]*","true",/.test(record)) : [];
}

function idsOf(batches: readonly BatchInfo[]): string[] {
  return batches.map(({ id }) => id);
}

function statusTexts(info: BatchInfo): StatusTexts {
  return mapValues({ ...info }, (value) => (isDate(value) ? value.toISOString() : String(value ?? '')));
}

function mapValues<From, To>(values: Record<string, From>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));
}
