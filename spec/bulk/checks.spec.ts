import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { strFromU8, unzipSync } from 'fflate';
import { expect } from 'chai';
import { file, InputException, type BatchInfo, type CheckName, type InputRow, type JobOptions } from '../../lib';
import { BATCHES, JOBS, signedIn } from '../helpers/bulks';
import { exchange, type Sent } from '../helpers/exchange';
import { rejection } from '../helpers/rejection';
import { useNock } from '../helpers/use-nock';
import { batchInfo, jobInfo } from '../helpers/wire';

async function loading(options: JobOptions, rows: readonly InputRow[]): Promise<BatchInfo[]> {
  exchange({ method: 'POST', path: JOBS, status: 201, reply: jobInfo({ contentType: options.contentType ?? 'CSV' }) });
  const bulk = await signedIn({ gzip: false });
  await bulk.jobCreate('insert', 'Attachment', options);
  return bulk.batchCreate(rows);
}

const answerBatch = (): Sent => exchange({ method: 'POST', path: BATCHES, status: 201, reply: batchInfo() });

const GOOD = { LastName: 'good' };
const many = (count: number): InputRow =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`F${at}__c`, 'x']));
const long = (fields: number, length: number): InputRow =>
  Object.fromEntries(Array.from({ length: fields }, (_, at) => [`F${at}__c`, 'x'.repeat(length)]));

const LIMITS: [string, CheckName, InputRow, { field?: string; message: RegExp }][] = [
  ['more than 5,000 fields', 'fieldCount', many(5_001), { message: /^Row 2 has 5001 fields, more than the 5000/ }],
  [
    'more than 131,072 characters in a field',
    'fieldLength',
    { LastName: 'a', Description: 'x'.repeat(131_073) },
    { field: 'Description', message: /^Row 2, field "Description": 131073 characters are more than the 131072/ },
  ],
  ['more than 400,000 characters', 'recordLength', long(4, 100_001), { message: /^Row 2 has 400004 characters, more/ }],
];

