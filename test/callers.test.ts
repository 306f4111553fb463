/** `tls.clientCaFile`: who may ask, with real certificates and the whole of `pullgate serve`. */
import { EventEmitter, once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { get, type IncomingMessage, type Server } from 'node:http';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { TLSSocket } from 'node:tls';
import t, { type Test } from 'tap';
import { run } from '../src/cli/index.js';
import { createHandshake } from '../src/tls/handshake.js';
import type { Certificate } from '../src/tls/ports.js';
import { createCallers } from '../src/webhook/callers.js';
import { callerAuthority, callerCertificate } from './support/client-certificates.js';
import { until } from './support/served.js';

const REVIEW = JSON.stringify({ apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', request: { uid: 'u' } });
const [authority, stranger] = await Promise.all([callerAuthority('callers'), callerAuthority('strangers')]);

/** A cluster of one namespace, and a file. */
function folderWith(ca: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'pullgate-callers-'));
  writeFileSync(join(folder, 'cluster.yaml'), 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n');
  writeFileSync(join(folder, 'ca.crt'), ca);
  return folder;
}

interface Serving {
  readonly folder: string;
  readonly url: string;
  readonly health: string;
  readonly log: () => string;
}

async function serve(t: Test, ...more: readonly string[]): Promise<Serving> {
  const folder = folderWith(authority.cert);
  const stop = new AbortController();
  const out: string[] = [];
  const err: string[] = [];
  const ended = run(
    [
      ...['serve', '--server-port', '0', '--server-health-port', '0', '--cluster-directory', '.'],
      ...['--tls-client-ca-file', 'ca.crt', '--tls-poll', '100ms', ...more],
    ],
    {
      stdout: { write: (line) => out.push(line) },
      stderr: { write: (line) => err.push(line) },
      stdin: (async function* () {})(),
      env: {},
      cwd: folder,
      isTTY: false,
      now: Date.now,
      signal: stop.signal,
    },
  );
  t.teardown(() => {
    stop.abort();
    return ended;
  });
  await until(() => err.join('').includes('Configuration: '));
  const [origin = ''] = /https:\/\/[^/]+/.exec(err.join('')) ?? [];
  const [, health = ''] = /health on (http:[^)]+)/.exec(err.join('')) ?? [];
  return { folder, url: `${origin}/validate`, health, log: () => out.join('') };
}

async function post(url: string, caller?: Certificate, agent: Agent | false = false, body = REVIEW) {
  const client = caller === undefined ? {} : { cert: caller.cert, key: caller.key };
  const outgoing = request(url, { method: 'POST', rejectUnauthorized: false, agent, ...client });
  outgoing.on('error', () => {});
  outgoing.end(body);
  const [incoming] = await once(outgoing, 'response');
  const answer = JSON.parse(await text(incoming));
  const { message = '', response } = answer;
  return { code: incoming.statusCode, message, response, connection: incoming.headers.connection };
}

t.test('only a certificate of the authority, for clients and of today, may ask', async (t) => {
  const { url, health } = await serve(t);
  const good = await callerCertificate(authority);
  t.match(await post(url, good), { code: 200, response: { uid: 'u' } });
  const none = await post(url);
  t.match(none, { code: 401, connection: 'close' });
  t.equal(
    none.message,
    'Only the API server is answered here: call with a client certificate. Its authority is that of tls.clientCaFile; the API server gets the certificate from the kubeconfig of its AdmissionConfiguration.',
  );
  const bad = {
    'another authority': await callerCertificate(stranger),
    'an authority of the same name': await callerCertificate(await callerAuthority('callers')),
    expired: await callerCertificate(authority, { ends: Date.now() - 60_000 }),
    'a certificate for servers': await callerCertificate(authority, { use: 'serverAuth' }),
  };
  for (const [name, caller] of Object.entries(bad)) {
    const answer = await post(url, caller);
    t.match(answer, { code: 401, connection: 'close' }, name);
    t.match(answer.message, /is not trusted: it is expired, for another use, or not of an authority/, name);
  }
  t.match(await post(url.replace('/validate', '/mutate')), { code: 401 }, 'on every path');
  t.match(await post(url.replace('/validate', '/')), { code: 401 }, 'and nothing is told about paths');
  const [live] = await once(get(`${health}/livez`, { agent: false }), 'response');
  t.equal(live.statusCode, 200, 'the kubelet has no certificate');
  const [metrics] = await once(get(`${health}/metrics`, { agent: false }), 'response');
  t.match(await text(metrics), /pullgate_requests_refused_total\{code="401"\} 7\n/);
});

t.test('where names are given the certificate must have one of them', async (t) => {
  const { url } = await serve(t, '--tls-client-names', 'front-proxy-client,kube-apiserver');
  t.match(await post(url, await callerCertificate(authority)), { code: 200 });
  t.match(await post(url, await callerCertificate(authority, { name: 'front-proxy-client' })), { code: 200 });
  for (const name of [
    'kubelet',
    'kube-apiserver ',
    'KUBE-APISERVER',
    'kubelet, CN=kube-apiserver',
    'a\\,kube-apiserver',
  ]) {
    t.match(await post(url, await callerCertificate(authority, { name })), { code: 403 }, name);
  }
  t.match(await post(url, await callerCertificate(stranger)), { code: 401 }, 'the name alone is nothing');
});

t.test('a stranger cannot make us read a body', async (t) => {
  const { url } = await serve(t);
  const outgoing = request(url, { method: 'POST', rejectUnauthorized: false, agent: false });
  outgoing.on('error', () => {});
  outgoing.setHeader('content-length', 8_000_000);
  outgoing.write('{');
  const [incoming] = await once(outgoing, 'response');
  t.equal(incoming.statusCode, 401, 'answered before the body has come');
  await once(incoming.resume(), 'close');
});

t.test('our own look at the certificate needs none', async (t) => {
  const { url } = await serve(t);
  const { port } = new URL(url);
  const shake = createHandshake(() => ({ host: '127.0.0.1', port: Number(port), servername: 'localhost' }));
  const why = await shake(authority.cert, new AbortController().signal);
  t.match(why, /the handshake failed \((DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED)/, 'it got as far as the certificate');
});

t.test('another authority is taken over without a restart, and open connections end', async (t) => {
  const { folder, url, log } = await serve(t);
  const [before, after] = await Promise.all([callerCertificate(authority), callerCertificate(stranger)]);
  const agent = new Agent({ keepAlive: true, ...before, rejectUnauthorized: false });
  t.teardown(() => agent.destroy());
  t.match(await post(url, before, agent), { code: 200, connection: 'keep-alive' });
  const [kept] = Object.values(agent.freeSockets).flat();
  writeFileSync(join(folder, 'ca.crt'), 'nothing\n');
  await until(() => log().includes('holds no certificate (PEM)'));
  t.match(await post(url, before, agent), { code: 200 }, 'a file that is wrong changes nothing');
  t.match(await post(url), { code: 401 }, 'and lets nobody in');
  writeFileSync(join(folder, 'ca.crt'), `${authority.cert}${stranger.cert}`);
  await until(() => log().includes('another authority from now on'));
  await until(() => kept?.destroyed === true);
  t.match([await post(url, before), await post(url, after)], [{ code: 200 }, { code: 200 }], 'both for a while');
  writeFileSync(join(folder, 'ca.crt'), stranger.cert);
  await until(() => log().split('another authority from now on').length === 3);
  await sleep(20);
  t.match([await post(url, before, agent), await post(url, after)], [{ code: 401 }, { code: 200 }]);
});

t.test('without the file, or with one that holds no certificate, it does not start', async (t) => {
  const err: string[] = [];
  const io = {
    stdout: { write: () => {} },
    stderr: { write: (line: string) => err.push(line) },
    stdin: (async function* () {})(),
    env: {},
    cwd: folderWith('nothing\n'),
    isTTY: false,
    now: Date.now,
  };
  const args = ['serve', '--cluster-directory', '.', '--server-port', '0', '--server-health-port', '0'];
  t.equal(await run([...args, '--tls-client-ca-file', 'missing.crt'], io), 2);
  t.equal(await run([...args, '--tls-client-ca-file', 'ca.crt'], io), 2);
  t.equal(await run([...args, '--tls-client-names', 'kube-apiserver'], io), 2);
  t.matchOnly(err.join('').replaceAll(io.cwd, 'DIR').split('\n').filter(Boolean), [
    'pullgate: tls.clientCaFile: DIR/missing.crt cannot be read: no such file or directory',
    'pullgate: tls.clientCaFile: DIR/ca.crt holds no certificate (PEM)',
    'pullgate: the configuration has a mistake:',
    /--tls-client-names: it has no effect without tls.clientCaFile/,
  ]);
});

/** A connection whose handshake is over. */
function spoken({ authorized = true, CN = 'kube-apiserver' as unknown, has = true } = {}): TLSSocket {
  return Object.defineProperties(Object.create(TLSSocket.prototype), {
    authorized: { value: authorized },
    getPeerX509Certificate: { value: () => (has ? {} : undefined) },
    getPeerCertificate: { value: () => ({ subject: { CN } }) },
  });
}

t.test('who may ask, by its connection', async (t) => {
  const rows: readonly (readonly [what: string, socket: object, names: readonly string[], code: number | undefined])[] =
    [
      ['a good one', spoken(), [], undefined],
      ['one of the names', spoken(), ['other', 'kube-apiserver'], undefined],
      ['none of the names', spoken({ CN: 'kubelet' }), ['kube-apiserver'], 403],
      ['several names at once', spoken({ CN: ['kube-apiserver', 'kubelet'] }), ['kube-apiserver', 'kubelet'], 403],
      ['no name', spoken({ CN: null }), ['kube-apiserver'], 403],
      ['no name, where none is asked for', spoken({ CN: null }), [], undefined],
      ['not trusted', spoken({ authorized: false }), [], 401],
      ['not trusted, with the right name', spoken({ authorized: false }), ['kube-apiserver'], 401],
      ['no certificate', spoken({ has: false, authorized: false }), [], 401],
      ['no TLS at all', { authorized: true }, [], 401],
    ];
  for (const [what, socket, names, code] of rows) {
    const callers = createCallers({ ca: 'an authority', names });
    t.equal(callers.refuse({ socket } as unknown as IncomingMessage)?.code, code, what);
  }
});

t.test('under another authority no connection of before is kept', async (t) => {
  const callers = createCallers({ ca: 'first', names: [] });
  callers.renew('second');
  t.equal(callers.ca(), 'second', 'before there is a server');
  let closed = 0;
  const closeIdleConnections = () => {
    closed += 1;
  };
  const server = Object.assign(new EventEmitter(), { closeIdleConnections });
  callers.attach(server as unknown as Server);
  const asks = (socket: object) => {
    const set: string[] = [];
    server.emit('request', { socket }, { setHeader: (name: string, value: string) => set.push(`${name} ${value}`) });
    return set.join();
  };
  const [before, stranger] = [spoken(), spoken()];
  server.emit('secureConnection', before);
  t.equal(asks(before), '');
  t.equal(asks(stranger), 'connection close', 'one that nobody has seen begin');
  callers.renew('third');
  t.strictSame([callers.ca(), closed], ['third', 1]);
  t.equal(asks(before), 'connection close', 'it was in use then');
  const after = spoken();
  server.emit('secureConnection', after);
  t.equal(asks(after), '');
});
