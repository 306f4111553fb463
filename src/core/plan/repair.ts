/**
 * Makes a draft whole. Fixes that are right one by one may be wrong together: a name less leaves another registry without
 * its login, a key `docker.io` cuts off the fallback of Docker Hub (semantics 2.22). So the draft is tried on the keyring,
 * and what is still broken is mended, until nothing is.
 */
import { bestOf } from '../choice.js';
import type { Facts } from '../facts.js';
import type { ImageOutlook } from '../outlook.js';
import { createKeyring } from '../secret/keyring.js';
import type { Settings } from '../settings.js';
import type { ImageUse, Subject } from '../types.js';
import {
  accountNames,
  addLogin,
  candidatesByName,
  currentNames,
  type Draft,
  foreseeOutlooks,
  plannedNames,
  renumber,
  serverFor,
} from './draft.js';

export interface PlanContext {
  readonly subject: Subject;
  readonly facts: Facts;
  readonly settings: Settings;
  /** As it is today, by the path of the image. */
  readonly outlooks: ReadonlyMap<string, ImageOutlook>;
}

/** Each round mends all it can; a chain of such faults is no longer than this. */
const ROUNDS = 6;

/** Until every one of these images can be pulled once the draft is done, or nobody knows how. */
export function repair(draft: Draft, uses: readonly ImageUse[], context: PlanContext): void {
  let mended = false;
  for (let round = 0; round < ROUNDS; round += 1) {
    const broken = brokenOf(draft, uses, context);
    if (broken.length === 0 || !mendAll(draft, broken, context)) break;
    mended = true;
  }
  if (mended) dropIdleLogins(draft, uses, context);
}

/** A login that no image would be pulled with was a try that led nowhere. */
function dropIdleLogins(draft: Draft, uses: readonly ImageUse[], { facts, settings, subject }: PlanContext): void {
  const outlooks = foreseeOutlooks(draft, uses, facts, settings) ?? [];
  const used = new Set(outlooks.flatMap((outlook) => (outlook?.matches ?? []).map(({ secret }) => secret)));
  const idle = [...draft.logins.values()].filter(({ name }) => !used.has(name));
  if (idle.length === 0 || outlooks.includes(undefined)) return;
  for (const { server } of idle) draft.logins.delete(server);
  renumber(draft, facts, subject);
}

/** Those of the images that cannot be pulled once the draft is done. */
export function brokenOf(
  draft: Draft,
  uses: readonly ImageUse[],
  { facts, settings }: PlanContext,
): readonly ImageOutlook[] {
  const outlooks = foreseeOutlooks(draft, uses, facts, settings) ?? [];
  return outlooks.filter((outlook) => outlook !== undefined).filter(isBroken);
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
  const planned = new Set(plannedNames(draft, currentNames(context.facts) ?? []));
  for (const outlook of broken) done = mend(draft, outlook, planned, context) || done;
  return done;
}

function dropMalformed(draft: Draft, { facts }: PlanContext): boolean {
  const before = draft.dropped.size;
  const held = candidatesByName(facts);
  for (const name of [...(currentNames(facts) ?? []), ...accountNames(facts)]) {
    const lookup = facts.secrets.get(name);
    const secret = lookup?.state === 'found' ? lookup.value : held.get(name);
    if (secret?.form === 'malformed') draft.dropped.add(name);
  }
  return draft.dropped.size > before;
}

function mend(draft: Draft, outlook: ImageOutlook, planned: ReadonlySet<string>, context: PlanContext): boolean {
  const { reference, need, matches } = outlook;
  if (reference === undefined) return false;
  const { subject, facts } = context;
  // A bad login keeps a public image from being pulled; without it the pull is anonymous.
  if (need === 'public' && matches.every(({ secret }) => isDispensable(secret, draft, context))) {
    for (const { secret } of matches) draft.dropped.add(secret);
    return matches.length > 0;
  }
  const all = facts.candidates.state === 'found' ? facts.candidates.value : [];
  // The keyring of all candidates is made once per list; of what matches, few are looked at.
  const others = new Map(
    [...createKeyring(all).lookupEach(reference.repository)].filter(([index]) => {
      const secret = all[index];
      return (
        secret !== undefined &&
        !planned.has(secret.name) &&
        !draft.named.has(secret.name) &&
        !draft.dropped.has(secret.name) &&
        secret.form !== 'malformed'
      );
    }),
  );
  const better = bestOf(others, all, facts);
  if (better !== undefined) {
    draft.named.add(better.secret.name);
    return true;
  }
  for (const server of [serverFor(reference.registry), reference.registry]) {
    const known = draft.logins.get(server);
    if (known === undefined) {
      addLogin(draft, subject.namespace, reference.registry, server);
      return true;
    }
    // It is made already, and something keeps it from being tried.
  }
  return false;
}

/** Nothing that can be pulled today uses it, and it was not this plan that put it there. */
function isDispensable(name: string, draft: Draft, { outlooks }: PlanContext): boolean {
  if (draft.named.has(name) || [...draft.logins.values()].some((login) => login.name === name)) return false;
  for (const { state, matches } of outlooks.values()) {
    if (state === 'works' && matches.some(({ secret, standing }) => secret === name && standing === 'good'))
      return false;
  }
  return true;
}
