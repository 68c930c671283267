import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { expect } from 'chai';
import { BulkException, type Bulk, type BulkOptions } from '../../lib';
import { BATCHES, JOB, newBulk, withJob } from '../helpers/bulks';
import { exchange, lostConnection } from '../helpers/exchange';
import { useNock } from '../helpers/use-nock';
import { asyncError, batchInfo, jobInfo, loginResponse, SESSION_ENDED, SESSION_ID } from '../helpers/wire';

const SECRETS = ['hushhush', 'TOKENofTwentyFourSigns24', SESSION_ID.slice(16), 'cookieSecret'];

function everyTraceOf(thing: unknown): string {
  return `${inspect(thing, { depth: 20, showHidden: true, getters: true })}\n${JSON.stringify(thing)}`;
}

function expectNoSecretIn(thing: unknown): void {
  for (const secret of SECRETS) expect(everyTraceOf(thing)).to.not.include(secret);
}

async function withSecrets(options: BulkOptions = {}): Promise<Bulk> {
  exchange({
    origin: 'https://login.salesforce.com',
    method: 'POST',
    path: '/services/Soap/u/64.0',
    reply: loginResponse(),
    headers: { 'Set-Cookie': ['sid=cookieSecret; Path=/; Secure'] },
  });
  exchange({
    method: 'POST',
    path: '/services/async/66.0/job',
    status: 201,
    reply: jobInfo(),
    headers: { 'Set-Cookie': ['BrowserId=cookieSecret; Path=/; Secure'] },
  });
  const bulk = newBulk({ retries: 0, ...options });
  await bulk.login('ada@example.com', 'hushhush', 'TOKENofTwentyFourSigns24');
  await bulk.jobCreate('insert', 'Contact');
  return bulk;
}

describe('what is secret', () => {
  useNock();

  it('cannot be seen in the object that holds it', async () => {
    expectNoSecretIn(await withSecrets());
  });

  it('cannot be seen in what login() answers', async () => {
    exchange({
      origin: 'https://login.salesforce.com',
      method: 'POST',
      path: '/services/Soap/u/64.0',
      reply: loginResponse(),
    });
    expectNoSecretIn(await newBulk().login('ada@example.com', 'hushhush', 'TOKENofTwentyFourSigns24'));
  });

  const troubles: Record<string, () => void> = {
    'a lost connection': () => {
      lostConnection({ method: 'GET', path: JOB });
    },
    'a fault that repeats the session': () => {
      const reply = asyncError('InvalidJob', `no job for ${SESSION_ID} here`);
      exchange({ method: 'GET', path: JOB, status: 400, reply });
    },
    'a fault that has the session for its code': () => {
      exchange({ method: 'GET', path: JOB, status: 400, reply: asyncError(SESSION_ID, 'what is this?') });
    },
    'a page that links to an address with the session': () => {
      const reply = `<a href="/frontdoor.jsp?sid=${SESSION_ID.replace('!', '%21')}">`;
      exchange({ method: 'GET', path: JOB, status: 502, reply });
    },
    'a page that repeats the session': () => {
      exchange({ method: 'GET', path: JOB, status: 502, reply: `<p>denied: ${SESSION_ID}</p>` });
    },
    'a redirect that carries the session': () => {
      const headers = { Location: `https://elsewhere.example.com/?sid=${SESSION_ID}` };
      exchange({ method: 'GET', path: JOB, status: 302, headers });
    },
  };
  for (const [trouble, prepare] of Object.entries(troubles)) {
    it(`stays out of the error about ${trouble}`, async () => {
      const bulk = await withSecrets();
      prepare();
      const error = await bulk.jobStatus().catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(BulkException);
      for (let at: unknown = error; at instanceof Error; at = at.cause) {
        expectNoSecretIn(at);
        expectNoSecretIn(at.message + (at.stack ?? ''));
      }
    });
  }

  it('stays out of the error about a session that cannot be renewed', async () => {
    const bulk = await withJob();
    exchange({ method: 'GET', path: BATCHES, status: 400, reply: SESSION_ENDED });
    expectNoSecretIn(await bulk.batchStatus().catch((reason: unknown) => reason));
  });

  it('stays out of warnings that repeat it', async () => {
    const warnings: string[] = [];
    const bulk = await withJob({ onWarning: (warning) => warnings.push(warning) });
    const headers = { Warning: `299 - "no more calls for ${SESSION_ID}"` };
    exchange({ method: 'GET', path: JOB, reply: jobInfo(), headers });
    await bulk.jobStatus();
    expect(warnings.join()).to.include('no more calls for 00DQQ0000001PrA!');
    expectNoSecretIn(warnings);
  });

  it('stays out of the journal, whichever way it came in', async () => {
    const home = mkdtempSync(join(tmpdir(), 'sfbulk-secrets-'));
    try {
      const journal = join(home, 'journal');
      const bulk = await withSecrets({ journal });
      exchange({ method: 'POST', path: BATCHES, status: 201, reply: batchInfo() });
      await bulk.batchCreate('LastName\nHopp\n');
      expect(readdirSync(home)).to.deep.equal(['journal']);
      expect(readFileSync(journal, 'utf8')).to.include('"batch created"');
      expectNoSecretIn(readFileSync(journal, 'utf8'));
    } finally {
      rmSync(home, { recursive: true });
    }
  });

  it('stays out of warnings', async () => {
    const warnings: string[] = [];
    const bulk = await withJob({ onWarning: (warning) => warnings.push(warning) });
    const headers = { Warning: '299 - "This API is deprecated"' };
    exchange({ method: 'GET', path: JOB, reply: jobInfo(), headers });
    await bulk.jobStatus();
    expect(warnings).to.deep.equal(['This API is deprecated']);
    expectNoSecretIn(warnings);
  });
});
