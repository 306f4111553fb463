// @ts-check
/**
 * Images, tidy and odd (semantics section 1), and the repository they are likely to become, so that keys can be made near
 * it. The guess only has to be near: who is right about the image is what the two sides are asked.
 */

/** @import {Random} from './types.js' */

/** @typedef {{image: string, host: string, path: readonly string[]}} Target */

/** The two empty ones are short names, for Docker Hub. */
// biome-ignore format: a table
export const hosts = [
  '', '', 'docker.io', 'index.docker.io', 'registry-1.docker.io', 'docker.io:443', 'Docker.io', 'index.docker.io:443',
  'ghcr.io', 'ghcr.io', 'quay.io', 'gcr.io', 'eu.gcr.io', 'us-docker.pkg.dev', 'my.azurecr.io', 'a.b.azurecr.io',
  'registry.example.com', 'registry.example.com:5000', 'REG.example.com', 'registry.example.com:443', 'a.b',
  'x.y.z.w', 'localhost', 'localhost:5000', 'LOCALHOST', 'registry', 'registry:5000', 'MYREG', 'host_x', 'my_reg.com',
  '123456789012.dkr.ecr.us-east-1.amazonaws.com', '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn', '10.0.0.1:443',
  'example.com:0', 'example.com:99999', 'example.com:00080', 'xn--bcher-kva.example', '1.2.3.4', 'a-b.c-d.e', 'h:1',
  '[::1]:5000', '[::1]', '[2001:db8::1]', '[2001:DB8::1]:5000', '[fe80::1]:80', '[abc]', '[:]:1', '[1::2::3]:443',
  '[::1]5000', '[1:2:3:4:5:6:7:8]', '[12345::]:5', '[1:2:3:4:5:6:7::]:1', '[1:2:3:4:5:6:7::8]:1', '[::2:3:4:5:6:7:8]:1',
  '[1:2:3:4:5:6:7:8:9]:1', '[:1::]:2', '[1::2:]:3', 'A', 'F:5', 'AB', 'A.2.3.4',
];
// biome-ignore format: a table
const components = [
  'app', 'app', 'team', 'org', 'library', 'nginx', 'v1', 'v2', 'a', 'b', 'ab', 'app2', 'app-two', 'a.b', 'a_b',
  'a__b',
  'a---b', '0', 'project', 'proj', 'sub', 'x1', 'docker.io', 'localhost', 'deadbeef'.repeat(8), 'abc'.repeat(21),
];
const tags = ['', '', ':1.0', ':latest', ':Latest', ':v1', ':A_b-c.9', ':_x', `:${'t'.repeat(128)}`, ':0', ':5000'];
const hex = (/** @type {number} */ n) => '0123456789abcdef'.repeat(n / 16);
const digests = [`@sha256:${hex(64)}`, `@sha384:${hex(96)}`, `@sha512:${hex(128)}`];
// biome-ignore format: a table
const oddDigests = [
  `@sha256:${hex(48)}`, `@SHA256:${hex(64)}`, `@sha256:${hex(64).toUpperCase()}`, `@md5:${hex(32)}`,
  `@sha512:${hex(64)}`, `@sha256+b64:${hex(64)}`, `@Sha512:${hex(128)}`, '@', '@sha256', '@sha256:',
  `@sha1:${hex(48)}`, `@x.y_z-a+b:${hex(32)}`, `@sha256:${hex(64)}@sha256:${hex(64)}`, `@sha256:${hex(64)}:tag`,
  `@sha256:${'g'.repeat(64)}`, `@sha256:${hex(80)}`,
];
const oddTags = [':', '::', `:${'t'.repeat(129)}`, ':-x', ':.x', ':a/b', ':ü', ':a b', ':1:2', ':tag@', ':\n', ': '];
// biome-ignore format: a table
const oddComponents = [
  '', '.', '..', '-a', 'a-', '_a', 'a_', 'a..b', 'a___b', 'a._b', 'a-_b', 'A', 'aB', 'ü', 'K', 'a b', '%61', 'a%2fb',
  '*', 'a'.repeat(240), 'a'.repeat(247), 'a'.repeat(248), 'a'.repeat(255), 'a'.repeat(256), '\u0000', '\u200b', '🐳',
  'ſ',
];
// biome-ignore format: a table
const whole = [
  '${IMAGE}', '', ' ', '/', ':', '@', '.', '-', '//', 'a/', '/a', 'null', 'undefined', '<no value>', '{{ .image }}',
  '…', 'nginx ', ' nginx', 'nginx\n', '\tnginx', '"nginx"', '\ufeffnginx', 'nginx\u200b', 'nginx\u0000',
  'nginx:1.0 # x', 'https://ghcr.io/org/app', 'docker://nginx', 'oci:nginx', 'nginx?x=1', 'nginx#x', 'nginx%20',
  'NGINX', 'Nginx:1', 'K/a', hex(64), hex(64).toUpperCase(), `a${hex(64)}`, hex(48), `${hex(64)}:tag`,
  `ghcr.io/${hex(64)}`, `${hex(64)}@${hex(64)}`, `nginx@${hex(64)}`, 'ghcr.io', 'ghcr.io:443', 'localhost',
  'localhost:5000', 'docker.io', 'docker.io/', 'docker.io/library', 'docker.io/library/a/b', 'index.docker.io/',
  'index.docker.io/nginx:1', 'my_reg.com/app', 'my_reg.com:5000/app', 'a.b_c/d', 'foo_.com/a', '_foo.com/a', 'a.-b/c',
  'a.b-/c', 'ghcr.io./a', '.ghcr.io/a', 'ghcr..io/a', 'user@ghcr.io/a', 'u:p@ghcr.io/a',
];
// biome-ignore format: a table
const strange = [
  ...'@:/.-_ %#?*\\[]{}"\'AZüßſK\u0000\n\t\u007f\u00a0\u200b😀', '//', '::', '@@', '..', '__', '%2f', '\r\n',
];

