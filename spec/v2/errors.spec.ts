import { expect } from 'chai';
import {
  PermissionException,
  QuotaException,
  RefusedException,
  ServiceException,
  SessionException,
  type Bulk,
  type BulkException,
} from '../../lib';
import { newBulk } from '../helpers/bulks';
import { exchange, type Sent } from '../helpers/exchange';
import { rejection } from '../helpers/rejection';
import { useNock } from '../helpers/use-nock';
import { loginResponse } from '../helpers/wire';
import { endLoad, fault, INGEST, ingestInfo, ingestJob, json, LOAD, LOAD_ID, withJob, withLoad } from './service';

const CODES: [string, number, new (...given: never[]) => BulkException][] = [
  ['INVALIDJOB', 400, RefusedException],
  ['INVALIDJOBSTATE', 400, RefusedException],
  ['INVALIDENTITY', 400, RefusedException],
  ['INVALIDBATCH', 400, RefusedException],
  ['CLIENTINPUTERROR', 400, RefusedException],
  ['API_ERROR', 400, RefusedException],
  ['INVALID_FIELD', 400, RefusedException],
  ['INVALID_TYPE', 400, RefusedException],
  ['JSON_PARSER_ERROR', 400, RefusedException],
  ['NOT_FOUND', 404, RefusedException],
  ['METHOD_NOT_ALLOWED', 405, RefusedException],
  ['GONE', 410, RefusedException],
  ['UNSUPPORTED_MEDIA_TYPE', 415, RefusedException],
  ['EXCEEDEDQUOTA', 400, QuotaException],
  ['REQUEST_LIMIT_EXCEEDED', 403, QuotaException],
  ['FEATURENOTENABLED', 400, PermissionException],
  ['API_DISABLED_FOR_ORG', 403, PermissionException],
  ['INSUFFICIENT_ACCESS', 403, PermissionException],
  ['SERVER_UNAVAILABLE', 503, ServiceException],
  ['UNKNOWN_EXCEPTION', 500, ServiceException],
  ['CODE_OF_THE_FUTURE', 400, RefusedException],
  ['CODE_OF_THE_FUTURE', 500, ServiceException],
];

describe('A fault of Bulk API 2.0', () => {
  useNock();

  for (const [code, status, Class] of CODES) {
    it(`is a ${Class.name}: ${code} with ${status}`, async () => {
      const bulk = await withLoad({ retries: 0 });
      json({ method: 'GET', path: LOAD, status, reply: fault(code, 'as it is') });
      const error = await rejection(bulk.jobStatus(), Class);
      expect(error).to.include({ code, status, message: `${code}: as it is`, request: `GET ${LOAD}`, jobId: LOAD_ID });
    });
  }

  it('speaks by the first of several', async () => {
    const bulk = await withLoad();
    const reply = `[${fault('INVALID_FIELD', 'first').slice(1, -1)},${fault('NOT_FOUND', 'second').slice(1, -1)}]`;
    json({ method: 'GET', path: LOAD, status: 400, reply });
    expect((await rejection(bulk.jobStatus(), RefusedException)).message).to.equal('INVALID_FIELD: first');
  });

  it('stops a load, and says what was sent before it', async () => {
    const bulk = await withJob({ concurrency: 1 });
    json({ method: 'POST', path: INGEST, reply: ingestJob() });
    await bulk.batchCreate('LastName\nHopp\n');
    json({ method: 'POST', path: INGEST, status: 400, reply: fault('INVALIDENTITY', "Entity 'X' is not supported") });
    const error = await rejection(bulk.batchCreate('LastName\nTuri\n'), RefusedException);
    expect(error).to.include({ code: 'INVALIDENTITY' });
    expect(error.advice).to.be.a('string');
  });

  for (const [errorMessage, statusCode, message] of [
    ['InvalidBatch : Field name not found : Nmae', 'InvalidBatch', 'Field name not found : Nmae'],
    [
      'ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is LF',
      'ClientInputError',
      'LineEnding is invalid on user data. Current LineEnding setting is LF',
    ],
    ['Something else', 'Failed', 'Something else'],
  ] as const) {
    it(`of a whole job stands in its status and beside its rows: ${statusCode}`, async () => {
      const bulk = await withLoad();
      endLoad({ state: 'Failed', errorMessage, numberRecordsProcessed: 0 });
      const { [LOAD_ID]: info } = await bulk.batchStatus();
      expect(info).to.include({ state: 'Failed', stateMessage: errorMessage });
      const { [LOAD_ID]: rows } = await bulk.batchResult<'insert'>();
      expect(rows?.map(({ errors }) => errors)).to.deep.equal([[{ statusCode, message, fields: [] }]]);
    });

    it(`of a whole job is thrown where its text is asked for: ${statusCode}`, async () => {
      const bulk = await withLoad();
      endLoad({ state: 'Failed', errorMessage, numberRecordsProcessed: 0 });
      const error = await rejection(bulk.batchResultText(), RefusedException);
      expect(error).to.include({ code: statusCode, batchId: LOAD_ID });
      expect(error.message).to.include(message);
    });
  }
});

