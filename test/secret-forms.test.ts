/** Bodies, logins and shapes of secrets, one by one: what is kept of each, and what is said of it, with nothing of a password. */
import t from 'tap';
import { wholly } from '../src/core/parts.js';
import { fromText, toText } from '../src/core/secret/byte-string.js';
import { configSlip } from '../src/core/secret/config-slip.js';
import { classifyCredential } from '../src/core/secret/credential.js';
import { textFlaw } from '../src/core/secret/credential-flaws.js';
import { decodeDockerConfig, looksLikeDockerConfig } from '../src/core/secret/docker-config.js';
import { normalizeKey } from '../src/core/secret/key.js';
import { createKeyring, isDockerHub, keyMatches } from '../src/core/secret/keyring.js';
import { makerOf } from '../src/core/secret/makers.js';
import {
  boundSecret,
  chooseKeys,
  fitsLabels,
  leastOf,
  narrowInParts,
  oversized,
} from '../src/core/secret/oversized.js';
import { parsePullSecret, pullDataKey } from '../src/core/secret/parse.js';
import type { AuthEntry, PullSecret } from '../src/core/types.js';

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

// -------------------------------------------------------------------------------------------------------------- documents

const ENTRIES = [
  ...[
    '{}',
    'null',
    '1',
    '"x"',
    '[]',
    'true',
    '{"username":"u","password":"p"}',
    '{"username":"u"}',
    '{"password":"p"}',
  ],
  ...[
    '{"username":1}',
    '{"username":null}',
    '{"password":[]}',
    '{"email":1}',
    '{"email":"x"}',
    '{"email":null}',
    '{"auth":1}',
    '{"auth":null}',
    '{"auth":""}',
    '{"other":1}',
  ],
  ...[
    'dTpw',
    'dQ==',
    'dTo=',
    'Onc=',
    'dTpwOnE=',
    'dT',
    'd',
    'd T',
    'd-_',
    'd%',
    'dTp=',
    'dTpw=',
    '====',
    'ZFRwdw==',
    'IHg6eQ==',
    'YTpcdTAw',
  ].map((auth) => `{"auth":"${auth}"}`),
  ...[
    '{"auth":"dT\\u0070w"}',
    '{"auth":"dT\\npw"}',
    '{"auth":"dTpw","username":"x","password":"y"}',
    '{"username":"x","auth":"dTpw"}',
    '{"auth":"","username":"x"}',
    '{"auth":"dTpw","auth":""}',
    '{"auth":"%","auth":"dTpw"}',
  ],
  ...[
    '{"identitytoken":"t"}',
    '{"identitytoken":""}',
    '{"registrytoken":"t"}',
    '{"identitytoken":1}',
    '{"identitytoken":{}}',
    '{"identitytoken":{ }}',
    '{"registrytoken":{"a":1}}',
    '{"identitytoken":"t","identitytoken":""}',
    '{"IdentityToken":"t"}',
  ],
  ...[
    '{"username":1,"password":2}',
    '{"username":1,"auth":"%"}',
    '{"auth":"%","username":1}',
    '{"USERNAME":"u","Password":"p"}',
    '{"username":"a\\u0000b"}',
    '{"username":"u","username":"v"}',
    '{"username":"u","username":null}',
  ],
];

const DOCUMENTS = [
  ...[
    '',
    ' ',
    '{',
    '[]',
    'null',
    '1',
    '"x"',
    'true',
    '{}',
    '{"auths":null}',
    '{"auths":1}',
    '{"auths":"x"}',
    '{"auths":[]}',
    '{"auths":{}}',
    '{"Auths":{"a":{}}}',
    '{"auths":{"a":{}},"auths":{"b":{}}}',
    '{"auths":{"a":{}},"auths":null}',
    '{"auths":null,"auths":{"a":{}}}',
    '{"auths":{"a":{}},"auths":1}',
  ],
  ...[
    '{"credsStore":"x"}',
    '{"credsStore":""}',
    '{"credsStore":null}',
    '{"credsStore":1}',
    '{"credHelpers":{}}',
    '{"credHelpers":{ }}',
    '{"credHelpers":{"a":"b"}}',
    '{"CREDSSTORE":"x"}',
    '{"credsStore":"x","credHelpers":{}}',
    '{"credsstore":"","credhelpers":{"a":"b"}}',
  ],
  ...[
    '{"HttpHeaders":{}}',
    '{"HttpHeaders":null}',
    '{"HttpHeaders":1}',
    '{"HttpHeaders":[]}',
    '{"HttpHeaders":{"a":"b"}}',
    '{"HttpHeaders":{"a":1}}',
    '{"HttpHeaders":{"a":null,"b":{}}}',
    '{"httpheaders":{"a":1},"auths":1}',
    '{"auths":1,"httpheaders":{"a":1}}',
    '{"HttpHeaders":{"a":1},"auths":{"b":1}}',
  ],
  ...[
    '{"a":{}}',
    '{"auths":{"ghcr.io":1}}',
    '{"auths":{"me:pw@ghcr.io":1}}',
    '{"auths":{"\\u0061.io":{}}}',
    `{"auths":{"${'a'.repeat(511)}":1}}`,
    `{"auths":{"${'a'.repeat(510)}":1}}`,
    '{"auths":{" x":{"auth":"%"}}}',
  ],
];

