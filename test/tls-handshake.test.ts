/** The look at our own listener, as the API server would make it: what is said decides whether a replica is ready. */

import type { AddressInfo } from 'node:net';
import { createServer as createPlainServer, type Server } from 'node:net';
import { createServer } from 'node:tls';
import t, { type Test } from 'tap';
import { createHandshake } from '../src/tls/handshake.js';
import { issueCa, issueLeaf } from '../src/tls/issue.js';
import type { Certificate } from '../src/tls/ports.js';
import { NAME, NAMES, TIMES } from './support/tls-replicas.js';

const now = Date.now();
const ca = await issueCa(now, TIMES.caMs);
const leafOf = (by: Certificate, at = now): Promise<Certificate> =>
  issueLeaf({ ...NAMES, now: at, lifeMs: TIMES.certMs, endsBefore: at + TIMES.caMs, ca: by });
const leaf = await leafOf(ca);
const other = await issueCa(now, TIMES.caMs);

async function portOf(t: Test, server: Server): Promise<number> {
  const sockets = new Set<{ destroy(): void }>();
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  t.teardown(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

t.test('who would be refused by the API server is told so, with the code and no text of OpenSSL', async (t) => {
  const seen = new Set<string>();
  const good = createServer({
    ...leaf,
    ALPNCallback: ({ servername, protocols }) => {
      seen.add(`${servername} ${protocols.join(' ')}`);
      return protocols[0];
    },
  });
  const expired = createServer({ ...(await leafOf(ca, now - 60 * 86_400_000)) });
  const [port, late] = [await portOf(t, good), await portOf(t, expired)];
  const rows: readonly (readonly [what: string, ca: string, port: number, name: string, said: string | undefined])[] = [
    ['the CA is in the bundle', ca.cert, port, NAME, undefined],
    ['one of two is', other.cert + ca.cert, port, NAME, undefined],
    ['the certificate itself is', leaf.cert, port, NAME, undefined],
    ['another CA is', other.cert, port, NAME, 'the handshake failed (UNABLE_TO_GET_ISSUER_CERT_LOCALLY)'],
    ['another name is asked for', ca.cert, port, 'other.svc', 'the handshake failed (ERR_TLS_CERT_ALTNAME_INVALID)'],
    ['it has expired', ca.cert, late, NAME, 'the handshake failed (CERT_HAS_EXPIRED)'],
    ['nobody listens', ca.cert, 1, NAME, 'the handshake failed (ECONNREFUSED)'],
    ['the bundle is no certificate', 'garbage', port, NAME, 'the handshake failed (UNABLE_TO_GET_ISSUER_CERT_LOCALLY)'],
  ];
  for (const [what, bundle, at, servername, said] of rows) {
    const handshake = createHandshake(() => ({ host: '127.0.0.1', port: at, servername }));
    const got = await handshake(bundle, new AbortController().signal);
    t.equal(got, said, what);
  }
  t.same(
    [...seen],
    [`${NAME} http/1.1`, 'other.svc http/1.1'],
    'as the API server calls webhooks that do not offer more',
  );
});

t.test('a listener that says nothing is not waited for: neither for ever, nor after the end', async (t) => {
  const port = await portOf(t, createPlainServer());
  const start = globalThis.setTimeout;
  const lengths: number[] = [];
  t.intercept(globalThis, 'setTimeout', {
    value: (act: () => void, ms: number) => {
      lengths.push(ms);
      return start(act, ms === 3_000 ? 20 : ms);
    },
  });
  const handshake = createHandshake(() => ({ host: '127.0.0.1', port, servername: NAME }));
  const calm = new AbortController();
  t.equal(await handshake(ca.cert, calm.signal), 'the handshake took too long');
  t.ok(lengths.includes(3_000), 'after three seconds');
  t.intercept(globalThis, 'setTimeout', { value: start });
  const stopping = new AbortController();
  const ended = handshake(ca.cert, stopping.signal);
  stopping.abort();
  t.equal(await ended, 'Pullgate ends');
});
