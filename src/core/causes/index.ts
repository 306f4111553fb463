/**
 * Why an image has no working credential. Several things may be wrong at once; a person needs the one that, once
 * mended, lets the image be pulled. So there is one ordered list, and the first cause that applies is told (design 1.5).
 * (A malformed secret comes before all of them: then the outlook is `blocked`.) A new cause is its file and one line here.
 */
import { TURN_STEPS } from '../budget.js';
import type { ImageOutlook } from '../outlook.js';
import { IMAGES_AT_ONCE, type InParts } from '../parts.js';
import { isMirror } from '../subject.js';
import { accountShadowed } from './account-shadowed.js';
import { annotationMissing } from './annotation-missing.js';
import { type CauseContext, type CauseKind, type FindCause, type Ring, ringOf } from './cause.js';
import { credentialEmpty } from './credential-empty.js';
import { mismatch } from './mismatch.js';
import { noneNamed } from './none-named.js';
import { notFound } from './not-found.js';
import { notReferenced } from './not-referenced.js';
import { wrongAccount } from './wrong-account.js';
import { wrongType } from './wrong-type.js';

/** In the order in which they are told. */
export const CAUSES = [
  credentialEmpty,
  accountShadowed,
  wrongType,
  notFound,
  wrongAccount,
  notReferenced,
  annotationMissing,
  mismatch,
  noneNamed,
] as const;

type Kinds = (typeof CAUSES)[number];
export type Cause = Kinds extends infer K ? (K extends CauseKind<infer C> ? C : never) : never;

export function isCause<C extends Cause>(cause: Cause, kind: CauseKind<C>): cause is C {
  return cause.code === kind.code;
}

/** The cause for every image that lacks a credential, or whose only entries carry no user. */
export function* causesInParts(
  outlooks: readonly ImageOutlook[],
  context: Omit<CauseContext, 'candidates'>,
): InParts<ReadonlyMap<ImageOutlook, Cause>> {
  if (isMirror(context.subject) || !outlooks.some(mayHaveCause)) return NO_CAUSES;
  const causes = new Map<ImageOutlook, Cause>();
  const find = createCauseFinder({ ...context, candidates: prepareCandidates(context) });
  for (const outlook of outlooks) {
    const cause = context.budget.isOver === true ? plainCause(outlook) : find(outlook);
    if (cause === undefined) continue;
    causes.set(outlook, cause);
    context.budget.steps += CAUSE_STEPS;
    if (causes.size % IMAGES_AT_ONCE === 0 || context.budget.steps >= TURN_STEPS) yield;
  }
  return causes;
}

const NO_CAUSES: ReadonlyMap<ImageOutlook, Cause> = new Map();

function mayHaveCause({ state }: ImageOutlook): boolean {
  return CAUSES.some(({ of }) => of === state);
}

/** That it lacks a credential is certain; why, nobody has the time to find out any more. */
function plainCause({ state }: ImageOutlook): Cause | undefined {
  return state === 'lacking' ? { code: noneNamed.code } : undefined;
}

/** One image looked up in what is prepared already, in steps. */
const CAUSE_STEPS = 20;

function prepareCandidates(context: Omit<CauseContext, 'candidates'>): () => Ring | undefined {
  const { candidates } = context.facts;
  let ring: Ring | undefined;
  return () => {
    if (candidates.state !== 'found') return undefined;
    ring ??= ringOf(candidates.value, context);
    return ring;
  };
}

function createCauseFinder(context: CauseContext): (outlook: ImageOutlook) => Cause | undefined {
  const prepared = new Map<CauseKind<Cause>['of'], readonly FindCause<Cause>[]>();
  const finders = (of: CauseKind<Cause>['of']): readonly FindCause<Cause>[] => {
    const known = prepared.get(of);
    if (known !== undefined) return known;
    const made = CAUSES.filter((kind) => kind.of === of).map((kind): FindCause<Cause> => kind.prepare(context));
    prepared.set(of, made);
    return made;
  };
  const known = new Map<string, Cause>();
  return ({ state, reference, matches }) => {
    if (reference === undefined) return undefined;
    if (state === 'hopeless') return firstCause(finders(state), { reference, matches });
    if (state !== 'lacking') return undefined;
    // Whether the registry was written out changes what is said of a near miss, and nothing else.
    const question = reference.shortName ? reference.repository : `//${reference.repository}`;
    const earlier = known.get(question);
    if (earlier !== undefined) return earlier;
    const cause = firstCause(finders(state), { reference, matches });
    if (cause !== undefined) known.set(question, cause);
    return cause;
  };
}

function firstCause(order: readonly FindCause<Cause>[], image: Parameters<FindCause<Cause>>[0]): Cause | undefined {
  for (const find of order) {
    const cause = find(image);
    if (cause !== undefined) return cause;
  }
  return undefined;
}
