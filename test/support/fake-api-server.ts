/**
 * An API server for tests, over HTTPS: lists in pages, watches with history and bookmarks, GET, field selectors by type,
 * phase and name, label selectors, POST, PUT with the resourceVersion as the lock, JSON Patch, DELETE with preconditions,
 * dry runs, bearer tokens, 410 for versions that are too old. A
 * script may answer any call in its place, which is how the faults of servers and networks are played (design 7.1). It
 * writes down every call.
 */
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { json } from 'node:stream/consumers';
import { applyPatch } from 'rfc6902';
import type { ClusterAccess } from '../../src/cluster/access.js';
import { createCertificate } from '../../src/tls/issue.js';

export interface ApiObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly [field: string]: unknown };
  readonly [field: string]: unknown;
}

/** By the method of HTTP. */
const WRITES = { POST: 'create', PUT: 'update', PATCH: 'patch', DELETE: 'delete' } as const;
type Written = (typeof WRITES)[keyof typeof WRITES];
const isWrite = (verb: Call['verb']): boolean => Object.values<string>(WRITES).includes(verb);

export interface Call {
  readonly verb: 'get' | 'list' | 'watch' | Written;
  /** `secrets`, or the path of what is no resource. */
  readonly resource: string;
  readonly namespace: string;
  readonly name: string;
  readonly query: Readonly<Record<string, string>>;
  readonly token: string;
  /** performance.now() */
  readonly at: number;
}

/** What a script answers instead. `live`: after that, as an ordinary watch. */
export interface Play {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Buffer;
  /** `hang`: no header ever; `silent`: headers and the body, then nothing; `cut`: then the connection is destroyed. */
  readonly after?: 'end' | 'hang' | 'silent' | 'cut' | 'live';
  readonly delayMs?: number;
}

/** A dry run, as it was sent. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly query: Call['query'];
  readonly contentType: string;
  readonly body: unknown;
}

export type Script = (call: Call) => Play | undefined;

export interface FakeApi {
  readonly url: string;
  readonly ca: string;
  readonly calls: readonly Call[];
  readonly sent: readonly Sent[];
  script: Script;
  /** Tokens that are accepted; undefined: all. */
  tokens: readonly string[] | undefined;
  bookmarkEvery(ms: number): void;
  /** Every event comes so much late. */
  watchDelayMs: number;
  /** Creates or replaces. */
  put(object: ApiObject): void;
  putAll(objects: readonly ApiObject[]): void;
  remove(kind: string, namespace: string, name: string): void;
  /** As it is now. */
  read(kind: string, namespace: string, name: string): ApiObject | undefined;
  /** Creates or replaces, and tells only those who watch now: what is large is not held for those who come later. */
  putLive(object: ApiObject): void;
  /** Changes without an event: what a broken watch cache loses. */
  putSilently(object: ApiObject): void;
  /** Watches that are open now stay open and get nothing any more. */
  freeze(): void;
  /** Ends open watches as a server does that has enough. */
  endWatches(): void;
  /** Versions up to now are too old to watch from. */
  compact(): void;
  openWatches(): number;
  openSockets(): number;
  /** Refuses connections until `resume`. */
  halt(): Promise<void>;
  resume(): Promise<void>;
  close(): Promise<void>;
}

interface Stored {
  readonly object: ApiObject;
  readonly version: number;
}

interface Change {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly resource: string;
  readonly stored: Stored;
}

interface Watcher {
  readonly call: Call;
  readonly response: ServerResponse;
  frozen: boolean;
}

/** `ConfigMap` is `configmaps`, as of all kinds here. */
function pluralOf(kind: string): string {
  return `${kind.toLowerCase()}s`;
}

/** Making keys is slow; all may have the same. */
const certificateOfAll = createCertificate(Date.now());

/** A UUID, as an API server gives them: what is kept of an object holds one. */
function uidOf(count: number): string {
  return `00000000-0000-4000-8000-${count.toString(16).padStart(12, '0')}`;
}

