/**
 * Does a second look rest on the very same as the first? Then its verdict is the first one, and need not be made again:
 * half of what a denial costs. Objects are the same by identity alone, which the state of a live cluster keeps while the
 * API server tells their version (cluster/api.ts); what was read anew counts as different, whatever it holds.
 */
import { EXTRA_FACTS, type Facts } from '../core/facts.js';
import type { Lookup } from '../core/types.js';

/** Never true of different facts; false of equal ones that are other objects. */
export function areSameFacts(a: Facts, b: Facts): boolean {
  return (
    a.now === b.now &&
    isSame(a.namespace, b.namespace) &&
    isSameEffective(a.effective, b.effective) &&
    isSameMap(a.secrets, b.secrets, isSame) &&
    isSameMap(a.elsewhere, b.elsewhere, isSameList) &&
    isSameMap(a.registry, b.registry, isSame) &&
    EXTRA_FACTS.every((fact) => isSame(a[fact], b[fact]))
  );
}

function isSame(a: Lookup<unknown>, b: Lookup<unknown>): boolean {
  if (a === b) return true;
  switch (a.state) {
    case 'found':
      return b.state === 'found' && a.partial === b.partial && isSameValue(a.value, b.value);
    case 'absent':
      return b.state === 'absent';
    case 'unknown':
      return b.state === 'unknown' && a.reason === b.reason;
    default:
      return a satisfies never;
  }
}

function isSameValue(a: unknown, b: unknown): boolean {
  return a === b || (Array.isArray(a) && Array.isArray(b) && isSameList(a, b));
}

function isSameEffective(a: Facts['effective'], b: Facts['effective']): boolean {
  if (a.state !== 'found' || b.state !== 'found') return isSame(a, b);
  return a.value.from === b.value.from && isSameList(a.value.names, b.value.names);
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}

/** In the same order, too: words are made in it. */
function isSameMap<T>(a: ReadonlyMap<string, T>, b: ReadonlyMap<string, T>, areSame: (a: T, b: T) => boolean): boolean {
  if (a.size !== b.size) return false;
  const others = b.entries();
  for (const [name, value] of a) {
    const other = others.next().value;
    if (other === undefined || other[0] !== name || !areSame(value, other[1])) return false;
  }
  return true;
}
