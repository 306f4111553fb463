/**
 * Where the parts of the metrics meet: one registry per `serve`, read by `/metrics`. A part is made by whoever has
 * something to measure, so that nothing is published that never changes.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { DURATION_BUCKETS, METRICS, type MetricRow } from './catalogue.js';

export type MetricsRegistry = Registry;

export interface Versions {
  readonly version: string;
  /** As `process.version` says it. */
  readonly node: string;
}

/** With what every process publishes: its versions, and the default metrics of prom-client. */
export function createMetricsRegistry({ version, node }: Versions): MetricsRegistry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  gaugeOf(registry, METRICS.buildInfo).set({ version, node }, 1);
  return registry;
}

/** For `/metrics`. */
export function metricsPage(registry: MetricsRegistry): {
  readonly contentType: string;
  readonly text: () => Promise<string>;
} {
  return { contentType: registry.contentType, text: () => registry.metrics() };
}

type LabelsOf<Row extends MetricRow> = Extract<keyof Row['labels'], string>;

function options<Row extends MetricRow>(registry: MetricsRegistry, { name, help, labels }: Row) {
  const labelNames = Object.keys(labels) as LabelsOf<Row>[]; // the keys of a row of the catalogue
  return { name, help, labelNames, registers: [registry] };
}

/** `collect` is called before each reading, and sets what is to be read. */
export function counterOf<Row extends MetricRow & { readonly type: 'counter' }>(
  registry: MetricsRegistry,
  row: Row,
  collect?: (counter: Counter<LabelsOf<Row>>) => void,
): Counter<LabelsOf<Row>> {
  const counter: Counter<LabelsOf<Row>> = new Counter({ ...options(registry, row), collect: () => collect?.(counter) });
  return counter;
}

/** As with a counter. */
export function gaugeOf<Row extends MetricRow & { readonly type: 'gauge' }>(
  registry: MetricsRegistry,
  row: Row,
  collect?: (gauge: Gauge<LabelsOf<Row>>) => void,
): Gauge<LabelsOf<Row>> {
  const gauge: Gauge<LabelsOf<Row>> = new Gauge({ ...options(registry, row), collect: () => collect?.(gauge) });
  return gauge;
}

export function histogramOf<Row extends MetricRow & { readonly type: 'histogram' }>(
  registry: MetricsRegistry,
  row: Row,
): Histogram<LabelsOf<Row>> {
  return new Histogram<LabelsOf<Row>>({ ...options(registry, row), buckets: DURATION_BUCKETS });
}
