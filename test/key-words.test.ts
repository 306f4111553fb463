/** What becomes of the key of a secret on its way out of the parser, line by line: what is shown, kept and told of it. */
import t from 'tap';
import { normalizeKey } from '../src/core/secret/key.js';
import { createKeyReader, keyPlace, readKey } from '../src/core/secret/key-reading.js';
import { cleanEdges, cleanInside } from '../src/core/secret/key-slips.js';
import { isTokenLike, namesHost, plainKey, withoutLogin } from '../src/core/secret/plain-key.js';
import { type Block, matchTold, matchTopics, quoted, toTable } from './support/told.js';

/** Put together, because the linter takes the text itself for a forgotten template string. */
function variable(name: string): string {
  return `$\{${name}}`;
}

const HEX = '0123456789abcdef';
const MIXED = 'aB3dE5';

const KEYS: Readonly<Record<string, readonly string[]>> = {
  plain: [
    '',
    '/',
    '//',
    'ghcr.io',
    'GHCR.io',
    'ghcr.io/',
    'ghcr.io//',
    'ghcr.io/org/',
    'ghcr.io/Org',
    'ghcr.io/org~x',
    'localhost',
  ],
  'hosts without a dot, ports': [
    'registry',
    'Registry',
    'registry:5000',
    'my_registry',
    'my_registry/app',
    'x*y',
    'localhost/app',
    'a.b:5000/c',
    'a.b:/c',
    'a.b:*',
  ],
  'wildcards and addresses': [
    '*',
    '*.io',
    '*.*',
    'gh*.io/org',
    '*.ghcr.io:5000',
    '[::1]',
    '[::1]:5000',
    '[::1]:5000/org',
    '[::*]',
    '::1',
    '1:2:3:4:5:6:7:8',
    'a.b:1:2',
  ],
  'slashes and https': [
    'https://',
    'https://ghcr.io',
    'http://ghcr.io',
    'https:/ghcr.io',
    'https//ghcr.io',
    'https:ghcr.io',
    'https:///ghcr.io',
    '//ghcr.io',
    'HTTPS://ghcr.io',
  ],
  schemes: [
    'https://https://ghcr.io',
    'https://http://https://ghcr.io',
    'https://https://https://https://ghcr.io',
    'oci://ghcr.io',
    'OCI://ghcr.io',
    's3://x.io',
    'helm://ghcr.io/org',
    'x://ghcr.io',
    'git+ssh://ghcr.io',
    '1x://ghcr.io',
    'https://oci://ghcr.io',
  ],
  'versions of an API': [
    'ghcr.io/v1',
    'ghcr.io/v1/',
    'ghcr.io/v2/',
    'ghcr.io/v2/org',
    'ghcr.io/v3/',
    'https://index.docker.io/v1/',
    'https://index.docker.io/v1//',
  ],
  tags: [
    'ghcr.io/app:1',
    'ghcr.io/app:1.2.3.4',
    'ghcr.io/app:1.2.3.4.5',
    'ghcr.io/app:v1',
    'ghcr.io/app:latest',
    'ghcr.io/app:stable',
    'ghcr.io/app:',
    'ghcr.io:80/app:secret',
    'app:secret',
    '/app:secret',
    'x/app:secret',
    'x:/app:secret',
    'ghcr.io/a:b/c',
  ],
  digests: [
    'ghcr.io@sha256:0123',
    `ghcr.io/app@sha256:${HEX.repeat(4)}`,
    `ghcr.io/app@sha512:${HEX}`,
    'ghcr.io/app@sha256:01234567',
    'ghcr.io/app@sha256:012345678',
    'ghcr.io/app@sha256:XYZ',
    'ghcr.io/app@md5:0123',
    'ghcr.io/app:1@sha256:0123',
  ],
  logins: [
    'me@ghcr.io',
    'me:pw@ghcr.io',
    'me:pw@ghcr.io/org',
    'me:pw@localhost',
    'me:pw@localhost:5000',
    'me:pw@registry',
    'me:pw@[::1]:5000',
    'me:p@w@ghcr.io',
    'https://me:pw@ghcr.io',
    'HTTPS://me:pw@ghcr.io',
    ' me:pw@ghcr.io',
    'me:pw@ghcr.io ',
    'me:pw@gh cr.io',
    'me:pw@ghcr.io:x',
    'me:p/w@ghcr.io',
    'me:pw@',
    '@ghcr.io',
    'me@',
    'me:pw@.io',
    'me:pw@io.',
    'me:pw@ghcr.io\\org',
    'me:pw@ghcr.io#x',
    'me:pw@ghcr.io?x',
    'me?x@ghcr.io',
    'me#x@ghcr.io',
    'ghcr.io/me@x',
    'm<e@ghcr.io',
    'me@ghcr.io@',
  ],
  'question marks and fragments': [
    'ghcr.io#x',
    'ghcr.io/org#x',
    'ghcr.io#%zz',
    'ghcr.io?x',
    'ghcr.io/a?x',
    'g?cr.io',
    'G?cr.io',
    '?',
    '?x',
    'registry?',
    'a?b@c',
    'ghcr.io?#',
    'ghcr.io#?',
  ],
  'percent escapes': [
    'ghcr.io/%6Frg',
    'ghcr.io/%2F',
    'ghcr.io/%zz',
    '%67hcr.io',
    'ghcr.io/a%20b',
    'gh%25cr.io',
    'ghcr.io/%41',
  ],
  'blanks, control characters and quotes': [
    ' ghcr.io',
    'ghcr.io ',
    ' ghcr.io ',
    '  ',
    'gh cr.io',
    ' gh cr.io ',
    '\tghcr.io',
    'ghcr.io\n',
    'gh\ncr.io',
    '\n',
    '\u0000',
    '\u007fghcr.io',
    ' \nghcr.io',
    ' "ghcr.io" ',
    '"ghcr.io"',
    '"ghcr.io',
    'ghcr.io"',
    "'ghcr.io'",
    '`ghcr.io`',
    'gh"cr.io',
    'gh"c r.io',
    '"',
    '"" ""',
  ],
  'outside ASCII': [
    'ghcr.io\u200b',
    '\ufeffghcr.io',
    'gh\u00e9cr.io',
    '\uff47hcr.io',
    '\u00e9',
    'me:pw\u00e9@ghcr.io',
    'ghcr.io/\u00e9',
    ' \u00e9ghcr.io',
  ],
  placeholders: [
    variable('R'),
    `${variable('R')}/org`,
    `ghcr.io/${variable('O')}`,
    `https://ghcr.io/${variable('O')}/x`,
    '$(R)',
    '{{ r }}',
    'ghcr.io/{{ o }}',
    '$R',
    '$R/x',
    'ghcr.io/$O',
    'ghcr.io$O',
    '<registry>',
    'ghcr.io/<org>',
    '<>',
    '<1>',
    `<${'a'.repeat(40)}>`,
    `<${'a'.repeat(41)}>`,
    `x.io:${variable('P')}/org`,
    `me@${variable('R')}`,
  ],
  'classes of characters': [
    '[gx]hcr.io',
    'ghcr.io/[ab]',
    'gh[cr.io',
    'ghc]r.io',
    '[gx]hcr.io:5000/org',
    'https://[gx]hcr.io',
    'g[x][y]cr.io',
    '[]ghcr.io',
    'reg[12].example.com',
  ],
  'ports that are none': [
    'ghcr.io:port',
    'ghcr.io:PORT/org',
    'ghcr.io:',
    'ghcr.io::',
    'ghcr.io:80:90',
    'ghcr.io:8*',
    'ghcr.io:80x',
    'me:secret',
    ':5000',
    ':port',
    '[::1]:port',
    '[::1]port',
    '[::1]x',
    'ghcr.io:port/app:x',
    'ghcr.io:123456',
    'https://ghcr.io:port',
  ],
  tokens: [
    'ghp_0123456789',
    'ghp_012345678',
    'ghcr.io/ghp_0123456789/x',
    'ghcr.io/a/ghp_0123456789/x',
    'ghp_0123456789.io/x',
    'https://ghcr.io/ghp_0123456789',
    'me@ghcr.io/ghp_0123456789',
    'xghp_0123456789',
    'ghcr.io/xghp_0123456789',
  ],
  'odd characters': [
    'ghcr.io,quay.io',
    'ghcr.io;',
    'qu{ay}.io',
    'ghcr.io\\org',
    'ghcr.io/a+b',
    'ghcr.io/a=b',
    'ghcr..io',
    '.ghcr.io',
    'ghcr.io.',
    '-ghcr.io',
    'gh_cr.io/x',
    'ghcr.io/..',
    '()',
    '^',
    '~',
  ],
};
const ALL_KEYS = Object.values(KEYS).flat();

