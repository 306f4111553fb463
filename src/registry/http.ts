/**
 * HTTP for one question to a registry: connections that are opened for it and closed with it, everything in them bounded
 * (limits.ts). What is sent as a login goes to the origin that it is meant for, whatever a redirect says.
 */
import type { SecureContext } from 'node:tls';
import { Client, type Dispatcher } from 'undici';
import type { PullOutcome } from '../core/registry-answer.js';
import { deadline } from '../process/timers.js';
import { type Connector, createConnector } from './connect.js';
import { MOST_BODY_BYTES, MOST_HEADER_BYTES, MOST_ORIGINS, MOST_REDIRECTS, type Timings } from './limits.js';
import type { Resolve } from './names.js';
import { faultOf } from './network-fault.js';
import type { Turn } from './pace.js';
import { broken, type Halt, halted, type Reply, unknown } from './reply.js';

export interface Request {
  readonly method: 'HEAD' | 'GET' | 'POST';
  readonly url: URL;
  readonly accept?: string;
  /** Sent to the origin of `url` alone. */
  readonly authorization?: string | undefined;
  /** A form. */
  readonly form?: string;
  /** `own`: only within the origin of `url`; `none`: a redirect is the answer. */
  readonly redirects: 'any-host' | 'own' | 'none';
  readonly mostBytes?: number;
}

export interface Visit {
  readonly ask: (request: Request) => Promise<Reply>;
  readonly close: () => Promise<void>;
}

export interface VisitOptions {
  readonly resolve: Resolve;
  readonly isAllowed: (address: string) => boolean;
  readonly context: SecureContext;
  readonly timings: Timings;
  /** Asked before every request, redirects among them. */
  readonly turn: () => Promise<Turn>;
  /** Whoever waits for the answer. */
  readonly signal: AbortSignal | undefined;
}

export function createVisit(options: VisitOptions): Visit {
  const { timings, signal, turn } = options;
  const connect = createConnector({ ...options, connectMs: timings.connectMs });
  const clients = new Map<string, Client>();
  // From the first request on: a question that gets no turn costs no timer.
  let whole: ReturnType<typeof deadline> | undefined;

  const clientOf = (origin: string): Client | undefined => {
    const known = clients.get(origin);
    if (known !== undefined || clients.size >= MOST_ORIGINS) return known;
    const client = openClient(origin, connect, timings);
    clients.set(origin, client);
    return client;
  };

  const once = async (request: Request): Promise<Reply> => {
    const may = await turn();
    if (may !== 'go') return halted(may === 'over' ? OVER : TOO_OFTEN);
    const client = clientOf(request.url.origin);
    if (client === undefined) return halted(broken);
    whole ??= deadline(timings.probeMs, signal);
    const limit = deadline(timings.requestMs, whole.signal);
    try {
      return await send(client, request, limit.signal);
    } catch (error) {
      // Where all of the time is over, some of it went by in waiting for turns: no word against the registry.
      if (signal?.aborted === true || whole.signal.aborted) return halted(OVER);
      return halted(limit.signal.aborted ? SLOW : haltOf(error));
    } finally {
      limit.end();
    }
  };

  const ask = async (first: Request): Promise<Reply> => {
    let request = first;
    for (let redirects = 0; ; redirects += 1) {
      const reply = await once(request);
      if (!reply.ok || first.redirects === 'none' || !REDIRECTS.has(reply.status)) return reply;
      const next = redirectOf(reply.header('location')[0], request.url);
      if (next === undefined || redirects >= MOST_REDIRECTS) return halted(broken);
      const isOwn = next.origin === first.url.origin;
      if (next.protocol !== 'https:' || (first.redirects === 'own' && !isOwn)) return halted(ELSEWHERE);
      request = isOwn ? { ...first, url: next } : { ...withoutLogin(first), url: next };
    }
  };

  return {
    ask,
    close: async () => {
      whole?.end();
      await Promise.all([...clients.values()].map((client) => client.destroy()));
    },
  };
}

function withoutLogin({ method, url, accept, redirects, mostBytes }: Request): Request {
  return {
    ...{ method, url, redirects },
    ...(accept === undefined ? {} : { accept }),
    ...(mostBytes === undefined ? {} : { mostBytes }),
  };
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const OVER = unknown('there was no time left to ask the registry');
const TOO_OFTEN = unknown('the registry was asked as often as probe.requestsPerMinute allows');
const ELSEWHERE = unknown('the registry redirects to a place that is not asked');
const REFUSED = unknown('its address is one that is not connected to (probe.allowedNetworks)');
const SLOW = { result: 'unreachable', why: 'timeout' } as const satisfies PullOutcome;
const LONGEST_URL = 8 * 1024;

function redirectOf(location: string | undefined, base: URL): URL | undefined {
  if (location === undefined || location.length > LONGEST_URL || !URL.canParse(location, base.href)) return undefined;
  const url = new URL(location, base);
  return url.username === '' && url.password === '' ? url : undefined;
}

function haltOf(error: unknown): Halt {
  const fault = faultOf(error);
  if (fault === 'address-refused') return REFUSED;
  return { result: 'unreachable', why: fault === 'too-large' ? 'registry-error' : fault };
}

function openClient(origin: string, connect: Connector, { requestMs }: Timings): Client {
  return new Client(origin, {
    // undici wants one of two tuples, which a function with two arguments cannot promise.
    connect: ({ hostname, port }, done) => {
      connect({ hostname, port: port === '' ? 443 : Number(port) }, (error, socket) => {
        if (socket === null) done(error ?? new Error('no socket'), null);
        else done(null, socket);
      });
    },
    maxHeaderSize: MOST_HEADER_BYTES,
    headersTimeout: requestMs,
    bodyTimeout: requestMs,
    pipelining: 1,
    allowH2: false,
  });
}

async function send(client: Client, request: Request, signal: AbortSignal): Promise<Reply> {
  const { method, url, accept, authorization, form, mostBytes = MOST_BODY_BYTES } = request;
  const { statusCode, headers, body } = await client.request({
    method,
    path: `${url.pathname}${url.search}`,
    headers: {
      'user-agent': 'pullgate',
      ...(accept === undefined ? {} : { accept }),
      ...(authorization === undefined ? {} : { authorization }),
      ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(form === undefined ? {} : { body: form }),
    signal,
  });
  const text = await read(body, mostBytes);
  return { ok: true, status: statusCode, header: (name) => list(headers[name]), body: text, url };
}

async function read(body: Dispatcher.ResponseData['body'], most: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    const bytes: Buffer = chunk;
    size += bytes.length;
    // Leaving the loop ends the connection.
    if (size > most) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const list = (value: string | string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;
