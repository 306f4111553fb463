/** What a snapshot file says, as a value. */
import type { Provider } from '../core/settings.js';
import type { Inventory } from '../facts/inventory.js';
import type { Plain } from './codec.js';

/** Raised where an older reader would misunderstand the file; a field that it may pass over there is none. */
export const VERSION = 1;

/** Of a file: some ten times what ten thousand pull secrets take, and what YAML can be read of in a GiB of memory. */
export const MOST_BYTES = 16 * 1024 * 1024;

/** Nothing of when it was taken (taken.ts). */
export interface Snapshot {
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
