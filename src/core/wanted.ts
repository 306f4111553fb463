/** Which of the extra facts somebody wants of an object: every rule that is on, the causes, and injection. */
import { activeRules } from './action.js';
import { CAUSE_WANTS } from './causes/wants.js';
import { INJECTION_WANT } from './inject/want.js';
import { RULES } from './rules/index.js';
import type { Settings } from './settings.js';
import { isMirror } from './subject.js';
import { type Seen, type Want, type Wanted, wantedOf } from './wants.js';

/** Undefined where nobody wants anything. */
export function wantedFacts(seen: Seen): Wanted | undefined {
  // What is said of a static pod rests on the object alone (semantics 4.7).
  return isMirror(seen.subject) ? undefined : wantedOf(wantsOf(seen.settings), seen);
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