function decoded(form: 'dockerconfigjson' | 'dockercfg', text: string): string {
  const config = decodeDockerConfig(form, bytes(text));
  if (!config.ok)
    return `${config.fault.code} at ${config.fault.path === '' ? 'the top' : config.fault.path}: ${config.fault.why}`;
  const entries = config.entries.map(
    ({ key, username, password, ignoredToken }) =>
      `${JSON.stringify(key)} ${JSON.stringify(toText(username))} ${JSON.stringify(toText(password))}${ignoredToken ? ' token' : ''}`,
  );
  return [
    `${config.count} entries${config.usesHelper ? ', a helper' : ''}${config.over ? ', over' : ''}`,
    ...entries,
  ].join('; ');
}

t.test('entries', async (t) => {
  t.matchSnapshot(
    ENTRIES.map((entry) => `${entry}: ${decoded('dockerconfigjson', `{"auths":{"a.io":${entry}}}`)}`).join('\n'),
  );
});

t.test('documents, of both types', async (t) => {
  const short = (text: string) => text.replace(/a{400,}/g, 'a...');
  t.matchSnapshot(
    DOCUMENTS.map((text) =>
      short(
        `${JSON.stringify(text)}\n  new: ${decoded('dockerconfigjson', text)}\n  old: ${decoded('dockercfg', text)}\n  config: ${looksLikeDockerConfig(bytes(text))}`,
      ),
    ).join('\n'),
  );
});

t.test('of a large document only what is wanted is kept', async (t) => {
  const text = '{"auths":{"a":{"username":"u"},"bb":{},"a":{"username":"v"},"ccc":{}}}';
  const keys = (keeping: Parameters<typeof decodeDockerConfig>[2]) => {
    const config = decodeDockerConfig('dockerconfigjson', bytes(text), keeping);
    return config.ok
      ? `${config.entries.map(({ key, username }) => key + username)} of ${config.count}${config.over ? ' over' : ''}`
      : 'fault';
  };
  const all = { mostEntries: 99, mostKeyBytes: 99 };
  t.equal(keys(undefined), 'av,bb,ccc of 4');
  t.equal(keys({ ...all, mostEntries: 3 }), 'av,bb,ccc of 4');
  t.equal(keys({ ...all, mostEntries: 2 }), ' of 4 over');
  t.equal(keys({ ...all, mostKeyBytes: 6 }), 'av,bb,ccc of 4');
  t.equal(keys({ ...all, mostKeyBytes: 5 }), ' of 4 over');
  t.equal(keys({ ...all, wanted: (key) => key !== 'bb' }), 'av,ccc of 4');
  t.equal(keys({ mostEntries: 1, mostKeyBytes: 99, wanted: (key) => key === 'bb' }), 'bb of 4');
  const forgotten = decodeDockerConfig(
    'dockerconfigjson',
    bytes('{"auths":{"a":{},"b":{}},"auths":null,"auths":{"c":{}}}'),
    { mostEntries: 1, mostKeyBytes: 1 },
  );
  t.match(forgotten, { ok: true, count: 1, over: false, entries: [{ key: 'c' }] });
});

