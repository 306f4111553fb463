/**
 * What is measured against: `r0` (node:https, JSON.parse, constant answer) or `r1` (Fastify as it comes, the same answer).
 * The certificate lies in BENCH_CERTS; the port is told in one line of JSON.
 */
import { readFileSync } from 'node:fs';
import https from 'node:https';

const [kind] = process.argv.slice(2);
const read = (file) => readFileSync(`${process.env['BENCH_CERTS']}/${file}`);
const certificate = { key: read('tls.key'), cert: read('tls.crt') };

const listening = { r0: startBare, r1: startFastify };
process.stdout.write(`${JSON.stringify({ port: await listening[kind]() })}\n`);
process.on('SIGTERM', () => process.exit());

function answer(uid) {
  return { kind: 'AdmissionReview', apiVersion: 'admission.k8s.io/v1', response: { uid, allowed: true } };
}

async function startBare() {
  const server = https.createServer({ ...certificate, keepAliveTimeout: 120_000 }, (request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const review = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      const body = JSON.stringify(answer(review.request.uid));
      response.setHeader('content-type', 'application/json');
      response.setHeader('content-length', Buffer.byteLength(body));
      response.end(body);
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server.address().port;
}

async function startFastify() {
  const { default: Fastify } = await import('fastify');
  const app = Fastify({ https: certificate, keepAliveTimeout: 120_000 });
  for (const path of ['/validate', '/mutate']) app.post(path, async (request) => answer(request.body.request.uid));
  await app.listen({ host: '127.0.0.1', port: 0 });
  return app.server.address().port;
}
