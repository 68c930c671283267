import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { progressText } from '../../lib/cli/progress';
import { type Progress } from '../../lib/index';
import { PracticeOrg } from '../../lib/practice-org';
import { promptOrg } from '../helpers/prompt-org';
import { expectClosed, LOAD, NEXT, QUERY, STALLS, StallingServer } from '../helpers/stalling-server';
import { JOB_ID } from '../helpers/wire';
import { CommandRun, ended, runIn } from './command-run';
import { useWorkplace } from './workplace';

describe('The commands on queries and jobs', () => {
  const { at, run } = useWorkplace();

  for (const api of ['1.0', '2.0']) {
    it(`write the rows of a query into a file, and fetch them once more by the job, by API ${api}`, async () => {
      const path = at('found.csv');
      const soql = 'SELECT Id, LastName FROM Contact LIMIT 3';
      const found = await run(['query', soql, '-o', path, '--json', '--api', api]);
      expect(found.exitCode).to.equal(0);
      const account = JSON.parse(found.output) as { jobId: string; rows: number };
      expect(account.rows).to.equal(3);
      expect(readFileSync(path, 'utf8')).to.match(/^"Id","LastName"\n("003\w{15}","\w+"\n){3}$/);
      const again = await run(['result', account.jobId, '--api', api]);
      expect(again.output).to.match(/^"Id","LastName"\n("003\w{15}","\w+"\n){3}$/);
      expect(again.errors).to.equal(`3 rows, job ${account.jobId}\n`);
    });
  }

  it('name a job of 2.0 by the id that the server knows, when they stop waiting', async () => {
    const slow = await PracticeOrg.start({ clock: 'manual' });
    const { errors } = await runIn(slow, ['query', 'SELECT Id FROM Account', '--wait', '0', '--api', '2.0']);
    const [, job = ''] = /To go on: sfbulk status (750\w{15}) --api 2.0,/.exec(errors) ?? [];
    expect(await runIn(slow, ['status', job, '--api', '2.0'])).to.include({ exitCode: 4 });
    const again = await runIn(slow, ['result', job, '--wait', '0', '--api', '2.0']);
    expect(again.errors).to.include(`\nTo go on: sfbulk status ${job} --api 2.0,`);
    await slow.stop();
  });

  it('name the jobs of a load by the ids that the server knows, as text and as JSON', async () => {
    const words = ['insert', 'Account', '-', '--batch-size', '1', '--api'];
    const stdin = 'Name\nAcme\nBell\n';
    const told = await run([...words, '2.0'], { stdin });
    const [, ids = ''] = /\nin the org as (750\w{15}, 750\w{15})\n$/.exec(told.output) ?? [];
    for (const id of ids.split(', ')) expect((await run(['status', id, '--api', '2.0'])).exitCode).to.equal(0);
    for (const [api, count] of [
      ['1.0', 1],
      ['2.0', 2],
    ] as const) {
      const { output } = await run([...words, api, '--json'], { stdin });
      const { jobIds } = JSON.parse(output) as { jobIds: string[] };
      expect(jobIds.filter((id) => /^750\w{15}$/.test(id))).to.have.length(count);
    }
  });

  it('say how a job of the other API is found', async () => {
    for (const [api, other] of [
      ['1.0', '2.0'],
      ['2.0', '1.0'],
    ] as const) {
      const { exitCode, errors } = await run(['status', '750QQ0000009999YAA', '--api', api]);
      expect(exitCode).to.equal(3);
      expect(errors).to.match(new RegExp(`\\nIf it is a job of API ${other}: add --api ${other}\\n$`));
    }
  });

  it('say once that an org gives no answer, in the place of the line of progress, and go on when it does', async () => {
    const org = await promptOrg();
    org.faults.add({ on: 'createJob', do: 'drop-request' });
    const { exitCode, errors } = await runIn(org, ['query', 'SELECT Id FROM Account LIMIT 1'], { isTTY: true });
    await org.stop();
    expect(exitCode, errors).to.equal(0);
    const { host } = new URL(org.url);
    expect(errors.split('\n')[0]).to.match(new RegExp(`^Waiting for ${host}, which gives no answer: .`));
    expect(errors.match(/Waiting for/g)).to.have.length(1);
  });

  it('refuse files that would not come to be: a query has no failures, a load no output', async () => {
    const found = await run(['query', 'SELECT Id FROM Account LIMIT 1', '--json', '-o', at('found.csv')]);
    const query = (JSON.parse(found.output) as { jobId: string }).jobId;
    const ofQuery = await run(['result', query, '--errors', at('failed.csv')]);
    expect(ofQuery).to.include({ exitCode: 2, output: '' });
    expect(ofQuery.errors).to.include('The job is a query');
    const load = await run(['insert', 'Account', '-', '--json'], { stdin: 'Name\nAcme\n' });
    const { jobId } = (JSON.parse(load.output) as { receipt: { jobId: string } }).receipt;
    const ofLoad = await run(['result', jobId, '--output', at('rows.csv')]);
    expect(ofLoad).to.include({ exitCode: 2, output: '' });
    expect(ofLoad.errors).to.include('The job is a load');
  });

  it('abort a job', async () => {
    const slow = await PracticeOrg.start({ clock: 'manual' });
    const { errors } = await runIn(slow, ['query', 'SELECT Id FROM Account', '--wait', '0']);
    const [job = ''] = /750\w{15}/.exec(errors) ?? [];
    expect(await runIn(slow, ['abort', job])).to.include({ exitCode: 0, output: `${job} is Aborted\n` });
    expect((await runIn(slow, ['status', job])).exitCode).to.equal(3);
    await slow.stop();
  });

  it('say of a job that has ended that there is nothing to abort', async () => {
    const { output } = await run(['query', 'SELECT Id FROM Account', '-o', at('any.csv'), '--json']);
    const { jobId } = JSON.parse(output) as { jobId: string };
    expect(await run(['abort', jobId])).to.deep.equal({
      exitCode: 3,
      output: '',
      errors: `The job has ended already, and nothing was aborted; sfbulk result ${jobId} fetches its results\n`,
    });
  });

  it('say so of a job of 2.0, too', async () => {
    const slow = await PracticeOrg.start({ clock: 'manual' });
    const { errors } = await runIn(slow, ['query', 'SELECT Id FROM Account', '--wait', '0', '--api', '2.0']);
    const [job = ''] = /750\w{15}/.exec(errors) ?? [];
    await slow.clock.advance('1 min');
    const { exitCode, errors: reason } = await runIn(slow, ['abort', job, '--api', '2.0']);
    expect(reason).to.equal(
      `The job has ended already, and nothing was aborted; sfbulk result ${job} --api 2.0 fetches its results\n`,
    );
    expect(exitCode).to.equal(3);
    await slow.stop();
  });

  it('are done with 2 for a query without an object, and with 3 for one that the org refuses', async () => {
    expect(await run(['query', 'SELECT Id'])).to.include({ exitCode: 2, errors: 'The query has no FROM\n' });
    expect(await run(['query', 'SELECT Nonsense FROM Account'])).to.include({ exitCode: 3 });
  });
});

