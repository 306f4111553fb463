/**
 * Everything of a cluster that verdicts rest on, in a few lists page by page: for a snapshot, with the rights of whoever
 * takes it. It lists all namespaces at once where that is allowed, and one after the other where it is not. What may not be
 * read stays unknown, in the words that a question about it would have been answered with.
 *
 * What is held is bounded by namespace, and of a Secret nothing but `PullSecret`; the bytes of a page are gone when the
 * next is read.
 */
import type { ImagesInUse } from '../core/in-use.js';
import type { Lookup, NamespaceFacts, PullSecret, ServiceAccountFacts } from '../core/types.js';
import { groupByNamespace, type Holdings, type Inventory } from '../facts/inventory.js';
import { createApiState, listRequest, type Reader, unknownList, wordFailure } from './api.js';
import type { ApiClient } from './api-client.js';
import { ACCOUNT_BOUNDS, type Bounds, createLedger, SECRET_BOUNDS, withoutValue } from './bounds.js';
import { convertNamespace, convertServiceAccount, type Kept, secretSteps, valuesOf } from './convert.js';
import { type ListAnswer, listAll } from './list.js';
import { type Listing, RUNNING_PODS, WATCHES } from './questions.js';
import type { Timings } from './timings.js';

export interface InventoryRequest {
  /** Namespaces; undefined: all that there are. */
  readonly only: readonly string[] | undefined;
  /** May what runs be looked at (`cluster.pods`)? */
  readonly pods: boolean;
  /** Whose rights these are, for the words of what may not be read; whoever takes a snapshot unless told. */
  readonly reader?: Reader;
}

export interface InventoryTools {
  readonly client: ApiClient;
  readonly timings: Timings;
  readonly clock: () => number;
}

interface ReadTools extends InventoryTools {
  readonly reader: Reader;
}

/** Read by others, who may have all rights. */
const READER: Reader = 'whoever took the snapshot had';

/** Unknown where it is not even known which namespaces there are. */
export async function readInventory(
  { only, pods, reader = READER }: InventoryRequest,
  given: InventoryTools,
): Promise<Lookup<Inventory>> {
  const tools: ReadTools = { ...given, reader };
  const facts = only === undefined ? await listNamespaces(tools) : await readNamespaces(only, tools);
  if (facts.state !== 'found') return facts;
  const names = [...facts.value].flatMap(([name, { state }]) => (state === 'absent' ? [] : [name]));
  const scope: Scope = { names, isAll: only === undefined };
  const [serviceAccounts, secrets, imagesInUse] = await Promise.all([
    readPart(ACCOUNTS, scope, tools),
    readPart(SECRETS, scope, tools),
    pods ? readPart(PODS, scope, tools) : NOT_ALLOWED,
  ]);
  const holdingsOf = (name: string): Holdings => ({
    facts: facts.value.get(name) ?? PASSING,
    serviceAccounts: serviceAccounts.of(name),
    secrets: secrets.of(name),
    imagesInUse: imagesInUse.of(name),
  });
  const seen = new Set([...facts.value.keys(), ...serviceAccounts.seen, ...secrets.seen, ...imagesInUse.seen]);
  const namespaces = new Map([...seen].map((name) => [name, holdingsOf(name)]));
  return { state: 'found', value: { source: 'api-server', only, namespaces } };
}

/** Its objects were listed, and it was not. */
const PASSING: Lookup<never> = {
  state: 'unknown',
  reason: 'the namespace came or went while the snapshot was taken',
};

const NOT_ALLOWED: Read<never> = {
  seen: [],
  of: () => ({ state: 'unknown', reason: 'what runs was not to be looked at (cluster.pods)' }),
};

// ---------------------------------------------------------------------------------------------------------- namespaces

type Namespaces = ReadonlyMap<string, Lookup<NamespaceFacts>>;

async function listNamespaces({ client, timings, clock }: InventoryTools): Promise<Lookup<Namespaces>> {
  const wanted = listRequest({ ...WATCHES.namespaces, convert: convertNamespace }, '');
  const answer = await listAll(client, wanted, { ...timings, clock });
  if (answer.kind !== 'listed') return { state: 'unknown', reason: wordFailure(answer) };
  const all = valuesOf(answer.items).map((value) => [value.name, { state: 'found', value }] as const);
  return { state: 'found', value: new Map(all) };
}

