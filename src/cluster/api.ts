/**
 * The API server as a state, asked anew for every question: GET by name, LIST of one namespace. It answers `absent` only
 * for the API server's own "NotFound"; every other status, every failure and every answer of another shape is `unknown`.
 */

import { own, textOf } from '../core/fields.js';
import { isNamespaceName, isObjectName } from '../core/object-name.js';
import type { Extent } from '../core/secret/parse.js';
import type { Lookup, PullSecret, ServiceAccountFacts } from '../core/types.js';
import type { ClusterState, ReadOptions } from '../facts/cluster-state.js';
import { type ApiClient, type Failure, failure, type StatusAnswer } from './api-client.js';
import { ACCOUNT_BOUNDS, type Bounds, boundedAccount, boundList, SECRET_BOUNDS } from './bounds.js';
import {
  convertIdentity,
  convertNamespace,
  convertSecret,
  convertServiceAccount,
  type Kept,
  secretSteps,
  valuesOf,
} from './convert.js';
import type { Watched } from './events.js';
import type { Gate } from './gate.js';
import { type ListRequest, listAll } from './list.js';
import type { Grant } from './rights.js';
import type { Timings } from './timings.js';
import { createGate, GIVEN_UP, inTurns } from './turns.js';

export interface ApiStateOptions {
  readonly client: ApiClient;
  readonly timings: Timings;
  readonly clock: () => number;
  /** Told of lists: called before a namespace is listed; what it returns is called with the answer, or with nothing. */
  readonly listeners?: {
    readonly secrets: (type: SecretType, namespace: string) => OnListed<PullSecret>;
    readonly serviceAccounts: (namespace: string) => OnListed<ServiceAccountFacts>;
  };
  readonly onCall?: (verb: 'get' | 'list') => void;
  /** What came of a question about this resource. */
  readonly onAnswer?: (resource: Grant['resource'], namespace: string, answer: Answered) => void;
  /** Whose turn it is; absent: every call is made at once. */
  readonly gate?: Pick<Gate, 'pass'>;
}

export type Answered = { readonly kind: 'found' | 'listed' } | StatusAnswer | Failure;

export type OnListed<T> = (items?: readonly Kept<T>[]) => void;
export type SecretType = Extract<Watched, 'dockerconfigjson' | 'dockercfg'>;

/** Paths and queries of what is watched and listed. */
export function resourcePath(resource: Watched, namespace: string): { path: string; query: Record<string, string> } {
  const scope = namespace === '' ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
  switch (resource) {
    case 'dockerconfigjson':
    case 'dockercfg':
      return { path: `/api/v1${scope}/secrets`, query: { fieldSelector: `type=kubernetes.io/${resource}` } };
    case 'serviceaccounts':
      return { path: `/api/v1${scope}/serviceaccounts`, query: {} };
    case 'namespaces':
      return { path: '/api/v1/namespaces', query: {} };
    default:
      return resource satisfies never;
  }
}

