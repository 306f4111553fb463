import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { get } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ConnectionOptions } from 'node:tls';
import t from 'tap';
import { createCertificate } from '../src/tls/issue.js';
import { type RunningServer, startServer } from '../src/webhook/serve.js';
import { ALLOWED, recorded } from './helpers/reviews.js';
import { type Answer, dial, LOOPBACK, OPTIONS, post, REVIEW, start, target, untilClosed } from './support/listening.js';

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
  t.equal(await shake({ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }), 'refused');
  t.equal(await shake({ maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-SHA256' }), 'refused');
  t.equal(await shake({ maxVersion: 'TLSv1.2', ciphers: 'AES128-GCM-SHA256' }), 'refused');
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
