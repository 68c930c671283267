import { expect } from 'chai';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CSV, JSON_TYPE, Visit, XML } from './support/exchange';
import { INSERT, V2Visit } from './support/v2-visit';

/**
 * Layouts of the real service, retyped: what is between the values, byte for byte. Where recordings lie beside the
 * project, those that were taken by a machine are held against the org too.
 */
const RECORDINGS = join(__dirname, '../../../shared/recordings/cases.json');

interface Recording {
  readonly id: string;
  readonly api: string;
  readonly trust: string;
  readonly response: { readonly body?: string };
}

/** Values blotted out: the text of XML elements, the values of JSON, the ids and dates in CSV. */
const layout = (body: string): string =>
  body
    .trimEnd()
    .replace(/>[^<\n]+</g, '>·<')
    .replace(/(":)("[^"]*"|\d[\d.]*|null|true|false)/g, '$1·')
    .replace(/"[a-zA-Z0-9]{18}"/g, '"id"')
    .replace(/(?<=\n(?:.*,)?)"(?:true|false)"/g, '"boolean"');

const recorded = (wanted: string): readonly Recording[] => {
  if (!existsSync(RECORDINGS)) return [];
  const all = JSON.parse(readFileSync(RECORDINGS, 'utf8')) as Recording[];
  return all.filter(
    ({ api, trust, response }) => api === wanted && trust.startsWith('A') && response.body !== undefined,
  );
};

/** The same for 2.0: of CSV the header stays, and of what comes after it the quotes. */
const v2Layout = (body: string): string => {
  const [first = '', ...lines] = body.split('\n');
  if (first.startsWith('"')) return [first, ...lines.map((line) => line.replace(/"[^"]*"/g, '"·"'))].join('\n');
  return body.replace(
    /(":)("[^"]*"|\d[\d.]*)/g,
    (_, before: string, value: string) => before + (/^\d+\.\d$/.test(value) ? '0.0' : '·'),
  );
};

describe('The layout of what the org writes in 2.0', () => {
  const layouts = new Set<string>();

  before(async () => {
    const visit = await V2Visit.start();
    const see = (body: string): void => {
      layouts.add(v2Layout(body));
    };
    see((await visit.create(INSERT)).body);
    see((await visit.create({ ...INSERT, operation: 'upsert', externalIdFieldName: 'Id' })).body);
    see((await visit.create({ ...INSERT, object: 'Nothing' })).body);
    const load = await visit.jobId(INSERT);
    see((await visit.ask(`PUT /jobs/ingest/${load}/batches`, { body: 'LastName\n' })).body);
    const accounts = await visit.query('SELECT Id, Name, Phone FROM Account LIMIT 5');
    see((await visit.ask(`GET /jobs/query/${accounts}/results`)).body);
    see((await visit.ask(`GET /jobs/query/${accounts}`)).body);
    const done = await visit.run(INSERT, 'LastName\nHopp\n');
    see((await visit.ask(`GET /jobs/ingest/${done}`)).body);
    await visit.stop();
  });

  it('is what was retyped of the real one', () => {
    expect(layouts).to.include('[{"errorCode":·,"message":·}]');
    expect(layouts).to.include(`"Id","Name","Phone"\n${'"·","·","·"\n'.repeat(5)}`);
    expect(layouts).to.include('');
    expect(layouts).to.include(
      '{"id":·,"operation":·,"object":·,"createdById":·,"createdDate":·,"systemModstamp":·,"state":·,' +
        '"concurrencyMode":·,"contentType":·,"apiVersion":0.0,"contentUrl":·,"lineEnding":·,"columnDelimiter":·}',
    );
    expect(layouts).to.include(
      '{"id":·,"operation":·,"object":·,"createdById":·,"createdDate":·,"systemModstamp":·,"state":·,' +
        '"concurrencyMode":·,"contentType":·,"apiVersion":0.0,"jobType":·,"lineEnding":·,"columnDelimiter":·,' +
        '"numberRecordsProcessed":·,"numberRecordsFailed":·,"retries":·,"totalProcessingTime":·,' +
        '"apiActiveProcessingTime":·,"apexProcessingTime":·}',
    );
  });

  for (const { id, response } of recorded('v2')) {
    it(`is that of the recording ${id}`, () => {
      expect(layouts).to.include(v2Layout(response.body ?? ''));
    });
  }
});

describe('The layout of what the org writes', () => {
  const layouts = new Set<string>();

  before(async () => {
    const visit = await Visit.start();
    const see = (body: string): void => {
      layouts.add(layout(body));
    };
    const contacts = { operation: 'insert', object: 'Contact', contentType: 'CSV' };
    see((await visit.createJob(contacts)).body);
    const upsert = { ...contacts, operation: 'upsert', externalIdFieldName: 'Legacy_Key__c' };
    see((await visit.createJob(upsert)).body);
    const json = '{"operation":"update","object":"Contact","contentType":"CSV"}';
    see((await visit.post('/job', { body: json, type: JSON_TYPE })).body);
    see((await visit.createJob({ ...contacts, object: 'Nothing' })).body);
    const job = await visit.jobId(contacts);
    const jsonJob = await visit.jobId({ ...contacts, contentType: 'JSON' });
    see((await visit.post(`/job/${jsonJob}/batch`, { body: '[]', type: JSON_TYPE })).body);
    for (const _ of ['one', 'two']) {
      see((await visit.post(`/job/${job}/batch`, { body: 'LastName\nHopp\n', type: CSV })).body);
      await visit.org.clock.advance('1 min');
      see((await visit.get(`/job/${job}/batch`)).body);
    }
    const update = async (ids: string): Promise<void> => {
      see(await visit.result({ ...contacts, operation: 'update' }, { body: `Id\n${ids}`, type: CSV }));
    };
    await update('003QQ0000000001\n');
    await update('003QQ0000000001\n003QQ0000000002\n');
    see(await visit.query('Contact', "SELECT Id FROM Contact WHERE LastName = 'Nobody'"));
    see((await visit.post(`/job/${job}`, { body: '<x><state>Closed</state></x>', type: XML })).body);
    await visit.stop();
  });

  it('is what was retyped of the real one', () => {
    const head = '<?xml version="1.0" encoding="UTF-8"?>';
    const namespace = '\n   xmlns="http://www.force.com/2009/06/asyncapi/dataload">\n';
    expect(layouts).to.include(
      `${head}<error${namespace} <exceptionCode>·</exceptionCode>\n <exceptionMessage>·</exceptionMessage>\n</error>`,
    );
    expect(layouts).to.include('"Id","Success","Created","Error"\n"id","boolean","boolean",""');
    expect(layouts).to.include('Records not found for this query');
  });

  for (const { id, response } of recorded('v1')) {
    // The object of this one is not in the org: its columns are its own.
    if (id === 'jj-query-result-csv') continue;
    it(`is that of the recording ${id}`, () => {
      expect(layouts).to.include(layout(response.body ?? ''));
    });
  }
});
