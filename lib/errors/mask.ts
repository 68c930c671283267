/** What stands in a text where a secret stood. */
export const MASK = '***';

/** A session id or opaque access token: the org id, an exclamation mark, as it is or as in an address, and the secret. */
const SESSION_ID = /\b(00D[0-9A-Za-z]{9,15})(?:!|%21)\S+?(?=["'<\s]|$)/g;

/** A token or an assertion in JWT format: its first part is the base64 of `{"…`. */
const JWT = /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g;

/** Takes secrets out of a text that came from outside, before it goes into a message. */
export function mask(text: string, secrets: readonly string[] = []): string {
  return secrets
    .filter((secret) => secret !== '')
    .flatMap(spellings)
    .reduce((masked, secret) => masked.replaceAll(secret, MASK), text)
    .replace(SESSION_ID, `$1!${MASK}`)
    .replace(JWT, MASK);
}

/** The same for a code, which decides what follows: a secret that is a part of its name does not change it. */
export function maskCode(code: string, secrets: readonly string[] = []): string {
  return /^[A-Za-z_]+$/.test(code) && !secrets.includes(code) ? code : mask(code, secrets);
}

/** A secret as a text may spell it that repeats it: in XML, in JSON, in a form or an address, and as it is. */
function spellings(secret: string): string[] {
  const inXml = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const inForm = new URLSearchParams({ secret }).toString().slice('secret='.length);
  return [
    ...new Set([
      inXml.replaceAll('"', '&quot;').replaceAll("'", '&apos;'),
      inXml.replaceAll('"', '&quot;').replaceAll("'", '&#39;'),
      inXml,
      JSON.stringify(secret).slice(1, -1),
      inForm,
      inForm.replaceAll('+', '%20'),
      secret,
    ]),
  ];
}
