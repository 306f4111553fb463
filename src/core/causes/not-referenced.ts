import { type CauseKind, type Named, named } from './cause.js';

export type NotReferenced = { readonly code: 'PG206' } & Named;

/** A secret of the namespace matches, and nobody names it. */
export const notReferenced: CauseKind<NotReferenced> = {
  code: 'PG206',
  of: 'lacking',
  wants: ['candidates', 'serviceAccount'],
  prepare:
    ({ candidates }) =>
    ({ reference }) => {
      const secret = candidates()?.best(reference.repository);
      return secret === undefined ? undefined : { code: 'PG206', ...named(secret) };
    },
};
