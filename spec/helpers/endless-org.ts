import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { ingestInfo, LOAD_ID, queryInfo, QUERY_ID } from '../v2/service';
import { batchInfoList, jobInfo, JOB_ID, resultList } from './wire';
import { listening } from './loopback';

/** How a body begins, and what it goes on with for ever. */
export interface Endless {
  readonly head: string;
  readonly block: string;
}

export interface EndlessJob extends Endless {
  readonly api: '1.0' | '2.0';
  readonly operation: 'insert' | 'query';
  readonly contentType: 'CSV' | 'JSON' | 'XML';
  /** Send it compressed. */
  readonly isGzipped?: boolean;
}

/** Records that the batch is said to have. */
export const TOLD = 2;

const BLOCK_BYTES = 1 << 16;

/** A server with one job that has ended, whose result does not. */
export class EndlessOrg {
  readonly #job: EndlessJob;
  readonly #server: Server;
  /** Bytes of the result so far, before they are compressed. */
  sent = 0;
  /** Ends when the socket of the result does. */
  closed: Promise<unknown> = Promise.resolve();

  constructor(job: EndlessJob) {
    this.#job = job;
    this.#server = createServer({ keepAlive: false }, (request, response) => {
      request.resume();
      const path = request.url ?? '';
      const small = this.#smallAnswer(path);
      if (small === undefined) this.#large(response);
      else response.end(small);
    });
  }

  /** The id by which the job can be taken over. */
  get jobId(): string {
    if (this.#job.api === '1.0') return JOB_ID;
    return this.#job.operation === 'query' ? QUERY_ID : LOAD_ID;
  }

  open(): Promise<string> {
    return listening(this.#server);
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** Undefined for the result itself. */
  #smallAnswer(path: string): string | undefined {
    const { api, operation, contentType } = this.#job;
    const counted = { numberRecordsProcessed: TOLD };
    if (/\/(result\/752|results|successfulResults)(\?|$)/.test(path)) return undefined;
    if (path.endsWith('/result')) return operation === 'query' ? resultList('752') : undefined;
    if (path.endsWith('/describe')) return '{"name":"Contact","fields":[]}';
    if (path.endsWith('/request')) return contentType === 'XML' ? '<sObjects/>' : contentType === 'JSON' ? '[]' : '';
    if (/\/(failedResults|unprocessedrecords)$/.test(path)) return '';
    if (path.endsWith('/batch')) return batchInfoList({ state: 'Completed', ...counted });
    if (api === '1.0') return jobInfo({ operation, contentType, state: 'Closed' });
    return operation === 'query' ? queryInfo(counted) : ingestInfo(counted);
  }

  #large(response: ServerResponse): void {
    const { head, block, isGzipped = false } = this.#job;
    const packed = (text: string): Buffer => (isGzipped ? gzipSync(text) : Buffer.from(text));
    const repeated = block.repeat(Math.ceil(BLOCK_BYTES / block.length));
    const bytes = packed(repeated);
    this.closed = once(response, 'close');
    response.writeHead(200, isGzipped ? { 'Content-Encoding': 'gzip' } : {});
    response.write(packed(head));
    const more = (): void => {
      if (response.destroyed) return;
      this.sent += repeated.length;
      // The client has its turns in the same process.
      if (response.write(bytes)) setImmediate(more);
      else response.once('drain', more);
    };
    more();
  }
}
