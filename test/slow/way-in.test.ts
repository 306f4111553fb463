/** Crowds at the door, with real sockets: who waits, who has to go, and who must not notice. */
import { once } from 'node:events';
import { get } from 'node:http';
import { Agent, request } from 'node:https';
import { connect as connectTcp, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import t, { type Test } from 'tap';
import { createLog } from '../../src/log/log.js';
import { createHealthServer, type HealthDeps, type HealthLimits } from '../../src/webhook/health.js';
import { type RunningServer, type ServeOptions, startServer } from '../../src/webhook/serve.js';
import { ALLOWED } from '../helpers/reviews.js';

const REVIEW = '{"request":{"uid":"u"}}';
const large = (bytes: number) => `{"request":{"uid":"u","object":"${'x'.repeat(bytes)}"}}`;

async function start(t: Test, change: Partial<ServeOptions> = {}): Promise<RunningServer> {
  const running = await startServer({
    server: { host: '127.0.0.1', port: 0, healthHost: '127.0.0.1', healthPort: 0 },
    settings: () => ({ mode: 'enforce', onUnknown: 'allow' }),
    decide: async () => ALLOWED,
    log: createLog({ level: 'silent' }),
    ...change,
  });
  t.teardown(async () => {
    for (const socket of dialled.splice(0)) socket.destroy();
    await running.close();
  });
  return running;
}

const dialled: Socket[] = [];

function keep<S extends Socket>(socket: S): S {
  socket.on('error', () => {});
  dialled.push(socket);
  return socket;
}

function portOf(running: RunningServer): number {
  return Number(new URL(running.urls[0] ?? '').port);
}

/** From another address of loopback, as another pod. */
const tcp = (port: number, localAddress = '127.0.0.2') => keep(connectTcp({ port, host: '127.0.0.1', localAddress }));

async function tls(running: RunningServer, localAddress = '127.0.0.2'): Promise<TLSSocket> {
  const options = { port: portOf(running), host: '127.0.0.1', localAddress, rejectUnauthorized: false };
  const socket = keep(connectTls(options));
  await once(socket, 'secureConnect');
  return socket;
}

/** The status, or the code of the error. */
async function post(running: RunningServer, body = REVIEW, agent: Agent | false = false): Promise<number | string> {
  const outgoing = request(running.urls[0] ?? '', {
    method: 'POST',
    ca: running.cert,
    agent,
    headers: { 'content-length': Buffer.byteLength(body) },
  });
  outgoing.on('error', () => {});
  outgoing.end(body);
  try {
    const [incoming] = await once(outgoing, 'response');
    incoming.resume();
    return incoming.statusCode;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}

const raw = (body: string) => `POST /validate HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

/** On a connection that is kept. */
async function speak(socket: TLSSocket): Promise<void> {
  socket.write(raw(REVIEW));
  await once(socket, 'data');
}

const many = async <T>(count: number, make: (index: number) => T | Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));

function tally(outcomes: readonly unknown[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const outcome of outcomes) counts[String(outcome)] = (counts[String(outcome)] ?? 0) + 1;
  return counts;
}

// -------------------------------------------------------------------------------------------------------- many at once

t.test('as many connections of one address as the API server likes: none is reset', async (t) => {
  const running = await start(t);
  t.same(tally(await many(550, () => post(running))), { 200: 550 });
});

t.test('sixty bodies of 270 KB at once are all answered', async (t) => {
  const running = await start(t);
  t.same(tally(await many(60, () => post(running, large(270_000)))), { 200: 60 });
});

t.test('what waits for a place is not read, and is answered once there is one', async (t) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let asked = 0;
  const decide = async () => {
    asked += 1;
    if (asked === 1) await held;
    return ALLOWED;
  };
  const running = await start(t, { decide, limits: { largeBytesAtOnce: 7_000_000 } });
  const body = large(6_000_000);
  const first = post(running, body);
  while (asked === 0) await sleep(5);
  const second = await tls(running);
  second.write(raw(body));
  await sleep(300);
  const unsent = second.writableLength;
  t.ok(unsent > 0, 'the kernel takes no more of it');
  await sleep(300);
  t.equal(second.writableLength, unsent, 'and nothing is read in the meantime');
  t.equal(await post(running), 200, 'small ones do not wait for it');
  release();
  t.equal(await first, 200);
  const [answer] = await once(second, 'data');
  t.match(String(answer), /^HTTP\/1\.1 200 /);
  t.equal(asked, 3);
});

t.test('who goes away while it waits, or while it sends, gives the place back', async (t) => {
  const running = await start(t, { limits: { largeBytesAtOnce: 7_000_000 } });
  const announce = 'POST /validate HTTP/1.1\r\nHost: x\r\nContent-Length: 7000000\r\n\r\n';
  const sockets = await many(4, () => tls(running));
  for (const socket of sockets) socket.write(announce);
  await sleep(100);
  const waits = post(running, large(300_000));
  for (const socket of sockets) socket.destroy();
  t.equal(await waits, 200);
});

t.test('a neighbour that holds the large places with bodies that never come is cut short', async (t) => {
  const running = await start(t, { limits: { patienceMs: 200 } });
  const slow = await many(20, () => tls(running));
  const said = many(20, async (index) => String((await once(slow[index] as TLSSocket, 'data'))[0]).slice(0, 12));
  for (const socket of slow) socket.write('POST /validate HTTP/1.1\r\nHost: x\r\nContent-Length: 8000000\r\n\r\n{');
  await sleep(100);
  t.equal(await post(running, large(300_000)), 200);
  t.same(Object.keys(tally(await said)).sort(), ['HTTP/1.1 408', 'HTTP/1.1 429'], 'they are told so');
});

t.test('small bodies that never come keep neither memory nor the others', async (t) => {
  const running = await start(t, { limits: { patienceMs: 200, smallBytesAtOnce: 2_000_000 } });
  const slow = await many(100, () => tls(running));
  for (const socket of slow) socket.write('POST /validate HTTP/1.1\r\nHost: x\r\nContent-Length: 250000\r\n\r\n{');
  await sleep(100);
  t.same(tally(await many(50, () => post(running))), { 200: 50 });
});

// -------------------------------------------------------------------------------------------------------- who has to go

/** Some are closed while they still shake hands. */
async function strange(running: RunningServer, words: string): Promise<TLSSocket> {
  const options = { port: portOf(running), host: '127.0.0.1', localAddress: '127.0.0.2', rejectUnauthorized: false };
  const socket = keep(connectTls(options));
  await once(socket, 'secureConnect').catch(() => {});
  if (words !== '') socket.write(words);
  return socket;
}

const SILENCES: Readonly<Record<string, (running: RunningServer) => Promise<Socket>>> = {
  'TCP without a word': async (running) => {
    const socket = tcp(portOf(running));
    await once(socket, 'connect');
    return socket;
  },
  'TLS without a word': (running) => strange(running, ''),
  'half a header': (running) => strange(running, 'POST /validate HTTP/1.1\r\nHost: x\r\n'),
  'half a body': (running) =>
    strange(running, 'POST /validate HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"request":'),
  'a question that is no review': async (running) => {
    const socket = await strange(running, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    // Who is closed for another one may be reset, which is an answer, too.
    const ends = [once(socket, 'data'), once(socket, 'close')].map((end) => end.catch(() => {}));
    if (!socket.destroyed) await Promise.race(ends);
    return socket;
  },
};

for (const [name, dial] of Object.entries(SILENCES)) {
  t.test(`a full house of ${name} makes room for who asks, and keeps who has asked`, async (t) => {
    const running = await start(t, { limits: { connections: 30 } });
    const agent = new Agent({ keepAlive: true, ca: running.cert });
    t.teardown(() => agent.destroy());
    t.equal(await post(running, REVIEW, agent), 200);
    const [kept] = Object.values(agent.freeSockets).flat();
    const silent = await many(40, () => dial(running));
    t.same(tally(await many(25, () => post(running))), { 200: 25 });
    t.equal(await post(running, REVIEW, agent), 200);
    t.equal(Object.values(agent.freeSockets).flat()[0], kept, 'on the connection of before');
    await sleep(50);
    t.ok(
      silent.slice(0, 10).every(({ destroyed }) => destroyed),
      'the oldest have gone',
    );
  });
}

t.test('who is being answered is never closed for another one', async (t) => {
  const finish: (() => void)[] = [];
  const decide = () => new Promise<typeof ALLOWED>((resolve) => finish.push(() => resolve(ALLOWED)));
  const running = await start(t, { decide, limits: { connections: 3 } });
  const asked = many(3, () => post(running));
  while (finish.length < 3) await sleep(5);
  t.equal(await post(running), 'ECONNRESET', 'there is no room for a fourth');
  for (const end of finish) end();
  t.same(await asked, [200, 200, 200]);
  const after = post(running);
  while (finish.length < 4) await sleep(5);
  finish[3]?.();
  t.equal(await after, 200);
});

t.test(
  'a review that has arrived is answered, though its connection was silent when its place was given away',
  async (t) => {
    const running = await start(t, { limits: { connections: 2 } });
    t.equal(await post(running), 200, 'the address is known');
    // As Go dials one, and then has an older one free.
    const [silent, idle] = [await tls(running, '127.0.0.1'), await tls(running, '127.0.0.1')];
    await speak(idle);
    await sleep(1_100);
    let answer = '';
    silent.on('data', (chunk) => {
      answer += chunk;
    });
    const guest = tcp(portOf(running), '127.0.0.2');
    // Once the kernel has that connection, and before we do.
    process.nextTick(() => process.nextTick(() => silent.write(raw(REVIEW))));
    await sleep(300);
    t.match(answer, /^HTTP\/1\.1 200 /);
    t.same(
      [silent, idle, guest].map(({ destroyed }) => destroyed),
      [false, false, true],
      'the stranger has gone',
    );
  },
);

t.test('of those that have spoken the crowd goes first, and of it the one that was used longest ago', async (t) => {
  const running = await start(t, { limits: { connections: 6 } });
  const own = [await tls(running, '127.0.0.1'), await tls(running, '127.0.0.1')];
  for (const socket of own) await speak(socket);
  const crowd: TLSSocket[] = [];
  for (let index = 0; index < 4; index += 1) {
    const socket = await tls(running, '127.0.0.3');
    await speak(socket);
    crowd.push(socket);
  }
  await speak(crowd[0] as TLSSocket);
  t.equal(await post(running), 200);
  await sleep(50);
  t.same(
    [...own, ...crowd].map(({ destroyed }) => destroyed),
    [false, false, false, true, false, false],
  );
});

// --------------------------------------------------------------------------------------------------------- health port

async function health(t: Test, limits: Partial<HealthLimits> = {}, metrics?: HealthDeps['metrics']): Promise<number> {
  const server = createHealthServer({ notReady: () => undefined, metrics, limits });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => {
    for (const socket of dialled.splice(0)) socket.destroy();
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

async function ask(port: number, path: string): Promise<string> {
  const [incoming] = await once(get(`http://127.0.0.1:${port}${path}`, { agent: false }), 'response');
  return `${incoming.statusCode} ${await text(incoming)}`;
}

t.test('/livez is answered whoever else is connected and says nothing', async (t) => {
  const port = await health(t);
  const silent = await many(1_200, async (index) => {
    const socket = tcp(port);
    await once(socket, 'connect');
    if (index % 2 === 0) socket.write('GET /livez HTTP/1.1\r\nHost: x\r\n');
    return socket;
  });
  t.same(tally(await many(20, () => ask(port, '/livez'))), { '200 ok\n': 20 });
  t.ok(silent.some(({ destroyed }) => destroyed));
});

t.test('half a request, a silent connection and a reader that does not read are gone soon', async (t) => {
  const page = 'x'.repeat(20_000_000);
  const metrics = { contentType: 'text/plain', text: async () => page };
  const port = await health(t, { requestMs: 200, checkMs: 50, lifeMs: 700 }, metrics);
  const half = tcp(port);
  half.write('GET /livez HTTP/1.1\r\n');
  const lazy = tcp(port);
  lazy.write('GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n');
  const silent = tcp(port);
  const closed = [half, silent, lazy].map((socket) => once(socket, 'close'));
  half.resume();
  silent.resume();
  await sleep(1_500);
  lazy.resume();
  t.equal((await Promise.race([Promise.all(closed), sleep(2_000, [])])).length, 3);
  t.ok(lazy.bytesRead < page.length, 'the rest of the page was not kept for it');
  t.equal(await ask(port, '/livez'), '200 ok\n');
});

t.test('the metrics are rendered a few times a second, however many ask, and never kept from before', async (t) => {
  let rendered = 0;
  const metrics = {
    contentType: 'text/plain',
    text: async () => {
      rendered += 1;
      return String(rendered);
    },
  };
  const port = await health(t, { metricsGapMs: 100, metricsAtOnce: 500 }, metrics);
  t.equal(await ask(port, '/metrics'), '200 1');
  t.equal(await ask(port, '/metrics'), '200 2', 'who asks later gets a later one');
  const answers = await many(300, () => ask(port, '/metrics'));
  t.ok(answers.every((answer) => answer.startsWith('200 ')));
  t.ok(rendered < 20, `${rendered} renderings for 302 questions`);
});

t.test('of too many readers of the metrics the first has to go; a failed rendering is 500 and no more', async (t) => {
  let fails = false;
  const text = async () => {
    if (fails) throw new Error('no figures');
    return 'x'.repeat(5_000_000);
  };
  const port = await health(t, { metricsAtOnce: 3, metricsGapMs: 0 }, { contentType: 'text/plain', text });
  const lazy: Socket[] = [];
  for (let index = 0; index < 6; index += 1) {
    const socket = tcp(port);
    socket.write('GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n');
    socket.pause();
    lazy.push(socket);
    await sleep(50);
  }
  const answer = await ask(port, '/metrics');
  t.equal(answer.length, '200 '.length + 5_000_000);
  fails = true;
  t.equal(await ask(port, '/metrics'), '500 ');
});
