/** What follows from the settings alone is found once for as long as they stay: no review pays for it. */
import type { Settings } from './settings.js';

/** @param find gives the same each time for the same settings */
export function perSettings<T>(find: (settings: Settings) => T): (settings: Settings) => T {
  const known = new WeakMap<Settings, { readonly value: T }>();
  return (settings) => {
    const before = known.get(settings);
    if (before !== undefined) return before.value;
    const value = find(settings);
    known.set(settings, { value });
    return value;
  };
}
