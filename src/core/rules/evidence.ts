/**
 * Does what runs in the namespace already speak for an image? A Pod whose container was started from a repository, and
 * whose secrets match nothing for it, proves that nodes get it without one (design 2.4). An object is no evidence for
 * itself: before it is created it does not run, and the image that an UPDATE takes away is another one.
 */

import type { Meter } from '../budget.js';
import type { Facts } from '../facts.js';
import type { ImagesInUse } from '../in-use.js';
import { secretsByName } from '../secret/by-name.js';
import { createKeyring } from '../secret/keyring.js';
import type { ImageReference } from '../types.js';
import type { RuleContext } from './rule.js';

export type Evidence =
  /** It runs without a secret. */
  | { readonly kind: 'runs' }
  /** It runs, perhaps by a secret that this Pod has not. */
  | { readonly kind: 'runs-with-secret' }
  /** Nothing speaks for it. */
  | { readonly kind: 'none' }
  /** What runs, or all of it, could not be read; `why` is a clause. */
  | { readonly kind: 'unknown'; readonly why: string };

const NONE: Evidence = { kind: 'none' };

export function evidenceFor(
  { repository }: ImageReference,
  { facts, settings, request, budget }: Pick<RuleContext, 'facts' | 'settings' | 'request' | 'budget'>,
): Evidence {
  const { imagesInUse } = facts;
  // The operator has decided that it does not count.
  if (!settings.cluster.pods) return NONE;
  if (imagesInUse.state === 'found') {
    const lists = runningOf(facts, imagesInUse.value).get(repository) ?? [];
    if (lists.some((list) => matchesNothing(list, repository, facts, budget))) return { kind: 'runs' };
    if (lists.length > 0) return { kind: 'runs-with-secret' };
  }
  // Files never hold what runs: they are judged by what they do hold.
  if (request.origin === 'file' || imagesInUse.state === 'absent') return NONE;
  if (imagesInUse.state === 'unknown') return { kind: 'unknown', why: imagesInUse.reason };
  const isAll = imagesInUse.partial !== true && imagesInUse.value.every(({ more }) => more !== true);
  return isAll ? NONE : { kind: 'unknown', why: 'it is more than Pullgate reads' };
}

type Lists = readonly (readonly string[])[];

/** Pods of one workload have the same list; others speak for themselves. */
const MOST_LISTS = 8;

const running = new WeakMap<Facts, ReadonlyMap<string, Lists>>();

/** The lists of secrets of the Pods that run it, by repository; found once for all images of an object. */
function runningOf(facts: Facts, all: readonly ImagesInUse[]): ReadonlyMap<string, Lists> {
  const before = running.get(facts);
  if (before !== undefined) return before;
  const made = new Map<string, Map<string, readonly string[]>>();
  for (const { runs, imagePullSecrets } of all) {
    const key = imagePullSecrets.join(' ');
    for (const repository of runs) {
      const lists = made.get(repository);
      if (lists === undefined) made.set(repository, new Map([[key, imagePullSecrets]]));
      else if (lists.size < MOST_LISTS) lists.set(key, imagePullSecrets);
    }
  }
  const found = new Map([...made].map(([repository, lists]) => [repository, [...lists.values()]]));
  running.set(facts, found);
  return found;
}

/** A name and the keyring of its secret, in steps. */
const NAME_STEPS = 10;

/** What a name has no pull secret for, the kubelet skips (semantics 2.1, 2.2). What is not known may match. */
function matchesNothing(list: readonly string[], repository: string, { candidates }: Facts, meter: Meter): boolean {
  if (list.every((name) => name === '')) return true;
  if (candidates.state !== 'found' || candidates.partial === true) return false;
  const named = secretsByName(candidates.value);
  // Each alone, because the keyring of one secret is made once: all together match nothing where none of them does.
  return list.every((name) => {
    const secret = named.get(name);
    meter.steps += NAME_STEPS;
    return (
      secret === undefined ||
      (secret.form !== 'oversized' && createKeyring([secret]).lookup(repository, meter).length === 0)
    );
  });
}
