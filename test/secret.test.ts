/** Secrets: bodies as Go decodes them, keys as Go's URL parser sees them, and nothing that leaks. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import t from 'tap';
import { decodeBase64 } from '../src/core/secret/base64.js';
import { fromText, toText } from '../src/core/secret/byte-string.js';
import { type ConfigForm, decodeDockerConfig } from '../src/core/secret/docker-config.js';
import { normalizeKey } from '../src/core/secret/key.js';
import { createKeyReader, keyPlace, readKey } from '../src/core/secret/key-reading.js';
import { keyMatches } from '../src/core/secret/keyring.js';
import { parsePullSecret } from '../src/core/secret/parse.js';
import { isTokenLike } from '../src/core/secret/plain-key.js';
import type { PullSecret } from '../src/core/types.js';
import { ANY_CHARACTER } from './support/any-character.js';

function load<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`vectors/${name}`, import.meta.url), 'utf8')) as T;
}

interface Body {
  readonly case: string;
  readonly type: string;
  readonly dataKey: string;
  readonly valueBase64: string;
  readonly outcome: 'loaded' | 'skipped' | 'error';
  readonly errorClass?: 'json-syntax' | 'json-type' | 'auth-base64' | 'auth-no-colon';
  readonly matched?: number;
  readonly username?: string;
  readonly password?: string;
  readonly notUtf8?: true;
  readonly runtimeSends?: 'basic' | 'anonymous';
}

const details = load<{
  readonly keyNormalisation: readonly { readonly key: string; readonly normalized: string | null }[];
  readonly secretBodies: readonly Body[];
}>('keyring-details.json');

const DOCKER_CONFIG = 'kubernetes.io/dockerconfigjson';

function secret(type: string, data: Readonly<Record<string, string | Uint8Array>>): PullSecret {
  const bytes = Object.entries(data).map(([key, value]) => [key, typeof value === 'string' ? encode(value) : value]);
  return parsePullSecret({ namespace: 'team', name: 'regcred', type, data: Object.fromEntries(bytes) });
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function decode(body: string | Uint8Array, form: ConfigForm = 'dockerconfigjson') {
  return decodeDockerConfig(form, typeof body === 'string' ? encode(body) : body);
}

/** Entries as [key, user, password], or the code of the fault. */
function logins(body: string | Uint8Array, form?: ConfigForm): unknown {
  const config = decode(body, form);
  return config.ok
    ? config.entries.map((entry) => [entry.key, toText(entry.username), toText(entry.password)])
    : config.fault.code;
}

t.test('keyring-details: 245 keys are normalised or dropped as the kubelet does it', async (t) => {
  t.equal(details.keyNormalisation.length, 245);
  for (const { key, normalized } of details.keyNormalisation) {
    const ours = normalizeKey(key);
    t.equal(ours.ok ? ours.key : null, normalized, key);
  }
});

const CODES = { 'json-syntax': 'syntax', 'json-type': 'type', 'auth-base64': 'base64', 'auth-no-colon': 'no-colon' };

t.test('keyring-details: 114 secret bodies come out as in the kubelet', async (t) => {
  t.equal(details.secretBodies.length, 114);
  const outcomes = { loaded: 0, skipped: 0, error: 0 };
  for (const row of details.secretBodies) {
    outcomes[row.outcome] += 1;
    const data = Buffer.from(row.valueBase64, 'base64');
    const parsed = secret(row.type, { [row.dataKey]: data });
    switch (row.outcome) {
      case 'error':
        t.match(parsed, { form: 'malformed', fault: { code: row.errorClass && CODES[row.errorClass] } }, row.case);
        break;
      case 'skipped':
        t.equal(parsed.form, 'unusable', row.case);
        break;
      case 'loaded': {
        if (parsed.form !== 'dockerconfigjson' && parsed.form !== 'dockercfg') throw new Error(row.case);
        const index = parsed.entries.findIndex((entry) => entry.normalized === 'ghcr.io');
        t.equal(index === -1 ? 0 : 1, row.matched, row.case);
        if (index === -1) break;
        const config = decodeDockerConfig(parsed.form, data);
        const raw = config.ok ? config.entries[index] : undefined;
        t.equal(toText(raw?.username ?? '?'), row.username, row.case);
        if (row.password !== undefined) t.equal(toText(raw?.password ?? '?'), row.password, row.case);
        const entry = parsed.entries[index];
        t.equal(entry?.flaws.includes('not-utf8'), row.notUtf8 === true, row.case);
        if (row.runtimeSends !== undefined) t.equal(entry?.hasUser, row.runtimeSends === 'basic', row.case);
        break;
      }
      default:
        throw new Error(row.outcome satisfies never);
    }
  }
  t.comment(JSON.stringify(outcomes));
});

