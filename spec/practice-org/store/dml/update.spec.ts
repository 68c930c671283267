import { expect } from 'chai';
import { type InputValue } from '../../../../lib/practice-org/store/types';
import { errorsOf, NOW, PracticeStore } from '../practice-store';

describe('An update', () => {
  let org: PracticeStore;
  let id: string;

  beforeEach(() => {
    org = new PracticeStore();
    id = org.insertOne('Contact', 'LastName,FirstName,Title', 'Hopp', 'Grace', 'Admiral');
  });

  const record = () => org.rows(`SELECT LastName, FirstName, Title FROM Contact WHERE Id = '${id}'`)[0];

  it('leaves alone what is empty or missing, and clears what is null', () => {
    const [result] = org.update('Contact', 'Id,FirstName,Title', [id, '', null]);
    expect(result).to.deep.equal({ id, success: true, created: false, errors: [] });
    expect(record()).to.deep.equal(['Hopp', 'Grace', null]);
  });

  it('takes an id of 15 characters', () => {
    org.update('Contact', 'Id,Title', [id.slice(0, 15), 'Captain']);
    expect(record()).to.deep.equal(['Hopp', 'Grace', 'Captain']);
  });

  it('stamps the record anew, but leaves its creation', () => {
    org.update('Account', 'Id,Name', ['001QQ0000000001', 'Renamed']);
    const [row] = org.rows(`SELECT LastModifiedDate, CreatedDate FROM Account WHERE Id = '001QQ0000000001'`);
    expect(row?.[0]).to.equal(NOW);
    expect(row?.[1]).to.be.lessThan(NOW);
  });

  const refusals: [string, string, (contact: string) => InputValue[], [string, string]][] = [
    ['a row without an id', 'Id,Title', () => ['', 'X'], ['MISSING_ARGUMENT', 'Id not specified in an update call']],
    ['a batch without an id column', 'Title', () => ['X'], ['MISSING_ARGUMENT', 'Id not specified in an update call']],
    ['what is no id', 'Id,Title', () => ['xyz', 'X'], ['MALFORMED_ID', 'Contact ID: id value of incorrect type: xyz']],
    [
      'the id of another object',
      'Id,Title',
      () => ['001QQ0000000001', 'X'],
      ['MALFORMED_ID', 'Contact ID: id value of incorrect type: 001QQ0000000001'],
    ],
    [
      'an id that was never given',
      'Id,Title',
      () => ['003QQ000000zzzz', 'X'],
      ['INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id'],
    ],
    [
      'to clear a required field',
      'Id,LastName',
      (contact) => [contact, null],
      ['REQUIRED_FIELD_MISSING', 'Required fields are missing: [LastName]'],
    ],
    [
      'to write a name that the service puts together',
      'Id,Name',
      (contact) => [contact, 'Grace H'],
      [
        'INVALID_FIELD_FOR_INSERT_UPDATE',
        'Unable to create/update fields: Name. Please check the security settings of this field and verify that it is read/write for your profile or permission set.',
      ],
    ],
    [
      'a unique value of another record',
      'Id,Legacy_Key__c',
      (contact) => [contact, 'C-2'],
      [
        'DUPLICATE_VALUE',
        'duplicate value found: Legacy_Key__c duplicates value on record with id: 003QQ0000000002YAA',
      ],
    ],
  ];

  for (const [what, header, row, [statusCode, message]] of refusals) {
    it(`refuses ${what}`, () => {
      const [error] = errorsOf(org.update('Contact', header, row(id)));
      expect(error).to.include({ statusCode, message });
      expect(record()).to.deep.equal(['Hopp', 'Grace', 'Admiral']);
    });
  }

  it('refuses a record that is deleted', () => {
    org.apply({ operation: 'delete', object: 'Contact' }, 'Id', [id]);
    expect(errorsOf(org.update('Contact', 'Id,Title', [id, 'X']))).to.deep.equal([
      { statusCode: 'ENTITY_IS_DELETED', message: 'entity is deleted', fields: [] },
    ]);
  });

  it('lets a record keep its own unique value', () => {
    const [result] = org.update('Contact', 'Id,Legacy_Key__c', ['003QQ0000000002', 'c-2']);
    expect(result?.success).to.equal(true);
  });

  it('frees the unique value that a record gives up', () => {
    org.update('Contact', 'Id,Legacy_Key__c', ['003QQ0000000002', null]);
    expect(org.update('Contact', 'Id,Legacy_Key__c', [id, 'C-2'])[0]?.success).to.equal(true);
  });

  it('moves a record from one value of an index to another', () => {
    const byEmail = (email: string) => org.column(`SELECT Id FROM Contact WHERE Email = '${email}'`);
    const twin = org.insertOne('Contact', 'LastName', 'Twin');
    org.update('Contact', 'Id,Email', [id, 'one@example.com'], [twin, 'one@example.com']);
    expect(byEmail('one@example.com')).to.deep.equal([id, twin]);
    org.update('Contact', 'Id,Email', [id, 'two@example.com']);
    expect(byEmail('two@example.com')).to.deep.equal([id]);
    const request = { operation: 'upsert', object: 'Contact', externalIdFieldName: 'Email' } as const;
    const [result] = org.apply(request, 'Email,LastName', ['one@example.com', 'Found']);
    expect(result).to.include({ id: twin, created: false });
  });

  it('takes one record at most twelve times in a chunk of 200, and again in the next', () => {
    const rows = Array.from({ length: 201 }, (_, index): InputValue[] => [id, `Title ${index}`]);
    const results = org.update('Contact', 'Id,Title', ...rows);
    const succeeded = results.flatMap(({ success }, index) => (success ? [index] : []));
    expect(succeeded).to.deep.equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 200]);
    expect(results[12]?.errors[0]?.statusCode).to.equal('DUPLICATE_VALUE');
  });
});
