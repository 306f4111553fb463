/**
 * Everything that is settled before the body is read: what can be refused by its head, who may ask, and the wait for a
 * place. While a request waits nothing is taken from its stream, so that the kernel tells the client to pause; Node.js
 * holds no more of it than one buffer of the stream.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { after } from '../process/timers.js';
import type { Callers } from './callers.js';
import type { Limits } from './limits.js';
import { CROWDED, ENCODED, type HttpRefusal, noSuchPath, TOO_SLOW, tooLarge, wrongMethod } from './refusal.js';
import { createSlots, type SlotsClock } from './slots.js';

export interface GateDeps {
  readonly limits: Limits;
  /** Absent: everybody may ask. */
  readonly callers: Callers | undefined;
  readonly paths: readonly string[];
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** How long the review may take in all, from its head on; ms. */
  readonly budgetOf: (request: FastifyRequest) => number;
  readonly refuse: (reply: FastifyReply, refusal: HttpRefusal) => void;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** When its head had been read. */
    arrivedAt: number;
  }
}

const TLS_RECORD_BYTES = 16_384;

export function addGate(app: FastifyInstance, deps: GateDeps): void {
  const { limits, now, refuse } = deps;
  const clock: SlotsClock = { now, after: (ms, act) => after(ms, act).cancel };
  const common = { waiting: limits.waiting, patienceMs: limits.patienceMs };
  const small = createSlots({ ...common, bytesAtOnce: limits.smallBytesAtOnce, countsArrived: true }, clock);
  const large = createSlots(
    {
      ...common,
      bytesAtOnce: limits.largeBytesAtOnce,
      bytesPerSecond: limits.largeBytesPerSecond,
      countsArrived: false,
    },
    clock,
  );
  app.decorateRequest('arrivedAt', 0);
  app.addHook('onClose', async () => {
    small.close();
    large.close();
  });
  app.addHook('onRequest', (request, reply, next) => {
    request.arrivedAt = now();
    const { headers } = request.raw;
    const length = Number(headers['content-length'] ?? 0);
    const refusal = deps.callers?.refuse(request.raw) ?? refuseEarly(request, deps);
    if (refusal) {
      // What is still to come is read and dropped, so that the client can read the sentence; not without bound, and not
      // from who may not ask.
      const isStranger = refusal.code === 401 || refusal.code === 403;
      if (length > 2 * limits.bodyBytes || isStranger) reply.header('connection', 'close');
      refuse(reply, refusal);
      return;
    }
    // Fastify would answer 415 to a content type that it cannot parse; nothing depends on it here.
    if (headers['content-type'] !== undefined) headers['content-type'] = 'application/json';
    // A body of unknown length may be one of the largest.
    const bytes = headers['transfer-encoding'] === undefined ? length : limits.bodyBytes;
    const { socket } = request.raw;
    // The head came with the begin of the body, at most one record of TLS.
    const readBefore = socket.bytesRead - TLS_RECORD_BYTES;
    const leave = (bytes > limits.largeBytes ? large : small).enter({
      bytes,
      address: socket.remoteAddress ?? '',
      withinMs: deps.budgetOf(request),
      settle: (hasSlot) => {
        if (hasSlot) next();
        else refuse(reply, CROWDED);
      },
      isArriving: () => !request.raw.complete,
      arrived: () => socket.bytesRead - readBefore,
      cut: () => {
        reply.header('connection', 'close');
        refuse(reply, TOO_SLOW);
      },
    });
    reply.raw.once('close', leave);
  });
}

function refuseEarly(request: FastifyRequest, { paths, limits }: GateDeps): HttpRefusal | undefined {
  if (request.is404) {
    const path = request.url.split('?', 1)[0] ?? '';
    return paths.includes(path) ? wrongMethod(path) : noSuchPath(paths);
  }
  const encoding = request.raw.headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') return ENCODED;
  return Number(request.raw.headers['content-length']) > limits.bodyBytes ? tooLarge(limits.bodyBytes) : undefined;
}