const LOGIN = { origin: 'https://login.salesforce.com', method: 'POST', path: '/services/Soap/u/64.0' } as const;
const ENDED = { status: 401, reply: fault('INVALID_SESSION_ID', 'Session expired or invalid') };

function login(sessionId?: string): Sent {
  return exchange({ ...LOGIN, reply: loginResponse(sessionId === undefined ? {} : { sessionId }) });
}

async function withLoadByPassword(): Promise<Bulk> {
  login();
  const bulk = newBulk({ api: '2.0' });
  await bulk.login('ada@example.com', 'password');
  await bulk.jobCreate('insert', 'Contact');
  json({ method: 'POST', path: INGEST, reply: ingestJob() });
  await bulk.batchCreate('LastName\nHopp\n');
  return bulk;
}

describe('A session that ends during 2.0 work', () => {
  useNock();

  it('is renewed, and the same request goes out once more', async () => {
    const bulk = await withLoadByPassword();
    json({ method: 'GET', path: LOAD, ...ENDED });
    login('00DQQ0000001PrA!renewed');
    const again = json({ method: 'GET', path: LOAD, reply: ingestInfo() });
    expect(await bulk.jobIsCompleted()).to.equal(true);
    expect(again.headers.authorization).to.equal('Bearer 00DQQ0000001PrA!renewed');
  });

  it('is renewed once for all requests that were waiting', async () => {
    const bulk = await withLoadByPassword();
    json({ method: 'POST', path: INGEST, reply: ingestJob({ id: '750QQ000000Ab2ZYAS' }) });
    await bulk.batchCreate('LastName\nTuri\n');
    const second = `${INGEST}/750QQ000000Ab2ZYAS`;
    for (const path of [LOAD, second]) json({ method: 'GET', path, ...ENDED });
    const renewals = login('00DQQ0000001PrA!renewed');
    for (const path of [LOAD, second]) json({ method: 'GET', path, reply: ingestInfo({ id: path.slice(-18) }) });
    expect(await bulk.jobIsCompleted()).to.equal(true);
    expect(renewals.count).to.equal(1);
  });

  it('sends the rows again, since they were not taken', async () => {
    const bulk = await withLoadByPassword();
    const refused = json({ method: 'POST', path: INGEST, ...ENDED });
    login('00DQQ0000001PrA!renewed');
    const taken = json({ method: 'POST', path: INGEST, reply: ingestJob({ id: '750QQ000000Ab2ZYAS' }) });
    expect(await bulk.batchCreate('LastName\nTuri\n')).to.have.length(1);
    expect(taken.body).to.equal(refused.body).and.to.include('Turi');
  });

  it('is an error when the renewed one is refused as well', async () => {
    const bulk = await withLoadByPassword();
    json({ method: 'GET', path: LOAD, ...ENDED, times: 2 });
    login('00DQQ0000001PrA!renewed');
    const error = await rejection(bulk.jobStatus(), SessionException);
    expect(error).to.include({ code: 'INVALID_SESSION_ID', status: 401 });
  });
});
