import { once } from 'node:events';
import { get } from 'node:http';
import { Agent, request } from 'node:https';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import t, { type Test } from 'tap';
import { createLog } from '../../src/log/log.js';
import { createDrain } from '../../src/webhook/drain.js';
import { type RunningServer, type ServeOptions, startServer } from '../../src/webhook/serve.js';
import { ALLOWED } from '../helpers/reviews.js';

const REVIEW = '{"request":{"uid":"u"}}';

async function start(t: Test, change: Partial<ServeOptions>): Promise<RunningServer> {
  const running = await startServer({
    server: { host: '127.0.0.1', port: 0, healthHost: '127.0.0.1', healthPort: 0 },
    settings: () => ({ mode: 'enforce', onUnknown: 'allow' }),
    decide: async () => ALLOWED,
    log: createLog({ level: 'silent' }),
    ...change,
  });
  t.teardown(() => running.close());
  return running;
}

async function post(running: RunningServer, agent: Agent, path = '/validate') {
  const outgoing = request(`${new URL(path, running.urls[0])}`, { method: 'POST', agent });
  outgoing.end(REVIEW);
  const [incoming] = await once(outgoing, 'response');
  await text(incoming);
  return { code: incoming.statusCode, connection: incoming.headers.connection };
}

async function ready(running: RunningServer) {
  const [incoming] = await once(get(`${running.healthUrl}/readyz`, { agent: false }), 'response');
  return { code: incoming.statusCode, body: await text(incoming) };
}

t.test('a draining server is not ready, still answers, and ends each connection with its answer', async (t) => {
  let finish = () => {};
  let slow = false;
  const running = await start(t, {
    drain: { leastMs: 1500, quietMs: 100, mostMs: 5000 },
    decide: () =>
      slow
        ? new Promise((resolve) => {
            finish = () => resolve(ALLOWED);
          })
        : Promise.resolve(ALLOWED),
  });
  const agent = new Agent({ keepAlive: true, ca: running.cert });
  t.teardown(() => agent.destroy());
  t.same(await post(running, agent), { code: 200, connection: 'keep-alive' });

  slow = true;
  const underWay = post(running, new Agent({ keepAlive: true, ca: running.cert }));
  await sleep(100);
  slow = false;
  const begin = performance.now();
  const drained = running.drain();
  t.same(await ready(running), { code: 503, body: 'not ready: the webhook is draining\n' });
  t.same(await post(running, agent), { code: 200, connection: 'close' }, 'on the connection that was kept');
  t.same(await post(running, agent), { code: 200, connection: 'close' }, 'on a new connection');
  t.same(await post(running, agent, '/nowhere'), { code: 404, connection: 'close' }, 'a refusal, too');
  finish();
  t.same(await underWay, { code: 200, connection: 'close' }, 'what was under way when the drain began');
  await drained;
  t.ok(performance.now() - begin >= 1450, 'it goes on for its time');
  await t.rejects(post(running, agent), { code: 'ECONNREFUSED' });
});

t.test('a drain takes its least time when nobody asks, and its longest when somebody always does', async (t) => {
  const lasted = async (times: Parameters<typeof createDrain>[0], askUntil: number) => {
    const drain = createDrain(times, () => performance.now());
    const begin = performance.now();
    const asking = setInterval(() => {
      if (performance.now() - begin < askUntil) drain.noteRequest();
    }, 10);
    await drain.run(new AbortController().signal);
    clearInterval(asking);
    return performance.now() - begin;
  };
  const times = { leastMs: 100, quietMs: 150, mostMs: 500 };
  const within = (ms: number, least: number) => t.ok(ms >= least - 25 && ms < least + 400, `${Math.round(ms)} ms`);
  within(await lasted(times, 0), 100);
  within(await lasted(times, 100), 250);
  within(await lasted(times, 5000), 500);
  within(await lasted({ ...times, leastMs: 0 }, 5000), 0);
});

t.test('closing ends a drain at once', async (t) => {
  const running = await start(t, {});
  const begin = performance.now();
  const drained = running.drain();
  await running.close();
  await drained;
  t.ok(performance.now() - begin < 1000);
});

t.test('what cannot be decided yet is asked for again in a second', async (t) => {
  const running = await start(t, { decide: async () => ({ later: 'the cluster has not been read yet' }) });
  const outgoing = request(running.urls[0] ?? '', { method: 'POST', ca: running.cert, agent: false });
  outgoing.end(REVIEW);
  const [incoming] = await once(outgoing, 'response');
  t.match({ code: incoming.statusCode, after: incoming.headers['retry-after'] }, { code: 503, after: '1' });
  t.match(JSON.parse(await text(incoming)), {
    kind: 'Status',
    reason: 'ServiceUnavailable',
    message: 'Pullgate has just started: the cluster has not been read yet. Send this review again in a second.',
  });
});
