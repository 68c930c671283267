import { execFileSync } from 'node:child_process';
import { expect } from 'chai';
import fc from 'fast-check';
import { type Exchange, type ExchangeBody } from '../../../lib/index';
import { curlText } from '../../../lib/repl/format/curl-text';

function exchangeOf(request: Partial<Exchange['request']>): Exchange {
  return {
    operation: 'create job',
    request: { method: 'GET', url: 'https://example.my.salesforce.com/job', headers: {}, ...request },
    milliseconds: 1,
  };
}

const whole = (beginning: string): ExchangeBody => ({ beginning, isWhole: true, bytes: Buffer.byteLength(beginning) });

interface Call {
  readonly words: readonly string[];
  readonly stdin: string;
}

function calledBy(command: string, session = ''): Call {
  const [call] = callsOf([command], session);
  if (call === undefined) throw new Error('The shell called nothing');
  return call;
}

/** What one shell makes of the commands: the words that curl would be called with, and what it would read. */
function callsOf(commands: readonly string[], session = ''): Call[] {
  const stub = `curl() { printf '%s\\0' "$@"; case "$*" in *@-) cat ;; esac; }`;
  const script = commands.join(`\nprintf '${BETWEEN_CALLS}'\n`);
  const printed = execFileSync('sh', ['-c', `${stub}\n${script}`], {
    encoding: 'utf8',
    env: { ...process.env, SESSION: session },
  });
  return printed.split(BETWEEN_CALLS).map(callIn);
}

/** Stands in no text of these specs. */
const BETWEEN_CALLS = '=====';

function callIn(printed: string): Call {
  const parts = printed.split('\0');
  const end = parts.includes('@-') ? parts.indexOf('@-') + 1 : parts.length - 1;
  return { words: parts.slice(0, end), stdin: parts.slice(end).join('\0') };
}

describe('An exchange as a curl command', () => {
  it('is one that a shell takes apart into what was sent', () => {
    const command = curlText(
      exchangeOf({
        method: 'POST',
        url: 'https://example.my.salesforce.com/job?a=1&b=$HOME',
        headers: { 'Content-Type': 'text/csv; charset=UTF-8', 'X-SFDC-Session': '***', 'X-It': "it's `not` $it" },
        body: whole('LastName\nO\'Hopp "$x" \\ !\n'),
      }),
    );
    expect(calledBy(command, '00D!se$$ion').words).to.deep.equal([
      '-X',
      'POST',
      'https://example.my.salesforce.com/job?a=1&b=$HOME',
      '-H',
      'Content-Type: text/csv; charset=UTF-8',
      '-H',
      'X-SFDC-Session: 00D!se$$ion',
      '-H',
      "X-It: it's `not` $it",
      '--data-raw',
      'LastName\nO\'Hopp "$x" \\ !\n',
    ]);
  });

  it('asks for nothing but a bearer token where the request has one', () => {
    const { words } = calledBy(curlText(exchangeOf({ headers: { Authorization: 'Bearer ***' } })), 'abc');
    expect(words.slice(1)).to.deep.equal(['-H', 'Authorization: Bearer abc']);
  });

  it('gives every body byte for byte, also those that cannot be pasted', () => {
    const texts = fc.string({ unit: fc.constantFrom(...'ab é\'"\\%$`!@-\n\r\t\0\u001b0'.split('')) });
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1, maxLength: 40, size: 'max' }), (bodies) => {
        const commands = bodies.map((body) => curlText(exchangeOf({ method: 'POST', body: whole(body) })));
        const arrived = callsOf(commands).map(({ words, stdin }) =>
          words.at(-2) === '--data-binary' ? stdin : words.at(-1),
        );
        expect(arrived).to.deep.equal(bodies);
      }),
      // A shell costs milliseconds, a text next to nothing.
      { numRuns: 10 },
    );
  });

  it('names a file for a body that is too long, and says how long it is', () => {
    const text = curlText(exchangeOf({ method: 'POST', body: { beginning: 'Id', isWhole: false, bytes: 12_345_678 } }));
    expect(text).to.include('--data-binary @body').and.include('the 12,345,678 bytes that were sent');
    expect(calledBy(text).words.at(-1)).to.equal('@body');
  });

  it('says where a secret has to be put in', () => {
    expect(curlText(exchangeOf({ method: 'POST', body: whole('<password>***</password>') }))).to.match(
      /^# create job; put what is secret in the place of \*\*\*\n/,
    );
  });
});
