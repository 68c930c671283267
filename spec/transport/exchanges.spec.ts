import { inspect } from 'node:util';
import { expect } from 'chai';
import fc from 'fast-check';
import { ConnectionException, type Exchange } from '../../lib';
import { withExchanges } from '../../lib/transport/exchanges';
import { type ReplyBody, type TransportReply, type TransportRequest } from '../../lib/transport/transport';
import { BATCHES, JOB, JOBS, newBulk, signedIn, withJob } from '../helpers/bulks';
import { utf16 } from '../helpers/bytes';
import { exchange, lostConnection, ORG } from '../helpers/exchange';
import { FakeClock } from '../helpers/fake-clock';
import { rejection } from '../helpers/rejection';
import { useNock } from '../helpers/use-nock';
import { batchInfo, jobInfo, loginResponse, SESSION_ID } from '../helpers/wire';

const request: TransportRequest = {
  method: 'GET',
  url: `${ORG}${JOB}`,
  headers: {},
  operation: 'get job',
  repeatable: true,
};

function bodyOf(content: string | Iterable<string | Uint8Array> = []): ReplyBody {
  const chunks = typeof content === 'string' ? [content] : content;
  return {
    // eslint-disable-next-line @typescript-eslint/require-await -- an async source of something that is there already
    async *[Symbol.asyncIterator]() {
      for (const chunk of chunks) yield Buffer.from(chunk as string);
    },
    discard: () => undefined,
  };
}

interface Sent {
  readonly request?: Partial<TransportRequest>;
  readonly reply?: Partial<TransportReply>;
}

/** What is told of one request whose answer is read to its end. */
async function told(sent: Sent): Promise<Exchange> {
  const seen: Exchange[] = [];
  const reply: TransportReply = { status: 200, headers: {}, body: bodyOf(), ...sent.reply };
  const send = withExchanges(() => Promise.resolve(reply), {
    tell: (one) => seen.push(one),
    clock: new FakeClock(),
  });
  const { body } = await send({ ...request, ...sent.request });
  for await (const _chunk of body);
  const [only, ...others] = seen;
  if (only === undefined || others.length > 0) throw new Error(`told ${seen.length} times`);
  return only;
}

describe('What onExchange is told', () => {
  useNock();

  it('is each request with its answer, in the words of the service', async () => {
    const seen: Exchange[] = [];
    const bulk = await signedIn({ onExchange: (one) => seen.push(one) });
    exchange({ method: 'POST', path: JOBS, status: 201, reply: jobInfo(), headers: { 'Sforce-Limit-Info': 'a=1/2' } });
    await bulk.jobCreate('insert', 'Contact');
    expect(seen).to.have.lengthOf(1);
    const [{ operation, request: asked, reply, milliseconds } = {} as Exchange] = seen;
    expect({ operation, method: asked.method, url: asked.url }).to.deep.equal({
      operation: 'create job',
      method: 'POST',
      url: `${ORG}${JOBS}`,
    });
    expect(asked.headers).to.include({ 'Content-Type': 'application/xml; charset=UTF-8', 'X-SFDC-Session': '***' });
    expect(asked.body?.beginning).to.include('<operation>insert</operation>');
    expect(reply).to.deep.include({ status: 201, body: { beginning: jobInfo(), isWhole: true, bytes: 1009 } });
    expect(reply?.headers).to.include({ 'sforce-limit-info': 'a=1/2' });
    expect(milliseconds).to.equal(0);
  });

  it('is every try of a request, those without an answer with the reason', async () => {
    const seen: Exchange[] = [];
    const bulk = await withJob({ onExchange: (one) => seen.push(one) });
    lostConnection({ method: 'GET', path: JOB });
    exchange({ method: 'GET', path: JOB, status: 503, reply: 'busy' });
    exchange({ method: 'GET', path: JOB, reply: jobInfo() });
    await bulk.jobStatus();
    expect(seen.slice(1).map(({ reply }) => reply?.status)).to.deep.equal([undefined, 503, 200]);
    expect(seen[1]?.error).to.include('No answer to "get job"');
  });

  it('does not fail a request, whatever it does with it', async () => {
    const warnings: string[] = [];
    const bulk = await withJob({
      onWarning: (warning) => warnings.push(warning),
      onExchange: () => {
        throw new Error('the disk is full');
      },
    });
    exchange({ method: 'POST', path: BATCHES, status: 201, reply: batchInfo() });
    expect(await bulk.batchCreate('LastName\nHopp\n')).to.have.lengthOf(1);
    expect(warnings).to.deep.equal(['onExchange has thrown: Error: the disk is full']);
  });

  it('takes the time until the headers, and not the time of reading', async () => {
    const seen: Exchange[] = [];
    const clock = new FakeClock();
    const answer = async (): Promise<TransportReply> => {
      await clock.sleep(30);
      return { status: 200, headers: {}, body: bodyOf('x') };
    };
    const { body } = await withExchanges(answer, { tell: (one) => seen.push(one), clock })(request);
    await clock.sleep(9_000);
    for await (const _chunk of body);
    expect(seen[0]?.milliseconds).to.equal(30);
  });
});

