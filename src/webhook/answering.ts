/**
 * The way of one review: it is read, decided, answered, and then counted and logged, each a step of a round (rounds.ts).
 * Whatever happens on the way, a review that could be read is answered with a verdict.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Settings } from '../core/settings.js';
import type { Admission } from '../core/types.js';
import { type Assessment, skip } from '../facts/assess.js';
import { type Awaitable, whenKnown } from '../facts/awaitable.js';
import { skippedInjection } from '../facts/inject.js';
import type { Log } from '../log/log.js';
import type { ReviewMetrics, Webhook } from '../metrics/reviews.js';
import { logReview, type ReviewRecord } from './admission-log.js';
import { budget, type Deadlines, type Outcome } from './deadline.js';
import { type HttpRefusal, JSON_TYPE, notYet } from './refusal.js';
import { type Decoded, decodeReview, encodeReview } from './review.js';
import { createRounds, type Step } from './rounds.js';
import { answerUndecided, noteFault, type UndecidedDeps } from './undecided.js';

/**
 * No verdict yet, and a second call will get one: HTTP 503 with Retry-After, which the API server obeys (design 7.10).
 */
export interface Later {
  /** What is missing, as a clause. */
  readonly later: string;
}

export interface AnsweringDeps {
  readonly decide: (admission: Admission, signal: AbortSignal) => Awaitable<Assessment | Later>;
  /** What is added to a Pod; nothing where it is absent. Whatever it says, the request goes on. */
  readonly inject?: AnsweringDeps['decide'];
  /** What is written besides workloads; nothing is said of it where this is absent. */
  readonly decideWritten?: AnsweringDeps['decide'];
  /** The same where the cluster did not answer in time, or where `decide` or `inject` broke. */
  readonly withoutCluster?: UndecidedDeps['withoutCluster'];
  /** The settings of this moment: they may be reloaded. */
  readonly settings: () => Pick<Settings, 'mode' | 'onUnknown'>;
  readonly log: Log;
  /** Told of every answer. */
  readonly observe?: Pick<ReviewMetrics, 'begin' | 'end' | 'noteReview' | 'noteInjection'> | undefined;
  /** Told of each verdict once it has been answered. */
  readonly onValidated?: ((admission: Admission, assessment: Assessment) => void) | undefined;
}

export interface AnsweringTools {
  readonly deadlines: Pick<Deadlines, 'run'>;
  readonly readTimeout: (query: unknown) => number | undefined;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  readonly refuse: (reply: FastifyReply, refusal: HttpRefusal) => void;
  /** The connection has spoken an AdmissionReview. */
  readonly noteReview: (socket: FastifyRequest['raw']['socket']) => void;
}

/** Even what came late is judged by what is in memory, which takes less than a millisecond. */
const LEAST_LEFT_MS = 50;

export function createAnswering(deps: AnsweringDeps, tools: AnsweringTools) {
  const { observe } = deps;
  const { deadlines, readTimeout, now, refuse, noteReview } = tools;
  const rounds = createRounds({ later: setImmediate, now });

  function read(webhook: Webhook, request: FastifyRequest, reply: FastifyReply, failed: Failed): Step | undefined {
    const start = now();
    const decoded = decodeReview(request.body);
    if (!decoded.ok) {
      refuse(reply, { code: 400, message: decoded.why });
      return undefined;
    }
    noteReview(request.raw.socket);
    const timeoutMs = readTimeout(timeoutOf(request.query));
    // What it has waited for a place, and its body for the way here, is gone from the time that it has.
    const left = Math.max(LEAST_LEFT_MS, budget(timeoutMs) - (start - request.arrivedAt));
    return () => decide({ webhook, decoded, reply, start, left, timeoutMs, failed });
  }

  /** The next step is at hand where the verdict is; else it is taken when that has come. */
  function decide(review: Review): Step | undefined {
    const { webhook, decoded, left, failed } = review;
    const { admission, apiVersion } = decoded;
    const encode = (value: Assessment): string => encodeReview(apiVersion, admission, value);
    let next: Step | undefined;
    let isAtHand = true;
    observe?.begin(webhook);
    const work = (signal: AbortSignal) => ask(deps, webhook)(admission, signal);
    deadlines.run(left, work, (outcome) => {
      observe?.end(webhook);
      whenKnown(conclude(deps, { webhook, admission }, outcome, encode), (end) => {
        const step = () => tell(review, end);
        if (isAtHand) next = step;
        else rounds.enter(step, 0, failed);
      });
    });
    isAtHand = false;
    return next;
  }

  function tell(review: Review, end: Answered | Later): Step | undefined {
    const { webhook, decoded, reply, start, timeoutMs } = review;
    if ('later' in end) {
      refuse(reply, notYet(end.later));
      return undefined;
    }
    const { assessment, answer } = end;
    reply.header('content-type', JSON_TYPE).send(answer);
    const durationMs = now() - start;
    return () => note(deps, { webhook, admission: decoded.admission, assessment, durationMs, timeoutMs });
  }

  return (webhook: Webhook, request: FastifyRequest, reply: FastifyReply): void => {
    const failed = (error: unknown): void => void reply.send(error);
    rounds.enter(() => read(webhook, request, reply, failed), sizeOf(request.body), failed);
  };
}

type Failed = (error: unknown) => void;

interface Review {
  readonly webhook: Webhook;
  readonly decoded: Decoded;
  readonly reply: FastifyReply;
  /** When it had been read. */
  readonly start: number;
  /** How long it may take from then on, in ms. */
  readonly left: number;
  /** What the API server gave, in ms; undefined where it did not say. */
  readonly timeoutMs: number | undefined;
  readonly failed: Failed;
}

/** In bytes. */
function sizeOf(body: unknown): number {
  return Buffer.isBuffer(body) ? body.length : 0;
}

/** The query is an object. */
export function timeoutOf(query: unknown): unknown {
  return (query as { readonly timeout?: unknown }).timeout;
}

/** What has been answered is answered: a fault in what is counted and logged of it is told, and changes nothing. */
function note({ observe, onValidated, log }: AnsweringDeps, record: ReviewRecord): undefined {
  try {
    observe?.noteReview(record);
    if (record.webhook === 'validate') onValidated?.(record.admission, record.assessment);
    const { injection } = record.assessment;
    if (injection !== undefined) observe?.noteInjection(injection.result);
    logReview(log, record);
  } catch (error) {
    log.error({ event: 'fault', err: error }, 'an answer could not be counted or logged: this is a fault of Pullgate');
  }
}

function ask({ decide, decideWritten, inject, settings }: AnsweringDeps, webhook: Webhook): AnsweringDeps['decide'] {
  switch (webhook) {
    case 'validate':
      return decide;
    case 'mutate':
      return inject ?? (() => skippedInjection('off', settings().mode));
    case 'validate-secrets':
      return decideWritten ?? (() => skip('off', settings().mode));
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
  deps: AnsweringDeps,
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
