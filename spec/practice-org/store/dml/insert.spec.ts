import { expect } from 'chai';
import { ADMIN_USER_ID } from '../../../../lib/practice-org/store/sample-org';
import { type InputValue } from '../../../../lib/practice-org/store/types';
import { errorsOf, NOW, PracticeStore } from '../practice-store';

describe('An insert', () => {
  let org: PracticeStore;

  beforeEach(() => {
    org = new PracticeStore();
  });

  it('answers each row in its order, and a bad row does not stop its neighbours', () => {
    const results = org.insert('Contact', 'LastName', ['Hopp'], [''], ['Turi']);
    expect(results.map(({ success, created }) => [success, created])).to.deep.equal([
      [true, true],
      [false, false],
      [true, true],
    ]);
    expect(results[1]?.id).to.equal(null);
    expect(org.column(`SELECT LastName FROM Contact WHERE CreatedDate = TODAY`)).to.deep.equal(['Hopp', 'Turi']);
  });

  it('stamps the record with its owner, its author and the time', () => {
    const id = org.insertOne('Account', 'Name', 'Brook & Sons');
    const stamps = 'OwnerId, CreatedById, LastModifiedById, CreatedDate, LastModifiedDate, SystemModstamp, IsDeleted';
    expect(org.rows(`SELECT ${stamps} FROM Account WHERE Id = '${id}'`)).to.deep.equal([
      [ADMIN_USER_ID, ADMIN_USER_ID, ADMIN_USER_ID, NOW, NOW, NOW, false],
    ]);
  });

  it('fills in defaults, and keeps them where a field cannot be empty', () => {
    const [given, cleared] = org.insert('Lead', 'LastName,Company,Status', ['A', 'X', undefined], ['B', 'X', null]);
    for (const { id } of [given, cleared].filter((result) => result !== undefined)) {
      expect(org.rows(`SELECT Status, IsConverted FROM Lead WHERE Id = '${id ?? ''}'`)).to.deep.equal([
        ['Open - Not Contacted', false],
      ]);
    }
  });

  it('matches field names in any case', () => {
    const id = org.insertOne('contact', 'LASTNAME,firstname', 'Hopp', 'Grace');
    expect(org.column(`SELECT Name FROM Contact WHERE Id = '${id}'`)).to.deep.equal(['Grace Hopp']);
  });

  it('writes out the name of a person without a first name, and numbers cases', () => {
    const contact = org.insertOne('Contact', 'LastName', 'Hopp');
    expect(org.column(`SELECT Name FROM Contact WHERE Id = '${contact}'`)).to.deep.equal(['Hopp']);
    const before = org.column('SELECT CaseNumber FROM Case').length;
    const added = org.insertOne('Case', 'Subject', 'Broken');
    const expected = String(1001 + before).padStart(8, '0');
    expect(org.column(`SELECT CaseNumber FROM Case WHERE Id = '${added}'`)).to.deep.equal([expected]);
  });

  const refusals: [string, string, string, InputValue[], [string, string, string[]]][] = [
    [
      'a required field that is missing',
      'Contact',
      'FirstName',
      ['Grace'],
      ['REQUIRED_FIELD_MISSING', 'Required fields are missing: [LastName]', ['LastName']],
    ],
    [
      'several required fields that are missing',
      'Opportunity',
      'StageName',
      ['Prospecting'],
      ['REQUIRED_FIELD_MISSING', 'Required fields are missing: [Name, CloseDate]', ['Name', 'CloseDate']],
    ],
    [
      'a field that only the service writes',
      'Account',
      'Name,CreatedDate',
      ['X', '2026-01-01T00:00:00Z'],
      [
        'INVALID_FIELD_FOR_INSERT_UPDATE',
        'Unable to create/update fields: CreatedDate. Please check the security settings of this field and verify that it is read/write for your profile or permission set.',
        ['CreatedDate'],
      ],
    ],
    [
      'an id of its own',
      'Account',
      'Id,Name',
      ['001QQ0000000001', 'X'],
      ['INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', ['Id']],
    ],
    [
      'a lookup that is no id',
      'Contact',
      'LastName,AccountId',
      ['X', 'xyz'],
      ['MALFORMED_ID', 'Account ID: id value of incorrect type: xyz', ['AccountId']],
    ],
    [
      'a lookup to another object',
      'Contact',
      'LastName,AccountId',
      ['X', '003QQ0000000001'],
      ['FIELD_INTEGRITY_EXCEPTION', 'Account ID: id value of incorrect type: 003QQ0000000001YAA', ['AccountId']],
    ],
    [
      'a lookup to no record',
      'Contact',
      'LastName,AccountId',
      ['X', '001QQ000000zzzz'],
      ['INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', []],
    ],
    [
      'a parent that no key finds',
      'Contact',
      'LastName,Account.Legacy_Key__c',
      ['X', 'acme-99'],
      ['INVALID_FIELD', 'Foreign key external ID: acme-99 not found for field Legacy_Key__c in entity Account', []],
    ],
    [
      'a unique value that is taken, in any case',
      'Account',
      'Name,Legacy_Key__c',
      ['X', 'acme-1'],
      [
        'DUPLICATE_VALUE',
        'duplicate value found: Legacy_Key__c duplicates value on record with id: 001QQ0000000001YAA',
        [],
      ],
    ],
  ];

  for (const [what, object, header, row, [statusCode, message, fields]] of refusals) {
    it(`refuses ${what}`, () => {
      expect(errorsOf(org.insert(object, header, row))).to.deep.equal([{ statusCode, message, fields }]);
    });
  }

  it('names every value of a row that is wrong', () => {
    const errors = errorsOf(org.insert('Contact', 'LastName,Email,Birthdate', ['X', 'x', 'y']));
    expect(errors.map(({ fields }) => fields)).to.deep.equal([['Email'], ['Birthdate']]);
  });

  it('takes the first of two rows with one unique value, and tells the second which record has it', () => {
    const [first, second] = org.insert('Account', 'Name,ExternalId__c', ['A', 'k-1'], ['B', 'K-1']);
    expect(first?.success).to.equal(true);
    expect(second?.errors[0]?.message).to.contain(`record with id: ${first?.id ?? '?'}`);
  });

  it('accepts lookups by id in both lengths, by external id, and by type where there are several', () => {
    const [byShortId, byLongId, byKey] = [
      org.insertOne('Contact', 'LastName,AccountId', 'A', '001QQ0000000002'),
      org.insertOne('Contact', 'LastName,AccountId', 'B', '001QQ0000000002YAA'),
      org.insertOne('Contact', 'LastName,Account.Legacy_Key__c', 'C', 'acme-2'),
    ];
    expect(
      org.column(`SELECT AccountId FROM Contact WHERE Id IN ('${[byShortId, byLongId, byKey].join("','")}')`),
    ).to.deep.equal(new Array(3).fill('001QQ0000000002YAA'));
    const task = org.insertOne('Task', 'Subject,Lead:Who.Email', 'Call', 'tim.bern@example.com');
    expect(org.column(`SELECT Who.Name FROM Task WHERE Id = '${task}'`)).to.deep.equal(['Tim Bern']);
  });

  it('refuses a parent whose key several records have', () => {
    org.insert('Contact', 'LastName,Email', ['A', 'two@example.com'], ['B', 'two@example.com']);
    const [error] = errorsOf(org.insert('Contact', 'LastName,ReportsTo.Email', ['C', 'two@example.com']));
    expect(error?.statusCode).to.equal('DUPLICATE_EXTERNAL_ID');
  });

  it('does not take a deleted record for a parent', () => {
    org.apply({ operation: 'delete', object: 'Account' }, 'Id', ['001QQ0000000001']);
    const [error] = errorsOf(org.insert('Contact', 'LastName,Account.Legacy_Key__c', ['X', 'ACME-1']));
    expect(error?.statusCode).to.equal('INVALID_FIELD');
  });

  it('keeps the numbers of cases findable', () => {
    expect(org.column("SELECT Id FROM Case WHERE CaseNumber = '00001999'")).to.deep.equal([]);
    const id = org.insertOne('Case', 'Subject', 'New');
    const [number] = org.column(`SELECT CaseNumber FROM Case WHERE Id = '${id}'`);
    expect(org.column(`SELECT Id FROM Case WHERE CaseNumber = '${String(number)}'`)).to.deep.equal([id]);
  });

  it('looks again for a parent that an earlier row did not find', () => {
    const header = 'Name,Legacy_Key__c,Parent.Legacy_Key__c';
    const results = org.insert('Account', header, ['Sub', 't-2', 't-1'], ['Top', 't-1', ''], ['Sub', 't-2', 't-1']);
    expect(results.map(({ success }) => success)).to.deep.equal([false, true, true]);
  });

  it('finds a parent that an earlier row of the same batch made', () => {
    const results = org.insert(
      'Account',
      'Name,Legacy_Key__c,Parent.Legacy_Key__c',
      ['Top', 't-1', ''],
      ['Sub', 't-2', 't-1'],
    );
    expect(results.map(({ success }) => success)).to.deep.equal([true, true]);
  });
});
