/** Which of the extra facts somebody wants of an object: every rule that is on, the causes, and injection. */
import { CAUSE_WANTS } from './causes/wants.js';
import { wholesaleExemption } from './exemption.js';
import { INJECTION_WANT } from './inject/want.js';
import { effectiveMode } from './mode.js';
import { perSettings } from './per-settings.js';
import { activeRules } from './rules/active.js';
import { isMirror } from './subject.js';
import { type Seen, type Want, type Wanted, wantedOf } from './wants.js';

/** Undefined where nobody wants anything. */
export function wantedFacts(seen: Seen): Wanted | undefined {
  // What is said of a static pod rests on the object alone (semantics 4.7).
  return isMirror(seen.subject) ? undefined : wantedOf(wantsOf(seen.settings), seen);
}

/** The same of what is asked for last; `seen` has the other facts. */
export function lastWantedFacts(seen: Seen): Wanted | undefined {
  if (isMirror(seen.subject)) return undefined;
  const wanted = wantedOf(lastWantsOf(seen.settings), seen);
  return wanted === undefined || isUnheard(seen) ? undefined : wanted;
}

/** Nothing is told, whatever is found: a call would be for nobody. */
export function isUnheard(seen: Seen): boolean {
  const { facts, subject, settings } = seen;
  return effectiveMode(facts.namespace, subject, settings).mode === 'off' || wholesaleExemption(seen) !== undefined;
}

const wantsOf = perSettings((settings): readonly Want[] => [
  ...CAUSE_WANTS,
  INJECTION_WANT,
  ...activeRules(settings).flatMap(({ wants = [] }) => wants),
]);

const lastWantsOf = perSettings((settings): readonly Want[] =>
  activeRules(settings).flatMap(({ wantsLast = [] }) => wantsLast),
);
