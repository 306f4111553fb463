// @ts-check
/**
 * Cases for both sides: an image, and up to four secrets whose keys lie near it. The share of cases that end in a login,
 * in nothing, in a broken keyring and in an invalid image is printed by the fuzzer; the probabilities here are set so that
 * none of them is rare.
 */

/** @import {Random, Row, RowSecret} from './types.js' */
/** @import {Target} from './generate-image.mjs' */
import { Buffer, isUtf8 } from 'node:buffer';
import { createBody } from './generate-body.mjs';
import { createTarget } from './generate-image.mjs';
import { createKey } from './generate-key.mjs';

const wrapped = 'kubernetes.io/dockerconfigjson';
const bare = 'kubernetes.io/dockercfg';
// biome-ignore format: a table
const oddTypes = [
  'Opaque', '', 'kubernetes.io/DockerConfigJson', 'kubernetes.io/tls', `${wrapped} `, 'dockerconfigjson',
  'Kubernetes.io/dockercfg',
];
// biome-ignore format: a table
const oddDataKeys = [
  'config.json', 'dockerconfigjson', '.dockerConfigJson', '.dockercfg', '.dockerconfigjson', '', 'auths',
  '.dockercfg2',
];

/**
 * The same seed gives the same endless sequence of cases.
 * @param {Random} random
 * @returns {() => Row}
 */
export function createGenerator(random) {
  let users = 0;
  const nextUser = () => {
    users = (users + 1) % 1000;
    return random.chance(0.03)
      ? random.pick(['', ' ', 'ü', 'a b', '"q"', '\\', 'same', 'u\u0000', '\u2028', '😀', '<token>'])
      : `u${users}`;
  };
  return () => {
    const target = createTarget(random);
    const oddRow = random.chance(0.4);
    const count = random.chance(0.04) ? 0 : 1 + (random.chance(0.45) ? 1 + random.int(3) : 0);
    const shared = random.chance(0.15) ? [createKey(random, target)] : [];
    const secrets = Array.from({ length: count }, (_, i) =>
      createSecret(random, { name: `s${i}`, target, shared, users: nextUser, odd: oddRow && random.chance(0.6) }),
    );
    return { secrets, image: target.image };
  };
}

/** @type {(random: Random, want: {name: string, target: Target, shared: readonly string[], users: () => string, odd: boolean}) => RowSecret} */
function createSecret(random, { name, target, shared, users, odd }) {
  const isWrapped = random.chance(0.75);
  const type = random.chance(0.03) ? random.pick(oddTypes) : isWrapped ? wrapped : bare;
  const dataKey = random.chance(0.03) ? random.pick(oddDataKeys) : isWrapped ? '.dockerconfigjson' : '.dockercfg';
  const keys = random.chance(0.03) ? [] : [...shared, createKey(random, target)];
  while (keys.length < 6 && random.chance(0.35))
    keys.push(random.chance(0.15) ? alike(random, random.pick(keys)) : createKey(random, target));
  const body = createBody(random, { keys, wrapped: random.chance(0.02) ? !isWrapped : isWrapped, odd, users });
  const extra = random.chance(0.03)
    ? { [random.pick(oddDataKeys)]: random.pick(['', 'x', '{}', '{"auths":{"ghcr.io":{}}}']) }
    : {};
  return createRowSecret(name, type, { ...asBytes(extra), [dataKey]: random.chance(0.01) ? Buffer.alloc(0) : body });
}

/** Another spelling that may normalise to the same key (semantics 2.23). @type {(random: Random, key: string) => string} */
function alike(random, key = 'ghcr.io') {
  const plain = key.replace(/^https?:\/\//, '');
  return random.pick([
    `https://${plain}`,
    `http://${plain}`,
    plain,
    `${key}/`,
    `${key}#x`,
    `${key}?x`,
    `https://u@${plain}`,
    `${key}/v1/`,
  ]);
}

/** @type {(data: Readonly<Record<string, string>>) => Record<string, Buffer>} */
function asBytes(data) {
  return Object.fromEntries(Object.entries(data).map(([key, text]) => [key, Buffer.from(text)]));
}

/**
 * @param {string} name
 * @param {string} type
 * @param {Readonly<Record<string, Uint8Array>>} data
 * @returns {RowSecret}
 */
export function createRowSecret(name, type, data) {
  const entries = Object.entries(data);
  const texts = entries
    .filter(([, bytes]) => isUtf8(bytes))
    .map(([key, bytes]) => [key, Buffer.from(bytes).toString()]);
  const others = entries
    .filter(([, bytes]) => !isUtf8(bytes))
    .map(([key, bytes]) => [key, Buffer.from(bytes).toString('base64')]);
  return {
    name,
    type,
    data: Object.fromEntries(texts),
    ...(others.length > 0 && { dataBase64: Object.fromEntries(others) }),
  };
}
