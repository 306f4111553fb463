/** From the causes that were found to findings: what the eight rules that word one cause each have in common. */
import { ON_CLUSTER } from '../basis.js';
import type { Cause } from '../cause.js';
import type { Finding, ImageReference } from '../types.js';
import type { RuleContext } from './rule.js';

type Code = Cause['code'];
type CauseOf<C extends Code> = Extract<Cause, { readonly code: C }>;
type Words = Omit<Finding, 'code' | 'uses' | 'basis'>;

const NO_WORDS: Words = { problem: '', because: '' };
const NONE: readonly Finding[] = [];

/** One finding per image with this cause; equal ones are merged later. */
export function causeFindings<C extends Code>(
  context: RuleContext,
  code: C,
  word: (cause: CauseOf<C>, reference: ImageReference) => Words,
): readonly Finding[] {
  if (!context.causeCodes.has(code)) return NONE;
  return context.outlooks.flatMap((outlook) => {
    const cause = context.causes.get(outlook);
    if (cause === undefined || outlook.reference === undefined || !isCause(cause, code)) return [];
    const words = context.brief ? NO_WORDS : word(cause, outlook.reference);
    return { code, ...words, uses: [outlook.use], basis: ON_CLUSTER };
  });
}

function isCause<C extends Code>(cause: Cause, code: C): cause is CauseOf<C> {
  return cause.code === code;
}
