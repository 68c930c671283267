import { expect } from 'chai';
import { errorBody, JSON_TYPE, NAMESPACE, valueOf, Visit, XML } from '../support/exchange';

describe('Creating a job', () => {
  let visit: Visit;
  before(async () => {
    visit = await Visit.start();
  });
  after(() => visit.stop());

  const NOW = '2026-01-06T08:00:00.000Z';

  describe('what it reads and writes', () => {
    it('answers in XML with every element in its place', async () => {
      const fields = {
        operation: 'upsert',
        object: 'contact',
        externalIdFieldName: 'legacy_key__c',
        contentType: 'CSV',
      };
      const answer = await visit.createJob(fields);
      expect(answer.status).to.equal(201);
      expect(answer.headers['content-type']).to.equal('application/xml');
      const id = valueOf(answer, 'id') ?? '';
      expect(id).to.match(/^750\w{15}$/);
      expect(answer.body).to.equal(
        `<?xml version="1.0" encoding="UTF-8"?><jobInfo\n   xmlns="${NAMESPACE}">\n` +
          ` <id>${id}</id>\n <operation>upsert</operation>\n <object>Contact</object>\n` +
          ` <createdById>005QQ0000000001YAA</createdById>\n <createdDate>${NOW}</createdDate>\n` +
          ` <systemModstamp>${NOW}</systemModstamp>\n <state>Open</state>\n` +
          ' <externalIdFieldName>Legacy_Key__c</externalIdFieldName>\n <concurrencyMode>Parallel</concurrencyMode>\n' +
          ' <contentType>CSV</contentType>\n <numberBatchesQueued>0</numberBatchesQueued>\n' +
          ' <numberBatchesInProgress>0</numberBatchesInProgress>\n <numberBatchesCompleted>0</numberBatchesCompleted>\n' +
          ' <numberBatchesFailed>0</numberBatchesFailed>\n <numberBatchesTotal>0</numberBatchesTotal>\n' +
          ' <numberRecordsProcessed>0</numberRecordsProcessed>\n <numberRetries>0</numberRetries>\n' +
          ' <apiVersion>66.0</apiVersion>\n <numberRecordsFailed>0</numberRecordsFailed>\n' +
          ' <totalProcessingTime>0</totalProcessingTime>\n <apiActiveProcessingTime>0</apiActiveProcessingTime>\n' +
          ' <apexProcessingTime>0</apexProcessingTime>\n</jobInfo>\n',
      );
    });

    it('answers JSON in JSON, keys in alphabetical order and nothing left out', async () => {
      const body = '{"operation":"insert","object":"Account","contentType":"JSON"}';
      const answer = await visit.post('/job', { body, type: JSON_TYPE });
      expect(answer.headers['content-type']).to.equal('application/json');
      const id = valueOf(answer, 'id') ?? '';
      const date = '"2026-01-06T08:00:00.000+0000"';
      expect(answer.body).to.equal(
        '{"apexProcessingTime":0,"apiActiveProcessingTime":0,"apiVersion":66.0,"assignmentRuleId":null,' +
          '"concurrencyMode":"Parallel","contentType":"JSON","createdById":"005QQ0000000001YAA",' +
          `"createdDate":${date},"externalIdFieldName":null,"fastPathEnabled":false,"id":"${id}",` +
          '"numberBatchesCompleted":0,"numberBatchesFailed":0,"numberBatchesInProgress":0,"numberBatchesQueued":0,' +
          '"numberBatchesTotal":0,"numberRecordsFailed":0,"numberRecordsProcessed":0,"numberRetries":0,' +
          `"object":"Account","operation":"insert","state":"Open","systemModstamp":${date},"totalProcessingTime":0}`,
      );
    });

    it('takes any root, prefixes, a comma in the content type, and a slash at the end', async () => {
      const body = `<?xml version="1.0"?><n:jobinfo xmlns:n="${NAMESPACE}"><n:operation>insert</n:operation><n:object>LEAD</n:object></n:jobinfo>`;
      const answer = await visit.post('/job/', { body, type: 'application/xml, charset=UTF-8' });
      expect(answer.status).to.equal(201);
      expect(valueOf(answer, 'object')).to.equal('Lead');
      expect(valueOf(answer, 'contentType')).to.equal('XML');
    });

    it('knows JSON by its looks, and then answers by what was declared', async () => {
      const answer = await visit.post('/job', { body: '{"operation":"query","object":"Lead"}', type: 'text/plain' });
      expect(answer.status).to.equal(201);
      expect(answer.headers['content-type']).to.equal('application/xml');
    });

    it('takes the concurrency mode by its number', async () => {
      const body = '{"operation":"insert","object":"Lead","concurrencyMode":1}';
      expect(valueOf(await visit.post('/job', { body, type: JSON_TYPE }), 'concurrencyMode')).to.equal('Serial');
    });

    it('takes null for what is left out', async () => {
      const unset = { contentType: null, concurrencyMode: null, externalIdFieldName: null, assignmentRuleId: null };
      const body = JSON.stringify({ operation: 'insert', object: 'Lead', ...unset });
      expect(valueOf(await visit.post('/job', { body, type: JSON_TYPE }), 'contentType')).to.equal('XML');
    });

    it('echoes an assignment rule right after the version', async () => {
      const fields = { operation: 'insert', object: 'Lead', assignmentRuleId: '01QQQ0000000001AAA' };
      const answer = await visit.createJob(fields);
      expect(answer.body).to.contain('</apiVersion>\n <assignmentRuleId>01QQQ0000000001AAA</assignmentRuleId>\n');
    });
  });

  describe('what it refuses', () => {
    const refusals: readonly [string, Record<string, string>, string, string][] = [
      [
        'an unknown object',
        { operation: 'insert', object: 'Video__c' },
        'InvalidJob',
        'Unable to find object: Video__c',
      ],
      [
        'an operation in other letters',
        { operation: 'harddelete', object: 'Lead' },
        'InvalidJob',
        'Unable to parse Job',
      ],
      ['no operation', { object: 'Lead' }, 'InvalidJob', 'Unable to parse Job'],
      [
        'an upsert without a key',
        { operation: 'upsert', object: 'Contact' },
        'InvalidJob',
        'External ID was blank for Contact. An External ID must be specified for upsert.',
      ],
    ];
    for (const [what, fields, code, message] of refusals) {
      it(what, async () => {
        const answer = await visit.createJob(fields);
        expect(answer.status).to.equal(400);
        expect(answer.body).to.equal(errorBody(code, message));
      });
    }

    it('in JSON when JSON was declared', async () => {
      const body = '{"operation":"insert","object":"Video__c"}';
      const answer = await visit.post('/job', { body, type: `${JSON_TYPE}; charset=UTF-8` });
      const message = 'Unable to find object: Video__c';
      expect(answer.body).to.equal(`{"exceptionCode":"InvalidJob","exceptionMessage":"${message}"}`);
    });

    it('a key where none belongs, or one that is no key', async () => {
      const insert = { operation: 'insert', object: 'Contact', externalIdFieldName: 'Legacy_Key__c' };
      expect(valueOf(await visit.createJob(insert), 'exceptionCode')).to.equal('InvalidJob');
      const upsert = { operation: 'upsert', object: 'Contact', externalIdFieldName: 'LastName' };
      expect(valueOf(await visit.createJob(upsert), 'exceptionCode')).to.equal('InvalidJob');
    });

    it('what is no XML, or says more about itself than data should', async () => {
      const broken = await visit.post('/job', { body: '<jobInfo><operation>', type: XML });
      expect(valueOf(broken, 'exceptionCode')).to.equal('InvalidXML');
      const body = '<!DOCTYPE x [<!ENTITY e "insert">]><x><operation>&e;</operation><object>Lead</object></x>';
      expect(valueOf(await visit.post('/job', { body, type: XML }), 'exceptionCode')).to.equal('InvalidXML');
    });

    it('a session that is missing, or unknown', async () => {
      const path = '/services/async/66.0/job';
      const missing = await visit.ask({ method: 'POST', path });
      expect(missing.body).to.equal(errorBody('InvalidSessionId', 'Unable to find session id'));
      const unknown = await visit.ask({ method: 'POST', path, headers: { 'X-SFDC-Session': '00DQQ0000001PrA!no' } });
      expect(unknown.body).to.equal(errorBody('InvalidSessionId', 'Invalid session id'));
      expect(unknown.status).to.equal(400);
    });

    it('versions that are retired, or not yet there', async () => {
      for (const version of ['30.0', '99.0', 'v66.0', '66', '066.0']) {
        const headers = { 'X-SFDC-Session': visit.session };
        const answer = await visit.ask({ method: 'POST', path: `/services/async/${version}/job`, headers });
        expect(valueOf(answer, 'exceptionCode'), version).to.equal('InvalidVersion');
      }
    });

    it('JSON before 36.0 and queryAll before 39.0', async () => {
      const headers = { 'X-SFDC-Session': visit.session, 'Content-Type': JSON_TYPE };
      const ask = (version: string, body: string) =>
        visit.ask({ method: 'POST', path: `/services/async/${version}/job`, body, headers });
      const json = '{"operation":"insert","object":"Lead","contentType":"JSON"}';
      expect([(await ask('35.0', json)).status, (await ask('36.0', json)).status]).to.deep.equal([400, 201]);
      const all = '{"operation":"queryAll","object":"Lead"}';
      expect([(await ask('38.0', all)).status, (await ask('39.0', all)).status]).to.deep.equal([400, 201]);
    });

    it('hardDelete without the permission', async () => {
      const strict = await Visit.start({ setup: { isHardDeleteAllowed: false } });
      const answer = await strict.createJob({ operation: 'hardDelete', object: 'Lead' });
      await strict.stop();
      expect(valueOf(answer, 'exceptionCode')).to.equal('FeatureNotEnabled');
    });

    it('other methods, wrong words, and paths that lead nowhere', async () => {
      const headers = { 'X-SFDC-Session': visit.session };
      const ask = (method: string, path: string) => visit.ask({ method, path: `/services/async/66.0${path}`, headers });
      expect(valueOf(await ask('DELETE', '/job/750QQ0000000000'), 'exceptionCode')).to.equal('MethodNotAllowed');
      expect(valueOf(await ask('GET', '/jobs'), 'exceptionCode')).to.equal('InvalidOperation');
      expect(valueOf(await ask('GET', '/job/750QQ0000000000/batches'), 'exceptionCode')).to.equal('InvalidUrl');
    });
  });

  describe('what it does', () => {
    it('keeps the job, known by 15 and by 18 characters', async () => {
      const id = await visit.jobId({ operation: 'insert', object: 'Lead' });
      expect(valueOf(await visit.get(`/job/${id}`), 'id')).to.equal(id);
      expect(valueOf(await visit.get(`/job/${id.slice(0, 15)}`), 'id')).to.equal(id);
      expect(valueOf(await visit.get(`/job/${id.toLowerCase()}`), 'id')).to.equal(id);
      expect((await visit.get('/job/750QQ0000000zzz')).body).to.equal(
        errorBody('InvalidJob', 'Invalid job id: 750QQ0000000zzz'),
      );
    });

    it('speaks of a JSON job in JSON, of others in XML, whatever a GET declares', async () => {
      const json = await visit.jobId({ operation: 'insert', object: 'Lead', contentType: 'JSON' });
      expect((await visit.get(`/job/${json}`)).headers['content-type']).to.equal('application/json');
      const csv = await visit.jobId({ operation: 'insert', object: 'Lead' });
      const answer = await visit.get(`/job/${csv}`, { 'Content-Type': JSON_TYPE, Accept: JSON_TYPE });
      expect(answer.headers['content-type']).to.equal('application/xml');
    });

    it('hands out the same ids to everyone who starts with the same seed', async () => {
      const ids = [];
      for (const seed of [7, 7, 8]) {
        const other = await Visit.start({ seed });
        ids.push(await other.jobId({ operation: 'insert', object: 'Lead' }));
        await other.stop();
      }
      expect(ids[0]).to.equal(ids[1]).and.not.equal(ids[2]);
    });
  });
});