type UpstreamRow = { readonly id: string; readonly op: string; readonly error?: true } & {
  readonly auth?: string;
  readonly json?: string;
  readonly username?: string;
  readonly password?: string;
  readonly format?: ConfigForm;
  readonly entries?: Readonly<Record<string, { readonly username: string; readonly password: string }>>;
};

t.test('upstream: 18 rows of the kubelet tests about decoding', async (t) => {
  const rows = load<{ keyring: readonly UpstreamRow[] }>('from-upstream-tables.json').keyring.filter(({ op }) =>
    op.startsWith('decode'),
  );
  t.equal(rows.length, 18);
  for (const row of rows) {
    const entry = row.op === 'decodeAuth' ? JSON.stringify({ auth: row.auth }) : row.json;
    const ours = row.op === 'decodeFile' ? logins(row.json ?? '', row.format) : logins(`{"auths":{"x":${entry}}}`);
    const one = [['x', row.username, row.password]];
    const theirs = row.entries ? Object.entries(row.entries).map(([k, v]) => [k, v.username, v.password]) : one;
    if (row.error) t.type(ours, 'string', row.id);
    else t.same(ours, theirs, row.id);
  }
});

t.test("duplicates, names in other case and null are decoded by Go's rules", async (t) => {
  const cases: readonly (readonly [string, string, unknown])[] = [
    [
      'two auths objects are merged',
      '{"auths":{"a":{"username":"1"}},"auths":{"b":{"username":"2"}}}',
      [
        ['a', '1', ''],
        ['b', '2', ''],
      ],
    ],
    [
      'an entry given twice is replaced as a whole',
      '{"auths":{"a":{"username":"1","password":"p"},"a":{"username":"2"}}}',
      [['a', '2', '']],
    ],
    ['null takes back the auths before it', '{"auths":{"a":{"username":"1"}},"auths":null}', []],
    ['and the auths after it count', '{"auths":null,"Auths":{"a":{}}}', [['a', '', '']]],
    ['null leaves a string as it is', '{"auths":{"a":{"username":"1","username":null}}}', [['a', '1', '']]],
    ['the last string wins, whatever its case', '{"auths":{"a":{"username":"1","UserName":"2"}}}', [['a', '2', '']]],
    ['a long s is an s', '{"auth\u017f":{"a":{"u\u017fername":"1"}}}', [['a', '1', '']]],
    ['an escaped name is the name', '{"\\u0061uths":{"a":{"user\\u006eame":"1"}}}', [['a', '1', '']]],
    ['another name is not', '{"auths ":{"a":1}}', []],
    ['a null entry is an empty one', '{"auths":{"a":null}}', [['a', '', '']]],
    ['null in HttpHeaders is nothing', '{"HttpHeaders":{"a":null},"auths":{}}', []],
    ['a number that is skipped may be of any size', '{"x":1e9999,"auths":{}}', []],
    ['the error of an entry comes before a saved type error', '{"HttpHeaders":1,"auths":{"a":{"auth":"%"}}}', 'base64'],
    ['a type error counts even where null follows', '{"auths":1,"auths":null}', 'type'],
    ['a syntax error comes before everything', '{"auths":1,', 'syntax'],
    [
      'prototype names are hosts',
      '{"auths":{"__proto__":{"username":"1"},"constructor":{}}}',
      [
        ['__proto__', '1', ''],
        ['constructor', '', ''],
      ],
    ],
  ];
  for (const [name, body, expected] of cases) t.same(logins(body), expected, name);
});

