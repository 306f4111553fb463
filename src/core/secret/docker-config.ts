/**
 * A docker config, decoded as the kubelet decodes it (semantics 2.6 to 2.13; pkg/credentialprovider/config.go,
 * secrets/secrets.go). What it returns holds user names and passwords: `parse.ts` reduces them and lets nothing out;
 * `registry/logins.ts` takes out those that one question to a registry is asked with; besides them only the test oracle
 * looks in here.
 *
 * A document of 1 MiB has room for 75,000 entries. Every one of them is checked, because a single broken one spoils the
 * secret, but only as many as the caller wants are made into anything.
 */
import { type InParts, wholly } from '../parts.js';
import type { SecretFault } from '../types.js';
import { asText, toText } from './byte-string.js';
import { type Credential, checkAuth, credentialAt, findFields, isFilled, typeFault } from './docker-entry.js';
import {
  enterObject,
  nextMember,
  type Reader,
  readerOf,
  readName,
  readString,
  skipString,
  skipValue,
  toValue,
  typeAt,
} from './go-json.js';
import { checkGoJson } from './go-json-syntax.js';
import { keyPlace } from './key-reading.js';

export type ConfigForm = 'dockerconfigjson' | 'dockercfg';

export interface RawEntry extends Credential {
  /** As written, text. */
  readonly key: string;
}

/** Which entries are kept. */
export interface Keeping {
  /** Of a document with more, none is kept. */
  readonly mostEntries: number;
  /** The same for the bytes of all keys together. */
  readonly mostKeyBytes: number;
  /** Takes a key as written; others are counted only. Absent: all are kept. */
  readonly wanted?: (key: string) => boolean;
}

export type DockerConfig =
  | {
      readonly ok: true;
      readonly entries: readonly RawEntry[];
      /** How many entries are written there, those left out included. */
      readonly count: number;
      /** There were more to keep than `Keeping` allows, so `entries` is empty. */
      readonly over: boolean;
      readonly usesHelper: boolean;
    }
  | { readonly ok: false; readonly fault: SecretFault };

/** An open decoding: entries by host, and the first type error that Go would only report at the end. */
interface Decoding {
  readonly reader: Reader;
  readonly keeping: Keeping;
  /** By the bytes of the key. A Map, because a host may be called `__proto__`. */
  readonly hosts: Map<string, Credential>;
  keyBytes: number;
  count: number;
  over: boolean;
  saved?: SecretFault;
  usesHelper: boolean;
}

const EVERYTHING: Keeping = { mostEntries: Number.POSITIVE_INFINITY, mostKeyBytes: Number.POSITIVE_INFINITY };
/** Entries between two yields: a fraction of a millisecond. */
const STRIDE = 64;

export function decodeDockerConfig(form: ConfigForm, data: Uint8Array, keeping = EVERYTHING): DockerConfig {
  return wholly(decodeSteps(form, data, keeping));
}

export function* decodeSteps(form: ConfigForm, data: Uint8Array, keeping: Keeping): InParts<DockerConfig> {
  const syntax = checkGoJson(data);
  if (syntax !== undefined) return { ok: false, fault: { code: 'syntax', path: '', why: syntax } };
  const reader = readerOf(data);
  const decoding: Decoding = {
    reader,
    keeping,
    hosts: new Map(),
    keyBytes: 0,
    count: 0,
    over: false,
    usesHelper: false,
  };
  yield;
  const fatal = yield* form === 'dockercfg' ? decodeHosts(decoding, '') : decodeTopLevel(decoding);
  // Go returns an entry's own error at once; other type errors are saved and come last (decode.go saveError).
  const fault = fatal ?? decoding.saved;
  if (fault !== undefined) return { ok: false, fault };
  const { hosts, count, over, usesHelper } = decoding;
  const entries = [...hosts].map(([key, credential]) => ({ key: toText(key), ...credential }));
  return { ok: true, entries, count, over, usesHelper };
}

/** True where a value is an object that has an `auths` object: a docker config, whatever the data key is called. */
export function looksLikeDockerConfig(data: Uint8Array): boolean {
  if (checkGoJson(data) !== undefined) return false;
  const reader = readerOf(data);
  if (typeAt(reader) !== 'object') return false;
  enterObject(reader);
  while (nextMember(reader)) {
    const name = readName(reader, ['auths']);
    toValue(reader);
    if (name !== undefined && typeAt(reader) === 'object') return true;
    skipValue(reader);
  }
  return false;
}

