/**
 * One flat line per review (ecosystem.md 5): field by field, each named here, never the object. The request's own values
 * are cut, so that no line grows with what a user wrote; JSON escapes the control characters.
 */
import type { Admission } from '../core/types.js';
import type { Assessment } from '../facts/assess.js';
import type { Log } from '../ops/log.js';
import type { Webhook } from '../ops/metrics/reviews.js';

const LONGEST_VALUE = 256;
const MOST_IMAGES = 20;

const ACTIONS = ['deny', 'warn', 'audit'] as const;

export interface ReviewRecord {
  readonly webhook: Webhook;
  readonly admission: Admission;
  readonly assessment: Assessment;
  readonly durationMs: number;
  /** What the API server gave, in ms; undefined where it did not say. */
  readonly timeoutMs: number | undefined;
}

/** Allowed without a word: debug. Everything that somebody may ask about later: info. */
export function logReview(log: Log, record: ReviewRecord): void {
  const quiet = isQuiet(record.assessment);
  if (!log.isLevelEnabled(quiet ? 'debug' : 'info')) return;
  const fields = reviewFields(record);
  const message = `${record.assessment.decision} ${fields.operation} ${fields.resource}`;
  if (quiet) log.debug(fields, message);
  else log.info(fields, message);
}

const QUIET: ReadonlySet<Assessment['decision']> = new Set(['allow', 'skip']);

/** A Pod that got nothing because it needed nothing is as quiet as one that is allowed without a word. */
function isQuiet({ decision, injection }: Assessment): boolean {
  return QUIET.has(decision) && (injection === undefined || UNTOUCHED.has(injection.result));
}

const UNTOUCHED: ReadonlySet<string> = new Set(['not-needed', 'skipped']);

function reviewFields({ webhook, admission, assessment, durationMs, timeoutMs }: ReviewRecord) {
  const { kind } = admission;
  const images = assessment.subject?.images ?? [];
  return {
    event: 'admission',
    uid: cut(admission.uid),
    webhook,
    operation: cut(admission.operation),
    kind: cut(kind.kind),
    group: cut(kind.group),
    version: cut(kind.version),
    resource: cut(admission.resource),
    subresource: cut(admission.subresource),
    namespace: cut(admission.namespace),
    name: cut(admission.name),
    generate_name: cut(generateName(admission.object)),
    user: cut(admission.user),
    dry_run: admission.dryRun,
    decision: assessment.decision,
    skipped: assessment.skipped,
    codes: unique(assessment.findings.map(({ code }) => code)),
    action: strongestAction(assessment),
    mode: assessment.mode,
    injection: assessment.injection?.result,
    injected: assessment.injection?.added.slice(0, MOST_IMAGES),
    images: unique(images.map(({ parsed }) => cut(parsed.ok ? parsed.reference.raw : parsed.raw))).slice(
      0,
      MOST_IMAGES,
    ),
    registries: unique(images.flatMap(({ parsed }) => (parsed.ok ? [cut(parsed.reference.registry)] : []))).slice(
      0,
      MOST_IMAGES,
    ),
    duration_ms: Math.round(durationMs * 1000) / 1000,
    timeout_ms: timeoutMs,
  };
}

function strongestAction(assessment: Assessment): string {
  return ACTIONS.find((action) => assessment.findings.some((finding) => finding.action === action)) ?? 'none';
}

function generateName(object: unknown): string {
  const metadata = own(object, 'metadata');
  const value = own(metadata, 'generateName');
  return typeof value === 'string' ? value : '';
}

function own(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[key]; // an object with that own key, just checked
}

function cut(value: string): string {
  return value.length <= LONGEST_VALUE ? value : `${value.slice(0, LONGEST_VALUE - 1)}…`;
}

function unique(values: readonly string[]): readonly string[] {
  return values.length < 2 ? values : [...new Set(values)];
}
