/**
 * What all plans of one decision share, found once: there may be a plan for each of a hundred warnings, over a list of
 * thousands of names and tens of thousands of images, and a tenant chooses all three numbers.
 */
import type { Budget } from '../budget.js';
import type { Facts } from '../facts.js';
import { isObjectName } from '../object-name.js';
import type { ImageOutlook } from '../outlook.js';
import type { InParts } from '../parts.js';
import type { RequestFacts } from '../request.js';
import { secretsByName } from '../secret/by-name.js';
import type { Settings } from '../settings.js';
import type { ImageUse, PullSecret, Subject } from '../types.js';

export interface PlanInput {
  readonly subject: Subject;
  readonly request: RequestFacts;
  readonly facts: Facts;
  /** One per image of the subject, from the same facts. */
  readonly outlooks: readonly ImageOutlook[];
  readonly settings: Settings;
}

export interface PlanContext extends PlanInput {
  /** By the path of the image, as it is today. */
  readonly outlookAt: ReadonlyMap<string, ImageOutlook>;
  /** The first images that can be pulled today. */
  readonly working: readonly ImageUse[];
  /** Images that are to be pulled and cannot be, or nobody knows. */
  readonly stuck: readonly ImageUse[];
  /** Secrets whose good credentials images are pulled with today; undefined where the budget is short. */
  readonly relied: (budget: Budget) => ReadonlySet<string> | undefined;
  /** The names of the list; undefined where it is not known. */
  readonly current: readonly string[] | undefined;
  /** Those of them that can exist: what cannot is of no use in a list that is there to be copied. */
  readonly kept: readonly string[];
  /** What the ServiceAccount lists. */
  readonly accountNames: readonly string[];
  /** A new secret must not have this name, as far as is known (`kubectl create` refuses any that exists), or should not. */
  readonly isTaken: (name: string) => boolean;
  /** Pull secrets of the namespace, as far as they are known, and by their names. */
  readonly candidates: readonly PullSecret[];
  readonly candidateNamed: ReadonlyMap<string, PullSecret>;
  /** What plans may cost. One that would cost more is left out whole: half of a plan is none. */
  readonly budget: Budget;
}

/** Images beside those of the findings for which a plan is tried; no message could tell of more. */
const MOST_WORKING = 100;

export function planContext(input: PlanInput, budget: Budget): PlanContext {
  const { subject, request, facts, outlooks, settings } = input;
  const { effective, serviceAccount, candidates } = facts;
  const current = effective.state === 'found' ? effective.value.names : undefined;
  const accountNames = serviceAccount.state === 'found' ? serviceAccount.value.imagePullSecrets : [];
  const held = candidates.state === 'found' ? candidates.value : NOBODY;
  const candidateNamed = secretsByName(held);
  const listed = new Set([...(current ?? []), ...accountNames]);
  const { outlookAt, working, stuck } = ofImages(outlooks);
  let relied: ReadonlySet<string> | undefined;
  return {
    subject,
    request,
    facts,
    outlooks,
    settings,
    outlookAt,
    working,
    stuck,
    relied: (whose) => {
      relied ??= reliedOn(outlooks, whose);
      return relied;
    },
    current,
    kept: [...new Set(current)].filter(isObjectName),
    accountNames,
    isTaken: (name) => candidateNamed.has(name) || listed.has(name),
    candidates: held,
    candidateNamed,
    budget,
  };
}

function ofImages(outlooks: readonly ImageOutlook[]): Pick<PlanContext, 'outlookAt' | 'working' | 'stuck'> {
  const outlookAt = new Map<string, ImageOutlook>();
  const working: ImageUse[] = [];
  const stuck: ImageUse[] = [];
  for (const outlook of outlooks) {
    const { use, state } = outlook;
    outlookAt.set(use.path, outlook);
    if (state === 'not-pulled') continue;
    if (state !== 'works') stuck.push(use);
    else if (working.length < MOST_WORKING) working.push(use);
  }
  return { outlookAt, working, stuck };
}

/** Each image may match each secret, so this is counted. */
function reliedOn(outlooks: readonly ImageOutlook[], budget: Budget): ReadonlySet<string> | undefined {
  const relied = new Set<string>();
  for (const { matches } of outlooks) {
    if (!budget.spare(1 + matches.length)) return undefined;
    for (const { secret, standing } of matches) if (standing === 'good') relied.add(secret);
  }
  return relied;
}

const NOBODY: readonly PullSecret[] = [];

/** The work if the budget has room for all of it; else undefined, and the budget is short. */
export function withinBudget<T>(work: (meter: { steps: number }) => InParts<T>, budget: Budget): T | undefined {
  const meter = { steps: 0 };
  const parts = work(meter);
  for (;;) {
    const step = parts.next();
    if (!budget.spare(meter.steps)) return undefined;
    meter.steps = 0;
    if (step.done === true) return step.value;
  }
}
