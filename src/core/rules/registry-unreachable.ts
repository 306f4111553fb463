import { ageClause, unreachableWords } from '../words/answer.js';
import { given, ONLY_WARNS, pullOf } from './answered.js';
import { perImage } from './per-image.js';
import type { Rule } from './rule.js';
import { wrongImage } from './wrong-image.js';

/** PG504: no answer of a registry came to Pullgate (semantics 8.7). It is of our network first, so it never denies. */
export const registryUnreachable: Rule<'PG504'> = {
  code: 'PG504',
  slug: 'registry-unreachable',
  title: 'the registry cannot be reached',
  defaultAction: 'warn',
  scope: 'image',
  probed: 'never-denies',
  docs: {
    what: 'Pullgate has asked the registry and got no answer of it: its name does not resolve, the connection is refused, breaks or takes too long, its certificate is not trusted, has expired or is for another name, it speaks plain HTTP, or it answers with an error of its own.',
    why: 'A slip in the name of a registry, a firewall that nobody opened, a certificate that ran out: all of these hang a Pod. But the network of Pullgate need not be that of the nodes, which have mirrors, proxies and name services of their own.',
    kubelet: 'If the nodes see the same: ErrImagePull, then ImagePullBackOff; it tries again by itself.',
    fix: 'See whether the name of the registry is right; if it is, ask whoever runs the network or the registry. `caFile`, `allowedNetworks` and `registries` of the section `probe` say which registries Pullgate can ask at all. It never denies, whatever `probe.deny` and `rules` say.',
    source: ['github.com/distribution/distribution: the specification of the API'],
  },
  evaluate: perImage((outlook, context) => {
    const pull = pullOf(outlook, context.facts);
    if (pull === undefined || given(pull) !== undefined) return undefined;
    const { reference, tries } = pull;
    for (const { outcome, at } of tries) {
      if (outcome.result !== 'unreachable') continue;
      // A name that nobody has may be one that was written wrong.
      const wrong = outcome.why === 'name-unresolved' ? wrongImage(context, reference) : undefined;
      const clues = wrong === undefined ? '' : `; ${wrong.because}`;
      return {
        problem: unreachableWords(outcome.why, reference),
        because: `seen from Pullgate's network, which may not be that of the nodes${clues}${ageClause(at, context.facts.now)}`,
        ...(wrong === undefined ? {} : { fix: wrong.fix }),
        uses: [outlook.use],
        ...ONLY_WARNS,
      };
    }
    return undefined;
  }),
};
