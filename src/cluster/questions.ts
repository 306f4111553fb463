/**
 * What is asked of an API server, one row for each question of core/questions.ts: of which resource (and with that its
 * path and the right it needs), how it is read, and which watches hold the answer, too. Everything else of this room
 * follows from the rows: calls (api.ts), memory (cache.ts, watches.ts), what is asked anew (combine.ts, fresh.ts), and
 * rights (rights.ts), which are those of the chart.
 */
import type { ImagesInUse } from '../core/in-use.js';
import type { InParts } from '../core/parts.js';
import type { About, Answers, Question, QuestionAbout } from '../core/questions.js';
import type { NamespaceFacts, PullSecret, ServiceAccountFacts } from '../core/types.js';
import { USING_RESOURCES, type UsingResource, type WorkloadUse } from '../core/workload-use.js';
import {
  ACCOUNT_BOUNDS,
  type Bounds,
  boundedAccount,
  boundedNamespace,
  SECRET_BOUNDS,
  WORKLOAD_BOUNDS,
} from './bounds.js';
import {
  convertNamespace,
  convertPod,
  convertSecret,
  convertServiceAccount,
  convertWorkload,
  type FindHeld,
  type Kept,
  secretSteps,
} from './convert.js';
import type { Lean } from './lean.js';
import type { Most } from './list.js';

// ------------------------------------------------------------------------------------------------------------ resources

export interface Resource {
  /** '' is the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** Its objects live in namespaces, and a Role can give the right to read them. */
  readonly namespaced: boolean;
  /** `cluster.secrets` says which of them may be read. */
  readonly guarded?: true;
  /** It is read only where `secrets.usage` wants it. */
  readonly forUsage?: true;
  readonly lean: Lean;
}

/** As RBAC calls them. */
const RESOURCES = {
  secrets: { group: '', version: 'v1', kind: 'Secret', namespaced: true, guarded: true, lean: 'secret' },
  serviceaccounts: { group: '', version: 'v1', kind: 'ServiceAccount', namespaced: true, lean: 'fields' },
  namespaces: { group: '', version: 'v1', kind: 'Namespace', namespaced: false, lean: 'fields' },
  pods: { group: '', version: 'v1', kind: 'Pod', namespaced: true, lean: 'metadata' },
  deployments: { group: 'apps', version: 'v1', kind: 'Deployment', namespaced: true, forUsage: true, lean: 'metadata' },
  statefulsets: {
    group: 'apps',
    version: 'v1',
    kind: 'StatefulSet',
    namespaced: true,
    forUsage: true,
    lean: 'metadata',
  },
  daemonsets: { group: 'apps', version: 'v1', kind: 'DaemonSet', namespaced: true, forUsage: true, lean: 'metadata' },
  cronjobs: { group: 'batch', version: 'v1', kind: 'CronJob', namespaced: true, forUsage: true, lean: 'metadata' },
  jobs: { group: 'batch', version: 'v1', kind: 'Job', namespaced: true, forUsage: true, lean: 'metadata' },
} as const satisfies Readonly<Record<string, Resource>>;

export type ResourceName = keyof typeof RESOURCES;

export const RESOURCE_NAMES = keysOf(RESOURCES);

export function resourceNamed(name: ResourceName): Resource {
  return RESOURCES[name];
}

/** @param namespace '' for all of them */
export function pathOf(resource: ResourceName, namespace: string, name = ''): string {
  const { group, version, namespaced } = RESOURCES[resource];
  const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  const scope = namespaced && namespace !== '' ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  return `${root}${scope}/${resource}${name === '' ? '' : `/${encodeURIComponent(name)}`}`;
}

// ---------------------------------------------------------------------------------------------------- lists and watches

/** What is listed, and how much of its objects is read and held. */
export interface Listing<T> {
  readonly resource: ResourceName;
  readonly query: Readonly<Record<string, string>>;
  /** What a list of them is called. */
  readonly nouns: string;
  readonly convert: (object: unknown) => Kept<T> | undefined;
  /** The same in steps, where an object may be a lot of work. */
  readonly steps?: (object: unknown, findHeld?: FindHeld<T>) => InParts<Kept<T> | undefined>;
  readonly bounds?: Bounds<T>;
  /** Its owner may have made it too long to be read: what is beyond is left out, and the answer says that there is more. */
  readonly most?: Most;
}

