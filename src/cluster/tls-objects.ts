/**
 * The Secret and the webhook configurations of TLS on the API server: the ports of src/tls. Everything is asked for by
 * name, lists and watches through `metadata.name=NAME`, so that rights for these names are enough (kubernetes
 * pkg/endpoints/request RequestInfo takes the name out of the selector). A watch only says that something has changed.
 */
import { isObject, own, textOf } from '../core/fields.js';
import type {
  BundleStore,
  ConfigurationKind,
  Read,
  SecretContent,
  SecretStore,
  SeenConfiguration,
  SeenSecret,
  Written,
} from '../tls/ports.js';
import { wordFailure } from './api.js';
import type { Answer, ApiClient, Write } from './api-client.js';
import type { Kept } from './convert.js';
import type { ClusterEvent } from './events.js';
import { createStore, type Store } from './store.js';
import { TIMINGS, type Timings } from './timings.js';
import { createWatchLoop } from './watch.js';

/** The objects of TLS that are watched, as the log calls them. */
export type TlsWatched = 'secrets' | 'validatingwebhookconfigurations' | 'mutatingwebhookconfigurations';

export interface TlsObjectsOptions {
  readonly client: ApiClient;
  readonly timings?: Partial<Timings>;
  readonly random?: () => number;
  readonly onEvent?: (event: ClusterEvent<TlsWatched>) => void;
}

const KINDS = {
  secrets: 'Secret',
  validatingwebhookconfigurations: 'ValidatingWebhookConfiguration',
  mutatingwebhookconfigurations: 'MutatingWebhookConfiguration',
} as const satisfies Readonly<Record<TlsWatched, string>>;

interface Place {
  readonly resource: TlsWatched;
  /** `/api/v1/namespaces/pullgate/secrets` */
  readonly path: string;
  readonly name: string;
  readonly namespace: string;
}

export function createTlsObjects(options: TlsObjectsOptions) {
  const shared = { ...options, timings: { ...TIMINGS, ...options.timings } };
  return {
    secret: (namespace: string, name: string) => secretStore(shared, namespace, name),
    configuration: (kind: ConfigurationKind, name: string) => bundleStore(shared, kind, name),
  };
}

type Shared = TlsObjectsOptions & { readonly timings: Timings };

