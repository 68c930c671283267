import { expect } from 'chai';
import fc from 'fast-check';
import { BulkException } from '../../lib';
import { FORMATS, type DataFormat } from '../../lib/records/formats';
import { type RawRow, type ResultRow } from '../../lib/records/types';
import { collectBlocks, cutAt, inPieces } from '../helpers/bytes';
import { rejection } from '../helpers/rejection';

const NAMESPACES =
  'xmlns="http://www.force.com/2009/06/asyncapi/dataload" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';
const ID = '003QQ000000Ij5BYAS';

/** The same two records as the service writes them in each format, by hand. */
const QUERIES: Record<DataFormat, { body: string; rows: RawRow[] }> = {
  CSV: {
    body: `"Id","LastName","Account.Name"\n"${ID}","Hopp, ""G""\nünï 🎉","Acme"\n"","Turi",""\n`,
    rows: [
      { Id: ID, LastName: 'Hopp, "G"\nünï 🎉', 'Account.Name': 'Acme' },
      { Id: '', LastName: 'Turi', 'Account.Name': '' },
    ],
  },
  XML: {
    body:
      `${DECLARATION}<queryResult\n   ${NAMESPACES}>\n <records xsi:type="sObject"><type>Contact</type><Id>${ID}</Id>` +
      `<Id>${ID}</Id><LastName>Hopp, "G"\nünï 🎉 &lt;&amp;</LastName><Account xsi:type="sObject"><type>Account</type>` +
      '<Id xsi:nil="true"/><Name><![CDATA[Acme]]></Name></Account></records>\n' +
      ' <records xsi:type="sObject"><type>Contact</type><Id xsi:nil="true"/><LastName>Turi</LastName>' +
      '<Account xsi:nil="true"/></records>\n</queryResult>',
    rows: [
      { Id: ID, LastName: 'Hopp, "G"\nünï 🎉 <&', 'Account.Name': 'Acme' },
      { LastName: 'Turi', Account: null },
    ],
  },
  JSON: {
    body:
      `[ { "attributes": { "type": "Contact", "url": "/x" }, "Id": "${ID}", "LastName": "Hopp, \\"G\\"\\nünï 🎉",` +
      ' "CreatedDate": 1767323045000, "Account": { "attributes": { "type": "Account" }, "Name": "Acme" } },\n' +
      '  { "attributes": { "type": "Contact" }, "Id": null, "LastName": "Turi", "CreatedDate": -1, "Account": null } ]',
    rows: [
      { Id: ID, LastName: 'Hopp, "G"\nünï 🎉', CreatedDate: 1767323045000, 'Account.Name': 'Acme' },
      { Id: null, LastName: 'Turi', CreatedDate: -1, Account: null },
    ],
  },
};

const RESULT: ResultRow[] = [
  { id: ID, success: true, created: true, errors: [] },
  {
    id: null,
    success: false,
    created: false,
    errors: [{ statusCode: 'STRING_TOO_LONG', message: 'too: long "ü"', fields: ['LastName', 'Title'] }],
  },
];

const LOADS: Record<DataFormat, string> = {
  CSV:
    `"Id","Success","Created","Error"\n"${ID}","true","true",""\n` +
    '"","false","false","STRING_TOO_LONG:too: long ""ü"":LastName Title --"\n',
  XML:
    `${DECLARATION}<results\n   ${NAMESPACES}>\n <result><id>${ID}</id><success>true</success><created>true</created></result>\n` +
    ' <result><errors><fields>LastName</fields><fields>Title</fields><message>too: long "ü"</message>' +
    '<statusCode>STRING_TOO_LONG</statusCode></errors><id xsi:nil="true"/><success>false</success>' +
    '<created>false</created></result>\n</results>',
  JSON:
    `[{"success":true,"created":true,"id":"${ID}","errors":[]},{"success":false,"created":false,"id":null,"errors":[` +
    '{"statusCode":"STRING_TOO_LONG","message":"too: long \\"ü\\"","fields":["LastName","Title"],"extendedErrorDetails":null}]}]',
};

describe('A CSV result of a query', () => {
  it('gives its values without NUL bytes, which records may hold', async () => {
    const rows = await collectBlocks(FORMATS.CSV.readQueryRows(inPieces('"Id","Name"\n"1","a\0b\0"\n', 3)));
    expect(rows).to.deep.equal([{ Id: '1', Name: 'ab' }]);
  });
});

