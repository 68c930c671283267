import { InputException } from '../errors';

export interface AssertionClaims {
  /** The consumer key of the app. */
  readonly clientId: string;
  readonly username: string;
  /** The login host, as an origin. */
  readonly loginOrigin: string;
  /** PEM, PKCS #8. */
  readonly privateKey: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Seconds; the service takes at most some minutes. */
const LIFETIME = 180;

/** The signed statement with which an app signs in for a user. */
export async function signAssertion(claims: AssertionClaims): Promise<string> {
  // Loaded when it is needed: most programs sign in another way.
  const { importPKCS8, SignJWT } = await import('jose');
  const key = await importPKCS8(claims.privateKey, 'RS256').catch((cause: unknown) => {
    throw new InputException('privateKey is not a private key in PEM format (PKCS #8)', {
      field: 'privateKey',
      advice:
        'Give the text of a file that begins with -----BEGIN PRIVATE KEY-----; "openssl pkcs8 -topk8 -nocrypt" makes one.',
      cause: cause instanceof Error ? new Error(cause.name) : undefined,
    });
  });
  return new SignJWT()
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(claims.clientId)
    .setSubject(claims.username)
    .setAudience(claims.loginOrigin)
    .setExpirationTime(Math.floor(claims.now() / 1000) + LIFETIME)
    .sign(key);
}
