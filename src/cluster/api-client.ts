/**
 * Calls to the API server: GET of JSON, writes of it, and the opening of a watch. One keep-alive agent for the short
 * calls, so that a call does not cost a handshake; one socket per watch. It never throws: an answer is found, a status, or a
 * failure with a reason that quotes neither the server nor a credential. Every call has a deadline and a limit of size.
 */
import type { ClientRequest, IncomingMessage } from 'node:http';
import { Agent, type RequestOptions, request } from 'node:https';
import { own, textOf } from '../core/fields.js';
import { after } from '../process/timers.js';
import { codeOf, typeOf } from '../text/error-words.js';
import type { ClusterAccess } from './access.js';
import type { FaultKind } from './events.js';
import { type Items, takeApart } from './items.js';
import { type Lean, leanOf } from './lean.js';

/** What came instead of an answer. */
export interface Failure {
  readonly kind: 'failed';
  readonly fault: FaultKind;
  /** A clause: `the connection was refused`. */
  readonly reason: string;
  /** No connection was made, so nobody had any work with it. */
  readonly unreached?: true;
  /** What was thrown in here. */
  readonly error?: unknown;
}

export interface StatusAnswer {
  readonly kind: 'status';
  readonly status: number;
  readonly retryAfterMs?: number;
  /** `reason` of a Kubernetes Status object, which tells the API server's own 404 from that of somebody in between. */
  readonly reason: string;
  /** Of a list that is too old to go on with (410): where the next key of today is, for who can do with that. */
  readonly continue?: string;
}

export type Answer =
  | {
      readonly kind: 'found';
      readonly body: unknown;
      /** The objects of a list that was taken apart; `body` has none then. */
      readonly items?: Items;
      /** Size of the answer as it came. */
      readonly bytes: number;
    }
  | StatusAnswer
  | Failure;

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly deadlineMs: number;
  readonly mostBytes: number;
  /** The objects are only read, and never written back: what is too large in them is left out. */
  readonly lean?: Lean;
  /** A list: its objects are parsed one by one, as they are taken (items.ts). */
  readonly apart?: true;
}

/** `response` has a success status; its body is the caller's to read, and its socket to destroy. */
export type Opened = { readonly kind: 'open'; readonly response: IncomingMessage } | StatusAnswer | Failure;

/**
 * A write that says by itself what must still be so (a resourceVersion, a uid, a `test`, a name that is free): it may be
 * sent twice where the first was lost, because the second is then refused as a conflict, finds nothing to delete, or does
 * the same.
 */
export interface Write {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly contentType: 'application/json' | 'application/json-patch+json' | 'application/merge-patch+json';
  readonly body: unknown;
}

export interface ApiClient {
  get(path: string, options: CallOptions): Promise<Answer>;
  write(path: string, write: Write, options: CallOptions): Promise<Answer>;
  /** A call on a socket of its own. */
  open(path: string, options: { readonly signal: AbortSignal; readonly deadlineMs: number }): Promise<Opened>;
  /** Closes all sockets, those under way included. */
  close(): void;
}

/** No limit of its own: how many calls are under way is for the gate to say (gate.ts), and watches list one page at a time. */
const MOST_SOCKETS = 96;
const KEEP_ALIVE_MS = 15_000;
/** An idle socket is closed by us before the API server or a load balancer closes it under a call. */
const IDLE_SOCKET_MS = 60_000;
const MOST_ERROR_BYTES = 64 * 1024;

