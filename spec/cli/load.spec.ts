import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { expect } from 'chai';
import { Bulk, ConnectionException } from '../../lib';
import { PracticeOrg } from '../../lib/practice-org';
import { rejection } from '../helpers/rejection';
import { CommandRun, runIn } from './command-run';
import { useWorkplace } from './workplace';

const CONTACTS = 'FirstName,LastName\nGrace,"Hopp, the first"\nAlan,\n';

describe('The commands that load', () => {
  const place = useWorkplace();
  const { at, file, run } = place;

  it('say beforehand what it will cost, and give account afterwards; rows that fail make it 1', async () => {
    const path = file('contacts.csv', CONTACTS);
    const { exitCode, output, errors } = await run(['insert', 'Contact', path]);
    const [plan, advice, way, ...rest] = errors.split('\n');
    expect(plan).to.equal('2 rows → 1 batch, 5 calls and 2 for the results');
    expect(advice).to.equal('REQUIRED_FIELD_MISSING: Give the fields that the text names.');
    expect(way).to.match(/^To have each row that failed beside its errors: sfbulk result 750\w{15} --errors FILE$/);
    expect(rest).to.deep.equal(['']);
    expect(output).to.match(/\nrows +2\nsucceeded +1 \(1 created\)\nfailed +1\n/);
    expect(output).to.match(/\nREQUIRED_FIELD_MISSING +1 \(row 2\)\n$/);
    expect(exitCode).to.equal(1);
  });

  for (const api of ['1.0', '2.0'] as const) {
    it(`plan the calls that are made, by API ${api}`, async () => {
      const rows = Array.from({ length: 25 }, (_, n) => `Account ${n}\n`).join('');
      const path = file('accounts.csv', `Name\n${rows}`);
      const prompt = await PracticeOrg.start({ clock: 'manual', queueDelay: 0, processingDelay: 0 });
      // A plan supposes that one poll is enough: batches are done before the reply to their request leaves the org.
      prompt.onRequest(() => void prompt.clock.advance(0));
      const { errors, exitCode } = await runIn(prompt, ['insert', 'Account', path, '--batch-size', '10', '--api', api]);
      const calls = prompt.requests.length;
      await prompt.stop();
      const [, planned = '', results = ''] =
        /^25 rows → 3 batches, (\d+) calls and (\d+) for the results\n$/.exec(errors) ?? [];
      expect(exitCode).to.equal(0);
      expect(Number(planned) + Number(results)).to.equal(calls);
    });
  }

  it('write the rows with their own columns, those that succeeded and those that did not', async () => {
    const [success, errors] = [at('done.csv'), at('failed.csv')];
    const path = file('contacts.csv', CONTACTS);
    await run(['insert', 'Contact', path, '--success', success, '--errors', errors]);
    expect(readFileSync(success, 'utf8')).to.match(
      /^FirstName,LastName,sf__Id,sf__Created\nGrace,"Hopp, the first",003\w{15},true\n$/,
    );
    expect(readFileSync(errors, 'utf8')).to.equal(
      'FirstName,LastName,sf__Error\nAlan,,REQUIRED_FIELD_MISSING: Required fields are missing: [LastName] [LastName]\n',
    );
  });

  it('write files that hold a header only where there are no such rows', async () => {
    const errors = at('failed.csv');
    await run(['insert', 'Account', file('accounts.csv', 'Name\nAcme\n'), '--errors', errors]);
    expect(readFileSync(errors, 'utf8')).to.equal('Name,sf__Error\n');
  });

  it('send columns as the fields that a mapping names, and give all columns back', async () => {
    const map = file('contacts.sdl', '#Mapping values\nSur\\ name=LastName\nPhone=Phone\nNote=\n');
    const path = file('people.csv', 'Sur name,Note,Phone\nHopp,first,1\n,second,2\n');
    const [success, errors] = [at('done.csv'), at('failed.csv')];
    const words = ['insert', 'Contact', path, '--map', map, '--success', success, '--errors', errors];
    expect(await run(words)).to.include({ exitCode: 1 });
    expect(readFileSync(success, 'utf8')).to.match(
      /^Sur name,Note,Phone,sf__Id,sf__Created\nHopp,first,1,003\w{15},true\n$/,
    );
    expect(readFileSync(errors, 'utf8')).to.match(/^Sur name,Note,Phone,sf__Error\n,second,2,REQUIRED_FIELD_MISSING: /);
  });

  it('name the file of a row that cannot be mapped', async () => {
    const map = file('contacts.sdl', 'Surname=LastName\n');
    const path = file('odd.csv', 'Surname,Phone\nHopp,1\nTuri\n');
    expect((await run(['insert', 'Contact', path, '--map', map])).errors).to.include('Row 2 of odd.csv');
  });

  it('refuse a mapping that does not fit the file', async () => {
    const map = file('contacts.sdl', 'Surname=LastName\n');
    const { exitCode, errors } = await run(['insert', 'Contact', file('contacts.csv', CONTACTS), '--map', map]);
    expect(errors).to.equal('The CSV has no column "Surname", which the mapping names\n');
    expect(exitCode).to.equal(2);
  });

  it('read rows from stdin, in batches of the size that is asked for, and answer in JSON', async () => {
    const words = ['insert', 'Account', '-', '--json', '--batch-size', '2'];
    const { exitCode, output } = await run(words, { stdin: 'Name\nOne\nTwo\nThree\n' });
    const answer = JSON.parse(output) as { receipt: Record<string, unknown>; exitCode: number };
    expect(answer.receipt).to.include({ rows: 3, succeeded: 3, failed: 0, batches: 2, object: 'Account' });
    expect(answer.exitCode).to.equal(0);
    expect(exitCode).to.equal(0);
  });

  it('update, upsert and delete what a query has found', async () => {
    const found = await run(['query', "SELECT Id, Name FROM Account WHERE Name = 'Three'"]);
    expect(found.output).to.match(/^"Id","Name"\n"001\w{15}","Three"\n$/);
    const updated = await run(['update', 'Account', '-'], { stdin: found.output.replace('Three', 'Four') });
    expect(updated.exitCode).to.equal(0);
    const upserted = await run(['upsert', 'Account', '-', '--external-id', 'Id'], {
      stdin: found.output.replace('Three', 'Five'),
    });
    expect(upserted.output).to.include('succeeded      1 (0 created)');
    const deleted = await run(['delete', 'Account', '-'], { stdin: found.output.replace(/,"\w+"$/gm, '') });
    expect(deleted.exitCode).to.equal(0);
    const gone = await run(['query', "SELECT Id FROM Account WHERE Name = 'Five'"]);
    expect(gone).to.include({ exitCode: 0, output: '"Id"\n' });
  });

  it('work on one batch after the other, when they are told to', async () => {
    const { output } = await run(['insert', 'Account', '-', '--serial', '--json'], { stdin: 'Name\nSerial\n' });
    const [, job = ''] = /"jobId":"(750\w+)"/.exec(output) ?? [];
    const status = await run(['status', job, '--json']);
    expect((JSON.parse(status.output) as { job: { concurrencyMode: string } }).job.concurrencyMode).to.equal('Serial');
  });

  it('are done with 4 when their time is over, say how to go on, and the job goes on', async () => {
    const slow = await PracticeOrg.start({ clock: 'manual' });
    const waiting = await runIn(slow, ['insert', 'Account', '-', '--wait', '0'], { stdin: 'Name\nPatience\n' });
    expect(waiting.exitCode).to.equal(4);
    const [, job = ''] = /To go on: sfbulk status (750\w{15}), sfbulk result \1/.exec(waiting.errors) ?? [];
    expect(await runIn(slow, ['status', job])).to.include({ exitCode: 4 });
    await slow.clock.advance('1 min');
    const result = await runIn(slow, ['result', job]);
    expect(result.output).to.match(/succeeded +1 \(1 created\)/);
    expect(result.exitCode).to.equal(0);
    await slow.stop();
  });

  for (const api of ['1.0', '2.0']) {
    it(`leave with 4 on Ctrl-C, without asking the org for anything, and the job goes on, by API ${api}`, async () => {
      const slow = await PracticeOrg.start({ clock: 'manual' });
      const { accessToken, instanceUrl } = slow.accessToken();
      const env = { SF_ACCESS_TOKEN: accessToken, SF_INSTANCE_URL: instanceUrl, SFBULK_API: api };
      const waiting = new CommandRun(['insert', 'Account', '-'], { env, isTTY: true });
      waiting.stdin.end('Name\nPatience\n');
      await waiting.errors.until(/0 of 1 batch/);
      const asked = slow.requests.length;
      waiting.ctrlC.abort();
      expect(await waiting.exitCode).to.equal(4);
      expect(waiting.errors.text).to.match(/Interrupted: [^]*\nTo go on: sfbulk status 750\w{15}/);
      expect(slow.requests).to.have.length(asked);
      await slow.stop();
    });
  }

  it('do not speak of rows that go up when all of them have, and want none again', async () => {
    const slow = await PracticeOrg.start({ clock: 'manual' });
    const { accessToken, instanceUrl } = slow.accessToken();
    const env = { SF_ACCESS_TOKEN: accessToken, SF_INSTANCE_URL: instanceUrl };
    const closing = new CommandRun(['insert', 'Account', '-', '--journal', at('all up.journal')], { env });
    slow.onRequest(({ path }) => {
      if (/\/job\/\w+$/.test(path)) closing.ctrlC.abort();
    });
    closing.stdin.end('Name\nPatience\n');
    expect(await closing.exitCode).to.equal(4);
    expect(closing.errors.text)
      .to.include(`\nTo go on: sfbulk resume '${at('all up.journal')}'\n`)
      .and.not.include('on their way')
      .and.not.include('were sent');
    await slow.stop();
  });

  it('are done with 3 when a batch fails', async () => {
    place.org.faults.add({ on: 'batch 1', do: 'fail-batch', records: 0 });
    const { exitCode, output } = await run(['insert', 'Account', '-'], { stdin: 'Name\nUnlucky\n' });
    expect(output).to.match(/not processed +1\n/);
    expect(exitCode).to.equal(3);
  });

  it('are done with 3 when the org refuses the job, and with 2 when there is nothing to load', async () => {
    const path = file('contacts.csv', CONTACTS);
    const refused = await run(['insert', 'Nonsense', path]);
    expect(refused.exitCode).to.equal(3);
    expect(refused.errors).to.match(/RefusedException: [^]*\n {2}→ /);
    expect(await run(['insert', 'Contact', at('not-there.csv')])).to.include({ exitCode: 2 });
    expect(await run(['insert', 'Contact', file('empty.csv', 'LastName\n')])).to.include({ exitCode: 2 });
    expect(await run(['insert', 'Contact', file('bad.csv', 'A,B\n1,2\n3\n')])).to.include({ exitCode: 2 });
    expect(await run(['upsert', 'Contact', path])).to.include({ exitCode: 2 });
  });

  it('say how the rows are given again to who goes on, where the journal does not lead to them', async () => {
    const journal = at('cut.journal');
    const [rows, map] = [file('mapped.csv', 'Surname\nCut\n'), file('cut.map', 'Surname=LastName\n')];
    place.org.faults.add({ on: 'batch 1', do: 'expire-session' });
    const cut = await run(['insert', 'Contact', rows, '--map', map, '--journal', journal]);
    const [, way = ''] = /To go on: sfbulk (.*)\n/.exec(cut.errors) ?? [];
    expect(way).to.equal(`resume ${journal} ${rows} --map ${map}`);
    const env = { SF_ACCESS_TOKEN: 'ended, too', SF_INSTANCE_URL: place.org.url };
    const stillCut = new CommandRun(way.split(' '), { env });
    expect(await stillCut.exitCode).not.to.equal(0);
    expect(stillCut.errors.text).to.include(`To go on: sfbulk ${way}\n`);
  });

  it('lead to the job, and not to the journal, when rows cannot be sent: these are other rows when they are mended', async () => {
    const journal = at('broken.journal');
    const stdin = 'LastName\nFirst\nSecond\nThird,3\n';
    const words = ['insert', 'Contact', '-', '--batch-size', '1', '--journal', journal, '--api'];
    for (const [api, suffix] of [
      ['1.0', ''],
      ['2.0', ' --api 2.0'],
    ] as const) {
      const { exitCode, errors } = await run([...words, api], { stdin });
      expect(exitCode).to.equal(3);
      expect(errors).to.match(
        new RegExp(`\\n1 row was sent, in 1 batch\\nTo go on: sfbulk status 750\\w{15}${suffix}, `),
      );
      rmSync(journal);
    }
  });

  it('ask for the rows when all that was done before the crash was to create the job', async () => {
    const [journal, rows] = [at('early.journal'), file('early.csv', 'LastName\nEarly\n')];
    const bulk = new Bulk({ journal });
    await bulk.login(place.org.accessToken());
    await bulk.jobCreate('insert', 'Contact');
    const unasked = await run(['resume', journal]);
    expect(unasked).to.include({ exitCode: 2 });
    expect(unasked.errors).to.include('The journal does not lead to the rows: give them again');
    expect((await run(['resume', journal, rows])).output).to.match(/succeeded +1 \(1 created\)/);
  });

  for (const source of ['a file', 'stdin']) {
    it(`go on after a crash by their journal, and send nothing twice: the rows came from ${source}`, async () => {
      const rows = `FirstName,LastName\nGrace,From ${source}\nAlan,\n`;
      const path = source === 'stdin' ? '-' : file('contacts.csv', rows);
      const journal = at(`from ${source}.journal`);
      await crash(place.org, { journal, rows: path === '-' ? Readable.from([Buffer.from(rows)]) : path });
      const again = source === 'stdin' ? ['-'] : [];
      const resumed = await run(['resume', journal, ...again], { stdin: rows });
      expect(resumed.exitCode, resumed.errors).to.equal(1);
      expect(resumed.output).to.match(/\nrows +2\nsucceeded +1 \(1 created\)/);
      const found = await run(['query', `SELECT Id FROM Contact WHERE LastName = 'From ${source}'`]);
      expect(found.errors).to.match(/^1 row, /);
    });
  }
});

/** A load whose process dies when it has begun to read its rows. */
async function crash(org: PracticeOrg, { journal, rows }: { journal: string; rows: string | Readable }): Promise<void> {
  const clock = { now: () => Date.now(), sleep: () => Promise.resolve() };
  const bulk = new Bulk({ journal, clock, retries: 0 });
  await bulk.login(org.accessToken());
  await bulk.jobCreate('insert', 'Contact');
  org.faults.add({ on: 'addBatch', do: 'drop-request', times: 50 });
  await rejection(
    typeof rows === 'string' ? bulk.batchCreateFromCsv(rows) : bulk.batchCreate(rows),
    ConnectionException,
  );
  org.faults.clear();
  const lines = readFileSync(journal, 'utf8').split('\n');
  const at = lines.findIndex((line) => line.includes('"batch planned"'));
  writeFileSync(journal, `${lines.slice(0, at).join('\n')}\n`);
}
