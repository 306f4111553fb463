/**
 * A made-up cluster with what is true about its registries, and a small model of what its kubelets do: so that what is
 * suggested can be held against the truth, which no audit sees.
 */
import type { NamespaceFacts } from '../../src/core/types.js';
import type { ObjectStream, Streamed } from '../../src/facts/objects-there.js';
import { type KubeObject, stateOf } from './state.js';

/** Numbers that look drawn: the same for the same seed (mulberry32). */
export function drawnFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Names that begin alike, several of one owner, clouds, a port. */
const REPOSITORIES = [
  ...['docker.io/acme/app', 'docker.io/acme/app-private', 'docker.io/acme/app-private-web', 'docker.io/other/tool'],
  ...['ghcr.io/org/a', 'ghcr.io/org/b', 'ghcr.io/org/c', 'ghcr.io/org/d', 'ghcr.io/org/deep/one', 'ghcr.io/solo/x'],
  ...['registry.corp.example:5000/one/a', 'registry.corp.example:5000/two/b', 'registry.corp.example:5000/three/c'],
  ...['registry.corp.example:5000/three/d', 'registry.corp.example:5000/four/e', 'registry.corp.example:5000/top'],
  ...['123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/api', '123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/ui'],
  ...['210987654321.dkr.ecr.eu-west-1.amazonaws.com/api', 'acme.azurecr.io/team/api', 'acme.azurecr.io/team/api-web'],
  ...['eu-docker.pkg.dev/project/repo/app', 'eu-docker.pkg.dev/project/repo/app2', 'quay.io/acme/app'],
] as const;
/** Each of them matches a repository that is the key or goes on with a slash. */
const KEYS = [
  'docker.io/acme',
  'docker.io',
  'ghcr.io/org',
  'ghcr.io',
  'registry.corp.example:5000',
  'acme.azurecr.io',
  'quay.io',
];
const NAMESPACES = ['blog', 'shop', 'team', 'zoo'];
const POLICIES = ['Always', 'IfNotPresent', 'IfNotPresent', 'Never'];
const SHA = `sha256:${'a1'.repeat(32)}`;
const CREATED = '2026-03-02T10:00:00Z';

export interface World {
  readonly objects: readonly KubeObject[];
  readonly nodes: number;
  readonly schemes: ReadonlyMap<string, number>;
  readonly pods: readonly WorldPod[];
}

export interface WorldPod {
  readonly namespace: string;
  readonly name: string;
  /** Its container has started. */
  readonly runs: boolean;
  /** By the truth: a new node would get the image; undefined with `Never`, which no node pulls. */
  readonly pulls: boolean | undefined;
}

export function aWorld(seed: number): World {
  const draw = drawnFrom(seed);
  const some = <T>(list: readonly T[]): T => list[draw(list.length)] as T;
  const nodes = 1 + draw(4);
  const scheme = some(['', 'aws', 'azure', 'gce']);
  const isPublic = new Set(REPOSITORIES.filter((each) => !/amazonaws|azurecr/.test(each) && draw(2) === 0));
  const covered = REPOSITORIES.filter((each) => /amazonaws|azurecr|pkg\.dev/.test(each) && draw(2) === 0);
  const hosts = new Set(covered.map((each) => each.split('/')[0]));
  const secrets = NAMESPACES.flatMap((namespace) =>
    ['one', 'two'].slice(0, draw(3)).map((name) => ({ namespace, name, keys: [some(KEYS), some(KEYS)] })),
  );
  /** Repositories in the store of each node, and whether their digest was kept. */
  const stores = Array.from({ length: nodes }, () => new Map<string, boolean>());
  // With its digest on one node only: on more of them nothing could tell it from a pull.
  if (draw(2) === 0 && nodes > 1) stores[0]?.set(some(REPOSITORIES), true);
  for (const store of stores) if (draw(3) === 0) store.set(some(REPOSITORIES), false);
  const objects: KubeObject[] = NAMESPACES.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
  for (const { namespace, name, keys } of secrets) objects.push(aLogin(namespace, name, keys));
  const pods: WorldPod[] = [];
  const count = 4 + draw(24);
  for (let index = 0; index < count; index += 1) {
    const [namespace, repository, policy] = [some(NAMESPACES), some(REPOSITORIES), some(POLICIES)];
    const node = draw(nodes);
    const store = stores[node] ?? new Map<string, boolean>();
    const named = secrets.filter((each) => each.namespace === namespace && draw(2) === 0);
    const names = [...named.map(({ name }) => name), ...(draw(8) === 0 ? ['gone'] : [])];
    const hasLogin = named.some(({ keys }) =>
      keys.some((key) => repository === key || repository.startsWith(`${key}/`)),
    );
    const canPull = hasLogin || isPublic.has(repository) || hosts.has(repository.split('/')[0]);
    const isThere = store.has(repository);
    const runs = policy === 'Never' ? isThere : policy === 'IfNotPresent' ? isThere || canPull : canPull;
    if (policy !== 'Never' && canPull && (policy === 'Always' || !isThere)) store.set(repository, true);
    const pod = {
      namespace,
      name: `p${index}`,
      repository,
      policy,
      names,
      node,
      runs,
      digest: store.get(repository) === true,
    };
    objects.push(...objectsOf(pod, draw(3) > 0));
    pods.push({ namespace, name: pod.name, runs, pulls: policy === 'Never' ? undefined : canPull });
  }
  return { objects, nodes, schemes: new Map(scheme === '' ? [] : [[scheme, nodes]]), pods };
}

