import { expect } from 'chai';
import { gunzipSync } from 'node:zlib';
import { CSV, errorBody, JSON_TYPE, NAMESPACE, resultIds, valueOf, Visit, XML } from '../support/exchange';

const NOT_PROCESSED = errorBody('InvalidBatch', 'Records not processed');

describe('Batches and their results', () => {
  let visit: Visit;
  before(async () => {
    visit = await Visit.start({ resultSetRows: 3 });
  });
  after(() => visit.stop());

  const contacts = { operation: 'insert', object: 'Contact' };

  describe('what it writes of a load', () => {
    it('in CSV: four columns, every value in quotes, one line a record in the order sent', async () => {
      const body = await visit.result(contacts, { body: 'FirstName,LastName\nGrace,Hopp\nAlan,\n', type: CSV });
      expect(body).to.match(/^"Id","Success","Created","Error"\n"003\w{15}","true","true",""\n/);
      expect(body.split('\n').slice(2)).to.deep.equal([
        '"","false","false","REQUIRED_FIELD_MISSING:Required fields are missing: [LastName]:LastName --"',
        '',
      ]);
    });

    it('in XML: errors before all else, no id for what failed', async () => {
      const sent = {
        body: '<sObjects><sObject><LastName>A &amp; B</LastName></sObject><sObject><FirstName>x</FirstName></sObject></sObjects>',
        type: XML,
      };
      const body = await visit.result({ ...contacts, contentType: 'XML' }, sent);
      expect(body.replace(/003\w{15}/, 'ID')).to.equal(
        `<?xml version="1.0" encoding="UTF-8"?><results\n   xmlns="${NAMESPACE}">\n` +
          ' <result>\n  <id>ID</id>\n  <success>true</success>\n  <created>true</created>\n </result>\n <result>\n' +
          '  <errors>\n   <fields>LastName</fields>\n   <message>Required fields are missing: [LastName]</message>\n' +
          '   <statusCode>REQUIRED_FIELD_MISSING</statusCode>\n  </errors>\n  <success>false</success>\n' +
          '  <created>false</created>\n </result>\n</results>\n',
      );
    });

    it('in JSON: an array of outcomes', async () => {
      const sent = { body: '[{"LastName":"Hopp"},{"FirstName":"x","LastName":""}]', type: JSON_TYPE };
      const body = await visit.result({ ...contacts, contentType: 'JSON' }, sent);
      expect(body.replace(/003\w{15}/, 'ID')).to.equal(
        '[{"success":true,"created":true,"id":"ID","errors":[]},{"success":false,"created":false,"id":null,"errors":' +
          '[{"statusCode":"REQUIRED_FIELD_MISSING","message":"Required fields are missing: [LastName]",' +
          '"fields":["LastName"],"extendedErrorDetails":null}]}]',
      );
    });
  });

  describe('what it writes of a query', () => {
    it('in CSV: a list of files on one line without declaration, each file with the header', async () => {
      const sent = { body: 'SELECT Id, Name, AnnualRevenue FROM Account ORDER BY Name LIMIT 4', type: CSV };
      const { job, batch } = await visit.run({ operation: 'query', object: 'Account' }, sent);
      const list = await visit.get(`/job/${job}/batch/${batch}/result`);
      expect(list.headers['content-type']).to.equal('application/xml');
      expect(list.body).to.match(
        /^<result-list xmlns="http:\/\/www\.force\.com\/2009\/06\/asyncapi\/dataload"><result>752\w{12}<\/result><result>752\w{12}<\/result><\/result-list>$/,
      );
      const files = await Promise.all(
        resultIds(list.body).map((id) => visit.get(`/job/${job}/batch/${batch}/result/${id}`)),
      );
      expect(files.map(({ body }) => body.split('\n')[0])).to.deep.equal(Array(2).fill('"Id","Name","AnnualRevenue"'));
      expect(files.map(({ body }) => body.split('\n').length - 2)).to.deep.equal([3, 1]);
      expect(files[0]?.headers['content-type']).to.equal('text/csv');
      expect(files[0]?.body).to.match(/\n"001\w{15}","[^"]+","8\.4E7"\n/);
    });

    it('in CSV, of nothing: one line, no header, no line break', async () => {
      expect(await visit.query('Account', "SELECT Id FROM Account WHERE Name = 'Nobody'")).to.equal(
        'Records not found for this query',
      );
    });

    it('in CSV: quotes doubled, line breaks kept, null empty, parents by their path', async () => {
      const value = 'say ""hi"",\nthen go';
      await visit.run(contacts, { body: `LastName,Description\nQuoted,"${value}"\n`, type: CSV });
      const soql = "SELECT LastName, Description, Birthdate, Owner.Username FROM Contact WHERE LastName = 'Quoted'";
      expect(await visit.query('Contact', soql)).to.equal(
        `"LastName","Description","Birthdate","Owner.Username"\n"Quoted","${value}","","ada@practice.example"\n`,
      );
    });

    it('in JSON: dates as milliseconds, parents as records within, and [] for nothing', async () => {
      const ask = async (soql: string): Promise<string> => {
        const fields = { operation: 'query', object: 'Contact', contentType: 'JSON' };
        const { job, batch } = await visit.run(fields, { body: soql, type: JSON_TYPE });
        const list = await visit.get(`/job/${job}/batch/${batch}/result`);
        expect(list.body).to.match(/^\["752\w{12}"\]$/);
        return (await visit.get(`/job/${job}/batch/${batch}/result/${resultIds(list.body)[0] ?? ''}`)).body;
      };
      const [record] = JSON.parse(
        await ask("SELECT Id, Birthdate, CreatedDate, Account.Name FROM Contact WHERE LastName = 'Hopp' LIMIT 1"),
      ) as unknown[];
      expect(record).to.deep.equal({
        attributes: { type: 'Contact', url: '/services/data/v66.0/sobjects/Contact/003QQ0000000001YAA' },
        Id: '003QQ0000000001YAA',
        Birthdate: Date.UTC(1906, 11, 9),
        CreatedDate: Date.UTC(2026, 0, 5, 9, 30),
        Account: { attributes: { type: 'Account' }, Name: 'Acme Brick Works' },
      });
      expect(await ask("SELECT Id FROM Contact WHERE LastName = 'Nobody'")).to.equal('[]');
    });

    it('in XML: the id twice when it was selected, once and empty when it was not', async () => {
      const ask = async (soql: string): Promise<string> => {
        const fields = { operation: 'query', object: 'Account', contentType: 'XML' };
        const { job, batch } = await visit.run(fields, { body: soql, type: XML });
        const list = await visit.get(`/job/${job}/batch/${batch}/result`);
        return (await visit.get(`/job/${job}/batch/${batch}/result/${resultIds(list.body)[0] ?? ''}`)).body;
      };
      expect(await ask('SELECT Id, Name, Site FROM Account ORDER BY Name LIMIT 1')).to.equal(
        `<?xml version="1.0" encoding="UTF-8"?><queryResult\n   xmlns="${NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n` +
          ' <records xsi:type="sObject">\n  <type>Account</type>\n  <Id>001QQ0000000001YAA</Id>\n  <Id>001QQ0000000001YAA</Id>\n' +
          '  <Name>Acme Brick Works</Name>\n  <Site xsi:nil="true"/>\n </records>\n</queryResult>\n',
      );
      expect(await ask('SELECT Name FROM Account LIMIT 1')).to.contain(
        '<type>Account</type>\n  <Id xsi:nil="true"/>\n  <Name>',
      );
    });

    it('zipped, when gzip is accepted', async () => {
      const sent = { body: 'SELECT Id FROM Account LIMIT 2', type: CSV };
      const { job, batch } = await visit.run({ operation: 'query', object: 'Account' }, sent);
      const list = await visit.get(`/job/${job}/batch/${batch}/result`, { 'Accept-Encoding': 'gzip, deflate' });
      expect(list.headers['content-encoding']).to.equal('gzip');
      expect(gunzipSync(list.bytes).toString()).to.match(/^<result-list /);
      const refused = await visit.get(`/job/${job}`, { 'Accept-Encoding': 'gzip;q=0' });
      expect(refused.headers['content-encoding']).to.equal(undefined);
    });
  });

  describe('what it writes of batches', () => {
    it('an empty list as one element that closes itself', async () => {
      const job = await visit.jobId(contacts);
      expect((await visit.get(`/job/${job}/batch`)).body).to.equal(
        `<?xml version="1.0" encoding="UTF-8"?><batchInfoList\n   xmlns="${NAMESPACE}" />\n`,
      );
    });

    it('a list with two spaces before what belongs to a batch', async () => {
      const { job, batch } = await visit.run(contacts, { body: 'LastName\nHopp\n', type: CSV });
      const { body } = await visit.get(`/job/${job}/batch`);
      expect(body).to.contain(
        `xmlns="${NAMESPACE}">\n <batchInfo>\n  <id>${batch}</id>\n  <jobId>${job}</jobId>\n  <state>`,
      );
      expect(body.endsWith('  <apexProcessingTime>0</apexProcessingTime>\n </batchInfo>\n</batchInfoList>\n')).to.equal(
        true,
      );
    });

    it('a JSON list under the name of its items', async () => {
      const sent = { body: '[{"LastName":"Hopp"}]', type: JSON_TYPE };
      const { job } = await visit.run({ ...contacts, contentType: 'JSON' }, sent);
      const list = JSON.parse((await visit.get(`/job/${job}/batch`)).body) as { batchInfo: { state: string }[] };
      expect(list.batchInfo.map(({ state }) => state)).to.deep.equal(['Completed']);
    });

    it('a request exactly as it came', async () => {
      const body = 'LastName\r\n"Hopp"\r\n\r\n';
      const job = await visit.jobId(contacts);
      const batch = await visit.batchId(job, { body, type: CSV });
      const answer = await visit.get(`/job/${job}/batch/${batch}/request`);
      expect(answer.body).to.equal(body);
      expect(answer.headers['content-type']).to.equal('text/csv');
    });
  });

  describe('what it refuses', () => {
    it('the result of a batch that is not done, or failed as a whole', async () => {
      const job = await visit.jobId(contacts);
      const batch = await visit.batchId(job, { body: 'Nmae\nx\n', type: CSV });
      const early = await visit.get(`/job/${job}/batch/${batch}/result`);
      expect(early.body).to.equal(errorBody('InvalidBatch', 'Records not found for this batch'));
      await visit.org.clock.advance('1 min');
      const late = await visit.get(`/job/${job}/batch/${batch}/result`);
      expect([late.status, late.body]).to.deep.equal([400, NOT_PROCESSED]);
    });

    it('batches and result files that are not there', async () => {
      const { job, batch } = await visit.run(
        { operation: 'query', object: 'Lead' },
        { body: 'SELECT Id FROM Lead', type: CSV },
      );
      const unknown = await visit.get(`/job/${job}/batch/751QQ0000000zzz`);
      expect(unknown.body).to.equal(errorBody('InvalidBatch', 'Invalid batch id: 751QQ0000000zzz'));
      const file = await visit.get(`/job/${job}/batch/${batch}/result/752QQ0000000zzz`);
      expect(valueOf(file, 'exceptionCode')).to.equal('InvalidBatch');
    });
  });

  describe('what it does', () => {
    it('finds parents by their keys, of whatever kind a lookup may point at', async () => {
      const body = JSON.stringify([
        { Subject: 'One', Owner: { Username: 'ada@practice.example' } },
        { Subject: 'Two', Who: { attributes: { type: 'Lead' }, Email: 'nobody@example.com' } },
      ]);
      const outcomes = await visit.result(
        { operation: 'insert', object: 'Task', contentType: 'JSON' },
        { body, type: JSON_TYPE },
      );
      const [first, second] = JSON.parse(outcomes) as { success: boolean; errors: { statusCode: string }[] }[];
      expect(first?.success).to.equal(true);
      expect(second?.errors[0]?.statusCode).to.equal('INVALID_FIELD');
    });

    it('clears a field by `#N/A`, nil or null, and leaves an empty one alone', async () => {
      const row = async (): Promise<string> =>
        (await visit.query('Contact', "SELECT Title, Phone, Email FROM Contact WHERE LastName = 'Clear'")).split(
          '\n',
        )[1] ?? '';
      const made = await visit.result(contacts, {
        body: 'LastName,Title,Phone,Email\nClear,a,b,c@example.com\n',
        type: CSV,
      });
      const id = /003\w{15}/.exec(made)?.[0] ?? '';
      await visit.run({ operation: 'update', object: 'Contact' }, { body: `Id,Title,Phone\n${id},#N/A,\n`, type: CSV });
      expect(await row()).to.equal('"","b","c@example.com"');
      const xml = `<sObjects xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><sObject><Id>${id}</Id><Phone xsi:nil="true"/><Email/></sObject></sObjects>`;
      await visit.run({ operation: 'update', object: 'Contact', contentType: 'XML' }, { body: xml, type: XML });
      expect(await row()).to.equal('"","","c@example.com"');
      const json = `[{"Id":"${id}","Email":null}]`;
      await visit.run({ operation: 'update', object: 'Contact', contentType: 'JSON' }, { body: json, type: JSON_TYPE });
      expect(await row()).to.equal('"","",""');
    });

    it('reads XML in all its ways of writing a character', async () => {
      const name = 'R&amp;D &#233;&#x1F600; <![CDATA[<b>&amp;]]>';
      const records = `<sObject><LastName>Ways</LastName><Title>${name}</Title></sObject>`.repeat(1200);
      const body = `<?xml version="1.0"?><s:sObjects xmlns:s="x">${records}</s:sObjects>`;
      await visit.run({ ...contacts, contentType: 'XML' }, { body, type: XML });
      const found = await visit.query('Contact', "SELECT Title FROM Contact WHERE LastName = 'Ways' LIMIT 1");
      expect(found).to.equal('"Title"\n"R&D é😀 <b>&amp;"\n');
    });

    it('fails a batch of XML or JSON that cannot be read', async () => {
      const message = async (contentType: string, body: string): Promise<string | undefined> => {
        const type = contentType === 'XML' ? XML : JSON_TYPE;
        const { job, batch } = await visit.run({ ...contacts, contentType }, { body, type });
        return valueOf(await visit.get(`/job/${job}/batch/${batch}`), 'stateMessage');
      };
      expect(await message('XML', '<sObjects><sObject></sObjects>')).to.match(/^InvalidBatch : Failed to parse XML/);
      expect(await message('XML', '<sObjects><sObject><LastName>&nbsp;</LastName></sObject></sObjects>')).to.contain(
        'nbsp',
      );
      expect(await message('XML', '<sObjects/>')).to.equal('InvalidBatch : Records not found');
      expect(await message('JSON', '{"LastName":"x"}')).to.match(/^InvalidBatch : Failed to parse JSON/);
      expect(await message('JSON', '[1]')).to.match(/^InvalidBatch : Failed to parse JSON/);
    });

    it('stores line breaks as the job asks', async () => {
      const job = await visit.jobId(contacts, { 'Sforce-Line-Ending': 'CRLF' });
      await visit.batchId(job, { body: 'LastName,Description\nBreaks,"a\nb"\n', type: CSV });
      await visit.org.clock.advance('1 min');
      const found = await visit.query('Contact', "SELECT Description FROM Contact WHERE LastName = 'Breaks'");
      expect(found).to.equal('"Description"\n"a\r\nb"\n');
    });

    it('finds deleted records by queryAll alone', async () => {
      const made = await visit.result(contacts, { body: 'LastName\nGone\n', type: CSV });
      const id = /003\w{15}/.exec(made)?.[0] ?? '';
      const deleted = await visit.result(
        { operation: 'delete', object: 'Contact' },
        { body: `Id\n${id}\n`, type: CSV },
      );
      expect(deleted).to.contain(`"${id}","true","false",""`);
      const sent = { body: "SELECT Id FROM Contact WHERE LastName = 'Gone'", type: CSV };
      const { job, batch } = await visit.run({ operation: 'queryAll', object: 'Contact' }, sent);
      expect(valueOf(await visit.get(`/job/${job}/batch/${batch}`), 'numberRecordsProcessed')).to.equal('1');
      expect(await visit.query('Contact', sent.body)).to.equal('Records not found for this query');
    });
  });
});
