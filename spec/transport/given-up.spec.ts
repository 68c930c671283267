import { createServer, type Server } from 'node:http';
import { expect } from 'chai';
import { readText } from '../../lib/codecs/text';
import { axiosTransport } from '../../lib/transport/axios-transport';
import { type TransportRequest } from '../../lib/transport/transport';
import { listening } from '../helpers/loopback';

describe('A request that was given up', () => {
  const asked: string[] = [];
  let server: Server;
  let address: string;

  before(async () => {
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      request.resume().on('end', () => response.end('answered'));
    });
    address = await listening(server);
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  it('before it was sent is not sent, and the next one is', async () => {
    const send = axiosTransport({ timeout: 10_000, userAgent: 'spec' });
    const request = (path: string, signal?: AbortSignal): TransportRequest => ({
      method: 'PUT',
      url: `${address}${path}`,
      headers: {},
      body: Buffer.alloc(100_000, 'x'),
      operation: 'upload job data',
      repeatable: false,
      signal,
    });
    const error: unknown = await send(request('/given-up', AbortSignal.abort())).catch((thrown: unknown) => thrown);
    expect(error).to.have.property('name', 'AbortError');
    const { body } = await send(request('/next'));
    expect(await readText(body)).to.equal('answered');
    expect(asked).to.deep.equal(['/next']);
  });
});