t.test('what stands in the wrong place', async (t) => {
  const texts = [
    ...[
      '1',
      '[]',
      '{}',
      '{"a":1}',
      '{"auths":{}}',
      '{"AUTHS":1}',
      '{"auth":{}}',
      '{"auth":"x"}',
      '{"auth":{"a":{}}}',
      '{"a":{"auths":1}}',
      '{"a":{"b":1,"auths":{}}}',
      '{"a":{"b":{"auths":1}}}',
    ],
    ...[
      '{"a":{"username":1}}',
      '{"a":{"password":1}}',
      '{"a":{"auth":1}}',
      '{"a":{"email":1}}',
      '{"a":1,"b":{"auth":1}}',
      '{"a":{"auth":1},"auths":1}',
      '{"auths":1,"a":{"auth":1}}',
    ],
    ...[
      '{"a":"{\\"auths\\":{}}"}',
      '{"a":" { \\"auths\\" : 1"}',
      '{"a":"{\\"AUTHS\\":"}',
      '{"a":"x{\\"auths\\":"}',
      '{"a":"{\\"authz\\":"}',
      '{"a":"auths"}',
    ],
    `{${Array.from({ length: 63 }, (_, at) => `"k${at}":1`).join()},"a":{"auths":1}}`,
    `{${Array.from({ length: 64 }, (_, at) => `"k${at}":1`).join()},"a":{"auths":1}}`,
    `{"a":{${Array.from({ length: 63 }, (_, at) => `"k${at}":1`).join()},"auths":1}}`,
    `{"a":{${Array.from({ length: 64 }, (_, at) => `"k${at}":1`).join()},"auths":1}}`,
  ];
  const short = (text: string) => (text.length > 90 ? `${text.slice(0, 20)} ... ${text.slice(-30)}` : text);
  t.matchSnapshot(
    texts
      .map(
        (text) =>
          `${short(text)}: ${configSlip('dockerconfigjson', bytes(text))} ${configSlip('dockercfg', bytes(text))}`,
      )
      .join('\n'),
  );
});

// ---------------------------------------------------------------------------------------------------------------- secrets

const NEW = 'kubernetes.io/dockerconfigjson';
const OLD = 'kubernetes.io/dockercfg';
const AUTHS = '{"auths":{"ghcr.io":{"auth":"dTpw"}}}';

function aSecret(
  type: string,
  data: Readonly<Record<string, string | Uint8Array>>,
  more: Partial<Parameters<typeof parsePullSecret>[0]> = {},
): PullSecret {
  const raw = Object.entries(data).map(([key, value]) => [key, typeof value === 'string' ? bytes(value) : value]);
  return parsePullSecret({ namespace: 'n', name: 's', type, data: Object.fromEntries(raw), ...more });
}

t.test('secrets that are none, and what they hold', async (t) => {
  const twice = base64(AUTHS);
  const cases: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    [NEW, {}],
    [NEW, { '.dockerconfigjson': '' }],
    [NEW, { '.dockercfg': AUTHS }],
    [NEW, { '.dockerconfigjson': '', 'config.json': AUTHS }],
    [OLD, { '.dockercfg': '' }],
    [OLD, { '.dockerconfigjson': AUTHS }],
    ['Opaque', { dockercfg: '{"a.io":{}}' }],
    ['Opaque', { '.dockercfg': '{"a.io":{}}' }],
    ['Opaque', { dockerconfig: '{"a.io":{}}' }],
    ['Opaque', { x: ` \t\r\n${AUTHS}` }],
    ['Opaque', { x: `,${AUTHS}` }],
    ['Opaque', { x: '{"auths":{"a.io":1}}' }],
    ['Opaque', { x: '{"auths":{}}', y: AUTHS }],
    [
      'Opaque',
      {
        z: AUTHS,
        dockercfg: '{"b.io":{}}',
        dockerconfigjson: '{"auths":{"c.io":{}}}',
        'config.json': '{"auths":{"d.io":{}}}',
      },
    ],
    ['Opaque', { x: twice }],
    ['Opaque', { x: `${twice}\n` }],
    ['Opaque', { x: ` ${twice}` }],
    ['Opaque', { x: base64(`{ "auths":{"a.io":{}}}`) }],
    ['Opaque', { x: base64(`{\n"auths":{"a.io":{}}}`) }],
    ['Opaque', { x: base64(` ${AUTHS}`) }],
    ['Opaque', { x: base64(twice) }],
    ['Opaque', { x: `${twice}%` }],
    ['Opaque', { '.dockercfg': base64('{"a.io":{}}') }],
    ['Opaque', { x: base64(`{"auths":{"a.io":{}},"p":"${'x'.repeat(49_120)}"}`) }],
    ['Opaque', { x: base64(`{"auths":{"a.io":{}},"p":"${'x'.repeat(49_130)}"}`) }],
  ];
  t.matchSnapshot(
    cases
      .map(([type, data]) => {
        const secret = aSecret(type, data);
        const shown = JSON.stringify(data).replace(/[A-Za-z0-9+/=]{200,}/g, (run) => `(${run.length})`);
        if (secret.form !== 'unusable') return `${type} ${shown}: ${secret.form}`;
        const { why, holds } = secret;
        return `${type} ${shown}: ${why}${holds === undefined ? '' : `, ${holds.dataKey} holds ${holds.entries.map(({ key }) => key)}${holds.encodedTwice === true ? ' encoded twice' : ''}`}`;
      })
      .join('\n'),
  );
  t.equal(pullDataKey(NEW), '.dockerconfigjson');
  t.equal(pullDataKey(OLD), '.dockercfg');
  t.equal(pullDataKey('Opaque'), undefined);
});

