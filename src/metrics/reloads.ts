/** Whether the configuration file, as it is now, is the one in use. Made only where there is a file. */
import { METRICS, RELOAD_RESULTS } from './catalogue.js';
import { counterOf, gaugeOf, type MetricsRegistry } from './registry.js';

export interface ReloadMetrics {
  readonly noteReload: (result: (typeof RELOAD_RESULTS)[number]) => void;
}

/** @param inUse whether the process started with the file, and not with its fallback */
export function createReloadMetrics(registry: MetricsRegistry, inUse = true): ReloadMetrics {
  const reloads = counterOf(registry, METRICS.reloads);
  for (const result of RELOAD_RESULTS) reloads.inc({ result }, 0);
  const last = gaugeOf(registry, METRICS.lastReload);
  last.set(inUse ? 1 : 0);
  return {
    noteReload: (result) => {
      reloads.inc({ result });
      last.set(result === 'success' ? 1 : 0);
    },
  };
}