/** What is shown, what it means to the kubelet, what is wrong with it, and what is left without that. */
function read(raw: string): readonly string[] {
  const { key, normalized, dropped, described } = readKey(raw);
  const slips = described?.slips.map(({ kind, place, dropped: why }) =>
    [kind, ...(place === undefined ? [] : [place]), ...(why === undefined ? [] : [`(${why})`])].join(' '),
  );
  const means = normalized === null ? '' : same(normalized, raw);
  const rest = described?.rest === undefined ? '' : quoted(described.rest);
  return [
    quoted(raw),
    means,
    slips?.length === 0 ? 'none' : (slips ?? []).join(', '),
    rest,
    same(key, raw),
    ...(dropped === undefined ? [] : [dropped]),
  ];
}

/** '=' for the text as it is written. */
function same(text: string, raw: string): string {
  return text === raw ? '=' : quoted(text);
}

t.test('keys, one by one', async (t) => {
  t.equal(new Set(ALL_KEYS).size, ALL_KEYS.length);
  const head = ['the key', 'means', 'slips', 'rest', 'is shown', 'is dropped'];
  const blocks = Object.entries(KEYS).map(([name, keys]): Block => [name, toTable([head, ...keys.map(read)])]);
  matchTold(t, 'key-words/keys', blocks);
  for (const raw of ALL_KEYS) {
    const { key, described } = readKey(raw);
    t.equal(keyPlace(raw), described === undefined ? `["${key}"]` : `[${key}]`);
  }
});

