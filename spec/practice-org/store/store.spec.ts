import { expect } from 'chai';
import { ADMIN_USER_ID, ADMIN_USERNAME } from '../../../lib/practice-org/store/sample-org';
import { Store } from '../../../lib/practice-org/store/store';
import { NOW, PracticeStore, thrownBy } from './practice-store';

const MAIN_OBJECTS = [
  'Account',
  'Contact',
  'Lead',
  'Opportunity',
  'Case',
  'Campaign',
  'Solution',
  'Task',
  'Event',
  'User',
];

describe('The store of a practice org', () => {
  it('knows objects by name, in any case', () => {
    const { store } = new PracticeStore();
    expect(store.object('opportunitycontactrole')?.name).to.equal('OpportunityContactRole');
    expect(store.object('Nope')).to.equal(undefined);
    expect(store.object('AcceptedEventRelation')?.bulkable).to.equal(false);
  });

  it('gives every object its system fields, and every field a name of its own', () => {
    for (const { name, fields } of new PracticeStore().store.objects()) {
      const names = fields.map((field) => field.name);
      expect(names, name).to.include.members(['Id', 'IsDeleted', 'CreatedDate', 'LastModifiedById', 'SystemModstamp']);
      expect(new Set(names).size, name).to.equal(names.length);
    }
  });

  it('points lookups only at objects that are there', () => {
    const { store } = new PracticeStore();
    const targets = store.objects().flatMap(({ fields }) => fields.flatMap(({ referenceTo }) => referenceTo));
    expect(targets.filter((name) => store.object(name) === undefined)).to.deep.equal([]);
  });

  it('gives every object a key prefix of its own', () => {
    const prefixes = new PracticeStore().store.objects().map(({ keyPrefix }) => keyPrefix);
    expect(new Set(prefixes).size).to.equal(prefixes.length);
  });

  it('refuses a batch for an object that is not there', () => {
    const error = thrownBy(() => new PracticeStore().insert('Nope', 'Name', ['X']));
    expect(error).to.include({ exceptionCode: 'InvalidJob', message: 'Unable to find object: Nope' });
  });

  describe('holds samples', () => {
    it('of each main object, the same on every start', () => {
      const [one, other] = [new PracticeStore(), new PracticeStore()];
      for (const object of MAIN_OBJECTS) {
        const soql = `SELECT FIELDS(STANDARD) FROM ${object}`;
        expect(one.rows(soql), object).to.have.length.greaterThan(2);
        expect(one.rows(soql), object).to.deep.equal(other.rows(soql));
      }
    });

    it('with the user who signs in', () => {
      const user = `SELECT Username, Name, IsActive FROM User WHERE Id = '${ADMIN_USER_ID}'`;
      expect(new PracticeStore().rows(user)).to.deep.equal([[ADMIN_USERNAME, 'Ada Byron', true]]);
    });

    it('that are linked with one another', () => {
      const org = new PracticeStore();
      expect(org.column('SELECT Id FROM Contact WHERE Account.Owner.Name = null')).to.deep.equal([]);
      expect(org.column('SELECT Id FROM Opportunity WHERE Account.Name = null')).to.deep.equal([]);
    });

    it('with no address outside example.com', () => {
      const org = new PracticeStore();
      for (const object of ['Contact', 'Lead', 'User']) {
        const emails = org.column(`SELECT Email FROM ${object} WHERE Email != null`);
        expect(emails.filter((email) => !String(email).endsWith('@example.com'))).to.deep.equal([]);
      }
    });

    it('or only users, when no samples are wanted', () => {
      const store = new Store({ now: () => NOW, sampleRecords: false });
      const count = (object: string) =>
        store.query({ soql: `SELECT Id FROM ${object}`, object, includeDeleted: false }).rows.length;
      expect(count('Account')).to.equal(0);
      expect(count('User')).to.be.greaterThan(0);
    });
  });

  describe('takes custom declarations', () => {
    const invoice = {
      name: 'Invoice__c',
      fields: [
        { name: 'Number__c', type: 'string', length: 10, externalId: true, unique: true, required: true },
        { name: 'Account__c', type: 'reference', referenceTo: ['Account'], cascadeDelete: true },
        { name: 'Total__c', type: 'currency', scale: 1 },
        {
          name: 'State__c',
          type: 'picklist',
          picklistValues: ['Open', 'Paid'],
          restrictedPicklist: true,
          defaultValue: 'Open',
        },
      ],
    } as const;

    it('of new objects, whose records are inserted, walked and deleted like others', () => {
      const org = new PracticeStore(invoice);
      const id = org.insertOne('Invoice__c', 'Number__c,Account__r.Legacy_Key__c,Total__c', 'I-1', 'ACME-1', '9.96');
      expect(id).to.match(/^a00/);
      expect(org.rows('SELECT Account__r.Name, Total__c, State__c FROM Invoice__c')).to.deep.equal([
        ['Acme Brick Works', 10, 'Open'],
      ]);
      org.apply({ operation: 'delete', object: 'Account' }, 'Id', ['001QQ0000000001']);
      expect(org.rows('SELECT Id FROM Invoice__c')).to.deep.equal([]);
    });

    it('of more fields for an object that exists', () => {
      const org = new PracticeStore({ name: 'account', fields: [{ name: 'Region__c', type: 'multipicklist' }] });
      const id = org.insertOne('Account', 'Name,Region__c', 'X', 'North;East');
      expect(org.column(`SELECT Region__c FROM Account WHERE Id = '${id}'`)).to.deep.equal(['North;East']);
    });
  });

  describe('cuts an object into ranges of ids', () => {
    it('that hold each record once, deleted ones counted', () => {
      const org = new PracticeStore();
      org.apply({ operation: 'delete', object: 'Account' }, 'Id', ['001QQ0000000002']);
      const ranges = org.store.idRanges({ object: 'Account', size: 5 });
      expect(ranges).to.have.length(3);
      const found = ranges.map(({ from, to }) =>
        org.column(`SELECT Id FROM Account WHERE Id >= '${from}'${to === undefined ? '' : ` AND Id < '${to}'`}`),
      );
      expect(found.map((ids) => ids.length)).to.deep.equal([4, 5, 2]);
      expect(found.flat()).to.deep.equal(org.column('SELECT Id FROM Account'));
    });

    it('without the records that are gone for good', () => {
      const org = new PracticeStore();
      org.apply({ operation: 'hardDelete', object: 'Account' }, 'Id', ['001QQ0000000001'], ['001QQ0000000003']);
      const [first, second] = org.store.idRanges({ object: 'Account', size: 2 });
      expect(first).to.deep.equal({ from: '001QQ0000000002YAA', to: '001QQ0000000005YAA' });
      expect(second?.from).to.equal('001QQ0000000005YAA');
    });

    it('from a given id on', () => {
      const ranges = new PracticeStore().store.idRanges({ object: 'Account', size: 5, startId: '001QQ0000000004' });
      expect(ranges[0]?.from).to.equal('001QQ0000000004YAA');
    });

    it('of which there is none when nothing was ever there', () => {
      const store = new Store({ now: () => NOW, sampleRecords: false });
      expect(store.idRanges({ object: 'Account', size: 5 })).to.deep.equal([]);
    });
  });
});
