import { expect } from 'chai';
import { CSV, Visit } from '../support/exchange';

interface FieldDescription {
  readonly name: string;
  readonly type: string;
  readonly soapType: string;
  readonly length: number;
  readonly byteLength: number;
  readonly nillable: boolean;
  readonly defaultedOnCreate: boolean;
  readonly createable: boolean;
}

interface Description {
  readonly name: string;
  readonly keyPrefix: string;
  readonly fields: readonly FieldDescription[];
  readonly childRelationships: readonly { readonly childSObject: string; readonly field: string }[];
}

interface Page {
  readonly totalSize: number;
  readonly done: boolean;
  readonly nextRecordsUrl?: string;
  readonly records: readonly Readonly<Record<string, unknown>>[];
}

describe('REST, beside the jobs', () => {
  let visit: Visit;
  before(async () => {
    visit = await Visit.start();
  });
  after(() => visit.stop());

  const read = async <Shape>(path: string): Promise<Shape> => JSON.parse((await visit.rest(path)).body) as Shape;

  it('lists its versions to anyone, oldest first', async () => {
    const answer = await visit.ask({ path: '/services/data/' });
    const versions = JSON.parse(answer.body) as { label: string; url: string; version: string }[];
    expect(versions.at(0)).to.deep.equal({ label: "Summer '14", url: '/services/data/v31.0', version: '31.0' });
    expect(versions.at(-1)).to.deep.equal({ label: "Spring '26", url: '/services/data/v66.0', version: '66.0' });
    expect(answer.headers).not.to.have.property('sforce-limit-info');
  });

  it('lists its resources, without the slash and with it', async () => {
    const resources = await read<Record<string, string>>('/services/data/v66.0/');
    expect(resources.sobjects).to.equal('/services/data/v66.0/sobjects');
  });

  it('refuses versions that are gone, and ones that never were', async () => {
    expect((await visit.rest('/services/data/v30.0/limits')).status).to.equal(410);
    for (const version of ['viAmABadVersion', 'v066.0', '66.0', 'v99.0']) {
      const never = await visit.rest(`/services/data/${version}/limits`);
      expect(never.status, version).to.equal(404);
      expect(never.body).to.equal('[{"errorCode":"NOT_FOUND","message":"The requested resource does not exist"}]');
    }
  });

  it('warns whoever speaks an old version, on both APIs', async () => {
    const rest = await visit.rest('/services/data/v40.0/limits');
    expect(rest.headers.warning).to.match(/^299 - "This API is deprecated and will be removed by Summer '27\. /);
    const bulk = await visit.ask({ path: '/services/async/40.0/job/x', headers: { 'X-SFDC-Session': visit.session } });
    expect(bulk.headers.warning).to.equal(rest.headers.warning);
    expect((await visit.rest('/services/data/v41.0/limits')).headers).not.to.have.property('warning');
  });

  it('describes an object by any spelling of its name', async () => {
    const contact = await read<Description>('/services/data/v66.0/sobjects/contact/describe');
    expect([contact.name, contact.keyPrefix]).to.deep.equal(['Contact', '003']);
    const field = (name: string) => contact.fields.find((candidate) => candidate.name === name);
    expect(field('LastName')).to.include({
      type: 'string',
      soapType: 'xsd:string',
      length: 80,
      byteLength: 240,
      nillable: false,
    });
    expect(field('Id')).to.include({ soapType: 'tns:ID', length: 18, byteLength: 18, createable: false });
    expect(contact.childRelationships).to.deep.include.members([
      {
        cascadeDelete: false,
        childSObject: 'Case',
        deprecatedAndHidden: false,
        field: 'ContactId',
        junctionIdListNames: [],
        junctionReferenceTo: [],
        relationshipName: null,
        restrictedDelete: false,
      },
    ]);
  });

  it('says what an insert needs as it then asks for it', async () => {
    const { fields } = await read<Description>('/services/data/v66.0/sobjects/Contact/describe');
    const required = fields.filter((field) => !field.nillable && !field.defaultedOnCreate && field.createable);
    const outcome = await visit.result(
      { operation: 'insert', object: 'Contact' },
      { body: 'FirstName\nx\n', type: CSV },
    );
    expect(outcome).to.contain(`Required fields are missing: [${required.map(({ name }) => name).join(', ')}]`);
  });

  it('does not describe again what has not changed', async () => {
    const path = '/services/data/v66.0/sobjects/Contact/describe';
    const modified = (await visit.rest(path)).headers['last-modified'] ?? '';
    const since = await visit.rest(path, { 'If-Modified-Since': modified });
    expect([since.status, since.body]).to.deep.equal([304, '']);
    expect((await visit.rest(path, { 'If-Modified-Since': 'Thu, 01 Jan 2026 00:00:00 GMT' })).status).to.equal(200);
    expect((await visit.rest('/services/data/v66.0/sobjects/Nothing/describe')).status).to.equal(404);
  });

  it('lists all objects with where they are described', async () => {
    const { sobjects } = await read<{ sobjects: { name: string; urls: { describe: string } }[] }>(
      '/services/data/v66.0/sobjects',
    );
    const account = sobjects.find(({ name }) => name === 'Account');
    expect(account?.urls.describe).to.equal('/services/data/v66.0/sobjects/Account/describe');
  });

  it('answers a query with dates as text, parents as records', async () => {
    const soql = encodeURIComponent(
      "SELECT Id, CreatedDate, Owner.Username FROM Account WHERE Name = 'Acme Brick Works'",
    );
    const page = await read<Page>(`/services/data/v66.0/query?q=${soql}`);
    expect(page).to.deep.equal({
      totalSize: 1,
      done: true,
      records: [
        {
          attributes: { type: 'Account', url: '/services/data/v66.0/sobjects/Account/001QQ0000000001YAA' },
          Id: '001QQ0000000001YAA',
          CreatedDate: '2026-01-05T09:30:00.000+0000',
          Owner: { attributes: { type: 'User' }, Username: 'ada@practice.example' },
        },
      ],
    });
  });

  it('cuts a long answer into pages that lead to each other', async () => {
    const body = `LastName,Title\n${'Paged,x\n'.repeat(4100)}`;
    await visit.run({ operation: 'insert', object: 'Contact' }, { body, type: CSV });
    const sizes = [];
    let path: string | undefined =
      `/services/data/v66.0/query?q=${encodeURIComponent("SELECT Id FROM Contact WHERE LastName = 'Paged'")}`;
    while (path !== undefined) {
      const page: Page = await read<Page>(path);
      sizes.push(page.records.length);
      path = page.nextRecordsUrl;
    }
    expect(sizes).to.deep.equal([2000, 2000, 100]);
    expect((await visit.rest('/services/data/v66.0/query/01gQQ0000000000-2000')).body).to.contain(
      'INVALID_QUERY_LOCATOR',
    );
  });

  it('refuses a wrong query by the code alone', async () => {
    const answer = await visit.rest('/services/data/v66.0/query?q=SELECT+Nme+FROM+Account');
    expect(answer.status).to.equal(400);
    const [error] = JSON.parse(answer.body) as { errorCode: string; message: string }[];
    expect(error?.errorCode).to.equal('INVALID_FIELD');
    expect(error?.message).to.match(/^\nSELECT Nme FROM Account\n/);
  });

  it('refuses methods that a resource does not have', async () => {
    const headers = { Authorization: `Bearer ${visit.session}` };
    const answer = await visit.ask({ method: 'PUT', path: '/services/data/v66.0/limits', headers });
    expect(answer.status).to.equal(405);
    expect(answer.body).to.contain("HTTP Method 'PUT' not allowed. Allowed are GET");
  });

  it('refuses in XML whoever accepts that, on paths that lead nowhere too', async () => {
    const accept = { Accept: 'application/xml', Authorization: `Bearer ${visit.session}` };
    const path = '/services/data/v66.0';
    for (const [method, code] of [
      ['GET', 'NOT_FOUND'],
      ['DELETE', 'METHOD_NOT_ALLOWED'],
    ] as const) {
      const answer = await visit.ask({ method, path: path + (method === 'GET' ? '/nowhere' : ''), headers: accept });
      expect(answer.headers['content-type']).to.equal('application/xml;charset=UTF-8');
      expect(answer.body).to.contain(`<Errors><Error><errorCode>${code}</errorCode>`);
    }
  });

  it('hands out the schema of the control bodies without a session', async () => {
    const answer = await visit.ask({ path: '/services/async/66.0/AsyncApi.xsd' });
    expect(answer.body).to.contain('targetNamespace="http://www.force.com/2009/06/asyncapi/dataload"');
    for (const root of ['jobInfo', 'batchInfo', 'batchInfoList', 'results', 'error']) {
      expect(answer.body, root).to.contain(`<xsd:element name="${root}" type=`);
    }
  });
});
