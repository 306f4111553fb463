/**
 * The mutating side: which pull secrets a Pod gets as it is created (design 5.1), as a JSON Patch. It never denies and
 * never guesses: where something could not be asked, or the object is not what it should be, the Pod goes on as it is.
 * The facts and the outlook of each image are those of `assess`; the same request gives the same patch, in a dry run, too.
 */

import type { Meter } from '../core/budget.js';
import { injectionPatch, notedSecrets } from '../core/inject/patch.js';
import { type InjectionPlan, needsHelp, planInParts } from '../core/inject/plan.js';
import { injectionSwitch } from '../core/inject/switch.js';
import { injectionAnnotations } from '../core/message/injection.js';
import { type RequestFacts, requestFacts } from '../core/request.js';
import { isMirror, isPodKind, subjectInParts, subjectOf } from '../core/subject.js';
import type { Admission, Mode, Subject } from '../core/types.js';
import { findWorkload } from '../core/workloads.js';
import type { AssessContext, Assessment, Injection } from './assess.js';
import type { Awaitable } from './awaitable.js';
import { gatherFacts } from './gather.js';
import { finish, type Steps } from './steps.js';
import { inTurns } from './turns.js';

/** At once where all that it rests on is at hand. Never throws for anything a request may hold. */
export function inject(admission: Admission, context: AssessContext): Awaitable<Assessment> {
  return finish(injectInSteps(admission, context));
}

function* injectInSteps(admission: Admission, context: AssessContext): Steps<Assessment> {
  const { settings, fresh } = context;
  const { mode } = settings;
  if (settings.injection.mode === 'off') return skippedInjection('off', mode);
  const early = uninjected(admission);
  const pod = findWorkload(admission.kind, []);
  if (early !== undefined || pod === undefined) return skippedInjection(early ?? 'kind', mode);
  const pace: Meter = { steps: 0 };
  const request = requestFacts(admission, settings.ownedPods.controllers);
  const subject = yield* inTurns(
    subjectInParts(subjectOf(admission, request), pod, admission.object, pace),
    pace,
    context,
  );
  // It can use no secret, and the API server refuses one that names any (semantics 4.7).
  if (isMirror(subject)) return skippedInjection('mirror', mode, subject);
  const first = yield* plan(subject, request, context);
  // What the cache does not know yet may be there: an image is only left without after a second look (design 7.9).
  const last =
    fresh === undefined || isSettled(first) ? first : yield* plan(subject, request, { ...context, state: fresh });
  return answer(last, subject, admission, mode);
}

/**
 * Reasons not to look at the object at all. Templates never get a list: it would hide the ServiceAccount's (semantics
 * 4.5).
 */
function uninjected({ operation, kind, subresource }: Admission): string | undefined {
  if (operation !== 'CREATE') return 'operation';
  if (!isPodKind(kind)) return 'kind';
  return subresource === '' ? undefined : 'subresource';
}

/** Injection is not on in the namespace; `lacking`: it would be of use there. */
interface Off {
  readonly outcome: 'off';
  readonly lacking: boolean;
}

function* plan(subject: Subject, request: RequestFacts, context: AssessContext): Steps<InjectionPlan | Off> {
  const { settings, state, now, since, signal, turn } = context;
  const { origin } = request;
  // At this moment the list of the object is the effective one: ServiceAccount admission has been (semantics 4.3).
  const gathered = yield* gatherFacts(subject, { settings, state, now, request, turn, signal, since });
  const { namespace } = gathered.facts;
  const where = injectionSwitch(namespace, settings, origin);
  switch (where) {
    case 'on': {
      const pace: Meter = { steps: 0 };
      return yield* inTurns(planInParts({ subject, ...gathered, settings, origin }, pace), pace, context);
    }
    case 'unknown':
      return {
        outcome: 'unknown',
        add: [],
        images: [],
        reason: namespace.state === 'unknown' ? namespace.reason : 'the namespace is not known',
      };
    case 'off':
    case 'unlabelled':
      return { outcome: 'off', lacking: gathered.outlooks.some(needsHelp) };
    default:
      return where satisfies never;
  }
}

/** A label may have been set a moment ago, too, and then the pods of a template that was admitted for it come at once. */
function isSettled(each: InjectionPlan | Off): boolean {
  if (each.outcome === 'off') return !each.lacking;
  return each.outcome === 'not-needed' || each.outcome === 'add';
}

function answer(each: InjectionPlan | Off, subject: Subject, admission: Admission, mode: Mode): Assessment {
  if (each.outcome === 'off') return skippedInjection('namespace', mode, subject);
  const patch = injectionPatch(admission.object, each.add, admission.bytes);
  if (patch.state === 'refused') return skippedInjection(patch.why, mode, subject);
  const { ops, noted } = patch;
  const injection = { result: each.outcome, added: each.add, patch: ops };
  const again = notedSecrets(admission.object).length > 0;
  const auditAnnotations = injectionAnnotations(each, subject, { again, noted });
  return { ...untouched(injection, mode), subject, auditAnnotations };
}

/** Nobody looks at what the Pod lacks, for this reason. */
export function skippedInjection(reason: string, mode: Mode, subject?: Subject): Assessment {
  return {
    ...untouched({ result: 'skipped', added: [], patch: [] }, mode),
    decision: 'skip',
    ...(subject === undefined ? {} : { subject }),
    skipped: reason,
    auditAnnotations: { injection: 'skipped', 'injection-why': reason },
  };
}

function untouched(injection: Injection, mode: Mode): Assessment {
  return {
    allowed: true,
    decision: 'allow',
    findings: [],
    message: '',
    causes: [],
    warnings: [],
    auditAnnotations: {},
    mode,
    injection,
  };
}
