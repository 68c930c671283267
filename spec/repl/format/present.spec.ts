import { expect } from 'chai';
import { type BatchInfo, type ResultRow } from '../../../lib/index';
import { rangesOf } from '../../../lib/repl/format/outcomes';
import { present } from '../../../lib/repl/format/present';
import { field } from '../support/fields';
import { frameOf } from '../support/frames';

const BATCH_ID = '751QQ000000Cd2YYAS';

const failed = (statusCode: string, message: string): ResultRow => ({
  id: null,
  success: false,
  created: false,
  errors: [{ statusCode, message, fields: ['Name'] }],
});

const created: ResultRow = { id: '003QQ0000000001YAA', success: true, created: true, errors: [] };

const batch = (state: string, stateMessage: string | null): BatchInfo => ({
  id: BATCH_ID,
  jobId: '750QQ000000Ab1XYAS',
  state,
  stateMessage,
  createdDate: new Date(0),
  systemModstamp: new Date(0),
  numberRecordsProcessed: 2,
  numberRecordsFailed: 1,
  totalProcessingTime: 0,
  apiActiveProcessingTime: 0,
  apexProcessingTime: 0,
});

const table = (value: unknown): string => present(value, 'table', frameOf());

describe('A result as a table', () => {
  it('lists batches alike, from batchCreate and from batchStatus', () => {
    const info = batch('Completed', null);
    expect(table([info])).to.match(/id +state +rows +failed\n.*\n751\w+ +Completed +2 +1$/);
    expect(table({ [BATCH_ID]: info })).to.equal(table([info]));
  });

  it('says why a batch failed', () => {
    const text = table([batch('Failed', 'InvalidBatch : Field name not found : Nmae')]);
    expect(text).to.include(`\n${BATCH_ID} Failed: InvalidBatch : Field name not found : Nmae`);
  });

  it('groups failures by error, ids in the text aside, with the numbers of their rows', () => {
    const duplicate = (id: string): ResultRow => failed('DUPLICATE_VALUE', `duplicates record with id: ${id}`);
    const outcomes = [
      created,
      duplicate('003QQ0000000001YAA'),
      failed('STRING_TOO_LONG', 'Name: data value too large'),
      duplicate('003QQ0000000002YAA'),
      duplicate('003QQ0000000003YAA'),
    ];
    const text = table({ [BATCH_ID]: outcomes });
    expect(text).to.match(
      /DUPLICATE_VALUE \(Name\)\n.*\n {2}3 rows: 2, 4–5\n\nSTRING_TOO_LONG \(Name\)\n.*\n {2}1 row: 3/,
    );
    expect(text).to.match(/\n5 rows: 1 succeeded \(1 created\), 4 failed$/);
  });

  it('does not call a place in a list of failures the number of a row', () => {
    expect(table({ [BATCH_ID]: [failed('STRING_TOO_LONG', 'too large')] })).to.match(/^# /);
    expect(table({ [BATCH_ID]: [created, failed('STRING_TOO_LONG', 'too large')] })).to.match(/^row /);
  });

  it('puts the rows of a query together, and counts them', () => {
    const text = table({ [BATCH_ID]: [{ Id: '1' }, { Id: '2' }], '751QQ000000Cd2ZYAS': [{ Id: '3' }] });
    expect(text).to.equal('Id\n──\n1\n2\n3\n3 rows');
    expect(table({ [BATCH_ID]: [] })).to.equal('no rows');
  });

  it('has a row for each allocation of the org', () => {
    const text = table({ DailyApiRequests: { max: 100_000, remaining: 9 }, FileStorageMB: { max: 20, remaining: 20 } });
    expect(text).to.match(
      /^allocation +max +remaining\n.*\nDailyApiRequests +100,000 +9\nFileStorageMB +20 +20\n2 rows$/,
    );
  });

  it('has a row for each field of an object, with what has to be known of it for loading', () => {
    const fields = [
      field('LastName', { nillable: false }),
      field('Ext__c', { externalId: true }),
      field('AccountId', { type: 'reference', referenceTo: ['Account'] }),
      field('IsDeleted', { nillable: false, createable: false, type: 'boolean', length: 0 }),
    ];
    const lines = table({ name: 'Contact', label: 'Contact', fields }).split('\n');
    expect(lines[0]).to.match(/^name +type +length +required +external id +refers to$/);
    expect(lines[2]).to.match(/^LastName +string +80 +yes$/);
    expect(lines[3]).to.match(/^Ext__c +string +80 +yes$/);
    expect(lines[4]).to.match(/^AccountId +reference +80 +Account$/);
    expect(lines[5]).to.match(/^IsDeleted +boolean$/);
  });

  it('leaves other values as node shows them', () => {
    expect(table('text')).to.equal("'text'");
    expect(table([1, 2])).to.equal('[ 1, 2 ]');
    expect(table({ a: { b: 1 } })).to.equal('{ a: { b: 1 } }');
    expect(table({})).to.equal('{}');
    expect(table('Id\n1\n')).to.equal('Id\n1\n');
  });

  it('says how a stream of rows is read', () => {
    async function* rows(): AsyncGenerator<object> {
      yield await Promise.resolve({});
    }
    expect(table(rows())).to.include('for await (const row of _)');
  });
});

describe('A result in another mode', () => {
  it('is JSON that can be read back', () => {
    const value = { [BATCH_ID]: [created] };
    expect(JSON.parse(present(value, 'json', frameOf()))).to.deep.equal(value);
    expect(present({ n: 10n }, 'json', frameOf())).to.equal('{\n  "n": "10"\n}');
    expect(present(undefined, 'json', frameOf())).to.equal('undefined');
  });

  it('is CSV with every row, quoted where it must be', () => {
    const rows = Array.from({ length: 100 }, (_, n) => ({ Id: String(n), Name: 'a, "b"' }));
    const lines = present({ [BATCH_ID]: rows }, 'csv', frameOf(20, 5)).split('\n');
    expect(lines).to.have.length(101);
    expect(lines[1]).to.equal('0,"a, ""b"""');
  });

  it('has the errors of an outcome in one column of CSV', () => {
    const text = present([created, failed('STRING_TOO_LONG', 'too large')], 'csv', frameOf());
    expect(text).to.equal(
      'id,success,created,error\n003QQ0000000001YAA,true,true,\n,false,false,STRING_TOO_LONG: too large [Name]',
    );
  });
});

describe('Row numbers', () => {
  it('are drawn together where they follow each other', () => {
    expect(rangesOf([1])).to.equal('1');
    expect(rangesOf([1, 2, 3, 7, 9, 10])).to.equal('1–3, 7, 9–10');
  });
});
