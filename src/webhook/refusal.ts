/**
 * Every answer that is no decision: a Kubernetes `Status` with a sentence, because that is what the API server's client
 * reads out of a failed call and shows to the person who waits (semantics 6.9).
 */

export const JSON_TYPE = 'application/json; charset=utf-8';

export interface HttpRefusal {
  readonly code: 400 | 401 | 403 | 404 | 405 | 408 | 413 | 415 | 429 | 431 | 500 | 503;
  readonly message: string;
  /** Seconds; the API server calls again after them, but only for 429 and 5xx (semantics 6.18). */
  readonly retryAfter?: number;
  readonly allow?: string;
}

const REASONS: Readonly<Record<HttpRefusal['code'], string>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  408: 'Timeout',
  413: 'RequestEntityTooLarge',
  415: 'UnsupportedMediaType',
  429: 'TooManyRequests',
  431: 'RequestHeaderFieldsTooLarge',
  500: 'InternalError',
  503: 'ServiceUnavailable',
};

export function refusalBody(refusal: HttpRefusal): string {
  const { code, message } = refusal;
  return JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', message, reason: REASONS[code], code });
}

/** The whole answer as bytes on a socket, for requests that never became one (malformed HTTP). */
export function refusalMessage(refusal: HttpRefusal): string {
  const body = refusalBody(refusal);
  return [
    `HTTP/1.1 ${refusal.code} ${REASONS[refusal.code]}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}

export function noSuchPath(paths: readonly string[]): HttpRefusal {
  const list = paths.join(' or ');
  return { code: 404, message: `There is nothing at this path. Post an AdmissionReview as JSON to ${list}.` };
}

export function wrongMethod(path: string): HttpRefusal {
  return {
    code: 405,
    message: `Only POST is answered here. Post an AdmissionReview as JSON to ${path}.`,
    allow: 'POST',
  };
}

export function tooLarge(limit: number): HttpRefusal {
  return {
    code: 413,
    message: `The body is too large. The largest AdmissionReview that is read has ${limit} bytes; the API server sends none larger.`,
  };
}

export const ENCODED: HttpRefusal = {
  code: 415,
  message: 'The body has a content encoding. Send the AdmissionReview as plain JSON, without Content-Encoding.',
};

export const CROWDED: HttpRefusal = {
  code: 429,
  message: 'Too many AdmissionReviews at once. Send this one again in a second.',
  retryAfter: 1,
};

/** It had a place, its body did not come, and others waited. */
export const TOO_SLOW: HttpRefusal = malformedRequest('ERR_HTTP_REQUEST_TIMEOUT');

export const NO_CLIENT_CERTIFICATE: HttpRefusal = {
  code: 401,
  message:
    'Only the API server is answered here: call with a client certificate. Its authority is that of tls.clientCaFile; the API server gets the certificate from the kubeconfig of its AdmissionConfiguration.',
};

export const UNTRUSTED_CLIENT_CERTIFICATE: HttpRefusal = {
  code: 401,
  message:
    'The client certificate is not trusted: it is expired, for another use, or not of an authority in tls.clientCaFile.',
};

export const WRONG_CLIENT_NAME: HttpRefusal = {
  code: 403,
  message: 'The client certificate is good, but its common name (CN) is not one of tls.clientNames.',
};

export const BROKEN_BODY: HttpRefusal = {
  code: 400,
  message: 'The body did not arrive as announced. Send as many bytes as Content-Length says.',
};

export const BAD_URL: HttpRefusal = {
  code: 400,
  message: 'The path of the request cannot be read. Post an AdmissionReview to a plain path such as /validate.',
};

/** `why` is a clause in our own words. */
export function notYet(why: string): HttpRefusal {
  return {
    code: 503,
    message: `Pullgate has just started: ${why}. Send this review again in a second.`,
    retryAfter: 1,
  };
}

/** For what Node's HTTP parser refuses; `code` is that of its error. */
export function malformedRequest(code: string): HttpRefusal {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return { code: 431, message: 'The headers are too large. An AdmissionReview goes into the body.' };
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return { code: 408, message: 'The request did not arrive in time. Send headers and body without a pause.' };
    default:
      return {
        code: 400,
        message: 'This is not an HTTP/1.1 request that can be read. Post an AdmissionReview as JSON.',
      };
  }
}
