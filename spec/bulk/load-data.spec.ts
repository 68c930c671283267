import { Readable } from 'node:stream';
import { ReadableStream } from 'node:stream/web';
import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { InputException, type BatchData, type InputRow } from '../../lib';
import { SplitPayload } from '../../lib/records/split-payload';
import { BATCHES, withJob } from '../helpers/bulks';
import { exchange, type Sent } from '../helpers/exchange';
import { rejection } from '../helpers/rejection';
import { useNock } from '../helpers/use-nock';
import { batchInfo, BATCH_ID, SECOND_BATCH_ID } from '../helpers/wire';

function answerBatch(values = {}): Sent {
  return exchange({ method: 'POST', path: BATCHES, status: 201, reply: batchInfo(values) });
}

/** What goes over the wire for some data. */
async function sentFor(data: BatchData): Promise<string> {
  const bulk = await withJob({ gzip: false });
  const sent = answerBatch();
  await bulk.batchCreate(data);
  return sent.body;
}

const ROWS: InputRow[] = [{ LastName: 'Hopp' }, { LastName: 'Turi' }];
const CSV = 'LastName\nHopp\nTuri\n';

// eslint-disable-next-line @typescript-eslint/require-await -- an async source of something that is there already
async function* later<Item>(items: Iterable<Item>): AsyncGenerator<Item> {
  yield* items;
}

describe('the data of a load', () => {
  useNock();

  const kinds: [string, () => BatchData][] = [
    ['text', () => CSV],
    ['bytes', () => Buffer.from(CSV)],
    ['an array of bytes', () => new Uint8Array(Buffer.from(CSV))],
    ['a stream of bytes', () => Readable.from([Buffer.from('LastName\nHo'), Buffer.from('pp\nTuri\n')])],
    ['a stream of text', () => Readable.from(['LastName\nHo', 'pp\nTuri\n'])],
    ['a stream with an encoding', () => Readable.from([Buffer.from(CSV)]).setEncoding('utf8')],
    ['a web stream', () => new Blob([CSV]).stream() as ReadableStream<Uint8Array>],
    ['an async generator of text', () => later(['LastName\n', 'Hopp\nTuri\n'])],
  ];
  for (const [kind, make] of kinds) {
    it(`may be ${kind}, which goes as it stands`, async () => {
      expect(await sentFor(make())).to.equal(CSV);
    });
  }

  const rows: [string, () => BatchData][] = [
    ['an array', () => ROWS],
    ['a set', () => new Set(ROWS)],
    ['the values of a map', () => new Map(ROWS.entries()).values()],
    ['a generator', () => ROWS.values()],
    ['an async generator', () => later(ROWS)],
    ['a stream of objects', () => Readable.from(ROWS)],
    [
      'a web stream of objects',
      () =>
        new ReadableStream<InputRow>({
          start(controller) {
            ROWS.forEach((row) => {
              controller.enqueue(row);
            });
            controller.close();
          },
        }),
    ],
    ['objects without a prototype', () => ROWS.map((row) => Object.assign(Object.create(null), row) as InputRow)],
  ];
  for (const [kind, make] of rows) {
    it(`may be rows in ${kind}`, async () => {
      const read = parse(await sentFor(make()), { columns: true }) as unknown;
      expect(read).to.deep.equal(ROWS);
    });
  }

  it('is closed when it is not read to its end', async () => {
    const bulk = await withJob();
    let isClosed = false;
    async function* source(): AsyncGenerator<InputRow> {
      try {
        yield* later([{ LastName: 'Hopp' }, { LastName: NaN }, { LastName: 'Turi' }]);
      } finally {
        isClosed = true;
      }
    }
    await rejection(bulk.batchCreate(source()), InputException);
    expect(isClosed).to.equal(true);
  });

  it('stops with the error of its source', async () => {
    const bulk = await withJob();
    async function* source(): AsyncGenerator<InputRow> {
      yield* later(ROWS);
      throw new Error('the database went away');
    }
    const error = await bulk.batchCreate(source()).catch((reason: unknown) => reason);
    expect((error as Error).message).to.include('the database went away');
  });
});