export function createApiClient(access: ClusterAccess): ApiClient {
  const shared = new Agent({
    keepAlive: true,
    keepAliveMsecs: KEEP_ALIVE_MS,
    maxSockets: MOST_SOCKETS,
    timeout: IDLE_SOCKET_MS,
  });
  const single = new Agent({ keepAlive: false });
  const base = access.server.pathname.replace(/\/$/, '');

  async function send(path: string, agent: Agent, limits: Limits): Promise<Sent> {
    const options = await optionsOf(access);
    if (options === undefined) return failure('connection', 'the credentials could not be read');
    const url = new URL(`${base}${path}`, access.server);
    const headers = { ...options.headers, ...ACCEPT, ...limits.send?.headers };
    const sent = await sendOnce(url, { agent, ...options, method: limits.send?.method ?? 'GET', headers }, limits);
    return sent.kind === 'stale-socket' ? failure('connection', 'the connection was reset') : sent;
  }

  /** A 401 means: the token was rotated. It is read anew at once, and the call made once more (design 7.12). */
  async function sendTwice(path: string, agent: Agent, limits: Limits): Promise<Sent> {
    const first = await send(path, agent, limits);
    if (first.kind !== 'status' || first.status !== 401) return first;
    access.reloadToken();
    return send(path, agent, limits);
  }

  async function call(path: string, options: CallOptions, send?: Sending): Promise<Answer> {
    const { signal, deadlineMs, mostBytes } = options;
    const sent = await sendTwice(path, shared, { signal, deadlineMs, read: mostBytes, send });
    switch (sent.kind) {
      case 'body':
        return parse(sent.body, options);
      case 'open':
        sent.response.destroy();
        return failure('connection', 'the answer was not read');
      case 'status':
      case 'failed':
        return sent;
      default:
        return sent satisfies never;
    }
  }

  return {
    get: (path, options) => call(path, options),
    write: (path, { method, contentType, body }, options) => {
      const text = JSON.stringify(body);
      const headers = { 'Content-Type': contentType, 'Content-Length': String(Buffer.byteLength(text)) };
      return call(path, options, { method, headers, body: text });
    },
    async open(path, { signal, deadlineMs }) {
      const sent = await sendTwice(path, single, { signal, deadlineMs, read: undefined });
      return sent.kind === 'body' ? failure('connection', 'the answer was not a stream') : sent;
    },
    close() {
      shared.destroy();
      single.destroy();
    },
  };
}

export function failure(fault: FaultKind, reason: string): Failure {
  return { kind: 'failed', fault, reason };
}

/** Something in here threw. By its name only: its text may quote what it was given. */
export function broke(error: unknown): Failure {
  const name = error instanceof Error ? typeOf(error) : typeof error;
  return { ...failure('internal', `a fault of Pullgate (${name})`), error };
}

// ------------------------------------------------------------------------------------------------------------- sending

const ACCEPT = { Accept: 'application/json', 'User-Agent': 'pullgate' };

interface Limits {
  readonly signal: AbortSignal | undefined;
  /** For the whole answer, or for its headers where the body is not read here. */
  readonly deadlineMs: number;
  /** Most bytes of the body to read; undefined: the body is left to the caller. */
  readonly read: number | undefined;
  readonly send?: Sending | undefined;
}

