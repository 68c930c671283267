import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import {
  AccountingException,
  ConnectionException,
  OutOfOrderException,
  RefusedException,
  UnexpectedReplyException,
  type Bulk,
} from '../../lib';
import { BATCHES, withBatch, withJob } from '../helpers/bulks';
import { exchange } from '../helpers/exchange';
import { rejection } from '../helpers/rejection';
import { useNock } from '../helpers/use-nock';
import {
  asyncError,
  batchInfo,
  batchInfoList,
  BATCH_ID,
  JOB_ID,
  PROXY_PAGE,
  resultList,
  SECOND_BATCH_ID,
} from '../helpers/wire';

const HEADER = '"Id","Success","Created","Error"\n';
const INSERTED = '"003QQ000000Ij5BYAS","true","true",""\n';
const FAILED = '"","false","false","REQUIRED_FIELD_MISSING:Required fields are missing: [LastName]:LastName --"\n';
const RESULT = `${BATCHES}/${BATCH_ID}/result`;
const CSV = { 'Content-Type': 'text/csv' };

/** A load whose one batch has come to an end. */
async function ended(rows: number, batch = {}): Promise<Bulk> {
  const bulk = await withBatch({ rows });
  const values = { state: 'Completed', numberRecordsProcessed: rows, ...batch };
  exchange({ method: 'GET', path: BATCHES, reply: batchInfoList(values) });
  return bulk;
}

/** A query whose one batch is completed, with its result sets. */
async function found(rows: number, ...sets: (string | Buffer)[]): Promise<Bulk> {
  const bulk = await withBatch({ operation: 'query' });
  const list = batchInfoList({ state: 'Completed', numberRecordsProcessed: rows });
  exchange({ method: 'GET', path: BATCHES, reply: list });
  const ids = sets.map((_, at) => `752QQ000000Ef3${at}`);
  exchange({ method: 'GET', path: RESULT, reply: resultList(...ids) });
  sets.forEach((reply, at) => exchange({ method: 'GET', path: `${RESULT}/${ids[at] ?? ''}`, reply, headers: CSV }));
  return bulk;
}