describe('rows as objects', () => {
  useNock();

  it('have the columns of all rows, or a row would lose what the first one lacks', async () => {
    const sent = await sentFor([{ LastName: 'Hopp' }, { Title: 'Dr.', LastName: 'Turi' }, { Email: 'a@example.com' }]);
    expect(parse(sent, { columns: true })).to.deep.equal([
      { LastName: 'Hopp', Title: '', Email: '' },
      { LastName: 'Turi', Title: 'Dr.', Email: '' },
      { LastName: '', Title: '', Email: 'a@example.com' },
    ]);
  });

  it('clear with null, leave alone with undefined, and write dates in UTC', async () => {
    const born = new Date('1906-12-09T01:02:03+05:00');
    const sent = await sentFor([{ A: null, B: undefined, C: born, D: true, E: -1.5e300, F: 12n, G: 0, H: false }]);
    expect(sent).to.equal('A,B,C,D,E,F,G,H\n#N/A,,1906-12-08T20:02:03.000Z,true,-1.5e+300,12,0,false\n');
  });

  it('are quoted where they must be', async () => {
    const cells = fc.string({
      unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'é', '😀', '\uFEFF'),
      minLength: 1,
    });
    const table = fc.array(fc.record({ One: cells, Two: cells }), { minLength: 1, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(table, async (given) => {
        const read = parse(await sentFor(given), { columns: true, record_delimiter: '\n' }) as unknown;
        expect(read).to.deep.equal(given.map((row) => ({ ...row })));
      }),
      { numRuns: 20 },
    );
  });

  it('of one empty column are not taken for blank lines', async () => {
    const sent = await sentFor([{ Description: undefined }, { Description: 'x' }]);
    expect(sent).to.match(/^"?Description"?\n""\n"?x"?\n$/);
  });

  it('are put into batches of 10,000', async () => {
    const bulk = await withJob({ concurrency: 1, gzip: false });
    const sent = [answerBatch(), answerBatch({ id: SECOND_BATCH_ID })];
    const batches = await bulk.batchCreate(Array.from({ length: 10_001 }, (_, at) => ({ LastName: `n${at}` })));
    expect(sent.map(({ body }) => body.trim().split('\n').length - 1)).to.deep.equal([10_000, 1]);
    expect(sent[1]?.body).to.include('n10000');
    expect(batches.map(({ id }) => id)).to.deep.equal([BATCH_ID, SECOND_BATCH_ID]);
  });

  it('are put into smaller batches where they are long', async () => {
    const bulk = await withJob({ concurrency: 1, gzip: false });
    const sent = [answerBatch(), answerBatch({ id: SECOND_BATCH_ID })];
    const text = 'é'.repeat(100_000);
    await bulk.batchCreate(Array.from({ length: 60 }, () => ({ Description: text })));
    for (const { body } of sent) expect(Buffer.byteLength(body)).to.be.at.most(10_000_000);
    expect(sent.map(({ body }) => body.trim().split('\n').length - 1).reduce((sum, rows) => sum + rows)).to.equal(60);
  });

  const unsendable: [string, unknown, string][] = [
    ['not a number', NaN, 'NaN'],
    ['infinite', -Infinity, '-Infinity'],
    ['a date that is none', new Date(NaN), 'invalid Date'],
    ['a function', () => 1, 'function'],
    ['a symbol', Symbol('x'), 'symbol'],
    ['an array', ['a'], 'array'],
  ];
  for (const [what, value, text] of unsendable) {
    it(`are refused with row and field, when a value is ${what}`, async () => {
      const bulk = await withJob();
      const data = [{ LastName: 'Hopp' }, { LastName: 'Turi', Title: value }] as InputRow[];
      const error = await rejection(bulk.batchCreate(data), InputException);
      expect(error).to.include({ row: 2, field: 'Title' });
      expect(error.message).to.include('Row 2').and.include('"Title"').and.include(text);
      expect(bulk.usage.batches).to.equal(0);
    });
  }

  const notRows: [string, unknown][] = [
    ['null', null],
    ['a line', 'Hopp'],
    ['an array', ['Hopp']],
    ['a row without fields', {}],
  ];
  for (const [what, row] of notRows) {
    it(`are refused when one is ${what}`, async () => {
      const bulk = await withJob();
      const data = [{ LastName: 'Hopp' }, row] as InputRow[];
      expect((await rejection(bulk.batchCreate(data), InputException)).row).to.equal(2);
    });
  }

  it('say the row over all batches', async () => {
    const bulk = await withJob({ concurrency: 1 });
    answerBatch();
    function* source(): Generator<InputRow> {
      for (let at = 1; at <= 10_050; at++) yield { LastName: at === 10_020 ? NaN : `n${at}` };
    }
    const error = await rejection(bulk.batchCreate(later(source())), InputException);
    expect(error.row).to.equal(10_020);
    expect(error.batchesIn).to.deep.equal([BATCH_ID]);
  });

  it('longer than a record may be are refused', async () => {
    const bulk = await withJob();
    const long = Object.fromEntries(Array.from({ length: 5 }, (_, at) => [`F${at}__c`, 'x'.repeat(100_000)]));
    const error = await rejection(bulk.batchCreate([{ LastName: 'a' }, long]), InputException);
    expect(error.row).to.equal(2);
    expect(error.message).to.include('400000');
  });
});

describe('CSV that is passed on', () => {
  useNock();

  it('is sent in the parts that it came in, which are never put together', async () => {
    const own = Object.getOwnPropertyDescriptor(SplitPayload.prototype, 'body');
    let joined = 0;
    const counting = {
      configurable: true,
      get(this: SplitPayload): Buffer {
        joined++;
        return Buffer.concat(this.parts);
      },
    };
    Object.defineProperty(SplitPayload.prototype, 'body', counting);
    try {
      const big = `LastName\n${`${'x'.repeat(80)}\n`.repeat(1_000)}`;
      expect(
        await sentFor(Readable.from([Buffer.from(big.slice(0, 50_000)), Buffer.from(big.slice(50_000))])),
      ).to.equal(big);
      expect(joined).to.equal(0);
    } finally {
      if (own !== undefined) Object.defineProperty(SplitPayload.prototype, 'body', own);
    }
  });
});
