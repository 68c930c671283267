import { expect } from 'chai';
import { parse as parseIndependently } from 'csv-parse/sync';
import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { InputException } from '../../lib';
import { csvEncoder, encodeJson, encodeXml, type RowEncoder } from '../../lib/records/encoders';
import { flatten } from '../../lib/records/flat-rows';
import { type FieldValue, type InputRow } from '../../lib/records/types';
import { thrown } from '../helpers/rejection';

const COLUMNS = ['LastName', 'Title', 'Box__c', 'Account.Key__c', 'Lead:Who.Email'];

/** Whatever a value may hold that means something to one of the formats. */
const PARTS = [
  'a',
  ' ',
  '"',
  "'",
  ',',
  '\n',
  '\r',
  '\t',
  '<',
  '>',
  '&',
  '&lt;',
  ']]>',
  '<!--',
  '</LastName>',
  '{',
  '\\',
  '#N/A',
  '漢',
  '🎉',
];
const marked = fc.array(fc.constantFrom(...PARTS), { maxLength: 8 }).map((parts) => parts.join(''));

// eslint-disable-next-line no-control-regex -- control characters are what is left out
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Any text that XML can hold. */
const anyText = fc.string({ unit: 'binary' }).map((text) => text.replace(NOT_IN_XML, ''));

const value: fc.Arbitrary<FieldValue> = fc.oneof(marked, anyText, fc.constantFrom(null, undefined, true, 0, -1.5));
const table = fc.array(fc.array(value, { minLength: COLUMNS.length, maxLength: COLUMNS.length }), {
  minLength: 1,
  maxLength: 8,
});
const toRow = (values: readonly FieldValue[]): InputRow =>
  Object.fromEntries(COLUMNS.map((name, at) => [name, values[at]]));

type Read = Record<string, string | null>;

/** What must come out: null clears, and what is left alone is not there. */
function expected(values: readonly FieldValue[]): Read {
  return Object.fromEntries(
    COLUMNS.flatMap((name, at): [string, string | null][] => {
      const given = values[at];
      if (given === undefined || given === '') return [];
      return [[name, given === null || given === '#N/A' ? null : String(given)]];
    }),
  );
}

function encoded(encode: RowEncoder, rows: readonly InputRow[]): string {
  return encode({ rows: rows.map((row, at) => flatten(row, at + 1)), firstRow: 1 }).toString('utf8');
}

/** Readers that share no code with the writers. */
const READ: Record<string, (body: string) => Read[]> = {
  CSV: (body) =>
    parseIndependently<Record<string, string>>(body, { columns: true, relax_column_count: false }).map((record) =>
      Object.fromEntries(
        Object.entries(record)
          .filter(([, text]) => text !== '')
          .map(([name, text]) => [name, text === '#N/A' ? null : text]),
      ),
    ),
  XML: readXml,
  JSON: (body) =>
    (JSON.parse(body) as Record<string, unknown>[]).map((record) => {
      const { Account, Who, ...fields } = record as { Account?: Read; Who?: Read & { attributes: unknown } } & Read;
      if (Who !== undefined) expect(Who.attributes).to.deep.equal({ type: 'Lead' });
      return {
        ...fields,
        ...(Account === undefined ? {} : { 'Account.Key__c': Account.Key__c ?? null }),
        ...(Who === undefined ? {} : { 'Lead:Who.Email': Who.Email ?? null }),
      };
    }),
};

const ENCODE: Record<string, RowEncoder> = { CSV: csvEncoder(), XML: encodeXml, JSON: encodeJson };

type Element = Record<string, unknown>;