t.test('what is too long for a key is not looked at', async (t) => {
  const host = 'a.io/';
  const longest = host + 'b'.repeat(0) + 'c/'.repeat((1024 - host.length - 1) / 2);
  for (const text of [longest, `${longest}d`]) t.equal(readKey(text).key, text, `${text.length}`);
  const { key, described } = readKey(`${longest}de`);
  t.equal(key, 'a key that is longer than the name of any registry');
  t.same(described, { slips: [{ kind: 'key-too-long' }] });
  t.equal(readKey(`me:pw@${longest}`).described?.slips[0]?.kind, 'key-too-long');
  t.equal(plainKey(`${longest}de`), undefined);
});

t.test('of many odd keys the first hundred are studied', async (t) => {
  const read = createKeyReader();
  const rests = Array.from({ length: 101 }, (_, at) => read(` a${at}.io`).described?.rest);
  t.equal(rests[99], 'a99.io');
  t.equal(rests[100], undefined);
  const few = createKeyReader(0);
  t.same(few(' a@b.io').described, { slips: [{ kind: 'login-in-key' }] });
  t.same(few(' ghcr.io/ghp_0123456789').described, { slips: [{ kind: 'token-in-key' }] });
  t.same(few(' ghcr.io').described, { slips: [{ kind: 'odd-character' }] });
});

t.test('one slip is taken out at a time', async (t) => {
  const rows = ALL_KEYS.flatMap((raw) => {
    const cells = [cleanEdges(raw), cleanInside(raw, false), cleanInside(raw, true)].map((cleaned) => {
      if (cleaned === undefined) return '';
      const { kind, text, place, last } = cleaned;
      return [kind, ...(place === undefined ? [] : [place]), quoted(text), ...(last ? ['last'] : [])].join(' ');
    });
    return cells.every((cell) => cell === '') ? [] : [[quoted(raw), ...cells]];
  });
  const head = ['the key', 'around it', 'in a key that is used', 'in a key that is dropped'];
  matchTold(t, 'key-words/one-slip', [['what is taken out, where, and what is left', toTable([head, ...rows])]]);
  matchTopics(t, 'key-words', ['keys', 'one-slip']);
});

