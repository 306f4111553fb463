/** What broke in the background and did not end anything: each is a fault of Pullgate, and the target is 0. */
import { LOOPS, METRICS } from './catalogue.js';
import { counterOf, type MetricsRegistry } from './registry.js';

export type Loop = (typeof LOOPS)[number];

export interface FaultMetrics {
  readonly noteFault: (loop: Loop) => void;
}

export function createFaultMetrics(registry: MetricsRegistry): FaultMetrics {
  const faults = counterOf(registry, METRICS.faults);
  for (const loop of LOOPS) faults.inc({ loop }, 0);
  return { noteFault: (loop) => faults.inc({ loop }) };
}
