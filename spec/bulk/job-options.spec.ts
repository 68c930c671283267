import { expect } from 'chai';
import { InputException, type JobOptions, type Operation } from '../../lib';
import { BATCHES, JOB, JOBS, signedIn } from '../helpers/bulks';
import { exchange, type Sent } from '../helpers/exchange';
import { rejection } from '../helpers/rejection';
import { useNock } from '../helpers/use-nock';
import { batchInfo, jobInfo } from '../helpers/wire';

const NAMESPACE = 'xmlns="http://www.force.com/2009/06/asyncapi/dataload"';
const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';

async function created(options: JobOptions, operation: Operation = 'insert'): Promise<Sent> {
  const sent = exchange({ method: 'POST', path: JOBS, status: 201, reply: jobInfo({ operation }) });
  await (await signedIn()).jobCreate(operation, 'Contact', options);
  return sent;
}

const bodyOf = (elements: string, operation = 'insert'): string =>
  `${DECLARATION}<jobInfo ${NAMESPACE}><operation>${operation}</operation><object>Contact</object>${elements}</jobInfo>`;

describe('The options of a job', () => {
  useNock();

  for (const contentType of ['CSV', 'XML', 'JSON', 'ZIP_CSV', 'ZIP_XML', 'ZIP_JSON'] as const) {
    it(`name the format ${contentType} in the job's body`, async () => {
      const sent = await created({ contentType });
      expect(sent.body).to.equal(bodyOf(`<contentType>${contentType}</contentType>`));
    });
  }

  it('stand in the body in the order of the schema', async () => {
    const sent = await created({
      concurrencyMode: 'Serial',
      assignmentRuleId: '01QQQ000000AbCdEAA',
      contentType: 'JSON',
    });
    const rule = '<assignmentRuleId>01QQQ000000AbCdEAA</assignmentRuleId>';
    const elements = `<concurrencyMode>Serial</concurrencyMode><contentType>JSON</contentType>${rule}`;
    expect(sent.body).to.equal(bodyOf(elements));
  });

  const headers: [string, JobOptions, Operation, Record<string, string>][] = [
    ['PK chunking as the service has it', { pkChunking: true }, 'query', { 'sforce-enable-pkchunking': 'true' }],
    [
      'PK chunking with a size and a first row',
      { pkChunking: { chunkSize: 50_000, startRow: '001QQ000000Gh4AYAS' } },
      'query',
      { 'sforce-enable-pkchunking': 'chunkSize=50000; startRow=001QQ000000Gh4AYAS' },
    ],
    [
      'PK chunking by the ids of a parent',
      { pkChunking: { chunkSize: 100_000, parent: 'Account' } },
      'query',
      { 'sforce-enable-pkchunking': 'chunkSize=100000; parent=Account' },
    ],
    ['that batches are not tried again', { batchRetry: false }, 'insert', { 'sforce-disable-batch-retry': 'TRUE' }],
    ['how line breaks are stored', { lineEnding: 'CRLF' }, 'insert', { 'sforce-line-ending': 'CRLF' }],
  ];
  for (const [what, options, operation, expected] of headers) {
    it(`tell in a header ${what}`, async () => {
      expect((await created(options, operation)).headers).to.include(expected);
    });
  }

  it('send no header that was not asked for', async () => {
    const sent = await created({ pkChunking: false, batchRetry: true });
    expect(Object.keys(sent.headers)).to.not.include.members(['sforce-enable-pkchunking']);
    expect(Object.keys(sent.headers).filter((name) => /pkchunking|batch-retry|line-ending/.test(name))).to.deep.equal(
      [],
    );
  });

  const wrong: [string, JobOptions, string][] = [
    ['a chunk that is too large', { pkChunking: { chunkSize: 250_001 } }, 'chunkSize'],
    ['a chunk of no rows', { pkChunking: { chunkSize: 0 } }, 'chunkSize'],
    ['a misspelt chunking option', { pkChunking: { chunksize: 1 } as never }, 'chunksize'],
    ['a check that there is not', { checks: { everything: false } as never }, 'everything'],
    ['a check that is neither on nor off', { checks: { zip: 'no' } as never }, 'zip'],
    ['a format that is a number', { contentType: 5 as never }, 'contentType'],
    ['a format in lower case', { contentType: 'csv' as never }, 'contentType'],
    ['a mode of concurrency that there is not', { concurrencyMode: 'serial' as never }, 'concurrencyMode'],
    ['a line end in lower case', { lineEnding: 'lf' as never }, 'lineEnding'],
    ['a delimiter in lower case', { columnDelimiter: 'pipe' as never }, 'columnDelimiter'],
    ['types that are neither asked for nor not', { typed: 'no' as never }, 'typed'],
    ['a retry that is neither on nor off', { batchRetry: 0 as never }, 'batchRetry'],
    ['a column that is no text', { groupBy: 1 as never }, 'groupBy'],
    ['an assignment rule that is no text', { assignmentRuleId: 1 as never }, 'assignmentRuleId'],
    ['a parent of chunks that is no text', { pkChunking: { parent: 1 as never } }, 'parent'],
  ];
  for (const api of ['1.0', '2.0'] as const) {
    for (const [what, options, field] of wrong) {
      it(`are refused before anything is sent, in ${api}: ${what}`, async () => {
        const bulk = await signedIn({ api });
        expect((await rejection(bulk.jobCreate('query', 'Contact', options), InputException)).field).to.equal(field);
      });
    }
  }
});

