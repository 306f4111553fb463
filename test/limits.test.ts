/** What the two servers are set up with: the limits of each, how TLS is spoken, and what everybody is told who is refused. */
import type { RequestListener } from 'node:http';
import https from 'node:https';
import t, { type Test } from 'tap';
import { createLog } from '../src/log/log.js';
import { createCertificate } from '../src/tls/issue.js';
import { type AppDeps, buildApp } from '../src/webhook/app.js';
import { createHealthServer, HEALTH_BACKLOG, HEALTH_LIMITS } from '../src/webhook/health.js';
import { DEFAULT_LIMITS } from '../src/webhook/limits.js';
import {
  BAD_URL,
  BROKEN_BODY,
  CROWDED,
  ENCODED,
  type HttpRefusal,
  malformedRequest,
  NO_CLIENT_CERTIFICATE,
  noSuchPath,
  notYet,
  refusalBody,
  refusalMessage,
  TOO_SLOW,
  tooLarge,
  UNTRUSTED_CLIENT_CERTIFICATE,
  WRONG_CLIENT_NAME,
  wrongMethod,
} from '../src/webhook/refusal.js';
import { contextOptions } from '../src/webhook/secure-context.js';
import { ALLOWED } from './helpers/reviews.js';

const MIB = 1_048_576;

t.test('the limits of the webhook, and of health', async (t) => {
  t.strictSame(DEFAULT_LIMITS, {
    bodyBytes: 8 * MIB,
    largeBytes: MIB / 4,
    largeBytesAtOnce: 16 * MIB,
    largeBytesPerSecond: 40 * MIB,
    smallBytesAtOnce: 16 * MIB,
    waiting: 500,
    patienceMs: 250,
    keepAliveMs: 120_000,
    headersMs: 5_000,
    requestMs: 10_000,
    handshakeMs: 5_000,
    checkMs: 1_000,
    connections: 2_000,
    backlog: 2_048,
  });
  t.strictSame(HEALTH_LIMITS, {
    connections: 1_000,
    requestMs: 2_000,
    checkMs: 500,
    lifeMs: 10_000,
    metricsAtOnce: 128,
    metricsGapMs: 250,
  });
  t.equal(HEALTH_BACKLOG, 512);
  const health = createHealthServer({ notReady: () => undefined, limits: { requestMs: 1_500 } });
  t.strictSame([health.headersTimeout, health.requestTimeout], [1_500, 1_500]);
  health.close();
});

const CIPHERS =
  'TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305';

// SSL_OP_NO_TICKET and SSL_OP_NO_RENEGOTIATION of OpenSSL.
const PLAIN = { ciphers: CIPHERS, honorCipherOrder: true, secureOptions: 0x4000 + 0x4000_0000 };

t.test('how TLS is spoken', async (t) => {
  const certificate = { key: 'a key', cert: 'a certificate' };
  t.strictSame(contextOptions(undefined), { ...PLAIN, minVersion: 'TLSv1.2' });
  t.strictSame(contextOptions(certificate, 'TLSv1.3'), { ...PLAIN, ...certificate, minVersion: 'TLSv1.3' });
  t.strictSame(contextOptions(certificate, undefined, 'an authority'), {
    ...PLAIN,
    ...certificate,
    minVersion: 'TLSv1.2',
    ca: 'an authority',
    allowPartialTrustChain: true,
  });
});

/** What Node.js is asked for. */
function serverOf(t: Test, change: Partial<AppDeps>): Readonly<Record<string, unknown>> {
  let asked: https.ServerOptions = {};
  const { createServer } = https;
  t.intercept(https, 'createServer', {
    value: (options: https.ServerOptions, listener: RequestListener) => {
      asked = options;
      return createServer(options, listener);
    },
  });
  const app = buildApp({
    decide: async () => ALLOWED,
    settings: () => ({ mode: 'enforce', onUnknown: 'allow' }),
    log: createLog({ level: 'silent' }),
    ...change,
  });
  t.intercept(https, 'createServer', { value: createServer });
  const { bodyLimit, onProtoPoisoning, onConstructorPoisoning, exposeHeadRoutes, forceCloseConnections } =
    app.initialConfig as Readonly<Record<string, unknown>>;
  const { headersTimeout, requestTimeout, keepAliveTimeout } = app.server;
  t.teardown(() => app.close());
  return {
    ...asked,
    server: [headersTimeout, requestTimeout, keepAliveTimeout],
    fastify: [bodyLimit, onProtoPoisoning, onConstructorPoisoning, exposeHeadRoutes, forceCloseConnections],
  };
}

t.test('what Node.js and Fastify are asked for', async (t) => {
  const limits = { bodyBytes: 7, handshakeMs: 1, headersMs: 2, requestMs: 3, checkMs: 4, keepAliveMs: 5 };
  const of = { ...PLAIN, minVersion: 'TLSv1.2', ALPNProtocols: ['http/1.1'], handshakeTimeout: 1, headersTimeout: 2 };
  const all = {
    ...of,
    requestTimeout: 3,
    connectionsCheckingInterval: 4,
    keepAliveTimeout: 5,
    server: [2, 3, 5],
    fastify: [7, 'ignore', 'ignore', false, 'idle'],
  };
  t.strictSame(serverOf(t, { limits }), all);
  const { cert: ca } = await createCertificate(Date.now());
  const callers = { ca: () => ca, attach: () => {}, refuse: () => undefined, renew: () => {} };
  const asked = serverOf(t, { limits, callers });
  t.strictSame(asked, {
    ...all,
    ca,
    allowPartialTrustChain: true,
    requestCert: true,
    rejectUnauthorized: false,
  });
});

t.test('what is refused: a status, a reason that clients know, and a sentence', async (t) => {
  const paths = ['/validate', '/mutate'];
  const rows: readonly HttpRefusal[] = [
    noSuchPath(paths),
    wrongMethod('/validate'),
    tooLarge(8),
    ENCODED,
    CROWDED,
    TOO_SLOW,
    NO_CLIENT_CERTIFICATE,
    UNTRUSTED_CLIENT_CERTIFICATE,
    WRONG_CLIENT_NAME,
    BROKEN_BODY,
    BAD_URL,
    notYet('the cluster has not been read'),
    malformedRequest('HPE_HEADER_OVERFLOW'),
    malformedRequest('ERR_HTTP_REQUEST_TIMEOUT'),
    malformedRequest('HPE_INVALID_METHOD'),
    { code: 500, message: 'a fault' },
  ];
  const words = rows.map((refusal) => {
    const { retryAfter, allow } = refusal;
    const { kind, apiVersion, status, reason, code, message } = JSON.parse(refusalBody(refusal));
    t.strictSame([kind, apiVersion, status, code], ['Status', 'v1', 'Failure', refusal.code]);
    const more = [retryAfter === undefined ? [] : `again in ${retryAfter} s`, allow ?? []].flat();
    return [`${code} ${reason}: ${message}`, ...more].join(' | ');
  });
  t.matchSnapshot(words.join('\n'));
  const body =
    '{"kind":"Status","apiVersion":"v1","status":"Failure","message":"\u00fc","reason":"Timeout","code":408}';
  t.equal(
    refusalMessage({ code: 408, message: 'ü' }),
    `HTTP/1.1 408 Timeout\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${body.length + 1}\r\nConnection: close\r\n\r\n${body}`,
  );
});
