/**
 * Makes a draft whole. Fixes that are right one by one may be wrong together: a name less leaves another registry without
 * its login, a key `docker.io` cuts off the fallback of Docker Hub (semantics 2.22). So the draft is tried on the keyring,
 * and what is still broken is mended, until nothing is.
 */
import { bestOf } from '../choice.js';
import type { ImageOutlook } from '../outlook.js';
import { keyringInParts } from '../secret/keyring.js';
import type { CredentialMatch, ImageUse } from '../types.js';
import { doubtClause } from '../words/doubt.js';
import { registryName, secretName } from '../words/naming.js';
import { type PlanContext, withinBudget } from './context.js';
import { addLogin, type Draft, foreseeOutlooks, plannedNames, renumber, serverFor } from './draft.js';

/** Until every one of these images can be pulled once the draft is done, or nobody knows how, or the budget is short. */
export function repair(draft: Draft, uses: readonly ImageUse[], context: PlanContext): void {
  let mended = false;
  // Each round names, drops or makes one more, so that it ends.
  while (mendAll(draft, brokenOf(draft, uses, context), context)) mended = true;
  if (mended) dropIdleLogins(draft, uses, context);
}

/** A login that no image would be pulled with was a try that led nowhere. */
function dropIdleLogins(draft: Draft, uses: readonly ImageUse[], context: PlanContext): void {
  const foreseen = foreseeOutlooks(draft, uses, context);
  if (foreseen?.isAll !== true) return;
  const used = new Set(foreseen.outlooks.flatMap(({ matches }) => matches.map(({ secret }) => secret)));
  const idle = [...draft.logins.values()].filter(({ name }) => !used.has(name));
  for (const { server } of idle) draft.logins.delete(server);
  renumber(draft, context);
}

/** Those of the images that cannot be pulled once the draft is done. */
export function brokenOf(draft: Draft, uses: readonly ImageUse[], context: PlanContext): readonly ImageOutlook[] {
  return foreseeOutlooks(draft, uses, context)?.outlooks.filter(isBroken) ?? [];
}

function isBroken({ state }: ImageOutlook): boolean {
  return state === 'blocked' || state === 'lacking' || state === 'hopeless';
}

/** Whether anything was done. */
function mendAll(draft: Draft, broken: readonly ImageOutlook[], context: PlanContext): boolean {
  // One malformed secret stops every pull: what the others need shows once it is gone.
  if (broken.some(({ state }) => state === 'blocked')) return dropMalformed(draft, context);
  let done = false;
  // Once for all of them: a list may hold thousands of names.
  const planned = new Set(plannedNames(draft, context));
  for (const outlook of broken) done = mend(draft, outlook, planned, context) || done;
  return done;
}

function dropMalformed(draft: Draft, { facts, kept, accountNames, candidateNamed }: PlanContext): boolean {
  const before = draft.dropped.size;
  for (const name of [...kept, ...accountNames]) {
    const lookup = facts.secrets.get(name);
    const secret = lookup?.state === 'found' ? lookup.value : candidateNamed.get(name);
    if (secret?.form === 'malformed') draft.dropped.add(name);
  }
  return draft.dropped.size > before;
}

function mend(draft: Draft, outlook: ImageOutlook, planned: ReadonlySet<string>, context: PlanContext): boolean {
  const { reference, need, matches } = outlook;
  const { subject, facts, candidates, budget } = context;
  if (reference === undefined || budget.isShort()) return false;
  // A bad login keeps a public image from being pulled; without it the pull is anonymous.
  if (need === 'public' && matches.every(({ secret }) => isDispensable(secret, draft, context))) {
    for (const { secret } of matches) draft.dropped.add(secret);
    return true;
  }
  // The keyring of all candidates is made once per list.
  const ring = withinBudget((meter) => keyringInParts(candidates, meter), budget);
  const asked = { steps: 0 };
  const each = ring?.lookupEach(reference.repository, asked) ?? NO_OTHERS;
  budget.spare(asked.steps + OTHER_STEPS * each.size);
  const others = new Map(
    [...each].filter(([index]) => {
      const secret = candidates[index];
      return secret !== undefined && !planned.has(secret.name) && !draft.dropped.has(secret.name);
    }),
  );
  const better = bestOf(others, candidates, facts);
  if (better !== undefined) {
    const { name } = better.secret;
    draft.named.add(name);
    const why = `${secretName(name)} matches ${registryName(reference)}${doubtClause(better.doubt)}`;
    if (!draft.found.has(name)) draft.found.set(name, why);
    return true;
  }
  for (const server of [serverFor(reference.registry), reference.registry]) {
    const known = draft.logins.get(server);
    if (known === undefined) {
      addLogin(draft, subject.namespace, reference.registry, server);
      return true;
    }
    // Of this round, so it was not tried yet. Else it is made already, and something keeps it from being tried.
    if (!planned.has(known.name)) break;
  }
  return false;
}

/** One other secret that matches, ranked, in steps. */
const OTHER_STEPS = 5;
const NO_OTHERS: ReadonlyMap<number, readonly CredentialMatch[]> = new Map();

/** Nothing that can be pulled today uses it, and it was not this plan that named it. */
function isDispensable(name: string, { named }: Draft, { relied, budget }: PlanContext): boolean {
  return !named.has(name) && relied(budget)?.has(name) === false;
}
