/** Is an image not there? What one who may look was told, or what all were told who tried. */
import { isTag } from '../image/tag.js';
import type { PullOutcome } from '../registry-answer.js';
import type { ImageReference } from '../types.js';
import { isTurnedAway, type Pull } from './answered.js';

type NotFound = Extract<PullOutcome, { readonly result: 'not-found' }>;

export interface Absent extends Pick<NotFound, 'what' | 'nearestTag'> {
  /** It may be there all the same, and not be shown to those who tried. */
  readonly mayBeHidden: boolean;
}

const LIBRARY = 'library/';

/**
 * Docker Hub calls private and absent alike (semantics 8.5), but under `library/` only Docker publishes, and for everybody:
 * what it does not give there is not there.
 */
function isAbsentOnHub(outcome: PullOutcome, { registry, path }: ImageReference): boolean {
  return (
    registry === 'docker.io' &&
    path.startsWith(LIBRARY) &&
    outcome.result === 'refused' &&
    outcome.mayBeAbsent &&
    outcome.what !== 'credential'
  );
}

/** A refusal that means that there is no such repository (PG502, not PG501). */
export function isHidingHub({ tries, reference }: Pull): boolean {
  return tries.some(({ outcome }) => isAbsentOnHub(outcome, reference));
}

/** Undefined where it is there, or nobody can tell. */
export function absentOf(pull: Pull): Absent | undefined {
  const { tries, answer, reference } = pull;
  if (!isTurnedAway(pull)) return undefined;
  const outcomes = [...tries.map(({ outcome }) => outcome), answer.anonymous];
  if (outcomes.some((each) => isAbsentOnHub(each, reference))) return { what: 'repository', mayBeHidden: false };
  const missing = outcomes.filter((each) => each.result === 'not-found');
  const seen = missing.find(({ mayBeHidden }) => !mayBeHidden);
  const [first] = missing;
  const told = seen ?? (tries.every(({ outcome }) => outcome.result === 'not-found') ? first : undefined);
  if (told === undefined) return undefined;
  const { what, mayBeHidden } = told;
  const nearestTag = missing.map((each) => each.nearestTag).find((each) => each !== undefined && isTag(each));
  return nearestTag === undefined ? { what, mayBeHidden } : { what, mayBeHidden, nearestTag };
}