describe('the results of a load', () => {
  useNock();

  it('stand beside the rows, in their order', async () => {
    const bulk = await ended(3);
    const updated = '"003QQ000000Ij5CYAS","true","false",""\n';
    exchange({ method: 'GET', path: RESULT, reply: `${HEADER}${INSERTED}${updated}${FAILED}`, headers: CSV });
    expect(await bulk.batchResult()).to.deep.equal({
      [BATCH_ID]: [
        { id: '003QQ000000Ij5BYAS', success: true, created: true, errors: [] },
        { id: '003QQ000000Ij5CYAS', success: true, created: false, errors: [] },
        {
          id: null,
          success: false,
          created: false,
          errors: [
            {
              statusCode: 'REQUIRED_FIELD_MISSING',
              message: 'Required fields are missing: [LastName]',
              fields: ['LastName'],
            },
          ],
        },
      ],
    });
  });

  for (const [what, row] of [
    ['failed without a word', '"","false","false",""\n'],
    ['may or may not be in', '"003QQ000000Ij5DYAS","maybe","false",""\n'],
  ] as const) {
    it(`say the same of a row wherever they are read, when it ${what}`, async () => {
      const bulk = await ended(2);
      const list = batchInfoList({ state: 'Completed', numberRecordsProcessed: 2 });
      exchange({ method: 'GET', path: BATCHES, reply: list, times: 2 });
      exchange({ method: 'GET', path: RESULT, reply: HEADER + INSERTED + row, headers: CSV, times: 3 });
      const error = { statusCode: 'UNKNOWN_EXCEPTION', message: 'The service gives no reason', fields: [] };
      const results = (await bulk.batchResult<'insert'>())[BATCH_ID] ?? [];
      expect(results.map(({ success, errors }) => ({ success, errors }))).to.deep.equal([
        { success: true, errors: [] },
        { success: false, errors: [error] },
      ]);
      const outcomes = [];
      exchange({
        method: 'GET',
        path: `${BATCHES}/${BATCH_ID}/request`,
        reply: 'LastName\nHopp\nHopp\n',
        headers: CSV,
      });
      for await (const { errors } of bulk.jobOutcomes()) outcomes.push(errors);
      expect(outcomes).to.deep.equal([[], [error]]);
      const { failures } = await bulk.jobReceipt();
      expect(failures).to.deep.equal([{ statusCode: 'UNKNOWN_EXCEPTION', rows: 1, firstRows: [2] }]);
    });
  }

  it('can be only those that failed', async () => {
    const bulk = await ended(2);
    exchange({ method: 'GET', path: RESULT, reply: `${HEADER}${INSERTED}${FAILED}`, headers: CSV });
    const rows = (await bulk.batchResult<'insert'>(true))[BATCH_ID] ?? [];
    expect(rows.map(({ success }) => success)).to.deep.equal([false]);
  });

  for (const [what, body] of [
    ['fewer', HEADER + INSERTED],
    ['more', HEADER + INSERTED.repeat(3)],
  ] as const) {
    it(`are refused when there are ${what} than rows were sent`, async () => {
      const bulk = await ended(2);
      exchange({ method: 'GET', path: RESULT, reply: body, headers: CSV });
      const error = await rejection(bulk.batchResult(), AccountingException);
      expect(error.message).to.match(/should have 2 results, and has [13]/);
      expect(error.batchId).to.equal(BATCH_ID);
    });
  }

  for (const counted of [1, 3]) {
    it(`are refused when the service has counted ${counted} of two rows that have a result each`, async () => {
      const bulk = await ended(2, { numberRecordsProcessed: counted });
      exchange({ method: 'GET', path: RESULT, reply: HEADER + INSERTED + FAILED, headers: CSV });
      const error = await rejection(bulk.jobReceipt(), AccountingException);
      expect(error.message).to.equal(`Batch ${BATCH_ID} should have ${counted} results, and has 2`);
      expect(error.batchId).to.equal(BATCH_ID);
    });
  }

  it('are those of the rows that were sent when the service has counted none', async () => {
    const bulk = await ended(2, { numberRecordsProcessed: 0 });
    exchange({ method: 'GET', path: RESULT, reply: HEADER + INSERTED + FAILED, headers: CSV });
    expect(await bulk.jobReceipt()).to.include({ rows: 2, succeeded: 1, failed: 1 });
  });

  it('of a batch that failed as a whole are its error, for every row, without another request', async () => {
    const stateMessage = 'InvalidBatch : Field name not found : Nmae';
    const bulk = await ended(2, { state: 'Failed', stateMessage, numberRecordsProcessed: 0 });
    const failed = { statusCode: 'InvalidBatch', message: 'Field name not found : Nmae', fields: [] };
    const row = { id: null, success: false, created: false, errors: [failed], notProcessed: true };
    expect(await bulk.batchResult()).to.deep.equal({ [BATCH_ID]: [row, row] });
  });

  it('of a batch that failed on its way are there for the rows that it came to', async () => {
    const stateMessage = 'TooManyLockFailure : Too many lock failure 200 Trying again later';
    const bulk = await ended(3, { state: 'Failed', stateMessage, numberRecordsProcessed: 1 });
    exchange({ method: 'GET', path: RESULT, reply: HEADER + INSERTED, headers: CSV });
    const rows = (await bulk.batchResult<'insert'>())[BATCH_ID] ?? [];
    expect(rows.map(({ success }) => success)).to.deep.equal([true, false, false]);
    expect(rows[2]?.errors[0]?.statusCode).to.equal('TooManyLockFailure');
  });

  it('of a batch that was not processed say so', async () => {
    const bulk = await ended(1, { state: 'NotProcessed', numberRecordsProcessed: 0 });
    const rows = (await bulk.batchResult<'insert'>())[BATCH_ID] ?? [];
    expect(rows[0]?.errors).to.deep.equal([
      { statusCode: 'NotProcessed', message: `Batch ${BATCH_ID} was not processed`, fields: [] },
    ]);
  });

  it('pass on why they are refused', async () => {
    const bulk = await ended(1);
    const reply = asyncError('InvalidBatch', 'Records not processed');
    exchange({ method: 'GET', path: RESULT, status: 400, reply });
    const error = await rejection(bulk.batchResult(), RefusedException);
    expect(error).to.include({ code: 'InvalidBatch', batchId: BATCH_ID });
  });

  it('are not what a page says that came instead', async () => {
    const bulk = await ended(1);
    exchange({ method: 'GET', path: RESULT, reply: PROXY_PAGE, headers: { 'Content-Type': 'text/html' } });
    const error = await rejection(bulk.batchResult(), UnexpectedReplyException);
    expect(error.message).to.include('HTTP 200').and.include('<!DOCTYPE html>');
  });

  it('are not what a page says that came as CSV', async () => {
    const bulk = await ended(1);
    exchange({ method: 'GET', path: RESULT, reply: PROXY_PAGE, headers: CSV });
    const error = await rejection(bulk.batchResult(), UnexpectedReplyException);
    expect(error.message).to.include('<!DOCTYPE html>');
  });

  for (const body of [
    HEADER + INSERTED.slice(0, -5),
    HEADER + INSERTED.slice(0, 30),
    `${HEADER}"003QQ000000Ij5BYAS"`,
  ]) {
    it(`are refused when their body breaks off: …${JSON.stringify(body.slice(33))}`, async () => {
      const bulk = await ended(1);
      exchange({ method: 'GET', path: RESULT, reply: body, headers: CSV });
      const error = await bulk.batchResult().catch((reason: unknown) => reason);
      expect((error as Error).name).to.match(/^(Connection|UnexpectedReply|Accounting)Exception$/);
    });
  }

  it('of several batches are each under its id', async () => {
    const bulk = await withBatch();
    exchange({ method: 'POST', path: BATCHES, status: 201, reply: batchInfo({ id: SECOND_BATCH_ID }) });
    await bulk.batchCreate([{ LastName: 'Turi' }]);
    const list = [BATCH_ID, SECOND_BATCH_ID].map((id) => ({ id, state: 'Completed', numberRecordsProcessed: 1 }));
    exchange({ method: 'GET', path: BATCHES, reply: batchInfoList(...list) });
    exchange({ method: 'GET', path: RESULT, reply: HEADER + INSERTED, headers: CSV });
    exchange({ method: 'GET', path: `${BATCHES}/${SECOND_BATCH_ID}/result`, reply: HEADER + FAILED, headers: CSV });
    const result = await bulk.batchResult<'insert'>();
    expect(Object.entries(result).map(([id, rows]) => [id, rows[0]?.success])).to.deep.equal([
      [BATCH_ID, true],
      [SECOND_BATCH_ID, false],
    ]);
  });

  it('are there as the service writes them, too', async () => {
    const bulk = await ended(2);
    exchange({ method: 'GET', path: RESULT, reply: HEADER + INSERTED + FAILED, headers: CSV });
    expect(await bulk.batchResultText()).to.deep.equal({ [BATCH_ID]: HEADER + INSERTED + FAILED });
  });

  it('have no text where a batch failed as a whole, and say why', async () => {
    const stateMessage = 'InvalidBatch : Field name not found : Nmae';
    const bulk = await ended(2, { state: 'Failed', stateMessage, numberRecordsProcessed: 0 });
    const error = await rejection(bulk.batchResultText(), RefusedException);
    expect(error.code).to.equal('InvalidBatch');
    expect(error.message).to.include('Field name not found : Nmae');
  });
});

