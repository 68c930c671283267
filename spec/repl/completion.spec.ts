import { expect } from 'chai';
import { complete, type Completing } from '../../lib/repl/completion';
import { COMMANDS } from '../../lib/repl/commands/index';
import { field } from './support/fields';

const known: Completing = {
  commands: COMMANDS,
  jobObject: 'Contact',
  objects: () => Promise.resolve(['Campaign', 'CampaignMember', 'Contact', 'Solution']),
  fields: (object) => Promise.resolve([`${object}Field`, 'Id', 'IsDeleted'].map((name) => field(name))),
  otherwise: (line) => Promise.resolve([['node knows'], line]),
};

const offers = (line: string): Promise<unknown> => complete(line, known);

describe('Completion', () => {
  it('offers methods of bulk', async () => {
    expect(await offers('await bulk.batchC')).to.deep.equal([['batchCreate', 'batchCreateFromCsv'], 'batchC']);
  });

  it('offers operations, then objects, inside jobCreate', async () => {
    expect(await offers("bulk.jobCreate('q")).to.deep.equal([['query', 'queryAll'], 'q']);
    expect(await offers('bulk.jobCreate("insert", "camp')).to.deep.equal([['Campaign', 'CampaignMember'], 'camp']);
  });

  it('offers objects after FROM', async () => {
    expect(await offers("bulk.batchCreate('SELECT Id FROM Sol")).to.deep.equal([['Solution'], 'Sol']);
  });

  it('offers fields of the job’s object before FROM, and of the named object after it', async () => {
    expect(await offers("bulk.batchCreate('SELECT Id, con")).to.deep.equal([['ContactField'], 'con']);
    expect(await offers("bulk.batchCreate('SELECT Id FROM Case WHERE c")).to.deep.equal([['CaseField'], 'c']);
    expect(await complete("x = 'SELECT I", { ...known, jobObject: undefined })).to.deep.equal([[], 'I']);
  });

  it('offers commands, and the words that they take', async () => {
    expect(await offers('.mo')).to.deep.equal([['mode'], 'mo']);
    expect(await offers('.mode j')).to.deep.equal([['json'], 'j']);
    expect(await offers('.ex')).to.deep.equal([['exit'], 'ex']);
  });

  it('leaves the rest to node', async () => {
    expect(await offers('Math.ma')).to.deep.equal([['node knows'], 'Math.ma']);
  });
});
