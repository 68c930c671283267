import { expect } from 'chai';
import { QuotaException, RefusedException, SessionException, UnexpectedReplyException } from '../../lib';
import { signedIn } from '../helpers/bulks';
import { exchange, type Sent } from '../helpers/exchange';
import { rejection } from '../helpers/rejection';
import { useNock } from '../helpers/use-nock';
import { PROXY_PAGE, SESSION_ID } from '../helpers/wire';

const DATA = '/services/data/v66.0';
const JSON_TYPE = { 'Content-Type': 'application/json;charset=UTF-8' };

const answer = (path: string, body: unknown, status = 200): Sent =>
  exchange({ method: 'GET', path: DATA + path, status, reply: JSON.stringify(body), headers: JSON_TYPE });

const FIELD = {
  name: 'WhoId',
  label: 'Name ID',
  type: 'reference',
  length: 18,
  nillable: true,
  createable: true,
  updateable: true,
  defaultedOnCreate: false,
  externalId: false,
  idLookup: false,
  unique: false,
  referenceTo: ['Contact', 'Lead'],
  relationshipName: 'Who',
};

describe('What is asked of REST', () => {
  useNock();

  it('is shown the session as a bearer token', async () => {
    const sent = answer('/limits', {});
    await (await signedIn()).limits();
    expect(sent.headers).to.include({ authorization: `Bearer ${SESSION_ID}`, 'sforce-call-options': 'client=sfbulk' });
    expect(sent.headers).to.not.have.property('x-sfdc-session');
  });

  it('describes an object by its fields and the values that may be chosen', async () => {
    const picklistValues = [
      { active: true, value: 'Open' },
      { active: false, value: 'Old' },
    ];
    const fields = [{ ...FIELD, picklistValues, somethingNew: {} }];
    const about = { name: 'Task', label: 'Task', createable: true, updateable: true, deletable: true, queryable: true };
    answer('/sobjects/Task/describe', { ...about, keyPrefix: '00T', fields });
    const description = await (await signedIn()).describe('Task');
    expect(description).to.deep.equal({ ...about, fields: [{ ...FIELD, picklistValues: ['Open'] }] });
  });

  it('lists the objects of the org by name', async () => {
    answer('/sobjects', { encoding: 'UTF-8', sobjects: [{ name: 'Account' }, { name: 'Box__c' }] });
    expect(await (await signedIn()).describeGlobal()).to.deep.equal(['Account', 'Box__c']);
  });

  it('tells limits as numbers, those for single apps left out', async () => {
    answer('/limits', {
      DailyApiRequests: { Max: 15_000, Remaining: 14_998, 'Ant Migration Tool': { Max: 0, Remaining: 0 } },
      DailyBulkApiBatches: { Max: 15_000, Remaining: 12 },
    });
    expect(await (await signedIn()).limits()).to.deep.equal({
      DailyApiRequests: { max: 15_000, remaining: 14_998 },
      DailyBulkApiBatches: { max: 15_000, remaining: 12 },
    });
  });

  it('gets names that cannot climb out of their place', async () => {
    const sent = answer('/sobjects/..%2Flimits/describe', [{ errorCode: 'NOT_FOUND', message: 'no' }], 404);
    await rejection((await signedIn()).describe('../limits'), RefusedException);
    expect(sent.count).to.equal(1);
  });

  const faults = [
    [404, 'NOT_FOUND', 'The requested resource does not exist', RefusedException],
    [403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.', QuotaException],
    [401, 'INVALID_SESSION_ID', 'Session expired or invalid', SessionException],
  ] as const;
  for (const [status, code, message, Class] of faults) {
    it(`refuses with ${code} as a ${Class.name}`, async () => {
      answer('/sobjects/Nowhere__c/describe', [{ errorCode: code, message }], status);
      const error = await rejection((await signedIn()).describe('Nowhere__c'), Class);
      expect(error).to.include({ code, status });
    });
  }

  it('is not taken at its word where a proxy answers', async () => {
    exchange({ method: 'GET', path: `${DATA}/limits`, reply: PROXY_PAGE, headers: { 'Content-Type': 'text/html' } });
    const error = await rejection((await signedIn()).limits(), UnexpectedReplyException);
    expect(error.request).to.equal(`GET ${DATA}/limits`);
  });
});
