import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { samplesOf } from '../docs/markdown';
import { CommandRun } from './command-run';

const PAGE = 'docs/command-line.md';

/** The words of a line of shell: apart by blanks, but for those within single quotes. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

describe(`The commands of ${PAGE}`, () => {
  const before = process.cwd();
  let home = '';
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'sfbulk-page-'));
    process.chdir(home);
    writeFileSync('contacts.csv', 'FirstName,LastName,Email\nGrace,Hopp,grace@example.com\nAlan,,alan@example.com\n');
  });
  afterEach(() => {
    process.chdir(before);
    rmSync(home, { recursive: true });
  });

  const samples = samplesOf(PAGE).filter(({ language }) => language === 'sh');
  const shown = samplesOf(PAGE).filter(({ language }) => language === 'text');

  it('are there, and what one of them shows', () => {
    expect(samples).to.have.length(4);
    expect(shown).to.have.length(1);
  });

  for (const { text, line } of samples) {
    it(`do what they say (line ${line})`, async () => {
      const [, ...words] = wordsOf(text.trim());
      const run = new CommandRun(words);
      // One of the contacts has no name, on purpose.
      expect(await run.exitCode, run.errors.text).to.equal(words[0] === 'insert' ? 1 : 0);
      if (words[0] === 'insert') {
        const [plan = ''] = run.errors.text.split('\n');
        expect(readFileSync(join(before, PAGE), 'utf8')).to.include(plan);
        expect(readFileSync('failed.csv', 'utf8')).to.match(/^FirstName,LastName,Email,sf__Error\nAlan,,/);
      }
      if (words.includes('--dry-run')) {
        for (const { text: part } of shown) expect(run.output.text).to.include(part);
      }
    });
  }
});
