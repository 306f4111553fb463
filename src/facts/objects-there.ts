/** The objects of a cluster that carry images, as they are there, one after the other: what an audit looks at. */
import type { GroupVersionKind } from '../core/types.js';
import type { Workload } from '../core/workloads.js';

export interface ThereObject {
  readonly workload: Workload;
  readonly kind: GroupVersionKind;
  readonly namespace: string;
  readonly name: string;
  readonly object: unknown;
  /** `cluster`: it is there. `file`: it stands in a file that is taken for it, and has not been through admission. */
  readonly source: 'cluster' | 'file';
  /** '' and 0 where it is in no file. */
  readonly file: string;
  readonly line: number;
}

/** What could not be listed, and why. */
export interface Unread {
  readonly what: string;
  readonly reason: string;
}

/** One after the other, so that they need not all be in memory; the end of a list that broke off is told. */
export type Streamed = { readonly there: ThereObject } | { readonly unread: Unread };

export interface StreamedKinds {
  /** In the order in which they are told. */
  readonly kinds: readonly Workload[];
  /** Namespaces; undefined: all. */
  readonly only: readonly string[] | undefined;
  /** All that there are, where they are known: looked into one by one where a list of all may not be had. */
  readonly namespaces: readonly string[];
}

export type ObjectStream = (wanted: StreamedKinds) => AsyncIterable<Streamed>;
