// @ts-check
/**
 * The value of an `auth` field, tidy and odd: base64 is where kubelet, docker and Node differ most (semantics 2.13, 2.14);
 * and JSON strings with more escapes than any writer uses.
 */

/** @import {Random} from './types.js' */
import { Buffer } from 'node:buffer';

/** @typedef {{random: Random, odd: {oddAuth: number}, user: string}} AuthWriter */

// biome-ignore format: a table
const surrogates = [
  '\\ud800', '\\udc00', '\\udc00\\udc00', '\\udfff\\ud800', '\\/', '\\b', '\\uDBFF\\uDFFF', '\\ud800\\u0041', '\\ud83d😀', '\\ud800\\ud800\\udc00',
];
// biome-ignore format: a table
const whites = [
  '\n', '\r', '\r\n', ' ', '\t', '\u00a0', '\u0085', '\u2003', '\u000b', '\f', '\u200b', '\u0000', '\ufeff', '\u2028',
];

/** @type {(random: Random, text: string) => string} */
export function escaped(random, text) {
  const units = [...text].map((char) =>
    random.chance(0.3) ? unitEscape(random, char) : JSON.stringify(char).slice(1, -1),
  );
  if (random.chance(0.1)) units.splice(random.int(units.length + 1), 0, random.pick(surrogates));
  return `"${units.join('')}"`;
}

/** @type {(random: Random, char: string) => string} */
function unitEscape(random, char) {
  const upper = random.chance(0.5);
  const hex = (/** @type {string} */ unit) => {
    const code = unit.charCodeAt(0).toString(16).padStart(4, '0');
    return `\\u${upper ? code.toUpperCase() : code}`;
  };
  return char.split('').map(hex).join('');
}

/** @type {(writer: AuthWriter, password: string) => string} */
export function auth({ random, odd, user }, password) {
  const plain = Buffer.from(`${user}:${password}`);
  const raw = random.chance(0.04 + odd.oddAuth / 4)
    ? Buffer.concat([plain, Buffer.from([random.int(256), 0xff, random.int(256)])])
    : plain;
  const code = raw.toString('base64');
  if (random.chance(0.1)) return JSON.stringify(code.replace(/=+$/, ''));
  return random.chance(odd.oddAuth) ? oddAuth(random, code) : JSON.stringify(code);
}

/** @type {(random: Random, code: string) => string} */
function oddAuth(random, code) {
  const at = random.int(code.length + 1);
  const white = random.pick(whites);
  const bare = code.replace(/=+$/, '');
  // biome-ignore format: a table
  const forms = [
    code.slice(0, at) + white + code.slice(at), code + white, white + code, bare + white, `${white}${bare}`,
    `${code}${white}${white}`, `${code}=`, `${code}==`, `${bare}=`, `${bare}==`, `${bare}===`, `${bare}A`, `${bare}AA`, 'OjoxA', 'OjoxOg=',
    `${code.slice(0, at)}=${code.slice(at)}`, `=${code}`, `${bare}\n=\n=\n`,
    code.slice(0, at) + random.pick([...'-_.,:\u00e9%+/=']) + code.slice(at + 1), code.slice(0, at), code.slice(at),
    code + code, '', '=', '==', 'Og==', 'Og', 'Oh==', 'Ov', 'YQ==', 'YQ', '\n', ' ', 'Og=\n=', 'Og=', 'Ojo6', 'A',
    'AAAA', '////', '!!!!', '+/+/', 'Og==Og==', lastBits(random, bare),
    lastBits(random, bare) + '='.repeat(code.length - bare.length), Buffer.from(code).toString('base64'),
  ];
  const form = random.pick(forms);
  return random.chance(0.2) ? escaped(random, form) : JSON.stringify(form);
}

/** Bits that belong to no byte; Go accepts them in both alphabets. @type {(random: Random, bare: string) => string} */
function lastBits(random, bare) {
  return bare.slice(0, -1) + random.pick([...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/']);
}
