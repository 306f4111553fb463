/**
 * What Pullgate may read (design 8.1), and what it therefore cannot know: every question beyond its rights is
 * answered `unknown` with a reason that says so, without a call. Rights are granted by the chart; this is what it must grant.
 */
import type { Question } from '../core/questions.js';
import type { Lookup } from '../core/types.js';
import { askedBy, type ClusterState } from '../facts/cluster-state.js';
import { ALL_ROWS, RESOURCE_NAMES, type ResourceName, resourceNamed, rowOf, WATCHES } from './questions.js';

export interface ClusterRights {
  readonly secrets: 'cluster' | 'namespaces' | 'named' | 'none';
  /** The namespaces of mode `namespaces`. */
  readonly namespaces: readonly string[];
  /** The secrets of mode `named`. */
  readonly secretNames: readonly string[];
  /** Are workloads read (`secrets.usage`)? Absent: they are not. */
  readonly usage?: boolean;
}

/** One rule of RBAC. */
export interface Grant {
  /** '' is the core API group. */
  readonly group: string;
  readonly resource: ResourceName;
  readonly verbs: readonly Verb[];
  /** A Role in this namespace; absent: a ClusterRole. */
  readonly namespace?: string;
  readonly resourceNames?: readonly string[];
}

type Verb = (typeof READ)[number];

const READ = ['get', 'list', 'watch'] as const;

/** The namespaces in which a resource may be listed and watched; '' is all of them. */
export function scopesOf(
  resource: ResourceName,
  { secrets, namespaces, usage = false }: ClusterRights,
): readonly string[] {
  const { namespaced, guarded, forUsage } = resourceNamed(resource);
  if (forUsage === true && !usage) return [];
  if (guarded === true && (secrets === 'named' || secrets === 'none')) return [];
  return namespaced && secrets === 'namespaces' ? [...new Set(namespaces)] : [''];
}

/** Exactly what the questions need: a test counts the calls (test/rights.test.ts). */
export function grantsFor(rights: ClusterRights): readonly Grant[] {
  const everywhere: Grant[] = [];
  const byNamespace = new Map<string, Grant[]>();
  for (const resource of RESOURCE_NAMES) {
    const { group, guarded } = resourceNamed(resource);
    const verbs = verbsFor(resource);
    for (const namespace of scopesOf(resource, rights)) {
      if (namespace === '') everywhere.push({ group, resource, verbs });
      else byNamespace.set(namespace, [...(byNamespace.get(namespace) ?? []), { group, resource, verbs, namespace }]);
    }
    if (guarded === true && rights.secrets === 'named') {
      // A list cannot be bound to names.
      const named = verbs.filter((verb) => verb === 'get');
      everywhere.push({ group, resource, verbs: named, resourceNames: [...new Set(rights.secretNames)] });
    }
  }
  return [...[...byNamespace.values()].flat(), ...everywhere];
}

/** In the order in which people write them. */
function verbsFor(resource: ResourceName): readonly Verb[] {
  const rows = ALL_ROWS.filter((row) => row.resource === resource);
  const isWatched = Object.values(WATCHES).some((watch) => watch.resource === resource);
  const needs: Readonly<Record<Verb, boolean>> = {
    get: rows.some(({ by }) => by === 'name'),
    list: isWatched || rows.some(({ by }) => by !== 'name'),
    watch: isWatched,
  };
  return READ.filter((verb) => needs[verb]);
}

/** One rule of RBAC for the objects of TLS; all are named. */
export interface TlsGrant {
  readonly group: '' | 'admissionregistration.k8s.io';
  readonly resource: 'secrets' | 'validatingwebhookconfigurations' | 'mutatingwebhookconfigurations';
  readonly verbs: readonly ('get' | 'list' | 'watch' | 'update' | 'patch')[];
  /** A Role in this namespace; absent: a ClusterRole. */
  readonly namespace?: string;
  readonly resourceNames: readonly string[];
}

export interface TlsRights {
  readonly source: 'self' | 'certManager' | 'files';
  readonly namespace: string;
  readonly secret: string;
  /** '' for none. */
  readonly validating: string;
  readonly mutating: string;
  /** `files`: is there a CA bundle to publish? */
  readonly publishes: boolean;
}

/** Exactly what a source of the certificate needs (test/tls-objects.test.ts); `list` and `watch` by `metadata.name`. */
export function tlsGrants(rights: TlsRights): readonly TlsGrant[] {
  const { source, namespace, secret, validating, mutating } = rights;
  const isOurs = source === 'self';
  const verbs = isOurs || (source === 'files' && rights.publishes) ? ([...READ, 'patch'] as const) : READ;
  const group = 'admissionregistration.k8s.io';
  const ofSecret: TlsGrant = {
    group: '',
    resource: 'secrets',
    verbs: isOurs ? [...READ, 'update'] : READ,
    namespace,
    resourceNames: [secret],
  };
  const configurations: readonly TlsGrant[] = [
    { group, resource: 'validatingwebhookconfigurations', verbs, resourceNames: [validating] },
    { group, resource: 'mutatingwebhookconfigurations', verbs, resourceNames: [mutating] },
  ];
  const named = configurations.filter(({ resourceNames }) => resourceNames[0] !== '');
  return source === 'files' ? named : [ofSecret, ...named];
}

/** The same state, asked only what may be asked. */
export function withinRights(state: ClusterState, rights: ClusterRights): ClusterState {
  const isNarrow = rights.secrets === 'named' || rights.secrets === 'none';
  return askedBy((question, read) => beyondRights(question, rights) ?? state.ask(question, read), {
    namesCostNothing: isNarrow || undefined,
  });
}

/** The answer to what may not be asked; undefined where it may. */
function beyondRights(question: Question, rights: ClusterRights): Lookup<never> | undefined {
  const row = rowOf(question);
  const { kind, namespaced, guarded, forUsage } = resourceNamed(row.resource);
  if (forUsage === true && rights.usage !== true) return NOT_WATCHED;
  const { secrets, namespaces, secretNames } = rights;
  if (!namespaced || (guarded !== true && secrets !== 'namespaces')) return undefined;
  const nouns = `${kind}s`;
  switch (secrets) {
    case 'cluster':
      return undefined;
    case 'namespaces': {
      // Of all namespaces: in those that are read.
      if (row.by === 'everywhere') return undefined;
      const namespace = row.namespace(question);
      return namespaces.includes(namespace) ? undefined : beyond(`${nouns} of namespace ${namespace}`, secrets);
    }
    case 'named':
      if (row.by === 'everywhere') return beyond(`${nouns} of other namespaces`, secrets);
      if (row.by === 'name' && secretNames.includes(row.name(question))) return undefined;
      return beyond(`${nouns} other than ${secretNames.join(', ')}`, secrets);
    case 'none':
      return beyond(nouns, secrets);
    default:
      return secrets satisfies never;
  }
}

const NOT_WATCHED: Lookup<never> = {
  state: 'unknown',
  reason: 'Pullgate is not told to look at workloads (secrets.usage is false)',
};

function beyond(what: string, mode: string): Lookup<never> {
  return { state: 'unknown', reason: `Pullgate is not given the right to read ${what} (cluster.secrets is "${mode}")` };
}
