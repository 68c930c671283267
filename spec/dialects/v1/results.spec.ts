import { expect } from 'chai';
import fc from 'fast-check';
import { Readable } from 'node:stream';
import nock from 'nock';
import { UnexpectedReplyException, type RecordError, type ResultRow } from '../../../lib';
import { BATCHES, withBatch } from '../../helpers/bulks';
import { cutAt, inPieces } from '../../helpers/bytes';
import { exchange, ORG } from '../../helpers/exchange';
import { rejection } from '../../helpers/rejection';
import { useNock } from '../../helpers/use-nock';
import { batchInfo, batchInfoList, BATCH_ID, jobInfo, JOB_ID, resultList } from '../../helpers/wire';
import { v1Dialect } from '../../../lib/dialects/v1';
import { heldBody } from '../../../lib/transport/reply-body';
import { type Api, type ReplyBody } from '../../../lib/transport/transport';

const HEADER = '"Id","Success","Created","Error"\n';
const RESULT = `${BATCHES}/${BATCH_ID}/result`;

const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;

function serve(path: string, body: AsyncIterable<Uint8Array>): void {
  nock(ORG)
    .get(path)
    .reply(200, () => Readable.from(body, { objectMode: false }), { 'Content-Type': 'text/csv' });
}

function serveList(records: number): void {
  const list = batchInfoList({ state: 'Completed', numberRecordsProcessed: records });
  exchange({ method: 'GET', path: BATCHES, reply: list });
}

/** What the facade makes of cells of the Error column. */
async function errorsIn(...cells: string[]): Promise<RecordError[][]> {
  const bulk = await withBatch({ rows: cells.length });
  serveList(cells.length);
  const rows = cells.map((cell) => `"","false","false",${quote(cell)}\n`);
  serve(RESULT, inPieces(HEADER + rows.join(''), 7));
  return Object.values(await bulk.batchResult<'insert'>())
    .flat()
    .map((row) => row.errors);
}

describe('the Error column', () => {
  useNock();

  const cells: [string, RecordError[]][] = [
    ['', [{ statusCode: 'UNKNOWN_EXCEPTION', message: 'The service gives no reason', fields: [] }]],
    [
      'REQUIRED_FIELD_MISSING:Required fields are missing: [LastName]:LastName --',
      [
        {
          statusCode: 'REQUIRED_FIELD_MISSING',
          message: 'Required fields are missing: [LastName]',
          fields: ['LastName'],
        },
      ],
    ],
    [
      'DUPLICATE_VALUE:duplicate value found: Key__c duplicates value on record with id: 003QQ:--',
      [
        {
          statusCode: 'DUPLICATE_VALUE',
          message: 'duplicate value found: Key__c duplicates value on record with id: 003QQ',
          fields: [],
        },
      ],
    ],
    [
      'INVALID_EMAIL_ADDRESS:bad: a@b:Email Other__c --',
      [{ statusCode: 'INVALID_EMAIL_ADDRESS', message: 'bad: a@b', fields: ['Email', 'Other__c'] }],
    ],
    [
      'STRING_TOO_LONG:too long:LastName --INVALID_EMAIL_ADDRESS:bad:Email --',
      [
        { statusCode: 'STRING_TOO_LONG', message: 'too long', fields: ['LastName'] },
        { statusCode: 'INVALID_EMAIL_ADDRESS', message: 'bad', fields: ['Email'] },
      ],
    ],
    [
      'FIELD_CUSTOM_VALIDATION_EXCEPTION:Use &quot;A&quot; -- or &lt;b&gt;:Name --',
      [
        {
          statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
          message: 'Use &quot;A&quot; -- or &lt;b&gt;',
          fields: ['Name'],
        },
      ],
    ],
    [
      'UNKNOWN_EXCEPTION:line one\nline two:--',
      [{ statusCode: 'UNKNOWN_EXCEPTION', message: 'line one\nline two', fields: [] }],
    ],
    [
      'Error message with <b>HTML</b>',
      [{ statusCode: 'UNKNOWN_EXCEPTION', message: 'Error message with <b>HTML</b>', fields: [] }],
    ],
  ];
  for (const [cell, errors] of cells) {
    it(`is taken apart: ${cell === '' ? 'nothing' : cell}`, async () => {
      expect(await errorsIn(cell)).to.deep.equal([errors]);
    });
  }

  it('is never lost, whatever stands in it', async () => {
    const cell = fc
      .string({ unit: fc.constantFrom('A', 'b', '_', ':', '-', ' ', '"', ',', '\n', '['), minLength: 1 })
      .filter((text) => !/^[\s-]*$/.test(text));
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 20 }), async (cells) => {
        const found = await errorsIn(...cells);
        expect(found).to.have.lengthOf(cells.length);
        for (const errors of found) expect(errors).to.not.have.lengthOf(0);
      }),
      { numRuns: 15 },
    );
  });
});