export function createApiState({
  client,
  timings,
  clock,
  listeners,
  onCall,
  onAnswer,
  gate,
}: ApiStateOptions): ClusterState {
  const limits = { ...timings, listDeadlineMs: timings.freshDeadlineMs, clock };

  /** The client, with each call in its turn. */
  function clientFor(namespace: string, verb: 'get' | 'list'): Pick<ApiClient, 'get'> {
    if (gate === undefined) return client;
    return { get: (path, options) => gate.pass(namespace, verb, () => client.get(path, options)) };
  }

  async function get<T>(
    path: string,
    named: Named,
    convert: (object: unknown) => Kept<T> | undefined | Promise<Kept<T> | undefined | Failure>,
    { signal }: ReadOptions,
  ): Promise<Lookup<T>> {
    // No object has such a name, and the path of an empty one would list them all.
    if (!isObjectName(named.name) || (named.namespace !== undefined && !isNamespaceName(named.namespace)))
      return { state: 'absent' };
    onCall?.('get');
    const { kind, namespace = named.name } = named;
    const answer = await clientFor(namespace, 'get').get(path, {
      signal,
      deadlineMs: timings.freshDeadlineMs,
      mostBytes: timings.lineBytes,
      lean: named.kind === 'Secret' ? 'secret' : 'fields',
    });
    onAnswer?.(PLURALS[kind], namespace, answer);
    if (answer.kind !== 'found') return missing(answer, named);
    const kept = await convert(answer.body);
    return kept !== undefined && 'kind' in kept ? unknownObject(named, kept) : readObject(answer.body, named, kept);
  }

  /** Memory for one large secret, whoever asks for one. */
  const oneLarge = createGate(timings.freshWaitMs);

  function secretIn(
    extent: Extent,
    { signal }: ReadOptions,
  ): (object: unknown) => Promise<Kept<PullSecret> | undefined | Failure> {
    const until = clock() + timings.freshDeadlineMs;
    const isOver = (): boolean => signal?.aborted === true || clock() > until;
    return async (object) => {
      const kept = await inTurns(secretSteps(object, undefined, extent), isOver);
      return kept === GIVEN_UP ? failure('deadline', 'there was no time left to read what it holds') : kept;
    };
  }

  async function list<T>(
    resource: Watched,
    namespace: string,
    reading: Pick<ListRequest<Kept<T>>, 'convert' | 'steps' | 'lean'>,
    bounds: Bounds<T>,
    { signal }: ReadOptions,
    begin: (() => OnListed<T>) | undefined,
  ): Promise<Lookup<readonly Kept<T>[]>> {
    if (!isNamespaceName(namespace)) return found([]);
    onCall?.('list');
    const listed = begin?.();
    const wanted = { ...resourcePath(resource, namespace), ...reading, bound: boundList(bounds) };
    const answer = await listAll(clientFor(namespace, 'list'), wanted, { ...limits, signal });
    onAnswer?.(resourceOf(resource), namespace, answer);
    if (answer.kind !== 'listed') {
      listed?.();
      return unknown(NOUNS[resource], namespace, `${NOUNS[resource]} of namespace ${namespace}`, answer);
    }
    listed?.(answer.items);
    return found(answer.items);
  }

  return {
    namespace: (name, read) =>
      get(`/api/v1/namespaces/${encodeURIComponent(name)}`, { kind: 'Namespace', name }, convertNamespace, read),
    serviceAccount: (namespace, name, read) =>
      get(
        pathOf('serviceaccounts', namespace, name),
        { kind: 'ServiceAccount', namespace, name },
        convertServiceAccount,
        read,
      ),
    secret: (namespace, name, read) =>
      get(pathOf('secrets', namespace, name), { kind: 'Secret', namespace, name }, secretIn('bounded', read), read),
    async secretFor(namespace, name, repositories, read) {
      const path = pathOf('secrets', namespace, name);
      const convert = secretIn({ repositories }, read);
      const secret = await oneLarge(() => get(path, { kind: 'Secret', namespace, name }, convert, read));
      return secret ?? NO_TURN;
    },
    async pullSecrets(namespace, read) {
      const listOf = (type: SecretType): Promise<Lookup<readonly Kept<PullSecret>[]>> =>
        list(type, namespace, SECRETS, SECRET_BOUNDS, read, listeners && (() => listeners.secrets(type, namespace)));
      const [json, cfg] = await Promise.all([listOf('dockerconfigjson'), listOf('dockercfg')]);
      if (json.state !== 'found') return json;
      if (cfg.state !== 'found') return cfg;
      return found(valuesOf([...json.value, ...cfg.value]));
    },
    async serviceAccounts(namespace, read) {
      const begin = listeners && (() => listeners.serviceAccounts(namespace));
      const accounts = await list(
        'serviceaccounts',
        namespace,
        { convert: boundedAccount },
        ACCOUNT_BOUNDS,
        read,
        begin,
      );
      return accounts.state === 'found' ? found(valuesOf(accounts.value)) : accounts;
    },
    async namespacesWithSecret(name, { signal }) {
      if (!isObjectName(name)) return found([]);
      onCall?.('list');
      const query = { fieldSelector: `metadata.name=${name}` };
      const wanted = { path: '/api/v1/secrets', query, convert: convertIdentity };
      // No namespace has this name.
      const answer = await listAll<Kept<never>>(clientFor('*', 'list'), wanted, { ...limits, signal });
      if (answer.kind !== 'listed') return unknown('Secrets', undefined, `Secrets named ${name}`, answer);
      return found(answer.items.map(({ namespace }) => namespace).sort());
    },
  };
}

