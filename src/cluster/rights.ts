/**
 * What Pullgate may read (design 8.1), and what it therefore cannot know: every question beyond its rights is
 * answered `unknown` with a reason that says so, without a call. Rights are granted by the chart; this is what it must grant.
 */
import type { Lookup } from '../core/types.js';
import type { ClusterState } from '../facts/cluster-state.js';

export interface ClusterRights {
  readonly secrets: 'cluster' | 'namespaces' | 'named' | 'none';
  /** The namespaces of mode `namespaces`. */
  readonly namespaces: readonly string[];
  /** The secrets of mode `named`. */
  readonly secretNames: readonly string[];
}

/** One rule of RBAC for the core API group. */
export interface Grant {
  readonly resource: 'secrets' | 'serviceaccounts' | 'namespaces';
  readonly verbs: readonly ('get' | 'list' | 'watch')[];
  /** A Role in this namespace; absent: a ClusterRole. */
  readonly namespace?: string;
  readonly resourceNames?: readonly string[];
}

const READ = ['get', 'list', 'watch'] as const;

/** Exactly what is needed: a test counts the calls (test/rights.test.ts). Namespaces hold no secrets and cannot be granted by a Role. */
export function grantsFor({ secrets, namespaces, secretNames }: ClusterRights): readonly Grant[] {
  const clusterWide: readonly Grant[] = [
    { resource: 'serviceaccounts', verbs: READ },
    { resource: 'namespaces', verbs: READ },
  ];
  switch (secrets) {
    case 'cluster':
      return [{ resource: 'secrets', verbs: READ }, ...clusterWide];
    case 'namespaces':
      return [
        ...[...new Set(namespaces)].flatMap((namespace): readonly Grant[] => [
          { resource: 'secrets', verbs: READ, namespace },
          { resource: 'serviceaccounts', verbs: READ, namespace },
        ]),
        { resource: 'namespaces', verbs: READ },
      ];
    case 'named':
      return [{ resource: 'secrets', verbs: ['get'], resourceNames: [...new Set(secretNames)] }, ...clusterWide];
    case 'none':
      return clusterWide;
    default:
      return secrets satisfies never;
  }
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
  const secretsBeyond = beyondSecrets(rights);
  const accountsBeyond = (namespace: string): Lookup<never> | undefined =>
    rights.secrets === 'namespaces' && !rights.namespaces.includes(namespace)
      ? beyond(`ServiceAccounts of namespace ${namespace}`, 'namespaces')
      : undefined;
  return {
    ...(rights.secrets === 'named' || rights.secrets === 'none' ? { namesCostNothing: true } : {}),
    namespace: (name, read) => state.namespace(name, read),
    serviceAccount: async (namespace, name, read) =>
      accountsBeyond(namespace) ?? state.serviceAccount(namespace, name, read),
    serviceAccounts: async (namespace, read) => accountsBeyond(namespace) ?? state.serviceAccounts(namespace, read),
    secret: async (namespace, name, read) => secretsBeyond.get(namespace, name) ?? state.secret(namespace, name, read),
    secretFor: async (namespace, name, repositories, read) =>
      secretsBeyond.get(namespace, name) ?? state.secretFor(namespace, name, repositories, read),
    pullSecrets: async (namespace, read) => secretsBeyond.list(namespace) ?? state.pullSecrets(namespace, read),
    namespacesWithSecret: async (name, read) =>
      secretsBeyond.everywhere(name) ?? state.namespacesWithSecret(name, read),
  };
}

interface Beyond {
  readonly get: (namespace: string, name: string) => Lookup<never> | undefined;
  readonly list: (namespace: string) => Lookup<never> | undefined;
  readonly everywhere: (name: string) => Lookup<never> | undefined;
}

function beyondSecrets({ secrets, namespaces, secretNames }: ClusterRights): Beyond {
  switch (secrets) {
    case 'cluster':
      return { get: () => undefined, list: () => undefined, everywhere: () => undefined };
    case 'namespaces': {
      const list = (namespace: string): Lookup<never> | undefined =>
        namespaces.includes(namespace) ? undefined : beyond(`Secrets of namespace ${namespace}`, secrets);
      return { get: list, list, everywhere: () => undefined };
    }
    case 'named': {
      const which = `Secrets other than ${secretNames.join(', ')}`;
      return {
        get: (_, name) => (secretNames.includes(name) ? undefined : beyond(which, secrets)),
        list: () => beyond(which, secrets),
        everywhere: () => beyond('Secrets of other namespaces', secrets),
      };
    }
    case 'none': {
      const none = (): Lookup<never> => beyond('Secrets', secrets);
      return { get: none, list: none, everywhere: none };
    }
    default:
      return secrets satisfies never;
  }
}

function beyond(what: string, mode: string): Lookup<never> {
  return { state: 'unknown', reason: `Pullgate is not given the right to read ${what} (cluster.secrets is "${mode}")` };
}
