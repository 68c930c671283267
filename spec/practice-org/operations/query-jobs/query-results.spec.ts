import { expect } from 'chai';
import { type Answer } from '../../support/exchange';
import { bulkError, INSERT, NOT_FOUND, V2Visit } from '../../support/v2-visit';

interface Pages {
  readonly resultPages: readonly { readonly resultUrl: string }[];
  readonly nextRecordsUrl: string | null;
  readonly done: boolean;
}

const NAMES = Array.from({ length: 23 }, (_, at) => `Row${String(at).padStart(2, '0')}`);
const ALL = "SELECT LastName, Id FROM Contact WHERE LastName LIKE 'Row%' ORDER BY LastName";

describe('The results of a query', () => {
  let visit: V2Visit;
  let job: string;
  before(async () => {
    visit = await V2Visit.start({ resultSetRows: 3 });
    await visit.run(INSERT, `LastName\n${NAMES.join('\n')}\n`);
    job = await visit.query(ALL);
  });
  after(() => visit.stop());

  const page = (search = '', version = '66.0'): Promise<Answer> =>
    visit.ask(`GET /jobs/query/${job}/results${search}`, { version });
  const namesIn = ({ body }: Answer): string[] => Array.from(body.matchAll(/^"(Row\d\d)"/gm), ([, name = '']) => name);

  describe('what they read and write', () => {
    it('come with their number and the way to the next page', async () => {
      const answer = await page('?maxRecords=2');
      expect(answer.headers).to.include({ 'content-type': 'text/csv', 'sforce-numberofrecords': '2' });
      expect(answer.headers['sforce-locator']).to.match(/^[\w-]{10,}$/);
      expect(answer.body).to.match(/^"LastName","Id"\n"Row00","003\w{15}"\n"Row01","003\w{15}"\n$/);
    });

    it('are read by locator to the last page, which says `null`, each with its header', async () => {
      const seen: string[] = [];
      let locator = '';
      for (let pages = 0; locator !== 'null' && pages < 20; pages += 1) {
        const answer = await page(`?maxRecords=5${locator === '' ? '' : `&locator=${locator}`}`);
        expect(answer.body).to.match(/^"LastName","Id"\n/);
        seen.push(...namesIn(answer));
        locator = String(answer.headers['sforce-locator']);
      }
      expect(locator).to.equal('null');
      expect(seen).to.deep.equal(NAMES);
    });

    it('are no more on a page than the service likes, whatever is asked for', async () => {
      expect((await page('?maxRecords=1000')).headers['sforce-numberofrecords']).to.equal('3');
      expect((await page()).headers['sforce-numberofrecords']).to.equal('3');
    });

    it('can be read again by the same locator', async () => {
      const first = await page('?maxRecords=2');
      const search = `?maxRecords=2&locator=${String(first.headers['sforce-locator'])}`;
      expect((await page(search)).body).to.equal((await page(search)).body);
    });

    it('are a header alone when nothing was found', async () => {
      const id = await visit.query("SELECT Id, Name FROM Account WHERE Name = 'Nobody'");
      const answer = await visit.ask(`GET /jobs/query/${id}/results`);
      expect(answer.body).to.equal('"Id","Name"\n');
      expect(answer.headers).to.include({ 'sforce-numberofrecords': '0', 'sforce-locator': 'null' });
    });

    it('are listed as pages that can be read side by side, five at a time', async () => {
      const seen: string[] = [];
      let path: string | null = `/jobs/query/${job}/resultPages`;
      const sizes: number[] = [];
      while (path !== null) {
        const list = JSON.parse((await visit.ask(`GET ${path}`)).body) as Pages;
        sizes.push(list.resultPages.length);
        for (const { resultUrl } of list.resultPages) {
          expect(resultUrl).to.match(
            new RegExp(`^/services/data/v66\\.0/jobs/query/${job}/results\\?locator=[\\w-]+$`),
          );
          seen.push(...namesIn(await visit.ask(`GET ${resultUrl.replace('/services/data/v66.0', '')}`)));
        }
        expect(list.done).to.equal(list.nextRecordsUrl === null);
        path = list.nextRecordsUrl?.replace('/services/data/v66.0', '') ?? null;
        if (path !== null) expect(path).to.contain('/resultpages?locator=');
      }
      expect(sizes).to.deep.equal([5, 3]);
      expect(seen).to.deep.equal(NAMES);
    });

    it('are one page when nothing was found', async () => {
      const id = await visit.query("SELECT Id FROM Account WHERE Name = 'Nobody'");
      const list = JSON.parse((await visit.ask(`GET /jobs/query/${id}/resultPages/`)).body) as Pages;
      expect([list.resultPages.length, list.done]).to.deep.equal([1, true]);
    });

    it('come in the delimiter and the line ending of the job', async () => {
      const id = await visit.query("SELECT LastName, FirstName FROM Contact WHERE LastName = 'Row00'", {
        columnDelimiter: 'CARET',
        lineEnding: 'CRLF',
      });
      expect((await visit.ask(`GET /jobs/query/${id}/results`)).body).to.equal(
        '"LastName"^"FirstName"\r\n"Row00"^""\r\n',
      );
    });

    it('have their columns in the order of the alphabet before 50.0', async () => {
      const soql = "SELECT LastName, Account.Name, FirstName FROM Contact WHERE LastName = 'Row00'";
      const old = await visit.query(soql, {}, '49.0');
      const answer = await visit.ask(`GET /jobs/query/${old}/results`, { version: '49.0' });
      expect(answer.body).to.equal('"Account.Name","FirstName","LastName"\n"","","Row00"\n');
    });
  });

  describe('what they refuse', () => {
    it('another version than the job was made in', async () => {
      const answer = await page('', '65.0');
      expect([answer.status, answer.body]).to.deep.equal([
        409,
        bulkError('INVALIDVERSION', 'The job was created with version 66.0'),
      ]);
    });

    it('to be read before the job is complete', async () => {
      const id = await visit.jobId({ operation: 'query', query: ALL });
      const message = "The results are not available. Current job state is 'UploadComplete'";
      for (const resource of ['results', 'resultPages']) {
        const answer = await visit.ask(`GET /jobs/query/${id}/${resource}`);
        expect(answer.body).to.equal(bulkError('INVALIDJOBSTATE', message));
      }
    });

    it('locators that are none, or of another job', async () => {
      const other = await visit.query(ALL);
      const foreign = String((await visit.ask(`GET /jobs/query/${other}/results`)).headers['sforce-locator']);
      for (const locator of ['null', 'x', '', foreign]) {
        const answer = await page(`?locator=${locator}`);
        expect(answer.body).to.equal(bulkError('INVALID_QUERY_LOCATOR', 'invalid query locator'));
      }
    });

    it('numbers of records that are none', async () => {
      for (const asked of ['0', '-1', 'x', '1.5']) expect((await page(`?maxRecords=${asked}`)).status).to.equal(400);
    });

    it('parallel pages before 58.0', async () => {
      const old = await visit.query(ALL, {}, '57.0');
      expect((await visit.ask(`GET /jobs/query/${old}/resultPages`, { version: '57.0' })).body).to.equal(NOT_FOUND);
      const young = await visit.query(ALL, {}, '58.0');
      expect((await visit.ask(`GET /jobs/query/${young}/resultPages`, { version: '58.0' })).status).to.equal(200);
    });
  });

  describe('what they do', () => {
    it('show their headers to pages of origins that are allowed', async () => {
      const open = await V2Visit.start({ allowOrigins: ['https://app.example.com'] });
      const id = await open.query('SELECT Id FROM Contact');
      const headers = { Origin: 'https://app.example.com' };
      const answer = await open.ask(`GET /jobs/query/${id}/results`, { headers });
      await open.stop();
      expect(answer.headers['access-control-expose-headers']).to.contain('Sforce-Locator, Sforce-NumberOfRecords');
    });
  });
});
