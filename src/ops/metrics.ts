/**
 * What an operator watches about the cache: whether it was read, how much is in it, when the API server was last heard,
 * what went wrong. Names and labels as in ecosystem conventions of Prometheus; labels come from closed sets only, and
 * nothing here names an object.
 */
import { Counter, Gauge, Registry } from 'prom-client';

/** One kind of object that is watched, all its loops together. */
export interface CacheFigures {
  readonly resource: string;
  readonly synced: boolean;
  /** Milliseconds since the API server was last heard; undefined where it never was. */
  readonly silentMs: number | undefined;
}

export interface CacheObjects {
  readonly namespaces: number;
  readonly serviceAccounts: number;
  readonly pullSecrets: number;
}

export interface MetricsSource {
  readonly figures: () => readonly CacheFigures[];
  readonly objects: () => CacheObjects;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export interface Metrics {
  readonly contentType: string;
  readonly text: () => Promise<string>;
  /** A list or watch ended otherwise than it should. */
  readonly noteRestart: (resource: string, reason: string) => void;
  /** The consistency check found what a watch had missed; the target is 0. */
  readonly noteRepairs: (resource: string, objects: number) => void;
}

export function createMetrics({ figures, objects, now }: MetricsSource): Metrics {
  const registers = [new Registry()];
  const [registry = new Registry()] = registers;
  const labelNames = ['resource'] as const;
  new Gauge({
    name: 'pullgate_cache_synced',
    help: 'Whether everything of this kind has been listed once (1) or not yet (0).',
    labelNames,
    registers,
    collect() {
      for (const { resource, synced } of figures()) this.set({ resource }, Number(synced));
    },
  });
  new Gauge({
    name: 'pullgate_cache_last_event_timestamp_seconds',
    help: 'When the API server was last heard on the watch of this kind; absent where it never was.',
    labelNames,
    registers,
    collect() {
      for (const { resource, silentMs } of figures()) {
        if (silentMs !== undefined) this.set({ resource }, (now() - silentMs) / 1000);
      }
    },
  });
  new Gauge({
    name: 'pullgate_cache_objects',
    help: 'Objects that are held.',
    labelNames,
    registers,
    collect() {
      for (const [resource, count] of Object.entries(objects())) this.set({ resource: resource.toLowerCase() }, count);
    },
  });
  const restarts = new Counter({
    name: 'pullgate_watch_restarts_total',
    help: 'Lists and watches that ended otherwise than they should.',
    labelNames: ['resource', 'reason'] as const,
    registers,
  });
  const repairs = new Counter({
    name: 'pullgate_cache_repairs_total',
    help: 'Objects that the consistency check found changed without an event.',
    labelNames,
    registers,
  });
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    noteRestart: (resource, reason) => restarts.inc({ resource, reason }),
    noteRepairs: (resource, count) => repairs.inc({ resource }, count),
  };
}
