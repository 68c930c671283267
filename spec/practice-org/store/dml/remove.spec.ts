import { expect } from 'chai';
import { errorsOf, NOW, PracticeStore, thrownBy } from '../practice-store';

const ACCOUNT = '001QQ0000000001YAA';

describe('A delete', () => {
  let org: PracticeStore;

  beforeEach(() => {
    org = new PracticeStore();
  });

  const remove = (operation: 'delete' | 'hardDelete', object: string, ...ids: string[]) =>
    org.apply({ operation, object }, 'Id', ...ids.map((id) => [id]));

  const accounts = (includeDeleted: boolean) =>
    org.rows(`SELECT IsDeleted, SystemModstamp FROM Account WHERE Id = '${ACCOUNT}'`, { includeDeleted });

  it('puts the record where only queryAll finds it', () => {
    expect(remove('delete', 'Account', ACCOUNT)).to.deep.equal([
      { id: ACCOUNT, success: true, created: false, errors: [] },
    ]);
    expect(accounts(false)).to.deep.equal([]);
    expect(accounts(true)).to.deep.equal([[true, NOW]]);
  });

  it('takes the record away from queryAll as well when it is hard', () => {
    remove('hardDelete', 'Account', ACCOUNT);
    expect(accounts(true)).to.deep.equal([]);
    expect(errorsOf(org.update('Account', 'Id,Name', [ACCOUNT, 'X']))[0]?.statusCode).to.equal(
      'INVALID_CROSS_REFERENCE_KEY',
    );
  });

  it('never gives the id of a record that is gone again', () => {
    const id = org.insertOne('Account', 'Name', 'Short life');
    remove('hardDelete', 'Account', id);
    expect(org.insertOne('Account', 'Name', 'Next') > id).to.equal(true);
  });

  it('takes the children along, and their children', () => {
    org.insertOne('Task', 'Subject,WhatId', 'Of an opportunity', '006QQ0000000001');
    remove('delete', 'Account', ACCOUNT);
    expect(org.column(`SELECT Id FROM Contact WHERE AccountId = '${ACCOUNT}'`)).to.deep.equal([]);
    expect(org.column("SELECT Id FROM Task WHERE Subject = 'Of an opportunity'")).to.deep.equal([]);
    expect(
      org.column("SELECT Id FROM Task WHERE Subject = 'Of an opportunity'", { includeDeleted: true }),
    ).to.have.length(1);
    expect(org.column("SELECT Id FROM Contact WHERE Account.Legacy_Key__c = 'ACME-2'")).to.have.length(2);
  });

  it('leaves the records that only point at it', () => {
    const before = org.column('SELECT Id FROM Case');
    remove('delete', 'Account', ACCOUNT);
    expect(org.column('SELECT Id FROM Case')).to.deep.equal(before);
  });

  it('that is hard leaves the children that were in the bin before', () => {
    remove('delete', 'Contact', '003QQ0000000001');
    remove('hardDelete', 'Account', ACCOUNT);
    const contacts = org.column('SELECT LastName FROM Contact WHERE IsDeleted = true', { includeDeleted: true });
    expect(contacts).to.deep.equal(['Hopp']);
  });

  it('fails as a whole when the batch names its ids twice', () => {
    const twice = () => org.apply({ operation: 'delete', object: 'Account' }, 'Id,ID', [ACCOUNT, ACCOUNT]);
    expect(thrownBy(twice)).to.include({ exceptionCode: 'InvalidBatch' });
  });

  it('frees the unique values of the record', () => {
    remove('delete', 'Account', ACCOUNT);
    expect(org.insert('Account', 'Name,Legacy_Key__c', ['New', 'ACME-1'])[0]?.success).to.equal(true);
  });

  it('refuses to delete twice, and to point a lookup at what is deleted', () => {
    const [, second] = remove('delete', 'Account', ACCOUNT, ACCOUNT.slice(0, 15));
    expect(second?.errors[0]?.statusCode).to.equal('ENTITY_IS_DELETED');
    const errors = errorsOf(org.insert('Contact', 'LastName,AccountId', ['X', ACCOUNT]));
    expect(errors[0]?.statusCode).to.equal('ENTITY_IS_DELETED');
  });

  it('refuses what is no id of the object', () => {
    expect(
      errorsOf(remove('delete', 'Account', 'x', '003QQ0000000001', '')).map(({ statusCode }) => statusCode),
    ).to.deep.equal(['MALFORMED_ID', 'MALFORMED_ID', 'MISSING_ARGUMENT']);
  });

  for (const operation of ['delete', 'hardDelete'] as const) {
    it(`fails as a whole when a batch of ${operation} has more than ids`, () => {
      const error = thrownBy(() => org.apply({ operation, object: 'Account' }, 'Id,Name', [ACCOUNT, 'X']));
      expect(error).to.include({
        exceptionCode: 'InvalidBatch',
        message: `The '${operation}' batch must contain only ids`,
      });
      expect(accounts(false)).to.have.length(1);
    });
  }
});
