/** The small parts of asking a registry, as tables: challenges, addresses, places, errors of a network, tags, platforms. */
import { inspect } from 'node:util';
import t from 'tap';
import { networkOf } from '../src/registry/address-bytes.js';
import { classOf, createAddressRule } from '../src/registry/addresses.js';
import { chooseChallenge, parseChallenges } from '../src/registry/challenge.js';
import { createCredential } from '../src/registry/credential.js';
import { readErrors } from '../src/registry/errors.js';
import { platformsIn } from '../src/registry/manifest.js';
import { AddressRefused, faultOf } from '../src/registry/network-fault.js';
import { quirksOf } from '../src/registry/quirks.js';
import { pullsLeft, rateLimitOf } from '../src/registry/rate-limit.js';
import { realmOf } from '../src/registry/realm.js';
import type { Answered } from '../src/registry/reply.js';
import { targetOf } from '../src/registry/target.js';
import { reference } from './support/scripted-registry.js';

t.test('challenges are read by the grammar of RFC 9110', async (t) => {
  const rows: readonly (readonly [headers: readonly string[], read: readonly unknown[]])[] = [
    [[], []],
    [['Basic realm="x"'], [['basic', { realm: 'x' }]]],
    [['bAsIc'], [['basic', {}]]],
    [
      ['Bearer realm="https://a/token",service="a",scope="repository:x:pull"'],
      [['bearer', { realm: 'https://a/token', service: 'a', scope: 'repository:x:pull' }]],
    ],
    [['BEARER Realm = "a" , SERVICE=b'], [['bearer', { realm: 'a', service: 'b' }]]],
    [
      ['Basic realm="a", Bearer realm="b",service="c"'],
      [
        ['basic', { realm: 'a' }],
        ['bearer', { realm: 'b', service: 'c' }],
      ],
    ],
    [
      ['Basic realm="a"', 'Bearer realm="b"'],
      [
        ['basic', { realm: 'a' }],
        ['bearer', { realm: 'b' }],
      ],
    ],
    [
      ['Basic, Bearer realm="b"'],
      [
        ['basic', {}],
        ['bearer', { realm: 'b' }],
      ],
    ],
    [['Negotiate YWJj==, Bearer realm="b"'], [['bearer', { realm: 'b' }]]],
    [['NTLM abc, Basic realm="b"'], [['basic', { realm: 'b' }]]],
    [['Digest realm="x", nonce="a,b", Basic realm="y"'], [['basic', { realm: 'y' }]]],
    [['Bearer realm="a\\"b\\\\c"'], [['bearer', { realm: 'a"b\\c' }]]],
    [['Bearer realm="Basic realm=\\"x\\", evil"'], [['bearer', { realm: 'Basic realm="x", evil' }]]],
    [['Bearer realm="a",realm="b"'], [['bearer', { realm: 'a' }]]],
    [[', ,Bearer ,realm="a",, service="b",'], [['bearer', { realm: 'a', service: 'b' }]]],
    [['Bearer\trealm="a"'], [['bearer', { realm: 'a' }]]],
    [['Bearer realm="not closed, Basic realm="x"'], [['bearer', { realm: 'not closed, Basic realm=' }]]],
    [['Bearer realm="not closed'], [['bearer', {}]]],
    [['Bearer __proto__="a",constructor="b"'], [['bearer', { ['__proto__']: 'a', constructor: 'b' }]]],
    [['(', '"', '=', ''], []],
    [[`Bearer realm="${'x'.repeat(9000)}"`], []],
    [
      [`Bearer ${Array.from({ length: 40 }, (_, index) => `p${index}="x"`).join()}`],
      [['bearer', Object.fromEntries(Array.from({ length: 32 }, (_, index) => [`p${index}`, 'x']))]],
    ],
  ];
  for (const [headers, read] of rows) {
    const found = parseChallenges(headers).map(({ scheme, params }) => [scheme, [...params]]);
    const wanted = read.map((each) => (Array.isArray(each) ? [each[0], Object.entries(each[1])] : each));
    t.strictSame(found, wanted, headers.join(' | ').slice(0, 70));
  }
  t.equal(parseChallenges(Array.from({ length: 99 }, () => 'Basic')).length, 16);
  t.equal(parseChallenges(['Basic,'.repeat(99)]).length, 16);
  t.equal(chooseChallenge(parseChallenges(['Basic realm="a", Bearer realm="b"']))?.scheme, 'bearer');
  t.equal(chooseChallenge(parseChallenges(['Basic realm="a"']))?.scheme, 'basic');
  t.equal(chooseChallenge([]), undefined);
});

