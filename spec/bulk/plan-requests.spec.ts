import { expect } from 'chai';
import {
  Bulk,
  InputException,
  planRequests,
  type JobOptions,
  type Operation,
  type PlannedRequest,
  type PlanRequestsOptions,
} from '../../lib';
import { PracticeOrg } from '../../lib/practice-org';
import { RecordingProxy, type RecordedRequest } from '../helpers/recording-proxy';
import { rejection } from '../helpers/rejection';

const ROWS = [
  { Name: 'Acme', ExternalId__c: 'plan-1' },
  { Name: 'Große Sägen', ExternalId__c: 'plan-2' },
  { Name: '"Quoted", Inc.', ExternalId__c: 'plan-3' },
];

async function planned(...given: Parameters<typeof planRequests>): Promise<PlannedRequest[]> {
  const requests: PlannedRequest[] = [];
  for await (const request of planRequests(...given)) requests.push(request);
  return requests;
}

/** What HTTP itself adds. */
const OF_HTTP = ['Host', 'Connection', 'Content-Length', 'Accept', 'User-Agent'];

interface Comparable {
  readonly line: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const UNLIKE: readonly [RegExp, string][] = [
  [/750\w{15}/, 'JOB_ID'],
  [/\b00D[^ ]+$/, '***'],
];

function alike(text: string): string {
  return UNLIKE.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), text);
}

function comparable({ method, path, headers, body }: RecordedRequest | PlannedRequest): Comparable {
  const kept = Object.entries(headers).filter(([name]) => !OF_HTTP.includes(name));
  return {
    line: `${method} ${alike(path)}`,
    headers: Object.fromEntries(kept.map(([name, value]) => [name.toLowerCase(), alike(value)])),
    body: Buffer.from(body).toString('utf8'),
  };
}

describe('The requests that a job would send', () => {
  let org: PracticeOrg;
  let proxy: RecordingProxy;

  before(async () => {
    org = await PracticeOrg.start({ queueDelay: 0, processingDelay: 0 });
    proxy = await RecordingProxy.before(org.url);
  });
  after(async () => {
    await proxy.stop();
    await org.stop();
  });

  const sent = async (operation: Operation, options: JobOptions, given: PlanRequestsOptions): Promise<Comparable[]> => {
    const { maxRecords, api, gzip } = given;
    const bulk = new Bulk({
      concurrency: 1,
      ...(api === undefined ? {} : { api }),
      ...(gzip === undefined ? {} : { gzip }),
    });
    await bulk.login({ ...org.accessToken(), instanceUrl: proxy.url });
    const before = proxy.requests.length;
    await bulk.jobCreate(operation, 'Account', options);
    await bulk.batchCreate(ROWS, maxRecords === undefined ? {} : { maxRecords });
    await bulk.jobClose();
    return proxy.requests.slice(before).map(comparable);
  };

  const CASES: readonly [string, Operation, JobOptions, PlanRequestsOptions][] = [
    ['an insert', 'insert', {}, {}],
    ['an upsert in batches', 'upsert', { externalIdFieldName: 'ExternalId__c' }, { maxRecords: 1 }],
    ['one that works on batch after batch', 'insert', { concurrencyMode: 'Serial' }, {}],
    ['rows in JSON', 'insert', { contentType: 'JSON' }, {}],
    ['one in 2.0', 'insert', {}, { api: '2.0' }],
    ['an upsert in 2.0', 'upsert', { externalIdFieldName: 'ExternalId__c' }, { api: '2.0', maxRecords: 2 }],
  ];
  for (const [name, operation, options, given] of CASES) {
    it(`are those that are sent then, header for header and byte for byte: ${name}`, async () => {
      const real = await sent(operation, options, given);
      const plan = await planned({ operation, object: 'Account', options }, ROWS, { ...given, instanceUrl: proxy.url });
      expect(real).not.to.have.length(0);
      expect(plan.map(comparable)).to.deep.equal(real);
    });
  }

  it('say which are compressed on their way to an org, and show them as they are before', async () => {
    const text = `Name\n${'Sphere Ltd\n'.repeat(300)}`;
    const job = { operation: 'insert', object: 'Account' } as const;
    const [, batch] = await planned(job, text);
    expect(batch?.headers['Content-Encoding']).to.equal('gzip');
    expect(Buffer.from(batch?.body ?? '').toString('utf8')).to.equal(text);
  });

  it('are three for a batch of 2.0 that a journal is kept of', async () => {
    const job = { operation: 'insert', object: 'Account' } as const;
    const plan = await planned(job, ROWS, { api: '2.0', journal: 'load.journal' });
    expect(plan.map(({ operation }) => operation)).to.deep.equal(['create batch', 'upload data', 'complete upload']);
    expect(plan.map(({ batch }) => batch?.rows)).to.deep.equal([3, 3, 3]);
  });

  it('are refused where the job or its data would be', async () => {
    const serial = { operation: 'insert', object: 'Account', options: { concurrencyMode: 'Serial' } } as const;
    expect((await rejection(planned(serial, ROWS, { api: '2.0' }), InputException)).message).to.include('1.0');
    const job = { operation: 'insert', object: 'Account' } as const;
    expect((await rejection(planned(job, 'Name,Phone\nAcme\n'), InputException)).row).to.equal(1);
  });

  it('hold no session', async () => {
    const plan = await planned({ operation: 'query', object: 'Account' }, 'SELECT Id FROM Account');
    expect(plan.map(({ headers }) => headers['X-SFDC-Session'])).to.deep.equal(['***', '***', '***']);
  });
});
