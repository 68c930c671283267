import { expect } from 'chai';
import { COLUMN_DELIMITERS, LINE_ENDINGS } from '../../../lib/wire/v2';
import { V2Visit } from '../support/v2-visit';

/** Every delimiter, both line endings, every operation: the same five records each time. */
describe('Every operation in every layout', () => {
  let visit: V2Visit;
  before(async () => {
    visit = await V2Visit.start({ shuffleResults: false });
  });
  after(() => visit.stop());

  for (const [columnDelimiter, delimiter] of Object.entries(COLUMN_DELIMITERS)) {
    for (const [lineEnding, end] of Object.entries(LINE_ENDINGS)) {
      describe(`${columnDelimiter} and ${lineEnding}`, () => {
        const layout = { object: 'Lead', columnDelimiter, lineEnding };
        const key = `${columnDelimiter}-${lineEnding}`;
        const csv = (...rows: string[][]): string => rows.map((row) => row.join(delimiter) + end).join('');
        const quoted = (...rows: string[][]): string => csv(...rows.map((row) => row.map((value) => `"${value}"`)));
        const hard = `all of them: , \` ^ | ; \t and${end}a line`;
        let ids: string[] = [];

        const succeeded = async (operation: string, data: string): Promise<string> => {
          const id = await visit.run({ ...layout, operation }, data);
          expect(await visit.info(id)).to.include({ state: 'JobComplete', numberRecordsFailed: 0 });
          return visit.result(id, 'successfulResults');
        };

        it('inserts', async () => {
          const data = csv(['LastName', 'Company', 'Title'], [key, `"${hard}"`, '"say ""ah"""'], [key, 'Acme', '']);
          const text = await succeeded('insert', data);
          ids = Array.from(text.matchAll(/^"(00Q\w{15})"/gm), ([, id = '']) => id);
          const rows = [
            [ids[0] ?? '', 'true', key, hard, 'say ""ah""'],
            [ids[1] ?? '', 'true', key, 'Acme', ''],
          ];
          const header = ['"sf__Id"', '"sf__Created"', 'LastName', 'Company', 'Title'];
          expect(text).to.equal(csv(header) + quoted(...rows));
        });

        it('updates', async () => {
          const [id = ''] = ids;
          const text = await succeeded('update', csv(['Id', 'Title'], [id, 'Chief']));
          expect(text).to.equal(csv(['"sf__Id"', '"sf__Created"', 'Id', 'Title']) + quoted([id, 'false', id, 'Chief']));
        });

        it('upserts', async () => {
          const data = csv(['Id', 'LastName', 'Company'], [ids[1] ?? '', key, 'Changed'], ['', key, 'New']);
          const job = await visit.run({ ...layout, operation: 'upsert', externalIdFieldName: 'Id' }, data);
          const created = Array.from(
            (await visit.result(job, 'successfulResults')).matchAll(/"(true|false)"/g),
            ([, it]) => it,
          );
          expect(created).to.deep.equal(['false', 'true']);
        });

        it('queries', async () => {
          const soql = `SELECT Company, Title FROM Lead WHERE LastName = '${key}' ORDER BY Company`;
          const id = await visit.query(soql, { columnDelimiter, lineEnding });
          expect((await visit.ask(`GET /jobs/query/${id}/results`)).body).to.equal(
            quoted(['Company', 'Title'], [hard, 'Chief'], ['Changed', ''], ['New', '']),
          );
        });

        it('deletes', async () => {
          await succeeded('delete', csv(['Id'], [ids[0] ?? '']));
          await succeeded('hardDelete', csv(['Id'], [ids[1] ?? '']));
          const soql = `SELECT Company FROM Lead WHERE LastName = '${key}'`;
          const all = await visit.query(soql, { operation: 'queryAll' });
          expect(await visit.rows(soql)).to.deep.equal(['"New"']);
          expect(await visit.info(all, 'query')).to.include({ numberRecordsProcessed: 2 });
        });
      });
    }
  }
});
