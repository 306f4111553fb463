/** What a secret, added at the end of the list, does to the images that it is not added for. */
import type { ImageOutlook } from '../outlook.js';
import { fromText } from '../secret/byte-string.js';
import { imageText } from '../subject.js';
import type { CredentialMatch } from '../types.js';
import type { Repository } from './survey.js';

/** A secret and a repository that it matches: what is tried today, and what it would bring. */
export interface Meeting {
  readonly before: readonly CredentialMatch[];
  /** Not empty. */
  readonly added: readonly CredentialMatch[];
  /** One of the added credentials looks right in every way. */
  readonly sound: boolean;
}

export interface Ahead {
  /** As written. */
  readonly image: string;
  /** What it works with today: a secret, the node's own credentials, or an anonymous pull. */
  readonly of: { readonly secret: string } | 'node' | 'anonymous';
}

export interface Effect {
  /** The image that would lose what it has. */
  readonly harm?: string;
  /** The image that works, and for which the kubelet would try the secret before what it works with. */
  readonly ahead?: Ahead;
}

const NONE: Effect = {};

export function effectOn({ first, works }: Repository, meeting: Meeting): Effect {
  if (switchesOff(meeting)) return { harm: imageText(first.use) };
  if (works === undefined) return NONE;
  if (isTakenAway(works, meeting)) return { harm: imageText(works.use) };
  const of = passedBy(works, meeting);
  return of === undefined ? NONE : { ahead: { image: imageText(works.use), of } };
}

/** What a key of the list brings stays in its order; the fallback is off once any key matches (semantics 2.22). */
function switchesOff({ before, added }: Meeting): boolean {
  return before[0]?.via === 'fallback' && added[0]?.via === 'key';
}

/** With a key of the pod's own secrets for the image, the fallback is off whatever is added (semantics 2.22). */
export function isUsed({ before, added }: Pick<Meeting, 'before' | 'added'>): boolean {
  return added[0]?.via === 'key' || before[0]?.via !== 'key';
}

/**
 * An image that is pulled anonymously today gets no second, anonymous attempt once a credential matches (semantics
 * 2.23), so only one that looks right in every way may take that place. An entry without a user is such an attempt, and
 * stays; so do the node's credentials (semantics 2.24).
 */
function isTakenAway({ need }: ImageOutlook, { before, sound }: Meeting): boolean {
  return need === 'public' && before.length === 0 && !sound;
}

/** The first of what is tried today that would be tried after the secret. */
function passedBy({ need }: ImageOutlook, meeting: Meeting): Ahead['of'] | undefined {
  if (!isUsed(meeting)) return undefined;
  const { before, added } = meeting;
  const passed = before[firstBelow(before, orderOf(added[0]))];
  if (passed !== undefined) return { secret: passed.secret };
  if (need === 'node') return 'node';
  return before.length === 0 ? 'anonymous' : undefined;
}

/** Keys are tried in descending order, and of one key the secrets in the order of the list. */
function firstBelow(matches: readonly CredentialMatch[], key: string): number {
  let low = 0;
  let high = matches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (orderOf(matches[middle]) < key) high = middle;
    else low = middle + 1;
  }
  return low;
}

function orderOf(match: CredentialMatch | undefined): string {
  return fromText(match?.entry.normalized ?? '');
}
