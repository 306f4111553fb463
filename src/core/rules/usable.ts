/** Of the credentials that match an image, those that may work: rules that warn look at these alone. */
import type { RatedMatch } from '../outlook.js';

/** The first that may work, where all that may are of this kind; undefined, too, where none may. */
export function firstIfAllUsable(
  matches: readonly RatedMatch[],
  isOfKind: (match: RatedMatch) => boolean,
): RatedMatch | undefined {
  let first: RatedMatch | undefined;
  for (const match of matches) {
    if (match.standing !== 'good' && match.standing !== 'suspect') continue;
    if (!isOfKind(match)) return undefined;
    first ??= match;
  }
  return first;
}
