import { nearestMiss } from '../secret/near-miss.js';
import type { NearMiss, PullSecret } from '../types.js';
import { type CauseKind, effectiveNames, NEVER, secretsOf } from './cause.js';

export interface Mismatch {
  readonly code: 'PG205';
  readonly miss?: NearMiss;
  readonly secrets: readonly PullSecret[];
  /** Not all keys were compared, because the review had cost enough. */
  readonly cut: boolean;
}

/** The secrets are there and well-formed, and hold other registries. */
export const mismatch: CauseKind<Mismatch> = {
  code: 'PG205',
  of: 'lacking',
  wants: ['candidates', 'serviceAccount'],
  prepare: ({ facts, budget }) => {
    const secrets = secretsOf(effectiveNames(facts), facts).filter((secret) => secret.form !== 'unusable');
    if (secrets.length === 0) return NEVER;
    return ({ reference }) => {
      const miss = nearestMiss(reference, secrets, budget);
      return { code: 'PG205', secrets, cut: budget.isShort(), ...(miss === undefined ? {} : { miss }) };
    };
  },
};