describe('Checks before sending', () => {
  useNock();

  for (const contentType of ['CSV', 'XML', 'JSON'] as const) {
    for (const [what, name, row, { field, message }] of LIMITS) {
      it(`name the row that has ${what}, in ${contentType}`, async () => {
        const error = await rejection(loading({ contentType }, [GOOD, row]), InputException);
        expect(error.message).to.match(message);
        expect(error).to.include({ row: 2, field });
        expect(error.advice).to.match(/\.$/);
      });

      it(`let the row pass where ${name} is switched off, in ${contentType}`, async () => {
        answerBatch();
        const batches = await loading({ contentType, checks: { [name]: false } }, [GOOD, row]);
        expect(batches).to.have.length(1);
      });
    }

    it(`find that there is nothing to load, in ${contentType}`, async () => {
      const error = await rejection(loading({ contentType }, []), InputException);
      expect(error.message).to.include('nothing to load');
    });

    it(`let through what is just within the limits, in ${contentType}`, async () => {
      answerBatch();
      expect(await loading({ contentType }, [many(5_000), long(3, 131_072)])).to.have.length(1);
    });
  }

  const CLASHES: [string, InputRow, string, RegExp][] = [
    ['in other letters', { LastName: 'a', lastname: 'b' }, 'lastname', /names the column "LastName" twice$/],
    [
      'as a parent and as a column',
      { Account: { Key__c: '1' }, 'Account.Key__c': '2' },
      'Account.Key__c',
      /names the column "Account.Key__c" twice$/,
    ],
    [
      'as a parent and as a column in other letters',
      { Account: { Key__c: '1' }, 'account.key__c': '2' },
      'account.key__c',
      /names the column "Account.Key__c" twice$/,
    ],
    ['that has no name', { LastName: 'a', '': 'b' }, '', /a column without a name cannot be sent$/],
  ];
  for (const [what, row, field, message] of CLASHES) {
    for (const options of [
      { contentType: 'CSV' },
      { contentType: 'CSV', groupBy: 'LastName' },
      { contentType: 'XML' },
      { contentType: 'JSON' },
      { contentType: 'ZIP_JSON' },
    ] as const) {
      it(`name row and field of a column ${what}, in ${Object.values(options).join(' by ')}`, async () => {
        const error = await rejection(loading(options, [GOOD, row]), InputException);
        expect(error).to.include({ row: 2, field });
        expect(error.message.split(';')[0])
          .to.match(/^Row 2, field "/)
          .and.to.match(message);
      });
    }
  }

  it('refuse columns that rows spell in different ways where they share a header, and only there', async () => {
    const rows = [GOOD, GOOD, { FirstName: 'Ada', lastname: 'b' }];
    const error = await rejection(loading({}, rows), InputException);
    expect(error).to.include({ row: 3, field: 'lastname' });
    for (const contentType of ['XML', 'JSON'] as const) {
      const sent = answerBatch();
      await loading({ contentType }, rows);
      expect(sent.body).to.include('lastname');
    }
  });

  it('let the other spelling of a column pass that is left alone, where rows share no header', async () => {
    const sent = answerBatch();
    await loading({ contentType: 'JSON' }, [{ LastName: 'a', lastname: undefined, LASTNAME: '' }]);
    expect(sent.body).to.equal('[{"LastName":"a"}]');
  });

  const bytes = (count: number): Buffer => Buffer.from(Array.from({ length: count }, (_, at) => (at * 7_919) >> 3));
  /** What somebody gives who writes JavaScript. */
  const textual = (...parts: unknown[]): AsyncIterable<Uint8Array> => Readable.from(parts);
  const zips: [string, InputRow, string | undefined, RegExp][] = [
    ['a file that is longer than a batch unzipped', { Name: 'a', Body: Buffer.alloc(20_000_001) }, 'Body', /^Row 2/],
    [
      'a file that is not there',
      { Name: 'a', Body: file('/nowhere/photo.png') },
      'Body',
      /the file cannot be read: ENOENT/,
    ],
    ['a stream of text', { Name: 'a', Body: textual('first') }, 'Body', /the stream gives text, and a file is made of/],
    ['a stream of numbers', { Name: 'a', Body: textual(5) }, 'Body', /the stream gives what is no bytes/],
  ];
  for (const [what, row, field, message] of zips) {
    it(`name row and field of ${what}`, async () => {
      const data = [{ Name: 'x', Body: bytes(3) }, row];
      const error = await rejection(loading({ contentType: 'ZIP_CSV' }, data), InputException);
      expect(error.message).to.match(message);
      expect(error).to.include({ row: 2, field });
    });
  }

  it('refuse files in jobs that have no zips', async () => {
    const error = await rejection(loading({}, [GOOD, { LastName: 'a', Body: bytes(3) }]), InputException);
    expect(error).to.include({ row: 2, field: 'Body' });
    expect(error.advice).to.include('ZIP_CSV');
  });
});

describe('A zipped batch', () => {
  useNock();

  const DATA: InputRow[] = [
    { Name: 'one', ParentId: '001QQ000000Gh4AYAS', Body: Buffer.from('first') },
    { Name: 'two', ParentId: '001QQ000000Gh4BYAS', Body: file(__filename) },
  ];
  const NAMESPACES =
    'xmlns="http://www.force.com/2009/06/asyncapi/dataload" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
  const requests = {
    ZIP_CSV: 'Name,ParentId,Body\none,001QQ000000Gh4AYAS,#1/Body\ntwo,001QQ000000Gh4BYAS,#2/checks.spec.ts\n',
    ZIP_XML:
      `<?xml version="1.0" encoding="UTF-8"?><sObjects ${NAMESPACES}>` +
      '<sObject><Name>one</Name><ParentId>001QQ000000Gh4AYAS</ParentId><Body>#1/Body</Body></sObject>' +
      '<sObject><Name>two</Name><ParentId>001QQ000000Gh4BYAS</ParentId><Body>#2/checks.spec.ts</Body></sObject></sObjects>',
    ZIP_JSON:
      '[{"Name":"one","ParentId":"001QQ000000Gh4AYAS","Body":"#1/Body"},' +
      '{"Name":"two","ParentId":"001QQ000000Gh4BYAS","Body":"#2/checks.spec.ts"}]',
  } as const;

  for (const contentType of ['ZIP_CSV', 'ZIP_XML', 'ZIP_JSON'] as const) {
    it(`holds request.txt at its root and the files that it names: ${contentType}`, async () => {
      const sent = answerBatch();
      await loading({ contentType }, DATA);
      expect(sent.headers['content-type']).to.equal(contentType.replace('_', '/').toLowerCase());
      const entries = unzipSync(Buffer.from(sent.body, 'hex'));
      expect(Object.keys(entries)).to.have.members(['request.txt', '1/Body', '2/checks.spec.ts']);
      expect(strFromU8(entries['request.txt'] ?? new Uint8Array())).to.equal(requests[contentType]);
      expect(strFromU8(entries['1/Body'] ?? new Uint8Array())).to.equal('first');
      expect(strFromU8(entries['2/checks.spec.ts'] ?? new Uint8Array())).to.include('A zipped batch');
    });
  }

  it('holds files of one row that have the same name side by side', async () => {
    const home = mkdtempSync(join(tmpdir(), 'sfbulk-'));
    const paths = ['first', 'second'].map((folder) => join(home, folder, 'Third__c'));
    for (const path of paths) {
      mkdirSync(dirname(path));
      writeFileSync(path, path);
    }
    const [first = '', second = ''] = paths;
    const sent = answerBatch();
    const row = { Body: file(first), Second__c: file(second), Third__c: Buffer.from('third') };
    await loading({ contentType: 'ZIP_JSON' }, [row]).finally(() => {
      rmSync(home, { recursive: true });
    });
    const entries = unzipSync(Buffer.from(sent.body, 'hex'));
    const textOf = (path: string): string => strFromU8(entries[path] ?? new Uint8Array());
    const [fields = {}] = JSON.parse(textOf('request.txt')) as Record<string, string>[];
    const contents = Object.entries(fields).map(([field, path]) => [field, textOf(path.slice(1))]);
    expect(Object.fromEntries(contents)).to.deep.equal({ Body: first, Second__c: second, Third__c: 'third' });
  });

  it('has at most 1,000 entries; what is more goes into another', async () => {
    exchange({ method: 'POST', path: BATCHES, status: 201, reply: batchInfo(), times: 2 });
    const rows = Array.from({ length: 1_500 }, (_, at) => ({ Name: `${at}`, Body: Buffer.from('x') }));
    expect(await loading({ contentType: 'ZIP_JSON' }, rows)).to.have.length(2);
  });
});