t.test('strings are decoded byte by byte', async (t) => {
  const bytes = (text: string) => Uint8Array.from(text, (byte) => byte.charCodeAt(0));
  const user = (inside: string): unknown => logins(bytes(`{"auths":{"a":{"username":"${inside}"}}}`));
  const cases: readonly (readonly [string, string])[] = [
    ['\u00c3\u00a9', 'é'],
    ['\u00ff\u00fe', '\ufffd\ufffd'],
    ['\u00e4\u00bd\\u0041', '\ufffd\ufffdA'],
    ['\u00ed\u00a0\u0080', '\ufffd\ufffd\ufffd'],
    ['\\ud83d\\ude00', '😀'],
    ['\\ude00\\ud83d', '\ufffd\ufffd'],
    ['\\ud83d\\u0041', '\ufffdA'],
    ['\\ud83d\\n', '\ufffd\n'],
    ['\\/\\"\\b', '/"\b'],
  ];
  for (const [inside, expected] of cases) t.same(user(inside), [['a', expected, '']], JSON.stringify(inside));
});

t.test('nesting is allowed to 10,000 levels and not beyond', async (t) => {
  const nested = (depth: number) => `{"x":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)},"auths":{}}`;
  t.same(logins(nested(10_000)), []);
  t.same(decode(nested(10_001)), { ok: false, fault: { code: 'syntax', path: '', why: 'it is nested too deeply' } });
  t.same(logins('['.repeat(1_000_000)), 'syntax');
});

t.test('base64 is read strictly, line breaks excepted', async (t) => {
  const cases: readonly (readonly [string, string])[] = [
    ['dTpw', 'u:p'],
    ['d\r\nTpw\n', 'u:p'],
    ['dTo=', 'u:'],
    ['dTo', 'u:'],
    ['dT\n==\n', 'u'],
    ['', ''],
    ['dTp', 'u:'],
    ['dT p', 'blank'],
    ['dT-w', 'url-safe'],
    ['dTp%', 'character'],
    ['dTpw=', 'padding'],
    ['dTo==', 'padding'],
    ['=', 'padding'],
    ['d=Tp', 'padding'],
    ['dTpwd', 'length'],
  ];
  for (const [text, expected] of cases) {
    const decoded = decodeBase64(text);
    t.equal(decoded.ok ? decoded.bytes : decoded.fault, expected, JSON.stringify(text));
  }
});

t.test('a fault says where and why, and never what', async (t) => {
  const cases = [
    '',
    ' \n',
    '\ufeff{}',
    '{"auths":{}} x',
    '{"auths":{}',
    "{'auths':{}}",
    '[]',
    '{"auths":[]}',
    '{"auths":{"ghcr.io":"SECRET"}}',
    '{"auths":{"ghcr.io":{"password":5}}}',
    '{"auths":{"https://me:SECRET@ghcr.io":{"auth":"SECRET-"}}}',
    '{"auths":{"ghcr.io":{"auth":"SECRETS "}}}',
    '{"auths":{"ghcr.io":{"auth":"SECRE"}}}',
    '{"auths":{"ghcr.io":{"auth":"SECRET=="}}}',
    '{"auths":{"ghcr.io":{"auth":"U0VDUkVU"}}}',
    '{"auths":{},"HttpHeaders":{"a":5}}',
  ];
  const faults = cases.map((body) => {
    const parsed = secret(DOCKER_CONFIG, { '.dockerconfigjson': body });
    return `${JSON.stringify(body)}\n  ${parsed.form === 'malformed' ? `${parsed.fault.code} ${parsed.fault.path} ${parsed.fault.why}` : parsed.form}`;
  });
  t.matchSnapshot(faults.join('\n'));
  t.notMatch(faults.map((fault) => fault.split('\n')[1]).join('\n'), /SECRE|U0VD/);
});

t.test('a dropped key says why', async (t) => {
  const keys = [
    'a\nb.io',
    'a b.io',
    'a%41.io',
    'r[12].io',
    '[1.2.3.4]',
    'a.io:port',
    'a.io:1:2',
    'a.io/%zz',
    'a.io#%zz',
    'm<e@a.io',
  ];
  const words = keys.map((key) => {
    const normalized = normalizeKey(key);
    return `${JSON.stringify(key)}: ${normalized.ok ? normalized.key : normalized.why}`;
  });
  t.matchSnapshot(words.join('\n'));
});