t.test('what is kept beside the entries', async (t) => {
  const parsed = aSecret(NEW, { '.dockerconfigjson': AUTHS }, { changedAt: 7, labels: { a: 'b' }, madeBy: 'Kyverno' });
  t.strictSame(parsed, {
    namespace: 'n',
    name: 's',
    type: NEW,
    changedAt: 7,
    labels: { a: 'b' },
    madeBy: 'Kyverno',
    form: 'dockerconfigjson',
    entries: [{ key: 'ghcr.io', normalized: 'ghcr.io', hasUser: true, login: 'other', flaws: [], ignoredToken: false }],
    usesHelper: false,
  });
  t.strictSame(aSecret(NEW, { '.dockerconfigjson': '{}' }), {
    namespace: 'n',
    name: 's',
    type: NEW,
    form: 'dockerconfigjson',
    entries: [],
    usesHelper: false,
  });
  t.match(aSecret(NEW, { '.dockerconfigjson': '{"a.io":{"auth":"dTpw"}}' }), { slip: 'no-auths' });
});

t.test('a whole file under the old type says so', async (t) => {
  const why = (text: string): string => {
    const secret = aSecret(OLD, { '.dockercfg': text });
    return secret.form === 'malformed' ? secret.fault.why : `${secret.form} ${'slip' in secret ? secret.slip : ''}`;
  };
  t.matchSnapshot(
    [
      '{"auths":{},"credsStore":"x"}',
      '{"credsStore":"x"}',
      '{"auths":{}}',
      '{"a.io":{}}',
      '{"auths":',
      '{"auths":1}',
      '{"a.io":1}',
    ]
      .map((text) => `${text}: ${why(text)}`)
      .join('\n'),
  );
});

t.test('who made it, by what is in it', async (t) => {
  const made = (name: string, text: string, type = OLD) => {
    const secret = aSecret(type, { [type === OLD ? '.dockercfg' : '.dockerconfigjson']: text }, { name });
    return secret.madeBy;
  };
  const inside = '{"image-registry.openshift-image-registry.svc:5000":{"auth":"dTpw"},"b.io":{}}';
  const job = '{"a.io":{"username":"gitlab-ci-token","password":"x"}}';
  t.equal(made('default-dockercfg-ab1cd', inside), 'OpenShift');
  t.equal(made('default', inside), undefined);
  t.equal(made('default-dockercfg-ab1cd', '{"a.io":{}}'), undefined);
  t.equal(made('default-dockercfg-ab1cd', `{"auths":${inside}}`, NEW), undefined);
  t.equal(made('x', job), 'GitLab Runner');
  t.equal(made('x', '{"a.io":{"username":"gitlab-ci-token","password":"x"},"b.io":{}}'), undefined);
  t.equal(made('x', '{}'), undefined);
  t.equal(made('x', `{"auths":${job}}`, NEW), undefined);
  const owned = (...kinds: readonly unknown[]) =>
    makerOf({ metadata: { ownerReferences: kinds.map((kind) => ({ kind })) } });
  t.equal(owned('ExternalSecret'), 'External Secrets');
  t.equal(owned('X', 'SealedSecret'), 'Sealed Secrets');
  t.equal(owned('X'), 'its owner');
  t.equal(owned(''), undefined);
  t.equal(owned(5), undefined);
  t.equal(owned(), undefined);
  t.equal(makerOf({ metadata: { ownerReferences: 'ExternalSecret' } }), undefined);
  t.equal(makerOf(null), undefined);
  t.equal(makerOf({ metadata: { labels: { 'app.kubernetes.io/managed-by': 'kyverno' } } }), 'Kyverno');
  t.equal(makerOf({ metadata: { labels: { 'app.kubernetes.io/managed-by': 'Helm' } } }), undefined);
  t.equal(makerOf({ metadata: { annotations: { 'app.kubernetes.io/managed-by': 'kyverno' } } }), undefined);
  t.equal(makerOf({ metadata: { annotations: { 'kubed.appscode.com/origin': '' } } }), 'Config Syncer');
  t.equal(makerOf({ metadata: { annotations: [] } }), undefined);
});

// ----------------------------------------------------------------------------------------------------------------- large

function entry(key: string): AuthEntry {
  const result = normalizeKey(key);
  return {
    key,
    normalized: result.ok ? result.key : null,
    hasUser: true,
    login: 'other',
    flaws: [],
    ignoredToken: false,
  };
}

function many(count: number, key: (at: number) => string = (at) => `r${at}.io`): PullSecret {
  return {
    namespace: 'n',
    name: 's',
    type: NEW,
    form: 'dockerconfigjson',
    entries: Array.from({ length: count }, (_, at) => entry(key(at))),
    usesHelper: false,
  };
}

