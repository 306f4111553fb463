/**
 * What a Secret is good for, as images: one for each registry, or part of one, that its keys name. So the rules of Pods
 * judge a Secret that nobody uses yet, and say the same of it as they will of the Pods.
 */
import { compare } from '../choice.js';
import type { ImageReference } from '../image/reference.js';
import { parseAddress } from '../secret/address.js';
import { FALLBACK_KEY } from '../secret/keyring.js';
import type { ImageUse } from '../subject-types.js';
import type { AuthEntry, PullSecret } from '../types.js';

/** No honest secret has more keys, and no answer tells of more. */
const MOST = 100;

export interface Samples {
  /** In the order of their repositories. */
  readonly uses: readonly ImageUse[];
  /** A key that may serve an image has none here: there are too many, or it cannot be shown. */
  readonly partial: boolean;
}

export function samplesOf(secrets: readonly PullSecret[]): Samples {
  const repositories = new Set<string>();
  let partial = false;
  for (const secret of secrets) {
    for (const entry of entriesOf(secret)) {
      if (entry.normalized === null) continue;
      const repository = repositoryOf(entry);
      if (repository === undefined || repositories.size >= MOST) partial = true;
      else repositories.add(repository);
    }
    partial ||= secret.form === 'oversized';
  }
  // What cannot be parsed stops every pull, and names no registry.
  if (secrets.some(({ form }) => form === 'malformed')) repositories.add(ANY);
  return { uses: [...repositories].sort(compare).map(useOf), partial };
}

/** The keys of a secret, also of one whose type the kubelet does not read. */
export function entriesOf(secret: PullSecret): readonly AuthEntry[] {
  switch (secret.form) {
    case 'dockerconfigjson':
    case 'dockercfg':
      return secret.entries;
    case 'unusable':
      return secret.holds?.entries ?? [];
    case 'malformed':
    case 'oversized':
      return [];
    default:
      return secret satisfies never;
  }
}

/** No registry has this name (RFC 2606). */
export const NOBODYS = 'registry.invalid';
const ANY = `${NOBODYS}/image`;
/** The key of Docker Hub serves images that are called otherwise (semantics 2.22). */
const HUB = 'docker.io/any/image';

/** Below the key, whatever it ends with: a key is a prefix of text (semantics 2.20). */
function repositoryOf({ normalized, described }: AuthEntry): string | undefined {
  if (normalized === null || described !== undefined || parseAddress(normalized) === undefined) return undefined;
  if (normalized === FALLBACK_KEY) return HUB;
  return normalized.endsWith('/') ? `${normalized}image` : `${normalized}/image`;
}

/** A container that runs an image of it. */
export function useOf(repository: string): ImageUse {
  return {
    kind: 'container',
    name: '',
    path: repository,
    parsed: { ok: true, reference: referenceOf(repository) },
    pullPolicy: 'Always',
    mounted: true,
  };
}

function referenceOf(repository: string): ImageReference {
  const slash = repository.indexOf('/');
  return {
    raw: repository,
    repository,
    registry: repository.slice(0, slash),
    path: repository.slice(slash + 1),
    shortName: false,
  };
}
