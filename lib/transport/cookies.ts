import type { CookieJar } from 'tough-cookie' with { 'resolution-mode': 'import' };

/** Keeps cookies in a jar, which gives each back only to the host (and path) that set it. */
export class Cookies {
  /** Most services set none: there is no jar until there is a cookie. */
  #jar: Promise<CookieJar> | undefined;

  /** What goes into the header of a request; empty when there is nothing. */
  async of(url: string): Promise<string> {
    return (await (await this.#jar)?.getCookieString(url)) ?? '';
  }

  /** Takes what an answer has set. A cookie that does not fit its host is dropped, as a browser would; it is no reason to fail. */
  async keep(url: string, setCookies: unknown): Promise<void> {
    if (!Array.isArray(setCookies)) return;
    this.#jar ??= emptyJar();
    const jar = await this.#jar;
    for (const cookie of setCookies as string[]) await jar.setCookie(cookie, url, { ignoreError: true });
  }
}

/** The values of cookies that have gone along with a request, and of those that its answer has set. */
export function valuesOf(cookie: string, setCookies: unknown): string[] {
  const set = Array.isArray(setCookies) ? (setCookies as string[]).map((one) => one.split(';', 1)[0] ?? '') : [];
  const pairs = [...cookie.split('; '), ...set].filter((pair) => pair.includes('='));
  return pairs.map((pair) => pair.slice(pair.indexOf('=') + 1).trim());
}

async function emptyJar(): Promise<CookieJar> {
  const { CookieJar } = await import('tough-cookie');
  return new CookieJar();
}
