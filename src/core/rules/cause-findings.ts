/** From the causes that were found to findings: what the eight rules that word one cause each have in common. */
import { ON_CLUSTER } from '../basis.js';
import type { CauseKind } from '../causes/cause.js';
import { type Cause, isCause } from '../causes/index.js';
import { notFound } from '../causes/not-found.js';
import type { ImageReference, RuleFinding } from '../types.js';
import type { RuleContext } from './rule.js';

type Words = Omit<RuleFinding, 'uses' | 'basis'>;

const NO_WORDS: Words = { problem: '', because: '' };
const NONE: readonly RuleFinding[] = [];

/** One finding per image with this cause; equal ones are merged later. */
export function causeFindings<C extends Cause>(
  context: RuleContext,
  kind: CauseKind<C>,
  word: (cause: C, reference: ImageReference) => Words,
): readonly RuleFinding[] {
  if (!context.causeCodes.has(kind.code)) return NONE;
  return context.outlooks.flatMap((outlook) => {
    const cause = context.causes.get(outlook);
    if (cause === undefined || outlook.reference === undefined || !isCause(cause, kind)) return [];
    const words = context.brief ? NO_WORDS : withSlip(word(cause, outlook.reference), cause, context);
    return { ...words, uses: [outlook.use], basis: ON_CLUSTER };
  });
}

/** A list that the API server drops comes first: nothing else would have to be said if it stood where it belongs. */
function withSlip(words: Words, cause: Cause, { slips }: RuleContext): Words {
  const { list, entry, isNameless } = slips();
  const name = isCause(cause, notFound) ? cause.name : '';
  const slip = list ?? (name !== '' || isNameless ? entry(name) : undefined);
  // That there are only entries without a name, the words say themselves.
  if (slip === undefined || slip.isEntry) return words;
  return { ...words, because: `${slip.why}; ${words.because}` };
}
