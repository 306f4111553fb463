/**
 * What was injected and why, or why nothing, for the audit log: short, one line, keys without `/`. Another webhook may
 * change the Pod, so that we are called again in the same request; of a key the API server then keeps the first value
 * and drops any other (semantics 6.12). Hence keys of their own for what is added, for what is not, and for the call
 * that finds our note on the Pod; and nothing at all of a Pod that lacks nothing.
 */

import type { ImagePlan, InjectionPlan } from '../inject/plan.js';
import { insteadOf, refusalClause } from '../inject/words.js';
import { keyName, secretName } from '../naming.js';
import { imageText } from '../subject.js';
import type { Subject } from '../types.js';
import { quoted, shown } from './escape.js';

/** Reasons together, in characters. */
const LIMIT = 1024;

/** @param again the Pod bears the note of an earlier call */
export function injectionAnnotations(
  plan: InjectionPlan,
  subject: Subject,
  again: boolean,
): Readonly<Record<string, string>> {
  const { outcome, add, images } = plan;
  const why = (some: readonly ImagePlan[]): string => some.map((image) => imageWords(image, subject)).join('; ');
  const quiet = outcome === 'add' || outcome === 'not-needed';
  const notes = {
    injected: add.join(','),
    'injected-why': why(images.filter(({ served }) => served !== undefined)),
    injection: quiet ? '' : outcome,
    'injection-why': quiet ? '' : (whyNothing(plan) ?? why(images)),
  };
  const told = Object.entries(notes).filter(([, value]) => value !== '');
  return Object.fromEntries(told.map(([key, value]) => [again ? `${key}-again` : key, shown(value, LIMIT)]));
}

function whyNothing({ reason, blockedBy }: InjectionPlan): string | undefined {
  if (blockedBy !== undefined) return `${secretName(blockedBy)} is malformed, so no image of the pod is pulled`;
  return reason === undefined ? undefined : shown(reason);
}

function imageWords({ outlook, served, refused }: ImagePlan, subject: Subject): string {
  const image = quoted(imageText(outlook.use), 128);
  if (served !== undefined) {
    const { secret, entry, ahead } = served;
    const cost = ahead === undefined ? '' : `, and tried before ${insteadOf(ahead)} for ${quoted(ahead.image, 96)}`;
    return `${image}: ${secretName(secret)}, ${keyName(entry, 96)}${cost}`;
  }
  const [first] = refused;
  return `${image}: ${first === undefined ? 'no other secret of the namespace matches' : refusalClause(first, subject)}`;
}
