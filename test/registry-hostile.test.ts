/** Registries and networks that mean harm: where no login goes, what is never connected to, and what ends by itself. */
import { createServer, type Server, type Socket } from 'node:net';
import { inspect } from 'node:util';
import t, { type Test } from 'tap';
import type { PullOutcome } from '../src/core/registry-answer.js';
import type { ProberOptions } from '../src/registry/prober.js';
import {
  askedFor,
  certificateFor,
  challenge,
  DIGEST,
  HERE,
  INDEX,
  login,
  proberFor,
  type Registry,
  reference,
  refusalWith,
  type Script,
  startRegistry,
} from './support/scripted-registry.js';

const HOST = 'registry.example.com';
const IMAGE = `${HOST}/acme/app:1`;
const CHAIN = ['a.example.net', 'b.example.net', 'c.example.net', 'auth.c.example.net'];
const NAMES = [...CHAIN, HOST, 'auth.registry.example.com', 'other.example.net', 'auth.example.com', '127.0.0.1'];
const ELSEWHERE = 'the registry redirects to a place that is not asked';
const NO_REALM = 'the registry names a token service on a host that no login is sent to (probe.tokenHosts)';
const REFUSED = 'its address is one that is not connected to (probe.allowedNetworks)';
const BROKEN: PullOutcome = { result: 'unreachable', why: 'registry-error' };
const unknown = (reason: string): PullOutcome => ({ result: 'unknown', reason });

const USER = 'planted-user-6f1c';
const PASSWORD = 'planted-password-92ab';
const PLANTED = login(USER, PASSWORD);
/** As it is, in Basic, and in a form. */
const MARKS = [USER, PASSWORD, Buffer.from(`${USER}:${PASSWORD}`).toString('base64')];
const holdsLogin = (text: string): boolean => MARKS.some((mark) => text.includes(mark));

/** Hosts that were sent the planted login. */
function toldHosts({ seen }: Registry): readonly string[] {
  const told = seen.filter(({ authorization, body, query }) => holdsLogin(`${authorization}${body}${query}`));
  return [...new Set(told.map(({ host }) => host))];
}

async function played(t: Test, script: Script, change: Partial<ProberOptions> = {}) {
  const registry = await startRegistry(t, NAMES, script);
  const prober = proberFor(t, registry, change);
  return { registry, prober, outcome: await askedFor(prober, IMAGE, PLANTED) };
}

const basicThen =
  (script: Script): Script =>
  (seen, raw) =>
    seen.authorization === '' && seen.host === HOST ? challenge('Basic realm="x"') : script(seen, raw);

t.test('a redirect to another host is followed without the login', async (t) => {
  const { registry, outcome } = await played(
    t,
    basicThen(({ host }) =>
      host === HOST ? { status: 307, headers: { location: 'https://other.example.net/blob' } } : HERE,
    ),
  );
  t.match(outcome, { result: 'pullable' });
  t.strictSame(toldHosts(registry), [HOST]);
  t.ok(registry.seen.some(({ host }) => host === 'other.example.net'));
});

t.test('and within the host with it', async (t) => {
  const { registry, outcome } = await played(
    t,
    basicThen(({ path }) =>
      path.endsWith('/1') ? { status: 301, headers: { location: '/v2/acme/app/manifests/2' } } : HERE,
    ),
  );
  t.match(outcome, { result: 'pullable' });
  t.ok(holdsLogin(registry.seen.at(-1)?.authorization ?? ''));
});

t.test('what another host says of a manifest is no word of the registry', async (t) => {
  for (const [status, said] of [
    [403, unknown('the registry redirects to a place that does not give the manifest')],
    [404, unknown('the registry redirects to a place that does not give the manifest')],
    [503, BROKEN],
  ] as const) {
    const { outcome } = await played(
      t,
      basicThen(({ host }) =>
        host === HOST ? { status: 307, headers: { location: 'https://other.example.net/x' } } : { status, body: {} },
      ),
    );
    t.strictSame(outcome, said, String(status));
  }
});

