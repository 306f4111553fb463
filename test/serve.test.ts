import { X509Certificate } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { get } from 'node:http';
import { Agent } from 'node:https';
import { type ListenOptions, Server } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ConnectionOptions } from 'node:tls';
import t, { type Test } from 'tap';
import { createCertificate } from '../src/tls/issue.js';
import { listenHost } from '../src/webhook/any-address.js';
import { closeOnSignals, type RunningServer, startServer } from '../src/webhook/serve.js';
import { ALLOWED, recorded } from './helpers/reviews.js';
import { type Answer, dial, LOOPBACK, OPTIONS, post, REVIEW, start, target, untilClosed } from './support/listening.js';
import { scan } from './support/tls-scan.js';

async function probe(running: RunningServer, path: string): Promise<Answer> {
  const [incoming] = await once(get(`${running.healthUrl}${path}`, { agent: false }), 'response');
  return { code: incoming.statusCode, headers: incoming.headers, body: await text(incoming) };
}

// -------------------------------------------------------------------------------------------------- certificate, TLS

t.test('a recorded review is answered over HTTPS with the self-signed certificate', async (t) => {
  const running = await start(t);
  t.match(running.urls, [/^https:\/\/127\.0\.0\.1:\d+\/validate$/]);
  const answer = await post(target(running), recorded('003').compact);
  t.equal(answer.code, 200);
  t.match(JSON.parse(answer.body), { response: { uid: 'e86e29c8-7331-4212-a96f-c76c1661a941', allowed: true } });
  const localhost = target(running).url.replace('127.0.0.1', 'localhost');
  t.equal((await post({ url: localhost, cert: running.cert }, REVIEW)).code, 200);
});

t.test('the certificate is EC P-256 and SHA-256, valid since an hour ago, for loopback only', async (t) => {
  const now = Date.parse('2026-11-21T12:00:00Z');
  const { key, cert } = await createCertificate(now);
  const parsed = new X509Certificate(cert);
  t.equal(parsed.publicKey.asymmetricKeyDetails?.namedCurve, 'prime256v1');
  t.equal(parsed.subjectAltName, 'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1');
  t.equal(Date.parse(parsed.validFrom), now - 3_600_000);
  t.equal(parsed.ca, false);
  t.ok(parsed.raw.includes(Buffer.from('2a8648ce3d040302', 'hex')), 'ecdsa-with-SHA256');
  t.ok(key.endsWith('-----END PRIVATE KEY-----\n') && cert.endsWith('-----END CERTIFICATE-----\n'), 'a final newline');
});

t.test('TLS 1.2 and 1.3 with AEAD only; nothing older, no CBC, no HTTP/2', async (t) => {
  const running = await start(t);
  const shake = async (options: ConnectionOptions) => {
    const socket = dial(running, options);
    const outcome = await Promise.race([
      once(socket, 'secureConnect').then(
        () => `${socket.getProtocol()} ${socket.getCipher().name} ${socket.alpnProtocol}`,
      ),
      once(socket, 'close').then(() => 'refused'),
    ]).catch(() => 'refused');
    socket.destroy();
    return outcome;
  };
  t.equal(await shake({}), 'TLSv1.3 TLS_AES_128_GCM_SHA256 false');
  t.equal(await shake({ maxVersion: 'TLSv1.2' }), 'TLSv1.2 ECDHE-ECDSA-AES128-GCM-SHA256 false');
  t.equal(await shake({ ALPNProtocols: ['h2', 'http/1.1'] }), 'TLSv1.3 TLS_AES_128_GCM_SHA256 http/1.1');
  t.equal(await shake({ ALPNProtocols: ['h2'] }), 'refused');
  const { taken, refused, wrong } = await scan(Number(new URL(running.urls[0] ?? '').port), 'ec');
  t.strictSame(wrong, [], 'each version and suite alone');
  t.ok(taken > 0 && refused > 0, `${taken} taken, ${refused} refused`);
});

// ------------------------------------------------------------------------------------------- connections and clients

