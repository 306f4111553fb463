/**
 * What can be said about a credential without asking anybody (semantics 2.14 to 2.17, section 7): what kind of login
 * it is, when it ends, what will make it fail. It gets byte strings, gives classes and numbers, and keeps nothing.
 *
 * It has no clock (expiry is told, not judged), and where a format is not understood it says nothing (semantics 7.1):
 * AWS calls its tokens opaque. GitHub's checksum is not looked at, its alphabet is not verified (semantics 10).
 */
import type { CredentialFlaw, LoginClass } from '../types.js';
import { decodeBase64 } from './base64.js';
import { isUtf8 } from './byte-string.js';
import { matchGlob } from './glob.js';

export interface Credential {
  /** Byte strings, as the kubelet would send them. */
  readonly username: string;
  readonly password: string;
  /** The normalised key, '' where the kubelet drops it. */
  readonly key: string;
}

export interface CredentialClass {
  readonly login: LoginClass;
  readonly expiresAt?: number;
  readonly lifetime?: number;
  readonly flaws: readonly CredentialFlaw[];
}

const HOUR = 3_600_000;
/** `az acr login` and every other ACR token login has this user (semantics 7.2, 2.17). */
const ACR_USER = '00000000-0000-0000-0000-000000000000';
const HUB_HOSTS: ReadonlySet<string> = new Set(['docker.io', 'index.docker.io']);

export function classifyCredential(credential: Credential): CredentialClass {
  // `glcbt-` may stand before a JWT (semantics 7.2). Read once: it may be as large as a secret.
  const claims = readJwt(credential.password.replace(/^glcbt-/, ''));
  const login = loginOf(credential, claims);
  const expiresAt = expiryOf(login, credential.password, claims);
  const lifetime = lifetimeOf(login);
  return {
    login,
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(lifetime === undefined ? {} : { lifetime }),
    flaws: flawsOf(credential, login, claims),
  };
}

/** The user name first, where it is reserved for one kind of login; then the shape of the password. */
function loginOf({ username, password }: Credential, claims: Claims): LoginClass {
  switch (username) {
    case 'AWS':
      return 'ecr';
    case ACR_USER:
      return 'acr-token';
    case 'oauth2accesstoken':
      return 'google-oauth';
    case '_json_key':
    case '_json_key_base64':
      return 'google-json-key';
    case 'gitlab-ci-token':
      return 'gitlab-job-token';
    default:
      return passwordClass(password, claims);
  }
}

function passwordClass(password: string, claims: Claims): LoginClass {
  if (password.startsWith('github_pat_')) return 'github-fine-grained';
  if (password.startsWith('ghs_')) return 'github-app-token';
  if (/^gh[pour]_/.test(password)) return 'github-token';
  if (password.startsWith('glcbt-')) return 'gitlab-job-token';
  if (/^dckr_[po]at_/.test(password)) return 'docker-hub-token';
  return claims === undefined ? 'other' : 'jwt';
}

/** Kinds of login that always end, whether or not the moment can be read (semantics 7.1 to 7.3). */
function lifetimeOf(login: LoginClass): number | undefined {
  switch (login) {
    case 'ecr':
      return 12 * HOUR;
    case 'acr-token':
      return 3 * HOUR;
    case 'google-oauth':
    case 'github-app-token':
    case 'gitlab-job-token':
      return HOUR;
    case 'google-json-key':
    case 'github-token':
    case 'github-fine-grained':
    case 'docker-hub-token':
    case 'jwt':
    case 'other':
      return undefined;
    default:
      return login satisfies never;
  }
}

function expiryOf(login: LoginClass, password: string, claims: Claims): number | undefined {
  if (login === 'ecr') return toTime(readJsonInBase64(password)?.['expiration']);
  return toTime(claims?.['exp']);
}

/** Unix seconds between 2001 and 2286 to milliseconds; anything else is not a time. */
function toTime(seconds: unknown): number | undefined {
  if (typeof seconds !== 'number' || !(seconds >= 1e9 && seconds < 1e10)) return undefined;
  return Math.floor(seconds * 1000);
}

type Claims = Readonly<Record<string, unknown>> | undefined;

/** The claims of a JWT, unverified: three base64url parts, the first with an `alg` (semantics 7.2). */
function readJwt(text: string): Claims {
  const parts = text.split('.', 4);
  const [header, claims, signature] = parts;
  if (parts.length !== 3 || header === undefined || claims === undefined || signature === undefined) return undefined;
  if (!parts.every((part) => /^[A-Za-z0-9_-]*$/.test(part))) return undefined;
  const algorithm = readJsonInBase64(fromUrlAlphabet(header))?.['alg'];
  return typeof algorithm === 'string' ? readJsonInBase64(fromUrlAlphabet(claims)) : undefined;
}

function fromUrlAlphabet(text: string): string {
  return text.replaceAll('-', '+').replaceAll('_', '/');
}

