import { expect } from 'chai';
import { CommandRun } from './command-run';
import { useWorkplace } from './workplace';

describe('Who gives a command something wrong', () => {
  const place = useWorkplace();
  const { at, run } = place;
  const file = (text: string | Uint8Array): string => place.file('rows.csv', text);

  /** What is said when nothing has been sent. */
  const refusal = async (words: readonly string[], stdin = ''): Promise<string> => {
    const { exitCode, errors, output } = await run(words, { stdin });
    expect(exitCode, errors).to.equal(2);
    expect(output).to.equal('');
    return errors.replace(file(''), 'rows.csv');
  };

  it('learns that the columns stand between something else than commas', async () => {
    expect(await refusal(['insert', 'Contact', file('LastName;Email\nHopp;g@example.com\n')])).to.equal(
      'The columns of "rows.csv" seem to stand between ";": save it with commas\n',
    );
    expect(await refusal(['insert', 'Contact', file('LastName\tEmail\n')])).to.include('between tabs');
  });

  it('learns that no column says which records are meant, before anything is sent', async () => {
    for (const name of ['update', 'delete', 'hard-delete']) {
      expect(await refusal([name, 'Contact', file('LastName,Email\nHopp,g@example.com\n')])).to.equal(
        '"rows.csv" has no column "Id", which says which records are meant; it has LastName, Email\n',
      );
    }
    const upsert = ['upsert', 'Contact', file('LastName\nHopp\n'), '--external-id', 'Email'];
    expect(await refusal(upsert)).to.include('has no column "Email"');
    expect(
      (await run(['upsert', 'Contact', file('email,LastName\ng@example.com,Hopp\n'), ...upsert.slice(3)])).exitCode,
    ).to.equal(0);
  });

  it('hears of text that is not UTF-8 from the library, which knows more of it', async () => {
    const path = file(Buffer.from('\uFEFFId\nx\n', 'utf16le'));
    expect((await run(['update', 'Contact', path])).errors).to.match(/UTF-16[^]*Save the file as UTF-8/);
  });

  it('is told of a row with the name of its file, also when nothing is to be sent', async () => {
    const path = file('LastName,Email\nHopp\n');
    for (const how of [[], ['--dry-run']]) {
      expect((await run(['insert', 'Contact', path, ...how])).errors).to.match(/^InputException: Row 1 of rows\.csv /);
    }
  });

  it('learns the same of stdin, before there is a job', async () => {
    const before = place.org.requests.length;
    expect(await refusal(['insert', 'Contact', '-'], 'LastName;Email\nHopp;g@example.com\n')).to.equal(
      'The columns of stdin seem to stand between ";": save it with commas\n',
    );
    expect(await refusal(['update', 'Contact', '-'], 'LastName\nHopp\n')).to.match(/^stdin has no column "Id", /);
    expect(place.org.requests).to.have.length(before);
  });

  it('may give up before stdin has said anything, and leaves nothing behind', async () => {
    const run = new CommandRun(['insert', 'Contact', '-', '--practice']);
    run.ctrlC.abort();
    expect(await run.exitCode).to.equal(2);
    expect(run.errors.text).to.equal('Interrupted: nothing was sent\n');
  });

  // Nothing is kept from root.
  if (process.getuid?.() !== 0) {
    it('learns that a file cannot be read', async () => {
      const path = place.file('secret.csv', 'LastName\nHopp\n', { mode: 0o000 });
      expect(await refusal(['insert', 'Contact', path])).to.match(/^"\S+secret\.csv" cannot be read: EACCES/);
    });
  }

  it('leaves no job behind when stdin held no rows', async () => {
    const told = await refusal(['delete', 'Lead', '-'], '"Id"\n');
    expect(told).to.match(/There is nothing to load in the data: it has a header[^]*\n {2}→ Give a header line/);
    expect(told).not.to.include('To go on');
    const [, job = ''] = /\/job\/(750\w{15})$/.exec(place.org.requests.at(-1)?.path ?? '') ?? [];
    expect((await run(['status', job])).output).to.include('Aborted');
  });

  it('reads why a batch failed, in the words of the service', async () => {
    const { exitCode, errors } = await run(['insert', 'Contact', file('LastName,Nonsense\nHopp,1\n')]);
    expect(exitCode).to.equal(3);
    expect(errors).to.match(/\nBatch 751\w{15}: InvalidBatch : [^\n]*Nonsense/);
  });

  it('is advised in words of the command line, never in code', async () => {
    const told = [
      await refusal(['query', 'SELECT Id FROM Contact', '--pk-chunking', '--api', '2.0']),
      (await run(['query', 'SELECT Nonsense FROM Contact'])).errors,
      await refusal(['query', 'SELECT Id FROM Contact', '--instance-url', 'ftp://example.com', '--token-stdin'], 'x'),
      await refusal(['resume', at('none.journal')]),
    ].join('');
    expect(told)
      .to.include('Leave it out, or give --api 1.0.')
      .and.include('Mend the data or the SOQL, and give the command again.')
      .and.include('Give the path that was given as --journal.')
      .and.not.match(/new Bulk|\w\(\)|[{}]/);
  });

  it('is not told to go on with a job that is not there', async () => {
    const { exitCode, errors } = await run(['status', '750000000000000']);
    expect(exitCode).to.equal(3);
    expect(errors).to.include('Invalid job id').and.not.include('To go on');
  });

  it('is reminded of the command that was meant', async () => {
    const mistyped = new CommandRun(['inser', 'Contact']);
    expect(await mistyped.exitCode).to.equal(2);
    expect(mistyped.errors.text).to.include("unknown command 'inser'; did you mean insert?");
  });

  it('learns that there is no script to be ported', async () => {
    expect(await refusal(['port', at('none.py')])).to.match(/^The script cannot be read: ENOENT/);
  });
});
