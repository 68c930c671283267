import { expect } from 'chai';
import { type FieldDescription } from '../../../lib';
import { complete, type Completing } from '../../../lib/repl/completion';
import { field } from '../support/fields';

const ID = field('Id', { type: 'id' });
const OBJECTS: Readonly<Record<string, readonly FieldDescription[]>> = {
  Contact: [
    ID,
    field('LastName'),
    field('LeadSource', { type: 'picklist', picklistValues: ['Web', 'Phone Inquiry', 'Partner'] }),
    field('LastActivityDate', { type: 'date' }),
    field('AccountId', { type: 'reference', referenceTo: ['Account'], relationshipName: 'Account' }),
    field('OwnerId', { type: 'reference', referenceTo: ['Group', 'User'], relationshipName: 'Owner' }),
  ],
  Account: [ID, field('Name'), field('ParentId', { referenceTo: ['Account'], relationshipName: 'Parent' })],
  Name: [field('Name'), field('Alias')],
};

const asked: string[] = [];
const known: Completing = {
  commands: [],
  jobObject: undefined,
  objects: () => Promise.resolve(Object.keys(OBJECTS)),
  fields: (object) => {
    asked.push(object);
    return Promise.resolve(OBJECTS[object] ?? []);
  },
  otherwise: () => Promise.resolve([['node knows'], '']),
};

/** What is offered where `|` stands. */
async function offered(marked: string): Promise<string[]> {
  const [line = '', after] = marked.split('|');
  return (await complete(line, known, after))[0];
}

describe('SOQL that is typed at the prompt', () => {
  it('goes on behind a value in quotes, in whichever quotes the query stands', async () => {
    expect(await offered(`bulk.batchCreate("SELECT Id FROM Contact WHERE LastName = 'x' AND La|`)).to.deep.equal([
      'LastName',
      'LastActivityDate',
    ]);
    expect(await offered(String.raw`q = 'SELECT Id FROM Contact WHERE LastName = \'x\' AND Le|`)).to.deep.equal([
      'LeadSource',
    ]);
    expect(await offered('q = `SELECT Id FROM Contact WHERE LastName = ${name} AND Le|')).to.deep.equal(['LeadSource']);
    expect(
      await offered(String.raw`f('SELECT'); "SELECT Id FROM Contact WHERE LastName LIKE 'It\\'s (%' AND Le|`),
    ).to.deep.equal(['LeadSource']);
  });

  it('knows the fields before the FROM, when the FROM stands behind the cursor', async () => {
    expect(await offered('q = "SELECT Le| FROM Contact"')).to.deep.equal(['LeadSource']);
    expect(await offered('q = "SELECT Id, Le|, Id FROM Contact LIMIT 1"; x = "FROM Account"')).to.deep.equal([
      'LeadSource',
    ]);
    expect(await offered('q = "SELECT Le|"; x = "FROM Contact"')).to.deep.equal([]);
  });

  it('goes along lookups, by describe', async () => {
    expect(await offered('"SELECT Acc| FROM Contact"')).to.deep.equal(['AccountId', 'Account.']);
    expect(await offered('"SELECT Account.Na| FROM Contact"')).to.deep.equal(['Name']);
    expect(await offered('"SELECT account.parent.Parent.N| FROM Contact"')).to.deep.equal(['Name']);
    expect(await offered('"SELECT Id FROM Contact c WHERE c.Account.Na|')).to.deep.equal(['Name']);
    expect(await offered('"SELECT Nothing.Na| FROM Contact"')).to.deep.equal([]);
  });

  it('sees of a parent that may be of several objects what they have in common', async () => {
    expect(await offered('"SELECT Owner.A| FROM Contact"')).to.deep.equal(['Alias']);
  });

  it('may have a query in it, with an object of its own', async () => {
    expect(await offered('"SELECT Id FROM Account WHERE Id IN (SELECT Acc| FROM Contact)"')).to.deep.equal([
      'AccountId',
      'Account.',
    ]);
    expect(await offered('"SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Co|')).to.deep.equal(['Contact']);
    expect(await offered('"SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact) AND Na|')).to.deep.equal([
      'Name',
    ]);
    expect(await offered('"SELECT Id, (SELECT Le| FROM Contacts) FROM Account"')).to.deep.equal([]);
    expect(await offered('"SELECT Id, (SELECT Id FROM Con|')).to.deep.equal([]);
  });

  it('is compared with the values of a picklist, and with words for dates', async () => {
    expect(await offered(`"SELECT Id FROM Contact WHERE LeadSource = 'P|`)).to.deep.equal(['Phone Inquiry', 'Partner']);
    expect(await offered(`"SELECT Id FROM Contact WHERE LeadSource IN ('Web', 'Phone I|`)).to.deep.equal([
      'Phone Inquiry',
    ]);
    expect(await offered(`"SELECT Id FROM Contact WHERE LastName = 'P|`)).to.deep.equal([]);
    expect(await offered('"SELECT Id FROM Contact WHERE (LastActivityDate >= TO|')).to.deep.equal([
      'TODAY',
      'TOMORROW',
    ]);
    expect(await offered('"SELECT Id FROM Contact WHERE LastName = n|')).to.deep.equal(['null']);
  });

  for (const [marked, words] of [
    ['SELECT Id F|', ['FROM']],
    ['SELECT Id f|', ['from']],
    ['SELECT Id FROM Contact W|', ['WHERE']],
    ['SELECT Id FROM Contact WHERE LastName L|', ['LIKE']],
    ["SELECT Id FROM Contact WHERE LastName = 'x' A|", ['AND']],
    ['SELECT Id FROM Contact WHERE (Id != null) O|', ['OR', 'ORDER BY']],
    ['SELECT Id FROM Contact ORDER BY LastN|', ['LastName']],
    ['SELECT Id FROM Contact ORDER BY LastName DE|', ['DESC']],
    ['SELECT Id FROM Contact LIMIT 1|', []],
  ] as const) {
    it(`has words of its own: ${marked}`, async () => {
      expect(await offered(`q = "${marked}`)).to.deep.equal(words);
    });
  }

  it('asks of an object only where its fields are due', async () => {
    asked.length = 0;
    await offered('"SELECT Id FROM Contact WHERE LastName = 5 A|');
    await offered('"SELECT Id FROM Acc|');
    expect(asked).to.deep.equal([]);
  });
});