function aLogin(namespace: string, name: string, keys: readonly string[]): KubeObject {
  const login = { username: 'robot', password: 'example-password' };
  const auths = Object.fromEntries(keys.map((key) => [key, login]));
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { namespace, name, creationTimestamp: '2026-01-01T00:00:00Z' },
    type: 'kubernetes.io/dockerconfigjson',
    stringData: { '.dockerconfigjson': JSON.stringify({ auths }) },
  };
}

interface Made {
  readonly namespace: string;
  readonly name: string;
  readonly repository: string;
  readonly policy: string;
  readonly names: readonly string[];
  readonly node: number;
  readonly runs: boolean;
  readonly digest: boolean;
}

/** A Pod alone, or with the Deployment and the ReplicaSet that it comes of. */
function objectsOf(
  { namespace, name, repository, policy, names, node, runs, digest }: Made,
  owned: boolean,
): readonly KubeObject[] {
  const image = `${repository}:1.4`;
  const spec = {
    containers: [{ name: 'app', image, imagePullPolicy: policy }],
    ...(names.length === 0 ? {} : { imagePullSecrets: names.map((each) => ({ name: each })) }),
  };
  const state = runs
    ? { running: { startedAt: CREATED } }
    : { waiting: { reason: policy === 'Never' ? 'ErrImageNeverPull' : 'ImagePullBackOff' } };
  const imageID = runs ? (digest ? `${repository}@${SHA}` : SHA) : '';
  const by = (kind: string, of: string) => [{ apiVersion: 'apps/v1', kind, name: of, uid: of, controller: true }];
  const metadata = { namespace, name, uid: name, creationTimestamp: CREATED };
  const pod: KubeObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: owned ? { ...metadata, ownerReferences: by('ReplicaSet', `${name}-rs`) } : metadata,
    spec: { ...spec, nodeName: `node-${node}` },
    status: {
      phase: runs ? 'Running' : 'Pending',
      startTime: CREATED,
      containerStatuses: [{ name: 'app', image: runs ? image : '', imageID, ready: runs, restartCount: 0, state }],
    },
  };
  if (!owned) return [pod];
  const template = { metadata: { labels: { app: name } }, spec };
  const set = { ...metadata, name: `${name}-rs`, uid: `${name}-rs`, ownerReferences: by('Deployment', `${name}-d`) };
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { ...metadata, name: `${name}-d`, uid: `${name}-d` },
      spec: { template },
    },
    { apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: set, spec: { template } },
    pod,
  ];
}

// ------------------------------------------------------------------------------------------------------------- reading

/** The objects as an audit has them, and as what verdicts rest on; `labels` of namespaces, by name. */
export function clusterOf(
  objects: readonly KubeObject[],
  labels: ReadonlyMap<string, NamespaceFacts['labels']> = new Map(),
) {
  const labelled = objects.map((each) => {
    const own = each.kind === 'Namespace' ? labels.get(each.metadata?.name ?? '') : undefined;
    return own === undefined ? each : { ...each, metadata: { ...each.metadata, labels: own } };
  });
  const state = stateOf(labelled.filter(({ kind }) => ['Namespace', 'Secret', 'ServiceAccount'].includes(kind ?? '')));
  const stream: ObjectStream = async function* ({ kinds, only }): AsyncGenerator<Streamed> {
    for (const workload of kinds) {
      for (const object of labelled) {
        const { kind = '', apiVersion = '', metadata: { name = '', namespace = '' } = {} } = object;
        const [version = '', group = ''] = apiVersion.split('/').reverse();
        if (kind !== workload.kind || group !== workload.group || only?.includes(namespace) === false) continue;
        const there = {
          workload,
          kind: { group, version, kind },
          namespace,
          name,
          object,
          source: 'cluster',
          file: '',
          line: 0,
        };
        yield { there: { ...there, source: 'cluster' } };
      }
    }
  };
  return { state, objects: stream };
}
