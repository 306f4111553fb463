/**
 * What the cluster layer tells about itself: a closed set, so that each can be a log line and a label of a metric. No
 * event holds anything of an object but its kind.
 */
import type { Watched } from './questions.js';

/** Everything that can go wrong with a list or a watch (design 7.1). */
export const FAULTS = [
  /** No connection, or it broke. */
  'connection',
  /** Nothing came for as long as bookmarks would have let come: a frozen peer. */
  'idle',
  /** No answer, or not all of it, within the deadline. */
  'deadline',
  /** 410 as status or as event: the version is too old to go on from. */
  'expired',
  /** 401 after the credentials were read anew. */
  'unauthorized',
  'forbidden',
  /** 429. */
  'throttled',
  /** Any other status that is no success. */
  'status',
  /** A line that is no event, or an event without what every event has. */
  'malformed',
  /** A line or a page larger than anything an API server sends. */
  'oversize',
  /** An event of type ERROR that is not 410. */
  'error-event',
  /** Something in here threw: a fault of Pullgate. */
  'internal',
] as const;
export type FaultKind = (typeof FAULTS)[number];

/** `R`: other kinds than those a verdict needs are watched with the same loop (tls-objects.ts). */
export interface ResourceId<R extends string = Watched> {
  readonly resource: R;
  /** '' for all namespaces. */
  readonly namespace: string;
}

export type ClusterEvent<R extends string = Watched> = ResourceId<R> &
  (
    | { readonly event: 'synced'; readonly objects: number; readonly ms: number }
    | {
        readonly event: 'fault';
        readonly during: 'list' | 'watch' | 'check' | 'telling';
        readonly fault: FaultKind;
        /** For the log: status or error code, never a text of the API server. */
        readonly detail: string;
        /** Until the next try. */
        readonly waitMs: number;
        /** What was thrown, where that is what was wrong; the log writes only plain words of it. */
        readonly error?: unknown;
      }
    /** The consistency check found what the watch had missed; the target is that this never happens (design 7.11). */
    | { readonly event: 'repaired'; readonly objects: number }
    /** Nothing was heard for longer than anything ordinary takes; once per silence. */
    | { readonly event: 'stale'; readonly ageMs: number }
    | { readonly event: 'recovered'; readonly silentMs: number }
  );

export interface ResourceCounters {
  readonly lists: number;
  readonly watches: number;
  readonly events: number;
  readonly bookmarks: number;
  /** Lists that a fault made necessary. */
  readonly relists: number;
  readonly repairs: number;
  readonly faults: Readonly<Record<FaultKind, number>>;
}

export interface FreshCounters {
  /** Questions asked, and how many of them could not be answered. */
  readonly asked: number;
  readonly unanswered: number;
  /** Calls made for them. */
  readonly gets: number;
  readonly lists: number;
  /** Places for calls at this moment, and calls that have one or wait for one. */
  readonly places: number;
  readonly running: number;
  readonly waiting: number;
  /** Answers 429, so far. */
  readonly throttled: number;
}

export function noFaults(): Record<FaultKind, number> {
  return {
    connection: 0,
    idle: 0,
    deadline: 0,
    expired: 0,
    unauthorized: 0,
    forbidden: 0,
    throttled: 0,
    status: 0,
    malformed: 0,
    oversize: 0,
    'error-event': 0,
    internal: 0,
  };
}