t.test('a challenge of another host gets no login', async (t) => {
  const { registry, outcome } = await played(t, ({ host }) =>
    host === HOST
      ? { status: 307, headers: { location: 'https://other.example.net/x' } }
      : challenge('Basic realm="x"'),
  );
  t.strictSame(outcome, unknown('the registry redirects to another host, to which no login is sent'));
  t.strictSame(toldHosts(registry), []);
});

t.test('redirects that are not followed', async (t) => {
  for (const [location, said] of [
    ['http://other.example.net/x', unknown(ELSEWHERE)],
    ['file:///etc/passwd', unknown(ELSEWHERE)],
    ['https://user:password@other.example.net/x', BROKEN],
    [`https://other.example.net/${'x'.repeat(9000)}`, BROKEN],
    ['https://[', BROKEN],
    ['', BROKEN],
  ] as const) {
    const { registry, outcome } = await played(t, () => ({
      status: 302,
      headers: location === '' ? {} : { location },
    }));
    t.strictSame(outcome, said, location.slice(0, 40));
    t.equal(registry.seen.length, 1);
  }
});

t.test('10,000 redirects end after three', async (t) => {
  const { registry, outcome } = await played(t, ({ path }) => ({ status: 302, headers: { location: `${path}x` } }));
  t.strictSame(outcome, BROKEN);
  t.equal(registry.seen.length, 4);
});

t.test('one question goes to four places at most', async (t) => {
  const { registry, outcome } = await played(t, ({ host, path }) => {
    const next = CHAIN[[HOST, ...CHAIN].indexOf(host)];
    if (host === 'c.example.net') return challenge(`Bearer realm="https://${next}/token"`);
    return path === '/token' ? HERE : { status: 307, headers: { location: `https://${next}${path}` } };
  });
  t.strictSame(outcome, unknown('the registry redirects to another host, to which no login is sent'));
  t.strictSame(
    registry.seen.map(({ host }) => host),
    [HOST, ...CHAIN.slice(0, 3)],
  );
});

t.test('a redirect to a private address is not followed', async (t) => {
  for (const location of [
    'https://169.254.169.254/latest/meta-data',
    'https://10.0.0.1/',
    'https://[fd00:ec2::254]/',
    'https://other.example.net/',
  ]) {
    const registry = await startRegistry(t, NAMES, () => ({ status: 302, headers: { location } }));
    const resolve: ProberOptions['resolve'] = async (name) =>
      name === HOST ? registry.resolve(name) : [{ address: '192.168.1.1' }];
    t.strictSame(await askedFor(proberFor(t, registry, { resolve }), IMAGE), unknown(REFUSED), location);
  }
});

t.test('a token service gets a login over TLS, on a host of the registry or one that is listed', async (t) => {
  for (const [realm, said, tokenHosts] of [
    [`https://${HOST}/token`, 'pullable'],
    [`https://auth.${HOST}/token`, 'pullable'],
    ['https://auth.example.com/token', unknown(NO_REALM)],
    ['https://auth.example.com/token', 'pullable', ['auth.example.com']],
    ['https://other.example.net/token', unknown(NO_REALM)],
    ['https://notregistry.example.com/token', unknown(NO_REALM)],
    [`http://${HOST}/token`, unknown(NO_REALM)],
    [`https://user@${HOST}/token`, unknown(NO_REALM)],
    ['https://127.0.0.1/token', unknown(NO_REALM)],
    ['token', BROKEN],
    [`https://${HOST}/${'x'.repeat(3000)}`, BROKEN],
  ] as const) {
    const { registry, outcome } = await played(
      t,
      ({ path, authorization }) =>
        path === '/token'
          ? { status: 200, body: { token: 'example-token' } }
          : authorization === 'Bearer example-token'
            ? HERE
            : challenge(`Bearer realm="${realm}",service="x"`),
      { tokenHosts: tokenHosts ?? [] },
    );
    if (said === 'pullable') t.match(outcome, { result: said }, realm);
    else t.strictSame(outcome, said, realm.slice(0, 60));
    t.strictSame(toldHosts(registry), said === 'pullable' ? [new URL(realm).host] : [], 'nobody else was told');
  }
});

