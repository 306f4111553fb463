/** Registries on loopback that answer as a test says, under whatever names: one server, one certificate for all of them. */
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { TLSSocket } from 'node:tls';
import selfsigned from 'selfsigned';
import type { Test } from 'tap';
import { parseImage } from '../../src/core/image/parse.js';
import type { PullOutcome } from '../../src/core/registry-answer.js';
import type { ImageReference } from '../../src/core/types.js';
import { createCredential } from '../../src/registry/credential.js';
import type { Resolve } from '../../src/registry/names.js';
import { createProber, type Login, type Prober, type ProberOptions } from '../../src/registry/prober.js';

export type { Login };

export interface Seen {
  readonly method: string;
  readonly host: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** '' where none was sent. */
  readonly authorization: string;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** What is no text is written as JSON. */
  readonly body?: unknown;
}

export type Script = (
  seen: Seen,
  raw: { readonly response: ServerResponse; readonly socket: TLSSocket },
) => Answer | 'raw';

export const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
export const INDEX = 'application/vnd.oci.image.index.v1+json';
export const DIGEST = `sha256:${'ab'.repeat(32)}`;

/** 200 with a manifest. */
export const HERE: Answer = { status: 200, headers: { 'content-type': MANIFEST, 'docker-content-digest': DIGEST } };

export const refusalWith = (status: number, code: string, message = '', headers: Answer['headers'] = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json', 'docker-distribution-api-version': 'registry/2.0', ...headers },
  body: { errors: [{ code, message }] },
});

export const challenge = (value: string | readonly string[]): Answer => ({
  status: 401,
  headers: { 'www-authenticate': value },
  body: { errors: [{ code: 'UNAUTHORIZED', message: 'authentication required' }] },
});

export interface Registry {
  readonly seen: Seen[];
  readonly resolve: Resolve;
  readonly ca: string;
  readonly port: number;
  script: Script;
}

interface Pair {
  readonly key: string;
  readonly cert: string;
}

const made = new Map<string, Promise<Pair>>();

/** The same for the same names: each costs tens of milliseconds. */
export function certificateFor(names: readonly string[]): Promise<Pair> {
  const known = made.get(names.join()) ?? makeCertificate(names, Date.now() + 3_600_000);
  made.set(names.join(), known);
  return known;
}

export async function makeCertificate(names: readonly string[], ends: number): Promise<Pair> {
  const made = await selfsigned.generate([{ name: 'commonName', value: 'scripted registry' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - 7_200_000),
    notAfterDate: new Date(ends),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      {
        name: 'subjectAltName',
        altNames: names.map((name) => (/^[\d.]+$/.test(name) ? { type: 7, ip: name } : { type: 2, value: name })),
      },
    ],
  });
  return { key: made.private, cert: made.cert };
}

/** @param names hosts that its certificate is for, wildcards among them */
export async function startRegistry(t: Test, names: readonly string[], script: Script): Promise<Registry> {
  const { key, cert } = await certificateFor(names);
  const server = createServer({ key, cert, maxHeaderSize: 64 * 1024 }, (request, response) => {
    void answer(request, response);
  });
  const registry: Registry & { script: Script } = {
    seen: [],
    ca: cert,
    port: 0,
    script,
    resolve: async () => [{ address: '127.0.0.1', port: registry.port }],
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', `https://${request.headers.host ?? ''}`);
    const seen: Seen = {
      ...{ method: request.method ?? '', host: url.host, path: url.pathname, query: url.searchParams },
      ...{ headers: request.headers, authorization: request.headers.authorization ?? '', body: await text(request) },
    };
    registry.seen.push(seen);
    const said = registry.script(seen, { response, socket: request.socket as TLSSocket });
    if (said === 'raw') return;
    const { status, headers = {}, body } = said;
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value as string | string[]);
    response.writeHead(status).end(typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body));
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  Object.assign(registry, { port: (server.address() as AddressInfo).port });
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  return registry;
}

export function proberFor(
  t: Test,
  registry: Pick<Registry, 'resolve' | 'ca'>,
  change: Partial<ProberOptions> = {},
): Prober {
  const prober = createProber({
    ...{ registries: ['*.*', '*.*.*', '*.*.*.*', '*.*.*.*.*.*'], allowedNetworks: ['127.0.0.0/8'], tokenHosts: [] },
    ...{ requestsPerMinute: 6000, now: Date.now, ca: registry.ca, resolve: registry.resolve },
    ...change,
  });
  t.teardown(() => prober.close());
  return prober;
}

export function reference(image: string): ImageReference {
  const parsed = parseImage(image);
  if (!parsed.ok) throw new Error(`${image} is no image`);
  return parsed.reference;
}

export function login(user = 'somebody', password = 'example-not-a-password', secret = 'regcred'): Login {
  return {
    secret,
    credential: createCredential(user, password),
    entry: {
      ...{ key: 'registry.example.com', normalized: 'registry.example.com', hasUser: user !== '', login: 'other' },
      ...{ flaws: [], ignoredToken: false },
    },
  };
}

/** Without a login, or what the last of these logins met. */
export async function askedFor(prober: Prober, image: string, ...logins: readonly Login[]): Promise<PullOutcome> {
  const answer = await prober.probe(reference(image), logins, { platforms: true });
  return answer.attempts.at(-1)?.outcome ?? answer.anonymous;
}
