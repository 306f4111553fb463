/** The edges of the way in that no review passes: probes of health, the drain, and who is turned away before a byte is read. */
import { EventEmitter, once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import t, { type Test } from 'tap';
import { createLog } from '../src/log/log.js';
import { createCertificate } from '../src/tls/issue.js';
import type { ReviewRecord } from '../src/webhook/admission-log.js';
import { type AppDeps, buildApp } from '../src/webhook/app.js';
import { createDrain } from '../src/webhook/drain.js';
import { addGate, type GateDeps } from '../src/webhook/gate.js';
import { createHealthServer, type HealthDeps } from '../src/webhook/health.js';
import { DEFAULT_LIMITS, type Limits } from '../src/webhook/limits.js';
import { shareRendering } from '../src/webhook/shared-rendering.js';
import { ALLOWED } from './helpers/reviews.js';

async function health(t: Test, deps: Partial<HealthDeps>) {
  const server = createHealthServer({ notReady: () => undefined, ...deps });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return async (path: string, method = 'GET') => {
    const headers = { connection: 'keep-alive' };
    const outgoing = request({ host: '127.0.0.1', port, path, method, headers, agent: false });
    outgoing.end();
    const [incoming]: IncomingMessage[] = await once(outgoing, 'response');
    if (incoming === undefined) throw new Error('no answer');
    const { 'content-type': type = '', connection = '' } = incoming.headers;
    return `${incoming.statusCode} ${type} ${connection}: ${await text(incoming)}`;
  };
}

t.test('what probes and Prometheus are answered', async (t) => {
  let why: string | undefined;
  let rendered = 0;
  const metrics = {
    contentType: 'text/plain; version=0.0.4',
    text: async (): Promise<string> => {
      rendered += 1;
      if (rendered > 1) throw new Error('it broke');
      return 'pullgate_up 1\n';
    },
  };
  const limits = { metricsGapMs: 0 };
  const ask = await health(t, {
    notReady: () => why,
    metrics: metrics as unknown as NonNullable<HealthDeps['metrics']>,
    limits,
  });
  const plain = 'text/plain; charset=utf-8 close';
  for (const [path, method, said] of [
    ['/livez', 'GET', `200 ${plain}: ok\n`],
    ['/livez?verbose', 'GET', `200 ${plain}: ok\n`],
    ['/livez', 'HEAD', `200 ${plain}: `],
    ['/readyz', 'GET', `200 ${plain}: ok\n`],
    ['/livez', 'POST', `405 ${plain}: only GET is answered here\n`],
    ['/metrics', 'DELETE', `405 ${plain}: only GET is answered here\n`],
    ['/', 'GET', `404 ${plain}: there is /livez, /readyz and /metrics\n`],
    ['/metrics?x=1', 'GET', '200 text/plain; version=0.0.4 close: pullgate_up 1\n'],
    ['/metrics', 'GET', '500  close: '],
  ] as const) {
    t.equal(await ask(path, method), said, `${method} ${path}`);
  }
  why = 'the cluster has not been read';
  t.equal(await ask('/readyz'), `503 ${plain}: not ready: the cluster has not been read\n`);
  t.equal(await ask('/livez'), `200 ${plain}: ok\n`, 'it lives, ready or not');
  const without = await health(t, {});
  t.match(await without('/metrics'), /^404 /, 'nothing is counted, so there is no page');
});

t.test('of too many readers of the metrics the first has to go, and no connection lasts for ever', async (t) => {
  let finish: (page: string) => void = () => {};
  const page = new Promise<string>((done) => {
    finish = done;
  });
  const metrics = { contentType: 'text/plain', text: () => page } as unknown as NonNullable<HealthDeps['metrics']>;
  const ask = await health(t, { metrics, limits: { metricsAtOnce: 2 } });
  const first = ask('/metrics').catch((error: { readonly code: string }) => error.code);
  await sleep(20);
  const second = ask('/metrics');
  await sleep(20);
  const third = ask('/metrics');
  t.equal(await first, 'ECONNRESET');
  finish('x');
  t.match(await second, /^200 .*: x$/);
  t.match(await third, /^200 .*: x$/);
  const never = { contentType: 'text/plain', text: () => new Promise<string>(() => {}) };
  const brief = await health(t, {
    metrics: never as unknown as NonNullable<HealthDeps['metrics']>,
    limits: { lifeMs: 30 },
  });
  await t.rejects(brief('/metrics'), { code: 'ECONNRESET' });
});

t.test('readers of the metrics that have gone are no crowd', async (t) => {
  let isSlow = false;
  const text = () => (isSlow ? new Promise<string>(() => {}) : Promise.resolve('x'));
  const metrics = { contentType: 'text/plain', text } as unknown as NonNullable<HealthDeps['metrics']>;
  const ask = await health(t, { metrics, limits: { metricsAtOnce: 1, metricsGapMs: 0 } });
  for (let times = 0; times < 3; times += 1) t.match(await ask('/metrics'), /^200 /);
  isSlow = true;
  const first = ask('/metrics').catch((error: { readonly code: string }) => error.code);
  await sleep(20);
  ask('/metrics').catch(() => {});
  t.equal(await first, 'ECONNRESET', 'the first of those who are there');
  const server = createHealthServer({ notReady: () => undefined, limits: { checkMs: 77 } });
  t.equal((server as unknown as { connectionsCheckingInterval: number }).connectionsCheckingInterval, 77);
  server.close();
});

t.test('how long a drain takes', async (t) => {
  /** In ms of a clock that goes on by as much as is waited for; asked at these times. */
  const lasts = async (times: readonly [least: number, quiet: number, most: number], asked: readonly number[] = []) => {
    let time = 1_000;
    const [leastMs, quietMs, mostMs] = times;
    const drain = createDrain({ leastMs, quietMs, mostMs }, () => time);
    t.equal(drain.begun(), false);
    const start = globalThis.setTimeout;
    t.intercept(globalThis, 'setTimeout', {
      value: (act: () => void, ms: number) => {
        const end = time + ms;
        const next = asked.map((at) => at + 1_000).find((at) => at > time && at <= end);
        if (next !== undefined) {
          time = next;
          drain.noteRequest();
        }
        time = end;
        setImmediate(act); // nothing else keeps the process alive
        return start(() => {}, 0);
      },
    });
    const done = drain.run(new AbortController().signal);
    t.equal(drain.begun(), true, 'every answer ends its connection from now on');
    await done;
    t.intercept(globalThis, 'setTimeout', { value: start });
    return time - 1_000;
  };
  t.equal(await lasts([800, 200, 2_500]), 800, 'nobody asks');
  t.equal(await lasts([800, 200, 2_500], [100]), 800, 'somebody has asked in time');
  t.equal(await lasts([800, 200, 2_500], [700]), 900, 'and then it has to be quiet');
  t.equal(await lasts([800, 200, 2_500], [700, 890, 1_000]), 1_200);
  t.equal(await lasts([800, 900, 1_000], [700]), 1_000, 'but not for ever');
  t.equal(await lasts([0, 200, 2_500]), 0, 'nothing is drained');
  const stopped = new AbortController();
  stopped.abort();
  await createDrain({ leastMs: 60_000, quietMs: 1, mostMs: 60_000 }, () => 0).run(stopped.signal);
});

t.test('who is turned away unread is told why, and whether it may stay', async (t) => {
  const app = buildApp({
    decide: async () => ALLOWED,
    settings: () => ({ mode: 'enforce', onUnknown: 'allow' }),
    log: createLog({ level: 'silent' }),
    certificate: await createCertificate(Date.now()),
  });
  t.teardown(() => app.close());
  const MIB = 1024 * 1024;
  const ask = async (method: 'GET' | 'POST', url: string, headers: Record<string, string>) => {
    const {
      statusCode,
      headers: got,
      body,
    } = await app.inject({ method, url, headers, ...(method === 'GET' ? {} : { payload: '{}' }) });
    const { message, reason, status } = JSON.parse(body);
    return `${statusCode} ${got['connection'] ?? ''} ${status} ${reason}: ${message}`;
  };
  const json = { 'content-type': 'application/json' };
  t.match(await ask('GET', '/validate?timeout=5s', {}), /^405 .*Failure MethodNotAllowed: /);
  t.match(await ask('POST', '/elsewhere', json), /^404 .*Failure NotFound: .*\/validate/);
  t.match(
    await ask('POST', '/validate', { ...json, 'content-encoding': 'gzip' }),
    /^415 .*Failure UnsupportedMediaType: /,
  );
  t.match(
    await ask('POST', '/validate', { ...json, 'content-length': String(8 * MIB + 1) }),
    /^413 keep-alive Failure RequestEntityTooLarge: /,
  );
  t.match(await ask('POST', '/validate', { ...json, 'content-length': String(16 * MIB) }), /^413 keep-alive /);
  t.match(
    await ask('POST', '/validate', { ...json, 'content-length': String(16 * MIB + 1) }),
    /^413 close /,
    'more than that is not read to its end',
  );
  for (const encoding of ['identity', 'Identity']) {
    const { statusCode } = await app.inject({
      method: 'POST',
      url: '/validate',
      headers: { 'content-encoding': encoding, 'content-type': 'text/strange' },
      payload: '{"request":{"uid":"u"}}',
    });
    t.equal(statusCode, 200, `${encoding}, and of whatever type it says`);
  }
});

/** setTimeout on a clock that the test moves. */
function fakeClock(t: Test) {
  let time = 0;
  const due = new Map<object, { readonly at: number; readonly act: () => void }>();
  t.intercept(globalThis, 'setTimeout', {
    value: (act: () => void, ms: number) => {
      const handle = { unref: () => handle };
      due.set(handle, { at: time + ms, act });
      return handle;
    },
  });
  t.intercept(globalThis, 'clearTimeout', { value: (handle: object) => due.delete(handle) });
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    now: () => time,
    timers: () => due.size,
    pass: async (ms: number) => {
      const end = time + ms;
      for (;;) {
        await settled();
        const [next] = [...due].sort(([, a], [, b]) => a.at - b.at);
        if (next === undefined || next[1].at > end) break;
        due.delete(next[0]);
        time = next[1].at;
        next[1].act();
      }
      time = end;
      await settled();
    },
  };
}

