import { expect } from 'chai';
import { UnsettledException } from '../../lib';
import { lostConnection } from '../helpers/exchange';
import { rejection } from '../helpers/rejection';
import { useNock } from '../helpers/use-nock';
import { INGEST, ingestInfo, ingestJob, json, LOAD, LOAD_ID, results, SECOND_LOAD_ID, withJob } from '../v2/service';

const DATA = 'LastName\nHopp\nTuri\n';
const OURS = '"sf__Id","sf__Created",LastName\n"1","true","Turi"\n"2","true","Hopp"\n';
const OTHERS = '"sf__Id","sf__Created",LastName\n"1","true","Neum"\n"2","true","Wirt"\n';

/** What the job says of the number of its rows; undefined where it says nothing. */
const COUNTERS: Record<string, unknown> = { text: '2', 'no counter': undefined, null: null, zero: 0, words: 'two' };

describe('A 2.0 load of few rows whose answer is lost', () => {
  useNock();

  /** Looks at the only job of the org. */
  function found(numberRecordsProcessed: unknown, successful?: string): void {
    const info = JSON.parse(ingestInfo()) as object;
    const list = JSON.stringify({ done: true, records: [info] });
    json({ method: 'GET', path: `${INGEST}?jobType=V2Ingest`, reply: list });
    json({ method: 'GET', path: LOAD, reply: JSON.stringify({ ...info, numberRecordsProcessed }) });
    results(successful === undefined ? {} : { successful });
  }

  for (const [what, counter] of Object.entries(COUNTERS)) {
    it(`is found by what its job holds, though that counts in another way: ${what}`, async () => {
      const bulk = await withJob();
      lostConnection({ method: 'POST', path: INGEST });
      found(counter, OURS);
      const [batch] = await bulk.batchCreate(DATA);
      expect(batch?.id).to.equal(LOAD_ID);
    });

    it(`is in doubt when a job holds as many others, and counts in another way: ${what}`, async () => {
      const bulk = await withJob();
      lostConnection({ method: 'POST', path: INGEST });
      found(counter, OTHERS);
      const error = await rejection(bulk.batchCreate(DATA), UnsettledException);
      expect(error.batchId).to.equal(LOAD_ID);
    });
  }

  it('is not in doubt when a job counts nothing, and holds nothing', async () => {
    const bulk = await withJob();
    lostConnection({ method: 'POST', path: INGEST });
    found(0);
    found(0);
    json({ method: 'POST', path: INGEST, reply: ingestJob({ id: SECOND_LOAD_ID }) });
    const [batch] = await bulk.batchCreate(DATA);
    expect(batch?.id).to.equal(SECOND_LOAD_ID);
  });

  it('has its rows counted though they come as text', async () => {
    const bulk = await withJob();
    json({ method: 'POST', path: INGEST, reply: ingestJob() });
    await bulk.batchCreate(DATA);
    json({ method: 'GET', path: LOAD, reply: ingestInfo({ numberRecordsProcessed: '2', numberRecordsFailed: '1' }) });
    expect(await bulk.jobStatus()).to.include({ numberRecordsProcessed: 2, numberRecordsFailed: 1 });
  });
});
