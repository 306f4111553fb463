/** The fix that the tag rules share: the same image, with a version. */
import type { ImageOutlook } from '../outlook.js';
import type { ImageReference, Remedy } from '../types.js';
import type { RuleContext } from './rule.js';
import { wrongImage } from './wrong-image.js';

/**
 * @returns the name as the user wrote it, with `:TAG` in place of what was or was not there; where the host is at fault as
 * well, the name that the other finding about the image proposes, so that there is one edit and not two
 */
export function pinnedImage(context: RuleContext, { reference, state }: ImageOutlook): Remedy {
  if (reference === undefined) return { intents: [] };
  const [right] = state === 'lacking' ? (wrongImage(context, reference)?.fix.intents ?? []) : [];
  const image = right?.do === 'edit-image' ? right.image : `${writtenName(reference)}:TAG`;
  return { intents: [{ do: 'edit-image', image, note: 'a version, or a digest' }] };
}

export function digestedImage(reference: ImageReference): Remedy {
  const tag = reference.tag === undefined ? '' : `:${reference.tag}`;
  return { intents: [{ do: 'edit-image', image: `${writtenName(reference)}${tag}@sha256:DIGEST`, note: '' }] };
}

/** The reference as written, without tag and digest. */
function writtenName({ raw, tag, digest }: ImageReference): string {
  let end = raw.length;
  if (digest !== undefined) end -= digest.length + 1;
  if (tag !== undefined) end -= tag.length + 1;
  return raw.slice(0, end);
}
