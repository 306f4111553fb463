/** What the causes want to know, of objects that hold such an image. */
import { actionOf } from '../action.js';
import type { Settings } from '../settings.js';
import type { Want } from '../wants.js';
import { CAUSES } from './index.js';

export const CAUSE_WANTS: readonly Want[] = (['lacking', 'hopeless'] as const).map((of) => {
  const kinds = CAUSES.filter((kind) => kind.of === of);
  return {
    facts: [...new Set(kinds.flatMap(({ wants }) => wants))],
    when: ({ outlooks }) => outlooks.some(({ state }) => state === of),
    decides: ({ settings }) =>
      differ(
        kinds.map(({ code }) => code),
        settings,
      ),
  };
});

const differing = new WeakMap<Settings, Map<string, boolean>>();

/** Does it matter which of them is told? Ordinarily all of them deny, and the operator exempts none of them alone. */
function differ(codes: readonly string[], settings: Settings): boolean {
  const bySettings = differing.get(settings) ?? new Map<string, boolean>();
  differing.set(settings, bySettings);
  const key = codes.join();
  const known = bySettings.get(key);
  if (known !== undefined) return known;
  const actions = new Set(codes.map((code) => actionOf(code, 'deny', settings)));
  const isExempt = settings.exemptions.some(({ rules = [] }) => rules.some((code) => codes.includes(code)));
  const does = actions.size > 1 || (codes.length > 1 && isExempt);
  bySettings.set(key, does);
  return does;
}
