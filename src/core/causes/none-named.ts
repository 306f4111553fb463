import type { CauseKind } from './cause.js';

export interface NoneNamed {
  readonly code: 'PG201';
}

const NONE_NAMED: NoneNamed = { code: 'PG201' };

/** Nothing that could be mended is there: the last cause, which always applies. */
export const noneNamed: CauseKind<NoneNamed> = {
  code: 'PG201',
  of: 'lacking',
  wants: ['candidates', 'serviceAccount'],
  prepare: () => () => NONE_NAMED,
};
