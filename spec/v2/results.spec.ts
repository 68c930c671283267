import { expect } from 'chai';
import { AccountingException, ConnectionException, OutOfOrderException, UnexpectedReplyException } from '../../lib';
import { Bulk as PythonBulk } from '../../lib/python';
import { collect } from '../helpers/bytes';
import { exchange, ORG } from '../helpers/exchange';
import { FakeClock } from '../helpers/fake-clock';
import { rejection } from '../helpers/rejection';
import { useNock } from '../helpers/use-nock';
import { SESSION_ID } from '../helpers/wire';
import { endLoad, ingestJob, INGEST, json, LOAD, LOAD_ID, results, withLoad } from './service';

const CSV = 'FirstName,LastName,AnnualRevenue\nAlan,,1\nGrace,Hopp,45012345\nKath,Johns,2\n';

const SUCCESSFUL =
  '"sf__Id","sf__Created",FirstName,LastName,AnnualRevenue\n"003QQ000000Ij5BYAS","true","Grace","Hopp","4.5012345E7"\n';
const FAILED =
  '"sf__Id","sf__Error",FirstName,LastName,AnnualRevenue\n' +
  '"","REQUIRED_FIELD_MISSING:Required fields are missing: [LastName]:LastName --","Alan","","1"\n';
const UNPROCESSED = 'FirstName,LastName,AnnualRevenue\n"Kath","Johns","2"\n';

const MISSING = {
  statusCode: 'REQUIRED_FIELD_MISSING',
  message: 'Required fields are missing: [LastName]',
  fields: ['LastName'],
};

