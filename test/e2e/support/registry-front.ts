/**
 * What stands before the real registry (./registry-store.ts): TLS with the name of every registry of the tests, and the
 * service that gives tokens, by the standard of distribution's `token` authentication. Who may pull what is a function of
 * the test; the registry itself decides by the token and by what it holds.
 */
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, isIP } from 'node:net';
import type { Test } from 'tap';
import { issueCa } from '../../../src/tls/issue.js';
import type { Certificate } from '../../../src/tls/ports.js';
import { tokenFor } from '../../registry/support/tokens.js';
import type { RegistryStore } from './registry-store.js';

export interface Login {
  readonly user: string;
  readonly password: string;
}

/** `refused`, `expired`: no token; `nothing`: a token for nothing, as the Docker Hub gives one. */
export type Granted = 'pull' | 'nothing' | 'refused' | 'expired';

export interface Question {
  /** As in an image: `registry.example.com`, `harbor.internal:5000`; `docker.io` for the host that the Docker Hub has. */
  readonly host: string;
  readonly repository: string;
  /** undefined: nobody. */
  readonly login: Login | undefined;
}

type Headers = Readonly<Record<string, string>>;

/** An answer instead of the registry's own. */
export interface Instead {
  readonly status: number;
  readonly headers?: Headers;
  readonly body?: string;
}

export interface FrontOptions {
  readonly grants: (question: Question) => Granted;
  /** Hosts that ask for user and password themselves. */
  readonly basic?: readonly string[];
  /** Hosts that ask for nothing, as a store of blobs whose address is the secret. */
  readonly open?: readonly string[];
  /** `cut`: the connection ends without an answer. */
  readonly instead?: (path: string, method: string, host: string) => Instead | 'cut' | undefined;
  /** What is told in place of the registry's own challenge. */
  readonly challenge?: (host: string, challenge: string) => readonly string[];
}

export interface Authority extends Certificate {
  readonly leaf: Certificate;
}

/** One for all fronts of a test, so that a node and a prober trust one file. */
export async function issueAuthority(hosts: readonly string[]): Promise<Authority> {
  const ca = await issueCa(Date.now(), 86_400_000);
  const { default: selfsigned } = await import('selfsigned');
  const altNames = [...new Set(hosts.map(nameOf))].map((host) =>
    isIP(host) === 0 ? { type: 2 as const, value: host } : { type: 7 as const, ip: host },
  );
  const made = await selfsigned.generate([{ name: 'commonName', value: 'registries' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notAfterDate: new Date(Date.now() + 86_000_000),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames },
    ],
    ca: { key: ca.key, cert: ca.cert },
  });
  return { ...ca, leaf: { key: made.private, cert: made.cert } };
}

/** What DNS and a certificate know of the host of an image: no port, no brackets, no capitals. */
export function nameOf(host: string): string {
  const bare = /^\[(.*)\]/.exec(host)?.[1] ?? host.replace(/:\d+$/, '');
  return bare === 'docker.io' ? 'registry-1.docker.io' : bare.toLowerCase();
}

/** @param address where it listens; on port 443 nothing but the name of a host is needed to reach it */
export async function startFront(
  t: Test,
  store: RegistryStore,
  { leaf }: Authority,
  options: FrontOptions,
  { address = '127.0.0.1', port = 0 } = {},
): Promise<string> {
  const server = createServer({ key: leaf.key, cert: leaf.cert }, (asked, response) => {
    void answer(store, options, asked, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, resolve);
  });
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  return `${address}:${(server.address() as AddressInfo).port}`; // of a server that listens at a port
}