for (const format of ['CSV', 'XML', 'JSON'] as const) {
  const { readQueryRows, readResultRows } = FORMATS[format];
  const query = QUERIES[format];

  describe(`A ${format} result`, () => {
    it('of a query gives the same rows wherever its bytes are cut', async () => {
      for (let place = 0; place <= Buffer.byteLength(query.body); place++) {
        expect(await collectBlocks(readQueryRows(cutAt(query.body, place))), `cut at ${place}`).to.deep.equal(
          query.rows,
        );
      }
    });

    it('of a query gives the same rows byte by byte', async () => {
      expect(await collectBlocks(readQueryRows(inPieces(query.body, 1)))).to.deep.equal(query.rows);
    });

    it('of a load gives the same rows wherever its bytes are cut', async () => {
      for (let place = 0; place <= Buffer.byteLength(LOADS[format]); place++) {
        const rows = await collectBlocks(readResultRows(cutAt(LOADS[format], place)));
        expect(rows, `cut at ${place}`).to.deep.equal(RESULT);
      }
    });

    it('that breaks off is an error, or has whole rows and too few of them, which the counting finds', async () => {
      const bytes = Buffer.from(query.body);
      let errors = 0;
      for (let length = 1; length < bytes.length - 1; length++) {
        const rows = await collectBlocks(readQueryRows(inPieces(bytes.subarray(0, length), 7))).catch(
          (error: unknown) => {
            expect(error).to.be.instanceOf(BulkException);
            errors += 1;
            return [];
          },
        );
        expect(rows.length, `${length} bytes`).to.be.lessThan(query.rows.length);
        expect(query.rows, `${length} bytes`).to.deep.include.members(rows);
      }
      expect(errors).to.be.greaterThan(format === 'CSV' ? bytes.length / 2 : bytes.length - 3);
    });
  });
}

describe('A result that is something else', () => {
  const others: [DataFormat, string][] = [
    ['JSON', '{"exceptionCode":"InvalidBatch","exceptionMessage":"x"}'],
    ['JSON', 'Service temporarily unavailable'],
    ['JSON', ''],
    ['XML', '<queryResult><records></queryResult>'],
    ['XML', '<!DOCTYPE x [<!ENTITY a "b">]><queryResult/>'],
    ['XML', '<queryResult><records><Name>&unknown;</Name></records></queryResult>'],
    ['XML', ''],
  ];
  for (const [format, body] of others) {
    it(`is not read as ${format}: ${body.slice(0, 40)}`, async () => {
      const reading = collectBlocks(FORMATS[format].readQueryRows(inPieces(body, 5)));
      const error = await reading.then((rows) => expect.fail(JSON.stringify(rows))).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(BulkException);
    });
  }

  it('may name its elements and members as it likes', async () => {
    const xml = '<queryResult><records><constructor>a</constructor><__proto__>b</__proto__></records></queryResult>';
    const rows = await collectBlocks(FORMATS.XML.readQueryRows(inPieces(xml, 9)));
    expect(rows[0]).to.have.property('constructor', 'a');
    expect(({} as Record<string, unknown>).b).to.equal(undefined);
  });
});

describe('Rows in a result of any format', () => {
  const NAMES = ['Id', 'LastName', 'Title'];
  // eslint-disable-next-line no-control-regex -- control characters are what is left out
  const notInXml = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g;
  const text = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1 }).map((any) => `${any.replace(notInXml, '')}.`),
    fc.constantFrom('"', ',', '\n', '&amp;', ']]>', "'", '\\u0041', '\ufeff.', 'Records not found for this query'),
  );
  const table = fc.array(fc.array(text, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 5 });
  const toRow = (values: readonly string[]): RawRow =>
    Object.fromEntries(NAMES.map((name, at) => [name, values[at] ?? '']));
  const escaped = (value: string): string =>
    value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

  const WRITE: Record<DataFormat, (rows: readonly string[][]) => string> = {
    CSV: (rows) =>
      [NAMES, ...rows].map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`).join(''),
    XML: (rows) => {
      const records = rows.map((row) =>
        row.map((cell, at) => `<${NAMES[at] ?? ''}>${escaped(cell)}</${NAMES[at] ?? ''}>`),
      );
      return `<queryResult>${records.map((fields) => `<records>${fields.join('')}</records>`).join('')}</queryResult>`;
    },
    JSON: (rows) => JSON.stringify(rows.map((row) => ({ attributes: { type: 'X' }, ...toRow(row) }))),
  };

  for (const format of ['CSV', 'XML', 'JSON'] as const) {
    it(`have the texts that were written, in pieces of any size: ${format}`, async () => {
      await fc.assert(
        fc.asyncProperty(table, fc.integer({ min: 1, max: 20 }), async (rows, size) => {
          const read = await collectBlocks(FORMATS[format].readQueryRows(inPieces(WRITE[format](rows), size)));
          expect(read).to.deep.equal(rows.map(toRow));
        }),
        { numRuns: 200 },
      );
    });
  }

  it('are refused where a CSV row lacks a value', async () => {
    await rejection(collectBlocks(FORMATS.CSV.readQueryRows(inPieces('"Id","Name"\n"1"\n', 4))), BulkException).catch(
      (error: unknown) => {
        expect(String(error)).to.include('UnexpectedReplyException');
      },
    );
  });
});
