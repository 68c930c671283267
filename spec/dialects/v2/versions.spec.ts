import { expect } from 'chai';
import { InputException, type Bulk, type Operation } from '../../../lib';
import { collect } from '../../helpers/bytes';
import { newBulk } from '../../helpers/bulks';
import { exchange, ORG } from '../../helpers/exchange';
import { rejection } from '../../helpers/rejection';
import { useNock } from '../../helpers/use-nock';
import { loginResponse, SESSION_ID } from '../../helpers/wire';
import {
  ingestInfo,
  ingestJob,
  json,
  LOAD_ID,
  MANY_ROWS,
  page,
  QUERY_ID,
  queryInfo,
  queryJob,
  results,
} from '../../v2/service';

const INGEST_60 = '/services/data/v60.0/jobs/ingest';
const QUERY_57 = '/services/data/v57.0/jobs/query';

describe('A 2.0 job keeps the API version that it was begun with, though the next sign-in asks for another', () => {
  useNock();

  async function begun(operation: Operation, apiVersion: string): Promise<Bulk> {
    const bulk = newBulk({ api: '2.0' });
    const path = `/services/Soap/u/${apiVersion}`;
    exchange({ origin: 'https://login.salesforce.com', method: 'POST', path, reply: loginResponse() });
    await bulk.login('ada@example.com', 'password', '', apiVersion);
    await bulk.jobCreate(operation, 'Contact');
    await bulk.login({ accessToken: SESSION_ID, instanceUrl: ORG });
    return bulk;
  }

  it('in a load of few rows', async () => {
    const bulk = await begun('insert', '60.0');
    const created = json({ method: 'POST', path: INGEST_60, reply: ingestJob() });
    await bulk.batchCreate('LastName\nHopp\n');
    const job = `${INGEST_60}/${LOAD_ID}`;
    json({ method: 'GET', path: job, reply: ingestInfo({ numberRecordsProcessed: 1 }) });
    results({ job, successful: '"sf__Id","sf__Created",LastName\n"1","true","Hopp"\n' });
    expect(await bulk.jobReceipt()).to.include({ rows: 1, succeeded: 1 });
    expect(created.count).to.equal(1);
  });

  it('in a load of many rows', async () => {
    const bulk = await begun('insert', '60.0');
    json({ method: 'POST', path: INGEST_60, reply: ingestJob({ state: 'Open' }) });
    json({ method: 'PUT', path: `${INGEST_60}/${LOAD_ID}/batches`, status: 201 });
    json({ method: 'PATCH', path: `${INGEST_60}/${LOAD_ID}`, reply: ingestJob() });
    expect(await bulk.batchCreate(MANY_ROWS)).to.have.length(1);
  });

  it('in a query', async () => {
    const bulk = await begun('query', '57.0');
    json({ method: 'POST', path: QUERY_57, reply: queryJob() });
    await bulk.batchCreate('SELECT Id FROM Contact');
    json({ method: 'GET', path: `${QUERY_57}/${QUERY_ID}`, reply: queryInfo({ numberRecordsProcessed: 1 }) });
    page(`${QUERY_57}/${QUERY_ID}/results`, { csv: '"Id"\n"1"\n' });
    expect(await collect(bulk.jobRecords())).to.deep.equal([{ Id: '1' }]);
  });

  it('in what a query of that version cannot do', async () => {
    const bulk = await begun('query', '57.0');
    json({ method: 'POST', path: QUERY_57, reply: queryJob() });
    await bulk.batchCreate('SELECT Id FROM Contact');
    json({ method: 'GET', path: `${QUERY_57}/${QUERY_ID}`, reply: queryInfo({ numberRecordsProcessed: 1 }) });
    const error = await rejection(collect(bulk.jobRecords({ parallel: 2 })), InputException);
    expect(error.message).to.include('parallel').and.include('58.0');
  });
});