t.test('every special address is known, however it is written', async (t) => {
  const rows = {
    public: [
      ...[
        '1.1.1.1',
        '93.184.216.34',
        '172.15.255.255',
        '172.32.0.0',
        '100.63.255.255',
        '100.128.0.0',
        '192.0.1.1',
        '198.17.255.255',
      ],
      ...['198.20.0.0', '223.255.255.255', '168.63.129.15', '2606:4700::1111', '2001:4860::8888', '2400::1'],
      ...['::ffff:1.1.1.1', '::ffff:101:101', '64:ff9b::101:101', '2002:0101:0101::1'],
    ],
    private: [
      ...[
        '10.0.0.0',
        '10.255.255.255',
        '100.64.0.1',
        '100.127.255.255',
        '127.0.0.1',
        '127.255.255.254',
        '172.16.0.1',
        '172.31.255.255',
      ],
      ...[
        '192.168.0.1',
        '192.0.0.1',
        '192.0.2.1',
        '192.88.99.1',
        '198.18.0.1',
        '198.19.255.255',
        '198.51.100.1',
        '203.0.113.1',
      ],
      ...[
        '::1',
        '0:0:0:0:0:0:0:1',
        'fc00::1',
        'fd12:3456::1',
        'fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
        'fec0::1',
        '64:ff9b:1::1',
      ],
      ...[
        '::ffff:10.0.0.1',
        '::ffff:a00:1',
        '0:0:0:0:0:ffff:127.0.0.1',
        '64:ff9b::10.0.0.1',
        '64:ff9b::a00:1',
        '2002:a00:1::',
        '2002:7f00:1::5',
      ],
      ...['2001:db8::1', '2001::1', '2001:1ff::1', '3fff::1'],
    ],
    never: [
      ...[
        '0.0.0.0',
        '0.1.2.3',
        '169.254.169.254',
        '169.254.170.2',
        '169.254.0.1',
        '168.63.129.16',
        '100.100.100.200',
        '192.0.0.192',
      ],
      ...[
        '224.0.0.1',
        '239.255.255.255',
        '240.0.0.1',
        '255.255.255.255',
        '::',
        'fe80::1',
        'febf::1',
        'ff02::1',
        '100::1',
      ],
      ...[
        'fd00:ec2::254',
        'fd00:0ec2:0:0::0254',
        'fd20:ce::254',
        '::ffff:169.254.169.254',
        '::ffff:a9fe:a9fe',
        '64:ff9b::a9fe:a9fe',
      ],
      ...['2002:a9fe:a9fe::', '::127.0.0.1', '::7f00:1', '4000::1', '1::1', '64:ff9b:2::1', '::ffff:0:127.0.0.1'],
      ...[
        'fe80::1%eth0',
        '::1%lo',
        '127.1',
        '0x7f000001',
        '2130706433',
        '0177.0.0.1',
        '',
        'localhost',
        '[::1]',
        '1.1.1.1 ',
        '1.1.1.1/8',
      ],
    ],
  } as const;
  for (const [kind, addresses] of Object.entries(rows))
    for (const address of addresses) t.equal(classOf(address), kind, `${address} is ${kind}`);
});

