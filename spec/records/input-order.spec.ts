import { expect } from 'chai';
import fc from 'fast-check';
import { inInputOrder } from '../../lib/records/input-order';

interface EchoedResult {
  result: number;
  values: ReadonlyMap<string, string>;
}

/** A row that is sent, and the row as the service gives it back; the result is the number of the row. */
interface Sent {
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}

type Echo = (value: string) => string;

function echoesOf({ columns, rows }: Sent, echo: Echo = (value) => value): EchoedResult[] {
  return rows.map((cells, result) => ({
    result,
    values: new Map(columns.map((column, at) => [column.toLowerCase(), echo(cells[at] ?? '')])),
  }));
}

// eslint-disable-next-line @typescript-eslint/require-await -- an async source of something that is there already
async function* blocksOf({ columns, rows }: Sent): AsyncGenerator<string[][]> {
  const records = [columns, ...rows].map((cells) => [...cells]);
  for (let at = 0; at < records.length; at += 3) yield records.slice(at, at + 3);
}

interface Asked {
  sent: Sent;
  results: readonly EchoedResult[];
  key?: string;
}

async function orderOf({ sent, results, key }: Asked): Promise<number[] | undefined> {
  const resultAt = (at: number): EchoedResult => results[at] ?? expect.fail(`there is no result ${at}`);
  const valuesOf = (at: number): EchoedResult['values'] => resultAt(at).values;
  const order = await inInputOrder({ count: results.length, valuesOf, input: () => blocksOf(sent), key });
  return order && [...order].map((at) => resultAt(at).result);
}

/** How 2.0 gives back what it was sent. */
function serviceEcho(value: string): string {
  if (value === '#N/A') return '';
  if (/^(true|false)$/i.test(value)) return value.toLowerCase();
  if (/^-?\d+(\.\d+)?$/.test(value)) return javaDouble(Number(value));
  if (/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(value))
    return new Date(value).toISOString().replace('Z', '+0000');
  return value.replaceAll('\r\n', '\n');
}

