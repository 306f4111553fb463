import type { PullSecret } from '../types.js';

const BY_NAME = new WeakMap<readonly PullSecret[], ReadonlyMap<string, PullSecret>>();

/** Made once per list: it is the same for many reviews, and a namespace may hold thousands. */
export function secretsByName(all: readonly PullSecret[]): ReadonlyMap<string, PullSecret> {
  const known = BY_NAME.get(all) ?? new Map(all.map((each) => [each.name, each]));
  BY_NAME.set(all, known);
  return known;
}
