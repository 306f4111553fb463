// @ts-check
/**
 * Keys of `auths` near a repository: each part of a key (scheme, user-info, host, port, path, query) is mostly the one
 * that matches, sometimes one of those that people write and sometimes one that only an attacker would (semantics 2.18 to
 * 2.22).
 */

/** @import {Random} from './types.js' */
/** @import {Target} from './generate-image.mjs' */
import { hosts, mutate, wellFormed } from './generate-image.mjs';

const schemes = ['https://', 'https://', 'https://', 'http://', 'http://'];
// biome-ignore format: a table
const oddSchemes = [
  'HTTPS://', 'Https://', 'HTTP://', 'ftp://', '://', '//', '/', 'https:/', 'https:', 'https:///', 'docker://',
  'oci://',
  'https://https://', 'http://https://', 'https://http://', ' https://', 'https://\u0000', 'https//', 'h://',
];
// biome-ignore format: a table
const users = [
  'user@', 'user:pw@', '@', ':@', 'a@b@', 'us er@', 'ü@', '%zz@', '%41@', 'u%40x@', 'a:b:c@', 'u!$&;=+,@', 'u[@',
  "u'@", 'u/@', 'u?@', 'u#@', 'u"@', 'u\\@', 'u^@', '%@', 'u%4@', ':%zz@', '%ff@', 'u(@', 'u*@', 'u~@', 'u|@', 'u`@',
  '<u>@',
];
// biome-ignore format: a table
const ports = [
  ':443', ':80', ':5000', ':', ':0', ':00080', ':99999', ':port', ':*', ':5000:1', ':-1', ':+5', '::', ':5 0', ':٣',
  ':%35',
];
// biome-ignore format: a table
const paths = [
  '/v1', '/v2', '/v1/', '/v2/', '/v1/', '/v2/', '/v1//', '//v1/', '/v2/v1/', '/v1/v2', '/V1/', '/v3/', '/api/v1/',
  '/v1/.', '//', '///', '/.', '/..', '/*', '/**', '/a', '/l', '/li', '/library', '/library/', '/app', '/org', '/team',
  '/%', '/%zz', '/%2', '/%00', '/%2F', '/%25', '/%253F', '/%2525', '/%25zz', '/%3F', '/%23', '/%23%zz', '/%76%31/',
  '/v%31/', '/%ff', '/;x', '/ü', '/%C3%BC', '/a b', '/a+b', '/a:b', '/:latest', '/@', '/\\', '/[', '/"', '/<>', '/|',
  '/^', '/`', '/{}', '/~', "/'", '/\u007f', '/\n', '/\u0000', '/\u0085', '/\u2028', '/😀', '/v1/library',
  '/v2/library/', '/v1/app', '/v2/org', '/%5B', '/a%20b',
];
// biome-ignore format: a table
const tails = [
  '?', '?x', '?x=/v1/', '#', '#x', '#%zz', '#%', '?%zz', '?#', '#?', '?\u0000', '#\n', '#/v1/', '?a#%41', '#ü', '?ü',
  '#%25zz',
];
// biome-ignore format: a table
const oddHosts = [
  '', '*', '**', '*.*', '*.*.*', '*.*.*.*', '*.io', '*.com', '.', '..', '*.', '.io', '*io', '[', ']', '[]', '[*]',
  '[a-z]*', '\\*', '?', '[::1]', '[::1]:5000', '[::1', '::1', '::1]:5000', '[0:0::1]', '[::1%25en0]', '[::1%en0]',
  '[fe80::1%25en%2d0]', '[::ffff:1.2.3.4]', '[1.2.3.4]', '[::1]x', 'x[::1]', '[[::1]]', '[::1]]', '[v1.x]',
  '[2001:db8::1]', '[2001:DB8::1]:5000', '[:::]', '[1::2::3]', '[12345::]', '[::1]:', '[::1]:*', '[abc]', '[%3a%3a1]',
  '[::1%25]', '[fe80::1%25 ]', '[fe80::1%25%zz]', '[fe80::1%25a%25b]', 'gh%63r.io', '%67hcr.io', 'ghcr%2eio',
  'ghcr.io%25', '%25', '%2525.io', 'ghcr.io%', 'ghcr.io%2', '%C3%BC.io', '%ff.io', 'a%00b', 'ghcr.io%253a5', 'ü.io',
  'ghcr。io', 'ghcr.io\u00ad', 'ghcr.io\u200b', 'gh cr.io', 'ghcr.io\\', 'ghcr.io"', 'ghcr.io<', 'ghcr.io>',
  'ghcr.io,', 'ghcr.io;', 'ghcr.io=', "ghcr.io'", 'ghcr.io(', '{ghcr.io}', 'ghcr.io|', 'ghcr.io^', 'ghcr.io`',
  'ghcr.io]', 'gh[c]r.io', 'ghcr.io~', 'ghcr.io$', 'ghcr.io&', 'ghcr.io+', 'ghcr.io!', '\u007fghcr.io', 'ghcr.io\n',
  'ghcr.io\t', '\u0000', '\u0001', 'ghcr.io ', ' ', 'index.docker.io', 'index.docker.io', 'docker.io', '*.docker.io',
  'registry-1.docker.io', 'auths', 'Index.Docker.IO', 'index.docker.io.', 'ghcr.io-', '-', '_', '*_*', 'm*_*.com',
  '[a]', '[^a]', '*[', '*\\', 'ghcr.i*\\', '*\ufffd*', 'index.docker.io:', 'index.docker.io:443',
];
// biome-ignore format: a table
const hubKeys = [
  'https://index.docker.io/v1/', 'https://index.docker.io/v2/', 'index.docker.io', 'https://index.docker.io/v1',
  'docker.io', 'http://index.docker.io/v1/', 'index.docker.io/v1/', 'https://docker.io', 'docker.io/library',
  'index.docker.io/library', '*.io',
];