t.test(
  'what is costly to render is rendered once in a gap, after the question, for all who ask meanwhile',
  async (t) => {
    const clock = fakeClock(t);
    const began: number[] = [];
    const ends: ((page: string) => void)[] = [];
    let fails = false;
    const render = () => {
      began.push(clock.now());
      if (fails) return Promise.reject(new Error('it broke'));
      return new Promise<string>((resolve) => ends.push(resolve));
    };
    const ask = shareRendering(render, { gapMs: 250, now: clock.now });
    const told: string[] = [];
    const asked = (name: string) =>
      ask().then(
        (page) => told.push(`${name} ${page}`),
        (error: Error) => told.push(`${name} ${error.message}`),
      );
    void asked('a');
    void asked('b');
    await clock.pass(0);
    t.strictSame(began, [0], 'one for both');
    void asked('c');
    void asked('d');
    await clock.pass(300);
    t.strictSame([began, told], [[0], []], 'who asks while one is made waits for the next');
    ends.shift()?.('1');
    await clock.pass(0);
    t.strictSame(told.splice(0), ['a 1', 'b 1']);
    t.strictSame(began, [0, 300]);
    ends.shift()?.('2');
    await clock.pass(10);
    t.strictSame(told.splice(0), ['c 2', 'd 2']);
    fails = true;
    void asked('e');
    await clock.pass(239);
    t.equal(began.length, 2);
    await clock.pass(1);
    t.strictSame(began, [0, 300, 550], 'a gap after the begin of the one before');
    t.strictSame(told.splice(0), ['e it broke']);
    fails = false;
    void asked('f');
    await clock.pass(1_000);
    t.strictSame(began, [0, 300, 550, 800], 'one that broke is in nobody his way');
    ends.shift()?.('3');
    await clock.pass(0);
    t.strictSame(told, ['f 3']);
  },
);