t.test('a key is shown rebuilt of its parts, or in words', async (t) => {
  const cases: readonly (readonly [key: string, shown: string, place?: string])[] = [
    ['ghcr.io', 'ghcr.io', '["ghcr.io"]'],
    ['https://index.docker.io/v1/', 'https://index.docker.io/v1/'],
    ['https://me:secret@ghcr.io/org', 'https://ghcr.io/org', '["https://ghcr.io/org"]'],
    ['me@ghcr.io', 'ghcr.io'],
    ['me:se@cret@ghcr.io', 'ghcr.io'],
    ['HTTPS://me:secret@ghcr.io', 'HTTPS://ghcr.io'],
    ['https:/me:secret@ghcr.io', 'https:/ghcr.io'],
    ['https://http://me:secret@ghcr.io', 'https://http://ghcr.io'],
    ['///me:secret@ghcr.io', '///ghcr.io'],
    ['me:secret@[::1]:5000/org', '[::1]:5000/org'],
    ['ghcr.io:5000/org/app@sha256:abc', 'ghcr.io:5000/org/app@sha256:abc'],
    ['[::1]:5000/org/app@sha256:abc', '[::1]:5000/org/app@sha256:abc'],
    [`ghcr.io/app@sha256:${'0123456789abcdef'.repeat(4)}`, 'ghcr.io/app@sha256:01234567...'],
    ['ghcr.io#secret', 'ghcr.io'],
    ['ghcr.io/%6Frg', 'ghcr.io/org'],
    [' me:secret@ghcr.io', 'a key with a blank in front', '[a key with a blank in front]'],
    ['me:secret@ghcr.io\n', 'a key with a line break or another control character at its end'],
    ['m e:secret@ghcr.io', 'a key with a login that is not written as one'],
    ['me:se/cret@ghcr.io', 'a key with "@" in it, of which one cannot tell where a login ends'],
    ['https://me:secret?x@ghcr.io', 'a key with "@" in it, of which one cannot tell where a login ends'],
    ['https://me:secret#x@ghcr.io', 'a key with "@" in it, of which one cannot tell where a login ends'],
    ['ghcr.io@me:secret', 'a key with "@" in it, of which one cannot tell where a login ends'],
    ['ghcr.io?token=secret', 'a key with "?"'],
    ['me:secret', 'a key with a port that is no number'],
    ['ghcr.io/me:secret', 'a key with a tag in it'],
    ['secret://ghcr.io', 'a key with a scheme that the kubelet does not strip'],
    ['ghp_0123456789abcdef', 'a key with what looks like a token in it'],
    ['ghcr.io/org/ghp_0123456789abcdef/app', 'a key with what looks like a token in it'],
    ['ghcr.io/{secret}', 'a key with a character that no image name has'],
    [`ghcr.io/${'a/'.repeat(600)}`, 'a key that is longer than the name of any registry'],
  ];
  for (const [key, shown, place] of cases) {
    t.equal(readKey(key).key, shown, key);
    if (place !== undefined) t.equal(keyPlace(key), place);
  }
});

