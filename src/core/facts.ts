/** What a verdict rests on. */
import type { ExtraFacts } from './questions.js';
import type { Lookup, NamespaceFacts, PullSecret } from './types.js';

/** Everything a decision rests on besides the request and the settings. Plain data: print it, save it, replay it. */
export interface Facts extends ExtraFacts {
  /** ms since the epoch. */
  readonly now: number;
  readonly namespace: Lookup<NamespaceFacts>;
  /** The list that the kubelet will use: names in order, or unknown when it is the ServiceAccount's and that is unknown. */
  readonly effective: Lookup<EffectiveSecrets>;
  /** Each named secret of the effective list and of the ServiceAccount's. */
  readonly secrets: ReadonlyMap<string, Lookup<PullSecret>>;
  /** Other namespaces in which an absent name exists; empty unless it was wanted, and the operator allows that hint. */
  readonly elsewhere: ReadonlyMap<string, readonly string[]>;
}

export interface EffectiveSecrets {
  readonly names: readonly string[];
  readonly from: 'pod' | 'serviceAccount';
}
