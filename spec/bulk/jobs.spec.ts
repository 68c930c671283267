import { expect } from 'chai';
import {
  InputException,
  OutOfOrderException,
  PermissionException,
  QuotaException,
  RefusedException,
  ServiceException,
  UnexpectedReplyException,
} from '../../lib';
import { type JobOptions, type Operation } from '../../lib/bulk';
import { JOB, JOBS, signedIn, withJob } from '../helpers/bulks';
import { exchange, type Sent } from '../helpers/exchange';
import { rejection } from '../helpers/rejection';
import { useNock } from '../helpers/use-nock';
import { asyncError, jobInfo, JOB_ID, PROXY_PAGE, SESSION_ID } from '../helpers/wire';

const NAMESPACE = 'xmlns="http://www.force.com/2009/06/asyncapi/dataload"';
const bodyOf = (elements: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><jobInfo ${NAMESPACE}>${elements}</jobInfo>`;

function answerCreate(values = {}): Sent {
  return exchange({ method: 'POST', path: JOBS, status: 201, reply: jobInfo(values) });
}

describe('jobCreate', () => {
  useNock();

  const operations: [Operation, JobOptions | string | undefined, string][] = [
    ['insert', undefined, ''],
    ['update', { concurrencyMode: 'Serial' }, '<concurrencyMode>Serial</concurrencyMode>'],
    ['upsert', 'Legacy_Key__c', '<externalIdFieldName>Legacy_Key__c</externalIdFieldName>'],
    ['delete', undefined, ''],
    ['hardDelete', undefined, ''],
    ['query', undefined, ''],
    ['queryAll', undefined, ''],
  ];
  for (const [operation, options, elements] of operations) {
    it(`asks for ${operation} in the words of the service`, async () => {
      const sent = answerCreate({ operation });
      const bulk = await signedIn();
      const info = await (options === undefined
        ? bulk.jobCreate(operation, 'Contact')
        : bulk.jobCreate(operation, 'Contact', options));
      const asked = `<operation>${operation}</operation><object>Contact</object>${elements}<contentType>CSV</contentType>`;
      expect(sent.body).to.equal(bodyOf(asked));
      expect(sent.headers).to.include({
        'x-sfdc-session': SESSION_ID,
        'content-type': 'application/xml; charset=UTF-8',
        'sforce-call-options': 'client=sfbulk',
      });
      expect(info.operation).to.equal(operation);
    });
  }

  it('names an assignment rule after the rest, as the schema has it', async () => {
    const sent = answerCreate();
    await (await signedIn()).jobCreate('insert', 'Lead', { assignmentRuleId: '01QQQ000000AbCdEAA' });
    expect(sent.body).to.match(/<assignmentRuleId>01QQQ000000AbCdEAA<\/assignmentRuleId><\/jobInfo>$/);
  });

  it('escapes what is not a name at all', async () => {
    const sent = answerCreate();
    await (await signedIn()).jobCreate('insert', 'A<b>&c');
    expect(sent.body).to.match(/<object>A&lt;b(>|&gt;)&amp;c<\/object>/);
  });

  it('gives the job with numbers, dates and nulls', async () => {
    answerCreate({ numberRecordsProcessed: 12, numberRetries: 1, totalProcessingTime: 345 });
    const info = await (await signedIn()).jobCreate('insert', 'Contact');
    expect(info).to.deep.equal({
      id: JOB_ID,
      operation: 'insert',
      object: 'Contact',
      createdById: '005QQ000000KkLmYAK',
      createdDate: new Date('2026-01-02T03:04:05Z'),
      systemModstamp: new Date('2026-01-02T03:04:05Z'),
      state: 'Open',
      externalIdFieldName: null,
      concurrencyMode: 'Parallel',
      contentType: 'CSV',
      apiVersion: '66.0',
      assignmentRuleId: null,
      columnDelimiter: 'COMMA',
      lineEnding: null,
      numberBatchesQueued: 0,
      numberBatchesInProgress: 0,
      numberBatchesCompleted: 0,
      numberBatchesFailed: 0,
      numberBatchesTotal: 0,
      numberRetries: 1,
      numberRecordsProcessed: 12,
      numberRecordsFailed: 0,
      totalProcessingTime: 345,
      apiActiveProcessingTime: 0,
      apexProcessingTime: 0,
    });
  });

  const faults: [string, string, typeof RefusedException][] = [
    ['InvalidJob', 'Unable to find object: Video__c', RefusedException],
    ['InvalidEntity', "Entity 'X' is not supported by the Bulk API.", RefusedException],
    ['InvalidUser', 'no permission', PermissionException],
    ['FeatureNotEnabled', 'Bulk API is not enabled', PermissionException],
    ['ExceededQuota', 'ApiBatchItems Limit exceeded', QuotaException],
    ['InternalServerError', 'oops', ServiceException],
    ['CodeOfTheFuture', 'something new', RefusedException],
  ];
  for (const [code, text, Class] of faults) {
    it(`is a ${Class.name} with the service's own code and text for ${code}`, async () => {
      exchange({ method: 'POST', path: JOBS, status: 400, reply: asyncError(code, text) });
      const error = await rejection((await signedIn()).jobCreate('insert', 'Video__c'), Class);
      expect(error).to.include({ code, message: `${code}: ${text}`, status: 400, request: `POST ${JOBS}` });
    });
  }

  it('shows the status and the first line of a page that is no answer of the service', async () => {
    const page = { status: 502, reply: PROXY_PAGE, headers: { 'Content-Type': 'text/html' } };
    exchange({ method: 'POST', path: JOBS, ...page });
    const bulk = await signedIn({ retries: 0 });
    const error = await rejection(bulk.jobCreate('insert', 'Contact'), UnexpectedReplyException);
    expect(error.message).to.equal(
      '"create job" was answered with HTTP 502 and an unexpected body, beginning: <!DOCTYPE html>',
    );
  });

  it('can be called again after it was refused', async () => {
    exchange({ method: 'POST', path: JOBS, status: 400, reply: asyncError('InvalidJob', 'Unable to parse Job') });
    const bulk = await signedIn();
    await rejection(bulk.jobCreate('insert', 'Contact'), RefusedException);
    answerCreate();
    expect((await bulk.jobCreate('insert', 'Contact')).id).to.equal(JOB_ID);
  });

  const wrong: [string, unknown[], string][] = [
    ['no operation', [], 'operation'],
    ['no object', ['insert'], 'object'],
    ['a blank object', ['insert', ' '], 'object'],
    ['an upsert without its field', ['upsert', 'Contact'], 'externalIdFieldName'],
    ['an upsert with an empty field', ['upsert', 'Contact', ''], 'externalIdFieldName'],
    ['a misspelt option', ['upsert', 'Contact', { externalId: 'Key__c' }], 'externalId'],
  ];
  for (const [what, given, field] of wrong) {
    it(`refuses ${what} before anything is sent`, async () => {
      const bulk = await signedIn();
      const create = bulk.jobCreate.bind(bulk) as (...given: unknown[]) => Promise<unknown>;
      expect((await rejection(create(...given), InputException)).field).to.equal(field);
    });
  }

  it('refuses null where options belong', async () => {
    const bulk = await signedIn();
    const error = await rejection(bulk.jobCreate('insert', 'Contact', null as unknown as string), InputException);
    expect(error.message).to.include('job option');
  });
});

