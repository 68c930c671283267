import { existsSync, linkSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { CommandRun } from './command-run';
import { useWorkplace } from './workplace';

describe('The files of a command', () => {
  const place = useWorkplace();
  const { at, run } = place;
  let rows: string;

  /** What a command says that is refused before anything is sent. */
  const refused = async (...words: string[]): Promise<string> => {
    const calls = place.org.requests.length;
    const { exitCode, errors } = await run(words);
    expect(exitCode).to.equal(2);
    expect(place.org.requests.length).to.equal(calls);
    return errors;
  };

  beforeEach(() => {
    rows = place.file('contacts.csv', 'LastName\nHopp\n');
  });

  it('are never written over the rows, nor over one another', async () => {
    expect(await refused('insert', 'Contact', rows, '--success', rows)).to.equal(
      '--success would write over the file with the rows: give it another name\n',
    );
    expect(await refused('insert', 'Contact', rows, '--success', at('x'), '--errors', at('x'))).to.equal(
      '--errors would write over the file of --success: give it another name\n',
    );
    expect(await refused('insert', 'Contact', rows, '--success', '-', '--errors', '-')).to.equal(
      '--success and --errors cannot both be stdout: name a file for one of them\n',
    );
    expect(readFileSync(rows, 'utf8')).to.equal('LastName\nHopp\n');
  });

  it('are never written over the rows by way of a link either', async () => {
    symlinkSync(rows, at('symbolic.csv'));
    linkSync(rows, at('hard.csv'));
    for (const link of ['symbolic.csv', 'hard.csv']) {
      expect(await refused('insert', 'Contact', rows, '--errors', at(link))).to.include('over the file with the rows');
      expect(await refused('insert', 'Contact', at(link), '--success', rows)).to.include('over the file with the rows');
    }
  });

  it('are never written over the journal or the mapping either', async () => {
    const [journal, map] = [place.file('begun.journal', '{}\n'), place.file('names.map', 'LastName=LastName\n')];
    expect(await refused('resume', journal, '--errors', journal)).to.include('would write over the journal');
    expect(await refused('resume', journal, rows, '--map', map, '-o', map)).to.include('would write over the mapping');
    expect(await refused('insert', 'Contact', rows, '--map', map, '--success', map)).to.include('over the mapping');
  });

  it('may be stdout: the rows go on into another command, and the account to stderr', async () => {
    writeFileSync(rows, 'LastName,FirstName\nHopp,Grace\n,Alan\n');
    const failed = await run(['insert', 'Contact', rows, '--errors', '-']);
    expect(failed.output).to.match(/^LastName,FirstName,sf__Error\n,Alan,REQUIRED_FIELD_MISSING[^\n]*\n$/);
    expect(failed.errors).to.match(/\nrows +2\n/);
    const { output, errors } = await run(['insert', 'Contact', rows, '--success', '-', '--json']);
    expect(output).to.match(/^LastName,FirstName,sf__Id,sf__Created\nHopp,Grace,003\w{15},true\n$/);
    expect(errors).to.include('{"receipt":{');
    expect(existsSync('-')).to.equal(false);
  });

  it('are known to be writable before anything is sent', async () => {
    mkdirSync(at('folder'));
    expect(await refused('insert', 'Contact', rows, '--errors', at('folder'))).to.match(
      /is a folder: name a file in it/,
    );
    const soql = 'SELECT Id FROM Contact';
    expect(await refused('query', soql, '-o', at('nowhere/found.csv'))).to.match(
      /--output .* cannot be written: ENOENT/,
    );
  });

  it('must be there, be files, and stand behind the object', async () => {
    expect(await refused('insert', 'Contact', at('none.csv'))).to.equal(`There is no file "${at('none.csv')}"\n`);
    expect(await refused('insert', 'Contact', at())).to.equal(`"${at()}" is not a file\n`);
    expect(await refused('insert', rows, 'Contact')).to.equal(`"${rows}" is a file: the object stands before it\n`);
  });

  for (const api of ['1.0', '2.0']) {
    it(`hold a header where a query finds nothing, and stderr says so, by API ${api}`, async () => {
      const soql = "SELECT Id, Account.Name FROM Contact WHERE LastName = 'Nobody'";
      const header = '"Id","Account.Name"\n';
      const filed = await run(['query', soql, '-o', at('found.csv'), '--api', api]);
      expect(filed).to.include({ exitCode: 0, errors: 'No row was found: there is only a header\n' });
      expect(readFileSync(at('found.csv'), 'utf8')).to.equal(header);
      const printed = await run(['query', '-', '--api', api], { stdin: soql });
      expect(printed.output).to.equal(header);
    });
  }

  for (const api of ['1.0', '2.0']) {
    it(`of rows that failed can be had afterwards, as the command says, by API ${api}`, async () => {
      writeFileSync(rows, 'LastName,FirstName\nHopp,Grace\n,Alan\n');
      const { errors } = await run(['insert', 'Contact', rows, '--api', api]);
      const [, way = ''] = /errors: sfbulk (.*)\n/.exec(errors) ?? [];
      const again = await run(way.replace('FILE', at('failed.csv')).split(' '));
      expect(again.exitCode, again.errors).to.equal(1);
      expect(readFileSync(at('failed.csv'), 'utf8')).to.match(
        /^LastName,FirstName,sf__Error\n,Alan,REQUIRED_FIELD_MISSING/,
      );
    });
  }

  // A device that is always full is to be had on Linux.
  if (existsSync('/dev/full')) {
    it('may meet a full disk: that is said with the name of the file, and how to fetch the rows again', async () => {
      const { exitCode, errors } = await run(['query', 'SELECT Id FROM Contact', '-o', '/dev/full']);
      expect(errors).to.match(
        /^"\/dev\/full" cannot be written: ENOSPC[^\n]*\nTo go on: [^]*sfbulk result 750\w{15}, /,
      );
      expect(exitCode).to.equal(3);
    });

    it('may meet a full disk after a load, whose account is given all the same', async () => {
      const { exitCode, output, errors } = await run(['insert', 'Contact', rows, '--success', '/dev/full']);
      expect(output).to.match(/\nsucceeded +1 /);
      expect(errors).to.match(
        /\n"\/dev\/full" cannot be written: ENOSPC[^\n]*\nTo go on: [^]*sfbulk result 750\w{15}, /,
      );
      expect(exitCode).to.equal(3);
    });
  }

  it('may be cut by size where rows are mapped and a journal is kept', async () => {
    writeFileSync(at('map'), 'LastName=LastName\n');
    writeFileSync(rows, `LastName\n${'Hopp\n'.repeat(5)}`);
    const words = ['--map', at('map'), '--batch-size', '2', '--journal', at('journal'), '--json'];
    const { output } = await run(['insert', 'Contact', rows, ...words]);
    expect((JSON.parse(output) as { receipt: object }).receipt).to.include({ rows: 5, succeeded: 5, batches: 3 });
    expect(readFileSync(at('journal'), 'utf8')).to.include('"records":2');
  });
});

describe('PK chunking on the command line', () => {
  const { run } = useWorkplace();

  const chunksOf = async (...words: string[]): Promise<number> => {
    const { errors } = await run(['query', 'SELECT Id FROM Contact', ...words]);
    const [job = ''] = /750\w{15}/.exec(errors) ?? [];
    const { output } = await run(['status', job, '--json']);
    const { batches } = JSON.parse(output) as { batches: { state: string }[] };
    return batches.filter(({ state }) => state === 'Completed').length;
  };

  it('takes the service’s own size, or one that is named', async () => {
    expect(await chunksOf('--pk-chunking')).to.equal(1);
    expect(await chunksOf('--pk-chunking', '2')).to.be.above(1);
    expect(await chunksOf('--pk-chunking=2')).to.be.above(1);
  });

  it('says what a size is, also to who has put the query behind it', async () => {
    const misled = new CommandRun(['query', '--pk-chunking', 'SELECT Id FROM Contact']);
    expect(await misled.exitCode).to.equal(2);
    expect(misled.errors.text).to.include('from 1 to 250000; without one, the option stands behind the query');
    expect(await new CommandRun(['query', 'SELECT Id FROM Contact', '--pk-chunking', '250001']).exitCode).to.equal(2);
  });
});
