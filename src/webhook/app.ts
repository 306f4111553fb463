/**
 * The webhook as a Fastify instance over HTTPS, not listening.
 *
 * Promise: JSON with a `request.uid`, posted to an admission path, is answered with HTTP 200 and a well-formed
 * AdmissionReview of the same uid, whatever else is in it and whatever breaks in here. The only exceptions are the
 * deliberate 429s and 503s with Retry-After. Everything else gets a 4xx with a sentence (refusal.ts).
 */
import type { Socket } from 'node:net';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import type { ReviewMetrics, Webhook } from '../metrics/reviews.js';
import type { Certificate } from '../tls/ports.js';
import { type AnsweringDeps, createAnswering, timeoutOf } from './answering.js';
import type { Callers } from './callers.js';
import { limitConnections } from './connections.js';
import { budget, createDeadlines, createTimeoutReader } from './deadline.js';
import type { Drain } from './drain.js';
import { addGate } from './gate.js';
import { paceHandshakes } from './handshakes.js';
import { DEFAULT_LIMITS, type Limits } from './limits.js';
import { receive } from './receive.js';
import {
  BAD_URL,
  BROKEN_BODY,
  type HttpRefusal,
  JSON_TYPE,
  malformedRequest,
  refusalBody,
  refusalMessage,
  tooLarge,
} from './refusal.js';
import { contextOptions, type SecureVersion } from './secure-context.js';

/** The name of the webhook in the log and in the metrics, and behind a slash the path where its reviews are posted. */
export const SERVED_WEBHOOKS = ['validate', 'mutate', 'validate-secrets'] as const satisfies readonly Webhook[];
export const ADMISSION_PATHS = SERVED_WEBHOOKS.map((webhook) => `/${webhook}` as const);

export interface AppDeps extends AnsweringDeps {
  /** Absent: handshakes fail until there is one. */
  readonly certificate?: Certificate | undefined;
  readonly minVersion?: SecureVersion | undefined;
  /** Absent: everybody may ask. */
  readonly callers?: Callers | undefined;
  readonly limits?: Partial<Limits>;
  readonly drain?: Pick<Drain, 'noteRequest' | 'begun'>;
  /** Told of every answer. */
  readonly observe?: Pick<ReviewMetrics, 'begin' | 'end' | 'noteReview' | 'noteRefusal' | 'noteInjection'> | undefined;
  /** Milliseconds of a clock that never goes back. */
  readonly now?: () => number;
}

export function buildApp(deps: AppDeps): FastifyInstance {
  const limits: Limits = { ...DEFAULT_LIMITS, ...deps.limits };
  const now = deps.now ?? (() => performance.now());
  const app = createFastify(deps, limits);
  const deadlines = createDeadlines(now);
  const readTimeout = createTimeoutReader();

  paceHandshakes(app.server, {
    now,
    onBegin: (socket) => connections.noteHandshake(socket),
    onFault: (error) =>
      deps.log.error({ event: 'fault', err: error }, 'a handshake could not begin: this is a fault of Pullgate'),
  });
  deps.callers?.attach(app.server);
  const connections = limitConnections(app.server, limits.connections, now);

  // The bytes as they are: neither the content type nor prototype keys decide whether a review is answered
  // (semantics 6.1, design 6.2).
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, payload, done) => receive(payload, limits.bodyBytes, done));

  if (deps.drain !== undefined) addDrain(app, deps.drain);
  addGate(app, {
    limits,
    callers: deps.callers,
    paths: ADMISSION_PATHS,
    now,
    budgetOf: ({ query }) => budget(readTimeout(timeoutOf(query))),
    refuse: (reply, refusal) => refuse(deps, reply, refusal),
  });
  app.addHook('onClose', async () => deadlines.close());
  app.setErrorHandler((error: FastifyError, _request, reply) => answerError(deps, limits, error, reply));

  const answer = createAnswering(deps, {
    deadlines,
    readTimeout,
    now,
    refuse: (reply, refusal) => refuse(deps, reply, refusal),
    noteReview: connections.noteReview,
  });
  for (const webhook of SERVED_WEBHOOKS) app.post(`/${webhook}`, (request, reply) => answer(webhook, request, reply));
  return app;
}

function createFastify(deps: AppDeps, limits: Limits): FastifyInstance {
  const app = Fastify({
    https: {
      ...contextOptions(deps.certificate, deps.minVersion, deps.callers?.ca()),
      // Who has none, or a wrong one, is told so in words (callers.ts).
      ...(deps.callers === undefined ? {} : { requestCert: true, rejectUnauthorized: false }),
      // HTTP/1.1 only: the API server speaks nothing else to webhooks (semantics 6.16).
      ALPNProtocols: ['http/1.1'],
      handshakeTimeout: limits.handshakeMs,
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      connectionsCheckingInterval: limits.checkMs,
      keepAliveTimeout: limits.keepAliveMs,
    },
    logger: false,
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
    bodyLimit: limits.bodyBytes,
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
    keepAliveTimeout: limits.keepAliveMs,
    requestTimeout: limits.requestMs,
    exposeHeadRoutes: false,
    // A request that comes while we close is still answered (design 6.1).
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    clientErrorHandler: (error, socket) => answerClientError(deps, limits, error.code ?? '', socket),
    frameworkErrors: (_error, _request, reply) => refuse(deps, reply, BAD_URL),
  });
  // Typed for plain HTTP by its users; what differs is the server, and nobody here asks it for more than both have.
  return app as unknown as FastifyInstance;
}

/** Fastify would load its own compilers at every start, for nothing: reviews are read by review.ts (design 10.4). */
function noSchemas(): never {
  throw new Error('a route has a schema, which nothing here compiles');
}

/**
 * Only what the HTTP parser refuses can be told so: a word to a socket without a finished handshake would never leave.
 * A connection that is open but has not been used yet is no slow client: Go dials one to have it, and a POST that meets
 * our close is lost. It may idle as long as a used one; Node's limits hold again from its first byte on.
 */
function answerClientError(deps: AppDeps, limits: Limits, code: string, socket: Socket): void {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT' && socket.bytesRead === 0) {
    socket.setTimeout(limits.keepAliveMs);
    return;
  }
  const spoken = (code.startsWith('HPE_') || code === 'ERR_HTTP_REQUEST_TIMEOUT') && socket.writable;
  if (!spoken) {
    socket.destroy();
    return;
  }
  const refusal = malformedRequest(code);
  deps.observe?.noteRefusal(refusal.code);
  socket.end(refusalMessage(refusal), () => socket.destroy());
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

function refuse({ observe }: AppDeps, reply: FastifyReply, refusal: HttpRefusal): void {
  observe?.noteRefusal(refusal.code);
  if (refusal.retryAfter !== undefined) reply.header('retry-after', String(refusal.retryAfter));
  if (refusal.allow !== undefined) reply.header('allow', refusal.allow);
  reply.code(refusal.code).header('content-type', JSON_TYPE).send(refusalBody(refusal));
}

/** What Fastify found wrong with a request, or a fault of ours outside of a decision. */
function answerError(deps: AppDeps, limits: Limits, error: FastifyError, reply: FastifyReply): void {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    refuse(deps, reply, tooLarge(limits.bodyBytes));
  } else if (error.statusCode !== undefined && error.statusCode < 500) {
    refuse(deps, reply, BROKEN_BODY);
  } else {
    deps.log.error({ event: 'fault', err: error }, 'a request could not be answered: this is a fault of Pullgate');
    refuse(deps, reply, { code: 500, message: 'Pullgate could not answer: a fault of Pullgate, see its log.' });
  }
}
