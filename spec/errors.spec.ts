import { inspect } from 'node:util';
import { expect } from 'chai';
import * as face from '../lib';
import { BulkException } from '../lib';
import { faultOf1, faultOf2, faultOfLogin } from '../lib/errors';
import { EXCEPTION_CODES } from '../lib/wire/v1';

const FAULT = { code: 'InvalidJob', message: 'Invalid job id: 750', status: 400, request: 'GET /services/x' };

const KINDS = Object.entries(face).filter(([name]) => name.endsWith('Exception')) as [string, typeof BulkException][];

describe('errors', () => {
  it('are kinds of one class', () => {
    expect(KINDS.map(([name]) => name)).to.include.members(['BulkException', 'LoginException', 'QuotaException']);
    for (const [, Kind] of KINDS)
      expect(Kind === BulkException || Kind.prototype instanceof BulkException).to.equal(true);
  });

  for (const [name, Kind] of KINDS) {
    it(`are told apart by class, and printed by name: ${name}`, () => {
      const error = new Kind('something', { code: 'X', outcomeUnknown: false } as object);
      expect(error).to.be.instanceOf(Error);
      expect(error.name).to.equal(name);
      expect(inspect(error)).to.match(new RegExp(`^${name}: something\n`));
    });
  }

  it('keep their cause, and have none where there was none', () => {
    const cause = new Error('socket');
    expect(new BulkException('x', { cause }).cause).to.equal(cause);
    expect('cause' in new BulkException('x')).to.equal(false);
  });
});

describe('a fault of the service', () => {
  it('keeps its code, its text, the status, the request and the ids', () => {
    const error = faultOf1({ ...FAULT, jobId: '750', batchId: '751' });
    expect(error).to.include({
      code: 'InvalidJob',
      message: 'InvalidJob: Invalid job id: 750',
      status: 400,
      request: 'GET /services/x',
      jobId: '750',
      batchId: '751',
    });
  });

  for (const code of EXCEPTION_CODES) {
    it(`has one line of advice: ${code}`, () => {
      const error = faultOf1({ ...FAULT, code });
      expect(error.advice).to.match(/^[^\n]{10,200}\.$/);
    });
  }

  const kinds: [string, number, string][] = [
    ['InvalidSessionId', 400, 'SessionException'],
    ['InvalidUser', 400, 'PermissionException'],
    ['ExceededQuota', 400, 'QuotaException'],
    ['InternalServerError', 400, 'ServiceException'],
    ['InvalidXML', 400, 'RefusedException'],
    ['InvalidXml', 400, 'RefusedException'],
    ['SomethingNew', 400, 'RefusedException'],
    ['SomethingNew', 500, 'ServiceException'],
  ];
  for (const [code, status, name] of kinds) {
    it(`is a ${name} for ${code} with ${status}`, () => {
      expect(faultOf1({ ...FAULT, code, status }).name).to.equal(name);
    });
  }

  it('passes a code that is not known with its text, and without advice that is not meant', () => {
    const error = faultOf1({ ...FAULT, code: 'SomethingNew', message: 'text' });
    expect(error).to.include({ code: 'SomethingNew', message: 'SomethingNew: text', advice: undefined });
  });

  it('means another thing at login', () => {
    expect(faultOfLogin({ ...FAULT, code: 'INVALID_OPERATION' }).name).to.equal('LoginException');
    expect(faultOf1({ ...FAULT, code: 'InvalidOperation' }).name).to.equal('RefusedException');
  });

  const restKinds: [string, number, string][] = [
    ['INVALID_SESSION_ID', 401, 'SessionException'],
    ['REQUEST_LIMIT_EXCEEDED', 403, 'QuotaException'],
    ['MALFORMED_QUERY', 400, 'RefusedException'],
    ['INVALIDJOB', 400, 'RefusedException'],
    ['NEW_ONE', 420, 'ServiceException'],
    ['NEW_ONE', 503, 'ServiceException'],
  ];
  for (const [code, status, name] of restKinds) {
    it(`of REST is a ${name} for ${code} with ${status}`, () => {
      expect(faultOf2({ ...FAULT, code, status }).name).to.equal(name);
    });
  }

  it('is found without regard to case and underscores, and not among the names of objects', () => {
    expect(faultOf1({ ...FAULT, code: 'INVALID_XML' }).advice).to.equal(
      faultOf1({ ...FAULT, code: 'InvalidXml' }).advice,
    );
    for (const code of ['constructor', '__proto__', 'toString', '']) {
      expect(faultOf1({ ...FAULT, code })).to.include({ name: 'RefusedException', advice: undefined });
    }
  });
});
