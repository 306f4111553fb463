/**
 * A docker config, decoded as the kubelet decodes it (semantics 2.6 to 2.13; pkg/credentialprovider/config.go,
 * secrets/secrets.go). What it returns holds user names and passwords: `parse.ts` reduces them and lets nothing out;
 * besides it only the test oracle looks in here.
 */
import type { SecretFault } from '../types.js';
import { type Base64Fault, decodeBase64 } from './base64.js';
import { toText } from './byte-string.js';
import { foldName, type GoJson, type Member, parseGoJson } from './go-json.js';
import { keyPlace } from './key-reading.js';

export type ConfigForm = 'dockerconfigjson' | 'dockercfg';

export interface RawEntry {
  /** As written, text. */
  readonly key: string;
  /** Byte strings. */
  readonly username: string;
  readonly password: string;
  readonly ignoredToken: boolean;
}

export type DockerConfig =
  | { readonly ok: true; readonly entries: readonly RawEntry[]; readonly usesHelper: boolean }
  | { readonly ok: false; readonly fault: SecretFault };

type Credential = Omit<RawEntry, 'key'>;

/** An open decoding: entries by host, and the first type error that Go would only report at the end. */
interface Decoding {
  /** By the bytes of the key. A Map, because a host may be called `__proto__`. */
  readonly hosts: Map<string, Credential>;
  saved?: SecretFault;
  usesHelper: boolean;
}

export function decodeDockerConfig(form: ConfigForm, data: Uint8Array): DockerConfig {
  const parsed = parseGoJson(data);
  if (!parsed.ok) return { ok: false, fault: { code: 'syntax', path: '', why: parsed.why } };
  const decoding: Decoding = { hosts: new Map(), usesHelper: false };
  const fatal = form === 'dockercfg' ? decodeHosts(decoding, parsed.value, '') : decodeTopLevel(decoding, parsed.value);
  // Go returns an entry's own error at once; other type errors are saved and come last (decode.go saveError).
  const fault = fatal ?? decoding.saved;
  if (fault !== undefined) return { ok: false, fault };
  const entries = [...decoding.hosts].map(([key, credential]) => ({ key: toText(key), ...credential }));
  return { ok: true, entries, usesHelper: decoding.usesHelper };
}

/** True where a value is an object that has an `auths` object: a docker config, whatever the data key is called. */
export function looksLikeDockerConfig(data: Uint8Array): boolean {
  const parsed = parseGoJson(data);
  return (
    parsed.ok &&
    membersOf(parsed.value).some(({ name, value }) => foldName(name) === 'auths' && value.type === 'object')
  );
}

function decodeTopLevel(decoding: Decoding, value: GoJson): SecretFault | undefined {
  if (value.type === 'null') return undefined;
  if (value.type !== 'object') return typeFault('', 'the document', 'an object', value);
  for (const member of value.members) {
    switch (foldName(member.name)) {
      case 'auths': {
        // A second `auths` is decoded into the first one's map: merged, unless it is null (2.7, 2.8).
        const fatal = decodeHosts(decoding, member.value, 'auths');
        if (fatal !== undefined) return fatal;
        break;
      }
      case 'httpheaders':
        checkHeaders(decoding, member.value);
        break;
      case 'credsstore':
      case 'credhelpers':
        decoding.usesHelper ||= isFilled(member.value);
        break;
      default:
        break;
    }
  }
  return undefined;
}

/** A map of hosts: null empties it, an entry given twice is replaced as a whole (decode.go object, mapElem.SetZero). */
function decodeHosts(decoding: Decoding, value: GoJson, path: string): SecretFault | undefined {
  if (value.type === 'null') {
    decoding.hosts.clear();
    return undefined;
  }
  if (value.type !== 'object') {
    decoding.saved ??= typeFault(path, path === '' ? 'the document' : `"${path}"`, 'an object of hosts', value);
    return undefined;
  }
  for (const member of value.members) {
    const entry = decodeEntry(member, () => `${path}${keyPlace(toText(member.name))}`);
    if ('code' in entry) return entry;
    decoding.hosts.set(member.name, entry);
  }
  return undefined;
}

/** config.go DockerConfigEntry.UnmarshalJSON: `auth`, where not empty, replaces user name and password (2.12). */
function decodeEntry({ value }: Member, place: () => string): Credential | SecretFault {
  if (value.type !== 'object' && value.type !== 'null') return typeFault(place(), 'the entry', 'an object', value);
  const fields = new Map<string, string>();
  let saved: SecretFault | undefined;
  let ignoredToken = false;
  for (const member of membersOf(value)) {
    const name = foldName(member.name);
    switch (name) {
      case 'username':
      case 'password':
      case 'email':
      case 'auth':
        // null leaves a string as it is (2.8).
        if (member.value.type === 'string') fields.set(name, member.value.value);
        else if (member.value.type !== 'null')
          saved ??= typeFault(`${place()}.${name}`, `"${name}"`, 'a string', member.value);
        break;
      case 'identitytoken':
      case 'registrytoken':
        ignoredToken ||= isFilled(member.value);
        break;
      default:
        break;
    }
  }
  if (saved !== undefined) return saved;
  const login = { username: fields.get('username') ?? '', password: fields.get('password') ?? '' };
  const auth = fields.get('auth') ?? '';
  const decoded = auth === '' ? login : decodeAuth(auth, () => `${place()}.auth`);
  return 'code' in decoded ? decoded : { ...decoded, ignoredToken };
}

/** config.go decodeDockerConfigFieldAuth: split at the first colon, both halves may be empty (2.13). */
function decodeAuth(auth: string, place: () => string): { username: string; password: string } | SecretFault {
  const decoded = decodeBase64(auth);
  if (!decoded.ok)
    return { code: 'base64', path: place(), why: `"auth" is not valid base64: ${base64Words(decoded.fault)}` };
  const colon = decoded.bytes.indexOf(':');
  if (colon === -1)
    return { code: 'no-colon', path: place(), why: '"auth" does not decode to user:password, there is no colon' };
  return { username: decoded.bytes.slice(0, colon), password: decoded.bytes.slice(colon + 1) };
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

/** config.go DockerConfigJSON.HTTPHeaders is map[string]string, so a number in there spoils the secret (2.6). */
function checkHeaders(decoding: Decoding, value: GoJson): void {
  if (value.type === 'null') return;
  if (value.type !== 'object') {
    decoding.saved ??= typeFault('HttpHeaders', '"HttpHeaders"', 'an object of strings', value);
    return;
  }
  const wrong = value.members.find((member) => member.value.type !== 'string' && member.value.type !== 'null');
  if (wrong !== undefined) {
    decoding.saved ??= typeFault('HttpHeaders', 'a value in "HttpHeaders"', 'a string', wrong.value);
  }
}

function typeFault(path: string, what: string, wanted: string, found: GoJson): SecretFault {
  return { code: 'type', path, why: `${what} is ${typeWords(found)}, not ${wanted}` };
}

function typeWords(value: GoJson): string {
  switch (value.type) {
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

function membersOf(value: GoJson): readonly Member[] {
  return value.type === 'object' ? value.members : [];
}

function isFilled(value: GoJson): boolean {
  return (value.type === 'string' && value.value !== '') || membersOf(value).length > 0;
}