export async function startFakeApi(): Promise<FakeApi> {
  const certificate = await certificateOfAll;
  const objects = new Map<string, Stored>();
  const history: Change[] = [];
  const calls: Call[] = [];
  const sent: Sent[] = [];
  const watchers = new Set<Watcher>();
  const sockets = new Set<Duplex>();
  let version = 100;
  let oldest = 0;
  let uids = 0;

  function store(object: ApiObject): Change {
    const resource = pluralOf(object.kind);
    const { name, namespace = '' } = object.metadata;
    const key = `${resource}/${namespace}/${name}`;
    const before = objects.get(key);
    version += 1;
    uids += 1;
    const uid = before?.object.metadata['uid'] ?? uidOf(uids);
    const metadata = { ...object.metadata, uid, resourceVersion: String(version) };
    const apiVersion = object.kind.endsWith('Configuration') ? 'admissionregistration.k8s.io/v1' : 'v1';
    const stored = { object: { ...object, apiVersion, metadata }, version };
    objects.set(key, stored);
    return { type: before === undefined ? 'ADDED' : 'MODIFIED', resource, stored };
  }

  function tell(change: Change): void {
    history.push(change);
    const send = (): void => {
      for (const watcher of watchers) sendChange(watcher, change);
    };
    if (api.watchDelayMs === 0) send();
    else setTimeout(send, api.watchDelayMs).unref();
  }

  function sendChange({ call, response, frozen }: Watcher, { type, resource, stored }: Change): void {
    if (frozen || resource !== call.resource || !selects(call, stored.object)) return;
    response.write(`${JSON.stringify({ type, object: stored.object })}\n`);
  }

  function answer(call: Call, request: IncomingMessage, response: ServerResponse): void {
    const play = api.script(call);
    if (play?.after === 'hang') return;
    const run = (): void => {
      if (play !== undefined) playOut(play, call, response);
      else if (api.tokens?.includes(call.token) === false) fail(response, 401, 'Unauthorized');
      else if (isWrite(call.verb)) void write(call, request, response);
      else ordinary(call, response);
    };
    if (play?.delayMs === undefined) run();
    else setTimeout(run, play.delayMs);
  }

  function playOut(play: Play, call: Call, response: ServerResponse): void {
    const { status, body, after, headers } = play;
    if (status === undefined && body === undefined && after === undefined) {
      ordinary(call, response);
      return;
    }
    response.writeHead(status ?? 200, { 'content-type': 'application/json', ...headers });
    response.flushHeaders();
    if (body !== undefined) response.write(body);
    if (after === 'cut') setTimeout(() => response.socket?.destroy(), 5);
    else if (after === 'live') openWatch(call, response);
    else if (after !== 'silent') response.end();
  }

  function ordinary(call: Call, response: ServerResponse): void {
    if (call.resource === '/version') sendJson(response, { gitVersion: 'v1.36.2' });
    else if (call.verb === 'get') get(call, response);
    else if (call.verb === 'list') list(call, response);
    else if (Number(call.query['resourceVersion']) < oldest) {
      // A version that is compacted away: the event after the headers, as the API server does it.
      const gone = { kind: 'Status', code: 410, reason: 'Expired' };
      response.end(`${JSON.stringify({ type: 'ERROR', object: gone })}\n`);
    } else openWatch(call, response);
  }

  /** What would be stored comes back, and is not. */
  async function answerDryRun(call: Call, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    const body = await json(request);
    const path = url.split('?')[0] ?? '';
    sent.push({ method, path, query: call.query, contentType: headers['content-type'] ?? '', body });
    const play = api.script(call);
    if (play === undefined) sendJson(response, body);
    else playOut(play, call, response);
  }

  /** The answers of a real one: 409 for another version, 422 "Invalid" for a `test` that does not hold. */
  async function write(call: Call, request: IncomingMessage, response: ServerResponse): Promise<void> {
    // What a client of ours sends: JSON, an object or a list of operations.
    const body = (await json(request)) as ApiObject & Parameters<typeof applyPatch>[1];
    const name = call.verb === 'create' ? body.metadata.name : call.name;
    const stored = objects.get(`${call.resource}/${call.namespace}/${name}`);
    if ((stored === undefined) !== (call.verb === 'create')) {
      if (stored === undefined) fail(response, 404, 'NotFound');
      else fail(response, 409, 'AlreadyExists');
      return;
    }
    let next: ApiObject = body;
    if (call.verb === 'delete') {
      if (Object(body['preconditions']).resourceVersion !== String(stored?.version)) fail(response, 409, 'Conflict');
      else {
        api.remove(stored?.object.kind ?? '', call.namespace, name);
        sendJson(response, { kind: 'Status', status: 'Success' });
      }
      return;
    }
    if (call.verb === 'patch') {
      // Not a structuredClone, in which two entries could be one object.
      next = JSON.parse(JSON.stringify(stored?.object));
      if (applyPatch(next, body).some((error) => error !== null)) {
        fail(response, 422, 'Invalid');
        return;
      }
    } else if (call.verb === 'update' && body.metadata['resourceVersion'] !== String(stored?.version)) {
      fail(response, 409, 'Conflict');
      return;
    }
    const change = store(next);
    tell(change);
    sendJson(response, change.stored.object);
  }

  function get(call: Call, response: ServerResponse): void {
    const namespace = call.resource === 'namespaces' ? '' : call.namespace;
    const stored = objects.get(`${call.resource}/${namespace}/${call.name}`);
    if (stored === undefined) fail(response, 404, 'NotFound');
    else sendJson(response, stored.object);
  }

  /** Pages of one list come from one selection. */
  let selected: { readonly by: string; readonly all: readonly (readonly [string, Stored])[] } | undefined;
  function select(call: Call): readonly (readonly [string, Stored])[] {
    const by = `${call.resource} ${call.namespace} ${call.query['fieldSelector']} ${call.query['labelSelector']} ${version}`;
    if (selected?.by !== by) {
      const isOne = ([key, { object }]: readonly [string, Stored]): boolean =>
        key.startsWith(`${call.resource}/`) && selects(call, object);
      selected = { by, all: [...objects].filter(isOne) };
    }
    return selected.all;
  }

  function list(call: Call, response: ServerResponse): void {
    const all = select(call);
    const [from = '0', snapshot = String(version)] = (call.query['continue'] ?? '')
      .split(':')
      .filter((part) => part !== '');
    const to = Number(from) + Number(call.query['limit'] ?? all.length);
    // Items of a typed list carry no kind.
    const items = all
      .slice(Number(from), to)
      .map(([, { object }]) => ({ ...object, kind: undefined, apiVersion: undefined }));
    const more = to < all.length ? { continue: `${to}:${snapshot}` } : {};
    sendJson(response, { kind: 'List', metadata: { resourceVersion: snapshot, ...more }, items });
  }

  function openWatch(call: Call, response: ServerResponse): void {
    if (!response.headersSent) {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.flushHeaders();
    }
    const watcher: Watcher = { call, response, frozen: false };
    watchers.add(watcher);
    response.on('close', () => watchers.delete(watcher));
    const from = Number(call.query['resourceVersion']);
    for (const change of history) if (change.stored.version > from) sendChange(watcher, change);
  }

  function sendBookmarks(): void {
    const object = { metadata: { resourceVersion: String(version) } };
    for (const { response, frozen } of watchers) {
      if (!frozen) response.write(`${JSON.stringify({ type: 'BOOKMARK', object })}\n`);
    }
  }
  let bookmarks: NodeJS.Timeout | undefined;

  let server = listen();
  const port = await portOf(server);

  function listen(at = 0): Server {
    const made = createServer({ ...certificate, keepAliveTimeout: 60_000 }, (request, response) => {
      const call = readCall(request);
      calls.push(call);
      if (call.query['dryRun'] !== undefined) {
        void answerDryRun(call, request, response);
        return;
      }
      if (!isWrite(call.verb)) request.resume();
      answer(call, request, response);
    });
    made.on('connection', (socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      socket.on('error', () => {});
    });
    return made.listen(at, '127.0.0.1');
  }

  async function halt(): Promise<void> {
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  }

  const api: FakeApi = {
    url: `https://127.0.0.1:${port}`,
    ca: certificate.cert,
    calls,
    sent,
    script: () => undefined,
    tokens: undefined,
    bookmarkEvery(ms) {
      clearInterval(bookmarks);
      bookmarks = setInterval(sendBookmarks, ms).unref();
    },
    watchDelayMs: 0,
    put: (object) => tell(store(object)),
    putAll: (list) => list.forEach((object) => void tell(store(object))),
    putLive(object) {
      tell(store(object));
      history.pop();
    },
    putSilently: (object) => void store(object),
    remove(kind, namespace, name) {
      const resource = pluralOf(kind);
      const key = `${resource}/${namespace}/${name}`;
      const stored = objects.get(key);
      if (stored === undefined) return;
      objects.delete(key);
      version += 1;
      const metadata = { ...stored.object.metadata, resourceVersion: String(version) };
      tell({ type: 'DELETED', resource, stored: { object: { ...stored.object, metadata }, version } });
    },
    read: (kind, namespace, name) => objects.get(`${pluralOf(kind)}/${namespace}/${name}`)?.object,
    freeze() {
      for (const watcher of watchers) watcher.frozen = true;
    },
    endWatches() {
      for (const { response } of watchers) response.end();
      watchers.clear();
    },
    compact() {
      oldest = version + 1;
      version += 1;
    },
    openWatches: () => watchers.size,
    openSockets: () => sockets.size,
    halt,
    async resume() {
      server = listen(port);
      await once(server, 'listening');
    },
    async close() {
      clearInterval(bookmarks);
      await halt();
    },
  };
  return api;
}

