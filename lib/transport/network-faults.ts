/** What the codes of a failed connection say. */

/** A proxy has refused the way to the host: node's own word for it. */
export const NO_TUNNEL = 'ERR_PROXY_TUNNEL';

/** Over before a byte of the request has left, and perhaps mended in a moment. */
const UNREACHABLE = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', NO_TUNNEL]);

/** An answer has not ended after a long time: what has taken this long is not asked for again at once. */
export const ENDLESS = 'ERR_ENDLESS_ANSWER';

/** Nothing is sent before both sides have agreed on how to talk; what is wrong with a certificate stays wrong. */
const DISTRUSTED = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** True when the service has certainly not seen the request. */
export function wasNeverSent(code: string | undefined): boolean {
  return code !== undefined && (UNREACHABLE.has(code) || DISTRUSTED.has(code));
}

/** True when the same request would fail in the same way. */
export function isLasting(code: string | undefined): boolean {
  return code !== undefined && (code === ENDLESS || DISTRUSTED.has(code));
}
