/** Calls to the API server, byte by byte: what is sent, what each answer is taken for, and what is left behind. */
import { getEventListeners, once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import t, { type Test } from 'tap';
import type { ClusterAccess } from '../src/cluster/access.js';
import { type Answer, type ApiClient, broke, broken, createApiClient } from '../src/cluster/api-client.js';
import { createCertificate } from '../src/tls/issue.js';

const certificate = createCertificate(Date.now());

type Handler = (request: IncomingMessage, response: ServerResponse, nth: number) => void;

interface Opened {
  readonly client: ApiClient;
  readonly requests: readonly IncomingMessage[];
  readonly sockets: ReadonlySet<Duplex>;
  /** Connections that were ever made. */
  readonly connections: () => number;
  readonly reloads: () => number;
}

interface OpenOptions {
  readonly path?: string;
  readonly requestOptions?: ClusterAccess['requestOptions'];
}

async function open(t: Test, handler: Handler, { path = '', requestOptions }: OpenOptions = {}): Promise<Opened> {
  const made = await certificate;
  const requests: IncomingMessage[] = [];
  const sockets = new Set<Duplex>();
  let connections = 0;
  let reloads = 0;
  const server = createServer({ ...made, keepAliveTimeout: 60_000 }, (request, response) => {
    requests.push(request);
    handler(request, response, requests.length);
  });
  server.on('connection', (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on TCP has such an address.
  const { port } = server.address() as AddressInfo;
  const client = createApiClient({
    server: new URL(`https://127.0.0.1:${port}${path}`),
    namespace: 'default',
    requestOptions: requestOptions ?? (async () => ({ ca: made.cert, headers: { Authorization: 'Bearer a' } })),
    reloadToken: () => {
      reloads += 1;
    },
    describe: () => '',
  });
  t.teardown(async () => {
    client.close();
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  });
  return { client, requests, sockets, connections: () => connections, reloads: () => reloads };
}

/** A busy machine does not make a call late. */
const LIMITS = { deadlineMs: 30_000, mostBytes: 1000 };

/** Answers each call so. */
const always =
  (status: number, body: string | Buffer, headers: Readonly<Record<string, string>> = {}): Handler =>
  (_, response) => {
    response.writeHead(status, headers);
    response.end(body);
  };

/** As many turns of the loop, in which whatever was sent arrives. */
async function turns(count: number): Promise<void> {
  for (let left = count; left > 0; left -= 1) await new Promise(setImmediate);
}

async function turn(isSo: () => boolean): Promise<void> {
  for (let left = 10_000; left > 0 && !isSo(); left -= 1) await new Promise((done) => setTimeout(done, 1));
  if (!isSo()) throw new Error(`not so: ${isSo}`);
}

t.test('what is sent: under the path of the API server, with its credentials, on one connection', async (t) => {
  const bodies: string[] = [];
  const handler: Handler = (request, response) => {
    void text(request).then((body) => {
      bodies.push(body);
      response.end('{"a":1}');
    });
  };
  const { client, requests, connections } = await open(t, handler, { path: '/k8s/clusters/c-1/' });
  t.strictSame(await client.get('/version?x=1', LIMITS), { kind: 'found', body: { a: 1 }, bytes: 7 });
  await client.write('/api/v1/x', { method: 'PUT', contentType: 'application/json', body: { name: 'é' } }, LIMITS);
  await client.write('/api/v1/x', { method: 'PATCH', contentType: 'application/json-patch+json', body: [] }, LIMITS);
  t.strictSame(
    requests.map(({ method, url }) => `${method} ${url}`),
    ['GET /k8s/clusters/c-1/version?x=1', 'PUT /k8s/clusters/c-1/api/v1/x', 'PATCH /k8s/clusters/c-1/api/v1/x'],
  );
  t.strictSame(
    requests.map(({ headers }) => [
      headers.accept,
      headers['user-agent'],
      headers.authorization,
      headers['content-type'],
      headers['content-length'],
    ]),
    [
      ['application/json', 'pullgate', 'Bearer a', undefined, undefined],
      ['application/json', 'pullgate', 'Bearer a', 'application/json', '13'],
      ['application/json', 'pullgate', 'Bearer a', 'application/json-patch+json', '2'],
    ],
  );
  t.strictSame(bodies, ['', '{"name":"é"}', '[]']);
  t.equal(connections(), 1, 'a handshake is not paid for each call');
});

t.test('a path without a slash at its end, and none', async (t) => {
  for (const [path, url] of [
    ['/k8s', '/k8s/version'],
    ['', '/version'],
  ] as const) {
    const { client, requests } = await open(t, always(200, '{}'), { path });
    await client.get('/version', LIMITS);
    t.equal(requests[0]?.url, url);
  }
});

t.test('what each answer is', async (t) => {
  const status = (body: object): string => JSON.stringify({ kind: 'Status', ...body });
  const rows: readonly (readonly [what: string, Handler, Answer])[] = [
    ['200', always(200, '[]'), { kind: 'found', body: [], bytes: 2 }],
    ['299', always(299, '[]'), { kind: 'found', body: [], bytes: 2 }],
    ['300', always(300, '[]'), { kind: 'status', status: 300, reason: '' }],
    [
      'as large as it may be',
      always(200, `"${'x'.repeat(998)}"`),
      { kind: 'found', body: 'x'.repeat(998), bytes: 1000 },
    ],
    [
      'a byte more',
      always(200, `"${'x'.repeat(999)}"`),
      { kind: 'failed', fault: 'oversize', reason: 'the answer is larger than 1000 bytes' },
    ],
    ['no JSON', always(200, '{'), { kind: 'failed', fault: 'malformed', reason: 'the answer is not JSON' }],
    [
      'no UTF-8',
      always(200, Buffer.from([0x22, 0xff, 0x22])),
      { kind: 'failed', fault: 'malformed', reason: 'the answer is not JSON' },
    ],
    ['a reason', always(404, status({ reason: 'NotFound' })), { kind: 'status', status: 404, reason: 'NotFound' }],
    [
      'of another kind',
      always(404, '{"kind":"Other","reason":"NotFound"}'),
      { kind: 'status', status: 404, reason: '' },
    ],
    ['without a kind', always(404, '{"reason":"NotFound"}'), { kind: 'status', status: 404, reason: '' }],
    ['without a reason', always(404, status({})), { kind: 'status', status: 404, reason: '' }],
    ['a reason that is no text', always(404, status({ reason: 4 })), { kind: 'status', status: 404, reason: '' }],
    ['null', always(404, 'null'), { kind: 'status', status: 404, reason: '' }],
    ['a text', always(404, '"NotFound"'), { kind: 'status', status: 404, reason: '' }],
    ['a page of a proxy', always(502, '<html>'), { kind: 'status', status: 502, reason: '' }],
    [
      'an error of 60 KiB',
      always(409, status({ message: 'x'.repeat(60_000), reason: 'Conflict' })),
      { kind: 'status', status: 409, reason: 'Conflict' },
    ],
    [
      'an error without end',
      always(409, status({ message: 'x'.repeat(70_000), reason: 'Conflict' })),
      { kind: 'status', status: 409, reason: '' },
    ],
    ...(
      [
        ['3', 3000],
        ['0', 0],
        ['0.5', 500],
        ['-1', undefined],
        ['Thu, 26 Nov 2026 09:00:00 GMT', undefined],
        ['1e999', undefined],
      ] as const
    ).map(([after, retryAfterMs]): readonly [string, Handler, Answer] => [
      `Retry-After: ${after}`,
      always(429, '', { 'retry-after': after }),
      { kind: 'status', status: 429, reason: '', ...(retryAfterMs === undefined ? {} : { retryAfterMs }) },
    ]),
  ];
  let handler: Handler = () => {};
  const { client } = await open(t, (request, response, nth) => handler(request, response, nth));
  for (const [what, one, wanted] of rows) {
    handler = one;
    t.strictSame(await client.get('/version', LIMITS), wanted, what);
  }
});

t.test('a large answer is read without what nobody needs of it, and its whole size is told', async (t) => {
  const managedFields = Array.from({ length: 2000 }, () => ({ manager: 'x' }));
  const body = JSON.stringify({ metadata: { name: 'a', managedFields } });
  const { client } = await open(t, always(200, body));
  const limits = { deadlineMs: 30_000, mostBytes: 1_000_000 };
  t.strictSame(await client.get('/x', { ...limits, lean: 'fields' }), {
    kind: 'found',
    body: { metadata: { name: 'a', managedFields: [] } },
    bytes: body.length,
  });
  t.match(await client.get('/x', limits), { body: { metadata: { managedFields: { length: 2000 } } } });
});

t.test('a list is taken apart where that is asked for, and where it is one', async (t) => {
  const managedFields = Array.from({ length: 2000 }, () => ({ manager: 'x' }));
  const list = { metadata: { resourceVersion: '7' }, items: [{ metadata: { managedFields } }, { a: 1 }] };
  const text = JSON.stringify(list);
  let body = text;
  const { client } = await open(t, (_, response) => void response.end(body));
  const limits = { deadlineMs: 30_000, mostBytes: 1_000_000 };
  const answer = await client.get('/x', { ...limits, apart: true, lean: 'fields' });
  t.match(answer, { kind: 'found', body: { ...list, items: [] }, bytes: text.length });
  const items = answer.kind === 'found' ? answer.items : undefined;
  t.strictSame(
    [items?.next(), items?.next(), items?.next()],
    [{ object: { metadata: { managedFields: [] } } }, { object: { a: 1 } }, undefined],
  );
  t.strictSame(await client.get('/x', limits), { kind: 'found', body: list, bytes: text.length });
  body = '{"a":1}';
  t.strictSame(await client.get('/x', { ...limits, apart: true }), { kind: 'found', body: { a: 1 }, bytes: 7 });
  body = '{"metadata":{},"items":';
  t.match(await client.get('/x', { ...limits, apart: true }), { reason: 'the answer is not JSON' });
});

t.test('a token that is refused is read anew, once', async (t) => {
  const { client, requests, reloads } = await open(t, (_, response, nth) => {
    response.statusCode = nth === 1 ? 401 : 200;
    response.end('{}');
  });
  t.match(await client.get('/x', LIMITS), { kind: 'found' });
  t.strictSame([requests.length, reloads()], [2, 1]);
  const refusing = await open(t, always(401, '{}'));
  t.strictSame(await refusing.client.get('/x', LIMITS), { kind: 'status', status: 401, reason: '' });
  t.strictSame([refusing.requests.length, refusing.reloads()], [2, 1]);
  const forbidding = await open(t, always(403, '{}'));
  t.match(await forbidding.client.get('/x', LIMITS), { kind: 'status', status: 403 });
  t.strictSame([forbidding.requests.length, forbidding.reloads()], [1, 0]);
});

t.test('credentials that cannot be read, or are none, are a failure and no throw', async (t) => {
  const without = await open(t, always(200, '{}'), {
    requestOptions: async () => {
      throw new Error('words of a file');
    },
  });
  t.strictSame(await without.client.get('/x', LIMITS), {
    kind: 'failed',
    fault: 'connection',
    reason: 'the credentials could not be read',
  });
  const broken = await open(t, always(200, '{}'), { requestOptions: async () => ({ cert: 'none', key: 'none' }) });
  t.match(await broken.client.get('/x', LIMITS), {
    kind: 'failed',
    fault: 'connection',
    reason: /^the connection broke \(ERR_/,
  });
  t.equal(broken.requests.length, 0);
});

t.test('an idle socket that was closed under a call: once more on a new one; any other break is told', async (t) => {
  const reset = { kind: 'failed', fault: 'connection', reason: 'the connection was reset' };
  const idle = await open(t, (request, response, nth) => {
    if (nth === 2) request.socket.destroy();
    else response.end(String(nth));
  });
  t.match(await idle.client.get('/x', LIMITS), { body: 1 });
  t.match(await idle.client.get('/x', LIMITS), { body: 3 });
  t.equal(idle.connections(), 2);

  const fresh = await open(t, (request) => void request.socket.destroy());
  t.strictSame(await fresh.client.get('/x', LIMITS), reset);
  t.equal(fresh.requests.length, 1, 'a new connection that breaks is not tried again');

  const both = await open(t, (request, response, nth) => {
    if (nth > 2) request.socket.destroy();
    else setTimeout(() => response.end('{}'), 10);
  });
  await Promise.all([both.client.get('/x', LIMITS), both.client.get('/x', LIMITS)]);
  t.strictSame(await both.client.get('/x', LIMITS), reset);
  t.equal(both.requests.length, 4, 'twice, and no more');

  const nonsense = await open(t, (request, response, nth) => {
    if (nth === 2) request.socket.write('nonsense\r\n\r\n');
    else response.end('{}');
  });
  await nonsense.client.get('/x', LIMITS);
  t.match(await nonsense.client.get('/x', LIMITS), { kind: 'failed', reason: /^the connection broke \(HPE_/ });
  t.equal(nonsense.requests.length, 2, 'what was answered is not asked again, whatever the answer');

  const torn = await open(t, (_, response, nth) => {
    if (nth === 1) {
      response.end('{}');
      return;
    }
    response.writeHead(200, { 'content-length': '10' });
    response.write('{');
    // Below TLS, as a broken network does it.
    void turns(20).then(() => {
      for (const socket of torn.sockets) if (socket instanceof Socket) socket.resetAndDestroy();
    });
  });
  await torn.client.get('/x', LIMITS);
  t.match(await torn.client.get('/x', LIMITS), { kind: 'failed', fault: 'connection' });
  t.equal(torn.requests.length, 2);

  const within = await open(t, (_, response, nth) => {
    if (nth === 1) {
      response.end('{}');
      return;
    }
    response.writeHead(200, { 'content-length': '10' });
    response.write('{');
    setImmediate(() => response.socket?.destroy());
  });
  await within.client.get('/x', LIMITS);
  t.match(await within.client.get('/x', LIMITS), { kind: 'failed', fault: 'connection' });
  t.equal(within.requests.length, 2, 'nor is what was answered in part');
});

t.test('a call ends at its deadline or with its review, and leaves nothing behind', async (t) => {
  const { client, sockets, requests } = await open(t, () => {});
  t.strictSame(await client.get('/x', { ...LIMITS, deadlineMs: 20 }), {
    kind: 'failed',
    fault: 'deadline',
    reason: 'there was no answer within 0.02 s',
  });
  await turn(() => sockets.size === 0);
  const stopping = new AbortController();
  const { signal } = stopping;
  // The first may have ended before it had come so far.
  const before = requests.length;
  const asked = client.get('/x', { ...LIMITS, signal });
  await turn(() => requests.length === before + 1);
  t.equal(getEventListeners(signal, 'abort').length, 1);
  stopping.abort();
  const over = { kind: 'failed', fault: 'deadline', reason: 'there was no time left to ask' };
  t.strictSame(await asked, over);
  t.equal(getEventListeners(signal, 'abort').length, 0);
  await turn(() => sockets.size === 0);
  t.strictSame(await client.get('/x', { ...LIMITS, signal }), over);
  t.equal(requests.length, before + 1, 'who has no time left asks nobody');
});

t.test('an answer leaves no timer and no listener', async (t) => {
  const { client } = await open(t, always(200, '{}'));
  const timers = t.capture(globalThis, 'clearTimeout', globalThis.clearTimeout);
  const { signal } = new AbortController();
  await client.get('/x', { ...LIMITS, signal });
  t.ok(timers().length > 0);
  t.equal(getEventListeners(signal, 'abort').length, 0);
});

t.test('a peer that is gone is noticed by the kernel', async (t) => {
  const { client } = await open(t, always(200, '{}'));
  const kept = t.capture(Socket.prototype, 'setKeepAlive', Socket.prototype.setKeepAlive);
  const isKept = (): boolean => kept().some(({ args }) => args[0] === true && args[1] === 15_000);
  await client.get('/x', LIMITS);
  t.equal(isKept(), true);
  await client.open('/x', { signal: new AbortController().signal, deadlineMs: 30_000 });
  t.equal(isKept(), true, 'a watch waits for minutes');
});

t.test('a process that waits for an answer and nothing else goes on', async (t) => {
  const { client } = await open(t, always(200, '{}'));
  const start = globalThis.setTimeout;
  const unreferenced: number[] = [];
  t.intercept(globalThis, 'setTimeout', {
    value: (act: () => void, ms: number) => {
      const timer = start(act, ms);
      const unref = timer.unref.bind(timer);
      timer.unref = () => {
        unreferenced.push(ms);
        return unref();
      };
      return timer;
    },
  });
  await client.get('/x', { ...LIMITS, deadlineMs: 4321 });
  t.notOk(unreferenced.includes(4321));
});

t.test('an answer that is cut off is none', async (t) => {
  const { client } = await open(t, (_, response) => {
    response.writeHead(200, { 'content-length': '10' });
    response.write('{}');
    setImmediate(() => response.socket?.destroy());
  });
  const reason = 'the connection was reset';
  t.strictSame(await client.get('/x', LIMITS), { kind: 'failed', fault: 'connection', reason });
});

t.test('a watch has a socket of its own, which is gone with it', async (t) => {
  const { client, sockets, connections } = await open(t, (request, response) => {
    if (request.url === '/x') response.end('{}');
    else if (request.url === '/refused') response.writeHead(403).end('{"kind":"Status","reason":"Forbidden"}');
    else response.flushHeaders();
    if (request.url === '/ends') response.end();
  });
  await client.get('/x', LIMITS);
  const { signal } = new AbortController();
  const opened = await client.open('/watch', { signal, deadlineMs: 30_000 });
  if (opened.kind !== 'open') throw new Error(opened.kind);
  t.equal(connections(), 2);
  opened.response.destroy();
  await turn(() => sockets.size === 1);
  const ended = await client.open('/ends', { signal, deadlineMs: 30_000 });
  if (ended.kind !== 'open') throw new Error(ended.kind);
  ended.response.resume();
  await turn(() => sockets.size === 1);
  t.equal(getEventListeners(signal, 'abort').length, 0);
  t.strictSame(await client.open('/refused', { signal, deadlineMs: 30_000 }), {
    kind: 'status',
    status: 403,
    reason: 'Forbidden',
  });
  const open1 = await client.open('/watch', { signal, deadlineMs: 30_000 });
  t.equal(open1.kind, 'open');
  if (open1.kind === 'open') open1.response.on('error', () => {});
  client.close();
  await turn(() => sockets.size === 0);
});

t.test('what broke is told in words of ours', (t) => {
  const of = (code: string) => broken(Object.assign(new Error('words of the server'), { code }));
  const rows: readonly (readonly [code: string, reason: string, unreached?: true])[] = [
    ['ECONNREFUSED', 'the connection was refused', true],
    ['ECONNRESET', 'the connection was reset'],
    ['EPIPE', 'the connection was reset'],
    ['ENOTFOUND', 'its name does not resolve', true],
    ['EAI_AGAIN', 'its name does not resolve', true],
    ['EHOSTUNREACH', 'there is no way to it', true],
    ['ENETUNREACH', 'there is no way to it', true],
    ['CERT_HAS_EXPIRED', 'the connection broke (CERT_HAS_EXPIRED)'],
  ];
  for (const [code, reason, unreached] of rows) {
    t.strictSame(of(code), {
      kind: 'failed',
      fault: 'connection',
      reason,
      ...(unreached === undefined ? {} : { unreached }),
    });
  }
  t.strictSame(broken(new Error('words')), { kind: 'failed', fault: 'connection', reason: 'the connection broke' });
  const error = new TypeError('words');
  t.strictSame(broke(error), { kind: 'failed', fault: 'internal', reason: 'a fault of Pullgate (TypeError)', error });
  t.strictSame(broke('words'), {
    kind: 'failed',
    fault: 'internal',
    reason: 'a fault of Pullgate (string)',
    error: 'words',
  });
  t.end();
});
