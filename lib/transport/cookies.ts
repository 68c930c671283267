import { type AxiosInstance } from 'axios';
import type { CookieJar } from 'tough-cookie' with { 'resolution-mode': 'import' };

/** Keeps cookies in a jar, which gives each back only to the host (and path) that set it. */
export function keepCookies(client: AxiosInstance): void {
  // Most services set none: there is no jar until there is a cookie.
  let jar: Promise<CookieJar> | undefined;
  client.interceptors.request.use(async (config) => {
    const cookies = (await (await jar)?.getCookieString(config.url ?? '')) ?? '';
    if (cookies !== '') config.headers.set('Cookie', cookies);
    return config;
  });
  client.interceptors.response.use(async (response) => {
    const setCookies: unknown = response.headers['set-cookie'];
    if (Array.isArray(setCookies)) {
      jar ??= emptyJar();
      const keeper = await jar;
      // A cookie that does not fit its host is dropped, as a browser would; it is no reason to fail the request.
      for (const cookie of setCookies as string[])
        await keeper.setCookie(cookie, response.config.url ?? '', { ignoreError: true });
    }
    return response;
  });
}

async function emptyJar(): Promise<CookieJar> {
  const { CookieJar } = await import('tough-cookie');
  return new CookieJar();
}