function secretStore(shared: Shared, namespace: string, name: string): SecretStore {
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/secrets`;
  const place: Place = { resource: 'secrets', path, name, namespace };
  return {
    name: `${KINDS.secrets} ${namespace}/${name}`,
    get: (signal) => get(shared, place, readSecret, signal),
    update: (seen, change, signal) => {
      const body = withChange(seen.object, change);
      return write(shared, place, { method: 'PUT', contentType: 'application/json', body }, signal);
    },
    watch: (onChange, signal) => watch(shared, place, onChange, signal),
  };
}

function bundleStore(shared: Shared, kind: ConfigurationKind, name: string): BundleStore {
  const resource = `${kind}webhookconfigurations` as const;
  const place: Place = { resource, path: `/apis/admissionregistration.k8s.io/v1/${resource}`, name, namespace: '' };
  return {
    kind,
    name: `${KINDS[resource]} ${name}`,
    get: (signal) => get(shared, place, readConfiguration, signal),
    patch: (seen, bundle, signal) => {
      const body = patchOf(seen, bundle);
      return write(shared, place, { method: 'PATCH', contentType: 'application/json-patch+json', body }, signal);
    },
    watch: (onChange, signal) => watch(shared, place, onChange, signal),
  };
}

// --------------------------------------------------------------------------------------------------------------- calls

async function get<T>(
  { client, timings }: Shared,
  { resource, path, name }: Place,
  read: (object: unknown) => T | undefined,
  signal: AbortSignal,
): Promise<Read<T>> {
  const answer = await client.get(`${path}/${encodeURIComponent(name)}`, limitsOf(timings, signal));
  if (answer.kind === 'status' && answer.status === 404 && answer.reason === 'NotFound') return { state: 'absent' };
  if (answer.kind !== 'found') return { state: 'unknown', reason: wordFailure(answer) };
  const isIt = textOf(answer.body, 'kind') === KINDS[resource] && textOf(own(answer.body, 'metadata'), 'name') === name;
  const value = isIt ? read(answer.body) : undefined;
  return value === undefined ? { state: 'unknown', reason: 'the answer is no such object' } : { state: 'found', value };
}

async function write(
  { client, timings }: Shared,
  { path, name }: Place,
  what: Write,
  signal: AbortSignal,
): Promise<Written> {
  const answer = await client.write(`${path}/${encodeURIComponent(name)}`, what, limitsOf(timings, signal));
  if (answer.kind === 'found') return { state: 'written' };
  return isConflict(answer, what) ? { state: 'conflict' } : { state: 'failed', reason: wordWrite(answer) };
}

function limitsOf(timings: Timings, signal: AbortSignal) {
  return { signal, deadlineMs: timings.pageDeadlineMs, mostBytes: timings.lineBytes };
}

/**
 * 409: another version. 404: it has been deleted meanwhile. To a patch, 422 "Invalid" is how the API server answers a
 * `test` that does not hold (apiserver pkg/endpoints/handlers/patch.go).
 */
function isConflict(answer: Answer, { method }: Write): boolean {
  if (answer.kind !== 'status') return false;
  const isTest = method === 'PATCH' && answer.status === 422 && answer.reason === 'Invalid';
  return answer.status === 409 || answer.status === 404 || isTest;
}

function wordWrite(answer: Exclude<Answer, { readonly kind: 'found' }>): string {
  const isForbidden = answer.kind === 'status' && answer.status === 403;
  return isForbidden ? 'Pullgate has no right to write that (403)' : wordFailure(answer);
}

/** The same loop as for everything else that is watched, with its backoff and its limits; nothing of an object is kept. */
async function watch(shared: Shared, place: Place, onChange: () => void, signal: AbortSignal): Promise<void> {
  const { resource, namespace, name, path } = place;
  const loop = createWatchLoop<undefined, TlsWatched>({
    id: { resource, namespace },
    list: { path, query: { fieldSelector: `metadata.name=${name}` }, convert: (object) => convert(object) },
    store: telling(createStore<undefined>(), onChange),
    client: shared.client,
    timings: shared.timings,
    clock: () => performance.now(),
    random: shared.random ?? Math.random,
    emit: shared.onEvent ?? (() => {}),
    onReached: () => {},
  });
  await loop.run(signal);
}

function convert(object: unknown): Kept<undefined> | undefined {
  const metadata = own(object, 'metadata');
  const [name, uid, version] = [textOf(metadata, 'name'), textOf(metadata, 'uid'), textOf(metadata, 'resourceVersion')];
  if (name === '' || uid === '' || version === '') return undefined;
  return { namespace: textOf(metadata, 'namespace'), name, uid, version, value: undefined };
}

/** The same store; whoever waits is told of each change. */
function telling<T>(store: Store<T>, onChange: () => void): Store<T> {
  return {
    get: store.get,
    list: store.list,
    all: store.all,
    namespacesWith: store.namespacesWith,
    get size() {
      return store.size;
    },
    set(kept) {
      store.set(kept);
      onChange();
    },
    delete(namespace, name) {
      store.delete(namespace, name);
      onChange();
    },
    replace(items) {
      store.replace(items);
      onChange();
    },
    read() {
      const reading = store.read();
      return {
        ...reading,
        write(differences) {
          const written = reading.write(differences);
          if (written > 0) onChange();
          return written;
        },
      };
    },
  };
}

// ------------------------------------------------------------------------------------------------------------- objects

function readSecret(object: unknown): SeenSecret {
  const data = Object.entries(textsOf(own(object, 'data'))).map(([key, value]) => [key, fromBase64(value)] as const);
  return {
    data: Object.fromEntries(data),
    annotations: textsOf(own(own(object, 'metadata'), 'annotations')),
    object,
  };
}

function readConfiguration(object: unknown): SeenConfiguration {
  return {
    hooks: hooksOf(object).map((hook) => ({
      name: textOf(hook, 'name'),
      bundle: fromBase64(textOf(own(hook, 'clientConfig'), 'caBundle')),
    })),
    object,
  };
}

function hooksOf(object: unknown): readonly unknown[] {
  const hooks = own(object, 'webhooks');
  return Array.isArray(hooks) ? hooks : [];
}

function textsOf(value: unknown): Readonly<Record<string, string>> {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, text]) => (typeof text === 'string' ? [[key, text]] : [])),
  );
}

function fromBase64(text: string): string {
  return Buffer.from(text, 'base64').toString('utf8');
}

function toBase64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

/** The object as it was read, its resourceVersion with it, which makes the write the lock. */
function withChange(object: unknown, { data, annotations }: SecretContent): unknown {
  const metadata = own(object, 'metadata');
  const encoded = Object.entries(data).map(([key, text]) => [key, toBase64(text)] as const);
  return {
    ...asFields(object),
    metadata: {
      ...asFields(metadata),
      annotations: { ...asFields(own(metadata, 'annotations')), ...annotations },
    },
    data: { ...asFields(own(object, 'data')), ...Object.fromEntries(encoded) },
  };
}

function asFields(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}

/**
 * Only caBundle, and only where it differs. The `test` is on what was seen: the old bundle, or where there was none the
 * whole clientConfig, because a `test` of what is not there fails (RFC 6902 4.6). The name of the entry is tested, too:
 * an index alone may have become that of another one.
 */
function patchOf({ object }: SeenConfiguration, bundle: string): readonly unknown[] {
  const value = toBase64(bundle);
  return hooksOf(object).flatMap((hook, index) => {
    const clientConfig = own(hook, 'clientConfig');
    const old = textOf(clientConfig, 'caBundle');
    if (fromBase64(old) === bundle) return [];
    const path = `/webhooks/${index}`;
    return [
      { op: 'test', path: `${path}/name`, value: textOf(hook, 'name') },
      old === ''
        ? { op: 'test', path: `${path}/clientConfig`, value: clientConfig ?? null }
        : { op: 'test', path: `${path}/clientConfig/caBundle`, value: old },
      { op: 'add', path: `${path}/clientConfig/caBundle`, value },
    ];
  });
}