describe('The bodies that onExchange sees', () => {
  it('are not read before somebody reads them, and no further', async () => {
    const seen: Exchange[] = [];
    let pulled = 0;
    const body = bodyOf(
      (function* () {
        for (; pulled < 100; pulled += 1) yield 'x'.repeat(5_000);
      })(),
    );
    const answer = (): Promise<TransportReply> => Promise.resolve({ status: 200, headers: {}, body });
    const send = withExchanges(answer, { tell: (one) => seen.push(one), clock: new FakeClock() });
    const chunks = (await send(request)).body[Symbol.asyncIterator]();
    expect(pulled).to.equal(0);
    await chunks.next();
    expect(seen).to.have.lengthOf(0);
    await chunks.next();
    expect(pulled).to.equal(1);
    expect(seen[0]?.reply?.body).to.deep.equal({ beginning: 'x'.repeat(4_000), isWhole: false, bytes: undefined });
    await chunks.return?.();
    expect(seen).to.have.lengthOf(1);
  });

  it('reach their reader as they were', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 9_000 }), { maxLength: 5 }), async (chunks) => {
        const answer = (): Promise<TransportReply> =>
          Promise.resolve({ status: 200, headers: {}, body: bodyOf(chunks) });
        const send = withExchanges(answer, { tell: () => undefined, clock: new FakeClock() });
        const read: Uint8Array[] = [];
        for await (const chunk of (await send(request)).body) read.push(chunk);
        expect(Buffer.concat(read).equals(Buffer.concat(chunks))).to.equal(true);
      }),
      { numRuns: 50 },
    );
  });

  it('that nobody reads are told all the same, and discarded', async () => {
    const seen: Exchange[] = [];
    let isDiscarded = false;
    const body = { ...bodyOf('x'), discard: () => (isDiscarded = true) };
    const answer = (): Promise<TransportReply> => Promise.resolve({ status: 503, headers: {}, body });
    const send = withExchanges(answer, { tell: (one) => seen.push(one), clock: new FakeClock() });
    (await send(request)).body.discard();
    expect(isDiscarded).to.equal(true);
    expect(seen[0]?.reply).to.deep.include({ status: 503, body: { beginning: '', isWhole: false, bytes: undefined } });
  });

  it('that break off come with the reason', async () => {
    const seen: Exchange[] = [];
    const body = bodyOf(
      (function* () {
        yield '<jobInfo';
        throw new ConnectionException('The answer broke off', { outcomeUnknown: true });
      })(),
    );
    const answer = (): Promise<TransportReply> => Promise.resolve({ status: 200, headers: {}, body });
    const send = withExchanges(answer, { tell: (one) => seen.push(one), clock: new FakeClock() });
    const reading = (async () => {
      for await (const _chunk of (await send(request)).body);
    })();
    await rejection(reading, ConnectionException);
    expect(seen).to.have.lengthOf(1);
    expect(seen[0]).to.deep.include({ error: 'The answer broke off' });
    expect(seen[0]?.reply?.body).to.deep.equal({ beginning: '<jobInfo', isWhole: false, bytes: undefined });
  });

  it('are cut when they are data, with their length', async () => {
    const body = Buffer.from(`LastName\n${'Höpp\n'.repeat(100_000)}`);
    const { request: asked } = await told({ request: { method: 'POST', body } });
    expect(asked.body).to.deep.include({ isWhole: false, bytes: body.length });
    expect(asked.body?.beginning)
      .to.match(/^LastName\nHöpp\n/)
      .and.have.lengthOf(4_000);
  });

  it('are not shown where they are no text', async () => {
    const body = Uint8Array.from([0x50, 0x4b, 3, 4, 0xff, 0xfe]);
    const { request: asked, reply } = await told({ request: { body }, reply: { body: bodyOf([body]) } });
    expect(asked.body).to.deep.equal({ beginning: '', isWhole: false, bytes: 6 });
    expect(reply?.body).to.deep.equal({ beginning: '', isWhole: false, bytes: 6 });
  });
});

