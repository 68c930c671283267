import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { DateOnly, file, InputException, type Bulk, type InputRow } from '../../lib';
import { type PracticeOrg } from '../../lib/practice-org';
import { practise } from '../flow/practice';
import { rejection } from '../helpers/rejection';
import { DATA_FORMATS, find, idsOf, load, ZIP_FORMATS } from './jobs';

/** Of 30,000 characters each: more than the 10,000,000 of a batch together. */
const LARGE_ROWS = 340;

/** Parents named by a field of theirs, in every spelling. */
const LOOKUPS: [string, InputRow][] = [
  ['nested', { Account: { ExternalId__c: 'acct-001' } }],
  ['dotted', { 'Account.ExternalId__c': 'acct-001' }],
];
const POLYMORPHIC: [string, object][] = [
  ['nested with type', { Who: { type: 'Contact', Email: 'grace@example.com' } }],
  ['nested with attributes', { Who: { attributes: { type: 'Contact' }, Email: 'grace@example.com' } }],
  ['dotted', { 'Contact:Who.Email': 'grace@example.com' }],
];

for (const contentType of DATA_FORMATS) {
  describe(`Values in ${contentType}`, () => {
    let org: PracticeOrg;
    let bulk: Bulk;

    before(async () => {
      ({ org, bulk } = await practise());
      const grace = { LastName: 'Hopp', Email: 'grace@example.com', ExternalId__c: 'grace' };
      idsOf(await load(bulk, { object: 'Contact', options: {}, data: [grace] }));
    });
    after(() => org.stop());

    const contacts = async (data: InputRow[], soql: string) => {
      const ids = idsOf(await load(bulk, { object: 'Contact', options: { contentType }, data }));
      const where = `Id IN ('${ids.join("','")}') ORDER BY LastName`;
      return find(bulk, { object: 'Contact', contentType, soql: `SELECT ${soql} FROM Contact WHERE ${where}` });
    };

    for (const [spelling, lookup] of LOOKUPS) {
      it(`find the parent by its external id: ${spelling}`, async () => {
        const rows = await contacts([{ LastName: 'A', ...lookup }, { LastName: 'B' }], 'LastName, Account.Name');
        expect(rows).to.deep.equal([
          { LastName: 'A', 'Account.Name': 'Acme Brick Works' },
          { LastName: 'B', 'Account.Name': null },
        ]);
      });
    }

    for (const [spelling, lookup] of POLYMORPHIC) {
      it(`find one of several kinds of parents: ${spelling}`, async () => {
        const data = [{ Subject: `call, ${spelling}`, ...lookup }] as InputRow[];
        idsOf(await load(bulk, { object: 'Task', options: { contentType }, data }));
        const soql = `SELECT Who.Name FROM Task WHERE Subject = 'call, ${spelling}'`;
        expect(await find(bulk, { object: 'Task', contentType, soql })).to.deep.equal([{ 'Who.Name': 'Hopp' }]);
      });
    }

    it('have the types of their fields, a parent’s included, and null where there is nothing', async () => {
      const data = [
        { LastName: 'A', Birthdate: '2024-02-29', DoNotCall: true, Account: { ExternalId__c: 'acct-001' } },
        { LastName: 'B' },
      ];
      const columns = 'LastName, Birthdate, DoNotCall, Account.NumberOfEmployees, Account.AnnualRevenue, Title';
      const rows = await contacts(data, columns);
      expect(rows).to.deep.equal([
        {
          LastName: 'A',
          Birthdate: new Date('2024-02-29'),
          DoNotCall: true,
          'Account.NumberOfEmployees': 1200,
          'Account.AnnualRevenue': 84_000_000,
          Title: null,
        },
        {
          LastName: 'B',
          Birthdate: null,
          DoNotCall: false,
          'Account.NumberOfEmployees': null,
          'Account.AnnualRevenue': null,
          Title: null,
        },
      ]);
      expect(rows[0]?.Birthdate).to.be.instanceOf(DateOnly);
    });

    it('may be large, and are split into batches that the service takes', async () => {
      const Description = 'long & <large> "text" '.repeat(1_400).trim();
      const data = Array.from({ length: LARGE_ROWS }, (_, at) => ({ LastName: `Large ${at}`, Description }));
      await bulk.jobCreate('insert', 'Contact', { contentType });
      const batches = await bulk.batchCreate(data);
      expect(batches.length).to.be.greaterThan(1);
      await bulk.jobWait();
      const results = await bulk.batchResult<'insert'>();
      await bulk.jobClose();
      expect(idsOf(Object.values(results).flat())).to.have.length(LARGE_ROWS);
      const soql = `SELECT Description FROM Contact WHERE LastName = 'Large ${LARGE_ROWS - 1}'`;
      expect(await find(bulk, { object: 'Contact', contentType, soql })).to.deep.equal([{ Description }]);
    });

    it('come out of a CSV file as they stand in it, whatever the format of the job', async () => {
      const home = mkdtempSync(join(tmpdir(), 'sfbulk-formats-'));
      writeFileSync(
        join(home, 'contacts.csv'),
        `\ufeffExternalId__c,LastName,Description,Account.ExternalId__c\r\n${contentType}-1,"Hopp, ""G""",#N/A,acct-001\r\n`,
      );
      await bulk.jobCreate('insert', 'Contact', { contentType });
      await bulk.batchCreateFromCsv(join(home, 'contacts.csv'));
      rmSync(home, { recursive: true });
      await bulk.jobWait();
      idsOf(Object.values(await bulk.batchResult<'insert'>()).flat());
      await bulk.jobClose();
      const soql = `SELECT LastName, Description, Account.Name FROM Contact WHERE ExternalId__c = '${contentType}-1'`;
      expect(await find(bulk, { object: 'Contact', contentType, soql })).to.deep.equal([
        { LastName: 'Hopp, "G"', Description: null, 'Account.Name': 'Acme Brick Works' },
      ]);
    });

    it('may be given as text in the format of the job', async () => {
      const results = await load(bulk, { object: 'Contact', options: { contentType }, data: TEXT[contentType] });
      const soql = `SELECT LastName, Account.Name, Title FROM Contact WHERE Id = '${idsOf(results)[0] ?? ''}'`;
      expect(await find(bulk, { object: 'Contact', contentType, soql })).to.deep.equal([
        { LastName: 'Hopp & Co', 'Account.Name': 'Acme Brick Works', Title: null },
      ]);
    });

    it('that are control characters go where the format can hold them, and are named where it cannot', async () => {
      const data = [{ LastName: 'good' }, { LastName: 'bad\u0001' }];
      if (contentType !== 'XML') {
        expect(await contacts(data, 'LastName')).to.deep.equal([{ LastName: 'bad\u0001' }, { LastName: 'good' }]);
        return;
      }
      await bulk.jobCreate('insert', 'Contact', { contentType });
      const error = await rejection(bulk.batchCreate(data), InputException);
      expect(error).to.include({ row: 2, field: 'LastName' });
      expect(error.message).to.equal('Row 2, field "LastName": a control character cannot be sent; no batch was sent');
      await bulk.jobAbort();
    });
  });
}

