import { expect } from 'chai';
import { gzipSync } from 'node:zlib';
import { idIn, JSON_TYPE } from '../../support/exchange';
import { bulkError, type Fields, INSERT, NOT_FOUND, V2Visit } from '../../support/v2-visit';

const multipart = (job: string, content: string, boundary = 'BOUNDARY'): string =>
  [
    `--${boundary}`,
    'Content-Type: application/json',
    'Content-Disposition: form-data; name="job"',
    '',
    job,
    `--${boundary}`,
    'Content-Type: text/csv',
    'Content-Disposition: form-data; name="content"; filename="content"',
    '',
    content,
    `--${boundary}--`,
    '',
  ].join('\r\n');

const MULTIPART = 'multipart/form-data; boundary="BOUNDARY"';

describe('Creating a job that loads, in 2.0', () => {
  let visit: V2Visit;
  before(async () => {
    visit = await V2Visit.start();
  });
  after(() => visit.stop());

  describe('what it reads and writes', () => {
    it('answers with the open job, key by key', async () => {
      const answer = await visit.create({
        object: 'contact',
        operation: 'upsert',
        externalIdFieldName: 'legacy_key__c',
        contentType: 'CSV',
        columnDelimiter: 'PIPE',
        lineEnding: 'CRLF',
        assignmentRuleId: '01QQQ000000Rl9F2AS',
      });
      const id = idIn(answer);
      expect(id).to.match(/^750\w{15}$/);
      expect(answer.status).to.equal(200);
      expect(answer.headers['content-type']).to.equal('application/json;charset=UTF-8');
      expect(answer.body).to.equal(
        `{"id":"${id}","operation":"upsert","object":"Contact","createdById":"005QQ0000000001YAA",` +
          '"createdDate":"2026-01-06T08:00:00.000+0000","systemModstamp":"2026-01-06T08:00:00.000+0000",' +
          '"state":"Open","externalIdFieldName":"Legacy_Key__c","concurrencyMode":"Parallel","contentType":"CSV",' +
          '"apiVersion":66.0,"assignmentRuleId":"01QQQ000000Rl9F2AS",' +
          `"contentUrl":"services/data/v66.0/jobs/ingest/${id}/batches","lineEnding":"CRLF","columnDelimiter":"PIPE"}`,
      );
    });

    it('takes CSV, commas and LF for granted', async () => {
      const { body } = await visit.create(INSERT);
      expect(body).to.match(/"contentType":"CSV",.*"lineEnding":"LF","columnDelimiter":"COMMA"\}$/);
    });

    it('takes null for what is left out', async () => {
      const { body } = await visit.create({ ...INSERT, contentType: null, columnDelimiter: null, lineEnding: null });
      expect(body).to.match(/"contentType":"CSV",.*"lineEnding":"LF","columnDelimiter":"COMMA"\}$/);
    });

    it('takes a slash at the end, and a zipped body', async () => {
      const told = { body: gzipSync(JSON.stringify(INSERT)), type: JSON_TYPE, headers: { 'Content-Encoding': 'gzip' } };
      expect((await visit.ask('POST /jobs/ingest/', told)).status).to.equal(200);
    });

    it('takes the data along in one multipart request, its boundary in quotes or not', async () => {
      for (const type of [MULTIPART, MULTIPART.replaceAll('"', '')]) {
        const body = multipart(JSON.stringify(INSERT), 'LastName\nMulti\n');
        const answer = await visit.ask('POST /jobs/ingest', { body, type });
        expect(answer.status).to.equal(200);
        expect(answer.body).to.match(/"state":"UploadComplete",.*"apiVersion":66\.0,"lineEnding"/);
        expect(answer.body).not.to.contain('contentUrl');
      }
    });
  });

  describe('what it refuses', () => {
    const refusals: readonly [string, Fields, string, string][] = [
      ['an object that is not there', { ...INSERT, object: 'Nothing' }, 'INVALIDJOB', 'Unable to find object: Nothing'],
      ['no object', { operation: 'insert' }, 'INVALIDJOB', 'Unable to find object: null'],
      ['no operation', { object: 'Contact' }, 'INVALIDJOB', 'operation is required'],
      [
        'an upsert without its key',
        { ...INSERT, operation: 'upsert' },
        'INVALIDJOB',
        'External ID was blank for Contact. An External ID must be specified for upsert.',
      ],
      [
        'a key that it does not know',
        { x: 1, ...INSERT },
        'JSON_PARSER_ERROR',
        'Unrecognized field "x" at [line:1, column:2]',
      ],
      [
        'an operation in another case',
        { ...INSERT, operation: 'Insert' },
        'JSON_PARSER_ERROR',
        'Invalid value "Insert" for operation: not one of the values accepted: [insert, update, upsert, delete, hardDelete]',
      ],
      [
        'a delimiter that it does not know',
        { ...INSERT, columnDelimiter: 'COLON' },
        'JSON_PARSER_ERROR',
        'Invalid value "COLON" for columnDelimiter: not one of the values accepted: ' +
          '[COMMA, BACKQUOTE, CARET, PIPE, SEMICOLON, TAB]',
      ],
      [
        'another format than CSV',
        { ...INSERT, contentType: 'JSON' },
        'JSON_PARSER_ERROR',
        'Invalid value "JSON" for contentType: not one of the values accepted: [CSV]',
      ],
      ['a number for a text', { ...INSERT, object: 5 }, 'JSON_PARSER_ERROR', 'The value of object is not a text'],
    ];
    for (const [what, fields, errorCode, message] of refusals) {
      it(what, async () => {
        const answer = await visit.create(fields);
        expect([answer.status, answer.body]).to.deep.equal([400, bulkError(errorCode, message)]);
      });
    }

    it('what is no JSON, or no object of it', async () => {
      for (const body of ['{"object":', '[]', '5', '']) {
        const answer = await visit.ask('POST /jobs/ingest', { body, type: JSON_TYPE });
        expect(answer.body).to.match(/^\[\{"errorCode":"JSON_PARSER_ERROR","message":"The body is not/);
      }
    });

    it('other content types', async () => {
      const answer = await visit.ask('POST /jobs/ingest', { body: '<jobInfo/>', type: 'application/xml' });
      expect(answer.status).to.equal(415);
      expect(answer.body).to.contain('"errorCode":"UNSUPPORTED_MEDIA_TYPE"');
    });

    it('a dead session, a retired version, and versions that had no 2.0', async () => {
      const dead = await visit.ask('POST /jobs/ingest', { body: '{}', headers: { Authorization: 'Bearer x' } });
      expect(dead.status).to.equal(401);
      expect(dead.body).to.equal('[{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]');
      expect((await visit.create(INSERT, '30.0')).status).to.equal(410);
      expect((await visit.create(INSERT, '40.0')).body).to.equal(NOT_FOUND);
      expect((await visit.create(INSERT, '41.0')).status).to.equal(200);
    });

    it('an assignment rule before 49.0', async () => {
      const fields = { ...INSERT, assignmentRuleId: '01QQQ000000Rl9F2AS' };
      expect((await visit.create(fields, '48.0')).body).to.contain('Unrecognized field \\"assignmentRuleId\\"');
      expect((await visit.create(fields, '49.0')).status).to.equal(200);
    });

    it('hardDelete where nobody may', async () => {
      const strict = await V2Visit.start({ setup: { isHardDeleteAllowed: false } });
      const answer = await strict.create({ ...INSERT, operation: 'hardDelete' });
      await strict.stop();
      expect(answer.body).to.contain('"errorCode":"FEATURENOTENABLED"');
    });

    it('more than 100,000 characters in one request, and not one less', async () => {
      const content = `LastName\n${'é'.repeat(100_000 - 9)}`;
      const fits = multipart(JSON.stringify(INSERT), content);
      expect((await visit.ask('POST /jobs/ingest', { body: fits, type: MULTIPART })).status).to.equal(200);
      const tooLong = multipart(JSON.stringify(INSERT), `${content}é`);
      const answer = await visit.ask('POST /jobs/ingest', { body: tooLong, type: MULTIPART });
      const message = 'Failed to read request. Exceeded max size limit of 100000';
      expect(answer.body).to.equal(bulkError('INVALIDBATCH', message));
    });

    it('multipart bodies without their parts, their boundary or their end', async () => {
      const whole = multipart(JSON.stringify(INSERT), 'LastName\n');
      const broken: readonly [string, string][] = [
        [whole, 'multipart/form-data'],
        [whole.replace('name="content"', 'name="data"'), MULTIPART],
        [whole.replace('name="job"', ''), MULTIPART],
        [whole.replace('--BOUNDARY--', ''), MULTIPART],
      ];
      for (const [body, type] of broken) {
        const answer = await visit.ask('POST /jobs/ingest', { body, type });
        expect(answer.body).to.contain('"errorCode":"CLIENTINPUTERROR"');
      }
    });

    it('other methods, and a double slash', async () => {
      const answer = await visit.ask('PUT /jobs/ingest', { body: '{}' });
      expect([answer.status, answer.body]).to.deep.equal([
        405,
        '[{"message":"HTTP Method \'PUT\' not allowed. Allowed are POST, GET","errorCode":"METHOD_NOT_ALLOWED"}]',
      ]);
      expect((await visit.ask('GET /jobs//ingest')).body).to.equal(NOT_FOUND);
    });
  });

  describe('what it does', () => {
    it('loads what came along in the same request, byte for byte', async () => {
      const content = 'LastName,Description\nMulti-é,"two\r\nlines"\n';
      const id = idIn(
        await visit.ask('POST /jobs/ingest', { body: multipart(JSON.stringify(INSERT), content), type: MULTIPART }),
      );
      await visit.org.clock.advance('1 min');
      expect(await visit.result(id, 'successfulResults')).to.match(
        /^"sf__Id","sf__Created",LastName,Description\n"003\w{15}","true","Multi-é","two\r\nlines"\n$/,
      );
    });

    it('leaves a job that the API of batches does not know', async () => {
      const id = await visit.jobId(INSERT);
      expect((await visit.visit.get(`/job/${id}`)).body).to.contain('Invalid job id');
    });

    it('tells what a call has cost', async () => {
      expect((await visit.create(INSERT)).headers['sforce-limit-info']).to.match(/^api-usage=\d+\/100000$/);
    });
  });
});
