/** Owners that were told to try again. Made only where that is switched on. */
import { METRICS, NUDGE_RESULTS } from './catalogue.js';
import { counterOf, gaugeOf, type MetricsRegistry } from './registry.js';

export interface NudgeMetrics {
  readonly noteNudge: (result: (typeof NUDGE_RESULTS)[number]) => void;
}

/** @param remembered how many denied owners are */
export function createNudgeMetrics(registry: MetricsRegistry, remembered: () => number): NudgeMetrics {
  const nudges = counterOf(registry, METRICS.nudges);
  for (const result of NUDGE_RESULTS) nudges.inc({ result }, 0);
  gaugeOf(registry, METRICS.deniedRemembered, (gauge) => gauge.set(remembered()));
  return { noteNudge: (result) => nudges.inc({ result }) };
}
