import { expect } from 'chai';
import { UnexpectedReplyException } from '../../../lib';
import { BulkException } from '../../../lib/errors';
import { hasCode } from '../../../lib/errors/has-code';
import { signedIn } from '../../helpers/bulks';
import { rejection } from '../../helpers/rejection';
import { useNock } from '../../helpers/use-nock';
import { PROXY_PAGE } from '../../helpers/wire';
import { endLoad, fault, json, LOAD, LOAD_ID, withLoad } from '../../v2/service';

describe('A code of the service', () => {
  useNock();

  for (const code of ['INVALIDJOBSTATE', 'INVALID_JOB_STATE', 'InvalidJobState']) {
    it(`says that a job has ended before it was aborted, however it is spelt: ${code}`, async () => {
      const bulk = await withLoad();
      endLoad({ state: 'InProgress' });
      json({ method: 'PATCH', path: LOAD, status: 400, reply: fault(code, 'Aborting already Completed Job') });
      expect((await bulk.jobAbort()).state).to.equal('Aborted');
    });
  }

  for (const code of ['NOT_FOUND', 'NOTFOUND', 'NotFound']) {
    it(`says that a job has gone before it was deleted, however it is spelt: ${code}`, async () => {
      const bulk = await withLoad();
      const gone = json({ method: 'DELETE', path: LOAD, status: 404, reply: fault(code, 'gone') });
      await bulk.jobDelete();
      expect(gone.count).to.equal(1);
    });
  }

  it('is what says that there is no load of that id, and not the page of a proxy', async () => {
    const bulk = await signedIn({ api: '2.0' });
    json({ method: 'GET', path: LOAD, status: 404, reply: PROXY_PAGE });
    const error = await rejection(bulk.jobAttach(LOAD_ID), UnexpectedReplyException);
    expect(error.status).to.equal(404);
  });

  it('is one of an error of the service only', () => {
    expect(hasCode(new BulkException('x', { code: 'NOT_FOUND' }), 'NotFound')).to.equal(true);
    for (const other of [new BulkException('x'), Object.assign(new Error(), { code: 'NOT_FOUND' }), undefined]) {
      expect(hasCode(other, 'NOT_FOUND')).to.equal(false);
    }
  });
});
