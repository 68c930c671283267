import { AccountingException } from '../../errors';
import { readQueryRows } from '../../records/csv-result-rows';
import { givenAll } from '../../records/given';
import { type RawRow } from '../../records/types';
import { type Api, type ApiRequest, type TransportReply } from '../../transport/transport';
import { COLUMN_DELIMITERS, LAST_LOCATOR, LOCATOR_HEADER, NUMBER_OF_RECORDS_HEADER } from '../../wire/v2';
import { type KnownJob, type PageOptions } from '../dialect';
import { linkedPages } from '../linked-pages';
import { askData, askJson, recordsIn } from '../rest-control';
import { type V2Requests } from './requests';

/** A page of results, and where the next one begins; null after the last. */
interface Page {
  readonly body: AsyncIterable<Uint8Array>;
  readonly next: string | null;
  /** Rows in it, as the service counts them; undefined where a proxy took the header away. */
  readonly count: number | undefined;
}

export interface PageSource {
  readonly api: Api;
  readonly requests: V2Requests;
  readonly job: KnownJob;
  readonly batchId: string;
}

/** The rows of all pages, one after the other. */
export async function* queryRows(source: PageSource, options: PageOptions): AsyncGenerator<RawRow[]> {
  const delimiter = COLUMN_DELIMITERS[source.job.info.columnDelimiter];
  for await (const page of pagesOf(source, options)) {
    let count = 0;
    for await (const block of readQueryRows(page.body, delimiter)) {
      count += block.length;
      yield block;
    }
    if (page.count !== undefined && page.count !== count) throw shortPage(source, page.count, count);
    options.onLocator?.(page.next);
  }
}

/** The text of all pages, the header once. */
export async function* queryText(source: PageSource): AsyncGenerator<AsyncIterable<Uint8Array>> {
  for await (const { body } of pagesOf(source, {})) yield body;
}

function pagesOf(source: PageSource, options: PageOptions): AsyncIterable<Page> {
  const { parallel = 1 } = options;
  return parallel > 1 ? parallelPages(source, parallel) : pagesByLocator(source, options);
}

function pagesByLocator(
  { api, requests, job, batchId }: PageSource,
  { maxRecords, locator = FIRST }: PageOptions,
): AsyncGenerator<Page> {
  const read = async (address: string): Promise<Page> =>
    toPage(await askData(api, requests.page(job, batchId, { maxRecords, locator: locatorOf(address) })));
  return linkedPages({ first: locator, read, what: 'results', batchId });
}

/** The first page has no locator of its own. */
const FIRST = '';

function locatorOf(address: string): string | undefined {
  return address === FIRST ? undefined : address;
}

/** Asks for the addresses of the pages, and fetches some of them ahead; they are given out in their order. */
async function* parallelPages(source: PageSource, parallel: number): AsyncGenerator<Page> {
  const ahead: Promise<Page>[] = [];
  for await (const request of pageRequests(source)) {
    if (ahead.length >= parallel) yield* firstOf(ahead);
    const page = fetchWhole(source.api, request);
    // Whoever takes the page meets its error; until then it is nobody's.
    page.catch(() => undefined);
    ahead.push(page);
  }
  while (ahead.length > 0) yield* firstOf(ahead);
}

async function* firstOf(pages: Promise<Page>[]): AsyncGenerator<Page> {
  const page = pages.shift();
  if (page !== undefined) yield await page;
}

async function fetchWhole(api: Api, request: ApiRequest): Promise<Page> {
  const page = toPage(await askData(api, request));
  const parts: Uint8Array[] = [];
  for await (const part of page.body) parts.push(part);
  return { ...page, body: givenAll(parts) };
}

async function* pageRequests(source: PageSource): AsyncGenerator<ApiRequest> {
  const { requests, job, batchId } = source;
  const read = (address: string): Promise<PageList> => readPageList(source, locatorOf(address));
  for await (const { locators } of linkedPages({ first: FIRST, read, what: 'results', batchId })) {
    for (const locator of locators) yield requests.page(job, batchId, { locator });
  }
}

/** A part of the list of pages, and where the next part begins. */
interface PageList {
  readonly locators: readonly (string | undefined)[];
  readonly next: string | null;
}

async function readPageList({ api, requests, job, batchId }: PageSource, locator?: string): Promise<PageList> {
  const list = await askJson(api, requests.pageList(job, batchId, locator));
  // The documentation spells the field in two ways.
  const next = list.done === false ? locatorIn(list.nextRecordsUrl ?? list.nextRecordUrl) : undefined;
  return { locators: recordsIn(list.resultPages).map(({ resultUrl }) => locatorIn(resultUrl)), next: next ?? null };
}

function locatorIn(url: unknown): string | undefined {
  if (typeof url !== 'string') return undefined;
  return new URLSearchParams(url.split('?')[1] ?? '').get('locator') ?? undefined;
}

function toPage({ headers, body }: TransportReply): Page {
  const locator = headers[LOCATOR_HEADER.toLowerCase()];
  const count = headers[NUMBER_OF_RECORDS_HEADER.toLowerCase()];
  return {
    body,
    next: locator === undefined || locator === '' || locator === LAST_LOCATOR ? null : locator,
    count: count === undefined ? undefined : Number(count),
  };
}

function shortPage({ batchId }: PageSource, due: number, found: number): AccountingException {
  return new AccountingException(`A page of results should have ${due} rows, and has ${found}`, {
    batchId,
    advice: 'Ask for the result again; do not take this one for whole.',
  });
}
