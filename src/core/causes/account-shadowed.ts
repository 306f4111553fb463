import { type CauseKind, type Named, NEVER, named, ringOf, secretsOf } from './cause.js';

export type AccountShadowed = { readonly code: 'PG402' } & Named;

/** The pod's own list hides the ServiceAccount's; they are never merged (semantics 4.2). */
export const accountShadowed: CauseKind<AccountShadowed> = {
  code: 'PG402',
  of: 'lacking',
  wants: ['serviceAccount', 'listed'],
  prepare: (context) => {
    const { effective, serviceAccount } = context.facts;
    if (effective.state !== 'found' || effective.value.from !== 'pod' || effective.value.names.length === 0) {
      return NEVER;
    }
    if (serviceAccount.state !== 'found') return NEVER;
    const ring = ringOf(secretsOf(serviceAccount.value.imagePullSecrets, context.facts), context);
    return ({ reference }) => {
      const secret = ring.best(reference.repository);
      return secret === undefined ? undefined : { code: 'PG402', ...named(secret) };
    };
  },
};