function readXml(body: string): Read[] {
  const parser = new XMLParser({
    ignoreAttributes: false,
    parseTagValue: false,
    trimValues: false,
    htmlEntities: true,
    isArray: (name, path) => path === 'sObjects.sObject' && name === 'sObject',
  });
  const document = parser.parse(body) as { sObjects: { sObject: (Element | string)[] } };
  return document.sObjects.sObject.map((sObject) => {
    if (typeof sObject === 'string') return {};
    const { Account, Who, ...fields } = sObject as { Account?: { sObject: Element }; Who?: { sObject: Element } };
    if (Who !== undefined) expect(Who.sObject.type).to.equal('Lead');
    return Object.fromEntries([
      ...Object.entries(fields).map(([name, text]): [string, string | null] => [name, textOf(text)]),
      ...(Account === undefined ? [] : [['Account.Key__c', textOf(Account.sObject.Key__c)] as const]),
      ...(Who === undefined ? [] : [['Lead:Who.Email', textOf(Who.sObject.Email)] as const]),
    ]);
  });
}

function textOf(element: unknown): string | null {
  if (typeof element === 'string') return element;
  return (element as Element)['@_xsi:nil'] === 'true' ? null : 'not a value';
}

for (const [format, encode] of Object.entries(ENCODE)) {
  describe(`Rows written as ${format}`, () => {
    it('are read as the same rows by a reader of somebody else, whatever their texts', () => {
      fc.assert(
        fc.property(table, (rows) => {
          const read = READ[format]?.(encoded(encode, rows.map(toRow)));
          expect(read).to.deep.equal(rows.map(expected));
        }),
        { numRuns: 300 },
      );
    });

    it('keep a field that the first row lacks', () => {
      const body = encoded(encode, [{ LastName: 'a' }, { LastName: 'b', Title: 'c' }]);
      expect(READ[format]?.(body)).to.deep.equal([{ LastName: 'a' }, { LastName: 'b', Title: 'c' }]);
    });

    it('lose no field to the names of objects’ own members', () => {
      const body = encoded(encode, [{ constructor: 'one', valueOf: 'two' }]);
      expect(body)
        .to.match(/constructor[^]*one/)
        .and.to.match(/valueOf[^]*two/);
    });
  });
}

describe('XML cannot be injected', () => {
  const anyName = fc.oneof(
    marked,
    anyText,
    fc.constantFrom('$', '_', '#', '__proto__', 'a b', 'xsi:nil', '1a', 'A/', 'A.b.c'),
  );

  it('by the name of a field, a relationship, or the object of a parent', () => {
    fc.assert(
      fc.property(anyName, anyName, anyName, (one, two, three) => {
        for (const name of [one, `${one}.${two}`, `${one}:${two}.${three}`]) {
          const body = bodyOrRefusal({ LastName: 'before', [name]: 'x' });
          if (body === undefined) continue;
          const names = [...body.matchAll(/<([^\s/>?!]+)/g)].map(([, tag]) => tag ?? '');
          expect(
            names.every((tag) => /^[A-Za-z]\w*$/.test(tag)),
            body,
          ).to.equal(true);
          expect(names.filter((tag) => tag === 'sObject').length, body).to.be.at.most(2);
        }
      }),
      { numRuns: 500 },
    );
  });

  /** Undefined where the row is refused, which must name row and field. */
  function bodyOrRefusal(row: InputRow): string | undefined {
    try {
      return encoded(encodeXml, [row]);
    } catch (error) {
      expect(error).to.be.instanceOf(InputException);
      expect(error).to.include({ row: 1 });
      expect((error as InputException).field).to.be.a('string');
      return undefined;
    }
  }

  it('by a value, which stays one value', () => {
    const hostile = '</LastName></sObject><sObject><LastName>two';
    expect(readXml(encoded(encodeXml, [{ LastName: hostile }]))).to.deep.equal([{ LastName: hostile }]);
  });
});

describe('A parent', () => {
  for (const [format, encode] of [
    ['XML', encodeXml],
    ['JSON', encodeJson],
  ] as const) {
    it(`is named by one field in ${format}, for a second would overwrite the first`, async () => {
      const row = { 'Account.Key__c': 'a', 'Account.Name': 'b' };
      const error = await thrown(() => encoded(encode, [{ LastName: 'x' }, row]), InputException);
      expect(error).to.include({ row: 2, field: 'Account.Name' });
    });
  }
});
