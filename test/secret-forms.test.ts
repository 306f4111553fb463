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
import { DOCUMENTS, ENTRIES, FLAWED, MISPLACED } from './support/secret-texts.js';
import { type Block, matchTold, matchTopics, quoted, toTable } from './support/told.js';

const NEW = 'kubernetes.io/dockerconfigjson';
const OLD = 'kubernetes.io/dockercfg';

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

// -------------------------------------------------------------------------------------------------------------- documents

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
  const blocks = Object.entries(ENTRIES).map(([name, entries]): Block => {
    const rows = entries.map((entry) => [entry, decoded('dockerconfigjson', `{"auths":{"a.io":${entry}}}`)]);
    return [name, toTable(rows)];
  });
  matchTold(t, 'secret-forms/entries', blocks);
});

t.test('documents, of both types', async (t) => {
  const short = (text: string) => text.replace(/a{400,}/g, (run) => `(${run.length} times a)`);
  const shown = (text: string) => (text.trim() === '' ? `(${text.length} blanks)` : short(text));
  const looks = (text: string) => (looksLikeDockerConfig(bytes(text)) ? 'looks like a config' : '');
  const blocks = Object.entries(DOCUMENTS).flatMap(([name, texts]): readonly Block[] => [
    [
      `${name}: ${NEW}`,
      toTable(texts.map((text) => [shown(text), looks(text), short(decoded('dockerconfigjson', text))])),
    ],
    [`${name}: ${OLD}`, toTable(texts.map((text) => [shown(text), short(decoded('dockercfg', text))]))],
  ]);
  matchTold(t, 'secret-forms/documents', blocks);
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
  const short = (text: string) => (text.length > 90 ? `${text.slice(0, 20)} ... ${text.slice(-30)}` : text);
  const slip = (form: 'dockerconfigjson' | 'dockercfg', text: string) => configSlip(form, bytes(text)) ?? '';
  const blocks = Object.entries(MISPLACED).map(([name, of]): Block => {
    const rows = of.map((text) => [short(text), slip('dockerconfigjson', text), slip('dockercfg', text)]);
    return [name, toTable([['the document', NEW, OLD], ...rows])];
  });
  matchTold(t, 'secret-forms/wrong-place', blocks);
});

// ---------------------------------------------------------------------------------------------------------------- secrets

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
  const rows = cases.map(([type, data]) => {
    const secret = aSecret(type, data);
    const shown = JSON.stringify(data).replace(/[A-Za-z0-9+/=]{200,}/g, (run) => `(${run.length})`);
    if (secret.form !== 'unusable') return [type, secret.form, '', shown];
    const { why, holds } = secret;
    const keys = `${holds?.dataKey} holds ${holds?.entries.map(({ key }) => key)}`;
    const held = holds === undefined ? '' : `${keys}${holds.encodedTwice === true ? ' encoded twice' : ''}`;
    return [type, why, held, shown];
  });
  matchTold(t, 'secret-forms/none', [['why it is none, what it holds, and its data', toTable(rows)]]);
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
  const texts = [
    '{"auths":{},"credsStore":"x"}',
    '{"credsStore":"x"}',
    '{"auths":{}}',
    '{"a.io":{}}',
    '{"auths":',
    '{"auths":1}',
    '{"a.io":1}',
  ];
  const rows = texts.map((text) => {
    const secret = aSecret(OLD, { '.dockercfg': text });
    if (secret.form === 'malformed') return [text, secret.form, secret.fault.why];
    return [text, secret.form, 'slip' in secret ? (secret.slip ?? '') : ''];
  });
  matchTold(t, 'secret-forms/whole-file', [[OLD, toTable(rows)]]);
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
    [...wholly(chooseKeys(keys.map(entry), repositories, { steps: 0 }))].map((at) => keys[at]).join(', ');
  const wanted = [
    ['docker.io/acme/app'],
    ['ghcr.io/o/a'],
    ['registry.example.com:5000/a'],
    ['localhost/a'],
    ['ghcr.io/o/a', 'quay.io/b'],
    ['eu.gcr.io/p'],
    [],
  ];
  const rows = wanted.map((repositories) => [repositories.join(', '), chosen(...repositories)]);
  matchTold(t, 'secret-forms/picked', [[`of ${keys.join(', ')}`, toTable(rows)]]);
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
  const rows = repositories.map((repository) => [repository, tried(repository), alone(repository)]);
  matchTold(t, 'secret-forms/keyring', [
    ['which keys are tried of all secrets, and of each alone ("?": by the fallback of Docker Hub)', toTable(rows)],
  ]);
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

t.test('the first mistake of a text', async (t) => {
  const short = (text: string) =>
    text.length > 50 ? `${text.slice(0, 8)}...${text.slice(-4)} (${text.length})` : text;
  const blocks = Object.entries(FLAWED).map(([name, texts]): Block => {
    return [name, toTable(texts.map((text) => [quoted(short(text)), textFlaw(fromText(text)) ?? '']))];
  });
  matchTold(t, 'secret-forms/flaws', blocks);
});

type Login = readonly [user: string, password: string, key: string];

