import { expect } from 'chai';
import fc from 'fast-check';
import { PracticeStore, thrownBy } from '../store/practice-store';

describe('A query', () => {
  let org: PracticeStore;

  before(() => {
    org = new PracticeStore();
  });

  const query = (soql: string, object: string) => org.store.query({ soql, object, includeDeleted: false });

  it('answers in the order of the SELECT, in canonical spelling', () => {
    const { object, columns, rows } = query(
      "select c.lastname, account.owner.NAME, Contact.id from CONTACT c where legacy_key__c = 'C-1'",
      'contact',
    );
    expect(object.name).to.equal('Contact');
    expect(columns.map(({ path }) => path.join('.'))).to.deep.equal(['LastName', 'Account.Owner.Name', 'Id']);
    expect(columns.map(({ field }) => field.type)).to.deep.equal(['string', 'string', 'id']);
    expect(rows).to.deep.equal([['Hopp', 'Ada Byron', '003QQ0000000001YAA']]);
  });

  it('answers null along a lookup that is empty', () => {
    const id = org.insertOne('Contact', 'LastName', 'Alone');
    expect(org.rows(`SELECT Account.Owner.Name, AccountId FROM Contact WHERE Id = '${id}'`)).to.deep.equal([
      [null, null],
    ]);
  });

  it('sees a deleted parent only as queryAll', () => {
    const parent = org.insertOne('Contact', 'LastName', 'Manager');
    const child = org.insertOne('Contact', 'LastName,ReportsToId', 'Report', parent);
    org.apply({ operation: 'delete', object: 'Contact' }, 'Id', [parent]);
    const soql = `SELECT ReportsTo.LastName FROM Contact WHERE Id = '${child}'`;
    expect(org.column(soql)).to.deep.equal([null]);
    expect(org.column(soql, { includeDeleted: true })).to.deep.equal(['Manager']);
  });

  it('walks a lookup that has several targets', () => {
    expect(org.rows("SELECT Who.Name, Who.Company FROM Task WHERE Subject = 'Call back'")).to.deep.equal([
      ['Tim Bern', 'Webspinners'],
    ]);
    expect(org.rows("SELECT Who.Company FROM Event WHERE Subject = 'Plant visit'")).to.deep.equal([[null]]);
  });

  it('selects all standard fields that a file can hold', () => {
    const names = query('SELECT FIELDS(STANDARD) FROM Account', 'Account').columns.map(({ path }) => path.join('.'));
    expect(names).to.include.members(['Id', 'Name', 'BillingCity', 'SystemModstamp']);
    expect(names).not.to.include.members(['BillingAddress']);
    expect(names).not.to.include.members(['Legacy_Key__c']);
  });

  it('works out what follows from other fields', () => {
    const soql =
      "SELECT IsClosed, IsWon, ExpectedRevenue FROM Opportunity WHERE ExternalId__c IN ('O-1', 'O-2', 'O-9')";
    expect(org.rows(soql)).to.deep.equal([
      [false, false, 72000],
      [true, true, 18000],
      [true, false, 0],
    ]);
  });

  it('stops at the LIMIT, after sorting', () => {
    expect(org.column('SELECT Name FROM Account LIMIT 2')).to.deep.equal(['Acme Brick Works', 'Bluewater Logistics']);
    expect(org.column('SELECT Name FROM Account ORDER BY Name DESC LIMIT 1')).to.deep.equal([
      'Lumen & Vale, Opticians',
    ]);
    expect(org.column('SELECT Name FROM Account LIMIT 0')).to.deep.equal([]);
  });

  describe('with ORDER BY', () => {
    it('puts nulls first unless told otherwise', () => {
      const ratings = (order: string) => org.column(`SELECT Rating FROM Account ORDER BY ${order}`);
      expect(ratings('Rating')[0]).to.equal(null);
      expect(ratings('Rating DESC')[0]).to.equal(null);
      expect(ratings('Rating NULLS LAST').at(-1)).to.equal(null);
      expect(ratings('Rating DESC NULLS LAST')[0]).to.equal('Warm');
    });

    it('sorts by parents and by several fields', () => {
      const rows = org.rows(
        'SELECT Account.Name, LastName FROM Contact WHERE AccountId != null ORDER BY Account.Name DESC, LastName',
      );
      const sorted = [...rows].sort(([a, c], [b, d]) => compare(b, a) || compare(c, d));
      expect(rows).to.deep.equal(sorted);
    });

    it('sorts any numbers and texts, and keeps the order of equals', () => {
      const pairs = fc.array(fc.tuple(fc.option(fc.integer({ min: -3, max: 3 })), fc.constantFrom('a', 'B', 'c')));
      fc.assert(
        fc.property(pairs, (values) => {
          const things = new PracticeStore({ name: 'T__c', fields: [{ name: 'N__c', type: 'double' }] });
          things.insert('T__c', 'N__c,Name', ...values);
          const expected = values
            .map(([number, name], position) => ({ number, name, position }))
            .sort((a, b) => compare(b.name, a.name) || compareNumbers(a.number, b.number) || a.position - b.position)
            .map(({ position }) => position);
          const inOrder = things.column('SELECT Id FROM T__c');
          const sorted = things.column('SELECT Id FROM T__c ORDER BY Name DESC, N__c NULLS LAST');
          expect(sorted.map((id) => inOrder.indexOf(id))).to.deep.equal(expected);
        }),
        { numRuns: 50 },
      );
    });
  });

  const refusals: [string, string, string, string][] = [
    [
      'an aggregate',
      'SELECT COUNT() FROM Account',
      'FUNCTIONALITY_NOT_ENABLED',
      'Aggregate functions not supported in Bulk Query',
    ],
    [
      'an aggregate of a field',
      'SELECT MAX(Name) FROM Account',
      'FUNCTIONALITY_NOT_ENABLED',
      'Aggregate functions not supported in Bulk Query',
    ],
    [
      'GROUP BY',
      'SELECT Name FROM Account GROUP BY Name',
      'FUNCTIONALITY_NOT_ENABLED',
      'GROUP BY not supported in Bulk Query',
    ],
    [
      'OFFSET',
      'SELECT Name FROM Account LIMIT 5 OFFSET 5',
      'FUNCTIONALITY_NOT_ENABLED',
      'OFFSET not supported in Bulk Query',
    ],
    [
      'TYPEOF',
      'SELECT TYPEOF Owner WHEN User THEN Name END FROM Account',
      'FUNCTIONALITY_NOT_ENABLED',
      'TYPEOF not supported in Bulk Query',
    ],
    [
      'children',
      'SELECT Id, (SELECT Id FROM Contacts) FROM Account',
      'FUNCTIONALITY_NOT_ENABLED',
      'Aggregate Relationships not supported in Bulk Query',
    ],
    [
      'a compound field',
      'SELECT BillingAddress FROM Account',
      'FUNCTIONALITY_NOT_ENABLED',
      'Selecting compound data not supported in Bulk Query',
    ],
    [
      'all fields',
      'SELECT FIELDS(ALL) FROM Account LIMIT 200',
      'MALFORMED_QUERY',
      'The SOQL FIELDS function is not supported with an unbounded set of fields in this API.',
    ],
    ['a field twice', 'SELECT Name, account.name FROM Account', 'INVALID_FIELD', 'duplicate field selected: Name'],
    ['an alias', 'SELECT Name n FROM Account', 'MALFORMED_QUERY', 'only aggregate expressions use field aliasing'],
    [
      'six levels of parents',
      'SELECT Parent.Parent.Parent.Parent.Parent.Parent.Name FROM Account',
      'MALFORMED_QUERY',
      'SOQL statements cannot query more than 5 levels of child-to-parent relationships.',
    ],
    [
      'to sort by a long text',
      'SELECT Name FROM Account ORDER BY Description',
      'INVALID_FIELD',
      "field 'Description' can not be sorted in a query call",
    ],
  ];

  for (const [what, soql, errorCode, text] of refusals) {
    it(`refuses ${what}`, () => {
      const message = `Failed to process query: ${errorCode}: ${text}`;
      expect(thrownBy(() => query(soql, 'Account'))).to.include({
        exceptionCode: 'InvalidBatch',
        errorCode,
        text,
        message,
      });
    });
  }

  it('refuses a file field with a code of its own', () => {
    expect(thrownBy(() => query('SELECT Body FROM Attachment', 'Attachment'))).to.include({
      exceptionCode: 'FeatureNotEnabled',
      message: 'Binary field not supported',
    });
  });

  it('can be checked without being run', () => {
    const { object, columns } = org.store.checkQuery({
      soql: 'SELECT Id FROM Lead ORDER BY Name',
      includeDeleted: false,
    });
    expect([object.name, columns.length]).to.deep.equal(['Lead', 1]);
    for (const fault of ['WHERE Foo = 1', 'ORDER BY Foo', 'ORDER BY Description']) {
      const check = () => org.store.checkQuery({ soql: `SELECT Id FROM Lead ${fault}`, includeDeleted: false });
      expect(thrownBy(check), fault).to.include({ errorCode: 'INVALID_FIELD' });
    }
  });

  it('refuses an object other than the job is for', () => {
    expect(thrownBy(() => query('SELECT Id FROM Contact', 'Account'))).to.include({
      errorCode: 'INVALID_TYPE_FOR_OPERATION',
      text: 'The root entity of the requested query (Contact) does not match the entity of the requested Bulk API Job (Account).',
    });
  });
});

function compare(a: unknown, b: unknown): number {
  const [left, right] = [String(a).toLowerCase(), String(b).toLowerCase()];
  return left === right ? 0 : left < right ? -1 : 1;
}

/** Nulls last. */
function compareNumbers(a: number | null, b: number | null): number {
  return (a ?? Infinity) === (b ?? Infinity) ? 0 : (a ?? Infinity) - (b ?? Infinity);
}
