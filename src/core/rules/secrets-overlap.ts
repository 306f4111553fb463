import { ON_CLUSTER } from '../basis.js';
import { isSound } from '../choice.js';
import type { RatedMatch } from '../outlook.js';
import { withoutSecrets } from '../remedy.js';
import { keyName, registryName, secretName } from '../words/naming.js';
import { perImage } from './per-image.js';
import type { Rule } from './rule.js';

/**
 * PG207: a good credential, and before it one that is expired, stale or suspect and is tried first (semantics 2.23). One
 * that comes behind the good one is never tried: so far a rotation is as quiet as it can be.
 */
export const secretsOverlap: Rule<'PG207'> = {
  code: 'PG207',
  slug: 'secrets-overlap',
  title: 'a bad credential is tried before a good one',
  defaultAction: 'warn',
  scope: 'image',
  docs: {
    what: 'Several credentials match the image, and one that is expired, stale or suspect is tried before a good one. Two good ones side by side are a rotation and no fault, and so is a bad one that the kubelet never comes to.',
    why: 'The order in which they are tried is neither that of the list nor "most specific first": failed logins slow every pull down, can lock an account, and confuse whoever reads the events.',
    kubelet:
      'It tries all matching keys in descending byte order of the key, over all secrets together, then in the order of the list; the first success wins.',
    fix: 'Take the bad credential out of the list, or renew it.',
    source: ['pkg/credentialprovider/keyring.go (BasicDockerKeyring.Add, Lookup)'],
  },
  evaluate: perImage(({ use, reference, matches, state }) => {
    if (reference === undefined || state !== 'works' || matches.length < 2) return undefined;
    const sound = matches.find(isSound);
    if (sound === undefined) return undefined;
    const bad = matches.find((match) => !isSound(match) && mayComeBefore(match, sound, matches));
    if (bad === undefined) return undefined;
    const removable = bad.secret !== sound.secret;
    return {
      problem: `several credentials match ${registryName(reference)}, and one of them is ${conditionOf(bad)}`,
      because: `${secretName(bad.secret)}, ${keyName(bad.entry)}, is tried before ${secretName(sound.secret)}`,
      ...(removable ? { fix: withoutSecrets([bad.secret]) } : {}),
      uses: [use],
      basis: ON_CLUSTER,
    };
  }),
};

/** Two keys of one secret that read alike come in random order (semantics 2.23). */
function mayComeBefore(match: RatedMatch, sound: RatedMatch, matches: readonly RatedMatch[]): boolean {
  if (matches.indexOf(match) < matches.indexOf(sound)) return true;
  return match.secret === sound.secret && match.entry.normalized === sound.entry.normalized;
}

function conditionOf({ standing, stale, lapsed }: RatedMatch): string {
  switch (standing) {
    case 'expired':
      return 'expired';
    case 'anonymous':
      return 'empty';
    case 'hopeless':
      return 'certain to fail';
    case 'suspect':
      return 'suspect';
    case 'good':
      return stale ? 'stale' : lapsed ? 'expired by its own annotation' : 'good';
    default:
      return standing satisfies never;
  }
}
