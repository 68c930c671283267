/** The answer of a query job, page by page. */
import { type CsvLayout } from '../csv-layout';
import { fieldText } from '../formats/field-text';
import { quoteCsv } from '../formats/text';
import { shortId } from '../ids';
import { type RestCall } from '../rest-call';
import { BulkFault } from '../rest-fault';
import { type QueryAnswer } from '../store/types';
import { queryJob, refusal } from './call';
import { notReady } from './ended-job';
import { type V2QueryJob } from './jobs';

interface Complete {
  readonly job: V2QueryJob;
  readonly answer: QueryAnswer;
}

/** Results are read in the version in which the job was made. */
export const completeAnswer = (call: RestCall): Complete => {
  const job = queryJob(call);
  const { apiVersion } = job.settings;
  if (call.version !== apiVersion) {
    const message = `The job was created with version ${apiVersion}`;
    throw new BulkFault({ status: 409, errorCode: 'INVALIDVERSION', message });
  }
  const answer = job.state === 'JobComplete' ? job.answer?.answer : undefined;
  if (answer === undefined) throw notReady(job);
  return { job, answer };
};

/** Opaque to clients: the job's id and a place in its answer. */
export const locatorOf = ({ id }: V2QueryJob, place: number): string =>
  Buffer.from(`${shortId(id)}${place}`).toString('base64url');

export const placeOf = (job: V2QueryJob, locator: string | null): number => {
  if (locator === null) return 0;
  const text = Buffer.from(locator, 'base64url').toString('latin1');
  const place = Number(text.slice(shortId(job.id).length));
  if (Number.isInteger(place) && locatorOf(job, place) === locator) return place;
  throw refusal('INVALID_QUERY_LOCATOR', 'invalid query locator');
};

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Every page begins with the header, also one without rows. */
export function* pageText(job: V2QueryJob, { columns, rows }: QueryAnswer, { from, to }: Range): Iterable<string> {
  const order = columnOrder(columns, job.settings.apiVersion);
  yield line(
    order.map(({ column }) => column.path.join('.')),
    job.csv,
  );
  for (const row of rows.slice(from, to)) {
    yield line(
      order.map(({ column, place }) => fieldText(column.field, row[place] ?? null)),
      job.csv,
    );
  }
}

interface PlacedColumn {
  readonly column: QueryAnswer['columns'][number];
  readonly place: number;
}

/** From then on columns keep the query's order; before, they came in that of the alphabet. */
const FIRST_WITH_OWN_ORDER = 50;

const columnOrder = (columns: QueryAnswer['columns'], apiVersion: string): PlacedColumn[] => {
  const placed = columns.map((column, place) => ({ column, place }));
  if (Number(apiVersion) >= FIRST_WITH_OWN_ORDER) return placed;
  return placed.sort((one, other) => (one.column.path.join('.') < other.column.path.join('.') ? -1 : 1));
};

const line = (values: readonly string[], { delimiter, lineEnding }: CsvLayout): string =>
  values.map(quoteCsv).join(delimiter) + lineEnding;
