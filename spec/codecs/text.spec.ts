import { expect } from 'chai';
import { UnexpectedReplyException } from '../../lib';
import { readReply, readText } from '../../lib/codecs/text';
import * as rest from '../../lib/dialects/rest-control';
import * as v1 from '../../lib/dialects/v1/control';
import { type Api, type ApiRequest, type ReplyBody } from '../../lib/transport/transport';
import { rejection } from '../helpers/rejection';
import { BATCH_ID, JOB_ID } from '../helpers/wire';

function bodyOf(chunk: Uint8Array, count: number): ReplyBody {
  // eslint-disable-next-line @typescript-eslint/require-await -- an async source of something that is there already
  const chunks = async function* (): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < count; at++) yield chunk;
  };
  return { [Symbol.asyncIterator]: chunks, discard: () => undefined };
}

function asking(path: string): ApiRequest {
  return { method: 'POST', path, headers: {}, operation: 'try it', repeatable: true, sign: 'bearer' };
}

describe('A text that is read whole', () => {
  const half = Buffer.from('é');

  it('is put together from its pieces, also across a character', async () => {
    const halves = async function* (): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(half.subarray(0, 1));
      yield half.subarray(1);
    };
    expect(await readText(halves())).to.equal('é');
  });

  it('may be as long as the limit', async () => {
    const reply = { status: 200, headers: {}, body: bodyOf(half, 2) };
    expect(await readReply(reply, asking('/x'), 4)).to.equal('éé');
  });

  const paths: [string, { jobId?: string; batchId?: string }][] = [
    ['/services/async/66.0/job', { jobId: undefined, batchId: undefined }],
    [`/services/async/66.0/job/${JOB_ID}`, { jobId: JOB_ID, batchId: undefined }],
    [`/services/async/66.0/job/${JOB_ID}/batch/${BATCH_ID}/result`, { jobId: JOB_ID, batchId: BATCH_ID }],
    [`/services/data/v66.0/jobs/ingest/${JOB_ID}/batches`, { jobId: JOB_ID, batchId: undefined }],
    ['/services/data/v66.0/jobs/query', { jobId: undefined, batchId: undefined }],
  ];
  for (const [path, ids] of paths) {
    it(`is named where it is too long: ${path}`, async () => {
      const reply = { status: 207, headers: {}, body: bodyOf(half, 3) };
      const error = await rejection(readReply(reply, asking(`${path}?q=1`), 4), UnexpectedReplyException);
      expect(error.message).to.include('The answer to "try it" is longer than 4 bytes');
      expect(error).to.include({ status: 207, request: `POST ${path}`, ...ids });
    });
  }

  const ways = {
    'a thing of Bulk API 1.0': v1.askRecord,
    'a thing of REST': rest.askJson,
    'what has no answer': v1.askDone,
  } satisfies Record<string, (api: Api, request: ApiRequest) => Promise<unknown>>;
  for (const [what, ask] of Object.entries(ways)) {
    it(`is named when it was the answer to a question for ${what}`, async () => {
      const body = bodyOf(Buffer.alloc(1_000_000, 'x'), Infinity);
      const api: Api = () => Promise.resolve({ status: 201, headers: {}, body });
      const error = await rejection(ask(api, asking('/services/x')), UnexpectedReplyException);
      expect(error.message).to.include('The answer to "try it" is longer than 64000000 bytes');
      expect(error).to.include({ status: 201, request: 'POST /services/x' });
    });
  }

  it('is named when it refuses data', async () => {
    const body = bodyOf(Buffer.alloc(1_000_000, 'x'), Infinity);
    const api: Api = () => Promise.resolve({ status: 500, headers: {}, body });
    const error = await rejection(v1.askData(api, asking('/services/x')), UnexpectedReplyException);
    expect(error).to.include({ status: 500, request: 'POST /services/x' });
  });
});
