/**
 * The webhook as a Fastify instance over HTTPS, not listening.
 *
 * Promise: JSON with a `request.uid`, posted to an admission path, is answered with HTTP 200 and a well-formed
 * AdmissionReview of the same uid, whatever else is in it and whatever breaks in here. The only exceptions are the
 * deliberate 429s and 503s with Retry-After. Everything else gets a 4xx with a sentence (refusal.ts).
 */
import type { Socket } from 'node:net';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import type { Settings } from '../core/settings.js';
import type { Admission } from '../core/types.js';
import type { Assessment } from '../facts/assess.js';
import { type Awaitable, whenKnown } from '../facts/awaitable.js';
import { skippedInjection } from '../facts/inject.js';
import type { Log } from '../log/log.js';
import type { ReviewMetrics, Webhook } from '../metrics/reviews.js';
import type { Certificate } from '../tls/ports.js';
import { logReview, type ReviewRecord } from './admission-log.js';
import type { Callers } from './callers.js';
import { limitConnections } from './connections.js';
import { budget, createDeadlines, createTimeoutReader, type Outcome } from './deadline.js';
import type { Drain } from './drain.js';
import { addGate } from './gate.js';
import { paceHandshakes } from './handshakes.js';
import { DEFAULT_LIMITS, type Limits } from './limits.js';
import { receive } from './receive.js';
import {
  BAD_URL,
  BROKEN_BODY,
  type HttpRefusal,
  malformedRequest,
  notYet,
  refusalBody,
  refusalMessage,
  tooLarge,
} from './refusal.js';
import { decodeReview, encodeReview } from './review.js';
import { contextOptions, type SecureVersion } from './secure-context.js';
import { answerUndecided, noteFault, type UndecidedDeps } from './undecided.js';

/** The name of the webhook in the log and in the metrics, and behind a slash the path where its reviews are posted. */
export const SERVED_WEBHOOKS = ['validate', 'mutate'] as const satisfies readonly Webhook[];
export const ADMISSION_PATHS = SERVED_WEBHOOKS.map((webhook) => `/${webhook}` as const);

/**
 * No verdict yet, and a second call will get one: HTTP 503 with Retry-After, which the API server obeys (design 7.10).
 */
export interface Later {
  /** What is missing, as a clause. */
  readonly later: string;
}

export interface AppDeps {
  readonly decide: (admission: Admission, signal: AbortSignal) => Awaitable<Assessment | Later>;
  /** What is added to a Pod; nothing where it is absent. Whatever it says, the request goes on. */
  readonly inject?: AppDeps['decide'];
  /** The same where the cluster did not answer in time, or where `decide` or `inject` broke. */
  readonly withoutCluster?: UndecidedDeps['withoutCluster'];
  /** The settings of this moment: they may be reloaded. */
  readonly settings: () => Pick<Settings, 'mode' | 'onUnknown'>;
  readonly log: Log;
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

const JSON_TYPE = 'application/json; charset=utf-8';

/** Even what came late is judged by what is in memory, which takes less than a millisecond. */
const LEAST_LEFT_MS = 50;

export function buildApp(deps: AppDeps): FastifyInstance {
  const limits: Limits = { ...DEFAULT_LIMITS, ...deps.limits };
  const now = deps.now ?? (() => performance.now());
  const app = createFastify(deps, limits);
  const deadlines = createDeadlines(now);
  const readTimeout = createTimeoutReader();

  paceHandshakes(app.server, now, (error) =>
    deps.log.error({ event: 'fault', err: error }, 'a handshake could not begin: this is a fault of Pullgate'),
  );
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

  for (const webhook of SERVED_WEBHOOKS) {
    app.post(`/${webhook}`, (request, reply) => {
      const start = now();
      const decoded = decodeReview(request.body);
      if (!decoded.ok) {
        refuse(deps, reply, { code: 400, message: decoded.why });
        return;
      }
      connections.noteReview(request.raw.socket);
      const { admission, apiVersion } = decoded;
      const timeoutMs = readTimeout(timeoutOf(request.query));
      const work = (signal: AbortSignal) => ask(deps, webhook)(admission, signal);
      deps.observe?.begin(webhook);
      // What it has waited for a place, and its body for the way here, is gone from the time that it has.
      const left = Math.max(LEAST_LEFT_MS, budget(timeoutMs) - (start - request.arrivedAt));
      const encode = (value: Assessment): string => encodeReview(apiVersion, admission, value);
      const tell = (end: Answered | Later): void => {
        if ('later' in end) {
          refuse(deps, reply, notYet(end.later));
          return;
        }
        const { assessment, answer } = end;
        reply.header('content-type', JSON_TYPE).send(answer);
        note(deps, { webhook, admission, assessment, durationMs: now() - start, timeoutMs });
      };
      deadlines.run(left, work, (outcome) => {
        deps.observe?.end(webhook);
        whenKnown(conclude(deps, { webhook, admission }, outcome, encode), tell);
      });
    });
  }
  return app;
}

/** What has been answered is answered: a fault in what is counted and logged of it is told, and changes nothing. */
function note({ observe, log }: AppDeps, record: ReviewRecord): void {
  try {
    observe?.noteReview(record);
    const { injection } = record.assessment;
    if (injection !== undefined) observe?.noteInjection(injection.result);
    logReview(log, record);
  } catch (error) {
    log.error({ event: 'fault', err: error }, 'an answer could not be counted or logged: this is a fault of Pullgate');
  }
}

/** The query is an object. */
function timeoutOf(query: unknown): unknown {
  return (query as { readonly timeout?: unknown }).timeout;
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

function ask({ decide, inject, settings }: AppDeps, webhook: Webhook): AppDeps['decide'] {
  switch (webhook) {
    case 'validate':
      return decide;
    case 'mutate':
      return inject ?? (() => skippedInjection('off', settings().mode));
    default:
      return webhook satisfies never;
  }
}

interface Answered {
  readonly assessment: Assessment;
  readonly answer: string;
}

/** Turns every outcome into an answer; a fault of ours is logged, and the review is judged without what broke. */
function conclude(
  deps: AppDeps,
  asked: { readonly webhook: Webhook; readonly admission: Admission },
  outcome: Outcome<Assessment | Later>,
  encode: (assessment: Assessment) => string,
): Awaitable<Answered | Later> {
  if (outcome.end === 'late') return answerUndecided({ ...asked, end: 'late' }, deps, encode);
  try {
    if (outcome.end === 'failed') throw outcome.error;
    const { value } = outcome;
    return 'later' in value ? value : { assessment: value, answer: encode(value) };
  } catch (error) {
    noteFault(deps, error);
    return answerUndecided({ ...asked, end: 'failed' }, deps, encode);
  }
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