t.test('what looks like a token, prefix by prefix and length by length', async (t) => {
  const prefixes = [
    'ghp_',
    'gho_',
    'ghu_',
    'ghs_',
    'ghr_',
    'github_pat_',
    'glpat-',
    'glcbt-',
    'gldt-',
    'glrt-',
    'glptt-',
    'dckr_pat_',
    'dckr_oat_',
    'ya29.',
    'xoxa-',
    'xoxb-',
    'xoxe-',
    'xoxo-',
    'xoxp-',
    'xoxr-',
    'xoxs-',
    'npm_',
    'hvs.',
    'hvb.',
    'pypi-',
    'rk_live_',
    'sk_live_',
    'sk-proj-',
    'sk-ant-',
    'shpat_',
    'shpss_',
    'dop_v1_',
    'hf_',
  ];
  for (const prefix of prefixes) {
    t.equal(isTokenLike(`a.io/${prefix}0123456789`), true, prefix);
    t.equal(isTokenLike(`a.io/${prefix}012345678`), false, prefix);
    t.equal(isTokenLike(`a.io/x${prefix}0123456789`), false, prefix);
  }
  const yes = [
    `eyJ${'a'.repeat(8)}`,
    `AIza${'-'.repeat(16)}`,
    ...['AKIA', 'ASIA', 'AROA', 'AIDA'].map((four) => four + 'A1'.repeat(6)),
  ];
  const long = [
    'a'.repeat(40),
    `${'a'.repeat(31)}1`,
    `${'1'.repeat(31)}Z`,
    `${MIXED.repeat(6)}-_aB3`,
    `${'a-'.repeat(18)}B3-_`,
    `x/${'0a'.repeat(16)}/y`,
  ];
  const no = [
    `eyJ${'a'.repeat(7)}`,
    `AIza${'-'.repeat(15)}`,
    `AKIA${'A1'.repeat(5)}B`,
    `AKIB${'A1'.repeat(6)}`,
    `AKIA${'a1'.repeat(6)}`,
  ];
  const short = [
    'a'.repeat(39),
    '1'.repeat(39),
    `${'a'.repeat(30)}1`,
    `${'a-'.repeat(18)}b3-_`,
    `${'a-'.repeat(18)}BC-_`,
    `${'A-'.repeat(18)}B3-_`,
    `${'a-'.repeat(17)}B3-_x`,
    `${MIXED.repeat(5)}.aB3dE5aB3`,
  ];
  for (const text of [...yes, ...long]) t.equal(isTokenLike(text), true, text);
  for (const text of [...no, ...short]) t.equal(isTokenLike(text), false, text);
});

t.test('a host by name, and a key without its login', async (t) => {
  const named = [
    'ghcr.io',
    'a.b.c',
    'a-b.c-d',
    '*.io',
    'localhost',
    'localhost:1',
    'localhost/x',
    '[::1]',
    '[::1]:5',
    'https://ghcr.io/x',
    'ghcr.io:',
  ];
  const not = [
    '',
    'registry',
    'registry:5000',
    'registry/x',
    '.io',
    'ghcr.',
    'ghcr..io',
    'localhosts',
    'xlocalhost',
    '[]',
    '[x]',
    'ghcr.io@x',
    'ghcr.io?',
    'gh_cr.io',
    '[::1]x',
    'a b.io',
  ];
  for (const text of named) t.equal(namesHost(text), true, text);
  for (const text of not) t.equal(namesHost(text), false, text);
  const logins: readonly (readonly [string, string | undefined])[] = [
    ['me@ghcr.io', 'ghcr.io'],
    ['https://me:pw@ghcr.io/org', 'https://ghcr.io/org'],
    ['me@you@ghcr.io', 'ghcr.io'],
    ['me@ghcr.io/x@y', 'ghcr.io/x@y'],
    ['@ghcr.io', 'ghcr.io'],
    ['ghcr.io', undefined],
    ['me@registry', undefined],
    ['me/x@ghcr.io', undefined],
    ['me?x@ghcr.io', undefined],
    ['me#x@ghcr.io', undefined],
    ['me\\x@ghcr.io', undefined],
    ['me@ghcr.io?x@y', undefined],
    ['ghcr.io/me@quay.io', undefined],
  ];
  for (const [text, bare] of logins) t.equal(withoutLogin(text), bare, text);
});

t.test('what the kubelet takes off a key', async (t) => {
  const rows = {
    'https://ghcr.io/v1/': 'ghcr.io',
    'http://ghcr.io/v2/org': 'ghcr.io/org',
    'ghcr.io/v1/v2/x': 'ghcr.io/v2/x',
    'ghcr.io/v1': 'ghcr.io/v1',
    'ghcr.io/v3/': 'ghcr.io/v3/',
    'ghcr.io/x/v1/': 'ghcr.io/x/v1/',
    'ghcr.io/': 'ghcr.io',
    'ghcr.io//': 'ghcr.io//',
    'https://https://ghcr.io': 'https://ghcr.io',
    'xhttps://ghcr.io': 'xhttps://ghcr.io',
    'Https://ghcr.io': 'Https://ghcr.io',
    'me:pw@ghcr.io/v1/': 'ghcr.io',
  };
  for (const [raw, wanted] of Object.entries(rows)) {
    const result = normalizeKey(raw);
    t.equal(result.ok ? result.key : result.why, wanted, raw);
  }
});
