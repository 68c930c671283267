import { expect } from 'chai';
import { isOutcomeUnknown } from '../../lib/bulk/sending/outcome-unknown';
import { faultOf1, faultOf2, type BulkException, type WireFault } from '../../lib/errors';
import { BATCHES, withJob as withJobOf1 } from '../helpers/bulks';
import { exchange } from '../helpers/exchange';
import { useNock } from '../helpers/use-nock';
import { asyncError, BATCH_ID, batchInfo, batchInfoList } from '../helpers/wire';
import { endLoad, fault, INGEST, ingestInfo, json, LOAD_ID, results, withJob } from '../v2/service';

const DATA = 'LastName\nHopp\n';

/** Trouble of its own, of which the service says nothing more. */
const OWN_FAULTS = [
  'Timeout',
  'InternalServerError',
  'Unknown',
  'ServerUnavailable',
  'TooManyLockFailure',
  'TransactionSecurityInternalError',
  'TIMEOUT',
  'INTERNALSERVERERROR',
  'SERVER_UNAVAILABLE',
  'SERVER_ERROR',
  'UNKNOWN_EXCEPTION',
  'ORG_IN_MAINTENANCE',
];

/** What says that nothing was done. */
const REFUSALS = [
  'InvalidBatch',
  'InvalidJobState',
  'ExceededQuota',
  'InvalidSessionId',
  'InvalidUser',
  'SomethingNew',
];

const LADDERS: Record<string, (fault: WireFault) => BulkException> = { '1.0': faultOf1, '2.0': faultOf2 };

describe('A fault of the service itself', () => {
  useNock();

  for (const code of ['Timeout', 'InternalServerError', 'Unknown', 'ServerUnavailable']) {
    it(`does not say that the batch was not taken, which is found and not sent again: 1.0, ${code}`, async () => {
      const bulk = await withJobOf1();
      exchange({ method: 'POST', path: BATCHES, status: 400, reply: asyncError(code, 'Try again') });
      exchange({ method: 'GET', path: BATCHES, reply: batchInfoList({ id: BATCH_ID }) });
      exchange({ method: 'GET', path: `${BATCHES}/${BATCH_ID}/request`, reply: DATA });
      const [batch] = await bulk.batchCreate(DATA);
      expect(batch?.id).to.equal(BATCH_ID);
    });
  }

  it('leads to one more try when the service does not have the batch', async () => {
    const bulk = await withJobOf1();
    exchange({ method: 'POST', path: BATCHES, status: 400, reply: asyncError('Timeout', 'Try again') });
    exchange({ method: 'GET', path: BATCHES, reply: batchInfoList(), times: 2 });
    exchange({ method: 'POST', path: BATCHES, status: 201, reply: batchInfo() });
    expect(await bulk.batchCreate(DATA)).to.have.length(1);
  });

  it('does not say that the batch was not taken: 2.0', async () => {
    const bulk = await withJob();
    json({ method: 'POST', path: INGEST, status: 400, reply: fault('TIMEOUT', 'Try again') });
    const records = [JSON.parse(ingestInfo()) as object];
    json({ method: 'GET', path: `${INGEST}?jobType=V2Ingest`, reply: JSON.stringify({ done: true, records }) });
    endLoad();
    results({ successful: '"sf__Id","sf__Created",LastName\n"003QQ000000Ij5BYAS","true","Hopp"\n' });
    const [batch] = await bulk.batchCreate(DATA);
    expect(batch?.id).to.equal(LOAD_ID);
  });

  for (const [api, faultOf] of Object.entries(LADDERS)) {
    const isUnknown = (code: string): boolean =>
      isOutcomeUnknown(faultOf({ code, message: '', status: 400, request: 'POST /' }));
    it(`is told from a refusal by its code, though both have status 400: ${api}`, () => {
      expect(OWN_FAULTS.filter((code) => !isUnknown(code))).to.deep.equal([]);
      expect(REFUSALS.filter(isUnknown)).to.deep.equal([]);
    });
  }
});
