/**
 * Every metric of Pullgate as data: name, meaning, labels and the values these can have. What is published, docs/metrics.md
 * and the checks of dashboard and alerts are made from it. A label never holds what a request says, only what of it is in
 * a closed set; for namespaces, which an operator has to ask for, the set is what the cluster holds.
 */
import { FINDING_ACTIONS } from '../core/action.js';
import { PULL_CAUSES } from '../core/pull-words/cause.js';
import { RULES } from '../core/rules/index.js';
import { USING_RESOURCES } from '../core/workload-use.js';
import { WORKLOADS } from '../core/workloads.js';
import { PROBE_METRICS } from './probe-rows.js';

/** What a value is called that is none of the others: a request may hold anything. */
export const OTHER = 'other';

export const WEBHOOKS = ['validate', 'mutate', 'validate-secrets'] as const;
export const OPERATIONS = ['CREATE', 'UPDATE', 'DELETE', OTHER] as const;
/** `undecided`: what was decided was decided for want of an answer of the cluster (PG901); `error`: nothing was. */
export const DECISIONS = ['allow', ...FINDING_ACTIONS, 'skip', 'undecided', 'error'] as const;
export const RESOURCES: readonly string[] = [
  ...WORKLOADS.map(({ resource }) => resource),
  'secrets',
  'serviceaccounts',
  OTHER,
];
export const REFUSAL_CODES = [
  '400',
  '401',
  '403',
  '404',
  '405',
  '408',
  '413',
  '415',
  '429',
  '431',
  '500',
  '503',
] as const;
/** The outcomes of a plan (core/inject/plan.ts), and `skipped` where none was made. */
export const INJECTION_RESULTS = ['add', 'forbidden', 'no-help', 'not-needed', 'unknown', 'skipped'] as const;
export const WATCHED_KINDS = [
  'dockerconfigjson',
  'dockercfg',
  'serviceaccounts',
  'namespaces',
  ...USING_RESOURCES,
] as const;
export const READABLE_KINDS = ['secrets', 'serviceaccounts', 'namespaces', 'pods', ...USING_RESOURCES] as const;
export const OBJECT_KINDS = ['namespaces', 'serviceaccounts', 'pullsecrets'] as const;
export const WATCH_FAULTS = [
  'connection',
  'idle',
  'deadline',
  'expired',
  'unauthorized',
  'forbidden',
  'throttled',
  'status',
  'malformed',
  'oversize',
  'error-event',
  'internal',
] as const;
export const PULL_SECRET_STATES = ['valid', 'malformed', 'expired', 'expiring', 'oversized'] as const;
/** Who says when a credential ends: it does itself, or the annotation `pullgate.dev/expires-at` of its secret. */
export const EXPIRY_TELLERS = ['token', 'annotation'] as const;
export const PULL_SECRET_TYPES = ['dockerconfigjson', 'dockercfg'] as const;
export const CERTIFICATES = ['ca', 'serving'] as const;
/** What a loop in the background looks after; `other`: a rejection that nobody handled. */
export const LOOPS = [
  'watch',
  'provider',
  'certificates',
  'callers',
  'config',
  'directory',
  'registries',
  OTHER,
] as const;
export const RELOAD_RESULTS = ['success', 'failure'] as const;

/** The values a label can have, or what they are in words where they are not known beforehand. */
type Values = readonly string[] | string;

export interface MetricRow {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly labels: Readonly<Record<string, Values>>;
  /** Which part of `serve` publishes it; absent: all. */
  readonly when?: string;
}

export const NUDGE_RESULTS = ['done', 'gone', 'refused', 'failed', 'limited'] as const;
const LIVE = 'a live cluster';
const OUTCOMES = '`outcomes.enabled`';
const NUDGES = '`nudge.enabled`';
const KUBERNETES_TLS = '`tls.source` other than `memory`';
const SELF_TRUST = '`tls.source` `self` or `files`';

