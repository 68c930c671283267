import { type ClientRequest } from 'node:http';
import { ConnectionException } from '../errors';
import { nameOf } from '../errors/unexpected';
import { isLoopback } from './loopback';
import { NO_TUNNEL } from './network-faults';
import { type TransportRequest } from './transport';

/**
 * Tells which addresses may have a proxy. Where the environment names none, axios need not look into it at every request.
 * What is for this machine stays on it: a proxy would get it in plain text, session and all, and for the proxy the same
 * address is another machine.
 */
export function proxied(): (url: string) => boolean {
  // There are several names, which all end so.
  const isNamed = Object.keys(process.env).some((name) => /_proxy$/i.test(name));
  return (url) => isNamed && !isLoopback(url);
}

/**
 * Whether a proxy has answered that was asked for a tunnel to the org: what it says against that comes as if it were the
 * org's answer, except that nothing was encrypted.
 */
export function isTunnelRefused({ socket }: ClientRequest, { url }: TransportRequest): boolean {
  return url.startsWith('https:') && socket !== null && !('encrypted' in socket);
}

export function tunnelRefused(status: number, request: TransportRequest): ConnectionException {
  const { host } = new URL(request.url);
  return new ConnectionException(
    `"${request.operation}" did not leave: the proxy has refused the way to ${host} with HTTP ${status}`,
    {
      code: NO_TUNNEL,
      status,
      request: nameOf(request),
      outcomeUnknown: false,
      advice:
        'Look at the proxy that HTTPS_PROXY or ALL_PROXY names; NO_PROXY names the hosts that are reached without one.',
    },
  );
}