interface Came {
  readonly headers?: Readonly<Record<string, string>>;
  readonly address?: string;
  readonly url?: string;
  readonly is404?: boolean;
  readonly budget?: number;
}

/** The gate in front of a server that is none. */
function gateOf(t: Test, change: Partial<Limits> = {}, deps: Partial<GateDeps> = {}) {
  const clock = fakeClock(t);
  const hooks: Record<string, (...args: readonly unknown[]) => unknown> = {};
  const decorated: unknown[] = [];
  const app = {
    decorateRequest: (...args: readonly unknown[]) => decorated.push(args),
    addHook: (name: string, hook: (typeof hooks)[string]) => {
      hooks[name] = hook;
    },
  };
  addGate(app as never, {
    limits: {
      ...DEFAULT_LIMITS,
      largeBytes: 10_000,
      smallBytesAtOnce: 20_000,
      largeBytesAtOnce: 40_000,
      bodyBytes: 40_000,
      ...change,
    },
    callers: undefined,
    paths: ['/validate', '/mutate'],
    now: clock.now,
    budgetOf: ({ id }) => Number(id),
    refuse: (reply, { code, message }) => void Object.assign(reply, { said: `${code} ${message.split(/[.:]/, 1)}` }),
    ...deps,
  });
  const come = ({
    headers = {},
    address = '10.0.0.9',
    url = '/validate',
    is404 = false,
    budget = 1_000,
  }: Came = {}) => {
    const head: Record<string, string> = { ...headers };
    const socket = { bytesRead: 20_000, remoteAddress: address };
    const raw = { headers: head, socket, complete: false };
    const set: string[] = [];
    const reply = {
      said: '',
      raw: new EventEmitter(),
      header: (name: string, value: string) => set.push(`${name} ${value}`),
    };
    const request = { id: String(budget), raw, url, is404, arrivedAt: -1 };
    const guest = { reply, request, raw, socket, set, state: '' };
    hooks['onRequest']?.(request, reply, () => {
      guest.state = 'goes on';
    });
    return {
      ...guest,
      says: () => [reply.said || guest.state || 'waits', ...set].join(', '),
      leave: () => reply.raw.emit('close'),
    };
  };
  return { clock, come, decorated, close: () => hooks['onClose']?.() };
}

