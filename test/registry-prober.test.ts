/** One question to a registry, from the first request to the answer: what is sent to whom, in which order, and when it ends. */
import t, { type Test } from 'tap';
import type { ProberOptions } from '../src/registry/prober.js';
import {
  type Answer,
  challenge,
  DIGEST,
  HERE,
  INDEX,
  login,
  MANIFEST,
  proberFor,
  reference,
  refusalWith,
  type Script,
  startRegistry,
} from './support/scripted-registry.js';

const HOST = 'registry.example.com';
const IMAGE = `${HOST}/acme/app:1`;
const REALM = `Bearer realm="https://${HOST}/token",service="the service"`;
const DENIED = refusalWith(403, 'DENIED');

async function started(t: Test, script: Script, change: Partial<ProberOptions> = {}) {
  const registry = await startRegistry(t, [HOST, 'registry.k8s.io', 'europe-docker.pkg.dev'], script);
  const asked = () =>
    registry.seen.map(({ method, path, authorization }) =>
      [method, path, authorization.split(' ')[0]].join(' ').trim(),
    );
  return { registry, asked, prober: proberFor(t, registry, change) };
}

/** Tokens that say whose they are: `anybody`, or the user. */
const tokens: Script = ({ method, body, authorization }) => {
  if (method === 'POST')
    return { status: 200, body: { access_token: `for-${new URLSearchParams(body).get('username')}` } };
  const user = Buffer.from(authorization.slice(6), 'base64').toString().split(':')[0];
  return { status: 200, body: { token: authorization === '' ? 'anybody' : `for-${user}` } };
};

const withTokens =
  (give: (token: string, seen: Parameters<Script>[0]) => Answer): Script =>
  (seen, raw) => {
    if (seen.path === '/token') return tokens(seen, raw);
    return seen.authorization === '' ? challenge(REALM) : give(seen.authorization.replace('Bearer ', ''), seen);
  };

t.test('a registry that is not listed is not asked', async (t) => {
  const { registry, prober } = await started(t, () => HERE, { registries: ['ghcr.io', '*.pkg.dev/acme'] });
  const reason = 'the registry is not one of probe.registries';
  const answer = await prober.probe(reference(IMAGE), [login()], {});
  t.strictSame(answer.anonymous, { result: 'unknown', reason });
  t.match(answer.attempts, [{ secret: 'regcred', outcome: { result: 'unknown', reason } }]);
  t.strictSame(registry.seen, []);
  t.equal(prober.mayAsk(reference(IMAGE)), reason);
  t.equal(prober.mayAsk(reference('ghcr.io/a/b')), undefined);
  t.equal(prober.mayAsk(reference('europe-docker.pkg.dev/acme/a')), undefined);
  t.equal(prober.mayAsk(reference('europe-docker.pkg.dev/other/a')), reason);
  const odd = proberFor(t, registry, { registries: ['*.*:*', '127.1'] });
  t.equal(odd.mayAsk(reference('127.1/a')), 'the registry has no name that can be asked');
});

t.test('nobody first, then each login in its order, until one works', async (t) => {
  const { registry, asked, prober } = await started(
    t,
    withTokens((token) => (token === 'for-second' ? HERE : DENIED)),
    { now: () => 77 },
  );
  const logins = [login('first', 'x', 'a'), login('second', 'x', 'b'), login('third', 'x', 'c')];
  const answer = await prober.probe(reference(IMAGE), logins, {});
  t.match(answer, { anonymous: { result: 'refused', status: 403 }, at: 77 });
  t.match(
    answer.attempts.map(({ secret, outcome, at }) => [secret, outcome.result, at]),
    [
      ['a', 'refused', 77],
      ['b', 'pullable', 77],
    ],
  );
  t.equal(answer.attempts[0]?.entry, logins[0]?.entry);
  const manifest = '/v2/acme/app/manifests/1';
  t.strictSame(asked(), [
    `HEAD ${manifest}`,
    'GET /token',
    `HEAD ${manifest} Bearer`,
    `GET ${manifest} Bearer`,
    ...['POST /token', `HEAD ${manifest} Bearer`, `GET ${manifest} Bearer`],
    ...['POST /token', `HEAD ${manifest} Bearer`],
  ]);
  const [first] = registry.seen;
  t.equal(
    first?.headers['accept'],
    'application/vnd.oci.image.index.v1+json, application/vnd.docker.distribution.manifest.list.v2+json, ' +
      'application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json',
  );
  t.strictSame(
    [...(registry.seen[1]?.query ?? [])],
    [
      ['service', 'the service'],
      ['scope', 'repository:acme/app:pull'],
    ],
  );
  t.strictSame(Object.fromEntries(new URLSearchParams(registry.seen[4]?.body)), {
    ...{ scope: 'repository:acme/app:pull', service: 'the service', client_id: 'pullgate' },
    ...{ grant_type: 'password', username: 'first', password: 'x' },
  });
});

