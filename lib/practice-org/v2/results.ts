/** The results of a load: what was sent, as the service has understood it, beside what became of it. */
import { parse } from 'csv-parse/sync';
import { FAILED_COLUMNS, SUCCESSFUL_COLUMNS } from '../../wire/v2';
import { NULL_VALUE } from '../../wire/v1';
import { type OrgContext } from '../context';
import { csvError, csvOptions } from '../formats/csv';
import { fieldText } from '../formats/field-text';
import { quoteCsv } from '../formats/text';
import { type Batch, type Job } from '../job';
import { mulberry32, shuffled } from '../random';
import { convert, isRecordError } from '../store/conversions';
import { type FieldSchema, type RecordResult } from '../store/types';
import { V2IngestJob, V2QueryJob } from './jobs';
import { linesOf } from './upload-records';

/** From then on a failed record's id is told. */
const FIRST_WITH_FAILED_ID = 53;

interface Row {
  /** In the order of the upload's columns. */
  readonly values: readonly string[];
  readonly result: RecordResult;
}

interface Column {
  readonly place: number;
  readonly name: string;
  readonly field: FieldSchema | undefined;
}

export function* successfulResults(org: OrgContext, job: Job): Iterable<string> {
  const results = new Results(org, job);
  yield results.header(SUCCESSFUL_COLUMNS);
  for (const row of results.rows(({ success }) => success)) {
    yield results.line([row.result.id ?? '', String(row.result.created)], row);
  }
}

export function* failedResults(org: OrgContext, job: Job): Iterable<string> {
  const results = new Results(org, job);
  yield results.header(FAILED_COLUMNS);
  for (const row of results.rows(({ success }) => !success)) {
    yield results.line([results.idOf(row), row.result.errors.map(csvError).join('')], row);
  }
}

/** As they were sent, quotes and all: nobody has read them. */
export function* unprocessedRecords(job: V2IngestJob): Iterable<string> {
  const { lineEnding } = job.csv;
  if (job.upload !== undefined) yield* linesOf(job.upload, lineEnding);
  for (const [index, batch] of job.batches.entries()) {
    let place = -1;
    for (const line of linesOf(batch.request.body, lineEnding)) {
      if (place === -1 ? index === 0 : place >= batch.results.length) yield line;
      place += 1;
    }
  }
}

class Results {
  readonly #job: Job;
  readonly #columns: readonly Column[];
  readonly #isHeaderQuoted: boolean;
  readonly #random: (() => number) | undefined;
  readonly #idPlace: number;

  constructor({ store, settings }: OrgContext, job: Job) {
    this.#job = job;
    const head = headOf(job);
    this.#isHeaderQuoted = head.isQuoted;
    const fields = new Map(store.object(job.settings.object)?.fields.map((field) => [field.name.toLowerCase(), field]));
    this.#columns = head.names.map((name, place) => ({ place, name, field: fields.get(name.toLowerCase()) }));
    this.#idPlace = head.names.findIndex((name) => name.toLowerCase() === 'id');
    this.#random = settings.shuffleResults ? mulberry32(settings.seed + job.ordinal) : undefined;
  }

  /** The columns that the service adds are quoted; the others as they were sent. */
  header(added: readonly string[]): string {
    const names = this.#columns.map(({ name }) => (this.#isHeaderQuoted ? quoteCsv(name) : name));
    return this.#join([...added.map(quoteCsv), ...names]);
  }

  line(added: readonly string[], { values }: Row): string {
    const own = this.#columns.map(({ field, place }) => echo(field, values[place] ?? ''));
    return this.#join([...added, ...own].map(quoteCsv));
  }

  /** The order is nobody's business: batches and the records in them are mixed, the same way every time. */
  *rows(isWanted: (result: RecordResult) => boolean): Iterable<Row> {
    for (const batch of this.#mixed(this.#job.batches)) {
      // Most batches have no failures: there is nothing in them to be read again.
      if (!batch.results.some(isWanted)) continue;
      yield* this.#mixed(rowsOf(batch).filter(({ result }) => isWanted(result)));
    }
  }

  idOf({ values, result }: Row): string {
    if (Number(this.#job.settings.apiVersion) < FIRST_WITH_FAILED_ID) return '';
    return result.id ?? values[this.#idPlace] ?? '';
  }

  #mixed<Item>(items: readonly Item[]): readonly Item[] {
    return this.#random === undefined ? items : shuffled(items, this.#random);
  }

  #join(cells: readonly string[]): string {
    const { delimiter, lineEnding } = this.#job.csv;
    return cells.join(delimiter) + lineEnding;
  }
}

interface Head {
  readonly names: readonly string[];
  readonly isQuoted: boolean;
}

/** The service doesn't mind what kind of job it is asked about: a query has columns too. */
const headOf = (job: Job): Head => {
  if (job instanceof V2QueryJob) {
    return { names: job.answer?.answer.columns.map(({ path }) => path.join('.')) ?? [], isQuoted: true };
  }
  const data = job.batches[0]?.request.body ?? (job instanceof V2IngestJob ? job.upload : undefined);
  const [line = ''] = data === undefined ? [] : linesOf(data, job.csv.lineEnding);
  // A file may end its lines otherwise than the job says: the header must not keep any of that.
  return { names: namesIn(job, line.replace(/\r?\n$/, '')), isQuoted: line.startsWith('"') };
};

/** None in a header that can't be read: there are no results below it either. */
const namesIn = (job: Job, line: string): readonly string[] => {
  try {
    return linesIn(job, line)[0] ?? [];
  } catch {
    return [];
  }
};

const linesIn = ({ csv }: Job, text: string | Buffer): string[][] => parse(text, csvOptions(csv));

const rowsOf = ({ job, request, results }: Batch): Row[] => {
  if (results.length === 0) return [];
  const lines = linesIn(job, request.body).slice(1);
  return results.map((result, place) => ({ result, values: lines[place] ?? [] }));
};

/** A value comes back as its field has it: `45012345` as `4.5012345E7`. */
const echo = (field: FieldSchema | undefined, text: string): string => {
  if (field === undefined || text === '' || text === NULL_VALUE) return text;
  const value = convert(field, text);
  return isRecordError(value) ? text : fieldText(field, value);
};