t.test('how much of a secret is held', async (t) => {
  t.equal(boundSecret(many(256)).form, 'dockerconfigjson');
  t.strictSame(boundSecret(many(257)), { namespace: 'n', name: 's', type: NEW, form: 'oversized', count: 257 });
  const long = (length: number) => many(2, () => 'a'.repeat(length));
  t.equal(boundSecret(long(8192)).form, 'dockerconfigjson');
  t.equal(boundSecret(long(8193)).form, 'oversized');
  const labels = (count: number, length = 1) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, at) => [`l${String(at).padStart(3, '0')}`, 'x'.repeat(length)]),
    );
  t.equal(fitsLabels(undefined), true);
  t.equal(fitsLabels(labels(256)), true);
  t.equal(fitsLabels(labels(257)), false);
  t.equal(fitsLabels(labels(16, 1020)), true);
  t.equal(fitsLabels({ ...labels(16, 1020), x: '' }), false);
  t.equal(boundSecret({ ...many(1), labels: labels(257) }).form, 'oversized');
  const one = { ...many(3), changedAt: 5, labels: { a: 'b' } };
  if (!('entries' in one)) throw new Error('no entries');
  t.strictSame(oversized(one, 9), {
    namespace: 'n',
    name: 's',
    type: NEW,
    changedAt: 5,
    labels: { a: 'b' },
    form: 'oversized',
    count: 9,
  });
  t.strictSame(oversized({ ...one, labels: labels(257) }, 9), {
    namespace: 'n',
    name: 's',
    type: NEW,
    changedAt: 5,
    form: 'oversized',
    count: 9,
  });
  t.strictSame(leastOf(one), { namespace: 'n', name: 's', type: NEW, changedAt: 5, form: 'oversized', count: 3 });
  const unusable = { namespace: 'n', name: 's', type: 'Opaque', form: 'unusable', why: 'type' } as const;
  t.strictSame(leastOf({ ...unusable, labels: { a: 'b' } }), unusable);
  t.strictSame(boundSecret(unusable), unusable);
  const bounded = parsePullSecret({
    namespace: 'n',
    name: 's',
    type: NEW,
    data: { '.dockerconfigjson': bytes(AUTHS) },
    labels: labels(257),
  });
  t.strictSame(bounded, { namespace: 'n', name: 's', type: NEW, form: 'oversized', count: 1 });
  const whole = parsePullSecret(
    { namespace: 'n', name: 's', type: NEW, data: { '.dockerconfigjson': bytes(AUTHS) }, labels: labels(257) },
    'whole',
  );
  t.match(whole, { form: 'dockerconfigjson', labels: { l000: 'x' } });
});

t.test('what is picked out of a large secret', async (t) => {
  const keys = [
    'https://index.docker.io/v1/',
    'docker.io',
    'docker.io/acme',
    'ghcr.io',
    '*.io',
    'registry.example.com',
    'example.org',
    'x.exampleX',
    'index.docker.io/x',
    'us.gcr.io',
    'a b.io',
    'quay',
  ];
  const chosen = (...repositories: readonly string[]) =>
    [...wholly(chooseKeys(keys.map(entry), repositories, { steps: 0 }))].map((at) => keys[at]).join(' ');
  const lines = [
    ['docker.io/acme/app'],
    ['ghcr.io/o/a'],
    ['registry.example.com:5000/a'],
    ['localhost/a'],
    ['ghcr.io/o/a', 'quay.io/b'],
    ['eu.gcr.io/p'],
    [],
  ].map((repositories) => `${repositories}: ${chosen(...repositories)}`);
  t.matchSnapshot(lines.join('\n'));
  const near = Array.from({ length: 40 }, (_, at) => entry(`ghcr.io/x${at}`));
  t.equal(wholly(chooseKeys(near, ['ghcr.io/a'], { steps: 0 })).size, 32, 'so many that are only like it');
  t.equal(wholly(chooseKeys([entry(`ghcr.io/${'x'.repeat(248)}`)], ['ghcr.io/a'], { steps: 0 })).size, 1);
  t.equal(wholly(chooseKeys([entry(`ghcr.io/${'x'.repeat(249)}`)], ['ghcr.io/a'], { steps: 0 })).size, 0);
  const hosts = ['aaaa.b', 'cccc.b', 'dddd.b', 'eeee.b', 'ffff.b'];
  t.equal(
    wholly(
      chooseKeys(
        hosts.map((host) => entry(`${host}x`)),
        hosts.map((host) => `${host}/x`),
        { steps: 0 },
      ),
    ).size,
    4,
    'of the first registries',
  );
  const meter = { steps: 0 };
  t.equal(
    [
      ...chooseKeys(
        Array.from({ length: 4001 }, (_, at) => entry(`r${at}.io`)),
        ['r1.io/x'],
        meter,
      ),
    ].length >= 3,
    true,
  );
  t.equal(meter.steps >= 3 * 40_000, true);
  const narrowed = (secret: PullSecret, ...repositories: readonly string[]) =>
    wholly(narrowInParts(secret, repositories, { steps: 0 }));
  t.match(narrowed(many(300), 'r7.io/x'), { form: 'dockerconfigjson', omitted: 289, entries: [{ key: 'r7.io' }] });
  t.strictSame(narrowed(many(1), 'r0.io/x'), many(1));
  t.match(
    narrowed(
      many(300, () => 'ghcr.io'),
      'ghcr.io/x',
    ),
    { form: 'oversized', count: 300 },
  );
});