t.test('a public image says so, and a stale login beside it does not work all the same', async (t) => {
  const { prober } = await started(t, (seen, raw) => {
    if (seen.path === '/token' && (seen.method === 'POST' || seen.authorization !== '')) return { status: 401 };
    return withTokens(() => HERE)(seen, raw);
  });
  const answer = await prober.probe(reference(IMAGE), [login()], {});
  t.match(answer.anonymous, { result: 'pullable', digest: DIGEST });
  t.match(answer.attempts, [
    { outcome: { result: 'refused', status: 401, at: 'token', what: 'credential', mayBeAbsent: false } },
  ]);
});

t.test('where nobody asks for a login, none is sent', async (t) => {
  for (const [answer, result] of [
    [HERE, 'pullable'],
    [{ status: 403, body: {} }, 'refused'],
    [{ status: 401 }, 'refused'],
    [{ status: 401, headers: { 'www-authenticate': 'Negotiate' } }, 'refused'],
  ] as const) {
    const { registry, prober } = await started(t, () => answer);
    const found = await prober.probe(reference(IMAGE), [login(), login('b')], {});
    t.equal(found.anonymous.result, result);
    t.strictSame(
      found.attempts.map(({ outcome }) => outcome),
      result === 'pullable' ? [found.anonymous] : [found.anonymous, found.anonymous],
    );
    t.notOk(registry.seen.some(({ authorization, body }) => authorization !== '' || body !== ''));
  }
});

t.test('a login without a user or a password is an anonymous try, which costs nothing more', async (t) => {
  for (const scheme of [REALM, 'Basic realm="x"']) {
    const { registry, prober } = await started(t, (seen, raw) =>
      seen.path === '/token' ? tokens(seen, raw) : seen.authorization === '' ? challenge(scheme) : DENIED,
    );
    const answer = await prober.probe(reference(IMAGE), [login('', 'x'), login('x', ''), login('', '')], {});
    t.equal(answer.anonymous.result, 'refused');
    t.strictSame(
      answer.attempts.map(({ outcome }) => outcome),
      [1, 2, 3].map(() => answer.anonymous),
    );
    t.notOk(registry.seen.some(({ method, authorization }) => method === 'POST' || authorization.startsWith('Basic')));
  }
});

t.test(
  'a form is followed by GET after 400, 401, 404, 405 and redirects, and by nothing after another error',
  async (t) => {
    for (const [status, isTried] of [
      [400, true],
      [401, true],
      [404, true],
      [405, true],
      [302, true],
      [403, false],
      [500, false],
      [429, false],
    ] as const) {
      const { registry, prober } = await started(t, (seen, raw) => {
        if (seen.path === '/token' && seen.method === 'POST')
          return { status, headers: { location: `https://${HOST}/token` } };
        return withTokens((token) => (token === 'for-me' ? HERE : DENIED))(seen, raw);
      });
      const answer = await prober.probe(reference(IMAGE), [login('me')], {});
      t.equal(answer.attempts[0]?.outcome.result === 'pullable', isTried, String(status));
      t.equal(registry.seen.filter(({ authorization }) => authorization.startsWith('Basic ')).length, isTried ? 1 : 0);
    }
  },
);

t.test('the identity token of an answer is not used, and either name of a token is', async (t) => {
  for (const [body, result] of [
    [{ token: 'a' }, 'pullable'],
    [{ access_token: 'a' }, 'pullable'],
    [{ access_token: 'a', token: 'other' }, 'pullable'],
    [{ access_token: '', token: 'a' }, 'pullable'],
    [{ refresh_token: 'a', identity_token: 'a' }, 'unreachable'],
    [{ token: 7 }, 'unreachable'],
    ['no JSON', 'unreachable'],
    ['null', 'unreachable'],
  ] as const) {
    const { prober } = await started(t, ({ path, authorization }) =>
      path === '/token' ? { status: 200, body } : authorization === 'Bearer a' ? HERE : challenge(REALM),
    );
    t.equal((await prober.probe(reference(IMAGE), [], {})).anonymous.result, result, JSON.stringify(body));
  }
});

t.test('more logins than are tried are not sent', async (t) => {
  const { registry, prober } = await started(t, (seen) => (seen.authorization === '' ? challenge('Basic') : DENIED));
  const answer = await prober.probe(
    reference(IMAGE),
    Array.from({ length: 30 }, (_, index) => login(`user-${index}`)),
    {},
  );
  t.equal(answer.attempts.length, 30);
  t.equal(new Set(registry.seen.map(({ authorization }) => authorization)).size, 1 + 8);
  t.strictSame(answer.attempts[8]?.outcome, {
    result: 'unknown',
    reason: 'more than 8 logins fit this image, and the rest is not tried',
  });
});

