import { expect } from 'chai';
import { ABORT, bulkError, COMPLETE, INSERT, NOT_FOUND, V2Visit } from '../../support/v2-visit';

const ACCOUNTS = { operation: 'insert', object: 'Account' };
const RESOURCES = ['successfulResults', 'failedResults', 'unprocessedrecords'];

describe('The results of a load', () => {
  let visit: V2Visit;
  before(async () => {
    visit = await V2Visit.start();
  });
  after(() => visit.stop());

  describe('what they read and write', () => {
    it('are the id, what became of it, and each value as its field has it', async () => {
      const id = await visit.run(ACCOUNTS, 'Name,AnnualRevenue,NumberOfEmployees\n"Acme, Inc.",45012345,007\n');
      const answer = await visit.ask(`GET /jobs/ingest/${id}/successfulResults`);
      expect(answer.status).to.equal(200);
      expect(answer.headers['content-type']).to.equal('text/csv');
      expect(answer.body).to.match(
        /^"sf__Id","sf__Created",Name,AnnualRevenue,NumberOfEmployees\n"001\w{15}","true","Acme, Inc\.","4\.5012345E7","7"\n$/,
      );
    });

    it('tell in failedResults what is wrong with a record, beside what was sent', async () => {
      const id = await visit.run(ACCOUNTS, 'Name,NumberOfEmployees,Phone\n,30,"say ""ah"""\nBad,x,#N/A\n');
      expect(await visit.result(id, 'failedResults')).to.equal(
        '"sf__Id","sf__Error",Name,NumberOfEmployees,Phone\n' +
          '"","REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --","","30","say ""ah"""\n' +
          '"","INVALID_TYPE_ON_FIELD_IN_RECORD:Employees: value not of required type: x:NumberOfEmployees --","Bad","x","#N/A"\n',
      );
    });

    it('have nothing below their header when there is nothing to tell', async () => {
      const id = await visit.run(ACCOUNTS, 'Name\nAcme\n');
      expect(await visit.result(id, 'failedResults')).to.equal('"sf__Id","sf__Error",Name\n');
      expect(await visit.result(id, 'unprocessedrecords')).to.equal('Name\n');
    });

    it('have a header that is quoted where the one sent was', async () => {
      const id = await visit.run(ACCOUNTS, '"Name","Phone"\nAcme,\n');
      expect(await visit.result(id, 'failedResults')).to.equal('"sf__Id","sf__Error","Name","Phone"\n');
    });

    it('are unprocessed just as they were sent, with the line break that the last may lack', async () => {
      const data = 'Name,Phone\n"quoted",bare\n\n"two\nlines",#N/A';
      const id = await visit.load(ACCOUNTS, data);
      await visit.ask(`PATCH /jobs/ingest/${id}`, ABORT);
      expect(await visit.result(id, 'unprocessedrecords')).to.equal('Name,Phone\n"quoted",bare\n"two\nlines",#N/A\n');
    });

    it('are found with a slash at the end, in any case, and zipped', async () => {
      const id = await visit.run(ACCOUNTS, 'Name\nAcme\n');
      for (const path of ['unprocessedRecords', 'UNPROCESSEDRECORDS/', 'failedresults/']) {
        expect((await visit.ask(`GET /jobs/ingest/${id}/${path}`)).status).to.equal(200);
      }
      const headers = { 'Accept-Encoding': 'gzip' };
      const zipped = await visit.ask(`GET /jobs/ingest/${id}/successfulResults`, { headers });
      expect(zipped.headers['content-encoding']).to.equal('gzip');
    });

    it('have their columns in the order in which they were sent, whatever the version', async () => {
      const data = 'Website,Name\nw,Acme\n';
      const old = await visit.run(ACCOUNTS, data, '49.0');
      expect(await visit.result(old, 'successfulResults', '49.0')).to.match(
        /,Website,Name\n"001\w+","true","w","Acme"\n$/,
      );
    });

    it('are a header and nothing more for a file that ends its lines otherwise than the job', async () => {
      const crlf = await visit.run({ ...ACCOUNTS, lineEnding: 'CRLF' }, 'Name,Phone\nAcme,1\n');
      expect(await visit.result(crlf, 'failedResults')).to.equal('"sf__Id","sf__Error",Name,Phone\r\n');
      const lf = await visit.run(ACCOUNTS, 'Name,Phone\r\nAcme,1\r\n');
      expect(await visit.result(lf, 'successfulResults')).to.equal('"sf__Id","sf__Created",Name,Phone\n');
    });

    it('tell the id of a record that failed from 53.0 on', async () => {
      const update = { ...ACCOUNTS, operation: 'update' };
      const data = 'Id,NumberOfEmployees\n001QQ0000000001YAA,x\n';
      const young = await visit.run(update, data, '53.0');
      const old = await visit.run(update, data, '52.0');
      expect(await visit.result(young, 'failedResults', '53.0')).to.contain('\n"001QQ0000000001YAA","INVALID_TYPE');
      expect(await visit.result(old, 'failedResults', '52.0')).to.contain('\n"","INVALID_TYPE');
    });

    it('of a query job, asked for here, are a header without rows', async () => {
      const id = await visit.query('SELECT Id, Name FROM Account');
      expect(await visit.result(id, 'failedResults')).to.equal('"sf__Id","sf__Error","Id","Name"\n');
    });
  });

  describe('what they refuse', () => {
    it('to be read before the job has ended', async () => {
      const id = await visit.jobId(INSERT);
      for (const [step, state] of [
        ['', 'Open'],
        [COMPLETE.body, 'UploadComplete'],
      ]) {
        if (step !== '') await visit.ask(`PATCH /jobs/ingest/${id}`, COMPLETE);
        const message = `The results are not available. Current job state is '${state}'`;
        for (const resource of RESOURCES) {
          expect(await visit.result(id, resource)).to.equal(bulkError('INVALIDJOBSTATE', message));
        }
      }
    });

    it('to be found where there are none', async () => {
      const id = await visit.run(ACCOUNTS, 'Name\nAcme\n');
      const classic = await visit.visit.jobId({ operation: 'insert', object: 'Contact' });
      for (const path of [
        `${id}/results`,
        `${id}//failedResults`,
        `750QQ0000000000/failedResults`,
        `${classic}/failedResults`,
      ]) {
        expect((await visit.ask(`GET /jobs/ingest/${path}`)).body).to.equal(NOT_FOUND);
      }
    });
  });

  describe('what they do', () => {
    const names = Array.from({ length: 500 }, (_, at) => `Name ${at}`);
    const data = `Name\n${names.join('\n')}\n`;
    const order = async (org: V2Visit): Promise<string[]> => {
      const text = await org.result(await org.run(ACCOUNTS, data), 'successfulResults');
      return Array.from(text.matchAll(/"(Name \d+)"/g), ([, name = '']) => name);
    };

    it('come in an order of their own, and hold every record once', async () => {
      const found = await order(visit);
      expect(found).not.to.deep.equal(names);
      expect(found.toSorted()).to.deep.equal(names.toSorted());
    });

    it('show each record in just one of them', async () => {
      const id = await visit.run(ACCOUNTS, 'Name,Phone\nOne,1\n,2\nThree,3\n');
      const phones = async (resource: string): Promise<string[]> =>
        Array.from((await visit.result(id, resource)).matchAll(/"(\d)"$/gm), ([, phone = '']) => phone).toSorted();
      expect(await Promise.all(RESOURCES.map(phones))).to.deep.equal([['1', '3'], ['2'], []]);
    });

    it('come in the same order when they are read again, and in every org with the same seed', async () => {
      const [one, other] = [await V2Visit.start({ seed: 7 }), await V2Visit.start({ seed: 7 })];
      const id = await one.run(ACCOUNTS, data);
      const [first, second] = [await one.result(id, 'successfulResults'), await one.result(id, 'successfulResults')];
      const elsewhere = await other.result(await other.run(ACCOUNTS, data), 'successfulResults');
      await Promise.all([one.stop(), other.stop()]);
      expect(second).to.equal(first);
      expect(elsewhere).to.equal(first);
    });

    it('come in the order of the input when the org is told so', async () => {
      const org = await V2Visit.start({ shuffleResults: false });
      const found = await order(org);
      await org.stop();
      expect(found).to.deep.equal(names);
    });
  });
});
