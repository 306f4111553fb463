/**
 * The webhook as a Fastify instance over HTTPS, not listening.
 *
 * Promise: JSON with a `request.uid`, posted to an admission path, is answered with HTTP 200 and a well-formed
 * AdmissionReview of the same uid, whatever else is in it and whatever breaks in here. The only exceptions are the
 * deliberate 429s and 503s with Retry-After. Everything else gets a 4xx with a sentence (refusal.ts).
 */
import { constants } from 'node:crypto';
import type { Socket } from 'node:net';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Settings } from '../core/settings.js';
import type { Admission } from '../core/types.js';
import type { Assessment } from '../facts/assess.js';
import type { Log } from '../ops/log.js';
import { logReview } from './admission-log.js';
import { budget, createDeadlines, createTimeoutReader, type Outcome } from './deadline.js';
import type { Drain } from './drain.js';
import { createLargePlaces, DEFAULT_LIMITS, type Limits, limitPerAddress } from './limits.js';
import {
  BAD_URL,
  BROKEN_BODY,
  CROWDED,
  ENCODED,
  malformedRequest,
  noSuchPath,
  notYet,
  type Refusal,
  refusalBody,
  refusalMessage,
  tooLarge,
  wrongMethod,
} from './refusal.js';
import { decodeReview, encodeReview } from './review.js';
import { undecided } from './undecided.js';

/** Where reviews are posted, and the name of the webhook in the log. */
export const ADMISSION_PATHS = ['/validate'] as const;

/** No verdict yet, and a second call will get one: HTTP 503 with Retry-After, which the API server obeys (reliability.md 2.6). */
export interface Later {
  /** What is missing, as a clause. */
  readonly later: string;
}

export interface AppDeps {
  readonly decide: (admission: Admission, signal: AbortSignal) => Promise<Assessment | Later>;
  /** The settings of this moment: they may be reloaded. */
  readonly settings: () => Pick<Settings, 'mode' | 'onUnknown'>;
  readonly log: Log;
  readonly certificate: { readonly key: string; readonly cert: string };
  readonly limits?: Partial<Limits>;
  readonly drain?: Pick<Drain, 'noteRequest' | 'begun'>;
  /** Milliseconds of a clock that never goes back. */
  readonly now?: () => number;
}

/**
 * ECDHE and AEAD only, AES-128-GCM first: it costs 6 % less CPU than Node's default (performance.md 2). The ECDHE-RSA
 * ones are for certificates that an operator brings.
 */
const CIPHERS = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
].join(':');

const JSON_TYPE = 'application/json; charset=utf-8';

export function buildApp(deps: AppDeps): FastifyInstance {
  const limits: Limits = { ...DEFAULT_LIMITS, ...deps.limits };
  const now = deps.now ?? (() => performance.now());
  const app = createFastify(deps, limits);
  const deadlines = createDeadlines(now);
  const readTimeout = createTimeoutReader();

  app.server.maxConnections = limits.connections;
  app.server.on('connection', limitPerAddress(limits.connectionsPerAddress));

  // The bytes as they are: neither the content type nor prototype keys decide whether a review is answered
  // (semantics.md 6.1, reliability.md 1.2).
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  if (deps.drain !== undefined) addDrain(app, deps.drain);
  app.addHook('onRequest', createGate(limits, now));
  app.addHook('onClose', async () => deadlines.close());
  app.setNotFoundHandler((_request, reply) => refuse(reply, noSuchPath(ADMISSION_PATHS)));
  app.setErrorHandler((error: FastifyError, _request, reply) => answerError(deps, limits, error, reply));

  for (const path of ADMISSION_PATHS) {
    const webhook = path.slice(1);
    app.post(path, (request, reply) => {
      const start = now();
      const decoded = decodeReview(request.body);
      if (!decoded.ok) {
        refuse(reply, { code: 400, message: decoded.why });
        return;
      }
      const { admission, apiVersion } = decoded;
      const timeoutMs = readTimeout((request.query as { readonly timeout?: unknown }).timeout); // the query is an object
      const work = (signal: AbortSignal) => deps.decide(admission, signal);
      deadlines.run(budget(timeoutMs), work, (outcome) => {
        const end = conclude(deps, outcome, (value) => encodeReview(apiVersion, admission, value));
        if ('later' in end) {
          refuse(reply, notYet(end.later));
          return;
        }
        const { assessment, answer } = end;
        reply.header('content-type', JSON_TYPE).send(answer);
        logReview(deps.log, { webhook, admission, assessment, durationMs: now() - start, timeoutMs });
      });
    });
  }
  return app;
}

function createFastify(deps: AppDeps, limits: Limits): FastifyInstance {
  const app = Fastify({
    https: {
      ...deps.certificate,
      minVersion: 'TLSv1.2',
      ciphers: CIPHERS,
      honorCipherOrder: true,
      // No resumption: the API server has no session cache, and tickets cost 6 % of a handshake (performance.md 2).
      secureOptions: constants.SSL_OP_NO_TICKET | constants.SSL_OP_NO_RENEGOTIATION,
      // HTTP/1.1 only: the API server speaks nothing else to webhooks (semantics.md 6.16).
      ALPNProtocols: ['http/1.1'],
      handshakeTimeout: limits.handshakeMs,
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      connectionsCheckingInterval: limits.checkMs,
      keepAliveTimeout: limits.keepAliveMs,
    },
    logger: false,
    bodyLimit: limits.bodyBytes,
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
    keepAliveTimeout: limits.keepAliveMs,
    requestTimeout: limits.requestMs,
    exposeHeadRoutes: false,
    // A request that comes while we close is still answered (reliability.md 1.1).
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    clientErrorHandler: (error, socket) => answerClientError(error.code ?? '', socket, limits.keepAliveMs),
    frameworkErrors: (_error, _request, reply) => refuse(reply, BAD_URL),
  });
  // Typed for plain HTTP by its users; what differs is the server, and nobody here asks it for more than both have.
  return app as unknown as FastifyInstance;
}