function readJsonInBase64(text: string): Readonly<Record<string, unknown>> | undefined {
  const decoded = decodeBase64(text);
  return decoded.ok ? readJsonObject(decoded.bytes) : undefined;
}

/** Bytes beyond ASCII read as Latin-1, which is enough for names and numbers. */
function readJsonObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    // The cast only names what was just tested; the fields stay unknown.
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}

function flawsOf(credential: Credential, login: LoginClass, claims: Claims): readonly CredentialFlaw[] {
  const { username, password } = credential;
  const broken: CredentialFlaw[] = isUtf8(username) && isUtf8(password) ? [] : ['not-utf8'];
  // semantics 2.16: without a user the runtime goes anonymous, so nothing else about it matters; UTF-8 does, for the
  // CRI call.
  if (username === '') return broken;
  const host = credential.key.split('/', 1)[0] ?? '';
  return [
    ...broken,
    ...userFlaws(username, host),
    ...passwordFlaws(password, login),
    ...tokenFlaws(password, login, host, claims),
  ];
}

function userFlaws(username: string, host: string): readonly CredentialFlaw[] {
  const flaws: CredentialFlaw[] = [];
  if (/[\r\n]/.test(username)) flaws.push('user-newline');
  if (hasControl(username)) flaws.push('user-control');
  if (hasBlankEnd(username)) flaws.push('user-blank');
  if (isQuoted(username)) flaws.push('user-quoted');
  // semantics 7.5: Docker Hub wants the user name, not the address.
  if (HUB_HOSTS.has(host) && username.includes('@')) flaws.push('docker-hub-email-user');
  // semantics 7.5: `robot$name` in double quotes, and the shell ate `$name`. Only where the host says that it is a
  // Harbor.
  if (username === 'robot' && host.toLowerCase().includes('harbor')) flaws.push('robot-user-shell');
  return flaws;
}

function passwordFlaws(password: string, login: LoginClass): readonly CredentialFlaw[] {
  if (password === '') return ['no-password'];
  // A key file is JSON: newlines and blanks around it do no harm (semantics 7.4).
  if (login === 'google-json-key') return isGoogleKey(password) ? [] : ['google-key-broken'];
  const flaws: CredentialFlaw[] = [];
  if (/[\r\n]/.test(password)) flaws.push('password-newline');
  if (hasControl(password)) flaws.push('password-control');
  if (hasBlankEnd(password)) flaws.push('password-blank');
  if (isQuoted(password)) flaws.push('password-quoted');
  return flaws;
}

/** Control characters other than the line ends, which have words of their own (semantics 2.14). */
function hasControl(text: string): boolean {
  return /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f]/.test(text);
}

function hasBlankEnd(text: string): boolean {
  return text.startsWith(' ') || text.endsWith(' ');
}

function isQuoted(text: string): boolean {
  const first = text[0];
  return text.length >= 2 && (first === '"' || first === "'") && text.endsWith(first);
}

/** semantics 7.4: the key file itself, or base64 of it, under either user name. */
function isGoogleKey(password: string): boolean {
  const text = password.replace(/^\u00ef\u00bb\u00bf/, '');
  const key = readJsonObject(text) ?? readJsonInBase64(text.trim());
  return (
    key !== undefined &&
    key['type'] === 'service_account' &&
    isFilled(key['client_email']) &&
    isFilled(key['private_key'])
  );
}

function isFilled(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function tokenFlaws(password: string, login: LoginClass, host: string, claims: Claims): readonly CredentialFlaw[] {
  switch (login) {
    case 'github-fine-grained':
      return host === 'ghcr.io' ? ['github-fine-grained-on-ghcr'] : [];
    case 'github-token':
    case 'github-app-token':
      // semantics 7.5: prefix and at least 36 characters. Only shorter is certain: GitHub announced longer tokens.
      return host === 'ghcr.io' && /^gh[pousr]_[A-Za-z0-9]{0,35}$/.test(password) ? ['github-token-truncated'] : [];
    case 'gitlab-job-token':
      return ['gitlab-job-token'];
    case 'acr-token':
      return isForOtherRegistry(claims, host) ? ['token-for-other-registry'] : [];
    case 'ecr':
    case 'google-oauth':
    case 'google-json-key':
    case 'docker-hub-token':
    case 'jwt':
    case 'other':
      return [];
    default:
      return login satisfies never;
  }
}

/** semantics 7.2: an ACR token names its registry in `aud`. A wildcard key is fine when it covers that name. */
function isForOtherRegistry(claims: Claims, host: string): boolean {
  const audience = claims?.['aud'];
  if (claims?.['iss'] !== 'Azure Container Registry' || typeof audience !== 'string' || host === '') return false;
  const wanted = audience.toLowerCase().split('.');
  const key = host.toLowerCase().split('.');
  return !(key.length === wanted.length && key.every((part, index) => matchGlob(part, wanted[index] ?? '')));
}
