import { expect } from 'chai';
import { type LoginInfo } from '../../lib/index';
import { placeOf } from '../../lib/repl/place';

const PRACTICE = 'http://127.0.0.1:4711';

const at = (instanceUrl: string, sandbox: boolean | null = null): LoginInfo => ({
  instanceUrl,
  sandbox,
  userId: null,
  organizationId: null,
  userName: null,
});

describe('Where a login leads', () => {
  it('is what the login says', () => {
    expect(placeOf(at('https://example.my.salesforce.com', true), PRACTICE)).to.equal('sandbox');
    expect(placeOf(at('https://example--dev.sandbox.my.salesforce.com', false), PRACTICE)).to.equal('production');
  });

  it('is told by the host when the login does not say', () => {
    expect(placeOf(at('https://example--dev.sandbox.my.salesforce.com'), PRACTICE)).to.equal('sandbox');
    expect(placeOf(at('https://example-dev-ed.develop.my.salesforce.com'), PRACTICE)).to.equal('sandbox');
    expect(placeOf(at('https://example.my.salesforce.com'), PRACTICE)).to.equal('production');
  });

  it('is the practice org only at its own address', () => {
    expect(placeOf(at(PRACTICE), PRACTICE)).to.equal('practice');
    expect(placeOf(at('http://127.0.0.1:4712'), PRACTICE)).to.equal('production');
  });
});
