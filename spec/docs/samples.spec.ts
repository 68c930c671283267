import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { samplesOf } from './markdown';
import { runSample } from './run-sample';

/** What a sample must have printed, by its file and heading. Ids differ from run to run. */
const EXPECTED: Record<string, Record<string, RegExp>> = {
  'README.md': { 'The flow': /success: true[^]*success: false[^]*REQUIRED_FIELD_MISSING/ },
  'docs/porting.md': {
    Query: /^batch 751\w{15} has 5 records\n"Id","FirstName","LastName","Account.Name"\n("003\w{15}",".*\n){5}\n$/,
    Insert:
      /^751\w{15} Completed 3 1\n"Id","Success","Created","Error"\n"","false","false","REQUIRED_FIELD_MISSING:Required fields are missing: \[LastName\]:LastName --"\n\n$/,
    Update: /^(\d+) of \1 accounts updated\n$/,
    Upsert:
      /^"Id","Success","Created","Error"\n("003\w+","true","true",""\n){2}\n"Id","Success","Created","Error"\n"003\w+","true","false",""\n"003\w+","true","true",""\n\n$/,
    Delete: /"00Q\w{15}","true","false",""[^]*Records not found for this query[^]*"00Q\w{15}","true"/,
    'The same in the new names': /^(003\w{15} true \[\]\n){2}$/,
  },
  'docs/formats.md': {
    'One rule for nothing': /^CSV true\nXML true\nJSON true\n$/,
    'Lookups by external id': /^\[ true, true \]\n$/,
    'CSV files of any size': /^upload: 250 rows\nprocessing: 250 rows\nresults: 250 rows\n"Id","Name"\n$/,
    Files: /^\[ true, true \]\n$/,
    'Typed rows': /^Acme Brick Works number true\n$/,
    'Look before sending':
      /^create job POST \S+\/job 2\d\d\ncreate batch POST \S+\/job\/JOB_ID\/batch 38\nclose job POST \S+ 1\d\d\n$/,
    'PK chunking': /^\[[^]*'NotProcessed',[^]*'Completed',[^]*\]\n12 rows\n$/,
  },
  'docs/repl.md': { 'Look at the wire': /^create job POST 201 true\nabort job POST 200 true\n$/ },
  'docs/signing-in.md': {
    'An access token': /^true\n$/,
    'A refresh token': /^00D\w{15}\n$/,
    'Client credentials': /^00D\w{15}\n$/,
    'JWT bearer': /^00D\w{15}\n$/,
    'User name and password, by OAuth': /^00D\w{15}\n$/,
    'User name and password, by SOAP': /Summer '27[^]*\nada@practice\.example\n$/,
  },
};

for (const [file, expected] of Object.entries(EXPECTED)) {
  describe(`The samples of ${file}`, () => {
    const samples = samplesOf(file).filter(({ language }) => language === 'ts');
    let home = '';
    const before = process.cwd();

    beforeEach(() => {
      home = mkdtempSync(join(tmpdir(), 'sfbulk-sample-'));
      process.chdir(home);
    });
    afterEach(() => {
      process.chdir(before);
      rmSync(home, { recursive: true });
    });

    it('are all expected to print something', () => {
      expect(samples.map(({ heading }) => heading)).to.have.members(Object.keys(expected));
    });

    for (const { heading, text, line } of samples) {
      it(`do as they say under "${heading}" (line ${line})`, async () => {
        const printed = await runSample(text);
        expect(`${printed.join('\n')}\n`).to.match(expected[heading] ?? /^$/);
      });
    }
  });
}