/**
 * @param {Random} random
 * @param {string} text
 * @returns {string}
 */
export function mutate(random, text) {
  const at = random.int(text.length + 1);
  switch (random.int(5)) {
    case 0:
      return text.slice(0, at) + random.pick(strange) + text.slice(at);
    case 1:
      return text.slice(0, at) + text.slice(at + 1);
    case 2:
      return text.slice(0, at) + random.pick(strange) + text.slice(at + 1);
    case 3:
      return text.slice(0, at) + text.slice(at, at + 1).toUpperCase() + text.slice(at + 1);
    default:
      return text.slice(0, at) + text.slice(at, at + 1 + random.int(4)) + text.slice(at);
  }
}

/**
 * @param {Random} random
 * @returns {Target}
 */
export function createTarget(random) {
  const host = random.pick(hosts);
  const path = [random.pick(components)];
  while (path.length < 5 && random.chance(0.45)) path.push(random.pick(components));
  const [first = ''] = path;
  const short = host === '';
  const target = {
    host: short || host === 'index.docker.io' ? 'docker.io' : host,
    path: path.length === 1 && (short || host.endsWith('docker.io')) ? ['library', first] : path,
  };
  return { ...target, image: spell(random, host, path) };
}

/** @type {(random: Random, host: string, path: readonly string[]) => string} */
function spell(random, host, path) {
  if (random.chance(0.025)) return wellFormed(random.pick(whole));
  const odd = random.chance(0.08) ? random.int(5) : -1;
  const parts = [...path];
  if (odd === 0) parts[random.int(parts.length)] = random.pick(oddComponents);
  const tag = odd === 1 ? random.pick(oddTags) : random.pick(tags);
  const digest = odd === 2 ? random.pick(oddDigests) : random.chance(0.15) ? random.pick(digests) : '';
  const image = `${host === '' ? '' : `${host}/`}${parts.join('/')}${tag}${digest}`;
  return wellFormed(odd > 2 ? mutate(random, image) : image);
}

/** Cutting can leave half a surrogate pair, which no API server hands on. @type {(text: string) => string} */
export function wellFormed(text) {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}