t.test('an allowed network opens what is private in it, and nothing else', async (t) => {
  const rows: readonly (readonly [allowed: readonly string[], address: string, may: boolean])[] = [
    [[], '1.1.1.1', true],
    [[], '10.0.0.1', false],
    [['10.0.0.0/8'], '10.9.8.7', true],
    [['10.0.0.0/8'], '::ffff:10.9.8.7', true],
    [['10.0.0.0/8'], '64:ff9b::10.9.8.7', true],
    [['10.0.0.0/8'], '192.168.0.1', false],
    [['10.20.0.0/15'], '10.21.255.255', true],
    [['10.20.0.0/15'], '10.22.0.0', false],
    [['10.1.2.3'], '10.1.2.3', true],
    [['10.1.2.3'], '10.1.2.4', false],
    [['fd12::/16'], 'fd12::5', true],
    [['fd12::/16'], 'fd13::5', false],
    [['::1/128'], '::1', true],
    [['0.0.0.0/0', '::/0'], '10.0.0.1', true],
    [['0.0.0.0/0', '::/0'], '169.254.169.254', false],
    [['169.254.0.0/16'], '169.254.169.254', false],
    [['100.64.0.0/10'], '100.100.100.200', false],
    [['100.64.0.0/10'], '100.100.100.201', true],
    [['fd00::/8'], 'fd00:ec2::254', false],
    [['0.0.0.0/0', '::/0'], 'fe80::1', false],
    [['nonsense', '10.0.0.0/99', '10.0.0.0/x', '10.0.0.0/'], '10.0.0.1', false],
  ];
  for (const [allowed, address, may] of rows)
    t.equal(createAddressRule(allowed)(address), may, `${address} with ${allowed.join() || 'nothing'}`);
  t.strictSame(networkOf('10.0.0.0/33'), undefined);
});

t.test('where the manifest of a reference is', async (t) => {
  const digest = `sha256:${'0'.repeat(64)}`;
  for (const [image, url] of [
    ['nginx', 'https://registry-1.docker.io/v2/library/nginx/manifests/latest'],
    ['acme/app:1', 'https://registry-1.docker.io/v2/acme/app/manifests/1'],
    ['index.docker.io/acme/app', 'https://registry-1.docker.io/v2/acme/app/manifests/latest'],
    [`ghcr.io/acme/app:1@${digest}`, `https://ghcr.io/v2/acme/app/manifests/${digest}`],
    ['registry.example.com:5000/a/b/c:x', 'https://registry.example.com:5000/v2/a/b/c/manifests/x'],
    ['registry.example.com:443/a:x', 'https://registry.example.com/v2/a/manifests/x'],
    ['[::1]:5000/a:x', 'https://[::1]:5000/v2/a/manifests/x'],
    ['127.1:5000/a', undefined],
    ['0x7f.1:5000/a', undefined],
    ['registry.example.com:99999/a', undefined],
  ] as const) {
    const target = targetOf(reference(image));
    t.equal(target && `${target.origin}${target.manifest}`, url, image);
  }
  t.match(targetOf(reference('nginx')), {
    asks: 'tag',
    scope: 'repository:library/nginx:pull',
    hostname: 'registry-1.docker.io',
  });
  t.equal(targetOf({ ...reference('ghcr.io/a/b'), path: '../b?x' }), undefined);
  t.equal(targetOf({ ...reference('ghcr.io/a/b'), registry: 'a@b.example.com' }), undefined);
  t.equal(targetOf({ ...reference('ghcr.io/a/b'), registry: 'a b' }), undefined);
});

t.test('a token service is on the host of the registry, below it, or listed', async (t) => {
  for (const [realm, host, listed, may] of [
    ['https://a.example.com/t', 'a.example.com', [], true],
    ['https://a.example.com:8443/t', 'a.example.com', [], true],
    ['https://b.a.example.com/t', 'a.example.com', [], true],
    ['https://b.example.com/t', 'a.example.com', [], false],
    ['https://xa.example.com/t', 'a.example.com', [], false],
    ['https://example.com/t', 'a.example.com', [], false],
    ['https://a.co.uk/t', 'b.co.uk', [], false],
    ['https://b.example.com/t', 'a.example.com', ['b.example.com'], true],
    ['https://b.example.com:8443/t', 'a.example.com', ['b.example.com:8443'], true],
    ['https://c.b.example.com/t', 'a.example.com', ['b.example.com'], false],
  ] as const)
    t.equal(typeof realmOf(realm, host, listed) === 'object', may, `${realm} of ${host}`);
  t.equal(realmOf(undefined, 'a', []), 'missing');
});

