import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { samplesOf } from '../docs/markdown';
import { runSample } from '../docs/run-sample';

/** What each script prints on either API, with ids left out. */
const PRINTS: Record<string, RegExp> = {
  Query: /^batch <id> has 5 records\n"Id","FirstName","LastName","Account.Name"\n("<id>",".*\n){5}\n$/,
  Insert: /^<id> Completed 3 1\n"Id","Success","Created","Error"\n"","false","false","REQUIRED_FIELD_MISSING:.*"\n\n$/,
  Update: /^(\d+) of \1 accounts updated\n$/,
  Upsert: /^(.*\n)("<id>","true","true",""\n){2}\n\1"<id>","true","false",""\n"<id>","true","true",""\n\n$/,
  Delete: /"<id>","true","false",""[^]*"<id>","true"/,
};

const samples = samplesOf('docs/porting.md').filter(({ heading }) => heading in PRINTS);

/** Without ids, and without what each API has for a query that found nothing: a sentence, or the header alone. */
async function printed(text: string): Promise<string> {
  const lines = `${(await runSample(text)).join('\n')}\n`;
  return lines
    .replace(/\b\w{15}[A-Z0-5]{3}\b/g, '<id>')
    .replace(/\[ '(Records not found .*|"Id")', '' \]/, '[ nothing ]');
}

describe('The five sfbulk scripts, ported', () => {
  const home = process.cwd();
  let folder = '';

  // One of them writes a file where it runs.
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sfbulk-ported-'));
    process.chdir(folder);
  });
  afterEach(() => {
    process.chdir(home);
    rmSync(folder, { recursive: true });
  });

  it('are five', () => {
    expect(samples.map(({ heading }) => heading)).to.deep.equal(Object.keys(PRINTS));
  });

  for (const { heading, text } of samples) {
    it(`print the same on both APIs, the option being all that changes: ${heading}`, async () => {
      const on2 = text.replaceAll('new Bulk()', "new Bulk({ api: '2.0' })");
      expect(on2).not.to.equal(text);
      const lines = await printed(text);
      expect(lines).to.match(PRINTS[heading] ?? /^$/);
      expect(await printed(on2)).to.equal(lines);
    });
  }
});
