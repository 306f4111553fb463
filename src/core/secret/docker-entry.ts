/**
 * One entry of a docker config as the kubelet decodes it (semantics 2.9, 2.12, 2.13; pkg/credentialprovider/config.go
 * DockerConfigEntry.UnmarshalJSON, decodeDockerConfigFieldAuth): checked first, without making anything of it; its login
 * is read only where it is kept.
 */
import type { SecretFault } from '../types.js';
import { BACKSLASH, CLOSE_BRACE, OPEN_BRACE, QUOTE, skipBlanks } from './ascii.js';
import { type Base64Fault, type Base64Scan, decodeBase64, scanLetters, scanText } from './base64.js';
import {
  enterObject,
  type JsonType,
  nextMember,
  type Reader,
  readName,
  readString,
  skipString,
  skipValue,
  toValue,
  typeAt,
} from './go-json.js';

/** Byte strings. */
export interface Credential {
  readonly username: string;
  readonly password: string;
  /** `identitytoken` or `registrytoken` was there. */
  readonly ignoredToken: boolean;
}

/** Where the values of an entry stand; -1 where they are not given. */
export interface Places {
  username: number;
  password: number;
  auth: number;
  ignoredToken: boolean;
}

const FIELDS = ['auth', 'username', 'password', 'email', 'identitytoken', 'registrytoken'] as const;

/** config.go DockerConfigEntry.UnmarshalJSON, up to the decoding of `auth`. The path of a fault is relative. */
export function findFields(reader: Reader): Places | SecretFault {
  const places: Places = { username: -1, password: -1, auth: -1, ignoredToken: false };
  const type = typeAt(reader);
  if (type !== 'object') {
    if (type !== 'null') return typeFault('', 'the entry', 'an object', type);
    skipValue(reader);
    return places;
  }
  let saved: SecretFault | undefined;
  enterObject(reader);
  while (nextMember(reader)) {
    const name = readName(reader, FIELDS);
    toValue(reader);
    switch (name) {
      case 'username':
      case 'password':
      case 'email':
      case 'auth': {
        const found = typeAt(reader);
        // null leaves a string as it is (semantics 2.8).
        if (found === 'string' && name !== 'email') places[name] = reader.at;
        else if (found !== 'string' && found !== 'null')
          saved ??= typeFault(`.${name}`, `"${name}"`, 'a string', found);
        break;
      }
      case 'identitytoken':
      case 'registrytoken':
        places.ignoredToken ||= isFilled(reader);
        break;
      case undefined:
        break;
      default:
        name satisfies never;
    }
    skipValue(reader);
  }
  return saved ?? places;
}

/**
 * config.go decodeDockerConfigFieldAuth: whether `auth` decodes to something with a colon (semantics 2.13). Most
 * entries of a large document are never kept, so nothing is made of their bytes.
 */
export function checkAuth(data: Uint8Array, { auth }: Places): SecretFault | undefined {
  const decoded = auth === -1 || isEmptyAt(data, auth) ? undefined : scanAuth(data, auth);
  if (decoded === undefined) return undefined;
  if (!decoded.ok) {
    return { code: 'base64', path: '.auth', why: `"auth" is not valid base64: ${base64Words(decoded.fault)}` };
  }
  if (decoded.colon !== -1) return undefined;
  const twice = isEncodedTwice(data, auth) ? '; what it decodes to is base64 again, so it was encoded twice' : '';
  return { code: 'no-colon', path: '.auth', why: `"auth" does not decode to user:password, there is no colon${twice}` };
}

/** Only of an entry that is at fault: here something is made of its bytes, and nothing of it is kept. */
function isEncodedTwice(data: Uint8Array, at: number): boolean {
  const once = decodeBase64(readString({ data, at }));
  const twice = once.ok ? decodeBase64(once.bytes.trim()) : once;
  return twice.ok && /^[\x20-\x7e]+:/.test(twice.bytes);
}

function scanAuth(data: Uint8Array, at: number): Base64Scan {
  const reader: Reader = { data, at };
  skipString(reader);
  const raw = data.subarray(at + 1, reader.at - 1);
  return raw.includes(BACKSLASH) ? scanText(readString({ data, at })) : scanLetters(raw);
}

/** Of an entry that was checked. `auth`, where not empty, replaces user name and password (semantics 2.12, 2.13). */
export function credentialAt(data: Uint8Array, { username, password, auth, ignoredToken }: Places): Credential {
  const decoded = auth === -1 || isEmptyAt(data, auth) ? undefined : decodeBase64(readString({ data, at: auth }));
  if (decoded?.ok !== true) return { username: textAt(data, username), password: textAt(data, password), ignoredToken };
  const colon = decoded.bytes.indexOf(':');
  return { username: decoded.bytes.slice(0, colon), password: decoded.bytes.slice(colon + 1), ignoredToken };
}

function textAt(data: Uint8Array, at: number): string {
  return at === -1 ? '' : readString({ data, at });
}

function isEmptyAt(data: Uint8Array, at: number): boolean {
  return data[at + 1] === QUOTE;
}

function base64Words(fault: Base64Fault): string {
  switch (fault) {
    case 'blank':
      return 'it holds white space';
    case 'url-safe':
      return 'it uses the URL-safe alphabet with "-" and "_"';
    case 'character':
      return 'it holds other characters';
    case 'padding':
      return 'its "=" padding is wrong';
    case 'length':
      return 'its length is impossible, so it is cut off or not base64 at all';
    default:
      return fault satisfies never;
  }
}

export function typeFault(path: string, what: string, wanted: string, found: JsonType): SecretFault {
  return { code: 'type', path, why: `${what} is ${typeWords(found)}, not ${wanted}` };
}

function typeWords(value: JsonType): string {
  switch (value) {
    case 'null':
      return 'null';
    case 'bool':
      return 'true or false';
    case 'number':
      return 'a number';
    case 'string':
      return 'a string';
    case 'array':
      return 'an array';
    case 'object':
      return 'an object';
    default:
      return value satisfies never;
  }
}

/** Whether the value is a text or an object with something in it. */
export function isFilled({ data, at }: Reader): boolean {
  switch (data[at]) {
    case QUOTE:
      return !isEmptyAt(data, at);
    case OPEN_BRACE:
      return data[skipBlanks(data, at + 1)] !== CLOSE_BRACE;
    default:
      return false;
  }
}