describe('The progress of a command', () => {
  const { at } = useWorkplace();
  const progress: Progress = {
    phase: 'processing',
    rows: 30_000,
    batches: { ended: 3, total: 7 },
    elapsed: 6,
    rate: 5_120,
    eta: 6.1,
    calls: 9,
  };

  const inRoomFor = (width: number) => ({ rowsDue: 61_220, width });

  it('is a line with rate and time left', () => {
    expect(progressText(progress, inRoomFor(120))).to.equal(
      '██████████░░░░░░░░░░ 3 of 7 batches, 30,000 of 61,220 rows, 5,120 rows/s, 7 s left',
    );
    const early = { ...progress, rate: null, eta: null };
    expect(progressText(early, { rowsDue: undefined, width: 120 })).to.match(/ 3 of 7 batches, 30,000 rows$/);
  });

  it('tells of rows that go up, too; of those that come from stdin it shows no share', () => {
    const upload: Progress = { ...progress, phase: 'upload', eta: null };
    expect(progressText(upload, inRoomFor(120))).to.equal(
      '██████████░░░░░░░░░░ 3 batches sent, 30,000 of 61,220 rows, 5,120 rows/s, 7 s left',
    );
    expect(progressText(upload, { rowsDue: undefined, width: 120 })).to.equal(
      '3 batches sent, 30,000 rows, 5,120 rows/s',
    );
  });

  it('has a shorter bar, or none, where the time left would not fit beside it', () => {
    const text = '3 of 7 batches, 30,000 of 61,220 rows, 5,120 rows/s, 7 s left';
    expect(progressText(progress, inRoomFor(text.length + 11))).to.equal(`█████░░░░░ ${text}`);
    expect(progressText(progress, inRoomFor(text.length + 5))).to.equal(text);
  });

  it('tells of results that are read, too; how many there are is seen by the time left', () => {
    const results: Progress = { ...progress, phase: 'results', elapsed: 9, eta: 3 };
    expect(progressText(results, { rowsDue: undefined, width: 120 })).to.equal(
      '███████████████░░░░░ 3 of 7 batches read, 30,000 rows, 5,120 rows/s, 3 s left',
    );
    const unknown = { ...results, eta: null };
    expect(progressText(unknown, { rowsDue: undefined, width: 120 })).to.equal(
      '█████████░░░░░░░░░░░ 3 of 7 batches read, 30,000 rows, 5,120 rows/s',
    );
  });

  it('leaves a terminal alone on which rows may be written', async () => {
    const org = await promptOrg();
    const query = ['query', 'SELECT Id FROM Account LIMIT 2'];
    const beside = await runIn(org, [...query, '-o', at('found.csv')], { isTTY: true });
    expect(beside.errors).to.include('1 of 1 batch read, 2 rows');
    const onto = await runIn(org, query, { isTTY: true });
    expect(onto.errors).to.include('1 of 1 batch').and.not.include('read');
    await org.stop();
  });

  it('is shown on a terminal only', async () => {
    const org = await promptOrg();
    const words = ['insert', 'Account', '-'];
    const quiet = await runIn(org, words, { stdin: 'Name\nAcme\n' });
    expect(quiet.errors).not.to.include('1 of 1 batch');
    const shown = await runIn(org, words, { stdin: 'Name\nAcme\n', isTTY: true });
    expect(shown.errors).to.include('1 batch sent, 1 row').and.include('1 of 1 batch');
    await org.stop();
  });
});

describe('Ctrl-C, while an answer with results stalls', () => {
  let server: StallingServer;
  const { at } = useWorkplace();
  afterEach(() => {
    server.close();
  });

  const JOBS = {
    'of a query': { answers: QUERY, path: '/result/752000000000002', words: (path: string) => ['-o', path] },
    'of a load': { answers: LOAD, path: `/batch/${NEXT}/result`, words: (path: string) => ['--errors', path] },
  };
  for (const [kind, { answers, path, words }] of Object.entries(JOBS)) {
    it(`ends the command at once, and says how to have the results ${kind} nevertheless`, async () => {
      server = new StallingServer(answers, { path, after: STALLS['part of a row'] });
      const env = { SF_ACCESS_TOKEN: '00D!session', SF_INSTANCE_URL: await server.listen() };
      const run = new CommandRun(['result', JOB_ID, ...words(at('rows.csv'))], { env });
      await server.stalled;
      run.ctrlC.abort();
      expect(await ended(run)).to.include({ exitCode: 4, output: '' });
      expect(run.errors.text).to.include(`To go on: sfbulk status ${JOB_ID}`);
      await expectClosed(server);
    });
  }
});
