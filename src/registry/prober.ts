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
