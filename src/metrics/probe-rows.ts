/** The rows of the catalogue about registries that are asked in the background. */
import type { MetricRow } from './catalogue.js';

/** What a registry said (core/registry-answer.ts), and `failed` where nothing could be asked. */
export const PROBE_RESULTS = [
  'pullable',
  'refused',
  'not-found',
  'rate-limited',
  'unreachable',
  'unknown',
  'failed',
] as const;

const PROBES = '`probe.mode` `background`';
/** Never a host that a request names: behind a wildcard there are as many as a tenant likes. */
const PATTERN = 'a pattern of `probe.registries` as it is written, or other';

export const PROBE_METRICS = {
  probes: {
    name: 'pullgate_registry_probes_total',
    type: 'counter',
    help: 'Questions to registries, by what the last credential that was tried got, or the try without one; failed: the Secrets could not be read, and nothing was asked.',
    labels: { registry: PATTERN, result: PROBE_RESULTS },
    when: PROBES,
  },
  probeDurations: {
    name: 'pullgate_registry_probe_duration_seconds',
    type: 'histogram',
    help: 'From the turn of a question to its answer, the read of its Secrets included.',
    labels: { registry: PATTERN },
    when: PROBES,
  },
  probesQueued: {
    name: 'pullgate_registry_probes_queued',
    type: 'gauge',
    help: 'Questions that wait for their turn.',
    labels: {},
    when: PROBES,
  },
  probesDropped: {
    name: 'pullgate_registry_probes_dropped_total',
    type: 'counter',
    help: 'Questions that found no place in the line of their namespace or in all of them together; the next review of the image asks again.',
    labels: {},
    when: PROBES,
  },
  breakersOpen: {
    name: 'pullgate_registry_breakers_open',
    type: 'gauge',
    help: 'Registries that are left alone for a while because they did not answer.',
    labels: { registry: PATTERN },
    when: PROBES,
  },
  answersRemembered: {
    name: 'pullgate_registry_answers_remembered',
    type: 'gauge',
    help: 'Answers of registries that this replica remembers.',
    labels: {},
    when: PROBES,
  },
} as const satisfies Readonly<Record<string, MetricRow>>;
