/** Which of the extra facts somebody wants of an object: every rule that is on, the causes, and injection. */
import { activeRules } from './action.js';
import { CAUSE_WANTS } from './causes/wants.js';
import { wholesaleExemption } from './exemption.js';
import { INJECTION_WANT } from './inject/want.js';
import { effectiveMode } from './mode.js';
import { RULES } from './rules/index.js';
import type { Settings } from './settings.js';
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
  const active = activeRules(RULES, seen.settings);
  const wants = LAST.flatMap((rule) => (rule.wantsLast !== undefined && active.has(rule) ? [rule.wantsLast] : []));
  const wanted = wantedOf(wants, seen);
  return wanted === undefined || isUnheard(seen) ? undefined : wanted;
}

const LAST = RULES.filter(({ wantsLast }) => wantsLast !== undefined);

/** Nothing is told, whatever is found: a call would be for nobody. */
function isUnheard(seen: Seen): boolean {
  const { facts, subject, settings } = seen;
  return effectiveMode(facts.namespace, subject, settings).mode === 'off' || wholesaleExemption(seen) !== undefined;
}

const known = new WeakMap<Settings, readonly Want[]>();

/** Found once per settings. */
function wantsOf(settings: Settings): readonly Want[] {
  const before = known.get(settings);
  if (before !== undefined) return before;
  const active = activeRules(RULES, settings);
  const ofRules = RULES.flatMap((rule) => (rule.wants !== undefined && active.has(rule) ? [rule.wants] : []));
  const wants = [...CAUSE_WANTS, INJECTION_WANT, ...ofRules];
  known.set(settings, wants);
  return wants;
}