t.test('errors become one word', async (t) => {
  const rows = {
    ENOTFOUND: 'name-unresolved',
    EAI_AGAIN: 'name-unresolved',
    ECONNREFUSED: 'connection-refused',
    EHOSTUNREACH: 'connection-refused',
    ECONNRESET: 'connection-broken',
    UND_ERR_SOCKET: 'connection-broken',
    ETIMEDOUT: 'timeout',
    UND_ERR_HEADERS_TIMEOUT: 'timeout',
    UND_ERR_BODY_TIMEOUT: 'timeout',
    CERT_HAS_EXPIRED: 'certificate-expired',
    CERT_NOT_YET_VALID: 'certificate-expired',
    ERR_TLS_CERT_ALTNAME_INVALID: 'certificate-other-name',
    SELF_SIGNED_CERT_IN_CHAIN: 'certificate-unknown-authority',
    DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate-unknown-authority',
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate-unknown-authority',
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate-unknown-authority',
    ERR_SSL_WRONG_VERSION_NUMBER: 'plain-http',
    ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: 'tls',
    EPROTO: 'tls',
    CERT_REVOKED: 'tls',
    HPE_INVALID_CONSTANT: 'registry-error',
    UND_ERR_HEADERS_OVERFLOW: 'registry-error',
    UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'registry-error',
    SOMETHING_NEW: 'connection-broken',
  } as const;
  for (const [code, word] of Object.entries(rows)) {
    const error = Object.assign(new Error('planted'), { code });
    t.equal(faultOf(error), word, code);
    t.equal(faultOf(new Error('around', { cause: error })), word);
    t.equal(faultOf(Object.assign(new AggregateError([error]), { code: undefined })), word);
  }
  t.equal(faultOf(new AddressRefused()), 'address-refused');
  for (const odd of [undefined, null, 'text', 7, new Error('no code')]) t.equal(faultOf(odd), 'connection-broken');
  const circle: { code: string; cause?: unknown } = { code: 'X' };
  circle.cause = circle;
  t.equal(faultOf(circle), 'connection-broken');
});

t.test('what an index holds', async (t) => {
  const of = (...platforms: readonly unknown[]) =>
    platformsIn({ manifests: platforms.map((platform) => ({ platform })) });
  const amd64 = { os: 'linux', architecture: 'amd64' };
  t.strictSame(of({ os: 'linux', architecture: 'arm', variant: 'v7' }, amd64, amd64), ['linux/amd64', 'linux/arm/v7']);
  t.strictSame(of(amd64, { os: 'unknown', architecture: 'unknown' }), ['linux/amd64'], 'without attestations');
  t.strictSame(of(amd64, { os: 'LINUX ', architecture: 'a' }, { os: 1 }, null), ['linux/amd64']);
  t.equal(of({ os: 'unknown', architecture: 'unknown' }), undefined, 'nothing is said');
  t.equal(of(amd64, undefined), undefined, 'one without a platform fits all');
  t.equal(of(), undefined);
  for (const odd of [
    undefined,
    null,
    [],
    {},
    { manifests: {} },
    { manifests: [null] },
    { manifests: new Array(5000).fill({ platform: amd64 }) },
  ])
    t.equal(platformsIn(odd), undefined);
});

t.test('words of a refusal are looked for, in the form of a registry or not', async (t) => {
  const none = { isRegistry: false, expired: false, firewall: false, pullLimit: false };
  for (const odd of [undefined, '', 'x', '[]', 'null', '{"errors":{}}', '{"errors":[null,7,{"code":7}]}'])
    t.strictSame(readErrors(odd), none);
  const error = (code: string, message = '') => JSON.stringify({ errors: [{ code, message }] });
  t.match(readErrors(error('NAME_UNKNOWN')), { isRegistry: true, missing: 'repository' });
  t.match(readErrors(error('MANIFEST_UNKNOWN')), { missing: 'manifest' });
  t.match(readErrors(error('NOT_FOUND', 'Project x not found')), { missing: 'repository' });
  t.match(readErrors(error('NOT_FOUND', 'artifact x not found')), { missing: 'manifest' });
  t.equal(readErrors(error('DENIED')).missing, undefined);
  t.ok(readErrors(error('DENIED', 'Your Authorization Token has expired.')).expired);
  t.ok(readErrors('token is expired').expired);
  t.notOk(readErrors(error('DENIED', 'tokens expire after an hour')).expired);
});

