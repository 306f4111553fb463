/** What asks a registry. */
import type { RegistryAnswer } from '../core/registry-answer.js';
import type { AuthEntry } from '../core/secret/auth-entry.js';
import type { ImageReference } from '../core/types.js';
import type { Credential } from './credential.js';

/** One credential that the kubelet would send. */
export interface Login {
  readonly secret: string;
  readonly entry: AuthEntry;
  readonly credential: Credential;
}

export interface ProberOptions {
  readonly registries: readonly string[];
  readonly allowedNetworks: readonly string[];
  readonly tokenHosts: readonly string[];
  readonly ca?: string;
  readonly requestsPerMinute: number;
  readonly now: () => number;
  readonly timings?: { readonly turnMs?: number; readonly probeMs?: number };
}

export function createProber(_options: ProberOptions): Prober {
  throw new Error('helper proto makes it');
}

export interface Prober {
  readonly probe: (
    reference: ImageReference,
    logins: readonly Login[],
    options: { readonly signal?: AbortSignal; readonly platforms?: boolean },
  ) => Promise<Omit<RegistryAnswer, 'nodes' | 'source'>>;
  /** Why this registry is never asked; undefined where it may be. */
  readonly mayAsk: (reference: ImageReference) => string | undefined;
  readonly close: () => Promise<void>;
}
