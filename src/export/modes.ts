/** Which binding holds in which namespaces: the label of the namespace over the mode of the settings (core/mode.ts). */
import { FINDING_ACTIONS, weakest } from '../core/action.js';
import { effectiveMode, MODE_LABEL, MODES } from '../core/mode.js';
import type { Settings } from '../core/settings.js';
import type { FindingAction, Mode, RuleAction, Subject } from '../core/types.js';

/** Objects that a binding is for: a mode of their own makes them two. */
export type Scope = 'pods' | 'templates' | 'all';

export interface Reach {
  readonly scope: Scope;
  /** What comes of a problem there. */
  readonly action: FindingAction;
  /** Which values of the label. */
  readonly selector: { readonly operator: 'In' | 'NotIn'; readonly values: readonly Mode[] } | undefined;
}

const CEILING: Readonly<Record<Mode, RuleAction>> = { enforce: 'deny', warn: 'warn', audit: 'audit', off: 'off' };

/** Where problems of one action lead to what. `pods: false`: it is a policy of templates only. */
export function reachOf(action: FindingAction, settings: Settings, pods: boolean): readonly Reach[] {
  const templates = groupsOf(action, settings, 'templates');
  if (!pods) return templates.map((each) => ({ ...each, scope: 'all' }));
  const ofPods = groupsOf(action, settings, 'pods');
  if (JSON.stringify(templates) === JSON.stringify(ofPods)) return ofPods.map((each) => ({ ...each, scope: 'all' }));
  return [
    ...ofPods.map((each) => ({ ...each, scope: 'pods' as const })),
    ...templates.map((each) => ({ ...each, scope: 'templates' as const })),
  ];
}

function groupsOf(
  action: FindingAction,
  settings: Settings,
  scope: 'pods' | 'templates',
): readonly Omit<Reach, 'scope'>[] {
  const other = weakest<RuleAction>(action, CEILING[modeOf(undefined, settings, scope)]);
  const labelled = MODES.map((label) => ({
    label,
    action: weakest<RuleAction>(action, CEILING[modeOf(label, settings, scope)]),
  }));
  return FINDING_ACTIONS.flatMap((each): readonly Omit<Reach, 'scope'>[] => {
    const values = labelled.filter((row) => row.action === each).map(({ label }) => label);
    if (other !== each) return values.length === 0 ? [] : [{ action: each, selector: { operator: 'In', values } }];
    const elsewhere = labelled.filter((row) => row.action !== each).map(({ label }) => label);
    return [{ action: each, selector: elsewhere.length === 0 ? undefined : { operator: 'NotIn', values: elsewhere } }];
  });
}

/** By the engine itself: of a Pod of a person, and of a template. */
function modeOf(label: Mode | undefined, settings: Settings, scope: 'pods' | 'templates'): Mode {
  const labels: Readonly<Record<string, string>> = label === undefined ? {} : { [MODE_LABEL]: label };
  const namespace = { state: 'found', value: { labels } } as Parameters<typeof effectiveMode>[0];
  const subject = (scope === 'pods' ? { isPod: true, owned: false } : { isPod: false }) as Subject;
  return effectiveMode(namespace, subject, settings).mode;
}
