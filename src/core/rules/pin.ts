/** The fix that the tag rules share: the same image, with a version. */
import type { ImageReference, Remedy } from '../types.js';

/** @returns the name as the user wrote it, with `:TAG` in place of what was or was not there */
export function pinnedImage(reference: ImageReference): Remedy {
  return {
    intents: [{ do: 'edit-image', image: `${writtenName(reference)}:TAG`, note: 'a version, or a digest' }],
  };
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