function javaDouble(value: number): string {
  const [digits = '', exponent = '0'] = value.toExponential().split('e');
  const isShort = value === 0 || (Math.abs(value) >= 1e-3 && Math.abs(value) < 1e7);
  if (isShort) return Number.isInteger(value) ? `${value}.0` : String(value);
  return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(exponent)}`;
}

const number = fc.oneof(fc.integer({ min: -99_999_999, max: 99_999_999 }), fc.constantFrom(45012345, 0.25, 12.5));
const instant = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
const value = fc.oneof(
  fc.constantFrom('', 'a', 'b', '1', '1.0', '01', 'TRUE', 'true', '#N/A', 'two\r\nlines', 'two\nlines', ' a'),
  fc.string({ maxLength: 6 }),
  number.map(String),
  fc.boolean().map((is) => (is ? 'TRUE' : 'False')),
  instant.map((date) => date.toISOString()),
  instant.map((date) => date.toISOString().replace('Z', '+00:00')),
);
const columns = ['Name', 'Amount__c', 'Key__c'];
const rowsOf = (least: number) => fc.array(fc.tuple(value, value, value), { minLength: least, maxLength: 12 });
const echo = fc.constantFrom<Echo>((text) => text, serviceEcho);
const shuffled = <Item>(items: readonly Item[]) => fc.shuffledSubarray([...items], { minLength: items.length });

/** Whether two rows are the same to the service. */
const alike = (one: readonly string[] = [], other: readonly string[] = []): boolean =>
  JSON.stringify(one.map(serviceEcho)) === JSON.stringify(other.map(serviceEcho));

describe('The order of results', () => {
  it('is that of the input, or is not claimed: a result never stands beside a row of other values', async () => {
    const given = fc
      .tuple(rowsOf(1), echo)
      .chain(([rows, how]) => fc.tuple(fc.constant(rows), shuffled(echoesOf({ columns, rows }, how))));
    await fc.assert(
      fc.asyncProperty(given, async ([rows, results]) => {
        const order = await orderOf({ sent: { columns, rows }, results });
        order?.forEach((result, at) => {
          expect(alike(rows[result], rows[at]), `row ${at} has the result of row ${result}`).to.equal(true);
        });
        expect([...new Set(order)]).to.have.length(order?.length ?? 0);
      }),
      { numRuns: 500 },
    );
  });

  it('is found where each row has values of its own, whatever the service makes of them', async () => {
    const given = rowsOf(1)
      .map((rows) => rows.map(([name, amount, key], at) => [name, amount, `${key}#${at}`] as const))
      .chain((rows) => fc.tuple(fc.constant(rows), shuffled(echoesOf({ columns, rows }, serviceEcho))));
    await fc.assert(
      fc.asyncProperty(given, async ([rows, results]) => {
        expect(await orderOf({ sent: { columns, rows }, results })).to.deep.equal(rows.map((_, at) => at));
      }),
    );
  });

  it('is found by the key alone, where the service changes all the rest', async () => {
    const keys = fc.uniqueArray(fc.oneof(fc.string({ minLength: 1, maxLength: 5 }), number.map(String)), {
      minLength: 1,
      selector: (key) => serviceEcho(key).toLowerCase().trim(),
    });
    const given = keys.chain((names) => {
      const rows = names.map((key, at) => [`row ${at}`, 'x', key]);
      const changed = rows.map(([, , key = '']) => ['changed', 'by a trigger', serviceEcho(key)]);
      return fc.tuple(fc.constant(rows), shuffled(echoesOf({ columns, rows: changed })));
    });
    await fc.assert(
      fc.asyncProperty(given, async ([rows, results]) => {
        const order = await orderOf({ sent: { columns, rows }, results, key: 'KEY__C' });
        expect(order).to.deep.equal(rows.map((_, at) => at));
      }),
    );
  });

  it('is not claimed for a part of the results', async () => {
    const given = rowsOf(2).chain((rows) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray(echoesOf({ columns, rows }), { maxLength: rows.length - 1 })),
    );
    await fc.assert(
      fc.asyncProperty(given, async ([rows, results]) => {
        expect(await orderOf({ sent: { columns, rows }, results })).to.equal(undefined);
      }),
    );
  });

  it('is not claimed when there are results of rows that were not sent', async () => {
    const sent = { columns: ['Name'], rows: [['A']] };
    const results = echoesOf({ ...sent, rows: [['A'], ['B']] });
    expect(await orderOf({ sent, results })).to.equal(undefined);
  });

  it('pays no regard to the case and the order of the columns that come back', async () => {
    const sent = {
      columns: ['LASTNAME', 'Email'],
      rows: [
        ['A', 'a@example.com'],
        ['B', ''],
      ],
    };
    const back = {
      columns: ['email', 'LastName'],
      rows: [
        ['', 'B'],
        ['a@example.com', 'A'],
      ],
    };
    expect(await orderOf({ sent, results: echoesOf(back) })).to.deep.equal([1, 0]);
  });

  it('is found for rows that the service would take for one, where it gives them back as they are', async () => {
    const sent = { columns: ['Name'], rows: [['1'], ['1.0'], ['a'], ['a ']] };
    expect(await orderOf({ sent, results: echoesOf(sent).toReversed() })).to.deep.equal([0, 1, 2, 3]);
  });

  it('is found for the last of these rows, though it is not given back as it is', async () => {
    const sent = { columns: ['Name'], rows: [['1'], ['1.0']] };
    const results = echoesOf({ ...sent, rows: [['1'], ['1.00']] });
    expect(await orderOf({ sent, results: results.toReversed() })).to.deep.equal([0, 1]);
  });

  it('lets rows that are equal in every value swap their results', async () => {
    const sent = { columns: ['Name'], rows: [['A'], ['B'], ['A']] };
    const results = echoesOf(sent);
    expect(await orderOf({ sent, results: results.toReversed() })).to.have.members([0, 1, 2]);
  });

  const ambiguous: [string, string[][], string | undefined][] = [
    [
      'look alike to the service',
      [
        ['1', 'x'],
        ['1.0', 'y'],
      ],
      undefined,
    ],
    [
      'have one key',
      [
        ['A', 'K'],
        ['B', 'k'],
      ],
      'Key__c',
    ],
    [
      'have no key',
      [
        ['A', 'K'],
        ['B', 'L'],
      ],
      undefined,
    ],
  ];
  for (const [what, rows, key] of ambiguous) {
    it(`is not claimed for rows that ${what}, when their values do not come back`, async () => {
      const sent = { columns: ['Name', 'Key__c'], rows };
      const results = echoesOf({ ...sent, rows: rows.map(([, end = '']) => ['changed', end.toUpperCase()]) });
      const isKnown = await orderOf({ sent, results: results.toReversed(), ...(key === undefined ? {} : { key }) });
      expect(isKnown).to.equal(undefined);
    });
  }

  it('is found for a pair with one key by what else they hold', async () => {
    const sent = {
      columns: ['Name', 'Key__c'],
      rows: [
        ['A', 'K'],
        ['B', 'K'],
      ],
    };
    const results = echoesOf({
      ...sent,
      rows: [
        ['A', 'K'],
        ['changed', 'K'],
      ],
    }).toReversed();
    expect(await orderOf({ sent, results, key: 'Key__c' })).to.deep.equal([0, 1]);
  });

  it('takes long numbers for what they are, and not for what a double makes of them', async () => {
    const sent = { columns: ['Name'], rows: [['12345678901234567'], ['12345678901234568']] };
    const results = echoesOf({ ...sent, rows: [['1.2345678901234568E16'], ['1.2345678901234568E16']] });
    expect(await orderOf({ sent, results })).to.equal(undefined);
  });
});