async function readNamespaces(only: readonly string[], tools: ReadTools): Promise<Lookup<Namespaces>> {
  const { ask } = createApiState(tools);
  const facts = new Map<string, Lookup<NamespaceFacts>>();
  for (const namespace of only) facts.set(namespace, await ask({ about: 'namespace', namespace }, {}));
  return { state: 'found', value: facts };
}

// --------------------------------------------------------------------------------------------------------------- parts

interface Part<T> {
  readonly listing: Listing<T>;
  readonly bounds: Bounds<T>;
  /** Bytes per namespace. */
  readonly most: number;
}

const MIB = 1024 * 1024;
/** Some ten thousand secrets of the usual size: they are read once, and not held beside those of a running webhook. */
const MOST_SECRETS = 16 * MIB;
/** Of one secret: some thousand entries. */
const MOST_SECRET = 2 * MIB;
/** A webhook looks at no more of a namespace, and the snapshot is to say what it would say. */
const MOST_PODS = RUNNING_PODS.most?.objects ?? 0;
const PODS_BYTES = 4 * MIB;

const ACCOUNTS: Part<ServiceAccountFacts> = {
  listing: { ...WATCHES.serviceaccounts, convert: convertServiceAccount },
  bounds: ACCOUNT_BOUNDS,
  most: MOST_SECRETS,
};

/** Of every type but one, which is a release of Helm each and may be most of what a cluster holds (snapshot/state.ts). */
const SECRETS: Part<PullSecret> = {
  listing: {
    ...WATCHES.dockerconfigjson,
    query: { fieldSelector: 'type!=helm.sh/release.v1' },
    nouns: 'Secrets',
    steps: (object) => secretSteps(object, undefined, 'whole'),
  },
  bounds: {
    weigh: (secret) => {
      const weight = SECRET_BOUNDS.weigh(secret);
      return weight > MOST_SECRET ? MOST_SECRETS + 1 : weight;
    },
    thin: SECRET_BOUNDS.thin,
  },
  most: MOST_SECRETS,
};

const { most: _, ...ALL_RUNNING } = RUNNING_PODS;

const PODS: Part<ImagesInUse> = {
  listing: ALL_RUNNING,
  bounds: {
    weigh: ({ named, runs, imagePullSecrets }) =>
      Math.max(PODS_BYTES / MOST_PODS, 2 * [...named, ...runs, ...imagePullSecrets].join('').length),
    thin: withoutValue,
  },
  most: PODS_BYTES,
};

interface Scope {
  readonly names: readonly string[];
  /** They are all that there are. */
  readonly isAll: boolean;
}

interface Read<T> {
  readonly of: (namespace: string) => Lookup<readonly T[]>;
  /** Namespaces of the objects that were listed. */
  readonly seen: Iterable<string>;
}

async function readPart<T>({ listing, bounds, most }: Part<T>, scope: Scope, tools: ReadTools): Promise<Read<T>> {
  const { client, timings, clock, reader } = tools;
  const { bounds: __, ...unbounded } = listing;
  const bound = () => {
    const ledger = createLedger(bounds, most);
    return (kept: Kept<T>) => ledger.admit(kept);
  };
  const list = (namespace: string): Promise<ListAnswer<Kept<T>>> => {
    return listAll(client, { ...listRequest(unbounded, namespace), bound }, { ...timings, clock });
  };
  if (scope.isAll) {
    const all = await list('');
    if (all.kind === 'listed') {
      const groups = groupByNamespace(all.items);
      return { of: (namespace) => listOf(groups.get(namespace) ?? []), seen: groups.keys() };
    }
  }
  const answers = new Map<string, Lookup<readonly T[]>>();
  for (const namespace of scope.names) {
    const answer = await list(namespace);
    answers.set(
      namespace,
      answer.kind === 'listed' ? listOf(answer.items) : unknownList(listing, namespace, { answer, reader }),
    );
  }
  return { of: (namespace) => answers.get(namespace) ?? listOf([]), seen: [] };
}

/** What is too large to be held leaves a list that is not all there is. */
function listOf<T>(items: readonly Kept<T>[]): Lookup<readonly T[]> {
  const value = valuesOf(items);
  return value.length === items.length ? { state: 'found', value } : { state: 'found', value, partial: true };
}
