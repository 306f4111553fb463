/**
 * Errors of Node.js, OpenSSL and undici as one word each. Nothing else of an error is kept: its text may quote a host, an
 * address or a header.
 */
import type { Unreachable } from '../core/registry-answer.js';

/** A connection that we refuse: what was found behind the name may not be connected to. */
export class AddressRefused extends Error {
  readonly code = 'PG_ADDRESS';
}

export type NetworkFault = Unreachable | 'address-refused' | 'too-large';

const WORDS: readonly (readonly [RegExp, NetworkFault])[] = [
  [/^PG_ADDRESS$/, 'address-refused'],
  // dns.lookup: no such name, no address of it, the name server does not answer or refuses.
  [/^(?:ENOTFOUND|ENODATA|EAI_[A-Z]+|ESERVFAIL|EREFUSED|EBADNAME)$/, 'name-unresolved'],
  [
    /^(?:ETIMEDOUT|ETIMEOUT|ECONNABORTED|UND_ERR_(?:CONNECT|HEADERS|BODY)_TIMEOUT|ABORT_ERR|UND_ERR_ABORTED)$/,
    'timeout',
  ],
  [/^(?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EHOSTDOWN|ENETDOWN|EACCES|EPERM)$/, 'connection-refused'],
  [/^(?:CERT_HAS_EXPIRED|CERT_NOT_YET_VALID)$/, 'certificate-expired'],
  [/^(?:ERR_TLS_CERT_ALTNAME_INVALID|ERR_TLS_CERT_ALTNAME_FORMAT|HOSTNAME_MISMATCH)$/, 'certificate-other-name'],
  [
    /^(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_(?:GET_ISSUER_CERT|GET_ISSUER_CERT_LOCALLY|VERIFY_LEAF_SIGNATURE)|CERT_UNTRUSTED|CERT_REJECTED|INVALID_CA)$/,
    'certificate-unknown-authority',
  ],
  // What OpenSSL says where the other side speaks no TLS; which of them, depends on its version.
  [/^(?:ERR_SSL_WRONG_VERSION_NUMBER|ERR_SSL_PACKET_LENGTH_TOO_LONG|ERR_SSL_HTTP_REQUEST)$/, 'plain-http'],
  [/^(?:ERR_SSL_|ERR_TLS_|EPROTO$|CERT_|UNABLE_TO_|CRL_|INVALID_PURPOSE$|PATH_LENGTH_EXCEEDED$)/, 'tls'],
  [/^UND_ERR_RES_EXCEEDED_MAX_SIZE$/, 'too-large'],
  // Garbage in place of HTTP, headers without an end, a body of another length than was said.
  [/^(?:HPE_|UND_ERR_(?:HEADERS_OVERFLOW|REQ_CONTENT_LENGTH|RES_CONTENT_LENGTH))/, 'registry-error'],
];

/** Whatever is not known is a connection that broke: ECONNRESET, EPIPE, an end in the middle (UND_ERR_SOCKET). */
export function faultOf(error: unknown): NetworkFault {
  const code = codesOf(error).find((each) => WORDS.some(([pattern]) => pattern.test(each)));
  return WORDS.find(([pattern]) => code !== undefined && pattern.test(code))?.[1] ?? 'connection-broken';
}

/** Of the error, of what it was caused by, and of those that it stands for (one for each address that was tried). */
function codesOf(error: unknown, depth = 0): readonly string[] {
  if (typeof error !== 'object' || error === null || depth > 3) return [];
  const code = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  const inner = 'errors' in error && Array.isArray(error.errors) ? error.errors.slice(0, 4) : [];
  const cause = 'cause' in error ? [error.cause] : [];
  return [...code, ...[...inner, ...cause].flatMap((each) => codesOf(each, depth + 1))];
}
