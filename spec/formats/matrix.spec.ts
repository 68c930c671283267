import { expect } from 'chai';
import { dateOnly, type Bulk, type InputRow, type TypedRow } from '../../lib';
import { type PracticeOrg } from '../../lib/practice-org';
import { practise } from '../flow/practice';
import { DATA_FORMATS, find, idsOf, load, ZIP_FORMATS } from './jobs';

const FIELDS = ['ExternalId__c', 'LastName', 'Description', 'Birthdate', 'EmailBouncedDate', 'DoNotCall'];

/** The same rows for every format, hard on each of them. */
const ROWS: readonly InputRow[] = [
  {
    ExternalId__c: 'F-1',
    LastName: 'plain',
    Description: 'two\nlines, "quoted", \'too\'',
    Birthdate: dateOnly('1906-12-09'),
    EmailBouncedDate: new Date('2026-01-02T03:04:05.678Z'),
    DoNotCall: true,
  },
  {
    ExternalId__c: 'F-2',
    LastName: '<b>&amp;</b>]]>',
    Description: '{"a": [1, "\\u0041", null]}\\ \ttab',
    Birthdate: dateOnly('2024-02-29'),
    EmailBouncedDate: new Date('1969-12-31T23:59:59.999Z'),
    DoNotCall: false,
  },
  {
    ExternalId__c: 'F-3',
    LastName: 'ünïcödé 漢字 🎉',
    Description: 'blanks   inside  a value',
    Birthdate: null,
    EmailBouncedDate: null,
    DoNotCall: false,
  },
];

const SOQL = `SELECT ${FIELDS.join(', ')} FROM Contact WHERE ExternalId__c LIKE 'F-%' ORDER BY ExternalId__c`;

for (const contentType of [...DATA_FORMATS, ...ZIP_FORMATS]) {
  describe(`The seven operations in ${contentType}`, () => {
    let org: PracticeOrg;
    let bulk: Bulk;
    let ids: string[] = [];

    before(async () => {
      ({ org, bulk } = await practise({ org: { sampleRecords: false } }));
    });
    after(() => org.stop());

    const rowsNow = (): Promise<TypedRow[]> => find(bulk, { object: 'Contact', contentType, soql: SOQL });

    it('insert the rows, and query gives the same rows', async () => {
      const results = await load(bulk, { object: 'Contact', options: { contentType }, data: ROWS });
      ids = idsOf(results);
      expect(results.every(({ created }) => created)).to.equal(true);
      expect(await rowsNow()).to.deep.equal(ROWS);
    });

    it('update what is named: null clears, and undefined and an empty text leave alone', async () => {
      const data = [
        { Id: ids[0], Description: null, LastName: undefined, Birthdate: '', DoNotCall: false },
        { Id: ids[2], EmailBouncedDate: new Date(0), Description: 'new' },
      ];
      const results = await load(bulk, { operation: 'update', object: 'Contact', options: { contentType }, data });
      expect(results).to.deep.equal([changed(ids[0]), changed(ids[2])]);
      expect(await rowsNow()).to.deep.equal([
        { ...ROWS[0], Description: null, DoNotCall: false },
        ROWS[1],
        { ...ROWS[2], EmailBouncedDate: new Date(0), Description: 'new' },
      ]);
    });

    it('upsert by an external id, and tell what was made from what was there', async () => {
      const data = [
        { ExternalId__c: 'F-1', LastName: 'changed' },
        { ExternalId__c: 'F-4', LastName: 'new' },
      ];
      const options = { contentType, externalIdFieldName: 'ExternalId__c' };
      const results = await load(bulk, { operation: 'upsert', object: 'Contact', options, data });
      expect(results.map(({ success, created }) => [success, created])).to.deep.equal([
        [true, false],
        [true, true],
      ]);
      ids.push(results[1]?.id ?? '');
      expect((await rowsNow()).map(({ LastName }) => LastName)).to.deep.equal([
        'changed',
        ROWS[1]?.LastName,
        ROWS[2]?.LastName,
        'new',
      ]);
    });

    it('delete into the recycle bin, where queryAll finds the rows and query does not', async () => {
      const data = [{ Id: ids[0] }, { Id: ids[1] }];
      const results = await load(bulk, { operation: 'delete', object: 'Contact', options: { contentType }, data });
      expect(results).to.deep.equal([changed(ids[0]), changed(ids[1])]);
      const left = await rowsNow();
      expect(left.map(({ ExternalId__c }) => ExternalId__c)).to.deep.equal(['F-3', 'F-4']);
      expect(await deletedAndNot()).to.deep.equal([
        ['F-1', true],
        ['F-2', true],
        ['F-3', false],
        ['F-4', false],
      ]);
    });

    it('delete for good, so that queryAll does not find the rows either', async () => {
      const data = [{ Id: ids[2] }, { Id: ids[3] }];
      const results = await load(bulk, { operation: 'hardDelete', object: 'Contact', options: { contentType }, data });
      expect(results).to.deep.equal([changed(ids[2]), changed(ids[3])]);
      expect(await rowsNow()).to.deep.equal([]);
      expect((await deletedAndNot()).map(([key]) => key)).to.deep.equal(['F-1', 'F-2']);
    });

    it('tell what is wrong with a row beside the rows that went in', async () => {
      const data = [{ LastName: 'good' }, { FirstName: 'no last name' }];
      const results = await load(bulk, { object: 'Contact', options: { contentType }, data });
      expect(results[0]).to.include({ success: true, created: true });
      expect(results[1]).to.deep.equal({ id: null, success: false, created: false, errors: [MISSING_LAST_NAME] });
    });

    async function deletedAndNot(): Promise<unknown[][]> {
      const soql = SOQL.replace('SELECT', 'SELECT IsDeleted,');
      const rows = await find(bulk, { operation: 'queryAll', object: 'Contact', contentType, soql });
      return rows.map(({ ExternalId__c, IsDeleted }) => [ExternalId__c, IsDeleted]);
    }
  });
}

function changed(id: string | undefined): object {
  return { id, success: true, created: false, errors: [] };
}

const MISSING_LAST_NAME = {
  statusCode: 'REQUIRED_FIELD_MISSING',
  message: 'Required fields are missing: [LastName]',
  fields: ['LastName'],
};
