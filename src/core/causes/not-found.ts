import { nearestWord } from '../edit-distance.js';
import { type CauseKind, effectiveNames, type Named, NEVER, named } from './cause.js';

export interface NotFound {
  readonly code: 'PG202';
  readonly name: string;
  /** A secret of the namespace that would match. */
  readonly better?: Named;
  /** A secret with a name like it. */
  readonly similar?: string;
  readonly elsewhere: readonly string[];
}

/** The first absent name of the list, and the nearest one that is there: the same for every image. */
export const notFound: CauseKind<NotFound> = {
  code: 'PG202',
  of: 'lacking',
  wants: ['candidates', 'elsewhere', 'serviceAccount'],
  prepare: ({ facts, budget, candidates }) => {
    const name = effectiveNames(facts).find((each) => each !== '' && facts.secrets.get(each)?.state === 'absent');
    if (name === undefined) return NEVER;
    const elsewhere = facts.elsewhere.get(name) ?? [];
    let similar: { readonly name: string | undefined } | undefined;
    return ({ reference }) => {
      const ring = candidates();
      const better = ring?.best(reference.repository);
      if (better !== undefined) return { code: 'PG202', name, better: named(better), elsewhere };
      // Looking at every name is the dearest part of a denial; a secret that matches makes it needless.
      similar ??= {
        name: nearestWord(
          name,
          (ring?.secrets ?? []).map((each) => each.name),
          2,
          budget,
        ),
      };
      return { code: 'PG202', name, ...(similar.name === undefined ? {} : { similar: similar.name }), elsewhere };
    };
  },
};