interface Sending {
  readonly method: Write['method'];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

type Sent =
  | { readonly kind: 'body'; readonly body: Buffer }
  | { readonly kind: 'open'; readonly response: IncomingMessage }
  | StatusAnswer
  | Failure;

async function optionsOf(access: ClusterAccess): Promise<RequestOptions | undefined> {
  try {
    return await access.requestOptions();
  } catch {
    return undefined;
  }
}

function sendOnce(
  url: URL,
  options: RequestOptions,
  limits: Limits,
): Promise<Sent | { readonly kind: 'stale-socket' }> {
  return attempt(url, options, limits).then((sent) =>
    // The server closed an idle socket just when it was used again: nothing was read, so a GET may be repeated, and a
    // write, too (`Write`).
    sent.kind === 'stale-socket' ? attempt(url, options, limits) : sent,
  );
}

function attempt(url: URL, options: RequestOptions, limits: Limits): Promise<Sent | { readonly kind: 'stale-socket' }> {
  return new Promise((resolve) => {
    if (limits.signal?.aborted === true) {
      resolve(failure('deadline', 'there was no time left to ask'));
      return;
    }
    const call = start(url, options);
    if ('kind' in call) {
      resolve(call);
      return;
    }
    let answered = false;
    const finish = (sent: Sent | { readonly kind: 'stale-socket' }): void => {
      timer.cancel();
      limits.signal?.removeEventListener('abort', abort);
      resolve(sent);
    };
    const end = (why: Failure): void => {
      finish(why);
      call.destroy();
    };
    const abort = (): void => end(failure('deadline', 'there was no time left to ask'));
    const tooLate = (): void => end(failure('deadline', `there was no answer within ${limits.deadlineMs / 1000} s`));
    const timer = after(limits.deadlineMs, tooLate, { keepsAlive: true });
    limits.signal?.addEventListener('abort', abort, { once: true });
    call.on('error', (error) => finish(!answered && isStale(call, error) ? { kind: 'stale-socket' } : broken(error)));
    call.on('socket', (socket) => socket.setKeepAlive(true, KEEP_ALIVE_MS));
    call.on('response', (response) => {
      answered = true;
      receive(response, limits.read, finish);
    });
    call.end(limits.send?.body);
  });
}

/** A client certificate that is none is thrown at once. */
function start(url: URL, options: RequestOptions): ClientRequest | Failure {
  try {
    return request(url, options);
  } catch (error) {
    return broken(error);
  }
}

function receive(response: IncomingMessage, read: number | undefined, finish: (sent: Sent) => void): void {
  const status = response.statusCode ?? 0;
  const isSuccess = status >= 200 && status < 300;
  if (isSuccess && read === undefined) {
    finish({ kind: 'open', response });
    return;
  }
  const most = isSuccess ? (read ?? 0) : MOST_ERROR_BYTES;
  const chunks: Buffer[] = [];
  let size = 0;
  response.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= most) chunks.push(chunk);
    else {
      finish(
        isSuccess ? failure('oversize', `the answer is larger than ${most} bytes`) : statusOf(response, NO_STATUS),
      );
      response.destroy();
    }
  });
  response.on('end', () => {
    const body = Buffer.concat(chunks);
    finish(isSuccess ? { kind: 'body', body } : statusOf(response, statusIn(body)));
  });
  response.on('error', (error) => finish(broken(error)));
  response.on('close', () => finish(failure('connection', 'the connection was closed within the answer')));
}

function isStale(call: ClientRequest, error: unknown): boolean {
  const code = codeOf(error);
  return call.reusedSocket && (code === 'ECONNRESET' || code === 'EPIPE');
}

function statusOf(
  { statusCode, headers }: IncomingMessage,
  told: Pick<StatusAnswer, 'reason' | 'continue'>,
): StatusAnswer {
  const seconds = Number(headers['retry-after'] ?? Number.NaN);
  const wait = Number.isFinite(seconds) && seconds >= 0 ? { retryAfterMs: seconds * 1000 } : {};
  return { kind: 'status', status: statusCode ?? 0, ...told, ...wait };
}

/** Codes of Node.js and OpenSSL are words of a closed set; texts may hold anything. */
export function broken(error: unknown): Failure {
  const code = codeOf(error);
  switch (code) {
    case 'ECONNREFUSED':
      return { ...failure('connection', 'the connection was refused'), unreached: true };
    case 'ECONNRESET':
    case 'EPIPE':
      return failure('connection', 'the connection was reset');
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return { ...failure('connection', 'its name does not resolve'), unreached: true };
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return { ...failure('connection', 'there is no way to it'), unreached: true };
    default:
      return failure('connection', code === '' ? 'the connection broke' : `the connection broke (${code})`);
  }
}

// ------------------------------------------------------------------------------------------------------------- reading

/** The error of JSON.parse would quote the text, which holds credentials. */
export const NOT_JSON: Failure = failure('malformed', 'the answer is not JSON');

function parse(body: Buffer, { lean, apart }: Pick<CallOptions, 'lean' | 'apart'> = {}): Answer {
  const taken = apart === true ? takeApart(body, lean) : undefined;
  if (taken !== undefined) return { kind: 'found', body: taken.list, items: taken.items, bytes: body.length };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(leanOf(body, lean));
    return { kind: 'found', body: JSON.parse(text), bytes: body.length };
  } catch {
    return NOT_JSON;
  }
}

const NO_STATUS: Pick<StatusAnswer, 'reason'> = { reason: '' };

function statusIn(body: Buffer): Pick<StatusAnswer, 'reason' | 'continue'> {
  const answer = parse(body);
  const status = answer.kind === 'found' ? answer.body : undefined;
  if (textOf(status, 'kind') !== 'Status') return NO_STATUS;
  const reason = textOf(status, 'reason');
  const next = textOf(own(status, 'metadata'), 'continue');
  return next === '' ? { reason } : { reason, continue: next };
}
