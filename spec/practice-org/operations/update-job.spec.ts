import { expect } from 'chai';
import { CSV, errorBody, JSON_TYPE, valueOf, Visit, XML } from '../support/exchange';

const CLOSE = { body: '<jobInfo><state>Closed</state></jobInfo>', type: XML };
const ABORT = { body: '{"state":"Aborted"}', type: JSON_TYPE };
const BATCH = { body: 'LastName\nHopp\n', type: CSV };

describe('Closing and aborting a job', () => {
  let visit: Visit;
  let job: string;
  beforeEach(async () => {
    visit = await Visit.start();
    job = await visit.jobId({ operation: 'insert', object: 'Contact' });
  });
  afterEach(() => visit.stop());

  describe('what it reads and writes', () => {
    it('answers with the job in its new state', async () => {
      const answer = await visit.post(`/job/${job}`, CLOSE);
      expect(answer.status).to.equal(200);
      expect(valueOf(answer, 'state')).to.equal('Closed');
    });

    it('reads XML under the name of CSV, as the guide sends it', async () => {
      const answer = await visit.post(`/job/${job}`, { ...CLOSE, type: CSV });
      expect(valueOf(answer, 'state')).to.equal('Closed');
    });

    it('answers JSON in JSON, even for a CSV job', async () => {
      const answer = await visit.post(`/job/${job}`, ABORT);
      expect(answer.headers['content-type']).to.equal('application/json');
      expect(valueOf(answer, 'state')).to.equal('Aborted');
    });

    it("takes the job's own id beside the state, as the official Java client sends it", async () => {
      const body = `<jobInfo><id>${job}</id><state>Closed</state></jobInfo>`;
      expect(valueOf(await visit.post(`/job/${job}`, { body, type: XML }), 'state')).to.equal('Closed');
    });

    it('takes what says nothing: the nulls and zeros of a whole job in JSON, elements without text', async () => {
      const unset = { operation: null, object: null, numberRetries: 0, apiVersion: 0, fastPathEnabled: false };
      const body = JSON.stringify({ id: job.slice(0, 15), ...unset, state: 'Closed' });
      expect(valueOf(await visit.post(`/job/${job}`, { body, type: JSON_TYPE }), 'state')).to.equal('Closed');
      const other = await visit.jobId({ operation: 'insert', object: 'Contact' });
      const empty = '<jobInfo><object/><numberRetries>0</numberRetries><state>Aborted</state></jobInfo>';
      expect(valueOf(await visit.post(`/job/${other}`, { body: empty, type: XML }), 'state')).to.equal('Aborted');
    });
  });

  describe('what it refuses', () => {
    it('to close what is closed, in the words of the service', async () => {
      await visit.post(`/job/${job}`, CLOSE);
      const again = await visit.post(`/job/${job}`, CLOSE);
      expect(again.status).to.equal(400);
      expect(again.body).to.equal(errorBody('InvalidJobState', 'Closing already closed Job not allowed'));
    });

    it('to close what was aborted, and to abort it again', async () => {
      await visit.post(`/job/${job}`, ABORT);
      expect((await visit.post(`/job/${job}`, CLOSE)).body).to.contain('Closing already Aborted Job not allowed');
      expect((await visit.post(`/job/${job}`, ABORT)).body).to.contain('Aborting already Aborted Job not allowed');
    });

    it('to abort a closed job with nothing left to do', async () => {
      await visit.post(`/job/${job}`, CLOSE);
      expect((await visit.post(`/job/${job}`, ABORT)).body).to.contain('Aborting already Completed Job not allowed');
    });

    it('a change of anything but the state', async () => {
      const body = '<jobInfo><operation>insert</operation><state>Closed</state></jobInfo>';
      expect(valueOf(await visit.post(`/job/${job}`, { body, type: XML }), 'exceptionCode')).to.equal('InvalidJob');
      const other = '<jobInfo><id>750QQ0000000zzz</id><state>Closed</state></jobInfo>';
      expect(valueOf(await visit.post(`/job/${job}`, { body: other, type: XML }), 'exceptionCode')).to.equal(
        'InvalidJob',
      );
      const state = '<jobInfo><state>Ajar</state></jobInfo>';
      expect(valueOf(await visit.post(`/job/${job}`, { body: state, type: XML }), 'exceptionCode')).to.equal(
        'InvalidJob',
      );
      expect(valueOf(await visit.get(`/job/${job}`), 'state')).to.equal('Open');
    });
  });

  describe('what it does', () => {
    it('lets accepted batches of a closed job go on', async () => {
      const batch = await visit.batchId(job, BATCH);
      await visit.post(`/job/${job}`, CLOSE);
      await visit.org.clock.advance('1 min');
      expect(valueOf(await visit.get(`/job/${job}/batch/${batch}`), 'state')).to.equal('Completed');
    });

    it('leaves waiting batches of an aborted job undone, and lets the one under way run to its end', async () => {
      const first = await visit.batchId(job, BATCH);
      await visit.org.clock.advance('1 s');
      const second = await visit.batchId(job, BATCH);
      await visit.post(`/job/${job}`, ABORT);
      await visit.org.clock.advance('1 min');
      expect(valueOf(await visit.get(`/job/${job}/batch/${first}`), 'state')).to.equal('Completed');
      expect(valueOf(await visit.get(`/job/${job}/batch/${second}`), 'state')).to.equal('NotProcessed');
      const info = await visit.get(`/job/${job}`);
      const counters = ['Total', 'Completed', 'Failed'].map((name) => valueOf(info, `numberBatches${name}`));
      expect(counters).to.deep.equal(['2', '1', '0']);
    });
  });
});
