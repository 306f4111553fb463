/** Users and clusters of kubeconfigs of every kind, each with what a call gets of them. */
import type { RequestOptions } from 'node:https';

export interface LoginCase {
  readonly user: unknown;
  readonly cluster?: unknown;
  /** Without the agent. */
  readonly options: RequestOptions;
  /** Class of the agent; absent: none. */
  readonly agent?: string;
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const LATER = '2999-01-01T00:00:00Z';
const EXEC = { apiVersion: 'client.authentication.k8s.io/v1', command: 'echo' };
const says = (status: unknown): unknown => ({ ...EXEC, args: [JSON.stringify({ status })] });
const bearer = (token: string): RequestOptions => ({ headers: { Authorization: `Bearer ${token}` } });
const jwt = [{}, { exp: 32_472_144_000 }].map((part) => base64(JSON.stringify(part))).join('.');

/** Beside the kubeconfig. */
export const FILES: Readonly<Record<string, string>> = {
  'ca.crt': 'of ca.crt',
  'tls.crt': 'of tls.crt',
  'tls.key': 'of tls.key',
  token: 'of the file',
};

export const LOGINS: Readonly<Record<string, LoginCase>> = {
  nothing: { user: {}, options: { headers: {} } },
  'no user at all': { user: undefined, options: { headers: {} } },
  token: { user: { token: 'abc' }, options: bearer('abc') },
  'an empty token': { user: { token: '' }, options: { headers: {} } },
  'a token of a file': { user: { tokenFile: 'token' }, options: bearer('of the file') },
  'a login': { user: { username: 'bob', password: 'p:w' }, options: { auth: 'bob:p:w', headers: {} } },
  'a token for somebody else': {
    user: { token: 'abc', as: 'bob' },
    options: { headers: { 'Impersonate-User': 'bob', Authorization: 'Bearer abc' } },
  },
  'certificates as data': {
    user: { 'client-certificate-data': base64('crt'), 'client-key-data': base64('key') },
    cluster: { 'certificate-authority-data': base64('ca') },
    options: { ca: Buffer.from('ca'), cert: Buffer.from('crt'), key: Buffer.from('key'), headers: {} },
  },
  'certificates as files, which count before data': {
    user: {
      'client-certificate': 'tls.crt',
      'client-key': 'tls.key',
      'client-certificate-data': base64('crt'),
      'client-key-data': base64('key'),
    },
    cluster: { 'certificate-authority': 'ca.crt', 'certificate-authority-data': base64('ca') },
    options: {
      ca: Buffer.from('of ca.crt'),
      cert: Buffer.from('of tls.crt'),
      key: Buffer.from('of tls.key'),
      headers: {},
    },
  },
  'any certificate': {
    user: {},
    cluster: { 'insecure-skip-tls-verify': true },
    options: { rejectUnauthorized: false, headers: {} },
  },
  'not any certificate': { user: {}, cluster: { 'insecure-skip-tls-verify': 'yes' }, options: { headers: {} } },
  'another name': {
    user: {},
    cluster: { 'tls-server-name': 'kubernetes' },
    options: { servername: 'kubernetes', headers: {} },
  },
  'a plugin with a token': { user: { exec: says({ token: 'of the plugin' }) }, options: bearer('of the plugin') },
  'a plugin with certificates': {
    user: { exec: says({ clientCertificateData: 'C', clientKeyData: 'K' }) },
    options: { cert: 'C', key: 'K', headers: {} },
  },
  'a plugin as auth provider': {
    user: { 'auth-provider': { name: 'exec', config: { exec: says({ token: 'of the plugin' }) } } },
    options: bearer('of the plugin'),
  },
  'a token counts before a plugin': {
    user: { exec: says({ token: 'of the plugin' }), token: 'abc' },
    options: bearer('abc'),
  },
  'Azure of old': {
    user: { 'auth-provider': { name: 'azure', config: { 'access-token': 'az', expiry: LATER } } },
    options: bearer('az'),
  },
  'Google of old': {
    user: { 'auth-provider': { name: 'gcp', config: { 'access-token': 'gc', expiry: LATER } } },
    options: bearer('gc'),
  },
  OpenID: {
    user: { 'auth-provider': { name: 'oidc', config: { 'id-token': `${jwt}.x` } } },
    options: bearer(`${jwt}.x`),
  },
  'a provider that nobody knows': {
    user: { 'auth-provider': { name: 'constructor', config: {} } },
    options: { headers: {} },
  },
  'a provider without a name': { user: { 'auth-provider': {} }, options: { headers: {} } },
  'a proxy': {
    user: { token: 'abc' },
    cluster: { 'proxy-url': 'http://proxy.test:3128' },
    options: bearer('abc'),
    agent: 'HttpsProxyAgent',
  },
  'a SOCKS proxy': {
    user: {},
    cluster: { 'proxy-url': 'socks5://proxy.test:1080' },
    options: { headers: {} },
    agent: 'SocksProxyAgent',
  },
};

/** Of one cluster and one user, with the fields of both. */
export function kubeconfigOf(user: unknown, cluster: unknown): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'a',
    clusters: [{ name: 'a', cluster: { server: 'https://a.test:6443', ...(cluster as object) } }],
    users: [{ name: 'a', user }],
    contexts: [{ name: 'a', context: { cluster: 'a', user: 'a' } }],
  });
}
