/** The edit that all rules propose for an image whose registry was forgotten, so that there is one and not several. */

import { versioned } from '../image/meant.js';
import { familiarName } from '../image/parse.js';
import { isNothing } from '../image/placeholder.js';
import { registryHint } from '../image/registry-hints.js';
import type { ImageReference } from '../types.js';
import { quoted } from '../words/escape.js';
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
  const name = familiarName(reference);
  // A template's word for no value is no name, and what names a registry needs a repository behind it.
  if (isNothing(name)) return { image: 'REGISTRY/REPOSITORY:TAG', why: '', isKnown: false };
  if (isRegistry(name)) {
    const host = tag !== undefined && /^[0-9]{2,5}$/.test(tag) ? `${name}:${tag}` : name;
    return { image: `${host}/REPOSITORY:TAG`, why: `${quoted(host)} is a registry`, isKnown: true };
  }
  const nearest = nearestRepository(context, reference);
  const version = `${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
  const image = nearest === undefined ? '' : versioned(`${nearest.repository}${version}`);
  if (nearest !== undefined && image !== '') return { image, why: nearest.why, isKnown: true };
  return { image: versioned(`REGISTRY/${raw}`), why: '', isKnown: false };
}

function isRegistry(name: string): boolean {
  return name === 'localhost' || registryHint(name).source !== undefined;
}
