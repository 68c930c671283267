import { expect } from 'chai';
import { type KnownJob } from '../../../lib/dialects/dialect';
import { v2Dialect } from '../../../lib/dialects/v2';
import { fewAtATime } from '../../../lib/dialects/v2/few-at-a-time';
import { type JobInfo } from '../../../lib/records/types';
import { heldBody } from '../../../lib/transport/reply-body';
import { type Api } from '../../../lib/transport/transport';
import { FakeClock } from '../../helpers/fake-clock';
import { rejection } from '../../helpers/rejection';

const IDS = Array.from({ length: 35 }, (_, at) => `750QQ0000000${String(at).padStart(3, '0')}`);

/** An org that answers a moment after it was asked, the later ones first, and counts how many wait. */
class SlowOrg {
  waiting = 0;
  most = 0;
  asked = 0;

  async answer<Answer>(answer: Answer): Promise<Answer> {
    this.asked++;
    this.waiting++;
    this.most = Math.max(this.most, this.waiting);
    for (let turn = 0; turn < 40 - this.asked; turn++) await Promise.resolve();
    this.waiting--;
    return answer;
  }
}

describe('The batches of a 2.0 job', () => {
  it('are asked for ten at a time, and listed in their order', async () => {
    const org = new SlowOrg();
    const api: Api = ({ path }) => {
      const id = path.split('/').at(-1);
      return org.answer({ status: 200, headers: {}, body: heldBody(JSON.stringify({ id, state: 'InProgress' })) });
    };
    const dialect = v2Dialect(api, { apiVersion: '66.0', client: 'spec', clock: new FakeClock() });
    const info = { id: 'sfbulk-1', operation: 'insert', apiVersion: '66.0' } as JobInfo;
    const job: KnownJob = { info, batchIds: IDS, seen: new Map() };
    expect((await dialect.listBatches(job)).map(({ id }) => id)).to.deep.equal(IDS);
    expect(org).to.include({ asked: IDS.length, most: 10 });
  });
});

describe('A few at a time', () => {
  it('begins nothing more after a failure', async () => {
    const org = new SlowOrg();
    const work = async (id: string): Promise<void> => {
      await org.answer(id);
      if (id === IDS[3]) throw new Error('enough');
    };
    expect((await rejection(fewAtATime(IDS, 4, work), Error)).message).to.equal('enough');
    for (let turn = 0; turn < 4_000; turn++) await Promise.resolve();
    expect(org.asked).to.be.lessThan(10);
  });

  it('is nothing to do with nothing', async () => {
    expect(await fewAtATime([], 4, () => Promise.reject(new Error('there is nothing')))).to.deep.equal([]);
  });
});