async function portOf(server: Server): Promise<number> {
  await once(server, 'listening');
  // A server that listens on TCP has such an address.
  return (server.address() as AddressInfo).port;
}

function selects({ namespace, resource, query }: Call, object: ApiObject): boolean {
  if (resource !== 'namespaces' && namespace !== '' && object.metadata.namespace !== namespace) return false;
  const labels = (query['labelSelector'] ?? '').split(',').filter((each) => each !== '');
  const held = Object(object.metadata['labels']);
  if (!labels.every((each) => each === `${each.split('=')[0]}=${held[each.split('=')[0] ?? '']}`)) return false;
  const selector = query['fieldSelector'];
  if (selector === undefined) return true;
  const [field = '', value] = selector.split(/!?=/);
  return (value === selectable(object, field)) !== selector.includes('!=');
}

function selectable(object: ApiObject, field: string): unknown {
  if (field === 'status.phase') return Object(object['status']).phase;
  if (field === 'reason') return object['reason'];
  if (field === 'involvedObject.name') return Object(object['involvedObject']).name;
  return field === 'type' ? (object['type'] ?? 'Opaque') : object.metadata.name;
}

/** `/api/v1/secrets`, `/api/v1/namespaces/x`, `/api/v1/namespaces/x/secrets/y`, `/apis/GROUP/v1/RESOURCE/x` */
function readCall(request: IncomingMessage): Call {
  const url = new URL(request.url ?? '/', 'https://fake');
  const query = Object.fromEntries(url.searchParams);
  const parts = url.pathname.split('/').map(decodeURIComponent);
  const token = (request.headers.authorization ?? '').replace('Bearer ', '');
  const common = { query, token, at: performance.now() };
  const isGroup = parts[1] === 'apis';
  // `/version`, and the discovery of a group: `/apis/GROUP`, `/apis/GROUP/VERSION`
  if ((parts[1] !== 'api' && !isGroup) || parts.length < (isGroup ? 5 : 4)) {
    return { ...common, verb: 'get', resource: url.pathname, namespace: '', name: '' };
  }
  const [first = '', second = '', third = '', fourth = ''] = parts.slice(isGroup ? 4 : 3);
  const isNamespaced = first === 'namespaces' && third !== '';
  const resource = isNamespaced ? third : first;
  const name = isNamespaced ? fourth : second;
  const written = Object.entries(WRITES).find(([method]) => method === request.method)?.[1];
  const verb = written ?? (query['watch'] === 'true' ? 'watch' : name === '' ? 'list' : 'get');
  const namespace = isNamespaced || first === 'namespaces' ? second : '';
  return { ...common, verb, resource, namespace, name };
}

function fail(response: ServerResponse, code: number, reason: string): void {
  response.writeHead(code, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ kind: 'Status', code, reason }));
}

function sendJson(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** The way to it, without a kubeconfig. */
export function accessTo(api: FakeApi): ClusterAccess {
  return {
    server: new URL(api.url),
    namespace: 'default',
    requestOptions: async () => ({ ca: api.ca, headers: { Authorization: 'Bearer a' } }),
    reloadToken: () => {},
    describe: () => api.url,
  };
}

export const DOCKER_TYPE = 'kubernetes.io/dockerconfigjson';

/** A pull secret; the password is a marker to be searched for. */
export function pullSecret(namespace: string, name: string, host = 'registry.example.com'): ApiObject {
  const config = { auths: { [host]: { username: 'example-user', password: 'example-not-a-password' } } };
  return {
    kind: 'Secret',
    metadata: { name, namespace },
    type: DOCKER_TYPE,
    data: { '.dockerconfigjson': Buffer.from(JSON.stringify(config)).toString('base64') },
  };
}
