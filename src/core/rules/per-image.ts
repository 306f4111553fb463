/** What most rules have in common: they look at each image on its own, and of most images they have nothing to say. */
import type { ImageOutlook } from '../outlook.js';
import type { RuleFinding } from '../types.js';
import type { RuleContext } from './rule.js';

const NOTHING: readonly RuleFinding[] = [];

/** One finding for each image of which `find` has something to say. */
export function perImage(
  find: (outlook: ImageOutlook, context: RuleContext) => RuleFinding | undefined,
): (context: RuleContext) => readonly RuleFinding[] {
  return (context) => {
    let findings: RuleFinding[] | undefined;
    for (const outlook of context.outlooks) {
      const finding = find(outlook, context);
      if (finding === undefined) continue;
      findings ??= [];
      findings.push(finding);
    }
    return findings ?? NOTHING;
  };
}
