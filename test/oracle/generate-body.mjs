// @ts-check
/**
 * The bytes of one secret: JSON written by hand, because what matters is what JSON.stringify never writes: duplicate and
 * oddly spelled names, nulls, wrong types, escapes, broken syntax, bytes that are not UTF-8 (semantics 2.5 to 2.16). Most
 * bodies are tidy; an odd one has one or two oddities, or nothing but the first error would ever be tested.
 */

/** @import {Random} from './types.js' */
import { Buffer } from 'node:buffer';
import { auth, escaped } from './generate-auth.mjs';

/** @typedef {{oddField: number, oddValue: number, oddAuth: number}} Oddity How often each kind happens in one body. */
/** @typedef {{random: Random, odd: Oddity, user: string}} Writer */

const tidy = { oddField: 0.01, oddValue: 0, oddAuth: 0 };
// biome-ignore format: a table
const wrongTypes = [
  '5', 'true', 'false', '[]', '{}', '"text"', '""', '[{}]', '0', '-1.5e3', '{"a":{}}', '["u"]', '{"auth":"Og=="}',
];
// biome-ignore format: a table
const brokenValues = [
  '01', '1.', '.5', '+1', '-', '1e', '1e+', 'NaN', 'Infinity', '0x1', 'nul', 'True', 'truE', "'a'", 'undefined',
  '"\\x41"', '"\\u12"', '"\\u00g0"', '"a\nb"', '"\u0000"', '"\t"', '"\u001f"', '"', '[1,]', '{"a":1,}', '{,}',
  '{"a"}', '{"a":}', '{a:1}', '[1 2]', '//', '/**/1', '-01', '1.e1', '00', '1 2', '"\\"', '"\\u{41}"', '"\\U0041"',
  '"\\\'"', '--1', '\ufeff1', '\u00a01', '\u000b1', '\f1', '{"a":1 "b":2}', '',
];
// biome-ignore format: a table
const harmlessValues = [
  '1e999', '-0', '0', '1E+5', '123456789012345678901234567890', '[]', '{}', 'null', 'true', '"\\ud800"', '"\\/"',
  '"\u007f"', '-1e-999', '[[[[1]]]]', '{"auths":{"x":5}}', '[null,{"auth":5}]', '"\u2028"', '"\\u0000"',
  '{"a":1,"a":"2"}', '""', '"😀\\ud83d\\ude00\\udc00"', '0.0e0',
];
/** Names and how Go folds them to a field: ſ is an s to it, the Kelvin sign a k (encoding/json/fold.go). */
// biome-ignore format: a table
const spellings = {
  auths: ['Auths', 'AUTHS', 'authſ', 'AuThS', 'auths\\u0000', 'auth', 'aut\\u0068s', 'auths ', 'ａuths', 'auths\\ud800'],
  username: ['Username', 'USERNAME', 'uſername', 'userName', 'user', 'user_name', 'us\\u0065rname', 'username\\u017f'],
  password: ['Password', 'PASSWORD', 'paſſword', 'passWord', 'pass', 'passw\\u006frd', 'pa\\u017f\\u017fword', 'password\\u212a'],
  email: ['Email', 'EMAIL', 'e-mail', 'emai\\u006c', 'emaıl', 'EMAİL', 'emaİl'],
  auth: ['Auth', 'AUTH', 'auTh', 'aut\\u0068', 'auths', ' auth', '\\u0041uth', 'auth\u0301'],
  HttpHeaders: ['httpheaders', 'HTTPHEADERS', 'HttpHeaders', 'HttpHeaderſ', 'http_headers', 'Httpheader\\u0073'],
};
// biome-ignore format: a table
const unknownNames = [
  'credsStore', 'credHelpers', 'identitytoken', 'registrytoken', 'provider', 'Provider', 'x', '', 'auths2', '\\u0000',
  '\\ud800', '__proto__', 'constructor',
];
// biome-ignore format: a table
const junks = [
  '\ufeff', ' ', '\n', '\t\r\n ', '\f', '\u000b', '\u00a0', '\u0000', '}', ']', ',', '{}', 'null', '#', '\u2028', '"',
  ' x', '//', 'x',
];
// biome-ignore format: a table
const documents = [
  'null', '{}', '[]', '""', '5', 'true', ' ', '\n', '[{}]', '"x"', 'nul', 'null null', '{', '"', '{"auths":null}',
  ' {} ', '-',
];
/** Where bytes that no text can hold will be put. */
const hole = '\ue000';
const holeLength = Buffer.byteLength(hole);
const spaces = ['', '', '', '', ' ', '\n', '\r\n', '\t', '  '];