t.test('a registry that cannot be reached is not knocked at once more', async (t) => {
  const { prober } = await started(t, () => HERE);
  let looks = 0;
  const lost = proberFor(
    t,
    {
      ca: '',
      resolve: async () => {
        looks += 1;
        throw Object.assign(new Error('x'), { code: 'ENOTFOUND' });
      },
    },
    {},
  );
  const answer = await lost.probe(reference(IMAGE), [login(), login('b')], {});
  t.strictSame(
    answer.attempts.map(({ outcome }) => outcome),
    [1, 2].map(() => ({ result: 'unreachable', why: 'name-unresolved' })),
  );
  t.equal(looks, 1);
  t.ok(prober);
});

t.test('a token service that answers nobody but a login is asked with one', async (t) => {
  const { prober } = await started(t, (seen, raw) => {
    if (seen.path === '/token' && seen.method === 'GET') return { status: 500 };
    return withTokens((token) => (token === 'for-me' ? HERE : DENIED))(seen, raw);
  });
  const answer = await prober.probe(reference(IMAGE), [login('me')], {});
  t.strictSame(answer.anonymous, { result: 'unreachable', why: 'registry-error' });
  t.match(answer.attempts, [{ outcome: { result: 'pullable' } }]);
});

const index: Answer = { status: 200, headers: { 'content-type': INDEX, 'docker-content-digest': DIGEST } };
const platforms = ['linux/amd64', 'linux/arm64'].map((name) => {
  const [os, architecture] = name.split('/');
  return { mediaType: MANIFEST, digest: DIGEST, size: 1, platform: { os, architecture } };
});

t.test('an index is looked into once, by its digest, where platforms are wanted', async (t) => {
  const { asked, prober } = await started(t, ({ method }) =>
    method === 'HEAD' ? index : { ...index, body: { manifests: platforms } },
  );
  t.strictSame((await prober.probe(reference(IMAGE), [], { platforms: true })).anonymous, {
    ...{ result: 'pullable', digest: DIGEST, platforms: ['linux/amd64', 'linux/arm64'] },
  });
  t.strictSame(asked(), ['HEAD /v2/acme/app/manifests/1', `GET /v2/acme/app/manifests/${DIGEST}`]);
  t.strictSame((await prober.probe(reference(IMAGE), [], {})).anonymous, { result: 'pullable', digest: DIGEST });
  t.equal(asked().length, 3);
});

t.test('no pull is spent on that where few are left, or where it is no index', async (t) => {
  for (const [answer, count] of [
    [{ ...index, headers: { ...index.headers, 'ratelimit-remaining': '9;w=21600' } }, 1],
    [{ ...index, headers: { ...index.headers, 'ratelimit-remaining': '10;w=21600' } }, 2],
    [HERE, 1],
  ] as const) {
    const { registry, prober } = await started(t, () => answer);
    t.match(await prober.probe(reference(IMAGE), [], { platforms: true }), { anonymous: { result: 'pullable' } });
    t.equal(registry.seen.length, count);
  }
});

t.test('an image that is shown while no pull is left is told as such', async (t) => {
  for (const [left, told] of [
    ['0;w=21600', true],
    ['1;w=21600', undefined],
    ['100', undefined],
  ] as const) {
    const answer = { ...HERE, headers: { ...HERE.headers, 'ratelimit-remaining': left } };
    const { prober } = await started(t, () => answer);
    const { anonymous } = await prober.probe(reference(IMAGE), [], {});
    t.equal(anonymous.result, 'pullable', left);
    t.equal(anonymous.result === 'pullable' ? anonymous.noPullsLeft : 'none', told, left);
  }
});

t.test('a registry that knows no HEAD is asked with GET', async (t) => {
  const { prober } = await started(t, ({ method }) => (method === 'HEAD' ? { status: 405 } : HERE));
  t.match(await prober.probe(reference(IMAGE), [], {}), { anonymous: { result: 'pullable', digest: DIGEST } });
});

t.test(
  'a registry that is spread over others, as registry.k8s.io is, is followed by nobody in particular',
  async (t) => {
    const { registry, prober } = await started(t, (seen, raw) => {
      if (seen.path === '/v2/token') return tokens(seen, raw);
      if (seen.host === 'registry.k8s.io')
        return { status: 307, headers: { location: `https://europe-docker.pkg.dev${seen.path}` } };
      return seen.authorization === 'Bearer anybody'
        ? HERE
        : challenge('Bearer realm="https://europe-docker.pkg.dev/v2/token"');
    });
    const answer = await prober.probe(reference('registry.k8s.io/pause:3.9'), [login()], {});
    t.match(answer.anonymous, { result: 'pullable' });
    t.match(answer.attempts, [
      { outcome: { result: 'unknown', reason: 'the registry redirects to another host, to which no login is sent' } },
    ]);
    t.notOk(registry.seen.some(({ authorization, body }) => authorization.startsWith('Basic') || body !== ''));
  },
);

