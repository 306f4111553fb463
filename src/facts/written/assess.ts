/**
 * Judges a Secret or a ServiceAccount at the moment it is written, and what goes away with it: facts first, then the rules
 * of Pods (core/written). It has fewer ways to deny than a review of a Pod, and none to stand in the way: what sweeps up
 * after others is never asked about, nor is anything in a namespace that is being deleted.
 */
import { worstAction } from '../../core/action.js';
import { createBudget } from '../../core/budget.js';
import { wholesaleExemption } from '../../core/exemption.js';
import { auditAnnotations } from '../../core/message/audit.js';
import { statusCauses } from '../../core/message/causes.js';
import { denialText } from '../../core/message/denial.js';
import { warningTexts } from '../../core/message/warnings.js';
import { isBeingDeleted, type RequestFacts, requestFacts } from '../../core/request.js';
import type { Settings } from '../../core/settings.js';
import type { Admission } from '../../core/types.js';
import { judgeWritten, type WrittenJudgement } from '../../core/written/judge.js';
import { lintInParts } from '../../core/written/lint.js';
import { lossInParts } from '../../core/written/loss.js';
import { isSweeper } from '../../core/written/sweepers.js';
import { factsFor, subjectFor } from '../../core/written/written.js';
import { type AssessContext, type Assessment, exempted, skip } from '../assess.js';
import type { Awaitable } from '../awaitable.js';
import type { ClusterState } from '../cluster-state.js';
import { finish, type Steps } from '../steps.js';
import { inTurns } from '../turns.js';
import { lookAround } from './around.js';
import { dependentsOf } from './dependents.js';
import { type Draft, readWritten } from './read.js';

/** As `assess` (assess.ts), of what `/validate-secrets` is asked about. */
export function assessWritten(admission: Admission, context: AssessContext): Awaitable<Assessment> {
  return finish(inSteps(admission, context));
}

function* inSteps(admission: Admission, context: AssessContext): Steps<Assessment> {
  const { settings, fresh } = context;
  const request = requestFacts(admission, []);
  const early = unjudged(admission, request, settings);
  if (early !== undefined) return skip(early, settings.mode);
  const draft = yield* readWritten(admission, context);
  if (typeof draft === 'string') return skip(draft, settings.mode);
  const review = { admission, draft, request, context };
  const first = yield* verdict(review, context.state);
  // What is denied rests on labels, lists and workloads that memory may be late with.
  const isLast = 'allowed' in first || !first.denied || fresh === undefined;
  const last = isLast ? first : yield* verdict(review, fresh);
  return 'allowed' in last ? last : worded(last, settings);
}

/** Reasons not to look at it at all, cheapest first. */
function unjudged(
  { kind, subresource, operation, object, user }: Admission,
  request: RequestFacts,
  { secrets }: Settings,
): string | undefined {
  if (operation !== 'CREATE' && operation !== 'UPDATE' && operation !== 'DELETE') return 'operation';
  if (kind.group !== '' || (kind.kind !== 'Secret' && kind.kind !== 'ServiceAccount')) return 'kind';
  if (subresource !== '') return 'subresource';
  if (secrets.mode === 'off') return 'mode';
  if (isSweeper(user)) return 'controller';
  return isBeingDeleted(request, object) ? 'deleting' : undefined;
}

interface Review {
  readonly admission: Admission;
  readonly draft: Draft;
  readonly request: RequestFacts;
  readonly context: AssessContext;
}

function* verdict({ draft, request, context }: Review, state: ClusterState): Steps<WrittenJudgement | Assessment> {
  const { settings, now } = context;
  const budget = createBudget();
  const { written, around } = yield* lookAround(draft, state, context);
  const { namespace } = around;
  if (namespace.state === 'found' && namespace.value.terminating === true) return skip('deleting', settings.mode);
  const facts = factsFor(written, around);
  const exemption = wholesaleExemption({ request, subject: subjectFor(written), facts, settings });
  if (exemption !== undefined) return exempted(exemption, settings.mode);
  const { dependents, worlds } = yield* dependentsOf(draft, written, around, state, context);
  const lint = draft.isNew
    ? yield* inTurns(lintInParts({ written, around, settings, request, budget }), budget, context)
    : [];
  const loss = yield* inTurns(lossInParts({ written, dependents, worlds, now, settings, budget }), budget, context);
  const input = { written, around, request, settings, budget };
  return yield* inTurns(judgeWritten({ lint, loss }, input), budget, context);
}

function worded(judgement: WrittenJudgement, settings: Settings): Assessment {
  const { subject, findings, denied, mode } = judgement;
  const denials = findings.filter(({ action }) => action === 'deny');
  const decision = mode === 'off' ? 'skip' : (worstAction(findings) ?? 'allow');
  const assessment: Assessment = {
    allowed: !denied,
    decision,
    findings,
    subject,
    message: denialText({ findings: denials, subject, settings, planFor: judgement.planFor }),
    causes: statusCauses(denials),
    warnings: warningTexts(judgement, subject.namespace),
    auditAnnotations: auditAnnotations(judgement, decision),
    mode,
  };
  return mode === 'off' ? { ...assessment, skipped: 'mode' } : assessment;
}
