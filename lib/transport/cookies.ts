import { type AxiosInstance } from 'axios';
import { type CookieJar } from 'tough-cookie';

/** Keeps cookies in a jar, which gives each back only to the host (and path) that set it. */
export function keepCookies(client: AxiosInstance, jar: CookieJar): void {
  client.interceptors.request.use(async (config) => {
    const cookies = await jar.getCookieString(config.url ?? '');
    if (cookies !== '') config.headers.set('Cookie', cookies);
    return config;
  });
  client.interceptors.response.use(async (response) => {
    const setCookies: unknown = response.headers['set-cookie'];
    if (Array.isArray(setCookies)) {
      // A cookie that does not fit its host is dropped, as a browser would; it is no reason to fail the request.
      for (const cookie of setCookies as string[])
        await jar.setCookie(cookie, response.config.url ?? '', { ignoreError: true });
    }
    return response;
  });
}