// ---------------------------------------------------------------------------------------------------------------- keyring

t.test('which key is tried, in which order, and what it costs to find', async (t) => {
  const ring = createKeyring([
    {
      ...many(0),
      name: 'a',
      entries: ['ghcr.io', 'ghcr.io/org', 'https://index.docker.io/v1/'].map(entry),
    } as PullSecret,
    { ...many(0), name: 'b', entries: ['*.io', 'ghcr.io', 'docker.io/acme', 'a b'].map(entry) } as PullSecret,
    { namespace: 'n', name: 'c', type: 'Opaque', form: 'unusable', why: 'type' },
    { ...many(0), name: 'd', entries: ['index.docker.io'].map(entry) } as PullSecret,
  ]);
  const tried = (repository: string) =>
    ring
      .lookup(repository)
      .map(({ secret, entryIndex, via }) => `${secret}${entryIndex}${via === 'key' ? '' : '?'}`)
      .join(' ');
  const alone = (repository: string) =>
    [...ring.lookupEach(repository)]
      .map(
        ([index, matches]) =>
          `${index}: ${matches.map(({ entryIndex, via }) => `${entryIndex}${via === 'key' ? '' : '?'}`)}`,
      )
      .join('; ');
  const repositories = [
    'ghcr.io/org/a',
    'ghcr.io/x',
    'docker.io/acme/app',
    'docker.io/library/nginx',
    'localhost/a',
    'quay.io/a',
    'x.y.z/a',
    'index.docker.io/x',
    'localhost:5000/a',
    '%',
  ];
  t.matchSnapshot(
    repositories.map((repository) => `${repository}: ${tried(repository)} | ${alone(repository)}`).join('\n'),
  );
  const meter = { steps: 0 };
  ring.lookup('ghcr.io/org/a', meter);
  const first = meter.steps;
  t.ok(first >= 3, 'each match counts');
  ring.lookupEach('ghcr.io/org/a', meter);
  t.ok(meter.steps > 2 * first, 'and each secret');
  const hub = {
    'docker.io/a': true,
    'index.docker.io/a': true,
    localhost: true,
    'localhost/a': true,
    'MYREG/a': true,
    'a:1/b': false,
    'a.b/c': false,
    '/a': false,
    'a.b': true,
    '': false,
  };
  for (const [repository, is] of Object.entries(hub)) t.equal(isDockerHub(repository), is, repository);
  t.same(
    [
      keyMatches('ghcr.io', 'ghcr.io/a'),
      keyMatches('ghcr.io:1', 'ghcr.io/a'),
      keyMatches('%', 'ghcr.io/a'),
      keyMatches('ghcr.io', '%'),
    ],
    [true, false, false, false],
  );
});

// ------------------------------------------------------------------------------------------------------------------ logins