const length = (bytes: number | string, more: Readonly<Record<string, string>> = {}) => ({
  headers: { 'content-length': String(bytes), ...more },
});

t.test('who is let in, who waits for a place, and what it is told', async (t) => {
  const { come, clock, decorated } = gateOf(t);
  t.strictSame(decorated, [['arrivedAt', 0]]);
  clock.pass(7);
  const plain = come({ headers: { 'content-type': 'application/yaml' } });
  t.equal(plain.says(), 'goes on', 'nothing is announced');
  t.equal(plain.raw.headers['content-type'], 'application/json');
  const untyped = come(length(5));
  t.notOk('content-type' in untyped.raw.headers);
  plain.leave();
  untyped.leave();
  const [small, second, third] = [come(length(10_000)), come(length(10_000)), come(length(1))];
  t.equal([small, second, third].map((each) => each.says()).join(', '), 'goes on, goes on, waits');
  t.equal(come(length(10_001)).says(), 'goes on', 'large ones have room of their own');
  t.equal(
    come({ headers: { 'transfer-encoding': 'chunked' } }).says(),
    'waits',
    'one of unknown length may be as large as any',
  );
  small.leave();
  t.equal(third.says(), 'goes on');
  const late = come({ ...length(10_000), budget: 100 });
  await clock.pass(99);
  t.equal(late.says(), 'waits');
  await clock.pass(1);
  t.equal(late.says(), '429 Too many AdmissionReviews at once', 'as long as its review may take');
});

t.test('a body that does not come has to leave, and its connection with it', async (t) => {
  const { come, clock, close } = gateOf(t, { patienceMs: 100, largeBytesPerSecond: 1e9 });
  const slow = come({ ...length(40_000), address: '10.0.0.1' });
  await clock.pass(100);
  const next = come(length(20_000));
  t.equal(slow.says(), '408 The request did not arrive in time, connection close');
  t.equal(next.says(), 'goes on');
  next.raw.complete = true;
  await clock.pass(5_000);
  const other = come({ ...length(40_000), address: '10.0.0.2', budget: 500 });
  await clock.pass(400);
  t.equal(next.says(), 'goes on', 'what has come is being answered');
  t.equal(other.says(), 'waits');
  t.equal(clock.timers(), 1);
  close();
  t.equal(clock.timers(), 0);
});