t.test('a digest that is not there', async (t) => {
  const image = `${HOST}/acme/app@${DIGEST}`;
  const { asked, prober } = await started(t, ({ path }) =>
    path.endsWith('/tags/list')
      ? { status: 200, headers: { link: '</x>; rel="next"' }, body: { name: 'x', tags: ['1'] } }
      : refusalWith(404, 'MANIFEST_UNKNOWN'),
  );
  t.strictSame((await prober.probe(reference(image), [], {})).anonymous, {
    result: 'not-found',
    what: 'digest',
    mayBeHidden: false,
  });
  t.equal(asked().filter((each) => each.includes('/tags/list')).length, 1, 'there is no nearest one');
});

t.test('tags come in pages, of which a few are read', async (t) => {
  const pages =
    (count: number, wanted: string): Script =>
    ({ path, query }) => {
      if (!path.endsWith('/tags/list')) return refusalWith(404, 'MANIFEST_UNKNOWN');
      const page = Number((query.get('last') ?? 'tag-0').slice(4));
      const tags = [`tag-${page + 1}`];
      const isLast = page + 1 >= count;
      return {
        status: 200,
        headers: isLast ? {} : { link: '<https://other.example.net/steal>; rel="next"' },
        body: { name: 'x', tags: isLast ? [wanted, ...tags] : tags },
      };
    };
  const near = async (script: Script, tag: string) => {
    const { registry, prober } = await started(t, script);
    const { anonymous } = await prober.probe(reference(`${HOST}/acme/app:${tag}`), [], {});
    return {
      anonymous,
      lists: registry.seen.filter(({ path }) => path.endsWith('/tags/list')),
      hosts: new Set(registry.seen.map(({ host }) => host)),
    };
  };
  const found = await near(pages(3, 'v1.2.3'), 'v1.2.4');
  t.match(found.anonymous, { result: 'not-found', what: 'tag', nearestTag: 'v1.2.3' });
  t.strictSame(
    found.lists.map(({ query }) => [query.get('n'), query.get('last')]),
    [
      ['1000', null],
      ['1000', 'tag-1'],
      ['1000', 'tag-2'],
    ],
  );
  t.strictSame(found.hosts, new Set([HOST]), 'a link leads nowhere else');
  t.equal((await near(pages(99, 'v1.2.3'), 'v1.2.4')).lists.length, 3);
  t.notMatch((await near(pages(1, 'entirely-different'), 'v1.2.4')).anonymous, { nearestTag: /./ });
  const odd: Script = ({ path }) =>
    path.endsWith('/tags/list')
      ? { status: 200, body: { tags: ['v1.2.5\u001b[31m', 'v1.2 5', 7, null, '-v1.2.5', 'v1.2.4'] } }
      : refusalWith(404, 'MANIFEST_UNKNOWN');
  t.strictSame((await near(odd, 'v1.2.4')).anonymous, { result: 'not-found', what: 'tag', mayBeHidden: false });
  const long = 'x'.repeat(120);
  const many: Script = ({ path }) =>
    path.endsWith('/tags/list')
      ? {
          status: 200,
          body: { tags: Array.from({ length: 1000 }, (_, at) => `${long}-${String(at).padStart(4, '0')}`) },
        }
      : refusalWith(404, 'MANIFEST_UNKNOWN');
  const begin = process.cpuUsage();
  t.match((await near(many, `${long}-123x`)).anonymous, { nearestTag: /^x+-\d{4}$/ });
  t.ok(process.cpuUsage(begin).user < 1_500_000, 'comparing them costs little');
  const endless: Script = ({ path }) =>
    path.endsWith('/tags/list')
      ? { status: 200, headers: { link: '</>; rel="next"' }, body: { tags: ['same'] } }
      : refusalWith(404, 'MANIFEST_UNKNOWN');
  t.equal((await near(endless, 'v1')).lists.length, 2, 'a page that comes again is the last');
  const empty: Script = ({ path }) =>
    path.endsWith('/tags/list')
      ? { status: 200, body: { name: 'x', tags: null } }
      : refusalWith(404, 'MANIFEST_UNKNOWN');
  t.match((await near(empty, 'v1')).anonymous, { what: 'tag', mayBeHidden: false });
});