const SECRETS = { convert: convertSecret, steps: (object: unknown) => secretSteps(object), lean: 'secret' } as const;

const NO_TURN: Lookup<never> = {
  state: 'unknown',
  reason: 'too many secrets are asked for that are too large to be held; the question would have waited too long',
};

const NOUNS: Readonly<Record<Watched, string>> = {
  dockerconfigjson: 'pull secrets',
  dockercfg: 'pull secrets',
  serviceaccounts: 'ServiceAccounts',
  namespaces: 'Namespaces',
};

const PLURALS = {
  Namespace: 'namespaces',
  ServiceAccount: 'serviceaccounts',
  Secret: 'secrets',
} as const;

/** What RBAC calls it. */
export function resourceOf(watched: Watched): Grant['resource'] {
  return watched === 'serviceaccounts' || watched === 'namespaces' ? watched : 'secrets';
}

interface Named {
  readonly kind: 'Namespace' | 'ServiceAccount' | 'Secret';
  readonly namespace?: string;
  readonly name: string;
}

function pathOf(plural: string, namespace: string, name: string): string {
  return `/api/v1/namespaces/${encodeURIComponent(namespace)}/${plural}/${encodeURIComponent(name)}`;
}

function missing(answer: StatusAnswer | Failure, named: Named): Lookup<never> {
  const isAbsent = answer.kind === 'status' && answer.status === 404 && answer.reason === 'NotFound';
  return isAbsent ? { state: 'absent' } : unknownObject(named, answer);
}

function readObject<T>(body: unknown, named: Named, kept: Kept<T> | undefined): Lookup<T> {
  const { kind, namespace, name } = named;
  const isIt = kept?.name === name && textOf(body, 'kind') === kind;
  const isHere = namespace === undefined || textOf(own(body, 'metadata'), 'namespace') === namespace;
  return kept?.value !== undefined && isIt && isHere
    ? found(kept.value)
    : unknownObject(named, failure('malformed', 'the answer is no such object'));
}

function unknownObject({ kind, namespace, name }: Named, answer: StatusAnswer | Failure): Lookup<never> {
  return unknown(`${kind}s`, namespace, `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`, answer);
}

function found<T>(value: T): Lookup<T> {
  return { state: 'found', value };
}

/** @param nouns what cannot be read at all where the right is missing; the name of one of them would only mislead */
function unknown(
  nouns: string,
  namespace: string | undefined,
  what: string,
  answer: StatusAnswer | Failure,
): Lookup<never> {
  if (answer.kind === 'status' && answer.status === 403) {
    const where = namespace === undefined ? '' : ` in namespace ${namespace}`;
    const them = nouns === 'pull secrets' ? 'Secrets' : nouns;
    return { state: 'unknown', reason: `Pullgate has no right to read ${them}${where} (403)` };
  }
  return { state: 'unknown', reason: `the API server could not be asked for ${what}: ${wordFailure(answer)}` };
}

export function wordFailure(answer: StatusAnswer | Failure): string {
  if (answer.kind === 'failed') return answer.reason;
  switch (answer.status) {
    case 401:
      return 'it does not accept the credentials of Pullgate (401)';
    case 403:
      return 'Pullgate has no right to read that (403)';
    case 429:
      return 'it has too much to do (429)';
    default:
      return `it answered ${answer.status}`;
  }
}