t.test('of a small body that does not come what has come counts, from its head on', async (t) => {
  for (const [bytes, said] of [
    [43_615, 'goes on'],
    [43_616, 'waits'],
  ] as const) {
    const most = { patienceMs: 100, largeBytes: 100_000, bodyBytes: 100_000, smallBytesAtOnce: 60_000 };
    const { come, clock } = gateOf(t, most);
    const slow = come(length(50_000));
    slow.socket.bytesRead += 1;
    await clock.pass(99);
    const next = come(length(bytes));
    t.equal(next.says(), 'waits', 'at first it is what was announced');
    await clock.pass(26);
    t.equal(next.says(), said, 'at most one record of TLS came with the head: 16,384 bytes');
    t.equal(slow.says(), 'goes on');
  }
});

t.test('who is turned away by its head alone, and whose connection ends with that', async (t) => {
  const { come } = gateOf(t);
  const rows: readonly (readonly [Came, string])[] = [
    [{ is404: true, url: '/mutate?x' }, '405 Only POST is answered here'],
    [{ is404: true, url: '/x' }, '404 There is nothing at this path'],
    [length(5, { 'content-encoding': 'br' }), '415 The body has a content encoding'],
    [length(5, { 'content-encoding': 'IDENTITY' }), 'goes on'],
    [length(40_000), 'goes on'],
    [length(40_001), '413 The body is too large'],
    [length(80_000), '413 The body is too large'],
    [length(80_001), '413 The body is too large, connection close'],
    [length('x'), 'goes on'],
  ];
  for (const [came, said] of rows) {
    const guest = come(came);
    t.equal(guest.says(), said, JSON.stringify(came));
    guest.leave();
  }
  for (const code of [401, 403] as const) {
    const callers = {
      ca: () => '',
      attach: () => {},
      renew: () => {},
      refuse: () => ({ code, message: 'a stranger' }),
    };
    const strict = gateOf(t, {}, { callers });
    t.equal(strict.come(length(5)).says(), `${code} a stranger, connection close`);
  }
  const callers = { ca: () => '', attach: () => {}, renew: () => {}, refuse: () => undefined };
  t.equal(
    gateOf(t, {}, { callers }).come(length(40_001)).says(),
    '413 The body is too large',
    'and who may ask is looked at',
  );
});

t.test('what the parser of HTTP refuses is told so, where anybody could read it', async (t) => {
  const refused: number[] = [];
  const app = buildApp({
    decide: async () => ALLOWED,
    settings: () => ({ mode: 'enforce', onUnknown: 'allow' }),
    log: createLog({ level: 'silent' }),
    limits: { keepAliveMs: 7_000 },
    observe: { noteRefusal: (code: number) => refused.push(code) } as unknown as NonNullable<AppDeps['observe']>,
  });
  t.teardown(() => app.close());
  const rows: readonly (readonly [code: string | undefined, bytesRead: number, writable: boolean, said: string])[] = [
    ['HPE_INVALID_METHOD', 5, true, '400 destroyed'],
    ['HPE_HEADER_OVERFLOW', 5, true, '431 destroyed'],
    ['HPE_INVALID_METHOD', 5, false, 'destroyed'],
    ['ERR_HTTP_REQUEST_TIMEOUT', 5, true, '408 destroyed'],
    ['ERR_HTTP_REQUEST_TIMEOUT', 5, false, 'destroyed'],
    ['ERR_HTTP_REQUEST_TIMEOUT', 0, true, 'may idle for 7000'],
    ['ECONNRESET', 5, true, 'destroyed'],
    ['ECONNRESET', 0, true, 'destroyed'],
    [undefined, 5, true, 'destroyed'],
  ];
  for (const [code, bytesRead, writable, expected] of rows) {
    const done: string[] = [];
    const socket = {
      ...{ bytesRead, writable },
      destroy: () => done.push('destroyed'),
      setTimeout: (ms: number) => done.push(`may idle for ${ms}`),
      end: (answer: string, sent: () => void) => {
        done.push(answer.slice('HTTP/1.1 '.length, 'HTTP/1.1 400'.length));
        sent();
      },
    };
    app.server.emit('clientError', Object.assign(new Error('x'), code === undefined ? {} : { code }), socket);
    t.equal(done.join(' '), expected, `${code} ${bytesRead} ${writable}`);
  }
  t.strictSame(refused, [400, 431, 408]);
});

