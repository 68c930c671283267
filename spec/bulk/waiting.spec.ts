import { expect } from 'chai';
import { RefusedException, StillRunningException, type Progress } from '../../lib';
import { BATCHES, JOB, withBatch } from '../helpers/bulks';
import { exchange, lostConnection } from '../helpers/exchange';
import { FakeClock } from '../helpers/fake-clock';
import { rejection } from '../helpers/rejection';
import { useNock } from '../helpers/use-nock';
import { asyncError, batchInfoList, jobInfo, JOB_ID, PROXY_PAGE } from '../helpers/wire';

function poll(...states: string[]): void {
  for (const state of states) {
    const numberRecordsProcessed = state === 'Completed' ? 2 : 1;
    exchange({ method: 'GET', path: BATCHES, reply: batchInfoList({ state, numberRecordsProcessed }) });
  }
}

function answerJob(): void {
  exchange({ method: 'GET', path: JOB, reply: jobInfo({ numberBatchesCompleted: 1 }) });
}

describe('jobWait', () => {
  useNock();

  it('asks until every batch has ended, and then for the job', async () => {
    const bulk = await withBatch();
    poll('Queued', 'InProgress', 'Completed');
    answerJob();
    expect((await bulk.jobWait()).numberBatchesCompleted).to.equal(1);
    expect(bulk.usage.byOperation).to.include({ 'list batches': 3, 'get job': 1 });
  });

  it('asks ever more rarely, up to twice a minute', async () => {
    const clock = new FakeClock();
    const bulk = await withBatch({ clock });
    poll(...Array.from({ length: 14 }, () => 'InProgress'), 'Completed');
    answerJob();
    await bulk.jobWait();
    const seconds = clock.sleeps.map((milliseconds) => milliseconds / 1000);
    expect(seconds[0]).to.equal(0.5);
    expect(seconds.every((second, at) => at === 0 || second >= (seconds[at - 1] ?? 0))).to.equal(true);
    expect(seconds.slice(-2)).to.deep.equal([30, 30]);
  });

  it('keeps to an interval that is given', async () => {
    const clock = new FakeClock();
    const bulk = await withBatch({ clock });
    poll('Queued', 'Queued', 'Completed');
    answerJob();
    await bulk.jobWait({ interval: 10 });
    expect(clock.sleeps).to.deep.equal([10_000, 10_000]);
  });

  it('tells how far the job has come', async () => {
    const bulk = await withBatch();
    const seen: Progress[] = [];
    poll('InProgress', 'Completed');
    answerJob();
    await bulk.jobWait({ interval: 2, onProgress: (progress) => seen.push(progress) });
    const processing = { phase: 'processing' };
    expect(seen).to.deep.equal([
      { ...processing, rows: 1, batches: { ended: 0, total: 1 }, elapsed: 0, rate: null, eta: null, calls: 3 },
      { ...processing, rows: 2, batches: { ended: 1, total: 1 }, elapsed: 2, rate: 0.5, eta: 0, calls: 4 },
    ]);
  });

  it('survives polls that fail', async () => {
    const bulk = await withBatch({ retries: 0 });
    lostConnection({ method: 'GET', path: BATCHES });
    exchange({ method: 'GET', path: BATCHES, status: 503, reply: PROXY_PAGE });
    exchange({ method: 'GET', path: BATCHES, status: 500, reply: asyncError('InternalServerError', 'oops') });
    poll('Completed');
    answerJob();
    expect((await bulk.jobWait()).id).to.equal(JOB_ID);
  });

  it('survives the failure of the last question, which is for the job', async () => {
    const bulk = await withBatch({ retries: 0 });
    poll('Completed');
    lostConnection({ method: 'GET', path: JOB });
    poll('Completed');
    answerJob();
    expect((await bulk.jobWait()).numberBatchesCompleted).to.equal(1);
  });

  it('warns once of polls that fail one after the other, and anew when they do so again', async () => {
    const warnings: string[] = [];
    const bulk = await withBatch({ retries: 0, onWarning: (warning) => warnings.push(warning) });
    const fail = (times: number): void => {
      lostConnection({ method: 'GET', path: BATCHES, times });
    };
    fail(2);
    poll('InProgress');
    fail(5);
    poll('InProgress');
    fail(3);
    poll('Completed');
    answerJob();
    await bulk.jobWait({ interval: 10 });
    // Poll no. 3 and no. 9 were answered.
    const times = ['03:04:25', '03:05:25'].map((time) => `2026-01-02T${time}.000Z`);
    expect(warnings).to.have.length(2);
    for (const [at, time] of times.entries()) {
      expect(warnings[at]).to.match(
        new RegExp(`^Job ${JOB_ID} has not answered since ${time}; jobWait\\(\\) goes on asking`),
      );
      expect(warnings[at]).to.include('ECONNRESET');
    }
  });

  it('tells since when nobody has answered, when the time given is over, and why', async () => {
    const bulk = await withBatch({ retries: 0 });
    poll('InProgress');
    exchange({ method: 'GET', path: BATCHES, status: 503, reply: PROXY_PAGE, times: 2 });
    const error = await rejection(bulk.jobWait({ interval: 10, timeout: 20 }), StillRunningException);
    expect(error.message).to.equal(
      `Job ${JOB_ID} has not answered since 2026-01-02T03:04:05.000Z: ` +
        'after 20 seconds of waiting nobody knows whether it is still running',
    );
    expect(error.cause).to.have.property('status', 503);
  });

  it('ends with an error that will not pass', async () => {
    const bulk = await withBatch();
    exchange({ method: 'GET', path: BATCHES, status: 400, reply: asyncError('InvalidJob', 'gone') });
    expect((await rejection(bulk.jobWait(), RefusedException)).code).to.equal('InvalidJob');
  });

  it('ends the waiting and not the job, when the time given is over', async () => {
    const clock = new FakeClock();
    const bulk = await withBatch({ clock });
    poll('InProgress', 'InProgress', 'InProgress', 'InProgress');
    const error = await rejection(bulk.jobWait({ interval: 10, timeout: 25 }), StillRunningException);
    expect(clock.sleeps).to.deep.equal([10_000, 10_000, 5_000]);
    expect(error.message).to.equal(`Job ${JOB_ID} is still running after 25 seconds`);
    expect(error.jobId).to.equal(JOB_ID);
    expect(error.advice).to.include('jobWait()');
    poll('Completed');
    answerJob();
    expect((await bulk.jobWait()).id).to.equal(JOB_ID);
  });

  it('looks once more when the time given is over', async () => {
    const bulk = await withBatch();
    poll('InProgress', 'Completed');
    answerJob();
    expect((await bulk.jobWait({ interval: 10, timeout: 0.4 })).id).to.equal(JOB_ID);
  });

  it('looks once where no time is given', async () => {
    const clock = new FakeClock();
    const bulk = await withBatch({ clock });
    poll('InProgress');
    const error = await rejection(bulk.jobWait({ timeout: 0 }), StillRunningException);
    expect(error.message).to.include('after 0 seconds');
    expect(clock.sleeps).to.deep.equal([]);
  });

  it('ends when its signal fires, and polls no more', async () => {
    const bulk = await withBatch();
    poll('InProgress');
    const stop = new AbortController();
    const reason = new Error('enough');
    const onProgress = (): void => {
      stop.abort(reason);
    };
    const error = await bulk.jobWait({ signal: stop.signal, onProgress }).catch((thrown: unknown) => thrown);
    expect(error).to.equal(reason);
  });

  it('asks for nothing when its signal has fired before', async () => {
    const bulk = await withBatch();
    const reason = new Error('enough');
    const error = await bulk.jobWait({ signal: AbortSignal.abort(reason) }).catch((thrown: unknown) => thrown);
    expect(error).to.equal(reason);
  });
});
