import { ON_OBJECT } from '../basis.js';
import { isLatest } from '../image/parse.js';
import { perImage } from './per-image.js';
import { pinnedImage } from './pin.js';
import type { Rule } from './rule.js';

/** PG101: the tag `latest` is written, and no digest (semantics 1.16). */
export const tagLatest: Rule<'PG101'> = {
  code: 'PG101',
  slug: 'tag-latest',
  title: 'the tag is :latest',
  defaultAction: 'deny',
  scope: 'image',
  docs: {
    what: 'The image is written with the tag `:latest` and without a digest. Only exactly `latest` counts; `Latest` is another tag, and `app:latest@sha256:…` is pinned by its digest.',
    why: 'A tag that moves gives two Pods of one Deployment two different programs, and a rollback brings back nothing. It also makes every start of a container depend on the registry.',
    kubelet:
      'API defaulting sets `imagePullPolicy: Always` for it, so the kubelet asks the registry at every start of the container; what it gets may differ from node to node.',
    fix: 'Write the version you tested, `app:1.4.2`, or pin the digest, `app@sha256:…`.',
    source: ['semantics of tags: pkg/util/parsers/parsers.go', 'pull policy: pkg/apis/core/v1/defaults.go'],
  },
  evaluate: perImage((outlook, context) => {
    const { use, reference } = outlook;
    if (reference === undefined || reference.tag === undefined || !isLatest(reference)) return undefined;
    return {
      problem: 'the tag is "latest"',
      because: 'tomorrow it can be another image',
      fix: pinnedImage(context, outlook),
      uses: [use],
      basis: ON_OBJECT,
    };
  }),
};