/**
 * @param {Random} random
 * @param {Target} target
 * @returns {string}
 */
export function createKey(random, target) {
  if (random.chance(0.12)) return random.pick(hubKeys);
  const scheme = random.chance(0.35) ? random.pick(schemes) : random.chance(0.04) ? random.pick(oddSchemes) : '';
  const user = random.chance(0.04) ? random.pick(users) : '';
  const tail = random.chance(0.05) ? random.pick(tails) : '';
  const key = `${scheme}${user}${hostOf(random, target.host)}${pathOf(random, target.path)}${tail}`;
  return wellFormed(random.chance(0.05) ? mutate(random, key) : key);
}

/** @type {(random: Random, host: string) => string} */
function hostOf(random, host) {
  if (random.chance(0.12)) return random.pick(hosts);
  if (random.chance(0.08)) return random.pick(oddHosts);
  const colon = host.endsWith(']') ? -1 : host.lastIndexOf(':');
  const name = colon < 0 ? host : host.slice(0, colon);
  const port = colon < 0 ? '' : host.slice(colon);
  if (/^(?:\[|[A-F])/.test(name) && random.chance(0.25))
    return bracketed(random, name) + (random.chance(0.1) ? ':1' : port);
  const labels = name.split('.').map((label) => (random.chance(0.12) ? glob(random, label) : label));
  if (random.chance(0.03))
    labels.splice(random.int(labels.length + 1), random.int(2), ...(random.chance(0.5) ? ['*'] : []));
  return labels.join('.') + (random.chance(0.08) ? (random.chance(0.3) ? '' : random.pick(ports)) : port);
}

/**
 * Brackets around an address are a character class to the matcher, when no port takes them off (semantics 2.21):
 * `[A::]` matches the registry `A`.
 */
/** @type {(random: Random, name: string) => string} */
function bracketed(random, name) {
  const inner = name.replace(/[[\]]/g, '');
  // biome-ignore format: a table
  const forms = [
    '[A::]', '[::A]', '[F::1]', '[a::F]', '[AB::]*', '[::A%25x]', '[::1.2.3.4]', '[A::1.2.3.4]', '*]',
    `*${name.slice(-2)}`,
  ];
  return random.pick([
    ...forms,
    `[${inner}]`,
    `[${inner}::]`,
    `[::${inner}]`,
    `[0${inner}]`,
    `[${inner}%25e]`,
    `[${inner.toLowerCase()}]`,
    inner,
  ]);
}

/** @type {(random: Random, label: string) => string} */
function glob(random, label) {
  const from = random.int(label.length + 1);
  const to = from + random.int(label.length + 1 - from);
  switch (random.int(9)) {
    case 0:
    case 1:
    case 2:
      return '*';
    case 3:
      return `${label.slice(0, from)}*${label.slice(to)}`;
    case 4:
      return `${label.slice(0, from)}**${label.slice(to)}*`;
    case 5:
      return `*${label.slice(from, to)}*`;
    case 6:
      return `${label.slice(0, from)}?${label.slice(from + 1)}`;
    case 7:
      return `${label.slice(0, from)}${random.pick(['[a-z]', '[^0]', '\\', '[', ']', '%2A', '%25', '%C3%BC'])}${label.slice(from + 1)}`;
    default:
      return mutate(random, label);
  }
}

/** @type {(random: Random, path: readonly string[]) => string} */
function pathOf(random, path) {
  const draw = random.int(20);
  const whole = path.slice(0, 1 + random.int(path.length)).join('/');
  if (draw < 8) return '';
  if (draw < 9) return '/';
  if (draw < 12) return `/${whole}`;
  if (draw < 14) return `/${whole}/`;
  if (draw < 15) return `/${whole.slice(0, random.int(whole.length + 1))}`;
  if (draw < 16) return `/${random.pick(['v1', 'v2', 'v1/v2', 'V2', '/v1', '%76%32'])}/${whole}`;
  if (draw < 17) return `/${encodeOne(random, whole)}${random.pick(['', '/', ':latest'])}`;
  return random.pick(paths);
}

/** One character as a percent escape, sometimes twice over. @type {(random: Random, text: string) => string} */
function encodeOne(random, text) {
  const at = random.int(text.length);
  const code = text.charCodeAt(at).toString(16).padStart(2, '0');
  return `${text.slice(0, at)}%${random.chance(0.2) ? '25' : ''}${code}${text.slice(at + 1)}`;
}
