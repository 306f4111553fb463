/** The edges of the way in that no review passes: probes of health, the drain, and who is turned away before a byte is read. */
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import t, { type Test } from 'tap';
import { createLog } from '../src/log/log.js';
import { createCertificate } from '../src/tls/issue.js';
import { buildApp } from '../src/webhook/app.js';
import { createDrain } from '../src/webhook/drain.js';
import { createHealthServer, type HealthDeps } from '../src/webhook/health.js';
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
    const outgoing = request({ host: '127.0.0.1', port, path, method, agent: false });
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
