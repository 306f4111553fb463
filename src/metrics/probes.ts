/** Registries that are asked in the background. Made only where that is switched on. */
import { METRICS, OTHER } from './catalogue.js';
import type { PROBE_RESULTS } from './probe-rows.js';
import { counterOf, gaugeOf, histogramOf, type MetricsRegistry } from './registry.js';

export interface ProbeMetrics {
  /** @param pattern of `probe.registries` */
  readonly noteProbe: (pattern: string | undefined, result: (typeof PROBE_RESULTS)[number], ms: number) => void;
  readonly noteDropped: () => void;
}

export interface ProbeReadings {
  readonly queued: number;
  readonly remembered: number;
  /** Of the pattern of each registry that is left alone; one that several have counts so often. */
  readonly open: readonly (string | undefined)[];
}

/**
 * @param patterns as configured; nothing else becomes a label
 * @param read called before each reading
 */
export function createProbeMetrics(
  registry: MetricsRegistry,
  patterns: readonly string[],
  read: () => ProbeReadings,
): ProbeMetrics {
  const known = new Set(patterns);
  const labelOf = (pattern: string | undefined): string =>
    pattern !== undefined && known.has(pattern) ? pattern : OTHER;
  const probes = counterOf(registry, METRICS.probes);
  const durations = histogramOf(registry, METRICS.probeDurations);
  const dropped = counterOf(registry, METRICS.probesDropped);
  gaugeOf(registry, METRICS.probesQueued, (gauge) => gauge.set(read().queued));
  gaugeOf(registry, METRICS.answersRemembered, (gauge) => gauge.set(read().remembered));
  gaugeOf(registry, METRICS.breakersOpen, (gauge) => {
    for (const pattern of [...known, OTHER]) gauge.set({ registry: pattern }, 0);
    for (const pattern of read().open) gauge.inc({ registry: labelOf(pattern) });
  });
  return {
    noteProbe(pattern, result, ms) {
      const label = labelOf(pattern);
      probes.inc({ registry: label, result });
      durations.observe({ registry: label }, ms / 1000);
    },
    noteDropped: () => dropped.inc(),
  };
}
