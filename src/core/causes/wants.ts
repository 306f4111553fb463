/** What the causes want to know, of objects that hold such an image. */
import { actionOf } from '../action.js';
import { perSettings } from '../per-settings.js';
import type { Settings } from '../settings.js';
import type { Want } from '../wants.js';
import { CAUSES } from './index.js';

export const CAUSE_WANTS: readonly Want[] = (['lacking', 'hopeless'] as const).map((of) => {
  const kinds = CAUSES.filter((kind) => kind.of === of);
  const codes = kinds.map(({ code }) => code);
  const doDiffer = perSettings((settings) => differ(codes, settings));
  return {
    facts: [...new Set(kinds.flatMap(({ wants }) => wants))],
    when: ({ outlooks }) => outlooks.some(({ state }) => state === of),
    decides: ({ settings }) => doDiffer(settings),
  };
});

/** Does it matter which of them is told? Ordinarily all of them deny, and the operator exempts none of them alone. */
function differ(codes: readonly string[], settings: Settings): boolean {
  const actions = new Set(codes.map((code) => actionOf(code, 'deny', settings)));
  const isExempt = settings.exemptions.some(({ rules = [] }) => rules.some((code) => codes.includes(code)));
  return actions.size > 1 || (codes.length > 1 && isExempt);
}
