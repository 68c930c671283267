import { expect } from 'chai';
import { CSV, valueOf, Visit } from '../support/exchange';

const SPEC = {
  type: 'text/csv',
  body:
    'Salesforce Field,Csv Header,Value,Hint\nName,Person,,\nTitle,Role,,\nLeadSource,Origin,Web,\n' +
    'Description,,Loaded from people.csv,\nBirthdate,Born,,dd MM yy\nHasOptedOutOfEmail,Mail,,no|never\n',
};
const PEOPLE =
  'Person,Role,Origin,Born,Mail,Remark\n"Hopp, Grete",Engineer,Other,09 Dec 56,never,unmapped\nAlan Turo,Analyst,,23 06 62,yes,unmapped\n';

describe('Uploading a transformation spec', () => {
  let visit: Visit;
  let job: string;
  beforeEach(async () => {
    visit = await Visit.start({ sampleRecords: false });
    job = await visit.jobId({ operation: 'insert', object: 'Contact' });
  });
  afterEach(() => visit.stop());

  const load = async (sent: { body: string | Buffer; type: string }): Promise<void> => {
    await visit.batchId(job, sent);
    await visit.org.clock.advance('1 min');
  };

  it('is answered by its status alone', async () => {
    const answer = await visit.post(`/job/${job}/spec`, SPEC);
    expect([answer.status, answer.body]).to.deep.equal([201, '']);
  });

  it('renames, fills in, splits names, reads dates and booleans by their hints, and drops what it does not name', async () => {
    await visit.post(`/job/${job}/spec`, SPEC);
    await load({ body: PEOPLE, type: CSV });
    const soql =
      'SELECT LastName, FirstName, Title, LeadSource, Description, Birthdate, HasOptedOutOfEmail FROM Contact ORDER BY LastName';
    expect((await visit.query('Contact', soql)).split('\n').slice(1, 3)).to.deep.equal([
      '"Hopp","Grete","Engineer","Other","Loaded from people.csv","1956-12-09","true"',
      '"Turo","Alan","Analyst","Web","Loaded from people.csv","1962-06-23","false"',
    ]);
  });

  it('says so when no content type was sent', async () => {
    const headers = { 'X-SFDC-Session': visit.session };
    for (const resource of ['spec', 'batch']) {
      const path = `/services/async/66.0/job/${job}/${resource}`;
      const answer = await visit.ask({ method: 'POST', path, body: SPEC.body, headers });
      expect(valueOf(answer, 'exceptionMessage'), resource).to.equal('Unsupported content type: none');
    }
  });

  it('takes flags at the beginning of a hint for a boolean, as Java has them', async () => {
    const spec = 'Salesforce Field,Csv Header,Value,Hint\nLastName,Name,,\nHasOptedOutOfEmail,Mail,,(?i)yes|ja\n';
    await visit.post(`/job/${job}/spec`, { ...SPEC, body: spec });
    await load({ body: 'Name,Mail\nA,JA\nB,yes\nC,yesterday\n', type: CSV });
    const soql = 'SELECT HasOptedOutOfEmail FROM Contact ORDER BY LastName';
    expect((await visit.query('Contact', soql)).split('\n').slice(1, -1)).to.deep.equal([
      '"true"',
      '"true"',
      '"false"',
    ]);
  });

  it('refuses a hint that is no pattern at once, where one is wanted', async () => {
    const upload = (field: string, hint: string) =>
      visit.post(`/job/${job}/spec`, {
        ...SPEC,
        body: `Salesforce Field,Csv Header,Value,Hint\n${field},X,,${hint}\n`,
      });
    for (const hint of ['(yes', '(?x)yes', '\\Qyes\\E', '(?ii)yes']) {
      const answer = await upload('HasOptedOutOfEmail', hint);
      expect(valueOf(answer, 'exceptionCode'), hint).to.equal('ClientInputError');
    }
    expect((await upload('Birthdate', '(dd')).status).to.equal(201);
  });

  it('reads the batches in the charset that they announce', async () => {
    await visit.post(`/job/${job}/spec`, { ...SPEC, body: 'Salesforce Field,Csv Header,Value,Hint\nLastName,Nom,,\n' });
    await load({ body: Buffer.from('Nom\nMüller\n', 'latin1'), type: 'text/csv; charset=ISO-8859-1' });
    expect(await visit.query('Contact', 'SELECT LastName FROM Contact')).to.equal('"LastName"\n"Müller"\n');
  });

  it('refuses one that is too long, comes too late, lacks a column, or is for another kind of job', async () => {
    const code = async (body: string, id = job): Promise<string | undefined> =>
      valueOf(await visit.post(`/job/${id}/spec`, { body, type: 'text/csv' }), 'exceptionCode');
    expect(await code(SPEC.body + 'x'.repeat(8192))).to.equal('ClientInputError');
    expect(await code('Salesforce Field,Value\nName,x\n')).to.equal('ClientInputError');
    const query = await visit.jobId({ operation: 'query', object: 'Contact' });
    expect(await code(SPEC.body, query)).to.equal('ClientInputError');
    await visit.batchId(job, { body: 'LastName\nx\n', type: CSV });
    expect(await code(SPEC.body)).to.equal('InvalidJobState');
  });
});