const variable = (name: string): string => `$\{${name}}`;
const FLAWED = [
  ...[
    'x',
    '',
    ' ',
    'x ',
    ' x',
    'x y',
    '\n',
    'x\r',
    'a\tb',
    '\u0000',
    '\u000b',
    '\u001f',
    '\u007f',
    '"x"',
    '"x',
    'x"',
    "'x'",
    '`x`',
    '`x',
    '""',
    '"',
    "''",
  ].map((text) => text),
  ...[
    '\u201cx\u201d',
    '\u2018x\u2019',
    '\u201cx',
    'x\u201d',
    '\u201fx\u201d',
    '\u201ex\u201c',
    '\ufeffx',
    '\u200bx',
    '\u200fx',
    '\u2010x',
    '\u2028x',
    '\u202fx',
    '\u2030x',
    '\u205fx',
    '\u206fx',
    '\u2070x',
    '\u00a0x',
    '\u00adx',
    '\u00aex',
    '\u3000x',
    '\u3001x',
  ],
  ...[
    'aws ecr',
    'aws',
    'aws  x',
    'sudo aws x',
    'sudo  cat x',
    'sudoaws x',
    'gcloud x',
    'az x',
    'doctl x',
    'ibmcloud x',
    'oc x',
    'kubectl x',
    'docker x',
    'podman x',
    'crane x',
    'vault x',
    'op x',
    'pass x',
    'cat x',
    'echo x',
    'printf x',
    'base64 x',
    'curl x',
    '$(x)',
    'x$(y)',
    'xaws x',
    'awsx y',
  ],
  ...[
    '<x>',
    '<>',
    '<a<b>',
    `<${'a'.repeat(80)}>`,
    `<${'a'.repeat(81)}>`,
    variable('X'),
    variable(''),
    '$X',
    '$Xy',
    '$A_1',
    '$x',
    '$1',
    '{{x}}',
    '{{}}',
    '{{ x }',
    '%X%',
    '%AB%',
    '%A1%',
    '%s',
    '%v',
    '%d',
    '[abc]',
    '[ab]',
    '[a-b c]',
    '[MASKED]',
    '***',
    '**',
    'xxx',
    'XXX',
    'xx',
    'x'.repeat(16),
    'x'.repeat(17),
    '...',
    '..',
    '<x>y',
    'y<x>',
    '*'.repeat(81),
  ],
  ...[
    'changeme',
    'change-it',
    'change this',
    'changeus',
    'xchangeme',
    'changemex',
    'replaceme',
    'replace_this',
    'fillme',
    'fill-me-in',
    'fill me',
    'insert x',
    'insert-token-here',
    'insert',
    'todo',
    'TBD',
    'FixMe',
    'placeholder',
    'redacted',
    'masked',
    'null',
    'Nil',
    'NONE',
    'undefined',
    'your-x',
    'your',
    'yourpassword',
    'yourlogin',
    'yourx',
    'yourtoken123',
    `your-${'x'.repeat(60)}`,
    `your-${'x'.repeat(61)}`,
  ],
  ...[
    'USER',
    'USERNAME',
    'LOGIN',
    'ROBOT',
    'NAME',
    'EMAIL',
    'PASS',
    'PASSWORD',
    'PASSWD',
    'TOKEN',
    'SECRET',
    'KEY',
    'APIKEY',
    'KEY_JSON',
    'MY_USER',
    'MY+TOKEN',
    'MYUSER',
    'MY_TOKENS',
    'TOKEN_X',
    'my_token',
    'A_KEY',
    '_KEY',
    `${'A'.repeat(57)}_KEY`,
    `${'A'.repeat(58)}_KEY`,
  ],
];

t.test('the first mistake of a text', async (t) => {
  const short = (text: string) =>
    text.length > 50 ? `${text.slice(0, 8)}...${text.slice(-4)} (${text.length})` : text;
  t.matchSnapshot(
    FLAWED.map((text) => `${JSON.stringify(short(text))}: ${textFlaw(fromText(text)) ?? '-'}`).join('\n'),
  );
});