export interface HeldOf {
  readonly dockerconfigjson: PullSecret;
  readonly dockercfg: PullSecret;
  readonly serviceaccounts: ServiceAccountFacts;
  readonly namespaces: NamespaceFacts;
  readonly deployments: WorkloadUse;
  readonly statefulsets: WorkloadUse;
  readonly daemonsets: WorkloadUse;
  readonly cronjobs: WorkloadUse;
  readonly jobs: WorkloadUse;
}

export type Watched = keyof HeldOf;

/** What is listed at start, watched and held. The two kinds of pull secret are watched apart, because a field selector knows no "or". */
export const WATCHES: { readonly [W in Watched]: Listing<HeldOf[W]> } = {
  dockerconfigjson: pullSecretsOf('dockerconfigjson'),
  dockercfg: pullSecretsOf('dockercfg'),
  serviceaccounts: {
    resource: 'serviceaccounts',
    query: {},
    nouns: 'ServiceAccounts',
    convert: boundedAccount,
    bounds: ACCOUNT_BOUNDS,
  },
  namespaces: { resource: 'namespaces', query: {}, nouns: 'Namespaces', convert: boundedNamespace },
  deployments: workloadsOf('deployments', 'Deployments'),
  statefulsets: workloadsOf('statefulsets', 'StatefulSets'),
  daemonsets: workloadsOf('daemonsets', 'DaemonSets'),
  cronjobs: workloadsOf('cronjobs', 'CronJobs'),
  jobs: workloadsOf('jobs', 'Jobs'),
};

export const WATCHED = keysOf(WATCHES);

function pullSecretsOf(type: 'dockerconfigjson' | 'dockercfg'): Listing<PullSecret> {
  return {
    resource: 'secrets',
    query: { fieldSelector: `type=kubernetes.io/${type}` },
    nouns: 'pull secrets',
    convert: convertSecret,
    steps: secretSteps,
    bounds: SECRET_BOUNDS,
  };
}

function workloadsOf(resource: UsingResource, nouns: string): Listing<WorkloadUse> {
  return {
    resource,
    query: {},
    nouns,
    convert: convertWorkload(resourceNamed(resource).kind),
    bounds: WORKLOAD_BOUNDS,
  };
}

// ------------------------------------------------------------------------------------------------------------ questions

/** Watches that hold such objects. */
type Holding<T> = { readonly [W in Watched]: HeldOf[W] extends T ? W : never }[Watched];

interface Asked<Q> {
  readonly resource: ResourceName;
  /** In whose turn it is asked, and whose right it needs; `EVERYWHERE` for all. */
  readonly namespace: (question: Q) => string;
  /** Only makes a text better: memory is asked alone, and nobody where nothing is held. */
  readonly onlyHint?: true;
}

/** One object: a GET. */
export interface NamedRow<Q, T, W = Holding<T>> extends Asked<Q> {
  readonly by: 'name';
  readonly name: (question: Q) => string;
  readonly steps: (object: unknown, question: Q) => InParts<Kept<T> | undefined>;
  /** The watches that hold it if anything does; absent: it is nowhere but at the API server. */
  readonly held?: readonly W[];
  /** What lists the namespace, and with it such objects under their names. */
  readonly list?: (question: Q) => Question;
  /** It takes so much memory that one is read at a time: the reason for those for whom that takes too long. */
  readonly alone?: string;
}

/** Objects of a namespace: a LIST for each of what is watched, and of what is not. */
export interface ListRow<Q, T, W = Holding<T>> extends Asked<Q> {
  readonly by: 'namespace';
  readonly held?: readonly W[];
  readonly lists?: readonly Listing<T>[];
  /** It takes long, so nobody who asks for something else of the namespace waits until it is over. */
  readonly apart?: true;
}

/** The namespaces with an object of this name: a LIST over all of them. */
export interface EverywhereRow<Q, W = Watched> extends Asked<Q> {
  readonly by: 'everywhere';
  readonly name: (question: Q) => string;
  readonly held: readonly W[];
}

