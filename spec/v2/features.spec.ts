import { expect } from 'chai';
import { InputException, type JobOptions, type Operation } from '../../lib';
import { collect } from '../helpers/bytes';
import { signedIn, withBatch } from '../helpers/bulks';
import { rejection } from '../helpers/rejection';
import { useNock } from '../helpers/use-nock';
import { JOB_ID } from '../helpers/wire';
import { json, QUERY, QUERY_ID, queryInfo, queryJob, withJob, withLoad } from './service';

describe('What Bulk API 2.0 cannot do', () => {
  useNock();

  const refused: [string, JobOptions][] = [
    ['contentType XML', { contentType: 'XML' }],
    ['contentType ZIP_CSV', { contentType: 'ZIP_CSV' }],
    ['pkChunking', { pkChunking: true }],
    ['concurrencyMode Serial', { concurrencyMode: 'Serial' }],
    ['batchRetry', { batchRetry: false }],
  ];
  for (const [feature, options] of refused) {
    it(`is refused before anything is sent: ${feature}`, async () => {
      const bulk = await signedIn({ api: '2.0' });
      const error = await rejection(bulk.jobCreate('query', 'Contact', options), InputException);
      expect(error.message).to.equal(`${feature} needs Bulk API 1.0`);
      expect(error.advice).to.include("new Bulk({ api: '1.0' })");
    });
  }

  it('is refused before anything is sent: jobMap', async () => {
    const bulk = await withJob();
    const error = await rejection(bulk.jobMap('Salesforce Field,Csv Header\nLastName,Name\n'), InputException);
    expect(error.message).to.equal('jobMap() needs Bulk API 1.0');
  });

  it('is refused before anything is sent: batchRequest', async () => {
    const bulk = await withLoad();
    const error = await rejection(bulk.batchRequest(JOB_ID), InputException);
    expect(error.message).to.equal('batchRequest() needs Bulk API 1.0');
  });

  it('takes what is the same there: CSV, Parallel, no chunking, retries', async () => {
    const bulk = await signedIn({ api: '2.0' });
    const same = { contentType: 'CSV', concurrencyMode: 'Parallel', pkChunking: false, batchRetry: true } as const;
    expect((await bulk.jobCreate('insert', 'Contact', same)).state).to.equal('Open');
  });
});

describe('What only Bulk API 2.0 can do', () => {
  useNock();

  it('is refused on 1.0 before anything is sent: columnDelimiter', async () => {
    const bulk = await signedIn();
    const error = await rejection(bulk.jobCreate('insert', 'Contact', { columnDelimiter: 'TAB' }), InputException);
    expect(error.message).to.equal('columnDelimiter needs Bulk API 2.0');
  });

  it('is refused on 1.0 before anything is sent: jobDelete', async () => {
    const bulk = await withBatch();
    const error = await bulk.jobDelete().catch((reason: unknown) => reason);
    expect((error as Error).message).to.equal('Bulk API 1.0 cannot delete jobs: the service does it after 7 days');
  });
});

describe('A feature that came with a later API version', () => {
  useNock();

  const since: [string, number, Operation, JobOptions][] = [
    ['A 2.0 load', 41, 'insert', {}],
    ['A 2.0 query', 47, 'query', {}],
    ['assignmentRuleId', 49, 'insert', { assignmentRuleId: '01QQQ000000Rl9F2AS' }],
  ];
  for (const [feature, version, operation, options] of since) {
    it(`says which one it needs: ${feature}`, async () => {
      const bulk = await signedIn({ api: '2.0', apiVersion: version - 1 });
      const error = await rejection(bulk.jobCreate(operation, 'Case', options), InputException);
      const needed = `${feature} needs API version ${version}.0 or newer, and this is ${version - 1}.0`;
      expect(error).to.include({ message: needed, field: 'apiVersion' });
    });

    it(`is there from that version on: ${feature}`, async () => {
      const bulk = await signedIn({ api: '2.0', apiVersion: version });
      expect((await bulk.jobCreate(operation, 'Case', options)).apiVersion).to.equal(`${version}.0`);
    });
  }

  it('says which one it needs: parallel', async () => {
    const bulk = await signedIn({ api: '2.0', apiVersion: 57 });
    await bulk.jobCreate('query', 'Contact');
    json({ method: 'POST', path: QUERY.replace('66', '57'), reply: queryJob() });
    await bulk.batchCreate('SELECT Id FROM Contact');
    json({ method: 'GET', path: `${QUERY.replace('66', '57')}/${QUERY_ID}`, reply: queryInfo() });
    const error = await rejection(collect(bulk.jobRecords({ parallel: 2 })), InputException);
    expect(error.message).to.equal('parallel needs API version 58.0 or newer, and this is 57.0');
  });
});
