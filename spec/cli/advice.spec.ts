import { expect } from 'chai';
import { Bulk, BulkException } from '../../lib';
import { adviceOf, adviceOnCode, inCommands } from '../../lib/cli/advice';
import { BULK_ADVICE, LOGIN_ADVICE, REST_ADVICE } from '../../lib/errors/advice';
import { ROW_ADVICE } from '../../lib/errors/row-advice';
import { promptOrg } from '../helpers/prompt-org';

/** What who types commands cannot use: calls, objects in code, and the names of options of the library. */
const OF_PROGRAMS = /\w\(|[{}]|\bnew [A-Z]|instanceUrl|loginUrl|clientId|clientSecret|concurrencyMode|groupBy/;

describe('Advice on the command line', () => {
  const codes = [BULK_ADVICE, LOGIN_ADVICE, REST_ADVICE].flatMap((table) => Object.entries(table));
  for (const [code, { advice }] of codes) {
    it(`is given for ${code}, in words of commands`, () => {
      const told = adviceOf(new BulkException('no', { advice }));
      expect(told)
        .to.match(/^[A-Z].{10,}\.$/)
        .and.not.match(OF_PROGRAMS);
    });
  }

  for (const code of Object.keys(ROW_ADVICE)) {
    it(`is given for rows that failed with ${code}, in words of commands`, () => {
      expect(adviceOnCode(code))
        .to.match(/^[A-Z].{10,}\.$/)
        .and.not.match(OF_PROGRAMS);
    });
  }

  it('names the command that goes on with a journal', () => {
    const advice = "Go on with it: Bulk.resume('load.journal'); or give another path for a new one.";
    expect(inCommands(advice)).to.equal(
      'Go on with it: sfbulk resume load.journal; or give another path for a new one.',
    );
    const withBlank = advice.replace('load.journal', "my load's.journal");
    expect(inCommands(withBlank)).to.include(String.raw`sfbulk resume 'my load'\''s.journal'; or`);
  });

  it('has no methods in it where polls go on failing', async () => {
    const org = await promptOrg();
    const warnings: string[] = [];
    const clock = { now: () => Date.now(), sleep: () => Promise.resolve() };
    const bulk = new Bulk({ retries: 0, clock, onWarning: (warning) => warnings.push(warning) });
    await bulk.login(org.accessToken());
    await bulk.jobCreate('insert', 'Account');
    await bulk.batchCreate([{ Name: 'Acme' }]);
    org.faults.add({ on: 'listBatches', do: 'unavailable', times: 3 });
    await bulk.jobWait();
    await org.stop();
    expect(warnings.map(inCommands)).to.have.length(1);
    expect(inCommands(warnings.join())).to.match(/ has not answered since [^;]+; it is asked again\. /);
    expect(inCommands(warnings.join())).not.to.match(OF_PROGRAMS);
  });

  it('is left out where only a program could follow it', () => {
    const advice = 'Use jobRecords() for queries in other formats.';
    expect(adviceOf(new BulkException('no', { advice }))).to.equal(undefined);
  });
});