t.test('a token service that redirects elsewhere gets no further', async (t) => {
  const script =
    (location: string): Script =>
    ({ path, host }) =>
      path === '/token' && host === HOST
        ? { status: 307, headers: { location } }
        : path.startsWith('/v2/')
          ? challenge(`Bearer realm="https://${HOST}/token"`)
          : { status: 200, body: { token: 'example-token' } };
  const { registry, outcome } = await played(t, script('https://other.example.net/token'));
  t.strictSame(outcome, unknown(ELSEWHERE));
  t.strictSame(
    registry.seen.filter(({ host }) => host !== HOST),
    [],
  );
});

t.test('a challenge asks for no more than to pull, and tokens hold nothing that a header may not', async (t) => {
  const answers = async (scope: string, token: string) => {
    const { registry, outcome } = await played(t, ({ path, authorization }) =>
      path === '/token'
        ? { status: 200, body: { token } }
        : authorization.startsWith('Bearer ')
          ? HERE
          : challenge(`Bearer realm="https://${HOST}/token",scope="${scope}"`),
    );
    return {
      outcome,
      asked: registry.seen
        .filter(({ path }) => path === '/token')
        .map(({ body, query }) => [body, query.getAll('scope')]),
    };
  };
  const renamed = await answers('repository:inner/acme/app:pull', 'a');
  t.match(renamed.asked[0]?.[1], ['repository:acme/app:pull', 'repository:inner/acme/app:pull']);
  const greedy = await answers('repository:acme/app:pull,push registry:catalog:*', 'a');
  t.strictSame(greedy.asked[0]?.[1], ['repository:acme/app:pull']);
  t.strictSame((await answers('x', 'a\r\nx-other: b')).outcome, BROKEN);
  t.strictSame((await answers('x', '')).outcome, BROKEN);
  t.strictSame((await answers('x', 'a'.repeat(40_000))).outcome, BROKEN);
});

t.test('names that lead to what is not public are not connected to', async (t) => {
  const registry = await startRegistry(t, NAMES, () => HERE);
  const asked = async (addresses: readonly string[], allowedNetworks: readonly string[] = []) => {
    const resolve = async () => addresses.map((address) => ({ address, port: registry.port }));
    return askedFor(proberFor(t, registry, { resolve, allowedNetworks }), IMAGE, PLANTED);
  };
  for (const address of [
    '127.0.0.1',
    '10.0.0.1',
    '169.254.169.254',
    '::1',
    '::ffff:127.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
  ])
    t.strictSame(await asked([address]), unknown(REFUSED), address);
  t.strictSame(await asked(['93.184.216.34', '127.0.0.1']), unknown(REFUSED), 'one of several is enough');
  t.strictSame(await asked(['169.254.169.254'], ['0.0.0.0/0']), unknown(REFUSED), 'whatever is allowed');
  t.strictSame(registry.seen, []);
  t.match(await asked(['127.0.0.1'], ['127.0.0.0/8']), { result: 'pullable' });
  t.strictSame(await asked([]), { result: 'unreachable', why: 'name-unresolved' });
});

t.test('addresses in place of names are looked at as well', async (t) => {
  const registry = await startRegistry(t, NAMES, () => HERE);
  const change = { registries: ['127.0.0.1:*', `127.0.0.1:${registry.port}`, '[::1]:5000'] };
  const image = `127.0.0.1:${registry.port}/acme/app:1`;
  // Nobody is asked for an address.
  const resolve = async () => [];
  const closed = proberFor(t, registry, { ...change, resolve, allowedNetworks: [] });
  t.strictSame(await askedFor(closed, image), unknown(REFUSED));
  t.match(await askedFor(proberFor(t, registry, { ...change, resolve }), image), { result: 'pullable' });
});

t.test(
  'a name that changes its address between the look and the connection is connected to as it was looked at',
  async (t) => {
    const registry = await startRegistry(t, NAMES, () => HERE);
    let asked = 0;
    const resolve = async () => {
      asked += 1;
      return [{ address: asked === 1 ? '127.0.0.1' : '169.254.169.254', port: registry.port }];
    };
    const prober = proberFor(t, registry, { resolve });
    t.match(await askedFor(prober, IMAGE), { result: 'pullable' });
    t.equal(asked, 1, 'one look for one connection');
    t.strictSame(await askedFor(prober, IMAGE), unknown(REFUSED), 'and the next connection is looked at anew');
  },
);