/**
 * @param {Random} random
 * @param {{keys: readonly string[], wrapped: boolean, odd: boolean, users: () => string}} shape
 * @returns {Buffer}
 */
export function createBody(random, { keys, wrapped, odd, users }) {
  const kind = odd ? random.int(5) : -1;
  const oddity = {
    oddField: kind === 0 || kind === 1 ? 0.2 : tidy.oddField,
    oddValue: kind === 1 || (odd && random.chance(0.1)) ? 0.12 : 0,
    oddAuth: kind === 2 ? 0.4 : tidy.oddAuth,
  };
  const writer = { random, odd: oddity };
  const nextUser = () => (kind === 4 && random.chance(0.5) ? `${users()}${hole}x` : users());
  const members = keys.map((key) => `${name(writer, key)}:${entry({ ...writer, user: nextUser() })}`);
  if (kind === 0) members.push(`${name(writer, keys[0] ?? '')}:${entry({ ...writer, user: nextUser() })}`);
  const map = object(random, members);
  const text = wrapped
    ? wrap({ ...writer, user: '' }, map, members)
    : random.chance(oddity.oddValue)
      ? value(writer)
      : map;
  if (kind === 3) return Buffer.from(around(random, text));
  return kind === 4 ? bytes(random, Buffer.from(text)) : Buffer.from(text);
}

/** @type {(random: Random, members: readonly string[]) => string} */
function object(random, members) {
  const pad = random.chance(0.2) ? random.pick(spaces) : '';
  return `{${pad}${members.join(`${pad},${pad}`)}${pad}}`;
}

/** @type {(writer: Writer, map: string, members: readonly string[]) => string} */
function wrap(writer, map, members) {
  const { random, odd } = writer;
  const parts = [`${field(writer, 'auths')}:${random.chance(odd.oddValue) ? value(writer) : map}`];
  if (random.chance(odd.oddField)) {
    const half = object(random, random.chance(0.5) ? members.slice(0, 1) : members.slice(1));
    const second = random.pick(['null', '{}', half, half, map]);
    parts.splice(random.int(2), 0, `${field(writer, 'auths')}:${second}`);
  }
  if (random.chance(0.04 + odd.oddField))
    parts.splice(random.int(2), 0, `${field(writer, 'HttpHeaders')}:${headers(writer)}`);
  if (random.chance(0.08 + odd.oddField)) parts.splice(random.int(parts.length + 1), 0, unknown(writer));
  return object(random, parts);
}

/** @type {(writer: Pick<Writer, 'random' | 'odd'>) => string} */
function headers({ random, odd }) {
  const harmless = ['{"User-Agent":"Docker-Client/19"}', 'null', '{}', '{"a":null}', '{"a":"b","a":"c"}'];
  return random.chance(odd.oddField)
    ? random.pick(['{"a":5}', '{"a":{}}', '[]', '"x"', '5', '{"a":["b"]}', 'true'])
    : random.pick(harmless);
}

/** @type {(writer: Pick<Writer, 'random' | 'odd'>) => string} */
function unknown(writer) {
  const { random, odd } = writer;
  const text = random.chance(3 * odd.oddValue) ? random.pick(brokenValues) : random.pick(harmlessValues);
  return `"${random.pick(unknownNames)}":${random.chance(0.03 * odd.oddField) ? deep(random) : text}`;
}