/** Seconds; from an answer out of memory to beyond the API server's longest timeout that anybody sets. */
export const DURATION_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export const METRICS = {
  reviews: {
    name: 'pullgate_admission_reviews_total',
    type: 'counter',
    help: 'Reviews that were answered with a verdict.',
    labels: {
      webhook: WEBHOOKS,
      operation: OPERATIONS,
      resource: RESOURCES,
      decision: DECISIONS,
      dry_run: ['true', 'false'],
    },
  },
  durations: {
    name: 'pullgate_admission_review_duration_seconds',
    type: 'histogram',
    help: 'From the last byte of a review to its verdict.',
    labels: { webhook: WEBHOOKS, decision: DECISIONS },
  },
  inFlight: {
    name: 'pullgate_admission_reviews_in_flight',
    type: 'gauge',
    help: 'Reviews that were read and not answered yet.',
    labels: { webhook: WEBHOOKS },
  },
  lastReview: {
    name: 'pullgate_admission_last_review_timestamp_seconds',
    type: 'gauge',
    help: 'When the last review was answered with a verdict; the start of the process until there was one.',
    labels: {},
  },
  refusals: {
    name: 'pullgate_requests_refused_total',
    type: 'counter',
    help: 'Requests that got an HTTP error in place of a verdict, by status code.',
    labels: { code: REFUSAL_CODES },
  },
  findings: {
    name: 'pullgate_findings_total',
    type: 'counter',
    help: 'Findings in answered reviews; equal ones of several containers count once.',
    labels: { code: RULES.map(({ code }) => code), action: FINDING_ACTIONS, resource: RESOURCES },
  },
  injections: {
    name: 'pullgate_injections_total',
    type: 'counter',
    help: 'Pods that asked for pull secrets, by what came of it.',
    labels: { result: INJECTION_RESULTS },
  },
  byNamespace: {
    name: 'pullgate_admission_reviews_by_namespace_total',
    type: 'counter',
    help: 'Reviews that were answered with a verdict, by the namespace of the object.',
    labels: { resource_namespace: 'a namespace that exists, or other', decision: DECISIONS },
    when: '`metrics.perNamespace`',
  },
  admittedFailed: {
    name: 'pullgate_admitted_pulls_failed_total',
    type: 'counter',
    help: 'Containers of Pods that this replica admitted and whose image then could not be pulled, by cause (docs/why.md); each Pod, container and cause once. Replicas count their own reviews only: sum over them.',
    labels: { cause: PULL_CAUSES.map(({ slug }) => slug), warned: ['true', 'false'] },
    when: OUTCOMES,
  },
  admittedRemembered: {
    name: 'pullgate_admitted_pods_remembered',
    type: 'gauge',
    help: 'Admitted Pods that this replica remembers; the oldest of more than 50,000 are forgotten.',
    labels: {},
    when: OUTCOMES,
  },
  nudges: {
    name: 'pullgate_nudges_total',
    type: 'counter',
    help: 'Owners of denied Pods that were told to try again because a credential appeared, by what came of it: done; gone (the owner is not there any more); refused or failed (by the API server, on the way); limited (put off, because the bucket was empty).',
    labels: { result: NUDGE_RESULTS },
    when: NUDGES,
  },
  deniedRemembered: {
    name: 'pullgate_denied_owners_remembered',
    type: 'gauge',
    help: 'Owners of denied Pods that this replica remembers; the oldest of more than 1,000, and those of more than an hour, are forgotten.',
    labels: {},
    when: NUDGES,
  },
  ...PROBE_METRICS,
  synced: {
    name: 'pullgate_cache_synced',
    type: 'gauge',
    help: 'Whether everything of this kind has been listed (1), or not yet, or not again since a fault of Pullgate (0).',
    labels: { resource: WATCHED_KINDS },
    when: LIVE,
  },
  objects: {
    name: 'pullgate_cache_objects',
    type: 'gauge',
    help: 'Objects that are held.',
    labels: { resource: OBJECT_KINDS },
    when: LIVE,
  },
  lastEvent: {
    name: 'pullgate_cache_last_event_timestamp_seconds',
    type: 'gauge',
    help: 'When the API server was last heard on the watch of this kind; absent where it never was.',
    labels: { resource: WATCHED_KINDS },
    when: LIVE,
  },
  restarts: {
    name: 'pullgate_watch_restarts_total',
    type: 'counter',
    help: 'Lists and watches that ended otherwise than they should.',
    labels: { resource: WATCHED_KINDS, reason: WATCH_FAULTS },
    when: LIVE,
  },
  repairs: {
    name: 'pullgate_cache_repairs_total',
    type: 'counter',
    help: 'Objects that the consistency check found changed without an event.',
    labels: { resource: WATCHED_KINDS },
    when: LIVE,
  },
  rightsLost: {
    name: 'pullgate_cluster_rights_lost',
    type: 'gauge',
    help: 'Whether the API server refused the last question about this kind for want of rights (1) or not (0).',
    labels: { resource: READABLE_KINDS },
    when: LIVE,
  },
  pullSecrets: {
    name: 'pullgate_pull_secrets',
    type: 'gauge',
    help: 'Pull secrets that are held: with a credential past its expiry, by its own word or the annotation `pullgate.dev/expires-at` (expired), within an hour of its own or 7 days of the annotated one (expiring), such that the kubelet refuses or skips the whole (malformed), well-formed and too large for its keys to be held (oversized), or neither (valid).',
    labels: { state: PULL_SECRET_STATES, type: PULL_SECRET_TYPES },
    when: `${LIVE}, \`cluster.secrets\` \`cluster\` or \`namespaces\``,
  },
  pullSecretExpiry: {
    name: 'pullgate_pull_secret_expiry_timestamp_seconds',
    type: 'gauge',
    help: 'When the next credential of a pull secret ends, by who says so; with `metrics.perSecret` of each pull secret, those that have ended included.',
    labels: {
      told_by: EXPIRY_TELLERS,
      resource_namespace: 'a namespace; only with `metrics.perSecret`',
      secret: 'the name of a Secret; only with `metrics.perSecret`',
    },
    when: `${LIVE}, \`cluster.secrets\` \`cluster\` or \`namespaces\``,
  },
  certificateExpiry: {
    name: 'pullgate_certificate_expiry_timestamp_seconds',
    type: 'gauge',
    help: 'When the certificate in use ends.',
    labels: { cert: CERTIFICATES },
  },
  rotations: {
    name: 'pullgate_certificate_rotations_total',
    type: 'counter',
    help: 'Certificates that took the place of another one without a restart.',
    labels: { cert: CERTIFICATES },
    when: KUBERNETES_TLS,
  },
  bundleRepairs: {
    name: 'pullgate_ca_bundle_repairs_total',
    type: 'counter',
    help: 'Times a webhook configuration did not trust what it had to, and was put right.',
    labels: {},
    when: SELF_TRUST,
  },
  tlsConflicts: {
    name: 'pullgate_tls_conflicts_total',
    type: 'counter',
    help: 'Writes of the certificate or of a webhook configuration that somebody else was faster with.',
    labels: {},
    when: SELF_TRUST,
  },
  reloads: {
    name: 'pullgate_config_reloads_total',
    type: 'counter',
    help: 'Times a changed configuration file was read, by whether it was right.',
    labels: { result: RELOAD_RESULTS },
    when: 'a configuration file',
  },
  lastReload: {
    name: 'pullgate_config_last_reload_successful',
    type: 'gauge',
    help: 'Whether the configuration file as it is now is in use (1), or is wrong (0): the last good one stays, or after a start the fallback, which denies nothing.',
    labels: {},
    when: 'a configuration file',
  },
  logDropped: {
    name: 'pullgate_log_lines_dropped_total',
    type: 'counter',
    help: 'Lines of the log that could not be written: nobody read standard output, or there was no room.',
    labels: {},
  },
  faults: {
    name: 'pullgate_internal_faults_total',
    type: 'counter',
    help: 'Faults of Pullgate itself that a loop in the background outlived, by what it looks after.',
    labels: { loop: LOOPS },
  },
  buildInfo: {
    name: 'pullgate_build_info',
    type: 'gauge',
    help: 'Always 1; the versions of Pullgate and of Node.js.',
    labels: { version: 'of Pullgate', node: 'of Node.js' },
  },
} as const satisfies Readonly<Record<string, MetricRow>>;
