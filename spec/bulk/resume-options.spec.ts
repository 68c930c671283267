import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { Bulk, type Progress, type ResumeOptions, type UploadOptions } from '../../lib';
import { type PracticeOrg } from '../../lib/practice-org';
import { promptOrg } from '../helpers/prompt-org';

describe('A load that goes on', () => {
  let org: PracticeOrg;
  let folder: string;
  let journal: string;

  before(async () => {
    org = await promptOrg();
  });
  after(() => org.stop());

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sfbulk-resume-'));
    journal = join(folder, 'load.journal');
    writeFileSync(join(folder, 'leads.csv'), `LastName,Company\n${'Hopp,Example\n'.repeat(50)}`);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** Ends the sending as soon as so many batches have arrived. */
  function until(arrived: number): Required<Pick<UploadOptions, 'signal' | 'onProgress'>> {
    const cut = new AbortController();
    return {
      signal: cut.signal,
      onProgress: ({ batches }) => {
        if (batches.ended >= arrived) cut.abort(new Error('cut'));
      },
    };
  }

  async function begin(): Promise<string> {
    const bulk = new Bulk({ journal, concurrency: 1 });
    await bulk.login(org.accessToken());
    await bulk.jobCreate('insert', 'Lead');
    const sending = bulk.batchCreateFromCsv(join(folder, 'leads.csv'), { maxRecords: 10, ...until(1) });
    return sending.then(() => 'not cut', String);
  }

  const resume = (options: ResumeOptions): Promise<Bulk> =>
    Bulk.resume(journal, { credentials: org.accessToken(), concurrency: 1, ...options });

  it('tells how far it is', async () => {
    expect(await begin()).to.equal('Error: cut');
    const told: Progress[] = [];
    await resume({ onProgress: (progress) => told.push(progress) });
    expect(told.at(-1)).to.deep.include({ phase: 'upload', rows: 50, batches: { ended: 5, total: 5 } });
  });

  it('goes on at the next login, when a signal has ended it', async () => {
    await begin();
    const { signal, onProgress } = until(3);
    const bulk = await resume({ credentials: undefined, signal, onProgress });
    expect(await bulk.login(org.accessToken()).then(() => 'not cut', String)).to.equal('Error: cut');
    await bulk.login(org.accessToken());
    await bulk.jobWait();
    expect(await bulk.jobReceipt()).to.include({ rows: 50, succeeded: 50 });
  });

  it('can be ended once more, and goes on from there: each row is in once', async () => {
    await begin();
    expect(await resume(until(3)).then(() => 'not cut', String)).to.equal('Error: cut');
    const bulk = await resume({});
    await bulk.jobWait();
    expect(await bulk.jobReceipt()).to.include({ rows: 50, succeeded: 50 });
    expect(Object.keys(await bulk.batchStatus())).to.have.lengthOf(5);
  });

  it('is of the class that was asked to go on', async () => {
    await begin();
    class Watched extends Bulk {}
    expect(await Watched.resume(journal)).to.be.instanceOf(Watched);
  });
});
