/** What became of admitted Pods. Made only where somebody watches. */
import { PULL_CAUSES, type PullCauseSlug } from '../core/pull-words/cause.js';
import { METRICS } from './catalogue.js';
import { counterOf, gaugeOf, type MetricsRegistry } from './registry.js';

export interface OutcomeMetrics {
  readonly noteFailed: (cause: PullCauseSlug, warned: boolean) => void;
}

/** @param remembered how many admitted Pods are */
export function createOutcomeMetrics(registry: MetricsRegistry, remembered: () => number): OutcomeMetrics {
  const failed = counterOf(registry, METRICS.admittedFailed);
  for (const { slug: cause } of PULL_CAUSES) {
    for (const warned of ['true', 'false']) failed.inc({ cause, warned }, 0);
  }
  gaugeOf(registry, METRICS.admittedRemembered, (gauge) => gauge.set(remembered()));
  return {
    noteFailed: (cause, warned) => failed.inc({ cause, warned: String(warned) }),
  };
}
