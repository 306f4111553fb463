/** What a verdict rests on. */
import { EXTRA_QUESTIONS, type ExtraFacts } from './questions.js';
import type { RegistryAnswers } from './registry-facts.js';
import type { Lookup, NamespaceFacts, PullSecret } from './types.js';

interface BaseFacts {
  /** ms since the epoch. */
  readonly now: number;
  readonly namespace: Lookup<NamespaceFacts>;
  /** The list that the kubelet will use: names in order, or unknown when it is the ServiceAccount's and that is unknown. */
  readonly effective: Lookup<EffectiveSecrets>;
  /** Each named secret of the effective list and of the ServiceAccount's. */
  readonly secrets: ReadonlyMap<string, Lookup<PullSecret>>;
  /** Other namespaces in which an absent name exists; empty unless it was wanted, and the operator allows that hint. */
  readonly elsewhere: ReadonlyMap<string, readonly string[]>;
  /** What registries said of the images that are pulled, by `registryKey`; empty where nobody asks. */
  readonly registry: RegistryAnswers;
}

/** Everything a decision rests on besides the request and the settings. Plain data: print it, save it, replay it. */
export interface Facts extends BaseFacts, ExtraFacts {}

export interface EffectiveSecrets {
  readonly names: readonly string[];
  readonly from: 'pod' | 'serviceAccount';
}

/** The one answer to what nobody asked; it is known by identity. */
export const NOT_ASKED: Lookup<never> = { state: 'unknown', reason: 'not needed for this verdict' };

export const EXTRA_FACTS = Object.keys(EXTRA_QUESTIONS) as readonly (keyof ExtraFacts)[];

/** Of each of the extra facts what is given, as one value; `index` is its place in `EXTRA_FACTS`. */
export function extraFacts(answer: (fact: keyof ExtraFacts, index: number) => Lookup<unknown> | undefined): ExtraFacts {
  // Whoever gives the answers has them of the question of the same name, which the compiler does not follow.
  return Object.fromEntries(EXTRA_FACTS.map((fact, index) => [fact, answer(fact, index)])) as unknown as ExtraFacts;
}

/** Put together without a spread, whose objects on Node.js 20 are slow for all that reads them later. */
export function factsOf(
  { now, namespace, effective, secrets, elsewhere, registry }: BaseFacts,
  extra: ExtraFacts,
): Facts {
  const facts: BaseFacts & { -readonly [F in keyof ExtraFacts]?: Lookup<unknown> } = {
    now,
    namespace,
    effective,
    secrets,
    elsewhere,
    registry,
  };
  for (const fact of EXTRA_FACTS) facts[fact] = extra[fact];
  return facts as Facts;
}
