/** Whether the configuration file, as it is now, is the one in use. Made only where there is a file. */
import { METRICS, RELOAD_RESULTS } from './catalogue.js';
import { counterOf, gaugeOf, type MetricsRegistry } from './registry.js';

export interface ReloadMetrics {
  readonly noteReload: (result: (typeof RELOAD_RESULTS)[number]) => void;
}

export function createReloadMetrics(registry: MetricsRegistry): ReloadMetrics {
  const reloads = counterOf(registry, METRICS.reloads);
  for (const result of RELOAD_RESULTS) reloads.inc({ result }, 0);
  const last = gaugeOf(registry, METRICS.lastReload);
  // The process would not be here if the file had been wrong when it started.
  last.set(1);
  return {
    noteReload: (result) => {
      reloads.inc({ result });
      last.set(result === 'success' ? 1 : 0);
    },
  };
}
