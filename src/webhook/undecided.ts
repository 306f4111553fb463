/**
 * The answer to a review that was not decided in time, or whose decision broke. The engine judges it like any other, on
 * facts that are not known: what is certain is denied, what is exempt is admitted, the rest is PG901 by `onUnknown`. The
 * API server gets an ordinary verdict, because an HTTP error would leave the choice to the failurePolicy and the user
 * without a sentence.
 */

import type { JudgedFinding } from '../core/finding.js';
import { statusCauses } from '../core/message/causes.js';
import { denialText } from '../core/message/denial.js';
import { warningTexts } from '../core/message/warnings.js';
import { factsUnknown, isUndecided, nothingKnown } from '../core/rules/facts-unknown.js';
import { DEFAULT_SETTINGS, type Settings } from '../core/settings.js';
import type { Admission, TemplateSubject } from '../core/types.js';
import type { Assessment } from '../facts/assess.js';
import type { Log } from '../log/log.js';
import type { Webhook } from '../metrics/reviews.js';

export interface UndecidedDeps {
  /**
   * The engine on what can be known without asking the cluster; `why` is a clause for people. Absent: nothing can be
   * known.
   */
  readonly withoutCluster?: ((webhook: Webhook, admission: Admission, why: string) => Promise<Assessment>) | undefined;
  readonly settings: () => Pick<Settings, 'mode' | 'onUnknown'> & Partial<Settings>;
  readonly log: Pick<Log, 'error'>;
}

export interface Undecided {
  readonly webhook: Webhook;
  readonly admission: Admission;
  readonly end: 'late' | 'failed';
}

/** Clauses in our own words: never the text of an error, which may quote the object. */
const WHY = { late: 'the cluster did not answer in time', failed: 'a fault of Pullgate, see its log' } as const;

/** Never rejects, and `encode` has read what it answers with. */
export async function answerUndecided(
  undecided: Undecided,
  deps: UndecidedDeps,
  encode: (assessment: Assessment) => string,
): Promise<{ readonly assessment: Assessment; readonly answer: string }> {
  const { webhook, admission, end } = undecided;
  if (deps.withoutCluster !== undefined) {
    try {
      const assessment = counted(await deps.withoutCluster(webhook, admission, WHY[end]), end);
      return { assessment, answer: encode(assessment) };
    } catch (error) {
      noteFault(deps, error);
    }
  }
  const why = deps.withoutCluster === undefined ? WHY[end] : WHY.failed;
  const assessment = lastResort(undecided, why, { ...DEFAULT_SETTINGS, ...deps.settings() });
  return { assessment, answer: encode(assessment) };
}

export function noteFault({ log }: Pick<UndecidedDeps, 'log'>, error: unknown): void {
  log.error({ event: 'fault', err: error }, 'a review could not be decided: this is a fault of Pullgate');
}

/** A fault counts as one, whatever the verdict; a late review does where its verdict is that it is not known. */
function counted(assessment: Assessment, end: Undecided['end']): Assessment {
  const { findings, injection } = assessment;
  const decided = !findings.some(isUndecided) && injection?.result !== 'unknown';
  if (end === 'late' && decided) return assessment;
  const annotations = assessment.auditAnnotations;
  // The mutating side has no annotation of a decision.
  const auditAnnotations = 'decision' in annotations ? { ...annotations, decision: 'error' } : annotations;
  return { ...assessment, decision: 'error', auditAnnotations };
}

/** Without the engine: by `onUnknown`, mode and dry run alone, in the words of PG901. */
function lastResort({ webhook, admission }: Undecided, why: string, settings: Settings): Assessment {
  const { mode } = settings;
  const nothing = { findings: [], message: '', causes: [], warnings: [], mode };
  if (webhook === 'mutate') {
    return {
      ...nothing,
      allowed: true,
      decision: 'error',
      auditAnnotations: { injection: 'unknown', 'injection-why': why },
      injection: { result: 'unknown', added: [], patch: [] },
    };
  }
  // A Secret is never stopped for want of an answer.
  if (webhook === 'validate-secrets') {
    return { ...nothing, allowed: true, decision: 'error', auditAnnotations: { decision: 'error', mode } };
  }
  const action = actionOf(settings, admission.dryRun);
  const { code } = factsUnknown;
  const { problem, because, uses, basis } = nothingKnown(why);
  const finding: JudgedFinding = { code, problem, because, uses, basis, action };
  const denied = action === 'deny';
  return {
    ...nothing,
    allowed: !denied,
    decision: 'error',
    findings: [finding],
    message: denied
      ? denialText({ findings: [finding], subject: nobody(admission), settings, planFor: () => undefined })
      : '',
    causes: denied ? statusCauses([finding]) : [],
    warnings: warningTexts({ findings: [finding], badLabel: undefined }, admission.namespace),
    auditAnnotations: { decision: 'error', mode, codes: `${code}:${action}` },
  };
}

/** A mode can only weaken (design 3.1), this verdict, too. */
function actionOf({ mode, onUnknown, dryRun }: Settings, isDryRun: boolean): JudgedFinding['action'] {
  switch (mode) {
    case 'enforce':
      return onUnknown === 'deny' && !(isDryRun && dryRun === 'warn') ? 'deny' : 'warn';
    case 'warn':
      return 'warn';
    case 'audit':
    case 'off':
      return 'audit';
    default:
      return mode satisfies never;
  }
}

/** Of an object that could not be read nothing is said but its name. */
function nobody({ kind, namespace, name }: Admission): TemplateSubject {
  const empty = { podPath: '', imagePullSecrets: [], serviceAccountName: '', images: [] };
  return { ...kind, ...empty, namespace, name, isPod: false };
}