describe('jobStatus', () => {
  useNock();

  it('asks for the job', async () => {
    const bulk = await withJob();
    const sent = exchange({ method: 'GET', path: JOB, reply: jobInfo({ numberBatchesTotal: 2 }) });
    expect((await bulk.jobStatus()).numberBatchesTotal).to.equal(2);
    expect(sent.headers['x-sfdc-session']).to.equal(SESSION_ID);
    expect(sent.body).to.equal('');
  });

  it('reads the JSON that some jobs are answered in', async () => {
    const bulk = await withJob();
    const reply = JSON.stringify({
      apiVersion: 66,
      assignmentRuleId: null,
      contentType: 'CSV',
      createdDate: '2026-01-02T03:04:05.000+0000',
      id: JOB_ID,
      numberBatchesTotal: 7,
      object: 'Contact',
      operation: 'insert',
      state: 'Open',
    });
    exchange({ method: 'GET', path: JOB, reply, headers: { 'Content-Type': 'application/json' } });
    const info = await bulk.jobStatus();
    expect(info).to.include({ apiVersion: '66.0', assignmentRuleId: null, numberBatchesTotal: 7 });
    expect(info.createdDate).to.deep.equal(new Date('2026-01-02T03:04:05Z'));
  });

  it('names the job in the error', async () => {
    const bulk = await withJob();
    exchange({ method: 'GET', path: JOB, status: 400, reply: asyncError('InvalidJob', `Invalid job id: ${JOB_ID}`) });
    expect((await rejection(bulk.jobStatus(), RefusedException)).jobId).to.equal(JOB_ID);
  });

  it('keeps to the version of the job, also when an answer names none', async () => {
    const bulk = await withJob();
    exchange({ method: 'GET', path: JOB, reply: jobInfo().replace(/ <apiVersion>.*\n/, '') });
    expect((await bulk.jobStatus()).apiVersion).to.equal('66.0');
    const again = exchange({ method: 'GET', path: JOB, reply: jobInfo() });
    await bulk.jobStatus();
    expect(again.count).to.equal(1);
  });

  it('refuses an answer without an id', async () => {
    const bulk = await withJob();
    exchange({ method: 'GET', path: JOB, reply: jobInfo({ id: '' }) });
    const error = await rejection(bulk.jobStatus(), UnexpectedReplyException);
    expect(error.message).to.include('"get job" was answered with HTTP 200 and an unexpected body, beginning: <?xml');
    expect(error.status).to.equal(200);
  });

  it('names the status of an answer by something on the way, though it is JSON', async () => {
    const bulk = await withJob();
    exchange({ method: 'GET', path: JOB, reply: '{"message":"maintenance"}' });
    const error = await rejection(bulk.jobStatus(), UnexpectedReplyException);
    expect(error.message).to.include('HTTP 200 and an unexpected body, beginning: {"message":"maintenance"}');
  });
});

