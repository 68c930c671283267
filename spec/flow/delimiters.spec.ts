import { expect } from 'chai';
import { type BatchData, type Bulk, type JobOptions, type Operation, type ResultRow, type Row } from '../../lib';
import { type PracticeOrg } from '../../lib/practice-org';
import { ADMIN_USER_ID } from '../../lib/practice-org/store/sample-org';
import { COLUMN_DELIMITERS, LINE_ENDINGS, type ColumnDelimiter, type LineEnding } from '../../lib/wire/v2';
import { practise } from './practice';

/** Everything that could be taken for the end of a value. */
const HARD = 'a,b;c|d^e`f\tg "quoted"\nand a second line';
const FIELDS = 'ExternalId__c, LastName, Description';

interface Shape {
  columnDelimiter: ColumnDelimiter;
  lineEnding: LineEnding;
}

/** The same rows as a user may have them. */
const KINDS: Record<string, (rows: Row[], shape: Shape) => BatchData> = {
  text: (rows, { columnDelimiter, lineEnding }) => {
    const records = [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))];
    const lines = records.map((cells) => cells.map(quoted).join(COLUMN_DELIMITERS[columnDelimiter]));
    return lines.map((line) => `${line}${LINE_ENDINGS[lineEnding]}`).join('');
  },
  rows: (rows) => rows,
};

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

describe('The seven operations of 2.0, with each delimiter and line end', () => {
  let org: PracticeOrg;
  let bulk: Bulk;
  let key = '';
  let count = 0;

  before(async () => {
    ({ org, bulk } = await practise({ org: { sampleRecords: false }, bulk: { api: '2.0' } }));
  });
  after(() => org.stop());
  beforeEach(() => {
    key = `M${++count}`;
  });

  async function run<Shape>(operation: Operation, data: BatchData, options: JobOptions = {}): Promise<Shape[]> {
    await bulk.jobCreate(operation, 'Contact', options);
    await bulk.batchCreate(data);
    await bulk.jobWait();
    const results = await bulk.batchResult<Operation, Shape>();
    await bulk.jobClose();
    return Object.values(results).flat();
  }

  /** Two records to work on, and their ids: they are in the org, however they got there. */
  function records(): string[] {
    const columns = ['ExternalId__c', 'LastName', 'Description'].map((name) => ({ name }));
    const rows = [1, 2].map((n) => [`${key}-${n}`, `old ${n}`, HARD]);
    const request = { operation: 'insert', object: 'Contact', userId: ADMIN_USER_ID } as const;
    return org.store.apply(request, { columns, rows }).map(({ id }) => id ?? '');
  }

  const found = (operation: Operation = 'query', options: JobOptions = {}): Promise<Row[]> => {
    const soql = `SELECT ${FIELDS} FROM Contact WHERE ExternalId__c LIKE '${key}-%' ORDER BY ExternalId__c`;
    return run<Row>(operation, soql, options);
  };
  const row = (n: number, LastName: string, Description = HARD): Row => ({
    ExternalId__c: `${key}-${n}`,
    LastName,
    Description,
  });

  for (const columnDelimiter of Object.keys(COLUMN_DELIMITERS) as ColumnDelimiter[]) {
    for (const lineEnding of Object.keys(LINE_ENDINGS) as LineEnding[]) {
      const shape = { columnDelimiter, lineEnding };

      describe(`${columnDelimiter}, ${lineEnding}`, () => {
        for (const kind of Object.keys(KINDS)) describeLoads(kind, shape);

        for (const operation of ['query', 'queryAll'] as const) {
          it(`${operation} gives the values as they are`, async () => {
            records();
            expect(await found(operation, shape)).to.deep.equal([row(1, 'old 1'), row(2, 'old 2')]);
          });
        }
      });
    }
  }

  function describeLoads(kind: string, shape: Shape): void {
    const send = (operation: Operation, rows: Row[], options: JobOptions = {}): Promise<ResultRow[]> =>
      run(operation, KINDS[kind]?.(rows, shape) ?? [], { ...shape, ...options });

    it(`inserts ${kind}, and tells what is wrong with a row in its place`, async () => {
      const results = await send('insert', [row(1, 'new'), row(2, ''), row(3, 'new, too', 'plain')]);
      expect(results.map(({ success, created }) => [success, created])).to.deep.equal([
        [true, true],
        [false, false],
        [true, true],
      ]);
      expect(results[1]?.errors[0]).to.include({ statusCode: 'REQUIRED_FIELD_MISSING' });
      expect(await found()).to.deep.equal([row(1, 'new'), row(3, 'new, too', 'plain')]);
    });

    it(`updates by ${kind}`, async () => {
      const [first = '', second = ''] = records();
      const results = await send('update', [
        { Id: second, LastName: 'second', Description: `${HARD}!` },
        { Id: first, LastName: 'first', Description: 'plain' },
      ]);
      expect(results.map(({ id, success }) => [id, success])).to.deep.equal([
        [second, true],
        [first, true],
      ]);
      expect(await found()).to.deep.equal([row(1, 'first', 'plain'), row(2, 'second', `${HARD}!`)]);
    });

    it(`upserts by ${kind}, and tells what was made from what was there`, async () => {
      records();
      const rows = [row(3, 'made'), row(1, 'changed')];
      const results = await send('upsert', rows, { externalIdFieldName: 'ExternalId__c' });
      expect(results.map(({ created }) => created)).to.deep.equal([true, false]);
      expect((await found()).map(({ LastName }) => LastName)).to.deep.equal(['changed', 'old 2', 'made']);
    });

    for (const operation of ['delete', 'hardDelete'] as const) {
      it(`${operation}s by ${kind}`, async () => {
        const [, second = ''] = records();
        const results = await send(operation, [{ Id: second }]);
        expect(results.map(({ id, success }) => [id, success])).to.deep.equal([[second, true]]);
        expect((await found()).map(({ LastName }) => LastName)).to.deep.equal(['old 1']);
        const withDeleted = operation === 'delete' ? ['old 1', 'old 2'] : ['old 1'];
        expect((await found('queryAll')).map(({ LastName }) => LastName)).to.deep.equal(withDeleted);
      });
    }
  }
});
