import { ON_OBJECT } from '../basis.js';
import { familiarName, isLatest } from '../image/parse.js';
import { isNothing } from '../image/placeholder.js';
import { quoted } from '../words/escape.js';
import { perImage } from './per-image.js';
import { pinnedImage } from './pin.js';
import type { Rule } from './rule.js';

/** PG102: neither tag nor digest, which means `:latest` (semantics 1.13). */
export const tagMissing: Rule<'PG102'> = {
  code: 'PG102',
  slug: 'tag-missing',
  title: 'no tag and no digest',
  defaultAction: 'deny',
  scope: 'image',
  docs: {
    what: 'The image names neither a tag nor a digest. Kubernetes reads that as `:latest`.',
    why: 'Everything that is wrong with `:latest` (PG101) is wrong here, and nobody even decided it. A forgotten variable in a template often looks like this.',
    kubelet: 'It appends `:latest` to the name before it asks the runtime, and pulls at every start of the container.',
    fix: 'Write the version you tested, `app:1.4.2`, or pin the digest, `app@sha256:…`.',
    source: ['default tag: pkg/util/parsers/parsers.go', 'pull policy: pkg/apis/core/v1/defaults.go'],
  },
  evaluate: perImage((outlook, context) => {
    const { use, reference } = outlook;
    if (reference === undefined || reference.tag !== undefined || !isLatest(reference)) return undefined;
    return {
      problem: 'no tag and no digest',
      because: isNothing(familiarName(reference))
        ? `${quoted(familiarName(reference))} is what a template prints for a value that is not set`
        : 'that means ":latest", and tomorrow it can be another image',
      fix: pinnedImage(context, outlook),
      uses: [use],
      basis: ON_OBJECT,
    };
  }),
};