t.test('a shown key means to the kubelet what the key means, or as little', async (t) => {
  const piece = fc.constantFrom(
    ...[
      'https://',
      'http:/',
      'HTTPS://',
      'oci://',
      '//',
      '/',
      'me:pw@',
      'me@',
      '@',
      ':',
      ':5000',
      ':x',
      '*',
      '?',
      '#',
      '%',
    ],
    ...[
      '%40',
      '%2F',
      '[::1]',
      'ghcr.io',
      'GHCR.io',
      'localhost',
      'acme',
      '.',
      '/v1',
      '/v2/',
      'org',
      ' ',
      '\n',
      '\\',
      ',',
    ],
    ...['@sha256:0123', '\uff20', '\u200b', '"', '<x>', '{{x}}'],
  );
  const keys = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
  const images = [
    'ghcr.io/org/app',
    'ghcr.io/v2/app',
    'docker.io/acme/app',
    '[::1]:5000/org',
    'localhost:5000/org',
    'GHCR.io/a',
  ];
  const matching = (normalized: string | null): readonly boolean[] =>
    images.map((image) => normalized !== null && keyMatches(normalized, image));
  let shown = 0;
  fc.assert(
    fc.property(keys, (key) => {
      const whole = normalizeKey(key);
      const { key: text, normalized, dropped, described } = readKey(key);
      const kept = matching(normalized);
      // What the parser leaves out of `normalized` could have matched nothing.
      if (String(kept) !== String(matching(whole.ok ? whole.key : null))) return false;
      if ((dropped === undefined) !== whole.ok) return false;
      if (described !== undefined) return true;
      shown += 1;
      const again = normalizeKey(text);
      return again.ok === whole.ok && String(matching(again.ok ? again.key : null)) === String(kept);
    }),
    { numRuns: 5000, seed: 20261126 },
  );
  t.ok(shown > 1000, `${shown} were shown`);
});

t.test('of many odd keys only the first are studied', async (t) => {
  const read = createKeyReader(2);
  t.strictSame(
    [' ghcr.io', 'quay.io', ' quay.io', ' docker.io'].map((key) => read(key).described?.rest),
    ['ghcr.io', undefined, 'quay.io', undefined],
  );
  t.equal(read(' docker.io').key, 'a key with a character that no image name has');
});

t.test('what looks like a token', async (t) => {
  const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJleHAiOjF9.c2lnbmF0dXJl';
  const tokens = [
    'ghp_0123456789abcdef',
    'AKIAIOSFODNN7EXAMPLE',
    jwt,
    'glpat-0123456789abcdefghij',
    'aB3'.repeat(14),
    '0f'.repeat(16),
  ];
  for (const token of tokens) t.ok(isTokenLike(`ghcr.io/org/${token}/app`), token);
  const names = [
    '123456789012.dkr.ecr.eu-west-1.amazonaws.com/prod/asia-pacific-applications-and-services',
    'asia-northeast1-docker.pkg.dev/project/repository',
    'registry.example.com/eyjafjallajokull/akiasomethinglower',
    '[2001:db8:85a3:8d3:1319:8a2e:370:7348]:5000/app',
  ];
  for (const name of names) t.notOk(isTokenLike(name), name);
});

t.test('an unusable secret tells why, and what it holds for the hint', async (t) => {
  const config = '{"auths":{"ghcr.io":{"auth":"dTpw"}}}';
  const cases: readonly (readonly [string, string, Record<string, string>, string, string | undefined])[] = [
    ['Opaque under the right key', 'Opaque', { '.dockerconfigjson': config }, 'type', '.dockerconfigjson'],
    ['Opaque under config.json', 'Opaque', { 'config.json': config, other: 'x' }, 'type', 'config.json'],
    ['Opaque under any name', 'Opaque', { a: '[]', regcred: config }, 'type', 'regcred'],
    ['the usual name goes first', 'Opaque', { aaa: config, '.dockerconfigjson': config }, 'type', '.dockerconfigjson'],
    ['no type', '', { dockerconfigjson: config }, 'type', 'dockerconfigjson'],
    ['right type, wrong key', DOCKER_CONFIG, { 'config.json': config }, 'key-missing', 'config.json'],
    ['right type, empty key', DOCKER_CONFIG, { '.dockerconfigjson': '', b: config }, 'key-empty', 'b'],
    ['the other type', 'kubernetes.io/dockercfg', { '.dockerconfigjson': config }, 'key-missing', '.dockerconfigjson'],
    ['a bare map of hosts', 'Opaque', { '.dockercfg': '{"ghcr.io":{"auth":"dTpw"}}' }, 'type', '.dockercfg'],
    ['a bare map elsewhere is anything', 'Opaque', { 'a.json': '{"ghcr.io":{"auth":"dTpw"}}' }, 'type', undefined],
    ['broken', 'Opaque', { '.dockerconfigjson': '{' }, 'type', undefined],
    ['no entries', 'Opaque', { '.dockerconfigjson': '{"auths":{}}' }, 'type', undefined],
    ['nothing', 'Opaque', {}, 'type', undefined],
    ['prototype names', DOCKER_CONFIG, { constructor: config }, 'key-missing', 'constructor'],
  ];
  for (const [name, type, data, why, dataKey] of cases) {
    const parsed = secret(type, data);
    if (parsed.form !== 'unusable') throw new Error(name);
    t.equal(parsed.why, why, name);
    t.equal(parsed.holds?.dataKey, dataKey, name);
    if (dataKey !== undefined) t.equal(parsed.holds?.entries[0]?.normalized, 'ghcr.io', name);
  }
});