describe('the results of a query', () => {
  useNock();

  it('are its records, with quotes, commas and line breaks as they are', async () => {
    const bulk = await found(2, '"Id","Name"\n"003QQ1","O\'Hopp, ""Grace"""\n"003QQ2","line one\nline two\r\n"\n');
    expect(await bulk.batchResult<'query'>()).to.deep.equal({
      [BATCH_ID]: [
        { Id: '003QQ1', Name: 'O\'Hopp, "Grace"' },
        { Id: '003QQ2', Name: 'line one\nline two\r\n' },
      ],
    });
  });

  it('are all result sets together, without the headers between', async () => {
    const bulk = await found(3, '"Id"\n"1"\n', '"Id"\n"2"', '"Id"\n"3"\n');
    expect(await bulk.batchResult<'query'>()).to.deep.equal({ [BATCH_ID]: [{ Id: '1' }, { Id: '2' }, { Id: '3' }] });
  });

  it('are one text with one header, whatever ends the sets', async () => {
    const bulk = await found(3, '"Id"\n"1"', '"Id"\n"2"', 'Records not found for this query', '"Id"\n"3"\n');
    expect(await bulk.batchResultText()).to.deep.equal({ [BATCH_ID]: '"Id"\n"1"\n"2"\n"3"\n' });
  });

  it('are refused as a text when they are short of what the service counted', async () => {
    const bulk = await found(3, '"Id"\n"1"\n"2"\n');
    expect((await rejection(bulk.batchResultText(), AccountingException)).message).to.include('has 2');
  });

  it('are refused as a text when the sets have different columns', async () => {
    const bulk = await found(2, '"Id"\n"1"\n', '"Name"\n"2"\n');
    const error = await rejection(bulk.batchResultText(), UnexpectedReplyException);
    expect(error.message).to.include('different columns');
  });

  it('are none where nothing matched', async () => {
    const bulk = await found(0, 'Records not found for this query');
    expect(await bulk.batchResult()).to.deep.equal({ [BATCH_ID]: [] });
  });

  it('are not none where the service has counted some, in a download as elsewhere', async () => {
    for (const none of ['', 'Records not found for this query']) {
      const bulk = await found(3, none);
      expect((await rejection(bulk.jobDownload(new PassThrough()), AccountingException)).message).to.include('has 0');
    }
  });

  it('are none where there is no result set at all', async () => {
    const bulk = await found(0);
    expect(await bulk.batchResult()).to.deep.equal({ [BATCH_ID]: [] });
  });

  it('keep the rows of a single column that are empty', async () => {
    const bulk = await found(3, '"Description"\n""\n"x"\n""\n');
    expect(await bulk.batchResult<'query'>()).to.deep.equal({
      [BATCH_ID]: [{ Description: '' }, { Description: 'x' }, { Description: '' }],
    });
  });

  it('take a list of result sets in JSON', async () => {
    const bulk = await withBatch({ operation: 'query' });
    const list = batchInfoList({ state: 'Completed', numberRecordsProcessed: 1 });
    exchange({ method: 'GET', path: BATCHES, reply: list });
    exchange({
      method: 'GET',
      path: RESULT,
      reply: '["752QQ000000Ef3Z"]',
      headers: { 'Content-Type': 'application/json' },
    });
    exchange({ method: 'GET', path: `${RESULT}/752QQ000000Ef3Z`, reply: '"Id"\n"1"\n', headers: CSV });
    expect(await bulk.batchResult()).to.deep.equal({ [BATCH_ID]: [{ Id: '1' }] });
  });

  for (const [what, rows] of [
    ['short of', 3],
    ['beyond', 1],
  ] as const) {
    it(`are refused when they are ${what} what the service counted`, async () => {
      const bulk = await found(rows, '"Id"\n"1"\n', '"Id"\n"2"\n');
      const error = await rejection(bulk.batchResult(), AccountingException);
      expect(error.message).to.include(`should have ${rows} results, and has 2`);
    });
  }

  it('are refused when a body breaks off inside a value', async () => {
    const bulk = await found(2, '"Id","Name"\n"1","Hopp"\n"2","Tu');
    const error = await rejection(bulk.batchResult(), ConnectionException);
    expect(error.message).to.include('breaks off');
  });

  it('are refused when a body breaks off between two values, though the rows are as many as they should be', async () => {
    const bulk = await found(2, '"Id","Name"\n"1","Hopp"\n"2"');
    const error = await rejection(bulk.batchResult(), UnexpectedReplyException);
    expect(error.message).to.include('1 values for its 2 columns');
  });

  it('of a batch that failed are an error with its reason', async () => {
    const bulk = await withBatch({ operation: 'query' });
    const stateMessage = "InvalidBatch : Failed to process query: INVALID_FIELD: No such column 'X'";
    exchange({ method: 'GET', path: BATCHES, reply: batchInfoList({ state: 'Failed', stateMessage }) });
    const error = await rejection(bulk.batchResult(), RefusedException);
    expect(error.message).to.include("No such column 'X'");
    expect(error).to.include({ code: 'InvalidBatch', batchId: BATCH_ID });
  });

  it('have nothing invalid among them', async () => {
    const bulk = await withBatch({ operation: 'query' });
    exchange({ method: 'GET', path: BATCHES, reply: batchInfoList({ state: 'Completed', numberRecordsProcessed: 2 }) });
    expect(await bulk.batchResult(true)).to.deep.equal({ [BATCH_ID]: [] });
  });

  it('come from the chunks, where the service has cut the query', async () => {
    const bulk = await withBatch({ operation: 'query', job: { pkChunking: true } });
    const chunk = { id: SECOND_BATCH_ID, state: 'Completed', numberRecordsProcessed: 1 };
    exchange({ method: 'GET', path: BATCHES, reply: batchInfoList({ state: 'NotProcessed' }, chunk) });
    const result = `${BATCHES}/${SECOND_BATCH_ID}/result`;
    exchange({ method: 'GET', path: result, reply: resultList('752QQ000000Ef3Z') });
    exchange({ method: 'GET', path: `${result}/752QQ000000Ef3Z`, reply: '"Id"\n"1"\n', headers: CSV });
    expect(await bulk.batchResult()).to.deep.equal({ [SECOND_BATCH_ID]: [{ Id: '1' }] });
  });

  it('can be asked for before any batch was added', async () => {
    const bulk = await withJob({ operation: 'query' });
    exchange({ method: 'GET', path: BATCHES, reply: batchInfoList() });
    expect(await bulk.batchResult()).to.deep.equal({});
  });
});

