import { expect } from 'chai';
import { type KnownJob } from '../../../lib/dialects/dialect';
import { queryRows } from '../../../lib/dialects/v2/query-results';
import { v2Requests } from '../../../lib/dialects/v2/requests';
import { type JobInfo } from '../../../lib/records/types';
import { type Api } from '../../../lib/transport/transport';
import { collectBlocks } from '../../helpers/bytes';

const ID = '750QQ000000Qr8SYAS';
const INFO = { id: ID, operation: 'query', apiVersion: '66.0', columnDelimiter: 'COMMA' } as JobInfo;
const JOB: KnownJob = { info: INFO, batchIds: [ID], seen: new Map() };

describe('A page of results that is fetched ahead', () => {
  it('may come in any number of pieces', async () => {
    const list = JSON.stringify({ resultPages: [{ resultUrl: '/results?locator=aB1' }], done: true });
    const csv = ['"Id"\n', ...Array.from({ length: 150_000 }, () => '"1"\n')];
    const api: Api = ({ path }) => {
      const body = (path.endsWith('/resultPages') ? [list] : csv).map((text) => Buffer.from(text));
      const chunks = async function* (): AsyncGenerator<Uint8Array> {
        yield* await Promise.resolve(body);
      };
      return Promise.resolve({
        status: 200,
        headers: {},
        body: { [Symbol.asyncIterator]: chunks, discard: () => undefined },
      });
    };
    const requests = v2Requests({ apiVersion: '66.0', client: 'sfbulk' });
    const rows = await collectBlocks(queryRows({ api, requests, job: JOB, batchId: ID }, { parallel: 2 }));
    expect(rows).to.have.length(150_000);
  });
});
