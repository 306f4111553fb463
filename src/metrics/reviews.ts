/**
 * What comes in and what it is answered with. A request may hold anything, and whoever reaches the port may send one:
 * each value is looked up in its closed set, and is `other` outside of it, so that no request can make a series of its
 * own.
 */

import type { JudgedFinding } from '../core/finding.js';
import { isUndecided } from '../core/rules/facts-unknown.js';
import type { Admission } from '../core/types.js';
import {
  type DECISIONS,
  INJECTION_RESULTS,
  METRICS,
  OPERATIONS,
  OTHER,
  RESOURCES,
  type WEBHOOKS,
} from './catalogue.js';
import { counterOf, gaugeOf, histogramOf, type MetricsRegistry } from './registry.js';

export type Webhook = (typeof WEBHOOKS)[number];
type DecisionLabel = (typeof DECISIONS)[number];
/** What an assessment ends with. */
export type DecisionWord = Exclude<DecisionLabel, 'undecided'>;
export type InjectionResult = (typeof INJECTION_RESULTS)[number];

/** What is counted of an answered review. */
export interface ReviewFigures {
  readonly webhook: Webhook;
  readonly admission: Pick<Admission, 'operation' | 'resource' | 'namespace' | 'dryRun'>;
  readonly assessment: {
    readonly decision: DecisionWord;
    readonly findings: readonly Pick<JudgedFinding, 'code' | 'action'>[];
  };
  readonly durationMs: number;
}

export interface ReviewMetrics {
  /** A review was read, and is being decided. */
  readonly begin: (webhook: Webhook) => void;
  /** Its decision has ended, whatever it was: the other half of `begin`. */
  readonly end: (webhook: Webhook) => void;
  /** It was answered with a verdict. */
  readonly noteReview: (figures: ReviewFigures) => void;
  /** A request was answered with an HTTP error in place of a verdict. */
  readonly noteRefusal: (code: number) => void;
  readonly noteInjection: (result: InjectionResult) => void;
}

export interface ReviewMetricsOptions {
  /** ms since the epoch */
  readonly now: () => number;
  /** Which webhooks are served. */
  readonly webhooks: readonly Webhook[];
  /** Counts by namespace, too: those that the cluster holds. */
  readonly hasNamespace?: (name: string) => boolean;
}

export function createReviewMetrics(registry: MetricsRegistry, options: ReviewMetricsOptions): ReviewMetrics {
  const { now, webhooks } = options;
  const noteReview = countReviews(registry);
  const durations = histogramOf(registry, METRICS.durations);
  const findings = counterOf(registry, METRICS.findings);
  const refusals = counterOf(registry, METRICS.refusals);
  // Numbers of our own, set when they are read: prom-client needs a microsecond for each change.
  const inFlight = new Map<Webhook, number>(webhooks.map((webhook) => [webhook, 0]));
  gaugeOf(registry, METRICS.inFlight, (gauge) => {
    for (const [webhook, count] of inFlight) gauge.set({ webhook }, count);
  });
  let last = now();
  gaugeOf(registry, METRICS.lastReview, (gauge) => gauge.set(last / 1000));
  const noteNamespace =
    options.hasNamespace === undefined ? undefined : countNamespaces(registry, options.hasNamespace);
  const noteInjection = webhooks.includes('mutate') ? countInjections(registry) : () => {};
  const add = (webhook: Webhook, change: number): void => {
    inFlight.set(webhook, (inFlight.get(webhook) ?? 0) + change);
  };
  return {
    begin: (webhook) => add(webhook, 1),
    end: (webhook) => add(webhook, -1),
    noteReview: ({ webhook, admission, assessment, durationMs }) => {
      const decision = decisionLabel(assessment);
      const resource = known(ALL_RESOURCES, admission.resource);
      const operation = known(ALL_OPERATIONS, admission.operation);
      noteReview({ webhook, operation, resource, decision, dry_run: admission.dryRun ? 'true' : 'false' });
      durations.observe({ webhook, decision }, durationMs / 1000);
      for (const { code, action } of assessment.findings) findings.inc({ code, action, resource });
      noteNamespace?.(admission.namespace, decision);
      last = now();
    },
    noteRefusal: (code) => refusals.inc({ code: String(code) }),
    noteInjection,
  };
}

/**
 * A verdict for want of an answer looks like any other warning, or denial, by its action alone. What is denied for another
 * reason, too, was decided.
 */
function decisionLabel({ decision, findings }: ReviewFigures['assessment']): DecisionLabel {
  if (decision === 'skip' || decision === 'error') return decision;
  const decisive = decision === 'deny' ? findings.filter(({ action }) => action === 'deny') : findings;
  const undecided = decisive.filter(isUndecided).length;
  return undecided > 0 && (decision !== 'deny' || undecided === decisive.length) ? 'undecided' : decision;
}

const ALL_RESOURCES: ReadonlySet<string> = new Set(RESOURCES);
const ALL_OPERATIONS: ReadonlySet<string> = new Set(OPERATIONS);

function known(values: ReadonlySet<string>, value: string): string {
  return values.has(value) ? value : OTHER;
}

type ReviewLabels = Readonly<Record<'webhook' | 'operation' | 'resource' | 'decision' | 'dry_run', string>>;

/** Numbers of our own, as above: there is one for every review. The labels are of closed sets, and so are the series. */
function countReviews(registry: MetricsRegistry): (labels: ReviewLabels) => void {
  const series = new Map<string, { readonly labels: ReviewLabels; count: number }>();
  counterOf(registry, METRICS.reviews, (counter) => {
    counter.reset();
    for (const { labels, count } of series.values()) counter.inc(labels, count);
  });
  return (labels) => {
    const { webhook, operation, resource, decision, dry_run } = labels;
    const key = `${webhook} ${operation} ${resource} ${decision} ${dry_run}`;
    const known = series.get(key);
    if (known === undefined) series.set(key, { labels, count: 1 });
    else known.count += 1;
  };
}

function countInjections(registry: MetricsRegistry): (result: InjectionResult) => void {
  const injections = counterOf(registry, METRICS.injections);
  for (const result of INJECTION_RESULTS) injections.inc({ result }, 0);
  return (result) => injections.inc({ result });
}

/** A namespace that is gone takes its series with it: clusters that make one per branch never come to rest. */
function countNamespaces(registry: MetricsRegistry, has: (name: string) => boolean) {
  const counts = new Map<string, Map<string, number>>();
  counterOf(registry, METRICS.byNamespace, (counter) => {
    counter.reset();
    for (const [namespace, decisions] of counts) {
      if (namespace !== OTHER && !has(namespace)) counts.delete(namespace);
      else for (const [decision, count] of decisions) counter.inc({ resource_namespace: namespace, decision }, count);
    }
  });
  return (name: string, decision: string): void => {
    const namespace = has(name) ? name : OTHER;
    const decisions = counts.get(namespace) ?? new Map<string, number>();
    decisions.set(decision, (decisions.get(decision) ?? 0) + 1);
    counts.set(namespace, decisions);
  };
}