describe('The results of a 2.0 load', () => {
  useNock();

  it('are those of all three lists, in the order of the rows that were sent', async () => {
    const bulk = await withLoad({ csv: CSV });
    const errorMessage = 'InternalServerError : Try again';
    endLoad({ state: 'Failed', errorMessage, numberRecordsProcessed: 2, numberRecordsFailed: 1 });
    results({ successful: SUCCESSFUL, failed: FAILED, unprocessed: UNPROCESSED });
    const { [LOAD_ID]: rows } = await bulk.batchResult<'insert'>();
    expect(rows).to.deep.equal([
      {
        id: null,
        success: false,
        created: false,
        errors: [MISSING],
        record: {
          sf__Id: '',
          sf__Error: 'REQUIRED_FIELD_MISSING:Required fields are missing: [LastName]:LastName --',
          FirstName: 'Alan',
          LastName: '',
          AnnualRevenue: '1',
        },
      },
      {
        id: '003QQ000000Ij5BYAS',
        success: true,
        created: true,
        errors: [],
        record: {
          sf__Id: '003QQ000000Ij5BYAS',
          sf__Created: 'true',
          FirstName: 'Grace',
          LastName: 'Hopp',
          AnnualRevenue: '4.5012345E7',
        },
      },
      {
        id: null,
        success: false,
        created: false,
        errors: [{ statusCode: 'InternalServerError', message: 'Try again', fields: [] }],
        notProcessed: true,
        record: { FirstName: 'Kath', LastName: 'Johns', AnnualRevenue: '2' },
      },
    ]);
  });

  it('are none where a list has no content', async () => {
    const bulk = await withLoad();
    endLoad();
    exchange({
      method: 'GET',
      path: `${LOAD}/successfulResults`,
      reply: '"sf__Id","sf__Created",LastName\n"1","true","Hopp"\n',
    });
    exchange({ method: 'GET', path: `${LOAD}/failedResults`, status: 204 });
    exchange({ method: 'GET', path: `${LOAD}/unprocessedrecords`, status: 204 });
    const { [LOAD_ID]: rows } = await bulk.batchResult<'insert'>();
    expect(rows?.map(({ id, success }) => [id, success])).to.deep.equal([['1', true]]);
  });

  it('leave out what succeeded when only the rest is asked for', async () => {
    const bulk = await withLoad({ csv: CSV });
    endLoad({ state: 'Failed', numberRecordsProcessed: 2, numberRecordsFailed: 1 });
    results({ successful: SUCCESSFUL, failed: FAILED, unprocessed: UNPROCESSED });
    const { [LOAD_ID]: rows } = await bulk.batchResult<'insert'>(true);
    expect(rows?.map(({ record }) => record?.FirstName)).to.deep.equal(['Alan', 'Kath']);
  });

  it('are read with the delimiter and the line ends of the job', async () => {
    const bulk = await withLoad({
      csv: 'LastName;Email\r\nA;a@example.com\r\n',
      job: { columnDelimiter: 'SEMICOLON' },
    });
    endLoad();
    const lists = { failed: '"sf__Id";"sf__Error";LastName;Email\r\n', unprocessed: 'LastName;Email\r\n' };
    results({ ...lists, successful: '"sf__Id";"sf__Created";LastName;Email\r\n"1";"false";"A";"a@example.com"\r\n' });
    const { [LOAD_ID]: rows } = await bulk.batchResult<'insert'>();
    expect(rows?.[0]).to.deep.include({ id: '1', created: false });
    expect(rows?.[0]?.record).to.include({ LastName: 'A', Email: 'a@example.com' });
  });

  it('are the same four columns of text as in 1.0', async () => {
    const bulk = await withLoad({ csv: CSV });
    endLoad({ state: 'Failed', numberRecordsProcessed: 2, numberRecordsFailed: 1 });
    results({ successful: SUCCESSFUL, failed: FAILED, unprocessed: UNPROCESSED });
    const { [LOAD_ID]: text } = await bulk.batchResultText();
    expect(text).to.equal(
      '"Id","Success","Created","Error"\n' +
        '"","false","false","REQUIRED_FIELD_MISSING:Required fields are missing: [LastName]:LastName --"\n' +
        '"003QQ000000Ij5BYAS","true","true",""\n' +
        `"","false","false","Failed:Batch ${LOAD_ID} was not processed:--"\n`,
    );
  });

  it('stay in the order of the service where rows cannot be told apart', async () => {
    const bulk = await withLoad({ csv: 'LastName,When__c\nA,today\nA,now\n' });
    endLoad({ numberRecordsProcessed: 2 });
    const header = 'LastName,When__c\n';
    const successful = `"sf__Id","sf__Created",${header}"2","true","A","x"\n"1","true","A","y"\n`;
    results({ successful, failed: `"sf__Id","sf__Error",${header}`, unprocessed: header });
    const { [LOAD_ID]: rows } = await bulk.batchResult<'insert'>();
    expect(rows?.map(({ id }) => id)).to.deep.equal(['2', '1']);
  });
});

describe('The outcomes of a 2.0 load', () => {
  useNock();

  const header = 'LastName,When__c\n';
  const lists = { failed: `"sf__Id","sf__Error",${header}`, unprocessed: header };

  it('stand beside the rows that were sent, in whatever order they come', async () => {
    const bulk = await withLoad({ csv: `${header}A,today\nB,now\n` });
    endLoad({ numberRecordsProcessed: 2 });
    results({ ...lists, successful: `"sf__Id","sf__Created",${header}"2","true","B","now"\n"1","true","A","today"\n` });
    const outcomes = await collect(bulk.jobOutcomes());
    expect(outcomes.map(({ row, id, input }) => [row, id, input?.LastName])).to.deep.equal([
      [1, '1', 'A'],
      [2, '2', 'B'],
    ]);
  });

  it('know an empty value of a single column from a blank line, which is no row', async () => {
    const bulk = await withLoad({ csv: 'LastName\nA\n\n""\n\nB\n' });
    endLoad({ numberRecordsProcessed: 3, numberRecordsFailed: 1 });
    results({
      successful: '"sf__Id","sf__Created",LastName\n"2","true","B"\n"1","true","A"\n',
      failed: '"sf__Id","sf__Error",LastName\n"","REQUIRED_FIELD_MISSING:no name:LastName --",""\n',
      unprocessed: 'LastName\n',
    });
    const outcomes = await collect(bulk.jobOutcomes());
    expect(outcomes.map(({ row, id, input }) => [row, id, input?.LastName])).to.deep.equal([
      [1, '1', 'A'],
      [2, null, ''],
      [3, '2', 'B'],
    ]);
  });

  it('throw rather than stand beside a row that may be another', async () => {
    const bulk = await withLoad({ csv: `${header}A,today\nA,now\n` });
    endLoad({ numberRecordsProcessed: 2 });
    results({ ...lists, successful: `"sf__Id","sf__Created",${header}"2","true","A","x"\n"1","true","A","y"\n` });
    const error = await rejection(collect(bulk.jobOutcomes()), AccountingException);
    expect(error).to.include({ batchId: LOAD_ID });
    expect(error.message).to.include('cannot be known');
  });
});

