import { Readable } from 'node:stream';
import { expect } from 'chai';
import nock from 'nock';
import { BulkException, UnexpectedReplyException } from '../../../lib';
import { JOB, withJob } from '../../helpers/bulks';
import { exchange, ORG } from '../../helpers/exchange';
import { rejection } from '../../helpers/rejection';
import { useNock } from '../../helpers/use-nock';
import { jobInfo, JOB_ID } from '../../helpers/wire';

describe('an answer that means harm', () => {
  useNock();

  const bodies: [string, string][] = [
    ['entities', `<!DOCTYPE a [<!ENTITY x "${'x'.repeat(1000)}">]>${jobInfo()}`],
    ['elements in elements', `<jobInfo>${'<a>'.repeat(50_000)}`],
    ['a text longer than any record', `<jobInfo><id>${'x'.repeat(11_000_000)}</id></jobInfo>`],
    ['a tag longer than any record', `<jobInfo id="${'x'.repeat(11_000_000)}"/>`],
    ['lists in lists', '['.repeat(1_000_000)],
    ['objects in objects', '{"a":'.repeat(100_000)],
    ['a prototype in JSON', '{"__proto__":{"exceptionCode":"x","id":"750","state":"Open"}}'],
    ['a prototype in XML', '<jobInfo><__proto__><id>750</id></__proto__></jobInfo>'],
    ['an object for an id', '{"id":{"toString":"x"},"operation":"insert","object":"Contact","state":"Open"}'],
    ['zeros', '\0'.repeat(1000)],
  ];
  for (const [what, reply] of bodies) {
    it(`is refused, and changes nothing: ${what}`, async () => {
      const bulk = await withJob();
      exchange({ method: 'GET', path: JOB, reply });
      await rejection(bulk.jobStatus(), UnexpectedReplyException);
      expect(({} as Record<string, unknown>).exceptionCode).to.equal(undefined);
      exchange({ method: 'GET', path: JOB, reply: jobInfo() });
      expect((await bulk.jobStatus()).id).to.equal(JOB_ID);
    });
  }

  const reasons: [string, string, string][] = [
    ['entities', '<!DOCTYPE a [<!ENTITY x "y">]><jobInfo>&x;</jobInfo>', 'a document type is not accepted'],
    ['elements in elements', '<a>'.repeat(50_000), 'elements nest deeper than'],
  ];
  for (const [what, xml, reason] of reasons) {
    it(`is refused with the reason: ${what}`, async () => {
      const bulk = await withJob();
      exchange({ method: 'GET', path: JOB, reply: `<?xml version="1.0" encoding="UTF-8"?>${xml}` });
      const error = await rejection(bulk.jobStatus(), UnexpectedReplyException);
      expect(error.message).to.include(`an unexpected body (${reason}`);
    });
  }

  it('is not read beyond what a control body can be', async () => {
    const bulk = await withJob({ gzip: false });
    const blanks = Buffer.alloc(1_000_000, ' ');
    const tooMuch = Array.from({ length: 70 }, () => blanks);
    nock(ORG)
      .get(JOB)
      .reply(200, () => Readable.from(tooMuch));
    const error = await rejection(bulk.jobStatus(), UnexpectedReplyException);
    expect(error.message).to.include('longer than');
  });

  it('keeps its own text out of the way: a fault may say what it likes', async () => {
    const bulk = await withJob();
    const reply = JSON.stringify({ exceptionCode: 'constructor', exceptionMessage: '\u001b[2J__proto__' });
    exchange({ method: 'GET', path: JOB, status: 400, reply });
    const error = await bulk.jobStatus().catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(BulkException);
    expect((error as BulkException).code).to.equal('constructor');
  });
});
