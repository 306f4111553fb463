import { createKeyring } from '../secret/keyring.js';
import type { PullSecret } from '../types.js';
import { type CauseKind, effectiveNames, NEVER, secretsOf } from './cause.js';

export type UnusableSecret = Extract<PullSecret, { form: 'unusable' }>;

export interface WrongType {
  readonly code: 'PG204';
  readonly secret: UnusableSecret;
}

/** Skipped without an event (semantics 2.2). One whose data would match speaks first; one that cannot tell, last. */
export const wrongType: CauseKind<WrongType> = {
  code: 'PG204',
  of: 'lacking',
  wants: ['candidates', 'serviceAccount'],
  prepare: ({ facts, budget }) => {
    const listed = secretsOf(effectiveNames(facts), facts);
    const unusable = listed.filter((secret): secret is UnusableSecret => secret.form === 'unusable');
    if (unusable.length === 0) return NEVER;
    const holding = unusable.filter((secret) => secret.holds !== undefined);
    const asIf = createKeyring(holding.map(asIfRight));
    const opaque = unusable.find((secret) => secret.holds === undefined);
    const nothingElse = unusable.length === listed.length ? unusable[0] : undefined;
    return ({ reference }) => {
      const first = Math.min(...asIf.lookupEach(reference.repository, budget).keys());
      const secret = holding[first] ?? opaque ?? nothingElse;
      return secret === undefined ? undefined : { code: 'PG204', secret };
    };
  },
};

/** Would the secret match if its type and data key were right? */
export function wouldMatch(secret: UnusableSecret, repository: string): boolean {
  return createKeyring([asIfRight(secret)]).lookup(repository).length > 0;
}

const rightOf = new WeakMap<UnusableSecret, PullSecret>();

/** The same one each time, so that its keys are read once. */
function asIfRight(secret: UnusableSecret): PullSecret {
  const known = rightOf.get(secret);
  if (known !== undefined) return known;
  const { namespace, name } = secret;
  const entries = secret.holds?.entries ?? [];
  const right: PullSecret = {
    namespace,
    name,
    type: 'kubernetes.io/dockerconfigjson',
    form: 'dockerconfigjson',
    entries,
    usesHelper: false,
  };
  rightOf.set(secret, right);
  return right;
}
