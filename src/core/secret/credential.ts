/**
 * What can be said about a credential without asking anybody (semantics 2.14 to 2.17, section 7): what kind of login
 * it is, when it ends, what will make it fail. It gets byte strings, gives classes and numbers, and keeps nothing.
 *
 * It has no clock (expiry is told, not judged), and where a format is not understood it says nothing (semantics 7.1):
 * AWS calls its tokens opaque. GitHub's checksum is not looked at, its alphabet is not verified (semantics 10).
 */
import { registryHint, registryOfToken } from '../image/registry-hints.js';
import type { CredentialFlaw, LoginClass } from '../types.js';
import { decodeBase64 } from './base64.js';
import { isUtf8 } from './byte-string.js';
import { textFlaw } from './credential-flaws.js';
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
  // semantics 2.16, 2.17: without a user or a password nothing is sent where tokens are used, so nothing else about the
  // rest matters; UTF-8 does, for the CRI call.
  if (username === '') return broken;
  if (password === '') return [...broken, 'no-password'];
  const host = credential.key.split('/', 1)[0] ?? '';
  return [
    ...broken,
    ...userFlaws(username, host, claims),
    ...passwordFlaws(password, login),
    ...tokenFlaws(password, login, host, claims),
  ];
}

/** What OpenShift writes for a user, beside a token that is one (openshift-controller-manager, internal registry). */
const OPENSHIFT_USER = '<token>';

function userFlaws(username: string, host: string, claims: Claims): readonly CredentialFlaw[] {
  if (username === OPENSHIFT_USER && claims !== undefined) return [];
  const flaws: CredentialFlaw[] = [];
  const flaw = textFlaw(username);
  if (flaw !== undefined) flaws.push(`user-${flaw}`);
  // Docker Compose and GitLab CI write `$$` for one dollar sign; no registry has a user with two.
  if (username.includes('$$')) flaws.push('user-doubled-dollar');
  // semantics 7.5: Docker Hub wants the user name, not the address.
  if (HUB_HOSTS.has(host) && username.includes('@')) flaws.push('docker-hub-email-user');
  // semantics 7.5: `robot$name` in double quotes, and the shell ate `$name`; of `robot$project+name` it leaves `robot+name`.
  // Only where the host says that it is a Harbor.
  else if (/^robot(?:\+|$)/.test(username) && host.toLowerCase().includes('harbor')) flaws.push('robot-user-shell');
  else if (flaws.length === 0 && hintOf(host).users?.test(username) === false) flaws.push('user-not-of-registry');
  return flaws;
}

/** A wildcard stands for whatever the registry's hosts have there: twelve digits are an account, a name and a region. */
function hintOf(host: string): ReturnType<typeof registryHint> {
  return registryHint(host.replaceAll('*', '000000000000'));
}

function passwordFlaws(password: string, login: LoginClass): readonly CredentialFlaw[] {
  // A key file is JSON: newlines and blanks around it do no harm (semantics 7.4).
  if (login === 'google-json-key') return isGoogleKey(password) ? [] : ['google-key-broken'];
  const flaw = textFlaw(password);
  return flaw === undefined ? [] : [`password-${flaw}`];
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
  if (login === 'acr-token') return isForOtherRegistry(claims, host) ? ['token-for-other-registry'] : [];
  if (host === 'ghcr.io') {
    if (login === 'github-fine-grained') return ['github-fine-grained-on-ghcr'];
    // semantics 7.5: prefix and at least 36 characters. Only shorter is certain: GitHub announced longer tokens.
    if (/^gh[pousr]_[A-Za-z0-9]{0,35}$/.test(password)) return ['github-token-truncated'];
  }
  return isTokenElsewhere(password, host) ? ['token-for-other-registry'] : [];
}

/** Its shape is that of one registry's tokens, and the key is for another one that is known. */
function isTokenElsewhere(password: string, host: string): boolean {
  const here = hintOf(host);
  const home = registryOfToken(password);
  return home !== undefined && here.source !== undefined && home !== here.name;
}

/** semantics 7.2: an ACR token names its registry in `aud`. A wildcard key is fine when it covers that name. */
function isForOtherRegistry(claims: Claims, host: string): boolean {
  const audience = claims?.['aud'];
  if (claims?.['iss'] !== 'Azure Container Registry' || typeof audience !== 'string' || host === '') return false;
  const wanted = audience.toLowerCase().split('.');
  const key = host.toLowerCase().split('.');
  return !(key.length === wanted.length && key.every((part, index) => matchGlob(part, wanted[index] ?? '')));
}