t.test('a certificate is checked against the name, whatever the environment says', async (t) => {
  const registry = await startRegistry(t, ['other.example.net'], () => HERE);
  t.strictSame(await askedFor(proberFor(t, registry), IMAGE), { result: 'unreachable', why: 'certificate-other-name' });
  const { cert } = await certificateFor([HOST]);
  t.intercept(process, 'emitWarning', { value: () => {} });
  const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
  t.teardown(() => {
    if (before === undefined) Reflect.deleteProperty(process.env, 'NODE_TLS_REJECT_UNAUTHORIZED');
    else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before;
  });
  t.strictSame(await askedFor(proberFor(t, { ...registry, ca: cert }), 'other.example.net/acme/app:1', PLANTED), {
    result: 'unreachable',
    why: 'certificate-unknown-authority',
  });
  t.strictSame(registry.seen, []);
});

/** A server that speaks as it likes, behind the name of the registry. */
async function raw(
  t: Test,
  speak: (socket: Socket) => void,
): Promise<{ readonly port: number; readonly server: Server }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    speak(socket);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  return { server, port: typeof address === 'object' && address !== null ? address.port : 0 };
}

t.test('what is no TLS, or stands still, or is not there', async (t) => {
  const short = { connectMs: 150 };
  const { cert: ca } = await certificateFor([HOST]);
  const askAt = (port: number, timings = {}) =>
    askedFor(proberFor(t, { ca, resolve: async () => [{ address: '127.0.0.1', port }] }, { timings }), IMAGE, PLANTED);
  const { port: silent } = await raw(t, () => {});
  t.strictSame(await askAt(silent, short), { result: 'unreachable', why: 'timeout' }, 'half-open');
  const { port: plain } = await raw(t, (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  t.strictSame(await askAt(plain), { result: 'unreachable', why: 'plain-http' });
  const { port: closing } = await raw(t, (socket) => socket.destroy());
  t.strictSame(await askAt(closing), { result: 'unreachable', why: 'connection-broken' });
  const { port: gone, server } = await raw(t, () => {});
  server.close();
  t.strictSame(await askAt(gone), { result: 'unreachable', why: 'connection-refused' });
  const lost = { ca, resolve: async () => Promise.reject(Object.assign(new Error('planted'), { code: 'ENOTFOUND' })) };
  t.strictSame(await askedFor(proberFor(t, lost), IMAGE), { result: 'unreachable', why: 'name-unresolved' });
  const never = { ca, resolve: () => new Promise<never>(() => {}) };
  t.strictSame(await askedFor(proberFor(t, never, { timings: short }), IMAGE), {
    result: 'unreachable',
    why: 'timeout',
  });
});

t.test('answers without an end, slow ones and garbage end by themselves', async (t) => {
  const timeout: PullOutcome = { result: 'unreachable', why: 'timeout' };
  const rows: readonly (readonly [name: string, speak: (socket: Socket) => void, said: PullOutcome])[] = [
    [
      'headers without an end',
      (socket) => flood(socket, 'HTTP/1.1 200 OK\r\n', `x-a: ${'b'.repeat(1000)}\r\n`),
      BROKEN,
    ],
    ['garbage', (socket) => socket.write('\u0000\u0001garbage\r\n\r\n'), BROKEN],
    ['no word', () => {}, timeout],
    ['a letter at a time', (socket) => drip(socket, 'HTTP/1.1 200 OK\r\nx-slow: yes, very slow indeed\r\n'), timeout],
    [
      'half a head',
      (socket) => socket.end('HTTP/1.1 200 OK\r\nx: '),
      { result: 'unreachable', why: 'connection-broken' },
    ],
  ];
  for (const [name, speak, said] of rows) {
    const { outcome } = await played(
      t,
      (_seen, { socket }) => {
        speak(socket);
        return 'raw';
      },
      // Enough on a busy machine, where something else than the time is to end it.
      { timings: { requestMs: said === timeout ? 300 : 5000 } },
    );
    t.strictSame(outcome, said, name);
  }
});

function flood(socket: Socket, first: string, again: string): void {
  socket.write(first);
  const more = (): void => {
    if (!socket.destroyed) socket.write(again, more);
  };
  more();
}

function drip(socket: Socket, text: string): void {
  let at = 0;
  const timer = setInterval(() => {
    if (socket.destroyed || at >= text.length) clearInterval(timer);
    else socket.write(text.charAt(at));
    at += 1;
  }, 20);
}

t.test('bodies without an end are read as far as there is room', async (t) => {
  const endless =
    (head: string, part: string): Script =>
    (seen, { socket }) => {
      if (seen.path === '/token' || seen.method === 'GET') {
        flood(socket, `HTTP/1.1 ${head}\r\ncontent-type: ${INDEX}\r\n\r\n`, part);
        return 'raw';
      }
      if (seen.authorization === '' && head.startsWith('403')) return challenge(`Bearer realm="https://${HOST}/token"`);
      return {
        status: head.startsWith('404') ? 404 : 200,
        headers: { 'content-type': INDEX, 'docker-content-digest': DIGEST },
      };
    };
  const part = 'x'.repeat(16_000);
  t.strictSame((await played(t, endless('200 OK', part))).outcome, { result: 'pullable', digest: DIGEST }, 'an index');
  t.match(
    (await played(t, endless('403 No', part))).outcome,
    { result: 'refused', status: 403, at: 'token' },
    'a refusal',
  );
  t.strictSame((await played(t, endless('404 No', part))).outcome, BROKEN, 'not found');
});

t.test('a WWW-Authenticate of any size costs nothing', async (t) => {
  for (const value of [
    `Bearer ${'a="b",'.repeat(2000)}`,
    `Bearer realm="${'\\"'.repeat(5000)}`,
    'Basic,'.repeat(2500),
  ]) {
    const { outcome } = await played(t, () => challenge(value));
    t.match(outcome, { result: /^(?:refused|unreachable)$/ }, value.slice(0, 20));
  }
});

t.test('what is planted is in nothing that is returned, and no text of the registry is', async (t) => {
  const echo =
    (text: string): Script =>
    ({ path }) =>
      path === '/token'
        ? refusalWith(401, 'UNAUTHORIZED', text)
        : challenge(`Bearer realm="https://${HOST}/token",service="${text}",error="${text}"`);
  const scripts: readonly Script[] = [
    basicThen(({ authorization }) => refusalWith(401, 'DENIED', `not you, ${authorization} ${USER} ${PASSWORD}`)),
    basicThen(({ authorization }) => ({ status: 307, headers: { location: `https://[${authorization}` } })),
    basicThen(({ authorization }) => ({
      status: 200,
      headers: { 'content-type': INDEX, 'docker-content-digest': `${authorization}${PASSWORD}` },
      body: { manifests: [{ platform: { os: PASSWORD, architecture: USER, variant: '\u001b[31m' } }] },
    })),
    basicThen(({ path }) =>
      path.endsWith('/tags/list')
        ? { status: 200, body: { tags: [`${PASSWORD} 1`] } }
        : refusalWith(404, 'MANIFEST_UNKNOWN', PASSWORD),
    ),
    basicThen((_seen, { socket }) => {
      socket.destroy();
      return 'raw';
    }),
    echo(`${USER} ${PASSWORD}`),
  ];
  for (const [index, script] of scripts.entries()) {
    const registry = await startRegistry(t, NAMES, script);
    const prober = proberFor(t, registry);
    const answer = await prober.probe(reference(IMAGE), [PLANTED], { platforms: true });
    const shown = [
      ...[answer, prober, PLANTED].map((value) => inspect(value, { depth: 20, showHidden: true })),
      JSON.stringify(answer),
      JSON.stringify(PLANTED),
      String(PLANTED.credential),
    ].join('\n');
    // A platform is a word that its owner chose: it may be shown, and is none of a login.
    const own = index === 2 ? shown.replaceAll(`${PASSWORD}/${USER}`, '') : shown;
    t.notOk(holdsLogin(own), `script ${index}`);
    t.ok(toldHosts(registry).length > 0, 'it was sent');
    t.notMatch(shown, /\u001b/);
  }
});
