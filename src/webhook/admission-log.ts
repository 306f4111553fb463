/**
 * One line per review (design 4.6), flat but for the findings: field by field, each named here, never the object. The
 * request's own values are cut, and lists of them, by what they take in the line once JSON has escaped them: whatever a
 * user writes, a line has at most some 12 KiB, and making it looks at no more than it shows.
 */
import { worstAction } from '../core/action.js';
import { own, textOf } from '../core/fields.js';
import type { Admission } from '../core/types.js';
import { secretsNamedIn } from '../core/words/naming.js';
import type { Assessment } from '../facts/assess.js';
import { type Log, writeLine } from '../log/log.js';
import { bytesOf, cut as cutText, fitting as fittingTexts, UTF_8 } from '../log/room.js';
import type { Webhook } from '../metrics/reviews.js';

/** In bytes: 255 plain characters, and the three of what says that there were more. */
const ROOM = { value: 258, list: 2048, items: 20 };

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
  writeLine(log, isQuiet(record.assessment) ? 'debug' : 'info', () => reviewFields(record));
}

const QUIET: ReadonlySet<Assessment['decision']> = new Set(['allow', 'skip']);

/** A Pod that got nothing because it needed nothing is as quiet as one that is allowed without a word. */
function isQuiet({ decision, injection }: Assessment): boolean {
  return QUIET.has(decision) && (injection === undefined || UNTOUCHED.has(injection.result));
}

const UNTOUCHED: ReadonlySet<string> = new Set(['not-needed', 'skipped']);

function reviewFields({ webhook, admission, assessment, durationMs, timeoutMs }: ReviewRecord) {
  const { kind } = admission;
  const { decision } = assessment;
  const images = assessment.subject?.images ?? [];
  const operation = cut(admission.operation);
  const resource = cut(admission.resource);
  return {
    event: 'admission',
    uid: cut(admission.uid),
    webhook,
    operation,
    kind: cut(kind.kind),
    group: cut(kind.group),
    version: cut(kind.version),
    resource,
    subresource: cut(admission.subresource),
    namespace: cut(admission.namespace),
    name: cut(admission.name),
    generate_name: cut(textOf(own(admission.object, 'metadata'), 'generateName')),
    user: cut(admission.user),
    dry_run: admission.dryRun,
    decision,
    skipped: assessment.skipped,
    codes: unique(assessment.findings.map(({ code }) => code)),
    action: worstAction(assessment.findings) ?? 'none',
    findings: assessment.findings.length === 0 ? undefined : findingFields(assessment.findings),
    mode: assessment.mode,
    injection: assessment.injection?.result,
    injected: assessment.injection && fitting(assessment.injection.added, (name) => name),
    images: fitting(images, ({ parsed }) => (parsed.ok ? parsed.reference.raw : parsed.raw)),
    registries: fitting(images, ({ parsed }) => (parsed.ok ? parsed.reference.registry : undefined)),
    duration_ms: Math.round(durationMs * 1000) / 1000,
    timeout_ms: timeoutMs,
    msg: `${decision} ${operation} ${resource}`,
  };
}

/** Findings whose subjects are told; `codes` has them all. */
const MOST_FINDINGS = 10;
const MOST_SECRETS = 3;
/** In bytes, each with what stands around its values. */
const LONGEST_FINDINGS = 2048;
const BYTES_AROUND = 90;

/** What each is about, worst first: the first of its images, of how many, and the secrets that it speaks of. */
function findingFields(findings: Assessment['findings']) {
  const told = [];
  let left = LONGEST_FINDINGS;
  for (const { code, action, uses, problem, because } of findings.slice(0, MOST_FINDINGS)) {
    const parsed = uses[0]?.parsed;
    const image = parsed === undefined ? undefined : cut(parsed.ok ? parsed.reference.raw : parsed.raw);
    const registry = parsed?.ok === true ? cut(parsed.reference.registry) : undefined;
    const secrets = secretsNamedIn(`${problem} ${because}`).slice(0, MOST_SECRETS);
    const texts = [image ?? '', registry ?? '', ...secrets];
    left -= texts.reduce((sum, text) => sum + bytesOf(text, UTF_8), BYTES_AROUND);
    if (left < 0) break;
    told.push({ code, action, image, registry, secrets, images: uses.length });
  }
  return told;
}

function unique(values: readonly string[]): readonly string[] {
  return values.length < 2 ? values : [...new Set(values)];
}

function cut(value: string): string {
  return cutText(value, ROOM.value, UTF_8);
}

function fitting<T>(items: readonly T[], textOf: (item: T) => string | undefined): readonly string[] {
  return fittingTexts(items, textOf, ROOM, UTF_8);
}
