import { isAcrLogin, type RatedMatch } from '../outlook.js';
import type { CauseKind } from './cause.js';

export interface CredentialEmpty {
  readonly code: 'PG302';
  readonly match: RatedMatch;
}

/** Entries match, and none of them has a user (semantics 2.16). */
export const credentialEmpty: CauseKind<CredentialEmpty> = {
  code: 'PG302',
  of: 'hopeless',
  wants: ['candidates', 'serviceAccount'],
  prepare:
    () =>
    ({ matches }) => {
      const [match] = matches;
      // What `az acr login` left behind has words of its own (PG305).
      const empty = matches.every(({ standing, entry }) => standing === 'anonymous' && !isAcrLogin(entry));
      return match !== undefined && empty ? { code: 'PG302', match } : undefined;
    },
};
