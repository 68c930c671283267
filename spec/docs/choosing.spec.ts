import { expect } from 'chai';
import { samplesOf } from './markdown';
import { runSample } from './run-sample';

/** What each sample must have printed, by its heading. */
const PRINTS: Record<string, RegExp> = {
  'API calls':
    /^1\.0: 3 batches, 25000 results\n {2}sending 3\n {2}results 3\n2\.0: 1 batches, 25000 results\n {2}sending 3\n {2}results 3\n$/,
  'The order of results': /^Alan false REQUIRED_FIELD_MISSING\nGrace true \n$/,
  'Pages of a query': /^left at a locator after 3 rows\nfrom there 3 rows\n$/,
  'What changes in a script':
    /^"Id","Success","Created","Error"\n"003\w{15}","true","true",""\n"","false","false","REQ.*"\n\n$/,
};

describe('The samples of docs/choosing.md', () => {
  const samples = samplesOf('docs/choosing.md').filter(({ language }) => language === 'ts');

  it('are all expected to print something', () => {
    expect(samples.map(({ heading }) => heading)).to.deep.equal(Object.keys(PRINTS));
  });

  for (const { heading, text, line } of samples) {
    it(`do as they say under "${heading}" (line ${line})`, async () => {
      expect(`${(await runSample(text)).join('\n')}\n`).to.match(PRINTS[heading] ?? /^$/);
    });
  }
});
