/** What a snapshot file says, as a value. */
import type { Provider } from '../core/settings.js';
import type { Inventory } from '../facts/inventory.js';
import type { Plain } from './codec.js';

/** Raised where an older reader would misunderstand the file; a field that it may pass over there is none. */
export const VERSION = 1;

/** Of a file: some ten times what ten thousand pull secrets take, and what YAML can be read of in a GiB of memory. */
export const MOST_BYTES = 16 * 1024 * 1024;

export interface Snapshot {
  /** `2026-01-31`, by UTC: the day alone, so that a snapshot of the same state is the same file all day. */
  readonly taken: string;
  /** Whose nodes these are; absent where nobody could tell. */
  readonly provider?: Exclude<Provider, 'auto'>;
  readonly policy: SnapshotPolicy;
  readonly inventory: Inventory;
}

export interface SnapshotPolicy {
  /** Where it was found, a clause. */
  readonly from: string;
  /** As a configuration file has it; whoever reads it checks it as one. */
  readonly settings: { readonly [key: string]: Plain };
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** @param now ms since the epoch */
export function dayOf(now: number): string {
  return new Date(now).toISOString().slice(0, 10);
}

/** ms since the epoch at which the day begins, by UTC; undefined for what is no day. */
export function startOfDay(day: string): number | undefined {
  const start = DAY.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(start) || dayOf(start) !== day ? undefined : start;
}
