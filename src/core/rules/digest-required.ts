import { ON_OBJECT } from '../basis.js';
import { perImage } from './per-image.js';
import { digestedImage } from './pin.js';
import type { Rule } from './rule.js';

/** PG104: no digest. Off by default; for those who pin everything. */
export const digestRequired: Rule<'PG104'> = {
  code: 'PG104',
  slug: 'digest-required',
  title: 'no digest',
  defaultAction: 'off',
  scope: 'image',
  docs: {
    what: 'The image is not pinned by a digest. Off unless an operator switches it on.',
    why: 'A tag can be moved by anybody who may push; a digest names exactly one image.',
    kubelet:
      'With tag and digest it pulls by the digest; with a tag alone it takes what the registry says the tag is at that moment.',
    fix: 'Append the digest of the version you tested: `app:1.4.2@sha256:…`.',
    source: ['pkg/util/parsers/parsers.go', 'pkg/kubelet/images/image_manager.go'],
  },
  evaluate: perImage(({ use, reference }) => {
    if (reference === undefined || reference.digest !== undefined) return undefined;
    return {
      problem: 'no digest',
      because: 'images must be pinned by digest here',
      fix: digestedImage(reference),
      uses: [use],
      basis: ON_OBJECT,
    };
  }),
};
