import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:https';
import { connect as connectTcp } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { dial, post, REVIEW, start, target, untilClosed } from '../support/listening.js';

// -------------------------------------------------------------------------------------------------- certificate, TLS

t.test('a connection may idle longer than any header may take, and is kept for 120 s', async (t) => {
  const running = await start(t, { limits: { headersMs: 200, requestMs: 300, checkMs: 50 } });
  const agent = new Agent({ keepAlive: true, maxSockets: 1, ca: running.cert });
  t.teardown(() => agent.destroy());
  const first = await post({ ...target(running), agent }, REVIEW);
  t.match(first.headers, { connection: 'keep-alive', 'keep-alive': 'timeout=120' });
  await sleep(900);
  const socket = Object.values(agent.freeSockets).flat()[0];
  t.ok(socket && !socket.destroyed, 'the idle connection is still open');
  t.equal((await post({ ...target(running), agent }, REVIEW)).code, 200);
  t.equal(Object.values(agent.freeSockets).flat()[0], socket, 'the same connection');
});

t.test('a connection that has not been used yet may idle as well, but not for ever', async (t) => {
  const running = await start(t, { limits: { headersMs: 200, requestMs: 300, checkMs: 50, keepAliveMs: 900 } });
  const unused = dial(running);
  const used = dial(running);
  await sleep(700);
  t.notOk(used.destroyed, 'longer than a header may take');
  used.write(`POST /validate HTTP/1.1\r\nHost: x\r\nContent-Length: ${REVIEW.length}\r\n\r\n${REVIEW}`);
  const [answer] = await once(used, 'data');
  t.match(String(answer), /^HTTP\/1\.1 200 /);
  used.write('POST /validate HTTP/1.1\r\nHost: x\r\n');
  t.match(await untilClosed(used), /^HTTP\/1\.1 408 /, 'half a header after that is slow');
  t.equal(await untilClosed(unused), '', 'closed without a word');
  t.ok(unused.destroyed);
});

t.test('slow clients are sent away: no handshake, half a header, half a body', async (t) => {
  const running = await start(t, { limits: { handshakeMs: 200, headersMs: 200, requestMs: 400, checkMs: 50 } });
  const { port } = new URL(running.urls[0] ?? '');
  const silent = connectTcp(Number(port), '127.0.0.1');
  silent.on('error', () => {});
  const header = dial(running);
  header.write('POST /validate HTTP/1.1\r\nHost: x\r\n');
  const body = dial(running);
  body.write('POST /validate HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"request":');
  const begin = performance.now();
  const said = await Promise.all([untilClosed(silent), untilClosed(header), untilClosed(body)]);
  t.ok(performance.now() - begin < 3000, 'all are gone');
  t.equal(said[0], '');
  t.match(said[1], /^HTTP\/1\.1 408 /);
  t.match(said[2], /^HTTP\/1\.1 408 [\s\S]*"message":"The request did not arrive in time\./);
});

t.test('a body that comes in chunks is read, one of more than 8 MiB is refused', async (t) => {
  const running = await start(t);
  const send = async (chunks: readonly string[]) => {
    const outgoing = request(running.urls[0] ?? '', { method: 'POST', ca: running.cert, agent: false });
    outgoing.on('error', () => {});
    for (const chunk of chunks) outgoing.write(chunk);
    outgoing.end();
    const [incoming] = await once(outgoing, 'response');
    return incoming.statusCode;
  };
  t.equal(await send(['{"request":', '{"uid":', '"u"}}']), 200);
  t.equal(await send(Array.from({ length: 9 }, () => 'x'.repeat(1024 * 1024))), 413);
});

t.test('a body of more than 8 MiB is refused with a sentence the client can read', async (t) => {
  const running = await start(t);
  const agent = new Agent({ keepAlive: true, maxSockets: 1, ca: running.cert });
  t.teardown(() => agent.destroy());
  const body = `{"request":{"uid":"u","object":"${'x'.repeat(9 * 1024 * 1024)}"}}`;
  const answer = await post({ ...target(running), agent }, body);
  t.equal(answer.code, 413);
  t.match(JSON.parse(answer.body).message, /too large/);
});

// ---------------------------------------------------------------------------------------------- health, start and end

t.test('SIGTERM answers what is under way and exits with 0; a rejection nobody handled ends nothing', async (t) => {
  const script = fileURLToPath(new URL('../helpers/serve.ts', import.meta.url));
  const child = spawn(process.execPath, [...process.execArgv, script], { stdio: ['ignore', 'pipe', 'inherit'] });
  t.teardown(() => child.kill('SIGKILL'));
  const lines: Record<string, unknown>[] = [];
  const reader = createInterface({ input: child.stdout });
  const listening = new Promise<Record<string, unknown>>((resolve) => {
    reader.on('line', (line) => {
      const fields = JSON.parse(line);
      lines.push(fields);
      if (fields.msg === 'listening') resolve(fields);
    });
  });
  const { url, cert } = await listening;
  const served = { url: String(url), cert: String(cert) };
  t.equal((await post(served, '{"request":{"uid":"u","name":"reject"}}')).code, 200);
  t.equal((await post(served, REVIEW)).code, 200, 'still there');
  const slow = post(served, '{"request":{"uid":"u","name":"slow"}}');
  await sleep(200);
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  t.equal((await slow).code, 200);
  t.strictSame(await exit, [0, null]);
  t.match(
    lines.filter(({ event }) => event !== undefined),
    [
      { event: 'fault', err: { message: 'nobody handles this' } },
      { event: 'shutdown', signal: 'SIGTERM' },
    ],
  );
});