describe('The results of a 2.0 load that cannot be trusted', () => {
  useNock();

  it('throw when a row is missing', async () => {
    const bulk = await withLoad({ csv: 'LastName\nA\nB\n' });
    endLoad({ numberRecordsProcessed: 2 });
    results({ successful: '"sf__Id","sf__Created",LastName\n"1","true","A"\n' });
    const error = await rejection(bulk.batchResult(), AccountingException);
    expect(error.message).to.equal(`Batch ${LOAD_ID} should have 2 results, and has 1`);
  });

  for (const [what, successful, Class] of [
    ['inside a value', '"sf__Id","sf__Created",LastName\n"1","tr', ConnectionException],
    ['between two values', '"sf__Id","sf__Created",LastName\n"1"', UnexpectedReplyException],
    ['inside the header', '"sf__Id"', UnexpectedReplyException],
  ] as const) {
    it(`throw when they break off ${what}`, async () => {
      const bulk = await withLoad();
      endLoad();
      exchange({ method: 'GET', path: `${LOAD}/successfulResults`, reply: successful });
      const error = await rejection(bulk.batchResult(), Class);
      expect(error.advice).to.match(/Ask for the result again|changed the answer/);
    });
  }

  it('throw when something else than the service answers', async () => {
    const bulk = await withLoad();
    endLoad();
    const html = { reply: '<html>Please wait</html>', headers: { 'Content-Type': 'text/html' } };
    exchange({ method: 'GET', path: `${LOAD}/successfulResults`, ...html });
    const error = await rejection(bulk.batchResult(), UnexpectedReplyException);
    expect(error.message).to.include('Please wait');
  });

  it('throw while the job is worked on', async () => {
    const bulk = await withLoad();
    endLoad({ state: 'InProgress' });
    const error = await rejection(bulk.batchResult(), OutOfOrderException);
    expect(error.message).to.equal(`Batch ${LOAD_ID} is InProgress: call jobWait() before its result`);
  });
});

describe('sfbulk/python on 2.0', () => {
  useNock();

  it('gives the same shapes as on 1.0', async () => {
    const bulk = new PythonBulk({ api: '2.0', clock: new FakeClock(), onWarning: () => undefined });
    await bulk.login({ accessToken: SESSION_ID, instanceUrl: ORG });
    await bulk.job_create('insert', 'Contact');
    json({ method: 'POST', path: INGEST, reply: ingestJob() });
    expect(await bulk.batch_create(CSV)).to.deep.equal([LOAD_ID]);
    endLoad({ state: 'Failed', numberRecordsProcessed: 2, numberRecordsFailed: 1 });
    expect(await bulk.job_is_completed()).to.equal(true);
    const status = await bulk.batch_status();
    expect(status[LOAD_ID]).to.include({ id: LOAD_ID, state: 'Failed', numberRecordsFailed: '1' });
    results({ successful: SUCCESSFUL, failed: FAILED, unprocessed: UNPROCESSED });
    expect(await bulk.batch_result(true)).to.deep.equal({
      [LOAD_ID]: [
        '"Id","Success","Created","Error"',
        '"","false","false","REQUIRED_FIELD_MISSING:Required fields are missing: [LastName]:LastName --"',
        `"","false","false","Failed:Batch ${LOAD_ID} was not processed:--"`,
        '',
      ],
    });
    await bulk.job_close();
  });
});
