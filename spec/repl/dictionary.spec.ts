import { expect } from 'chai';
import { Bulk } from '../../lib/index';
import { PracticeOrg } from '../../lib/practice-org/index';
import { Dictionary } from '../../lib/repl/dictionary';
import { STANDARD_OBJECTS } from '../../lib/repl/words';

describe('The words that an org lends to completion', () => {
  let org: PracticeOrg;
  const bulk = new Bulk();
  const dictionary = new Dictionary(() => bulk);

  before(async () => {
    org = await PracticeOrg.start();
    await bulk.login(org.accessToken());
  });

  after(() => org.stop());

  it('are its objects and their fields, each asked for once', async () => {
    expect(await dictionary.objects()).to.include.members(['Campaign', 'Contact']);
    const fields = await dictionary.fields('Contact');
    expect(fields.map(({ name }) => name)).to.include.members(['Id', 'LastName']);
    const { calls } = bulk.usage;
    await dictionary.objects();
    expect(await dictionary.fields('contact')).to.equal(fields);
    expect(bulk.usage.calls).to.equal(calls);
  });

  it('are fewer, and no error, where the org does not tell', async () => {
    expect(await dictionary.fields('Nonsense')).to.deep.equal([]);
    const { calls } = bulk.usage;
    expect(await dictionary.fields('Nonsense')).to.deep.equal([]);
    expect(bulk.usage.calls).to.equal(calls);
    const apart = new Dictionary(() => new Bulk());
    expect(await apart.objects()).to.include('Account');
  });

  it('are asked for again after the org did not tell', async () => {
    const late = new Bulk();
    const words = new Dictionary(() => late);
    expect(await words.objects()).to.equal(STANDARD_OBJECTS);
    expect(await words.fields('Contact')).to.deep.equal([]);
    await late.login(org.accessToken());
    expect(await words.objects())
      .to.deep.equal(await dictionary.objects())
      .and.not.to.equal(STANDARD_OBJECTS);
    expect(await words.fields('Contact')).not.to.have.length(0);
  });

  it('are asked for anew in another org', async () => {
    const { calls } = bulk.usage;
    dictionary.forget();
    await dictionary.fields('Contact');
    expect(bulk.usage.calls).to.equal(calls + 1);
  });
});
