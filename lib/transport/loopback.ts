const HOSTS: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Whether an address is of this machine: nobody else sees what goes there, and nothing has to stand between. */
export function isLoopback(url: string): boolean {
  return URL.canParse(url) && isLoopbackHost(new URL(url).hostname);
}

/** The same of a host, as addresses have it. */
export function isLoopbackHost(host: string): boolean {
  return HOSTS.has(host);
}
