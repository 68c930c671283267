import { once } from 'node:events';
import { type AddressInfo, type Server } from 'node:net';

/** Lets a server listen on loopback, at a port of the system's choice. Resolves with its address, without a slash at the end. */
export async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
