/** The edit that all rules propose for an image whose registry was forgotten, so that there is one and not several. */

import { versioned } from '../image/meant.js';
import { parseImage } from '../image/parse.js';
import type { ImageReference } from '../types.js';
import { nearestRepository } from './nearest-repository.js';
import type { RuleContext } from './rule.js';

/** What else would do. */
export const IF_HUB = 'if Docker Hub is meant, write "docker.io/" in front';

export interface WithRegistry {
  /** With `:TAG` where it says no version. */
  readonly image: string;
  /** What speaks for it, a clause; '' where nothing does. */
  readonly why: string;
  /** False: the registry is a word in capitals. */
  readonly isKnown: boolean;
}

export function withRegistry(context: RuleContext, reference: ImageReference): WithRegistry {
  const { raw, tag, digest } = reference;
  const nearest = nearestRepository(context, reference);
  const version = `${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
  const image = nearest === undefined ? '' : versioned(`${nearest.repository}${version}`);
  if (nearest !== undefined && parseImage(image).ok) return { image, why: nearest.why, isKnown: true };
  return { image: versioned(`REGISTRY/${raw}`), why: '', isKnown: false };
}