t.test('what a parsed secret looks like', async (t) => {
  const body = {
    auths: {
      'https://index.docker.io/v1/': { username: 'acme', password: 'PASSWORD', auth: 'YWNtZTpQQVNTV09SRA==' },
      'https://me:PASSWORD@ghcr.io': { username: 'AWS', password: 'PASSWORD' },
      'my reg.io': {},
      'acme.azurecr.io': {
        auth: Buffer.from('00000000-0000-0000-0000-000000000000:').toString('base64'),
        identitytoken: 'PASSWORD',
      },
    },
    credsStore: 'desktop',
  };
  const parsed = secret(DOCKER_CONFIG, { '.dockerconfigjson': JSON.stringify(body) });
  t.matchSnapshot(JSON.stringify(parsed, null, 2));
  t.notMatch(JSON.stringify(parsed), /PASSWORD/);
  const plain = parsePullSecret({ namespace: 'n', name: 's', type: 'Opaque', data: {}, changedAt: 5 });
  t.same(plain, { namespace: 'n', name: 's', type: 'Opaque', changedAt: 5, form: 'unusable', why: 'type' });
});

t.test('no bytes make it throw, and no password comes out', async (t) => {
  const password = fc.string({ unit: ANY_CHARACTER }).map((tail) => `hunter2${tail}`);
  const host = fc.oneof(
    fc.constantFrom('ghcr.io', '__proto__', 'https://index.docker.io/v1/', 'toString'),
    fc.string(),
  );
  const login = fc.oneof(
    fc.record({ username: fc.string(), password }),
    fc.record({ username: fc.string(), password: password.map((p) => Buffer.from(p).toString('base64')) }),
    password.map((p) => ({ auth: Buffer.from(`u:${p}`).toString('base64') })),
    password.map((p) => ({ auth: `${Buffer.from(`u:${p}`).toString('base64')}%` })),
    fc.jsonValue(),
  );
  const body = fc.array(fc.tuple(host, login)).map((all) => JSON.stringify({ auths: Object.fromEntries(all) }));
  const broken = fc.tuple(body, fc.nat(), fc.nat(255)).map(([text, at, byte]) => {
    const bytes = encode(text);
    bytes[at % bytes.length] = byte;
    return bytes;
  });
  const data = fc.oneof(fc.uint8Array({ maxLength: 200 }), body.map(encode), broken);
  const type = fc.constantFrom(DOCKER_CONFIG, 'kubernetes.io/dockercfg', 'Opaque');
  const key = fc.constantFrom('.dockerconfigjson', '.dockercfg', 'config.json');
  fc.assert(
    fc.property(type, key, data, (kind, dataKey, value) => {
      const text = JSON.stringify(secret(kind, { [dataKey]: value }));
      if (/hunter2|aHVudGVyM|dTpodW50ZXIy/.test(text)) throw new Error('a password came out');
    }),
    { numRuns: 1000, seed: 11 },
  );
  t.pass();
});

t.test('text survives the way to bytes and back, stray bytes too', async (t) => {
  fc.assert(
    fc.property(fc.uint8Array(), (data) => {
      const bytes = String.fromCharCode(...data);
      // An escaped byte may join its neighbours to a sequence only where the bytes were one already.
      if (fromText(toText(bytes)) !== bytes) throw new Error('not the same');
      if (Buffer.from(bytes, 'latin1').toString('utf8').includes('\ufffd')) return;
      if (toText(bytes) !== Buffer.from(bytes, 'latin1').toString('utf8')) throw new Error('not the same text');
    }),
    { numRuns: 1000, seed: 13 },
  );
  t.pass();
});