describe('A batch', () => {
  useNock();

  const ROW = {
    LastName: 'Hopp & "Co"',
    Title: null,
    Account: { Key__c: 'A-1' },
    Who: { type: 'Lead', Email: 'a@example.com' },
  };
  const loads = [
    ['CSV', 'text/csv', 'LastName,Title,Account.Key__c,Lead:Who.Email\n"Hopp & ""Co""",#N/A,A-1,a@example.com\n'],
    [
      'XML',
      'application/xml',
      `${DECLARATION}<sObjects ${NAMESPACE} ${XSI}><sObject><LastName>Hopp &amp; "Co"</LastName><Title xsi:nil="true"/>` +
        '<Account><sObject><Key__c>A-1</Key__c></sObject></Account>' +
        '<Who><sObject><type>Lead</type><Email>a@example.com</Email></sObject></Who></sObject></sObjects>',
    ],
    [
      'JSON',
      'application/json',
      '[{"LastName":"Hopp & \\"Co\\"","Title":null,"Account":{"Key__c":"A-1"},' +
        '"Who":{"attributes":{"type":"Lead"},"Email":"a@example.com"}}]',
    ],
  ] as const;
  for (const [contentType, mediaType, body] of loads) {
    it(`goes up as the service documents ${contentType}`, async () => {
      exchange({ method: 'POST', path: JOBS, status: 201, reply: jobInfo({ contentType }) });
      const sent = exchange({ method: 'POST', path: BATCHES, status: 201, reply: batchInfo() });
      const bulk = await signedIn();
      await bulk.jobCreate('insert', 'Task', { contentType });
      await bulk.batchCreate([ROW]);
      expect(sent.headers['content-type']).to.equal(`${mediaType}; charset=UTF-8`);
      expect(contentType === 'JSON' ? JSON.stringify(JSON.parse(sent.body)) : sent.body).to.equal(body);
    });
  }

  // nock cannot take SOQL that is announced as JSON; the practice org does, in spec/formats.
  const queries = [
    ['CSV', 'text/csv'],
    ['XML', 'application/xml'],
    ['ZIP_XML', 'application/xml'],
  ] as const;
  for (const [contentType, mediaType] of queries) {
    it(`of a query is plain SOQL, announced as ${mediaType} in ${contentType}`, async () => {
      exchange({ method: 'POST', path: JOBS, status: 201, reply: jobInfo({ contentType, operation: 'query' }) });
      const sent = exchange({ method: 'POST', path: BATCHES, status: 201, reply: batchInfo() });
      const bulk = await signedIn();
      await bulk.jobCreate('query', 'Contact', { contentType });
      await bulk.batchCreate('SELECT Id FROM Contact');
      expect(sent.headers['content-type']).to.equal(`${mediaType}; charset=UTF-8`);
      expect(sent.body).to.equal('SELECT Id FROM Contact');
    });
  }

  it('is understood in JSON though the question was XML, and in XML though the job is JSON', async () => {
    const info = {
      id: '750QQ000000Ab1YYAS',
      operation: 'insert',
      object: 'Contact',
      contentType: 'JSON',
      state: 'Open',
    };
    const reply = JSON.stringify({
      ...info,
      apiVersion: 66,
      assignmentRuleId: null,
      createdDate: '2026-01-02T03:04:05.000+0000',
    });
    exchange({ method: 'POST', path: JOBS, status: 201, reply, headers: { 'Content-Type': 'application/json' } });
    exchange({
      method: 'POST',
      path: `${JOBS}/${info.id}/batch`,
      status: 201,
      reply: ` \n${batchInfo({ jobId: info.id })}`,
    });
    const bulk = await signedIn();
    const job = await bulk.jobCreate('insert', 'Contact', { contentType: 'JSON' });
    expect(job).to.deep.include({
      apiVersion: '66.0',
      assignmentRuleId: null,
      createdDate: new Date('2026-01-02T03:04:05Z'),
    });
    expect((await bulk.batchCreate([{ LastName: 'a' }]))[0]).to.include({ state: 'Queued', jobId: info.id });
  });
});

