/** Lines of the log that never left: the one fault of the log that the log cannot tell while it lasts. */
import { METRICS } from './catalogue.js';
import { counterOf, type MetricsRegistry } from './registry.js';

/** @param dropped how many so far */
export function createLogMetrics(registry: MetricsRegistry, dropped: () => number): void {
  let counted = 0;
  counterOf(registry, METRICS.logDropped, (counter) => {
    const now = dropped();
    counter.inc(now - counted);
    counted = now;
  });
}
