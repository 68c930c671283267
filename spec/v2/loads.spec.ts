import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { RefusedException } from '../../lib';
import { exchange, lostConnection } from '../helpers/exchange';
import { rejection } from '../helpers/rejection';
import { useNock } from '../helpers/use-nock';
import { fault, INGEST, ingestInfo, ingestJob, json, LOAD, LOAD_ID, MANY_ROWS, withJob } from './service';

const OPEN = { state: 'Open', contentUrl: `services/data/v66.0/jobs/ingest/${LOAD_ID}/batches` };
const CREATED = { method: 'POST', path: INGEST, reply: ingestJob(OPEN) } as const;
const UPLOADED = { method: 'PUT', path: `${LOAD}/batches`, status: 201 } as const;
const COMPLETED = { method: 'PATCH', path: LOAD, reply: ingestJob() } as const;
const ABORTED = { method: 'PATCH', path: LOAD, reply: ingestJob({ state: 'Aborted' }) } as const;

describe('A 2.0 load of few rows', () => {
  useNock();

  it('goes in one request, the job beside the rows', async () => {
    const bulk = await withJob();
    const sent = json({ method: 'POST', path: INGEST, reply: ingestJob() });
    const batches = await bulk.batchCreate('FirstName,LastName\nGrace,Hopp\n');
    const [, boundary = ''] = /^multipart\/form-data; boundary="(.+)"$/.exec(sent.headers['content-type'] ?? '') ?? [];
    const job =
      '{"object":"Contact","operation":"insert","contentType":"CSV","columnDelimiter":"COMMA","lineEnding":"LF"}';
    expect(sent.body.split('\r\n')).to.deep.equal([
      `--${boundary}`,
      'Content-Type: application/json',
      'Content-Disposition: form-data; name="job"',
      '',
      job,
      `--${boundary}`,
      'Content-Type: text/csv',
      'Content-Disposition: form-data; name="content"; filename="content"',
      '',
      'FirstName,LastName\nGrace,Hopp\n',
      `--${boundary}--`,
      '',
    ]);
    expect(sent.headers.authorization).to.match(/^Bearer 00D/);
    expect(batches).to.have.length(1);
    expect(batches[0]).to.include({ id: LOAD_ID, state: 'Queued', numberRecordsProcessed: 0 });
  });

  it('makes one job of the server for each batch', async () => {
    const bulk = await withJob();
    json({ method: 'POST', path: INGEST, reply: ingestJob() });
    json({ method: 'POST', path: INGEST, reply: ingestJob({ id: '750QQ000000Ab2ZYAS' }) });
    const ids = [...(await bulk.batchCreate('LastName\nA\n')), ...(await bulk.batchCreate('LastName\nB\n'))];
    expect(ids.map(({ id }) => id)).to.deep.equal([LOAD_ID, '750QQ000000Ab2ZYAS']);
  });

  it('gives the options of the job to the job of the server', async () => {
    const job = { externalIdFieldName: 'Key__c', assignmentRuleId: '01QQQ000000Rl9F2AS' } as const;
    const bulk = await withJob({ operation: 'upsert', job: { ...job, columnDelimiter: 'PIPE', lineEnding: 'CRLF' } });
    const sent = json({ method: 'POST', path: INGEST, reply: ingestJob() });
    await bulk.batchCreate('Key__c|LastName\r\n1|Hopp\r\n');
    expect(JSON.parse(sent.body.split('\r\n')[4] ?? '')).to.deep.equal({
      object: 'Contact',
      operation: 'upsert',
      externalIdFieldName: 'Key__c',
      contentType: 'CSV',
      columnDelimiter: 'PIPE',
      lineEnding: 'CRLF',
      assignmentRuleId: '01QQQ000000Rl9F2AS',
    });
  });

  it('names the line ends that the rows have, where none are asked for', async () => {
    const bulk = await withJob();
    const sent = json({ method: 'POST', path: INGEST, reply: ingestJob() });
    await bulk.batchCreate('LastName,Description\r\nHopp,"a\nb"\r\n');
    expect(sent.body).to.include('"lineEnding":"CRLF"');
  });

  it('takes the longer way when the rows hold what parts the request', async () => {
    const bulk = await withJob();
    json(CREATED);
    const sent = exchange(UPLOADED);
    json(COMPLETED);
    await bulk.batchCreate('LastName\nsfbulk-boundary-7f3a9c51e2d84b06\n');
    expect(sent.body).to.include('boundary');
  });
});

describe('A 2.0 load of many rows', () => {
  useNock();

  it('makes the job, uploads the rows, and marks the upload complete', async () => {
    const bulk = await withJob({ gzip: false });
    const created = json(CREATED);
    const uploaded = exchange(UPLOADED);
    const completed = json(COMPLETED);
    const [batch] = await bulk.batchCreate(MANY_ROWS);
    expect(JSON.parse(created.body)).to.include({ object: 'Contact', operation: 'insert', lineEnding: 'LF' });
    expect(uploaded.headers['content-type']).to.equal('text/csv');
    expect(uploaded.body).to.equal(MANY_ROWS);
    expect(JSON.parse(completed.body)).to.deep.equal({ state: 'UploadComplete' });
    expect(batch).to.include({ id: LOAD_ID, state: 'Queued' });
  });

  it('uploads the rows compressed', async () => {
    const bulk = await withJob();
    json(CREATED);
    const uploaded = exchange(UPLOADED);
    json(COMPLETED);
    await bulk.batchCreate(MANY_ROWS);
    expect(uploaded.headers['content-encoding']).to.equal('gzip');
    expect(gunzipSync(Buffer.from(uploaded.body, 'hex')).toString()).to.equal(MANY_ROWS);
  });

  it('takes a job back whose upload is refused, and says which it was', async () => {
    const bulk = await withJob();
    json(CREATED);
    json({ ...UPLOADED, status: 400, reply: fault('INVALIDJOB', 'Found multiple contents for job') });
    const aborted = json(ABORTED);
    const error = await rejection(bulk.batchCreate(MANY_ROWS), RefusedException);
    expect(error).to.include({ code: 'INVALIDJOB', status: 400, batchId: LOAD_ID });
    expect(JSON.parse(aborted.body)).to.deep.equal({ state: 'Aborted' });
  });

  it('asks the job how it stands when the last answer is lost, and adopts it', async () => {
    const bulk = await withJob();
    json(CREATED);
    exchange(UPLOADED);
    lostConnection(COMPLETED);
    json({ method: 'GET', path: LOAD, reply: ingestInfo({ state: 'InProgress' }) });
    expect((await bulk.batchCreate(MANY_ROWS))[0]).to.include({ id: LOAD_ID, state: 'InProgress' });
  });

  it('marks the upload complete again when the job has not heard of it', async () => {
    const bulk = await withJob();
    json(CREATED);
    exchange(UPLOADED);
    json({ ...COMPLETED, status: 503, reply: fault('SERVER_UNAVAILABLE', 'busy') });
    json({ method: 'GET', path: LOAD, reply: ingestInfo({ state: 'Open' }) });
    const again = json(COMPLETED);
    expect((await bulk.batchCreate(MANY_ROWS))[0]).to.include({ state: 'Queued' });
    expect(again.count).to.equal(1);
  });
});