t.test('what a login is, where it ends, and what is wrong with it', async (t) => {
  const jwt = (claims: unknown, header: unknown = { alg: 'x' }) => `${base64url(header)}.${base64url(claims)}.c`;
  const key = (more: Readonly<Record<string, unknown>> = {}) =>
    JSON.stringify({ type: 'service_account', client_email: 'a', private_key: 'b', ...more });
  const acr = '00000000-0000-0000-0000-000000000000';
  const issued = (aud: unknown, iss: unknown = 'Azure Container Registry') => jwt({ iss, aud });
  const cases: Readonly<Record<string, readonly Login[]>> = {
    'times of a JWT': (['exp'] as const).flatMap((name) =>
      [999_999_999, 1e9, 9_999_999_999, 1e10, 1.5e9 + 0.0005, '1500000000', null, Number.NaN].map(
        (value): Login => ['u', jwt({ [name]: value }), 'r.io'],
      ),
    ),
    'headers of a JWT': [{}, { alg: 5 }, { alg: '' }, [], 'x', null].map(
      (header): Login => ['u', jwt({ exp: 1.5e9 }, header), 'r.io'],
    ),
    'parts of a JWT': [
      'a.b',
      'a.b.c.d',
      `${base64url({ alg: 'x' })}.${base64url({ exp: 1.5e9 })}.`,
      `${base64url({ alg: 'x' })}.${base64url({ exp: 1.5e9 })}.+`,
      `${base64url({ alg: 'x' })}.%.c`,
      `x.${base64url({ exp: 1.5e9 })}.c`,
      `${base64url({ alg: 'x' })}.${base64url([1])}.c`,
    ].map((password): Login => ['u', password, 'r.io']),
    'a JWT, and tokens of GitLab jobs': [
      jwt({ exp: 1.5e9, s: '\u00ff\u00fe>>>???' }),
      `glcbt-${jwt({ exp: 1.5e9 })}`,
      `xglcbt-${jwt({ exp: 1.5e9 })}`,
      'glcbt-x',
      'xglcbt-x',
    ].map((password): Login => ['u', password, 'r.io']),
    users: ['gitlab-ci-token', 'oauth2accesstoken', '_json_key', '_json_key_base64', 'AWS', acr, '', 'aws'].map(
      (user): Login => [user, 'x', 'r.io'],
    ),
    tokens: [
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
    ].map((password): Login => ['u', password, 'r.io']),
    ECR: [
      base64('{"expiration":1500000000}'),
      base64('{"expiration":"x"}'),
      base64('{}'),
      base64('[]'),
      base64('null'),
      'x',
      '%',
    ].map((password): Login => ['AWS', password, '123456789012.dkr.ecr.a.amazonaws.com']),
    'keys of service accounts': [
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
    ].map((password): Login => ['_json_key', fromText(password), 'gcr.io']),
    'an address for a user': ['docker.io', 'index.docker.io', 'index.docker.io/x', 'quay.io', 'harbor.x.io'].map(
      (host): Login => ['a@b', 'x', host],
    ),
    'robots of Harbor': ['robot', 'robot+x', 'robotx', 'robot$x', 'xrobot'].flatMap((user) =>
      ['harbor.x.io', 'HARBOR.x.io/p', 'x.io'].map((host): Login => [user, 'x', host]),
    ),
    dollars: ['a$$b', '$$', '$a$'].map((user): Login => [user, 'x', 'r.io']),
    'tokens of other registries': [
      `ghp_${'a'.repeat(35)}`,
      `ghp_${'a'.repeat(36)}`,
      `ghs_${'a'.repeat(10)}`,
      `ghp_${'a'.repeat(10)}_`,
      `xghp_${'a'.repeat(10)}`,
      'github_pat_x',
      'dckr_pat_x',
      'x',
    ].flatMap((password) =>
      ['ghcr.io', 'ghcr.io/o', 'docker.io', 'r.io', ''].map((host): Login => ['u', password, host]),
    ),
    'tokens of Azure': [
      issued('acme.azurecr.io'),
      issued('ACME.azurecr.io'),
      issued('other.azurecr.io'),
      issued('acme.x.azurecr.io'),
      issued(5),
      issued('acme.azurecr.io', 'x'),
      'x',
    ].flatMap((password) =>
      ['acme.azurecr.io', '*.azurecr.io', 'ACME.azurecr.io/x', ''].map((host): Login => [acr, password, host]),
    ),
    'empty, and not UTF-8': [
      ['\u00ff', 'x'],
      ['x', '\u00ff'],
      ['', '\u00ff'],
      ['', ''],
      ['x', ''],
      ['\u00ff', ''],
    ].map(([user = '', password = '']): Login => [user, password, 'r.io']),
    placeholders: ['<token>', '<x>'].flatMap((user) =>
      [jwt({}), 'x'].map((password): Login => [user, password, 'r.io']),
    ),
    'users of other registries': [
      '123456789012.dkr.ecr.a.amazonaws.com',
      '*.dkr.ecr.*.amazonaws.com',
      'nvcr.io',
      'icr.io',
      'r.io',
    ].flatMap((host) => ['AWS', 'me', 'iamapikey', '"me"'].map((user): Login => [user, 'x', host])),
  };
  const short = (text: string) =>
    text.length > 40 ? `${text.slice(0, 12)}...${text.slice(-8)} (${text.length})` : text;
  const blocks = Object.entries(cases).map(([name, of]): Block => {
    const rows = of.map(([username, password, host]) => {
      const { login, expiresAt, lifetime, flaws } = classifyCredential({ username, password, key: host });
      const until = expiresAt === undefined ? '' : new Date(expiresAt).toISOString();
      const lasts = lifetime === undefined ? '' : `${lifetime / 60_000} min`;
      return [
        quoted(short(toText(username))),
        quoted(short(toText(password))),
        host,
        login,
        until,
        lasts,
        flaws.join(', '),
      ];
    });
    return [name, toTable([['user', 'password', 'at', 'is', 'until', 'lasts', 'flaws'], ...rows])];
  });
  matchTold(t, 'secret-forms/logins', blocks);
});

t.test('nothing is left of what is told no more', async (t) => {
  const topics = ['entries', 'documents', 'wrong-place', 'none', 'whole-file', 'picked', 'keyring', 'flaws', 'logins'];
  matchTopics(t, 'secret-forms', topics);
});
