/**
 * Where injection is on: its mode, and the label of the namespace (design 5.3). A namespace that could not be read is
 * never taken for one that asked for it.
 */

import type { Facts } from '../facts.js';
import type { Origin } from '../request.js';
import type { Settings } from '../settings.js';

export const INJECT_LABEL = 'pullgate.dev/inject';

/** `unlabelled`: the mode is `namespaces`, and this one has no such label. */
export type InjectionSwitch = 'on' | 'off' | 'unlabelled' | 'unknown';

/** @param origin in a file the labels are ordinarily not known; under `all` only an opt-out could be missed */
export function injectionSwitch(
  namespace: Facts['namespace'],
  { injection: { mode } }: Settings,
  origin: Origin,
): InjectionSwitch {
  if (mode === 'off') return 'off';
  if (namespace.state === 'unknown') return mode === 'all' && origin === 'file' ? 'on' : 'unknown';
  const label = namespace.state === 'found' ? namespace.value.labels[INJECT_LABEL] : undefined;
  switch (mode) {
    case 'all':
      return label === 'false' ? 'off' : 'on';
    case 'namespaces':
      if (label === 'true') return 'on';
      return label === 'false' ? 'off' : 'unlabelled';
    default:
      return mode satisfies never;
  }
}