describe('jobClose and jobAbort', () => {
  useNock();

  const ends = [
    ['jobClose', 'Closed'],
    ['jobAbort', 'Aborted'],
  ] as const;
  for (const [method, state] of ends) {
    it(`${method} sends the state and nothing else`, async () => {
      const bulk = await withJob();
      const sent = exchange({ method: 'POST', path: JOB, reply: jobInfo({ state }) });
      expect((await bulk[method]()).state).to.equal(state);
      expect(sent.body).to.equal(bodyOf(`<state>${state}</state>`));
      expect(sent.headers['content-type']).to.equal('application/xml; charset=UTF-8');
    });

    it(`${method} passes on why it is refused, and the job stays open`, async () => {
      const bulk = await withJob();
      const reply = asyncError('InvalidUser', 'Only the creator may do this');
      exchange({ method: 'POST', path: JOB, status: 400, reply });
      expect((await rejection(bulk[method](), PermissionException)).jobId).to.equal(JOB_ID);
      await rejection(bulk.jobCreate('insert', 'Contact'), OutOfOrderException);
    });

    it(`${method} makes room for the next job, while the old one stays readable`, async () => {
      const bulk = await withJob();
      exchange({ method: 'POST', path: JOB, reply: jobInfo({ state }) });
      await bulk[method]();
      exchange({ method: 'GET', path: JOB, reply: jobInfo({ state }) });
      expect((await bulk.jobStatus()).state).to.equal(state);
      answerCreate({ id: '750QQ000000Ab1YYAS' });
      expect((await bulk.jobCreate('insert', 'Contact')).id).to.equal('750QQ000000Ab1YYAS');
    });
  }

  it('a job can be aborted after it was closed', async () => {
    const bulk = await withJob();
    exchange({ method: 'POST', path: JOB, reply: jobInfo({ state: 'Closed' }) });
    await bulk.jobClose();
    exchange({ method: 'POST', path: JOB, reply: jobInfo({ state: 'Aborted' }) });
    expect((await bulk.jobAbort()).state).to.equal('Aborted');
  });

  for (const state of ['Closed', 'Aborted', 'Failed']) {
    it(`a job that is ${state} without our doing makes room, once its status is known`, async () => {
      const bulk = await withJob();
      exchange({ method: 'GET', path: JOB, reply: jobInfo({ state }) });
      await bulk.jobStatus();
      answerCreate();
      expect((await bulk.jobCreate('insert', 'Contact')).state).to.equal('Open');
    });
  }
});
