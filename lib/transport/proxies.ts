import { isLoopback } from './loopback';

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
