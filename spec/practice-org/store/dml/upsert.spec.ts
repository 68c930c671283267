import { expect } from 'chai';
import { type InputValue } from '../../../../lib/practice-org/store/types';
import { errorsOf, PracticeStore, thrownBy } from '../practice-store';

describe('An upsert', () => {
  let org: PracticeStore;

  beforeEach(() => {
    org = new PracticeStore();
  });

  const upsert = (externalIdFieldName: string, header: string, ...rows: InputValue[][]) =>
    org.apply({ operation: 'upsert', object: 'Contact', externalIdFieldName }, header, ...rows);

  it('updates the record that has the key, in any case, and inserts the others', () => {
    const [known, unknown] = upsert('legacy_key__c', 'Legacy_Key__c,LastName', ['c-1', 'Hopper'], ['N-1', 'New']);
    expect(known).to.deep.equal({ id: '003QQ0000000001YAA', success: true, created: false, errors: [] });
    expect(unknown).to.include({ success: true, created: true });
    expect(org.column("SELECT LastName FROM Contact WHERE Legacy_Key__c IN ('C-1', 'n-1')")).to.deep.equal([
      'Hopper',
      'New',
    ]);
  });

  it('needs the required fields only where it inserts', () => {
    const [known, unknown] = upsert('Legacy_Key__c', 'Legacy_Key__c,Title', ['C-1', 'X'], ['N-1', 'X']);
    expect(known?.success).to.equal(true);
    expect(unknown?.errors[0]?.statusCode).to.equal('REQUIRED_FIELD_MISSING');
  });

  it('by Id updates rows that have one and inserts rows that have none', () => {
    const results = upsert(
      'Id',
      'Id,LastName',
      ['003QQ0000000001', 'Hopper'],
      ['', 'New'],
      ['003QQ000000zzzz', 'Lost'],
    );
    expect(results.map(({ created, success }) => ({ created, success }))).to.deep.equal([
      { created: false, success: true },
      { created: true, success: true },
      { created: false, success: false },
    ]);
    expect(errorsOf(results)[0]?.statusCode).to.equal('INVALID_CROSS_REFERENCE_KEY');
  });

  it('finds records by a field that is no external id but can look records up', () => {
    const [result] = upsert('Email', 'Email,LastName', ['GRACE.HOPP@example.com', 'Hopper']);
    expect(result).to.include({ id: '003QQ0000000001YAA', created: false });
  });

  it('finds cases by the number that the service gave them', () => {
    const request = { operation: 'upsert', object: 'Case', externalIdFieldName: 'CaseNumber' } as const;
    const [result] = org.apply(request, 'CaseNumber,Subject', ['00001002', 'Changed']);
    expect(result).to.include({ id: '500QQ0000000002YAA', success: true });
  });

  it('takes neither of two rows with one key in a chunk, but both in two chunks', () => {
    const rows = Array.from({ length: 201 }, (_, index): InputValue[] => [`k-${index}`, 'Name']);
    rows[1] = ['K-0', 'Twin'];
    rows[200] = ['k-0', 'Later'];
    const results = upsert('ExternalId__c', 'ExternalId__c,LastName', ...rows);
    expect(results.slice(0, 2).map(({ errors }) => errors[0])).to.deep.equal([
      { statusCode: 'DUPLICATE_VALUE', message: 'Duplicate external id specified: k-0', fields: ['ExternalId__c'] },
      { statusCode: 'DUPLICATE_VALUE', message: 'Duplicate external id specified: K-0', fields: ['ExternalId__c'] },
    ]);
    expect(results[200]?.created).to.equal(true);
  });

  it('refuses a key that several records have', () => {
    org.insert('Contact', 'LastName,Email', ['A', 'two@example.com'], ['B', 'two@example.com']);
    const [error] = errorsOf(upsert('Email', 'Email,LastName', ['two@example.com', 'C']));
    expect(error?.statusCode).to.equal('DUPLICATE_EXTERNAL_ID');
    expect(error?.message).to.match(
      /^Email: more than one record found for external id field: \[003\w{15}, 003\w{15}\]$/,
    );
  });

  it('refuses a row without a key', () => {
    expect(errorsOf(upsert('Legacy_Key__c', 'Legacy_Key__c,LastName', ['', 'X']))).to.deep.equal([
      { statusCode: 'MISSING_ARGUMENT', message: 'Legacy_Key__c not specified', fields: [] },
    ]);
  });

  it('inserts anew when the record with the key is deleted', () => {
    org.apply({ operation: 'delete', object: 'Contact' }, 'Id', ['003QQ0000000001']);
    const [result] = upsert('Legacy_Key__c', 'Legacy_Key__c,LastName', ['C-1', 'Again']);
    expect(result?.created).to.equal(true);
  });

  it('fails as a whole by a field that is not indexed', () => {
    const error = thrownBy(() => upsert('LastName', 'LastName', ['X']));
    expect(error).to.include({
      exceptionCode: 'InvalidBatch',
      message:
        'Field name provided, LastName does not match an External ID, Salesforce Id, or indexed field for Contact',
    });
  });
});
