/**
 * Images that are none yet: a mutating webhook puts the real one in when the Pod is created, and until then the template
 * holds a word for it (Istio's `auto`) or a blank (OpenShift's image triggers, which fill in the template itself). A
 * Pod has been through those webhooks before it is judged, so there such a word is an image like any other.
 */
import { own } from './fields.js';
import type { Origin } from './request.js';
import type { ImageUse, Subject } from './types.js';

/** OpenShift: openshift/api image/v1 and its image-trigger controller. */
const TRIGGERS = 'image.openshift.io/triggers';

/** Without the images that come later: of a template, and of a Pod that has not been through admission. */
export function withoutFilledIn(subject: Subject, object: unknown, words: readonly string[], origin: Origin): Subject {
  if (subject.isPod && origin !== 'file') return subject;
  const isLater = (use: ImageUse): boolean => {
    const text = textOf(use);
    return words.includes(text) || (text.trim() === '' && hasTriggers(object));
  };
  if (!subject.images.some(isLater)) return subject;
  return { ...subject, images: subject.images.filter((use) => !isLater(use)) };
}

function textOf({ parsed }: ImageUse): string {
  return parsed.ok ? parsed.reference.raw : parsed.raw;
}

function hasTriggers(object: unknown): boolean {
  return typeof own(own(own(object, 'metadata'), 'annotations'), TRIGGERS) === 'string';
}