async function answer(store: RegistryStore, options: FrontOptions, asked: IncomingMessage, response: ServerResponse) {
  const url = new URL(asked.url ?? '/', 'https://registry');
  const host = hostOf(asked);
  const instead = options.instead?.(url.pathname, asked.method ?? '', host);
  if (instead === 'cut') response.destroy();
  else if (instead !== undefined) {
    response.writeHead(instead.status, { ...instead.headers });
    response.end(instead.body);
  } else if (url.pathname.startsWith('/auth/token')) await giveToken(store, options, asked, response, url, host);
  else if (options.open?.includes(host) === true) {
    const [, name = ''] = /^\/v2\/(.+)\/(?:blobs|manifests)\//.exec(url.pathname) ?? [];
    const token = tokenFor(store.signer, '', [{ name, actions: ['pull'] }]);
    pass({ port: store.port, headers: { authorization: `Bearer ${token}` } }, asked, response);
  } else {
    const port = options.basic?.includes(host) === true ? store.basicPort : store.port;
    const challenge = (told: string): readonly string[] => options.challenge?.(host, told) ?? [told];
    pass({ port, challenge }, asked, response);
  }
}

function hostOf({ headers }: IncomingMessage): string {
  const host = (headers.host ?? '').toLowerCase().replace(/:443$/, '');
  return host === 'registry-1.docker.io' ? 'docker.io' : host;
}

interface Passing {
  readonly port: number;
  readonly headers?: Headers;
  readonly challenge?: (challenge: string) => readonly string[];
}

function pass(
  { port, headers: more = {}, challenge }: Passing,
  asked: IncomingMessage,
  response: ServerResponse,
): void {
  const { method, url: path } = asked;
  // The realm that the registry names is that of the host that was asked, over TLS.
  const headers = { ...asked.headers, 'x-forwarded-proto': 'https', ...more };
  const sent = request({ host: '127.0.0.1', port, method, path, headers }, (answered) => {
    const told = answered.headers['www-authenticate'];
    if (told !== undefined && challenge !== undefined)
      answered.headers['www-authenticate'] = challenge(told).join(', ');
    response.writeHead(answered.statusCode ?? 502, answered.headers);
    answered.pipe(response);
  });
  sent.once('error', () => response.destroy());
  asked.pipe(sent);
}

// ------------------------------------------------------------------------------------------------------------ tokens

async function giveToken(
  { signer }: RegistryStore,
  { grants }: FrontOptions,
  asked: IncomingMessage,
  response: ServerResponse,
  url: URL,
  host: string,
): Promise<void> {
  const form = asked.method === 'POST' ? new URLSearchParams(await textOf(asked)) : url.searchParams;
  const login = asked.method === 'POST' ? formLogin(form) : basicLogin(asked);
  const scopes = form.getAll('scope').flatMap((scope) => scope.split(' '));
  const repositories = scopes.flatMap((scope) => /^repository:(.+):pull/.exec(scope)?.[1] ?? []);
  const granted = [...new Set(repositories)].map((repository) => ({
    repository,
    grant: grants({ host, repository, login }),
  }));
  const refusal = granted.map(({ grant }) => REFUSALS[grant]).find((each) => each !== undefined);
  if (refusal !== undefined) {
    response.writeHead(refusal.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ errors: [{ code: refusal.code, message: refusal.message }] }));
    return;
  }
  const access = granted
    .filter(({ grant }) => grant === 'pull')
    .map(({ repository }) => ({ name: repository, actions: ['pull'] }));
  const token = tokenFor(signer, login?.user ?? '', access);
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ token, access_token: token, expires_in: 300 }));
}

/** In the words of the Docker Hub, and of ECR (semantics 8.5). */
const REFUSALS: Readonly<
  Partial<Record<Granted, { readonly status: number; readonly code: string; readonly message: string }>>
> = {
  refused: { status: 401, code: 'UNAUTHORIZED', message: 'incorrect username or password' },
  expired: {
    status: 403,
    code: 'DENIED',
    message: 'Your authorization token has expired. Reauthenticate and try again.',
  },
};

function basicLogin({ headers }: IncomingMessage): Login | undefined {
  const [, coded] = /^Basic (.+)$/i.exec(headers.authorization ?? '') ?? [];
  if (coded === undefined) return undefined;
  const text = Buffer.from(coded, 'base64').toString();
  const colon = text.indexOf(':');
  return { user: text.slice(0, colon), password: text.slice(colon + 1) };
}

function formLogin(form: URLSearchParams): Login | undefined {
  const user = form.get('username');
  return user === null ? undefined : { user, password: form.get('password') ?? '' };
}

async function textOf(asked: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of asked) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
