import { createServer, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { expect } from 'chai';
import { Bulk } from '../../lib';
import { batchInfoList, jobInfo, JOB_ID, resultList, SESSION_ID } from '../helpers/wire';
import { listening } from '../helpers/loopback';

/** More than all buffers on the way hold together. */
const BLOCKS = 100;
const ROWS_PER_BLOCK = 1_000;
const ROWS = BLOCKS * ROWS_PER_BLOCK;
const NAME = 'x'.repeat(180);

/** A large answer in each format: how it begins, one row, what parts rows, how it ends. */
const FORMATS = {
  CSV: { head: '"Id","Name"\n', row: `"1","${NAME}"\n`, gap: '', tail: '' },
  XML: {
    head: '<queryResult>',
    row: `<records><Id>1</Id><Name>${NAME}</Name></records>`,
    gap: '',
    tail: '</queryResult>',
  },
  JSON: { head: '[', row: `{"Id":"1","Name":"${NAME}"}`, gap: ',', tail: ']' },
} as const;
type Format = keyof typeof FORMATS;

/** A server with one large result set, which counts the bytes that it could get rid of. */
class LargeResult {
  readonly #server: Server;
  readonly #format: Format;
  written = 0;
  /** Ends when the socket of the large answer does. */
  closed: Promise<unknown> = Promise.resolve();

  constructor(format: Format) {
    this.#format = format;
    this.#server = createServer((request, response) => {
      request.resume();
      const path = request.url ?? '';
      if (path.endsWith('/result/752')) void this.#large(response);
      else if (path.endsWith('/describe')) response.end('{"name":"Contact","fields":[]}');
      else if (path.endsWith('/result')) response.end(resultList('752'));
      else if (path.endsWith('/batch'))
        response.end(batchInfoList({ state: 'Completed', numberRecordsProcessed: ROWS }));
      else response.end(jobInfo({ operation: 'query', contentType: format, state: 'Closed' }));
    });
  }

  open(): Promise<string> {
    return listening(this.#server);
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** Ends when nothing more was written for many turns of the event loop. */
  async stalled(): Promise<number> {
    for (let last = -1, quiet = 0; quiet < 300; quiet++) {
      if (this.written !== last) quiet = 0;
      last = this.written;
      await turn();
    }
    return this.written;
  }

  async #large(response: ServerResponse): Promise<void> {
    const { head, row, gap, tail } = FORMATS[this.#format];
    this.closed = once(response, 'close');
    response.write(head);
    const block = Array.from({ length: ROWS_PER_BLOCK }, () => row).join(gap);
    for (let at = 0; at < BLOCKS && !response.destroyed; at++) {
      const body = `${at === 0 ? '' : gap}${block}`;
      this.written += body.length;
      if (!response.write(body)) await Promise.race([once(response, 'drain'), this.closed]);
    }
    response.end(tail);
  }
}

for (const format of ['CSV', 'XML', 'JSON'] as const) {
  describe(`A large ${format} answer`, () => {
    const total = ROWS * FORMATS[format].row.length;
    let server: LargeResult;
    let bulk: Bulk;

    beforeEach(async () => {
      server = new LargeResult(format);
      bulk = new Bulk();
      await bulk.login({ accessToken: SESSION_ID, instanceUrl: await server.open() });
      await bulk.jobAttach(JOB_ID);
    });
    afterEach(() => {
      server.close();
    });

    it('waits for its reader: who reads one row holds up the rest, and loses none of it', async () => {
      let rows = 0;
      for await (const row of bulk.jobRecords()) {
        if (rows === 0) {
          expect(row).to.deep.equal({ Id: '1', Name: NAME });
          expect(await server.stalled()).to.be.lessThan(total / 4);
        }
        rows += 1;
      }
      expect(rows).to.equal(ROWS);
      expect(server.written).to.be.at.least(total);
    });

    it('ends with its reader: break closes the connection', async () => {
      for await (const row of bulk.jobRecords()) {
        expect(row.Id).to.equal('1');
        break;
      }
      await server.closed;
      expect(server.written).to.be.lessThan(total / 4);
    });
  });
}