describe('results in pieces', () => {
  useNock();

  it('are the same wherever they are cut, for a load', async () => {
    const csv = Buffer.from(`${HEADER}"003","true","true",""\n"","false","false","A_B:é\n""x"":F --"\n`);
    const expected: ResultRow[] = [
      { id: '003', success: true, created: true, errors: [] },
      { id: null, success: false, created: false, errors: [{ statusCode: 'A_B', message: 'é\n"x"', fields: ['F'] }] },
    ];
    for (let place = 1; place < csv.length; place += 3) {
      const bulk = await withBatch({ rows: 2 });
      serveList(2);
      serve(RESULT, cutAt(csv, place));
      expect(await bulk.batchResult()).to.deep.equal({ [BATCH_ID]: expected });
    }
  });

  it('are the same whatever the pieces, for a query of any content', async () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', '"', ',', '\n', '\r', '\r\n', 'é', '😀', ' ', ''),
      maxLength: 5,
    });
    const rows = fc
      .integer({ min: 1, max: 3 })
      .chain((columns) =>
        fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 25 }),
      );
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 20 }), async (table, size) => {
        const header = (table[0] ?? []).map((_, at) => `C${at}`);
        const csv = [header, ...table].map((record) => `${record.map(quote).join(',')}\n`).join('');
        const bulk = await withBatch({ operation: 'query' });
        serveList(table.length);
        exchange({ method: 'GET', path: RESULT, reply: resultList('752') });
        serve(`${RESULT}/752`, inPieces(csv, size));
        const due = table.map((record) => Object.fromEntries(record.map((value, at) => [`C${at}`, value])));
        expect(await bulk.batchResult()).to.deep.equal({ [BATCH_ID]: due });
      }),
      { numRuns: 35 },
    );
  });

  it('with other columns than those of a load are refused', async () => {
    const bulk = await withBatch();
    serveList(1);
    serve(RESULT, inPieces('"Id","Name"\n"1","2"\n', 100));
    const error = await rejection(bulk.batchResult(), UnexpectedReplyException);
    expect(error.message).to.include('Id,Name');
  });
});

describe('the results of a load that are asked for ahead', () => {
  const ask = async (): Promise<{ rows: AsyncIterator<ResultRow[]>; seen: string[] }> => {
    const seen: string[] = [];
    const text = `${HEADER}"003QQ0000004CqAYAU","true","true",""\n`;
    const body: ReplyBody = {
      [Symbol.asyncIterator]: () => {
        seen.push('read');
        return inPieces(text, text.length)[Symbol.asyncIterator]();
      },
      discard: () => seen.push('discarded'),
    };
    const api: Api = ({ operation, path }) => {
      seen.push(operation);
      const info = operation === 'get job' ? jobInfo() : batchInfo({ state: 'Completed' });
      return Promise.resolve({ status: 200, headers: {}, body: path.endsWith('/result') ? body : heldBody(info) });
    };
    const dialect = v1Dialect(api, { apiVersion: '66.0', client: 'spec' });
    const { info } = await dialect.findJob(JOB_ID);
    const job = { info, batchIds: [], seen: new Map() };
    const rows = dialect.resultRows(job, { info: await dialect.getBatch(job, BATCH_ID), input: undefined });
    seen.length = 0;
    return { rows: rows[Symbol.asyncIterator](), seen };
  };

  it('are answered before any of them is read', async () => {
    const { rows, seen } = await ask();
    expect(await rows.next()).to.deep.equal({ value: [], done: false });
    expect(seen).to.deep.equal(['get batch result']);
    expect(await rows.next()).to.have.nested.property('value.length', 1);
    expect(seen).to.deep.equal(['get batch result', 'read']);
  });

  it('are given up together with their connection, when nobody wants them any more', async () => {
    const { rows, seen } = await ask();
    await rows.next();
    await rows.return?.();
    expect(seen).to.deep.equal(['get batch result', 'discarded']);
  });
});
