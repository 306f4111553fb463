/**
 * What an operator watches about the cache: whether it was read, how much is in it, when the API server was last heard,
 * what went wrong, how many pull secrets are no good, and when the next of them ends. Nothing here names an object, but for
 * the pull secrets that end where the operator asks for it.
 */
import {
  type EXPIRY_TELLERS,
  METRICS,
  type OBJECT_KINDS,
  PULL_SECRET_STATES,
  PULL_SECRET_TYPES,
  READABLE_KINDS,
  WATCH_FAULTS,
  WATCHED_KINDS,
} from './catalogue.js';
import { counterOf, gaugeOf, type MetricsRegistry } from './registry.js';

export type WatchedKind = (typeof WATCHED_KINDS)[number];
export type WatchFault = (typeof WATCH_FAULTS)[number];
export type PullSecretState = (typeof PULL_SECRET_STATES)[number];
export type PullSecretType = (typeof PULL_SECRET_TYPES)[number];

/** One kind of object that is watched, all its loops together. */
export interface CacheFigures {
  readonly resource: WatchedKind;
  readonly synced: boolean;
  /** Milliseconds since the API server was last heard; undefined where it never was. */
  readonly silentMs: number | undefined;
}

/** How many, by type and state. */
export type PullSecretCounts = Readonly<Record<PullSecretType, Readonly<Record<PullSecretState, number>>>>;

/** When the first credential of a pull secret ends. */
export interface PullSecretExpiry {
  readonly toldBy: (typeof EXPIRY_TELLERS)[number];
  /** ms since the epoch */
  readonly expiresAt: number;
  /** Absent: it is the next of all. */
  readonly secret?: { readonly namespace: string; readonly name: string };
}

export interface CacheReadings {
  readonly figures: () => readonly CacheFigures[];
  readonly objects: () => Readonly<Record<(typeof OBJECT_KINDS)[number], number>>;
  /** What the API server does not let Pullgate read, though it was given the right once. */
  readonly rightsLost: () => readonly (typeof READABLE_KINDS)[number][];
  /** Absent where Secrets are not watched. */
  readonly pullSecrets?: () => PullSecretCounts;
  /** As above; a bounded number. */
  readonly expiries?: () => readonly PullSecretExpiry[];
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export interface CacheMetrics {
  /** A list or watch ended otherwise than it should. */
  readonly noteRestart: (resource: WatchedKind, reason: WatchFault) => void;
  /** The consistency check found what a watch had missed; the target is 0. */
  readonly noteRepairs: (resource: WatchedKind, objects: number) => void;
}

export function createCacheMetrics(
  registry: MetricsRegistry,
  { figures, objects, rightsLost, pullSecrets, expiries, now }: CacheReadings,
): CacheMetrics {
  gaugeOf(registry, METRICS.synced, (gauge) => {
    for (const { resource, synced } of figures()) gauge.set({ resource }, Number(synced));
  });
  gaugeOf(registry, METRICS.lastEvent, (gauge) => {
    for (const { resource, silentMs } of figures()) {
      if (silentMs !== undefined) gauge.set({ resource }, (now() - silentMs) / 1000);
    }
  });
  gaugeOf(registry, METRICS.objects, (gauge) => {
    for (const [resource, count] of Object.entries(objects())) gauge.set({ resource }, count);
  });
  gaugeOf(registry, METRICS.rightsLost, (gauge) => {
    const lost = new Set(rightsLost());
    for (const resource of READABLE_KINDS) gauge.set({ resource }, Number(lost.has(resource)));
  });
  if (pullSecrets !== undefined) {
    gaugeOf(registry, METRICS.pullSecrets, (gauge) => {
      const counts = pullSecrets();
      for (const type of PULL_SECRET_TYPES) {
        for (const state of PULL_SECRET_STATES) gauge.set({ state, type }, counts[type][state]);
      }
    });
  }
  if (expiries !== undefined) {
    gaugeOf(registry, METRICS.pullSecretExpiry, (gauge) => {
      // What is gone, or was renewed, takes its series with it.
      gauge.reset();
      for (const { toldBy, expiresAt, secret } of expiries()) {
        const named = secret === undefined ? {} : { resource_namespace: secret.namespace, secret: secret.name };
        gauge.set({ told_by: toldBy, ...named }, expiresAt / 1000);
      }
    });
  }
  const restarts = counterOf(registry, METRICS.restarts);
  const repairs = counterOf(registry, METRICS.repairs);
  // From 0 on: the first count of a series that is born with it is no increase to Prometheus.
  for (const resource of WATCHED_KINDS) {
    repairs.inc({ resource }, 0);
    for (const reason of WATCH_FAULTS) restarts.inc({ resource, reason }, 0);
  }
  return {
    noteRestart: (resource, reason) => restarts.inc({ resource, reason }),
    noteRepairs: (resource, count) => repairs.inc({ resource }, count),
  };
}