const reply = (headers: Readonly<Record<string, string>>, body = ''): Answered => ({
  ...{ ok: true, status: 429, body, url: new URL('https://registry.example.com/') },
  header: (name) => (headers[name] === undefined ? [] : [headers[name]]),
});

t.test('until when a registry wants to be left alone', async (t) => {
  const now = Date.UTC(2026, 10, 27, 6);
  for (const [headers, until] of [
    [{}, undefined],
    [{ 'retry-after': '60' }, now + 60_000],
    [{ 'retry-after': 'Fri, 27 Nov 2026 06:05:00 GMT' }, now + 300_000],
    [{ 'retry-after': 'Fri, 27 Nov 2026 05:05:00 GMT' }, undefined],
    [{ 'retry-after': 'tomorrow' }, undefined],
    [{ 'retry-after': '0' }, undefined],
    [{ 'retry-after': '-5' }, undefined],
    [{ 'retry-after': '99999999' }, undefined],
    [{ 'x-retry-after': String(now / 1000 + 30) }, now + 30_000],
    [{ 'x-ratelimit-reset': String(now / 1000 + 30) }, now + 30_000],
    [{ 'ratelimit-reset': '30' }, now + 30_000],
  ] as const)
    t.equal(rateLimitOf(reply(headers), true, now).until, until, JSON.stringify(headers));
  t.equal(pullsLeft(reply({ 'ratelimit-remaining': '76;w=21600' })), 76);
  t.equal(pullsLeft(reply({ 'ratelimit-remaining': 'many' })), undefined);
  t.equal(pullsLeft(reply({})), undefined);
});

t.test('rows of registries are for their hosts alone', async (t) => {
  for (const [host, family] of [
    ['docker.io', 'docker-hub'],
    ['ghcr.io', 'ghcr'],
    ['123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn', 'ecr'],
    ['123456789012.dkr-ecr.eu-west-1.on.aws', 'ecr'],
    ['123456789012.dkr.ecr-fips.us-east-1.amazonaws.com', 'ecr'],
    ['eu.gcr.io', 'google'],
    ['gcr.io', 'google'],
    ['europe-docker.pkg.dev', 'google'],
    ['acme.azurecr.io', 'acr'],
    ['xdocker.io', 'any'],
    ['ghcr.io.example.com', 'any'],
    ['acme.azurecr.io.example.com', 'any'],
    ['docker.io:443', 'any'],
  ] as const)
    t.equal(quirksOf(host).family, family, host);
  t.equal(quirksOf('registry.example.com', 'harbor-registry').family, 'harbor');
  t.equal(quirksOf('registry.example.com', 'x').family, 'any');
  t.notOk('host' in quirksOf('ghcr.io'));
});

t.test('a credential sends its bytes and shows none', async (t) => {
  const credential = createCredential('us\u00e9r', new Uint8Array([0x70, 0x3a, 0xff, 0x26, 0x20]));
  t.equal(
    credential.basic(),
    `Basic ${Buffer.from([0x75, 0x73, 0xe9, 0x72, 0x3a, 0x70, 0x3a, 0xff, 0x26, 0x20]).toString('base64')}`,
  );
  t.equal(credential.form(), 'username=us%E9r&password=p%3A%FF%26%20');
  t.ok(credential.hasUser && credential.hasPassword);
  t.notOk(createCredential('', 'x').hasUser);
  t.notOk(createCredential('x', '').hasPassword);
  const key = new Uint8Array(32);
  const print = (user: string, password: string, with_key = key) =>
    createCredential(user, password).fingerprint(with_key);
  t.equal(print('a', 'b'), print('a', 'b'));
  t.not(print('a', 'bc'), print('ab', 'c'));
  t.not(print('1:a', 'b'), print('', ':ab'));
  t.not(print('a', 'b'), print('a', 'b', new Uint8Array(32).fill(1)));
  for (const shown of [
    inspect(credential, { showHidden: true }),
    JSON.stringify({ credential }),
    `${credential}`,
    inspect({ a: [credential] }),
  ])
    t.match(shown, /\[credential\]/);
  t.strictSame(Object.keys(credential), []);
});
