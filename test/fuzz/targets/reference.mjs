// @ts-check
/** References: whatever the text, an answer, at once, that agrees with itself. */
import { parseImage } from '../../../dist/core/image/parse.js';
import { mutateText } from '../mutate.mjs';

/** @type {import('../types.js').Target<string>} */
export const reference = {
  name: 'reference',
  limitMs: () => 20,
  mutate: mutateText,
  async run(text) {
    const parsed = parseImage(text);
    if (parsed.raw !== undefined && parsed.raw !== text) return 'raw is another text';
    if (!parsed.ok) return undefined;
    const { repository, registry, path, tag, digest } = parsed.reference;
    if (`${registry}/${path}` !== repository) return `repository ${repository} is not ${registry}/${path}`;
    const whole = `${repository}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
    const again = parseImage(whole);
    if (!again.ok) return `its whole form ${whole} does not parse`;
    const same =
      again.reference.repository === repository && again.reference.tag === tag && again.reference.digest === digest;
    return same ? undefined : `its whole form ${whole} is another image`;
  },
};
