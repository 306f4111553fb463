/** The fix that the tag rules share: the same image, with a version. */
import type { ImageOutlook } from '../outlook.js';
import type { ImageReference, Remedy } from '../types.js';
import { forgottenRegistry } from './forgotten.js';
import { withRegistry } from './meant-registry.js';
import type { RuleContext } from './rule.js';
import { wrongImage } from './wrong-image.js';

/**
 * @returns the name as the user wrote it, with `:TAG` in place of what was or was not there; where the host is at fault as
 * well, the name that the other finding about the image proposes, so that there is one edit and not two
 */
export function pinnedImage(context: RuleContext, outlook: ImageOutlook): Remedy {
  const { reference } = outlook;
  if (reference === undefined || context.brief) return { intents: [] };
  const image = rightImage(context, reference, outlook) ?? `${writtenName(reference)}:TAG`;
  return { intents: [{ do: 'edit-image', image, note: 'a version, or a digest' }] };
}

function rightImage(context: RuleContext, reference: ImageReference, outlook: ImageOutlook): string | undefined {
  if (outlook.state === 'lacking') {
    const [right] = wrongImage(context, reference)?.fix.intents ?? [];
    if (right?.do === 'edit-image') return right.image;
  }
  // Where Docker Hub may as well be meant, the name stays as it is.
  const forgotten = forgottenRegistry(context, reference, outlook);
  if (forgotten === undefined) return undefined;
  const { image, isKnown } = withRegistry(context, reference);
  return isKnown || forgotten.kind === 'unofficial' ? image : undefined;
}

export function digestedImage(reference: ImageReference): Remedy {
  const tag = reference.tag === undefined ? '' : `:${reference.tag}`;
  return { intents: [{ do: 'edit-image', image: `${writtenName(reference)}${tag}@sha256:DIGEST`, note: '' }] };
}

/** The reference as written, without tag and digest. */
export function writtenName({ raw, tag, digest }: ImageReference): string {
  let end = raw.length;
  if (digest !== undefined) end -= digest.length + 1;
  if (tag !== undefined) end -= tag.length + 1;
  return raw.slice(0, end);
}