describe('jobMap', () => {
  useNock();

  const SPEC =
    'Salesforce Field,Csv Header,Value,Hint\nName,Person,,\nDescription,,"Loaded, from people.csv",\nBirthdate,Born,,dd MM yy\n';

  for (const [what, spec] of [
    ['text', SPEC],
    [
      'mappings',
      [
        { salesforceField: 'Name', csvHeader: 'Person' },
        { salesforceField: 'Description', value: 'Loaded, from people.csv' },
        { salesforceField: 'Birthdate', csvHeader: 'Born', hint: 'dd MM yy' },
      ],
    ],
  ] as const) {
    it(`sends the spec as the service documents it, given as ${what}`, async () => {
      exchange({ method: 'POST', path: JOBS, status: 201, reply: jobInfo() });
      const sent = exchange({ method: 'POST', path: `${JOB}/spec`, status: 201 });
      const bulk = await signedIn();
      await bulk.jobCreate('insert', 'Contact');
      await bulk.jobMap(spec);
      expect(sent.body).to.equal(SPEC);
      expect(sent.headers['content-type']).to.equal('text/csv; charset=UTF-8');
    });
  }

  for (const spec of ['', ' \n', 'x'.repeat(8_192)]) {
    it(`refuses a spec of ${spec.length} characters`, async () => {
      exchange({ method: 'POST', path: JOBS, status: 201, reply: jobInfo() });
      const bulk = await signedIn();
      await bulk.jobCreate('insert', 'Contact');
      expect((await rejection(bulk.jobMap(spec), InputException)).field).to.equal('spec');
    });
  }

  for (const [what, spec, field, message] of [
    ['nothing', null, 'spec', 'needs the spec'],
    ['an object', { salesforceField: 'Name' }, 'spec', 'needs the spec'],
    ['a mapping of nothing', [null], undefined, 'Each part of a mapping needs its name'],
    ['a mapping without a field', [{ salesforceField: 'Name' }, {}], 'salesforceField', 'Mapping 2 of the spec needs'],
    ['a mapping to an empty field', [{ salesforceField: ' ' }], 'salesforceField', 'Mapping 1 of the spec needs'],
    ['a value that is no text', [{ salesforceField: 'Name', value: 5 }], 'value', 'value must be text; 5 was given'],
    ['a part that nobody knows', [{ salesforceField: 'Name', csv: 'x' }], 'csv', 'There is no part of a mapping "csv"'],
  ] as const) {
    it(`refuses ${what} for a spec, as somebody may give it who writes JavaScript`, async () => {
      exchange({ method: 'POST', path: JOBS, status: 201, reply: jobInfo() });
      const bulk = await signedIn();
      await bulk.jobCreate('insert', 'Contact');
      const error = await rejection(bulk.jobMap(spec as unknown as string), InputException);
      expect(error.field).to.equal(field);
      expect(error.message).to.include(message);
    });
  }
});
