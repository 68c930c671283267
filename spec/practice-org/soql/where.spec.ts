import { expect } from 'chai';
import { PracticeStore } from '../store/practice-store';

const THING = {
  name: 'Thing__c',
  fields: [
    { name: 'Key__c', type: 'string', externalId: true, unique: true },
    { name: 'ExternalKey__c', type: 'string', externalId: true },
    { name: 'Amount__c', type: 'double', scale: 2 },
    { name: 'Day__c', type: 'date' },
    { name: 'At__c', type: 'datetime' },
    { name: 'Flag__c', type: 'boolean' },
    { name: 'Colours__c', type: 'multipicklist' },
    { name: 'Notes__c', type: 'textarea' },
    { name: 'Parent__c', type: 'reference', referenceTo: ['Thing__c'] },
  ],
} as const;

describe('WHERE', () => {
  let org: PracticeStore;

  before(() => {
    org = new PracticeStore(THING);
    const header = 'ExternalKey__c,Name,Key__c,Amount__c,Day__c,At__c,Flag__c,Colours__c,Parent__r.Key__c';
    org.insert(
      'Thing__c',
      header,
      ['y', 'Alpha', 'a', '-1.5', '2026-02-17', '2026-02-17T23:59:59.999Z', 'true', 'red;green', ''],
      ['', 'beta', 'b', '0', '2026-02-18', '2026-02-18T00:00:00Z', 'false', 'red', 'a'],
      ['', "G'amma", 'c', '20', '2026-02-19', '2026-02-18T20:00:00Z', 'true', 'blue', 'b'],
      ['', '', 'd', '', '', '', '', '', ''],
    );
  });

  const samples: [string, string][] = [
    ["Name = 'ALPHA'", 'a'],
    ["Name != 'alpha'", 'bcd'],
    ["Name = ''", 'd'],
    ['Name = null', 'd'],
    ['Name != NULL', 'abc'],
    ["Name > 'alpha'", 'bc'],
    ["Name = 'G\\'amma'", 'c'],
    ["Name = '\\u0041lpha'", 'a'],
    ["Name LIKE '%A'", 'abc'],
    ["(NOT Name LIKE '%mm%')", 'abd'],
    ["Name IN ('alpha', 'BETA', 'x')", 'ab'],
    ["Name NOT IN ('alpha', 'BETA')", 'cd'],
    ['Amount__c > -1.5', 'bc'],
    ['Amount__c <= 0', 'ab'],
    ['Amount__c = 20.0', 'c'],
    ['Amount__c != 20', 'abd'],
    ['Amount__c IN (0, 20)', 'bc'],
    ['Amount__c = null', 'd'],
    ['Flag__c = TRUE', 'ac'],
    ['Flag__c != true', 'bd'],
    ['Day__c = 2026-02-18', 'b'],
    ['Day__c >= 2026-02-18', 'bc'],
    ['Day__c < TODAY', 'a'],
    ['Day__c <= TODAY', 'ab'],
    ['Day__c > TODAY', 'c'],
    ['Day__c != TODAY', 'acd'],
    ['Day__c IN (YESTERDAY, TOMORROW)', 'ac'],
    ['Day__c = null', 'd'],
    ['At__c = TODAY', 'bc'],
    ['At__c > 2026-02-18T00:00:00Z', 'c'],
    ['At__c = 2026-02-18T01:00:00+01:00', 'b'],
    ['At__c < YESTERDAY', ''],
    ["Colours__c INCLUDES ('red')", 'ab'],
    ["Colours__c INCLUDES ('Green;red', 'blue')", 'ac'],
    ["Colours__c EXCLUDES ('red')", 'cd'],
    ["Parent__r.Name = 'alpha'", 'b'],
    ["Parent__r.Parent__r.Key__c = 'A'", 'c'],
    ['Parent__c = null', 'ad'],
    ["Key__c = 'A'", 'a'],
    ["Key__c = 'A' AND Flag__c = false", ''],
    ["Key__c IN ('a', 'D', 'a')", 'ad'],
    ["Key__c = 'a' OR Amount__c = 20", 'ac'],
    ["Key__c IN ('a', null)", 'a'],
    ["ExternalKey__c IN ('x', null)", 'bcd'],
    ['Name != null AND Flag__c = true AND Amount__c > 0', 'c'],
    ["(Key__c = 'a' OR Key__c = 'b') AND Flag__c = true", 'a'],
    ["Key__c = 'a' OR (Key__c = 'b' AND Flag__c = true)", 'a'],
    ["NOT Key__c = 'a' AND Flag__c = true", 'c'],
    ["NOT (Key__c = 'a' OR NOT (Flag__c = true))", 'c'],
    ['Id IN (SELECT Parent__c FROM Thing__c WHERE Amount__c > 1)', 'b'],
    ['Id NOT IN (SELECT Parent__c FROM Thing__c)', 'cd'],
  ];

  for (const [where, keys] of samples) {
    it(`${where} finds ${keys === '' ? 'nothing' : keys}`, () => {
      expect(org.column(`SELECT Key__c FROM Thing__c WHERE ${where}`).join('')).to.equal(keys);
    });
  }

  it('finds a record by its id in either length, and nothing by an id that was never given', () => {
    const [id] = org.column("SELECT Id FROM Thing__c WHERE Key__c = 'b'").map(String);
    for (const form of [id, id?.slice(0, 15)]) {
      expect(org.column(`SELECT Key__c FROM Thing__c WHERE Id = '${form ?? ''}'`)).to.deep.equal(['b']);
    }
    expect(org.column("SELECT Key__c FROM Thing__c WHERE Id = 'a00QQ0000000zzz'")).to.deep.equal([]);
  });

  it('compares ids of other objects as texts', () => {
    expect(org.column("SELECT Key__c FROM Thing__c WHERE Id > '001QQ0000000001'")).to.have.length(4);
    expect(org.column("SELECT Key__c FROM Thing__c WHERE Id < '001QQ0000000001'")).to.have.length(0);
  });

  it('finds deleted records through an index for queryAll only', () => {
    const id = org.insertOne('Thing__c', 'Name,Key__c', 'Gone', 'gone');
    org.apply({ operation: 'delete', object: 'Thing__c' }, 'Id', [id]);
    const soql = "SELECT Name FROM Thing__c WHERE Key__c = 'gone'";
    expect(org.column(soql)).to.deep.equal([]);
    expect(org.column(soql, { includeDeleted: true })).to.deep.equal(['Gone']);
  });

  const refusals: [string, string, string][] = [
    [
      "Amount__c = '1'",
      'INVALID_FIELD',
      "value of filter criterion for field 'Amount__c' must be of type double and should not be enclosed in quotes",
    ],
    [
      'Name = 1',
      'INVALID_FIELD',
      "value of filter criterion for field 'Name' must be of type string and should be enclosed in quotes",
    ],
    [
      "Flag__c = 'true'",
      'INVALID_FIELD',
      "value of filter criterion for field 'Flag__c' must be of type boolean and should not be enclosed in quotes",
    ],
    [
      "At__c > '2026-01-01'",
      'INVALID_FIELD',
      "value of filter criterion for field 'At__c' must be of type dateTime and should not be enclosed in quotes",
    ],
    [
      'Day__c > 2026-01-01T00:00:00Z',
      'INVALID_FIELD',
      "value of filter criterion for field 'Day__c' must be of type date and should not be enclosed in quotes",
    ],
    ["Id = 'xyz'", 'INVALID_QUERY_FILTER_OPERATOR', 'invalid ID field: xyz'],
    ["Id LIKE '001%'", 'INVALID_QUERY_FILTER_OPERATOR', 'invalid operator on id field: Id LIKE'],
    ["Name INCLUDES ('a')", 'INVALID_QUERY_FILTER_OPERATOR', 'invalid operator on string field: Name INCLUDES'],
    ['Flag__c > true', 'INVALID_QUERY_FILTER_OPERATOR', 'invalid operator on boolean field: Flag__c >'],
    ["Notes__c = 'x'", 'INVALID_FIELD', "field 'Notes__c' can not be filtered in a query call"],
    ["Key__c = 'a' AND Flag__c = true OR Amount__c = 1", 'MALFORMED_QUERY', "unexpected token: 'OR'"],
  ];

  for (const [where, errorCode, text] of refusals) {
    it(`refuses ${where}`, () => {
      expect(() => org.rows(`SELECT Id FROM Thing__c WHERE ${where}`))
        .to.throw()
        .that.includes({ errorCode, text });
    });
  }
});