describe('The secrets of an exchange', () => {
  useNock();

  const SECRETS = ['hush&hush', 'hush&amp;hush', 'TOKENofTwentyFourSigns24', SESSION_ID.slice(16), 'cookieSecret'];

  function expectNoSecretIn(seen: unknown): void {
    const text = inspect(seen, { depth: 20, maxStringLength: null });
    for (const secret of SECRETS) expect(text).to.not.include(secret);
    expect(text).to.include('***');
  }

  it('are masked in a SOAP login and in its answer, headers included', async () => {
    const seen: Exchange[] = [];
    const headers = { 'Set-Cookie': ['sid=cookieSecret; Path=/; Secure'] };
    const login = { origin: 'https://login.salesforce.com', method: 'POST', path: '/services/Soap/u/64.0' } as const;
    exchange({ ...login, reply: loginResponse(), headers });
    await newBulk({ onExchange: (one) => seen.push(one) }).login(
      'ada@example.com',
      'hush&hush',
      'TOKENofTwentyFourSigns24',
    );
    expectNoSecretIn(seen);
    expect(seen[0]?.request.body?.beginning).to.include('<urn:password>***</urn:password>');
    expect(seen[0]?.reply?.body.beginning).to.include('<sessionId>***</sessionId>');
    expect(seen[0]?.reply?.headers['set-cookie']).to.equal('***');
  });

  const texts: Record<string, Partial<TransportRequest>> = {
    'a bearer token': { headers: { Authorization: 'Bearer s3cret' } },
    'a session header': { headers: { 'X-SFDC-Session': 's3cret' } },
    'a form': { body: 'grant_type=refresh_token&refresh_token=s3cret&client_id=app&client_secret=s3cret' },
    JSON: { body: '{"refresh_token": "s3cret", "scope": "api"}' },
    'an element with attributes': { body: '<p:password xmlns:p="urn:x">s3cret</p:password>' },
  };
  for (const [where, asked] of Object.entries(texts)) {
    it(`are masked in ${where}, and in an answer that repeats them`, async () => {
      const seen = await told({ request: asked, reply: { body: bodyOf('<p>denied: s3cret</p>') } });
      const text = inspect(seen, { depth: 9 });
      expect(text).to.include('***');
      expect(text).to.not.include('s3cret');
    });
  }

  it('are masked whole in an answer that repeats them as no form would', async () => {
    const { reply } = await told({
      request: { body: 'grant_type=password&password=hush%26hushTOKEN&client_secret=s3cret%3C1' },
      reply: { body: bodyOf('grant_type=password&password=hush&hushTOKEN&client_secret=s3cret<1') },
    });
    expect(reply?.body.beginning).to.equal('grant_type=password&password=***&client_secret=***');
  });

  it('are masked in fields, though one of them is spelt like a field', async () => {
    const { reply } = await told({
      request: { body: 'grant_type=password&password=password' },
      reply: { body: bodyOf('{"password":"s3cret","said":"password"}') },
    });
    expect(reply?.body.beginning).to.equal('{"***":"***","said":"***"}');
  });

  it('are not shown in a text whose letters have NULs beside them', async () => {
    const { reply } = await told({ reply: { body: bodyOf(utf16('00DQQ0000001PrA!hush')) } });
    expect(reply?.body).to.deep.equal({ beginning: '', isWhole: false, bytes: 40 });
  });

  it('are masked when an answer repeats a cookie, as its transport tells', async () => {
    const { reply } = await told({ reply: { body: bodyOf('for cookieSecret'), secrets: ['cookieSecret', 'for'] } });
    expect(reply?.body.beginning).to.equal('for ***');
  });

  it('are masked in the answer of the token endpoint, cut wherever', async () => {
    const answer = `{"access_token":"${SESSION_ID}","refresh_token":"s3cret","signature":"s3\\"cret","scope":"api"}`;
    for (let end = 0; end <= answer.length; end++) {
      const { reply } = await told({ reply: { body: bodyOf(answer.slice(0, end)) } });
      expect(reply?.body.beginning).to.not.match(/s3|AQ4/);
    }
  });

  it('do not show in part at the end of what is shown', async () => {
    const { reply } = await told({
      request: { headers: { Authorization: 'Bearer s3cretOfMine' } },
      reply: { body: bodyOf(`${'x'.repeat(3_995)}s3cretOfMine`) },
    });
    expect(reply?.body.beginning).to.match(/x\*\*\*$/);
  });
});
