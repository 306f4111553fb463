/** Which mode a request is under (design 3.1). */

import type { Facts } from './facts.js';
import type { Settings } from './settings.js';
import type { Mode, Subject } from './types.js';

export const MODE_LABEL = 'pullgate.dev/mode';

/** From strong to weak. */
export const MODES = ['enforce', 'warn', 'audit', 'off'] as const satisfies readonly Mode[];

/** Which label or setting a mode comes from. */
export type ModeFrom = 'label' | 'mode' | 'workloads.mode' | 'ownedPods.mode';

export interface EffectiveMode {
  readonly mode: Mode;
  readonly from: ModeFrom;
  /** A value of the namespace label that is no mode: it counts as absent and is warned about. */
  readonly badLabel: string | undefined;
}

/** Modes differ for templates and for Pods that a controller makes. */
type Scope = 'pod' | 'template' | 'ownedPod';

function scopeOf(subject: Subject): Scope {
  if (!subject.isPod) return 'template';
  return subject.owned ? 'ownedPod' : 'pod';
}

/**
 * The label of the namespace overrides the global mode. `workloads.mode`, where set, takes the place of the global mode
 * for templates; `ownedPods.mode` can only weaken, so that its default `warn` never makes an `audit` louder. Where a
 * label meets one of the two, the weaker stands.
 */
export function effectiveMode(namespace: Facts['namespace'], subject: Subject, settings: Settings): EffectiveMode {
  const label = namespace.state === 'found' ? namespace.value.labels[MODE_LABEL] : undefined;
  const labelled = label !== undefined && isMode(label) ? label : undefined;
  const { mode, from } = combine(labelled, scopeOf(subject), settings);
  return { mode, from, badLabel: labelled === undefined ? label : undefined };
}

/**
 * Why the label that may weaken the mode could not be read just now; undefined where it was. Then the mode is that of
 * the settings, or of the label that is remembered.
 */
export function labelDoubt(namespace: Facts['namespace']): string | undefined {
  switch (namespace.state) {
    case 'found':
      return namespace.value.unconfirmed;
    case 'unknown':
      return namespace.reason;
    case 'absent':
      return undefined;
    default:
      return namespace satisfies never;
  }
}

type Sourced = Pick<EffectiveMode, 'mode' | 'from'>;

function combine(label: Mode | undefined, scope: Scope, settings: Settings): Sourced {
  // A label that says what the setting says changes nothing.
  const general: Sourced =
    label === undefined || label === settings.mode
      ? { mode: settings.mode, from: 'mode' }
      : { mode: label, from: 'label' };
  switch (scope) {
    case 'pod':
      return general;
    case 'ownedPod':
      return weaker(general, { mode: settings.ownedPods.mode, from: 'ownedPods.mode' });
    case 'template': {
      const own = settings.workloads.mode;
      if (own === 'same') return general;
      const workloads: Sourced = { mode: own, from: 'workloads.mode' };
      return label === undefined ? workloads : weaker({ mode: label, from: 'label' }, workloads);
    }
    default:
      return scope satisfies never;
  }
}

function weaker(a: Sourced, b: Sourced): Sourced {
  return MODES.indexOf(a.mode) >= MODES.indexOf(b.mode) ? a : b;
}

export function isMode(value: string): value is Mode {
  return (MODES as readonly string[]).includes(value);
}
