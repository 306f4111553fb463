/** What the process needs besides the verdict's settings: where it listens, and which cluster it reads with which rights. */

import type { ProbeSettings } from './probe-settings.js';
import type { TlsSettings } from './tls-settings.js';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * How much of the cluster's Secrets Pullgate may read (design 8.1); each mode needs fewer rights than the one before.
 */
export const SECRET_SCOPES = ['cluster', 'namespaces', 'named', 'none'] as const;
export type SecretScope = (typeof SECRET_SCOPES)[number];

/** Which cluster is asked, and with which rights. */
export interface ClusterSource {
  /** Directory of manifests that is the cluster; '' means a real one. */
  readonly directory: string;
  /** '' means as kubectl chooses: $KUBECONFIG, ~/.kube/config, else the pod's own ServiceAccount. */
  readonly kubeconfig: string;
  /** '' means the current context. */
  readonly context: string;
  readonly secrets: SecretScope;
  /** With `secrets: namespaces`, the only ones that are read. */
  readonly namespaces: readonly string[];
  /** With `secrets: named`, the only ones that are read. */
  readonly secretNames: readonly string[];
}

/** What the process needs besides the verdict's settings. Changed only by a restart. */
export interface ServerSettings {
  readonly host: string;
  readonly port: number;
  readonly healthHost: string;
  readonly healthPort: number;
  /** Seconds for which reviews are still answered after SIGTERM. */
  readonly drainSeconds: number;
  readonly cluster: ClusterSource;
  readonly tls: TlsSettings;
  readonly metrics: { readonly perNamespace: boolean; readonly perSecret: boolean };
  /** Watch what becomes of admitted Pods. */
  readonly outcomes: { readonly enabled: boolean };
  /** Tell owners of denied Pods to try again once a credential appears. */
  readonly nudge: { readonly enabled: boolean };
  /** Ask registries. */
  readonly probe: ProbeSettings;
  readonly logLevel: LogLevel;
}

export const CLUSTER_SOURCE: ClusterSource = {
  directory: '',
  kubeconfig: '',
  context: '',
  secrets: 'cluster',
  namespaces: [],
  secretNames: [],
};

export const SERVER_DEFAULTS = {
  host: '127.0.0.1',
  port: 8443,
  healthHost: '127.0.0.1',
  healthPort: 8081,
  drainSeconds: 8,
} as const satisfies Partial<ServerSettings>;

export const METRICS_DEFAULTS: ServerSettings['metrics'] = { perNamespace: false, perSecret: false };

export const OUTCOMES_DEFAULTS: ServerSettings['outcomes'] = { enabled: false };

export const NUDGE_DEFAULTS: ServerSettings['nudge'] = { enabled: false };