const TEXT = {
  CSV: 'LastName,Account.ExternalId__c,Title\nHopp & Co,acct-001,#N/A\n',
  XML:
    '<?xml version="1.0" encoding="UTF-8"?><sObjects xmlns="http://www.force.com/2009/06/asyncapi/dataload" ' +
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><sObject><LastName>Hopp &amp; Co</LastName>' +
    '<Account><sObject><ExternalId__c>acct-001</ExternalId__c></sObject></Account><Title xsi:nil="true"/></sObject></sObjects>',
  JSON: '[{"LastName":"Hopp & Co","Account":{"ExternalId__c":"acct-001"},"Title":null}]',
};

for (const contentType of ZIP_FORMATS) {
  describe(`Files in ${contentType}`, () => {
    let org: PracticeOrg;
    let bulk: Bulk;
    let home = '';

    before(async () => {
      ({ org, bulk } = await practise());
      home = mkdtempSync(join(tmpdir(), 'sfbulk-files-'));
      writeFileSync(join(home, 'photo.png'), Buffer.alloc(1_000, 7));
    });
    after(async () => {
      rmSync(home, { recursive: true });
      await org.stop();
    });

    it('go up from disk, from memory and from a stream, and are as long at the other end', async () => {
      const soql = "SELECT Id FROM Account WHERE ExternalId__c = 'acct-001'";
      const [account] = await find(bulk, { object: 'Account', contentType: 'CSV', soql });
      const ParentId = String(account?.Id);
      const data = [
        { Name: 'disk', ParentId, Body: file(join(home, 'photo.png')) },
        { Name: 'memory', ParentId, Body: Buffer.from('bytes') },
        { Name: 'stream', ParentId, Body: pieces() },
      ];
      const ids = idsOf(await load(bulk, { object: 'Attachment', options: { contentType }, data }));
      const where = `SELECT Name, BodyLength FROM Attachment WHERE Id IN ('${ids.join("','")}') ORDER BY Name`;
      expect(await find(bulk, { object: 'Attachment', contentType: 'CSV', soql: where })).to.deep.equal([
        { Name: 'disk', BodyLength: 1_000 },
        { Name: 'memory', BodyLength: 5 },
        { Name: 'stream', BodyLength: 9 },
      ]);
    });
  });
}

// eslint-disable-next-line @typescript-eslint/require-await -- a stream of something that is there already
async function* pieces(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('in ');
  yield Buffer.from('pieces');
}