/** Go gives up below 10,000 levels (encoding/json/scanner.go maxNestingDepth). @type {(random: Random) => string} */
function deep(random) {
  const levels = 9_996 + random.int(6);
  return random.chance(0.5)
    ? '['.repeat(levels) + ']'.repeat(levels)
    : `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
}

/** @type {(writer: Pick<Writer, 'random'>) => string} */
function value({ random }) {
  return random.chance(0.3) ? 'null' : random.chance(0.3) ? random.pick(brokenValues) : random.pick(wrongTypes);
}

/** @type {(writer: Pick<Writer, 'random' | 'odd'>, known: keyof typeof spellings) => string} */
function field({ random, odd }, known) {
  return `"${random.chance(odd.oddField) ? random.pick(spellings[known]) : known}"`;
}

/** A map key; never folded, so only its escapes vary. @type {(writer: Pick<Writer, 'random' | 'odd'>, key: string) => string} */
function name({ random, odd }, key) {
  if (!random.chance(0.03 + odd.oddField)) return JSON.stringify(key);
  return escaped(random, key);
}

/** @type {(writer: Writer) => string} */
function entry(writer) {
  const { random, odd, user } = writer;
  if (random.chance(0.02)) return random.pick(['{}', 'null']);
  if (random.chance(odd.oddValue)) return value(writer);
  const password = random.chance(0.03) ? '' : random.pick(['pw', 'p:w', 'pass word', 'pä', ':', 'p\n']);
  const form = random.int(4);
  const members = [];
  if (form > 0) {
    members.push(`${field(writer, 'username')}:${text(writer, form === 3 && random.chance(0.5) ? 'shadow' : user)}`);
    if (random.chance(0.97)) members.push(`${field(writer, 'password')}:${text(writer, password)}`);
  }
  if (form === 0 || form === 3)
    members.push(`${field(writer, 'auth')}:${random.chance(odd.oddValue) ? value(writer) : auth(writer, password)}`);
  if (random.chance(0.1)) members.push(`${field(writer, 'email')}:${text(writer, 'a@b.c')}`);
  if (random.chance(0.05 + odd.oddField)) members.splice(random.int(members.length + 1), 0, unknown(writer));
  if (random.chance(odd.oddField)) members.push(duplicate(writer));
  return object(random, random.chance(0.2) ? members.reverse() : members);
}

/** @type {(writer: Writer) => string} */
function duplicate(writer) {
  const known = writer.random.pick(/** @type {const} */ (['username', 'password', 'auth', 'email']));
  return `${field(writer, known)}:${writer.random.pick(['null', '""', '"twice"', '"dDp0"', '5', '"Og=="'])}`;
}

/** @type {(writer: Writer, plain: string) => string} */
function text(writer, plain) {
  const { random, odd } = writer;
  if (random.chance(odd.oddValue)) return value(writer);
  return random.chance(odd.oddField) ? escaped(random, plain) : JSON.stringify(plain);
}

/** Before, after and through the document. @type {(random: Random, text: string) => string} */
function around(random, text) {
  const junk = random.pick(junks);
  switch (random.int(9)) {
    case 0:
      return junk + text;
    case 1:
    case 2:
      return text + junk;
    case 3:
      return text.slice(0, random.int(text.length + 1));
    case 4:
      return random.pick(documents);
    case 5:
      return text + text;
    case 6:
      return Buffer.from(text).toString('base64');
    default: {
      const at = random.int(text.length + 1);
      return text.slice(0, at) + junk + text.slice(at + random.int(2));
    }
  }
}

// biome-ignore format: a table
const oddBytes = [
  [0xe0, 0x9f, 0xbf], [0xe0, 0xa0, 0x80], [0xf0, 0x8f, 0xbf, 0xbf], [0xf0, 0x90, 0x80, 0x80], [0xed, 0x9f, 0xbf],
  [0xf4, 0x8f, 0xbf, 0xbf], [0xc1, 0xbf], [0xc2, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xf7, 0xbf, 0xbf, 0xbf], [0xfe],
  [0xff], [0xc3], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xc0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82],
  [0xf0, 0x9f, 0x90], [0x80], [0xef, 0xbf, 0xbd], [0xef, 0xbb, 0xbf], [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80],
  [0xf8, 0x88, 0x80, 0x80, 0x80], [0x7f], [0x1f],
];

/** Into the holes that were left in user names, where they can be seen, or anywhere. @type {(random: Random, body: Buffer) => Buffer} */
function bytes(random, body) {
  const parts = [];
  let from = 0;
  for (let at = body.indexOf(hole); at >= 0; at = body.indexOf(hole, from)) {
    parts.push(body.subarray(from, at), Buffer.from(random.pick(oddBytes)));
    from = at + holeLength;
  }
  const filled = Buffer.concat([...parts, body.subarray(from)]);
  if (parts.length > 0 && random.chance(0.8)) return filled;
  const at = random.int(filled.length + 1);
  return Buffer.concat([
    filled.subarray(0, at),
    Buffer.from(random.pick(oddBytes)),
    filled.subarray(at + random.int(2)),
  ]);
}