type Row<A extends About> =
  | NamedRow<QuestionAbout<A>, Answers[A]>
  | (Answers[A] extends readonly (infer T)[] ? ListRow<QuestionAbout<A>, T> : never)
  | (Answers[A] extends readonly string[] ? EverywhereRow<QuestionAbout<A>> : never);

/** No namespace has this name. */
const EVERYWHERE = '*';

const PULL_SECRETS = ['dockerconfigjson', 'dockercfg'] as const;

/** Of a Pod that ran once nobody knows whether it still could; and those of Jobs would be most of the list. */
export const RUNNING_PODS: Listing<ImagesInUse> = {
  resource: 'pods',
  query: { fieldSelector: 'status.phase=Running' },
  nouns: 'Pods',
  convert: convertPod,
  most: { objects: 500, bytes: 8 * 1024 * 1024, atOnce: 50 },
};

const ROWS: { readonly [A in About]: Row<A> } = {
  namespace: {
    by: 'name',
    resource: 'namespaces',
    namespace: ({ namespace }) => namespace,
    name: ({ namespace }) => namespace,
    steps: atOnce(convertNamespace),
    held: ['namespaces'],
  },
  serviceAccount: {
    by: 'name',
    resource: 'serviceaccounts',
    namespace: ({ namespace }) => namespace,
    name: ({ name }) => name,
    steps: atOnce(convertServiceAccount),
    held: ['serviceaccounts'],
  },
  serviceAccounts: {
    by: 'namespace',
    resource: 'serviceaccounts',
    namespace: ({ namespace }) => namespace,
    held: ['serviceaccounts'],
  },
  secret: {
    by: 'name',
    resource: 'secrets',
    namespace: ({ namespace }) => namespace,
    name: ({ name }) => name,
    steps: (object) => secretSteps(object),
    held: PULL_SECRETS,
    list: ({ namespace }) => ({ about: 'pullSecrets', namespace }),
  },
  secretFor: {
    by: 'name',
    resource: 'secrets',
    namespace: ({ namespace }) => namespace,
    name: ({ name }) => name,
    steps: (object, { repositories }) => secretSteps(object, undefined, { repositories }),
    alone: 'too many secrets are asked for that are too large to be held; the question would have waited too long',
  },
  pullSecrets: {
    by: 'namespace',
    resource: 'secrets',
    namespace: ({ namespace }) => namespace,
    held: PULL_SECRETS,
  },
  imagesInUse: {
    by: 'namespace',
    resource: 'pods',
    namespace: ({ namespace }) => namespace,
    lists: [RUNNING_PODS],
    apart: true,
  },
  workloads: {
    by: 'namespace',
    resource: 'deployments',
    namespace: ({ namespace }) => namespace,
    held: USING_RESOURCES,
  },
  namespacesWithSecret: {
    by: 'everywhere',
    resource: 'secrets',
    namespace: () => EVERYWHERE,
    name: ({ name }) => name,
    held: PULL_SECRETS,
    onlyHint: true,
  },
};

function keysOf<T extends object>(table: T): readonly (keyof T)[] {
  // What a table is made of here is what its type says, and nothing else.
  return Object.keys(table) as (keyof T)[];
}

function atOnce<T>(
  convert: (object: unknown) => Kept<T> | undefined,
): (object: unknown) => InParts<Kept<T> | undefined> {
  // biome-ignore lint/correctness/useYield: it has one step
  return function* (object) {
    return convert(object);
  };
}

/** A row as those see it who ask what they are asked. */
export type AnyRow =
  | NamedRow<Question, unknown, Watched>
  | ListRow<Question, unknown, Watched>
  | EverywhereRow<Question>;

/** TypeScript cannot follow that a row only ever gets the questions that it is for: they are found by the same word. */
const ANY_ROWS = ROWS as unknown as Readonly<Record<About, AnyRow>>;

export function rowOf({ about }: Question): AnyRow {
  return ANY_ROWS[about];
}

export const ALL_ROWS: readonly AnyRow[] = Object.values(ANY_ROWS);