describe('results that jobs of the other kind have', () => {
  useNock();

  const first = (rows: AsyncIterableIterator<unknown>): Promise<unknown> => rows.next();
  const ofLoads: Record<string, (bulk: Bulk) => Promise<unknown>> = {
    jobOutcomes: (bulk) => first(bulk.jobOutcomes()),
    jobFailures: (bulk) => bulk.jobFailures('failed.csv'),
    jobRetry: (bulk) => bulk.jobRetry(),
  };
  const ofQueries: Record<string, (bulk: Bulk) => Promise<unknown>> = {
    jobRecords: (bulk) => first(bulk.jobRecords()),
    jobDownload: (bulk) => bulk.jobDownload('found.csv'),
  };
  for (const [kind, other, operations, methods] of [
    ['load', 'query', ['query', 'queryAll'], ofLoads],
    ['query', 'load', ['insert', 'hardDelete'], ofQueries],
  ] as const) {
    for (const [method, call] of Object.entries(methods)) {
      for (const operation of operations) {
        it(`are refused before anything is sent: ${method}() of ${operation}`, async () => {
          const bulk = await withJob({ operation });
          const error = await rejection(call(bulk), OutOfOrderException);
          expect(error.message).to.equal(`${method}() needs a ${kind} job, and job ${JOB_ID} is a ${other}`);
          expect(error.jobId).to.equal(JOB_ID);
        });
      }
    }
  }
});