t.test('what is not HTTP gets a sentence, too', async (t) => {
  const running = await start(t);
  const socket = dial(running);
  socket.write('GARBAGE\r\n\r\n');
  t.match(await untilClosed(socket), /^HTTP\/1\.1 400 [\s\S]*"message":"This is not an HTTP\/1\.1 request/);
  const large = dial(running);
  large.write(`POST /validate HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`);
  t.match(await untilClosed(large), /^HTTP\/1\.1 431 [\s\S]*"message":"The headers are too large/);
});

t.test('health is answered on a port of its own', async (t) => {
  let missing: string | undefined = 'the example cluster is not loaded';
  const running = await start(t, { notReady: () => missing });
  t.match(await probe(running, '/livez'), { code: 200, body: 'ok\n' });
  t.match(await probe(running, '/readyz'), { code: 503, body: 'not ready: the example cluster is not loaded\n' });
  missing = undefined;
  t.match(await probe(running, '/readyz?verbose'), { code: 200, body: 'ok\n' });
  t.match(await probe(running, '/metrics'), {
    code: 404,
    body: 'there is /livez, /readyz and /metrics\n',
  });
});

t.test('closing answers what is under way, is not ready meanwhile, and can be asked for twice', async (t) => {
  let finish = () => {};
  const running = await start(t, {
    decide: () =>
      new Promise((resolve) => {
        finish = () => resolve(ALLOWED);
      }),
  });
  const answer = post(target(running), REVIEW);
  await sleep(150);
  const closed = running.close();
  t.match(await probe(running, '/readyz'), { code: 503, body: 'not ready: the webhook is closing\n' });
  finish();
  t.equal((await answer).code, 200);
  await closed;
  await running.close();
  await t.rejects(post(target(running), REVIEW), { code: 'ECONNREFUSED' });
  await t.rejects(probe(running, '/livez'), { code: 'ECONNREFUSED' });
});

t.test('a port that is taken is named with the setting that changes it', async (t) => {
  const first = await start(t);
  const port = Number(new URL(first.urls[0] ?? '').port);
  const healthPort = Number(new URL(first.healthUrl).port);
  await t.rejects(startServer({ ...OPTIONS, server: { ...LOOPBACK, port } }), {
    code: 'PG_E_LISTEN',
    message: `Cannot listen on 127.0.0.1:${port}: another process uses this port. Stop it, or choose another one with server.port (0 takes a free one).`,
  });
  await t.rejects(startServer({ ...OPTIONS, server: { ...LOOPBACK, healthPort } }), {
    code: 'PG_E_LISTEN',
    message: `Cannot listen on 127.0.0.1:${healthPort}: another process uses this port. Stop it, or choose another one with server.healthPort (0 takes a free one).`,
  });
  await t.rejects(startServer({ ...OPTIONS, server: { ...LOOPBACK, host: '192.0.2.1' } }), {
    message: /^Cannot listen on 192\.0\.2\.1:0: .*\. Choose another address with server\.host\.$/,
  });
});

t.test('what cannot be listened on is told with the setting to change, for whatever reason', async (t) => {
  let code = '';
  const { listen } = Server.prototype;
  t.intercept(Server.prototype, 'listen', {
    value(this: Server) {
      const error = Object.assign(new Error(`listen ${code}`), code === '' ? {} : { code });
      setImmediate(() => this.emit('error', error));
      return this;
    },
  });
  const told = async (host: string, port: number) => {
    try {
      await startServer({ ...OPTIONS, server: { ...LOOPBACK, healthHost: host, healthPort: port } });
      return 'it listens';
    } catch (error) {
      const { message, cause } = error as Error;
      t.match(cause, { message: `listen ${code}` }, 'the cause is kept');
      return message;
    }
  };
  code = 'EACCES';
  t.equal(
    await told('127.0.0.1', 443),
    'Cannot listen on 127.0.0.1:443: permission denied. Choose a port above 1023 with server.healthPort.',
  );
  t.match(await told('fe80::1', 443), /^Cannot listen on \[fe80::1\]:443: permission denied\./);
  code = 'EADDRNOTAVAIL';
  t.match(
    await told('192.0.2.1', 0),
    /^Cannot listen on 192\.0\.2\.1:0: .+\. Choose another address with server\.healthHost\.$/,
  );
  code = '';
  t.match(await told('127.0.0.1', 0), /^Cannot listen on 127\.0\.0\.1:0: .+\. Choose another address with /);
  t.intercept(Server.prototype, 'listen', { value: listen });
});

t.test('every address is that of IPv4 where the kernel has no other', async (t) => {
  let code: string | undefined = 'EAFNOSUPPORT';
  const { listen } = Server.prototype;
  const asked: unknown[] = [];
  t.intercept(Server.prototype, 'listen', {
    value(this: Server, options: ListenOptions) {
      asked.push(options);
      const error = Object.assign(new Error('x'), code === undefined ? {} : { code });
      setImmediate(() => this.emit('error', error));
      return this;
    },
  });
  const rows: readonly (readonly [string | undefined, string, string])[] = [
    ['EAFNOSUPPORT', '::', '0.0.0.0'],
    ['EADDRNOTAVAIL', '::', '0.0.0.0'],
    ['EACCES', '::', '::'],
    [undefined, '::', '::'],
    ['EAFNOSUPPORT', '::1', '::1'],
  ];
  for (const [why, host, expected] of rows) {
    code = why;
    t.equal(await listenHost(host), expected, `${why} ${host}`);
  }
  t.strictSame(asked[0], { host: '::', port: 0 });
  t.equal(asked.length, 4, 'another address is not tried');
  t.intercept(Server.prototype, 'listen', { value: listen });
  t.equal(await listenHost('::', async () => true), '::');
});

t.test('a webhook that cannot listen leaves no health behind', async (t) => {
  const taken = await start(t);
  const port = Number(new URL(taken.urls[0] ?? '').port);
  const asked: ListenOptions[] = [];
  const servers: Server[] = [];
  const { listen } = Server.prototype;
  t.intercept(Server.prototype, 'listen', {
    value(this: Server, options: ListenOptions, ...rest: readonly unknown[]) {
      asked.push(options);
      servers.push(this);
      return Reflect.apply(listen, this, [options, ...rest]);
    },
  });
  await t.rejects(startServer({ ...OPTIONS, server: { ...LOOPBACK, port }, limits: { backlog: 7 } }), {
    code: 'PG_E_LISTEN',
  });
  t.intercept(Server.prototype, 'listen', { value: listen });
  t.match(asked, [
    { host: '127.0.0.1', port: 0, backlog: 512 },
    { host: '127.0.0.1', port, backlog: 7 },
  ]);
  t.strictSame(
    servers.map(({ listening }) => listening),
    [false, false],
  );
});

t.test(
  'a certificate and an authority can be changed while it runs, and what TLS cannot use changes nothing',
  async (t) => {
    const [first, second] = await Promise.all([createCertificate(Date.now()), createCertificate(Date.now())]);
    const running = await start(t, { certificate: 'later' });
    t.equal(running.cert, '');
    t.match(running.healthUrl, /^http:\/\/127\.0\.0\.1:\d+$/);
    t.match(running.urls[1], /\/mutate$/);
    running.setCertificate(first);
    t.equal(running.cert, first.cert);
    t.equal((await post(target(running), REVIEW)).code, 200);
    t.throws(() => running.setCertificate({ key: first.key, cert: second.cert }));
    t.throws(() => running.setCertificate({ key: 'x', cert: 'x' }));
    t.equal(running.cert, first.cert, 'the one before is served');
    t.equal((await post(target(running), REVIEW)).code, 200);
    running.setCertificate(second);
    t.equal((await post(target(running), REVIEW)).code, 200);
    running.setCallerCa(first.cert);
  },
);

t.test('draining is not ready, answers what still comes, and closes in the end', async (t) => {
  const running = await start(t, { drain: { leastMs: 120, quietMs: 20, mostMs: 1_000 } });
  t.match(await probe(running, '/readyz'), { code: 200 });
  const drained = running.drain();
  t.match(await probe(running, '/readyz'), { code: 503, body: 'not ready: the webhook is draining\n' });
  const agent = new Agent({ keepAlive: true });
  t.match(await post({ ...target(running), agent }, REVIEW), { code: 200, headers: { connection: 'close' } });
  agent.destroy();
  await drained;
  await t.rejects(post(target(running), REVIEW), { code: 'ECONNREFUSED' });
  await running.drain();
});

type Ending = Parameters<typeof closeOnSignals>[0];

interface GraceOptions {
  readonly delay: number;
  readonly skip: readonly string[];
  readonly logger: { readonly error: (what: unknown) => void };
}

type End = (how: object) => Promise<void>;

/** A process that is told to end; what is done then, in order. */
function ending(t: Test) {
  const events = new EventEmitter();
  t.intercept(process, 'on', { value: (...args: Parameters<EventEmitter['on']>) => events.on(...args) });
  t.intercept(process, 'removeAllListeners', { value: (name: string) => events.removeAllListeners(name) });
  const done: string[] = [];
  const says =
    (level: string) =>
    ({ event, signal, err }: Readonly<Record<string, unknown>>, message: string) =>
      done.push(
        [level, event, signal, err instanceof Error ? err.message : undefined, message].filter(Boolean).join(' '),
      );
  const log = {
    ...{ warn: says('warn'), info: says('info'), error: says('error'), fatal: says('fatal') },
    flush: (act: () => void) => {
      done.push('flushed');
      act();
    },
  } as unknown as Ending['log'];
  const act = (name: string) => async () => void done.push(name);
  const kept: { options?: GraceOptions; end?: End } = {};
  events.on('warning', () => done.push('printed'));
  closeOnSignals(
    {
      running: { close: act('closed'), drain: act('drained') },
      log,
      stop: act('stopped'),
      onRejection: (error) => done.push(`rejection ${error}`),
    },
    ((options: GraceOptions, end: End) => Object.assign(kept, { options, end })) as unknown as Parameters<
      typeof closeOnSignals
    >[1],
  );
  return { events, done, kept };
}

t.test(
  'a pod that is told to go drains, a person at a terminal does not wait, and the log is written to its end',
  async (t) => {
    const { done, events, kept } = ending(t);
    events.emit('unhandledRejection', 'why');
    events.emit('warning', new Error('a leak'));
    t.strictSame(done.splice(0), ['rejection why', 'warn warning a leak Node.js warns'], 'and nothing is printed');
    await kept.end?.({ signal: 'SIGTERM' });
    t.strictSame(done.splice(0), ['info shutdown SIGTERM draining', 'drained', 'stopped', 'flushed']);
    await kept.end?.({ signal: 'SIGINT' });
    t.strictSame(done.splice(0), ['info shutdown SIGINT closing', 'closed', 'stopped', 'flushed']);
    await kept.end?.({ err: new Error('uncaught') });
    t.strictSame(done.splice(0), [
      'fatal fault uncaught an uncaught error: Pullgate stops',
      'closed',
      'stopped',
      'flushed',
    ]);
    t.match(kept.options, { delay: 38_000, skip: ['unhandledRejection'] });
    kept.options?.logger.error('second SIGTERM, exiting');
    t.strictSame(done, ['error shutdown second SIGTERM, exiting']);
  },
);