const TOP_LEVEL = ['auths', 'httpheaders', 'credsstore', 'credhelpers'] as const;

function* decodeTopLevel(decoding: Decoding): InParts<SecretFault | undefined> {
  const { reader } = decoding;
  const type = typeAt(reader);
  if (type === 'null') return undefined;
  if (type !== 'object') return typeFault('', 'the document', 'an object', type);
  enterObject(reader);
  while (nextMember(reader)) {
    const name = readName(reader, TOP_LEVEL);
    toValue(reader);
    switch (name) {
      case 'auths': {
        // A second `auths` is decoded into the first one's map: merged, unless it is null (semantics 2.7, 2.8).
        const fatal = yield* decodeHosts(decoding, 'auths');
        if (fatal !== undefined) return fatal;
        break;
      }
      case 'httpheaders':
        checkHeaders(decoding);
        break;
      case 'credsstore':
      case 'credhelpers':
        decoding.usesHelper ||= isFilled(reader);
        skipValue(reader);
        break;
      case undefined:
        skipValue(reader);
        break;
      default:
        return name satisfies never;
    }
  }
  return undefined;
}

/** A map of hosts: null empties it, an entry given twice is replaced as a whole (decode.go object, mapElem.SetZero). */
function* decodeHosts(decoding: Decoding, path: string): InParts<SecretFault | undefined> {
  const { reader } = decoding;
  const type = typeAt(reader);
  if (type === 'null') forget(decoding);
  else if (type !== 'object') {
    decoding.saved ??= typeFault(path, path === '' ? 'the document' : `"${path}"`, 'an object of hosts', type);
  }
  if (type !== 'object') {
    skipValue(reader);
    return undefined;
  }
  enterObject(reader);
  for (let turn = 1; nextMember(reader); turn += 1) {
    const fatal = decodeHost(decoding, path);
    if (fatal !== undefined) return fatal;
    if (turn % STRIDE === 0) yield;
  }
  return undefined;
}

function forget(decoding: Decoding): void {
  decoding.hosts.clear();
  decoding.keyBytes = 0;
  decoding.count = 0;
  decoding.over = false;
}

function decodeHost(decoding: Decoding, path: string): SecretFault | undefined {
  const { reader, keeping, hosts } = decoding;
  const nameAt = reader.at;
  skipString(reader);
  const size = reader.at - nameAt;
  toValue(reader);
  const places = findFields(reader);
  const fault = 'code' in places ? places : checkAuth(reader.data, places);
  if (fault !== undefined) {
    const entry = `${path}${placeOf({ data: reader.data, at: nameAt }, size)}`;
    return { ...fault, path: `${entry}${fault.path}` };
  }
  decoding.count += 1;
  if (decoding.over || 'code' in places) return undefined;
  const key = readString({ data: reader.data, at: nameAt });
  if (keeping.wanted?.(asText(key)) === false) return undefined;
  if (!hosts.has(key)) decoding.keyBytes += key.length;
  hosts.set(key, credentialAt(reader.data, places));
  if (hosts.size <= keeping.mostEntries && decoding.keyBytes <= keeping.mostKeyBytes) return undefined;
  hosts.clear();
  decoding.over = true;
  return undefined;
}

/** What is longer is no address that anybody typed, and is not quoted in part: a part may lack what is to be masked. */
const LONGEST_QUOTED = 512;

function placeOf(reader: Reader, size: number): string {
  return size > LONGEST_QUOTED ? `[a key of ${size} bytes]` : keyPlace(toText(readString(reader)));
}

/**
 * config.go DockerConfigJSON.HTTPHeaders is map[string]string, so a number in there spoils the secret (semantics 2.6).
 */
function checkHeaders(decoding: Decoding): void {
  const { reader } = decoding;
  const type = typeAt(reader);
  if (type !== 'object') {
    if (type !== 'null') decoding.saved ??= typeFault('HttpHeaders', '"HttpHeaders"', 'an object of strings', type);
    skipValue(reader);
    return;
  }
  enterObject(reader);
  while (nextMember(reader)) {
    skipString(reader);
    toValue(reader);
    const found = typeAt(reader);
    if (found !== 'string' && found !== 'null') {
      decoding.saved ??= typeFault('HttpHeaders', 'a value in "HttpHeaders"', 'a string', found);
    }
    skipValue(reader);
  }
}