t.test('what a login is, where it ends, and what is wrong with it', async (t) => {
  const jwt = (claims: unknown, header: unknown = { alg: 'x' }) => `${base64url(header)}.${base64url(claims)}.c`;
  const key = (more: Readonly<Record<string, unknown>> = {}) =>
    JSON.stringify({ type: 'service_account', client_email: 'a', private_key: 'b', ...more });
  const acr = '00000000-0000-0000-0000-000000000000';
  const issued = (aud: unknown, iss: unknown = 'Azure Container Registry') => jwt({ iss, aud });
  const cases: readonly (readonly [user: string, password: string, key: string])[] = [
    ...(['exp'] as const).flatMap((name) =>
      [999_999_999, 1e9, 9_999_999_999, 1e10, 1.5e9 + 0.0005, '1500000000', null, Number.NaN].map(
        (value): readonly [string, string, string] => ['u', jwt({ [name]: value }), 'r.io'],
      ),
    ),
    ...[{}, { alg: 5 }, { alg: '' }, [], 'x', null].map((header): readonly [string, string, string] => [
      'u',
      jwt({ exp: 1.5e9 }, header),
      'r.io',
    ]),
    ...[
      'a.b',
      'a.b.c.d',
      `${base64url({ alg: 'x' })}.${base64url({ exp: 1.5e9 })}.`,
      `${base64url({ alg: 'x' })}.${base64url({ exp: 1.5e9 })}.+`,
      `${base64url({ alg: 'x' })}.%.c`,
      `x.${base64url({ exp: 1.5e9 })}.c`,
      `${base64url({ alg: 'x' })}.${base64url([1])}.c`,
    ].map((password): readonly [string, string, string] => ['u', password, 'r.io']),
    ...[
      jwt({ exp: 1.5e9, s: '\u00ff\u00fe>>>???' }),
      `glcbt-${jwt({ exp: 1.5e9 })}`,
      `xglcbt-${jwt({ exp: 1.5e9 })}`,
      'glcbt-x',
      'xglcbt-x',
    ].map((password): readonly [string, string, string] => ['u', password, 'r.io']),
    ...['gitlab-ci-token', 'oauth2accesstoken', '_json_key', '_json_key_base64', 'AWS', acr, '', 'aws'].map(
      (user): readonly [string, string, string] => [user, 'x', 'r.io'],
    ),
    ...[
      'github_pat_x',
      'ghs_x',
      'ghp_x',
      'gho_x',
      'ghu_x',
      'ghr_x',
      'ghx_x',
      'xghp_x',
      'dckr_pat_x',
      'dckr_oat_x',
      'xdckr_pat_x',
      'dckr_xat_x',
    ].map((password): readonly [string, string, string] => ['u', password, 'r.io']),
    ...[
      base64('{"expiration":1500000000}'),
      base64('{"expiration":"x"}'),
      base64('{}'),
      base64('[]'),
      base64('null'),
      'x',
      '%',
    ].map((password): readonly [string, string, string] => ['AWS', password, '123456789012.dkr.ecr.a.amazonaws.com']),
    ...[
      key(),
      `\ufeff${key()}`,
      base64(key()),
      ` ${base64(key())}\n`,
      key({ type: 'x' }),
      key({ client_email: '' }),
      key({ private_key: 5 }),
      key({ private_key: '' }),
      '{}',
      'x',
      `${key()}\n`,
    ].map((password): readonly [string, string, string] => ['_json_key', fromText(password), 'gcr.io']),
    ...['docker.io', 'index.docker.io', 'index.docker.io/x', 'quay.io', 'harbor.x.io'].map(
      (host): readonly [string, string, string] => ['a@b', 'x', host],
    ),
    ...['robot', 'robot+x', 'robotx', 'robot$x', 'xrobot'].flatMap((user) =>
      ['harbor.x.io', 'HARBOR.x.io/p', 'x.io'].map((host): readonly [string, string, string] => [user, 'x', host]),
    ),
    ...['a$$b', '$$', '$a$'].map((user): readonly [string, string, string] => [user, 'x', 'r.io']),
    ...[
      `ghp_${'a'.repeat(35)}`,
      `ghp_${'a'.repeat(36)}`,
      `ghs_${'a'.repeat(10)}`,
      `ghp_${'a'.repeat(10)}_`,
      `xghp_${'a'.repeat(10)}`,
      'github_pat_x',
      'dckr_pat_x',
      'x',
    ].flatMap((password) =>
      ['ghcr.io', 'ghcr.io/o', 'docker.io', 'r.io', ''].map((host): readonly [string, string, string] => [
        'u',
        password,
        host,
      ]),
    ),
    ...[
      issued('acme.azurecr.io'),
      issued('ACME.azurecr.io'),
      issued('other.azurecr.io'),
      issued('acme.x.azurecr.io'),
      issued(5),
      issued('acme.azurecr.io', 'x'),
      'x',
    ].flatMap((password) =>
      ['acme.azurecr.io', '*.azurecr.io', 'ACME.azurecr.io/x', ''].map((host): readonly [string, string, string] => [
        acr,
        password,
        host,
      ]),
    ),
    ...[
      ['\u00ff', 'x'],
      ['x', '\u00ff'],
      ['', '\u00ff'],
      ['', ''],
      ['x', ''],
      ['\u00ff', ''],
    ].map(([user = '', password = '']): readonly [string, string, string] => [user, password, 'r.io']),
    ...['<token>', '<x>'].flatMap((user) =>
      [jwt({}), 'x'].map((password): readonly [string, string, string] => [user, password, 'r.io']),
    ),
    ...['123456789012.dkr.ecr.a.amazonaws.com', '*.dkr.ecr.*.amazonaws.com', 'nvcr.io', 'icr.io', 'r.io'].flatMap(
      (host) => ['AWS', 'me', 'iamapikey', '"me"'].map((user): readonly [string, string, string] => [user, 'x', host]),
    ),
  ];
  const short = (text: string) =>
    text.length > 40 ? `${text.slice(0, 12)}...${text.slice(-8)} (${text.length})` : text;
  const lines = cases.map(([username, password, host]) => {
    const { login, expiresAt, lifetime, flaws } = classifyCredential({ username, password, key: host });
    return `${JSON.stringify(short(toText(username)))} ${JSON.stringify(short(toText(password)))} at ${host}: ${[login, ...(expiresAt === undefined ? [] : [`until ${expiresAt}`]), ...(lifetime === undefined ? [] : [`for ${lifetime}`]), ...flaws].join(', ')}`;
  });
  t.matchSnapshot(lines.join('\n'));
});