t.test('a fault on the way in is logged, and is no silence', async (t) => {
  const lines: string[] = [];
  const refused: number[] = [];
  let statusCode: number | undefined;
  const app = buildApp({
    decide: async () => ALLOWED,
    settings: () => ({ mode: 'enforce', onUnknown: 'allow' }),
    log: createLog({ level: 'info', to: { write: (line) => void lines.push(line) } }),
    callers: {
      ca: () => '',
      attach: () => {},
      renew: () => {},
      refuse: () => {
        throw Object.assign(new Error('broken callers'), statusCode === undefined ? {} : { statusCode });
      },
    },
    observe: { noteRefusal: (code: number) => refused.push(code) } as unknown as NonNullable<AppDeps['observe']>,
  });
  t.teardown(() => app.close());
  const answer = await app.inject({ method: 'POST', url: '/validate', payload: '{}' });
  t.equal(answer.statusCode, 500);
  t.match(answer.json(), { kind: 'Status', message: 'Pullgate could not answer: a fault of Pullgate, see its log.' });
  const before = lines.length;
  for (const code of [500, 503, 499]) {
    statusCode = code;
    const other = await app.inject({ method: 'POST', url: '/validate', payload: '{}' });
    t.equal(other.statusCode, code === 499 ? 400 : 500);
  }
  t.equal(lines.splice(before).length, 2, 'each is logged that is ours');
  t.strictSame(refused, [500, 500, 500, 400]);
  let destroyed = false;
  const socket = {
    remoteAddress: '10.0.0.9',
    on: () => {},
    get destroyed() {
      return destroyed;
    },
    destroy: () => {
      destroyed = true;
    },
  };
  app.server.listeners('connection').at(0)?.(socket);
  await new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)));
  t.ok(destroyed);
  t.match(
    lines.map((line) => JSON.parse(line)),
    [
      {
        level: 'error',
        event: 'fault',
        err: { message: 'broken callers' },
        msg: 'a request could not be answered: this is a fault of Pullgate',
      },
      { level: 'error', event: 'fault', err: {}, msg: 'a handshake could not begin: this is a fault of Pullgate' },
    ],
  );
});

t.test('bodies that are not what was announced, and a verdict that is not there yet', async (t) => {
  const lines: string[] = [];
  let time = 0;
  const app = buildApp({
    decide: async ({ uid }) => {
      time += 7;
      return uid === 'later' ? { later: 'the cluster has not been read' } : ALLOWED;
    },
    settings: () => ({ mode: 'enforce', onUnknown: 'allow' }),
    log: createLog({ level: 'debug', to: { write: (line) => void lines.push(line) } }),
    limits: { bodyBytes: 1_000 },
    now: () => time,
  });
  t.teardown(() => app.close());
  const ask = async (payload: string | Readable, headers: Record<string, string> = {}) => {
    const { statusCode, headers: got, body } = await app.inject({ method: 'POST', url: '/validate', headers, payload });
    return `${statusCode} ${got['retry-after'] ?? 'never again'}: ${JSON.parse(body).message ?? 'a review'}`;
  };
  const large =
    'The body is too large. The largest AdmissionReview that is read has 1000 bytes; the API server sends none larger.';
  t.equal(
    await ask(Readable.from(['x'.repeat(600), 'x'.repeat(600)]), { 'transfer-encoding': 'chunked' }),
    `413 never again: ${large}`,
    'nobody said how large',
  );
  t.match(await ask('{"a":1}', { 'content-length': '9' }), /^400 never again: The body did not arrive as announced\. /);
  t.equal(
    await ask('{"request":{"uid":"later"}}'),
    '503 1: Pullgate has just started: the cluster has not been read. Send this review again in a second.',
  );
  t.strictSame(lines, [], 'neither is a verdict');
  time = 5_000;
  t.equal(await ask('{"request":{"uid":"u"}}'), '200 never again: a review');
  t.match(JSON.parse(lines.join('')), { event: 'admission', duration_ms: 7 });
});