/**
 * Only what the HTTP parser refuses can be told so: a word to a socket without a finished handshake would never leave.
 * A connection that is open but has not been used yet is no slow client: Go dials one to have it, and a POST that meets
 * our close is lost. It may idle as long as a used one; Node's limits hold again from its first byte on.
 */
function answerClientError(code: string, socket: Socket, keepAliveMs: number): void {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT' && socket.bytesRead === 0) {
    socket.setTimeout(keepAliveMs);
    return;
  }
  const spoken = (code.startsWith('HPE_') || code === 'ERR_HTTP_REQUEST_TIMEOUT') && socket.writable;
  if (!spoken) socket.destroy();
  else socket.end(refusalMessage(malformedRequest(code)), () => socket.destroy());
}

/** From its begin on, every answer ends its connection, so that nobody asks again on one that is about to close. */
function addDrain(app: FastifyInstance, drain: Pick<Drain, 'noteRequest' | 'begun'>): void {
  app.addHook('onRequest', (_request, _reply, next) => {
    drain.noteRequest();
    next();
  });
  app.addHook('onSend', (_request, reply, payload, next) => {
    if (drain.begun()) reply.header('connection', 'close');
    next(null, payload);
  });
}

/** Everything that can be refused before the body is read. */
function createGate(limits: Limits, now: () => number) {
  const places = createLargePlaces(limits.largeAtOnce, limits.largePerSecond, now);
  return (request: FastifyRequest, reply: FastifyReply, next: () => void): void => {
    const { headers } = request.raw;
    const length = headers['content-length'];
    const refusal = refuseEarly(request, limits);
    if (refusal) {
      // What is still to come is read and dropped, so that the client can read the sentence; not without bound.
      if (Number(length) > 2 * limits.bodyBytes) reply.header('connection', 'close');
      refuse(reply, refusal);
      return;
    }
    // Fastify would answer 415 to a content type that it cannot parse; nothing depends on it here.
    if (headers['content-type'] !== undefined) headers['content-type'] = 'application/json';
    // A body of unknown length may be a large one.
    if (headers['transfer-encoding'] !== undefined || Number(length) > limits.largeBytes) {
      if (!places.enter()) {
        refuse(reply, CROWDED);
        return;
      }
      reply.raw.once('close', places.leave);
    }
    next();
  };
}

function refuseEarly(request: FastifyRequest, limits: Limits): Refusal | undefined {
  if (request.is404) {
    const path = request.url.split('?', 1)[0] ?? '';
    const known = ADMISSION_PATHS.some((known) => known === path);
    return known ? wrongMethod(path) : noSuchPath(ADMISSION_PATHS);
  }
  const encoding = request.raw.headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') return ENCODED;
  return Number(request.raw.headers['content-length']) > limits.bodyBytes ? tooLarge(limits.bodyBytes) : undefined;
}

function refuse(reply: FastifyReply, refusal: Refusal): void {
  if (refusal.retryAfter !== undefined) reply.header('retry-after', String(refusal.retryAfter));
  if (refusal.allow !== undefined) reply.header('allow', refusal.allow);
  reply.code(refusal.code).header('content-type', JSON_TYPE).send(refusalBody(refusal));
}

/** Turns every outcome into an answer; a fault of ours is logged and becomes PG901. */
function conclude(
  deps: AppDeps,
  outcome: Outcome<Assessment | Later>,
  encode: (assessment: Assessment) => string,
): { readonly assessment: Assessment; readonly answer: string } | Later {
  if (outcome.end === 'decided') {
    const { value } = outcome;
    if ('later' in value) return value;
    try {
      return { assessment: value, answer: encode(value) };
    } catch (error) {
      return fault(deps, error, encode);
    }
  }
  if (outcome.end === 'failed') return fault(deps, outcome.error, encode);
  const assessment = undecided('the cluster did not answer in time', deps.settings());
  return { assessment, answer: encode(assessment) };
}

function fault(deps: AppDeps, error: unknown, encode: (assessment: Assessment) => string) {
  deps.log.error({ event: 'fault', err: error }, 'a review could not be decided: this is a fault of Pullgate');
  const assessment = undecided('a fault of Pullgate, see its log', deps.settings());
  return { assessment, answer: encode(assessment) };
}

/** What Fastify found wrong with a request, or a fault of ours outside of a decision. */
function answerError(deps: AppDeps, limits: Limits, error: FastifyError, reply: FastifyReply): void {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    refuse(reply, tooLarge(limits.bodyBytes));
  } else if (error.statusCode !== undefined && error.statusCode < 500) {
    refuse(reply, BROKEN_BODY);
  } else {
    deps.log.error({ event: 'fault', err: error }, 'a request could not be answered: this is a fault of Pullgate');
    refuse(reply, { code: 500, message: 'Pullgate could not answer: a fault of Pullgate, see its log.' });
  }
}
