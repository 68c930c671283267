import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { InputException, type Bulk, type Progress } from '../../lib';
import { type PracticeOrg } from '../../lib/practice-org';
import { practise } from '../flow/practice';
import { rejection } from '../helpers/rejection';

const ROWS = Array.from({ length: 25 }, (_, at) => ({ Name: `Account ${at}` }));

for (const api of ['1.0', '2.0'] as const) {
  describe(`The options of an upload, by API ${api}`, () => {
    let org: PracticeOrg;
    let bulk: Bulk;

    beforeEach(async () => {
      ({ org, bulk } = await practise({ bulk: { api, concurrency: 1 } }));
      await bulk.jobCreate('insert', 'Account');
    });
    afterEach(() => org.stop());

    it('cut rows that are objects into batches of the size that is asked for, as they do with files', async () => {
      await bulk.batchCreate(ROWS, { maxRecords: 10 });
      await bulk.jobWait();
      expect((await bulk.jobReceipt()).batches).to.equal(3);
    });

    it('tell of each batch as it sets out and as it arrives', async () => {
      const seen: Progress[] = [];
      await bulk.batchCreate(ROWS, { maxRecords: 10, onProgress: (progress) => seen.push(progress) });
      expect(seen.map(({ phase, rows, batches: { ended, total } }) => [phase, rows, ended, total])).to.deep.equal([
        ['upload', 0, 0, 1],
        ['upload', 10, 1, 1],
        ['upload', 10, 1, 2],
        ['upload', 20, 2, 2],
        ['upload', 20, 2, 3],
        ['upload', 25, 3, 3],
      ]);
      expect(seen.at(-1)?.calls).to.equal(bulk.usage.calls);
    });

    it('end the sending when the signal fires: what has arrived stays, and the job stays open', async () => {
      const stop = new AbortController();
      const sending = bulk.batchCreate(ROWS, {
        maxRecords: 10,
        signal: stop.signal,
        onProgress: ({ batches }) => {
          if (batches.total === 2) stop.abort(new Error('enough'));
        },
      });
      expect(await sending.catch(String)).to.equal('Error: enough');
      await bulk.batchCreate(ROWS.slice(20));
      await bulk.jobWait();
      expect((await bulk.jobReceipt()).succeeded).to.equal(25);
    });

    it('end the sending even while its source gives nothing', async () => {
      const [stop, source] = [new AbortController(), new PassThrough()];
      const sending = bulk.batchCreate(source, { signal: stop.signal });
      stop.abort(new Error('enough'));
      expect(await sending.catch(String)).to.equal('Error: enough');
    });

    it('are refused where they are not known', async () => {
      const options: object = { batchSize: 10 };
      expect((await rejection(bulk.batchCreate(ROWS, options), InputException)).field).to.equal('batchSize');
    });
  });
}
