/**
 * What is done under the fallback configuration, with which a server starts where its own is wrong: nothing is denied.
 * The policy that was meant is not known, so a denial could only be a wrong one; what would be denied by default is
 * warned about. An action bounds every mode, so no label of a namespace enforces in its place.
 */
import type { Settings } from '../core/settings.js';
import type { RuleInfo } from './schema.js';

export function denyingNothing(settings: Settings, rules: readonly RuleInfo[]): Settings {
  const actions = rules
    // What a setting of its own decides has no row among the actions of rules.
    .filter(({ defaultAction, setting }) => defaultAction !== 'off' && setting === undefined)
    .map(({ code }) => [code, 'warn'] as const);
  return { ...settings, mode: 'warn', onUnknown: 'allow', rules: Object.fromEntries(actions) };
}
