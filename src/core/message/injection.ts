/**
 * What was injected and why, or why nothing, for the audit log: short, one line, keys without `/`. Another webhook may
 * change the Pod, so that we are called again in the same request; of a key the API server then keeps the first value
 * and drops any other (semantics 6.12). Hence keys of their own for what is added, for what is not, and for the call
 * that finds our note on the Pod; and nothing at all of a Pod that lacks nothing.
 */

import { MOST_ANNOTATION_BYTES } from '../inject/api-limits.js';
import { INJECTED_ANNOTATION } from '../inject/patch.js';
import type { ImagePlan, InjectionPlan } from '../inject/plan.js';
import { insteadOf, LIMITED, notAddedClause, nothingMatches } from '../inject/words.js';
import { imageText } from '../subject.js';
import type { Subject } from '../types.js';
import { quoted, shown } from '../words/escape.js';
import { keyName, secretName } from '../words/naming.js';

/** Reasons together, in characters. */
const LIMIT = 1024;

/** More than these fill the limit, at the beginning and at the end of a text that is cut in its middle. */
const MOST_IMAGES = 64;

export interface InjectionCall {
  /** The Pod bears the note of an earlier call. */
  readonly again: boolean;
  /** Of what is added a note is left on the Pod. */
  readonly noted: boolean;
}

export function injectionAnnotations(
  plan: InjectionPlan,
  subject: Subject,
  { again, noted }: InjectionCall,
): Readonly<Record<string, string>> {
  const { outcome, add, images, limited = false } = plan;
  const why = (some: readonly ImagePlan[]): string =>
    ends(some)
      .map((image) => imageWords(image, subject, limited))
      .join('; ');
  const quiet = outcome === 'add' || outcome === 'not-needed';
  const notes = {
    injected: add.join(','),
    'injected-why': why(images.filter(({ served }) => served !== undefined)),
    'injected-note': noted ? '' : NO_NOTE,
    injection: quiet ? '' : outcome,
    'injection-why': quiet ? '' : (whyNothing(plan) ?? why(images)),
    'injection-limit': limited ? LIMITED : '',
  };
  const told = Object.entries(notes).filter(([, value]) => value !== '');
  return Object.fromEntries(told.map(([key, value]) => [again ? `${key}-again` : key, shown(value, LIMIT)]));
}

const NO_NOTE = `the annotation ${INJECTED_ANNOTATION} was left out: the API server takes annotations of ${MOST_ANNOTATION_BYTES} bytes together, and the pod has nearly as many`;

function ends(images: readonly ImagePlan[]): readonly ImagePlan[] {
  if (images.length <= MOST_IMAGES) return images;
  return [...images.slice(0, MOST_IMAGES / 2), ...images.slice(-MOST_IMAGES / 2)];
}

function whyNothing({ reason, blockedBy }: InjectionPlan): string | undefined {
  if (blockedBy !== undefined) return `${secretName(blockedBy)} is malformed, so no image of the pod is pulled`;
  return reason === undefined ? undefined : shown(reason);
}

function imageWords({ outlook, served, refused }: ImagePlan, subject: Subject, limited: boolean): string {
  const image = quoted(imageText(outlook.use), 128);
  if (served !== undefined) {
    const { secret, entry, ahead } = served;
    const cost = ahead === undefined ? '' : `, and tried before ${insteadOf(ahead)} for ${quoted(ahead.image, 96)}`;
    return `${image}: ${secretName(secret)}, ${keyName(entry, 96)}${cost}`;
  }
  const [first] = refused();
  return `${image}: ${first === undefined ? nothingMatches(limited) : notAddedClause(first, subject)}`;
}
