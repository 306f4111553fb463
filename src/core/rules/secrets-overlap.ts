import { ON_CLUSTER } from '../basis.js';
import type { RatedMatch } from '../outlook.js';
import { withoutSecrets } from '../remedy.js';
import { keyName, registryName, secretName } from '../words/naming.js';
import { perImage } from './per-image.js';
import type { Rule } from './rule.js';

/** PG207: a good credential, and beside it one that is expired, stale or suspect and is tried, too (semantics 2.23). */
export const secretsOverlap: Rule<'PG207'> = {
  code: 'PG207',
  slug: 'secrets-overlap',
  title: 'a bad credential is tried beside a good one',
  defaultAction: 'warn',
  scope: 'image',
  docs: {
    what: 'Several credentials match the image, and one of them is expired, stale or suspect. Two good ones side by side are a rotation and no fault.',
    why: 'The order in which they are tried is neither that of the list nor "most specific first": failed logins slow every pull down, can lock an account, and confuse whoever reads the events.',
    kubelet:
      'It tries all matching keys in descending byte order of the key, over all secrets together, then in the order of the list; the first success wins.',
    fix: 'Take the bad credential out of the list, or renew it.',
    source: ['pkg/credentialprovider/keyring.go (BasicDockerKeyring.Add, Lookup)'],
  },
  evaluate: perImage(({ use, reference, matches, state }) => {
    if (reference === undefined || state !== 'works' || matches.length < 2) return undefined;
    const bad = matches.find((match) => !isSound(match));
    const sound = matches.find(isSound);
    if (bad === undefined || sound === undefined) return undefined;
    const removable = bad.secret !== sound.secret;
    return {
      problem: `several credentials match ${registryName(reference)}, and one of them is ${conditionOf(bad)}`,
      because: `${secretName(bad.secret)}, ${keyName(bad.entry)}, is ${matches.indexOf(bad) < matches.indexOf(sound) ? 'tried before' : 'tried after'} ${secretName(sound.secret)}`,
      ...(removable ? { fix: withoutSecrets([bad.secret]) } : {}),
      uses: [use],
      basis: ON_CLUSTER,
    };
  }),
};

function isSound({ standing, stale }: RatedMatch): boolean {
  return standing === 'good' && !stale;
}

function conditionOf({ standing, stale }: RatedMatch): string {
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
      return stale ? 'stale' : 'good';
    default:
      return standing satisfies never;
  }
}
