/**
 * Keys of `auths` that hold a login, in all forms that people, tools and attackers write: built of parts, drawn with a
 * fixed seed. Each holds the marker as password, as user or in a query, as it is or encoded; none of the marker's forms,
 * and no user name, may come out anywhere.
 */

/** Not what looks like a token: that is guarded by itself. */
const MARK = 'maRkerq7';
const USER = 'zaPhod5';

const b64 = (text: string): string => Buffer.from(text).toString('base64');

/** The text itself, and what base64 makes of it at each of the three offsets, in lower case. */
function needlesOf(text: string): readonly string[] {
  const encoded = [text, text.toLowerCase(), text.toUpperCase()].flatMap((each) =>
    [0, 1, 2].map((offset) => b64(`${'x'.repeat(offset)}${each}`).slice(offset === 0 ? 0 : 4, -4)),
  );
  return [...new Set([text, percent(text), ...encoded].map((each) => each.toLowerCase()))].filter(
    (each) => each.length >= 4,
  );
}

function percent(text: string): string {
  return Buffer.from(text).toString('hex').replace(/../g, '%$&');
}

const NEEDLES = [...needlesOf(MARK), ...needlesOf(USER)];
const ANY = new RegExp(NEEDLES.map((each) => each.replace(/[^a-z0-9]/g, '\\$&')).join('|'), 'i');

/** The first thing in the text that was planted. */
export function leakIn(text: string): string | undefined {
  return ANY.exec(text)?.[0];
}

/** A generator of numbers of 32 bits (mulberry32). */
export function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const SECRETS = [MARK, MARK.toLowerCase(), MARK.toUpperCase(), percent(MARK), b64(MARK), `1${MARK}`, `${MARK}-x`];
const WITHIN = ['/', '?', '#', '@', ':', '%', '%2F', '%40', ' ', '\n', '[x]', '{', '\\', '"', '*', ',', '${X}', '<x>'];
const FRONTS = [
  ...[
    '',
    '',
    '',
    ' ',
    '  ',
    '\t',
    '\n',
    '\r\n',
    '\0',
    '\u00a0',
    '\u200b',
    '\ufeff',
    '"',
    "'",
    '`',
    '\\',
    '/',
    '//',
    '///',
  ],
  ...['<', '(', ',', ';', '|', 'quay.io,', 'quay.io ', '-', '%20', '?', '#', '@', ':', '*'],
];
const SCHEMES = [
  ...['', '', 'https://', 'http://', 'HTTPS://', 'Https://', 'https:/', 'https:', 'https//', 'https:///', 'https:////'],
  ...[
    'https://https://',
    'https://http://',
    'http://HTTPS://',
    'oci://',
    'docker://',
    'docker:',
    'ftp://',
    'x://',
    '://',
  ],
  ...[':/', 'https:\\\\', 'https%3A%2F%2F', 'https ://', 'https:// ', '\uff48ttps://', 'https://https://https://'],
];
const USERS = [
  USER,
  USER,
  '',
  `${USER}%40corp`,
  `${USER} x`,
  `${USER}@corp.example`,
  `${USER}\u00e9`,
  `${USER}/x`,
  `x.${USER}`,
];
const COLONS = [':', ':', ':', '%3A', '\uff1a', '::', ': '];
const ATS = [
  '@',
  '@',
  '@',
  '@',
  '%40',
  '@@',
  '\uff20',
  '\ufe6b',
  ' @',
  '@ ',
  '%2540',
  '\\@',
  '/@',
  '?@',
  '#@',
  '?x@',
  '@\n',
];
const HOSTS = [
  'ghcr.io',
  'ghcr.io',
  'registry.example.com',
  'localhost',
  '[::1]',
  '10.0.0.1',
  'GHCR.io',
  '*.example.com',
];
const ODD_HOSTS = [
  'ghcr.io.',
  '',
  'acme',
  'ghcr.\u0456o',
  '[gx]hcr.io',
  'ghcr.io,quay.io',
  '$REGISTRY',
  'index.docker.io',
];
const PORTS = ['', '', '', ':5000', ':', ':port', ':*', ':443'];
const PATHS = [
  ...[
    '',
    '',
    '',
    '/',
    '/v1/',
    '/v1',
    '/v2/',
    '/org/app',
    '/org',
    '/org/app:1.0',
    '/org/*',
    '//org',
    '?x=1',
    '#f',
    '/a%2Fb',
  ],
  ...['/org/app@sha256:0123', ' ', '\n', ';', '/org?', '/{x}', '/x%3Fy', '/x%23y'],
];

/** One key with a login: a third of the parts is as usual, so that one oddity often stands alone. */
export function markerKey(pick: (below: number) => number): string {
  const one = (list: readonly string[]): string => list[pick(list.length)] ?? '';
  const mostly = (usual: string, list: readonly string[]): string => (pick(3) > 0 ? usual : one(list));
  const secret = one(SECRETS);
  const within = mostly('', WITHIN);
  const password = pick(2) === 0 ? `${secret}${within}` : `pw${within}${secret}`;
  const login = `${mostly(USER, USERS)}${mostly(':', COLONS)}${password}`;
  const host = `${pick(4) === 0 ? one(ODD_HOSTS) : one(HOSTS)}${one(PORTS)}`;
  const start = `${mostly('', FRONTS)}${one(SCHEMES)}`;
  const path = mostly('', PATHS);
  switch (pick(12)) {
    case 0:
      // The login behind the host.
      return `${start}${host}${one(['@', '/', '?', '#', '/@', ' '])}${login}${one(['', '@', '/'])}`;
    case 1:
      return `${start}${host}${one(['?token=', '?password=', '#access_token=', '/org?x=1&key=', ';token='])}${password}`;
    case 2:
      // A token for a user, and no password.
      return `${start}${USER}${one(['@', ':@'])}${host}${path}${one(['', `?${secret}`])}`;
    case 3:
      return `${start}${login}${one(['', '/', '?x', '#', ' '])}`;
    default:
      return `${start}${login}${mostly('@', ATS)}${host}${path}`;
  }
}

/** The same every time. */
export function markerKeys(count: number, seed: number): readonly string[] {
  const pick = random(seed);
  return Array.from({ length: count }, () => markerKey(pick));
}

/** Scalars that break a parser, or mean something to it. */
const SCALARS = [
  '*',
  '|',
  '>',
  '&',
  '!',
  '!!',
  '%',
  '@',
  '`',
  '"',
  "'",
  '{',
  '[',
  '- ',
  '? ',
  ': ',
  '#',
  '|-\n',
  '>+9\n',
  '<<: *',
  '}',
  ']',
  ',',
];

/** A text in which something like a password stands where the parser stumbles. */
export function markerText(text: string, place: string, pick: (below: number) => number): string {
  const one = (list: readonly string[]): string => list[pick(list.length)] ?? '';
  const secret = one([
    MARK,
    MARK.toUpperCase(),
    `${MARK}${one(WITHIN)}x`,
    `${USER}:${MARK}`,
    `${MARK}: ${MARK}`,
    `${MARK}\n${MARK}`,
  ]);
  const value = `${one(SCALARS)}${secret}${one(['', '', ' x', ': y', '"', "'", '}', ']', '\n', '\t', '\u0007', ' # x', ` *${MARK}`, `\n${MARK}`])}`;
  return text.replace(place, () => value);
}