t.test('what is counted of a review, and of what is none', async (t) => {
  const told: string[] = [];
  const note = (name: string, words: (given: never) => unknown) => (given: never) =>
    void told.push(`${name} ${words(given)}`);
  const observe = {
    begin: note('begin', (webhook) => webhook),
    end: note('end', (webhook) => webhook),
    noteReview: note('review', ({ webhook, admission, assessment, timeoutMs, durationMs }: ReviewRecord) =>
      [webhook, admission.uid, assessment.decision, timeoutMs, durationMs].join(' '),
    ),
    noteRefusal: note('refusal', (code) => code),
    noteInjection: note('injection', (result) => result),
  } as unknown as NonNullable<AppDeps['observe']>;
  const counted = async (change: Partial<AppDeps>, url: string, payload = '{"request":{"uid":"u"}}') => {
    told.length = 0;
    const app = buildApp({
      decide: async () => ALLOWED,
      settings: () => ({ mode: 'audit', onUnknown: 'allow' }),
      log: createLog({ level: 'silent' }),
      observe,
      now: () => 5,
      ...change,
    });
    t.teardown(() => app.close());
    const { body, statusCode } = await app.inject({ method: 'POST', url, payload });
    return [statusCode, JSON.parse(body).response?.auditAnnotations?.['injection-why'], ...told]
      .filter(Boolean)
      .join(', ');
  };
  t.equal(
    await counted({}, '/validate?timeout=3s'),
    '200, begin validate, end validate, review validate u allow 3000 0',
  );
  t.equal(await counted({}, '/validate'), '200, begin validate, end validate, review validate u allow  0');
  const off = 'injection skipped';
  t.equal(await counted({}, '/mutate'), `200, off, begin mutate, end mutate, review mutate u skip  0, ${off}`);
  const injection = { result: 'add', added: ['a'], patch: [] } as const;
  const inject = async () => ({ ...ALLOWED, injection });
  t.equal(
    await counted({ inject }, '/mutate'),
    '200, begin mutate, end mutate, review mutate u allow  0, injection add',
  );
  t.equal(
    await counted({ decide: async () => ({ later: 'x' }) }, '/validate'),
    '503, begin validate, end validate, refusal 503',
  );
  t.equal(await counted({}, '/validate', '{}'), '400, refusal 400');
  t.equal(await counted({}, '/nowhere'), '404, refusal 404');
  t.match(await counted({ observe: undefined }, '/validate'), /^200/, 'or nobody counts');
  t.equal(await counted({ observe: undefined }, '/nowhere'), '404');
});

t.test('what a review has waited before it is read is gone from its time', async (t) => {
  const given: number[] = [];
  let time = 0;
  let waits = 0;
  const app = buildApp({
    decide: async () => ALLOWED,
    settings: () => ({ mode: 'enforce', onUnknown: 'allow' }),
    log: createLog({ level: 'silent' }),
    now: () => time,
  });
  app.addHook('preHandler', (_request, _reply, next) => {
    time += waits;
    next();
  });
  t.teardown(() => app.close());
  const { setTimeout: real } = globalThis;
  t.intercept(globalThis, 'setTimeout', {
    value: (act: () => void, ms: number) => {
      given.push(ms);
      return real(act, ms);
    },
  });
  for (const [query, ms, left] of [
    ['', 0, 2_000],
    ['?timeout=1s', 0, 500],
    ['', 1_500, 500],
    ['', 1_949, 51],
    ['', 1_951, 50],
    ['', 9_000, 50],
    ['?timeout=1s', 100, 400],
  ] as const) {
    given.length = 0;
    waits = ms;
    const { statusCode } = await app.inject({
      method: 'POST',
      url: `/validate${query}`,
      payload: '{"request":{"uid":"u"}}',
    });
    t.equal(statusCode, 200);
    t.ok(given.includes(left), `${query} ${ms}: ${given.join(' ')}`);
    time += 100_000;
  }
});

t.test('a connection to the health port lasts as long as it may, and leaves nothing behind', async (t) => {
  const clock = fakeClock(t);
  const server = createHealthServer({ notReady: () => undefined, limits: { lifeMs: 5_000 } });
  t.teardown(() => server.close());
  const come = () => {
    const socket = Object.assign(new EventEmitter(), { destroyed: false, destroy: () => {} });
    socket.destroy = () => {
      socket.destroyed = true;
    };
    server.listeners('connection').at(-1)?.(socket);
    return socket;
  };
  const [gone, stays] = [come(), come()];
  t.equal(clock.timers(), 2);
  gone.emit('close');
  t.equal(clock.timers(), 1);
  await clock.pass(4_999);
  t.equal(stays.destroyed, false);
  await clock.pass(1);
  t.strictSame([gone.destroyed, stays.destroyed, clock.timers()], [false, true, 0]);
});
