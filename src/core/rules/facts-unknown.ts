import { ON_CLUSTER } from '../basis.js';
import { registryName } from '../words/naming.js';
import type { Rule } from './rule.js';

/** PG901: Pullgate could not ask, so it does not know. The setting `onUnknown` decides. */
export const factsUnknown: Rule = {
  code: 'PG901',
  slug: 'facts-unknown',
  title: 'Pullgate could not find out',
  defaultAction: 'warn',
  scope: 'image',
  docs: {
    what: 'The verdict rests on a Secret, a ServiceAccount or the labels of the namespace, and these could not be read: the API server did not answer in time, the right to read is missing, `pullgate check` was given files that do not hold it, or a Secret holds more than Pullgate reads (thousands of keys, and more than four such Secrets, or more than 256 keys that match). An error inside Pullgate is reported under this code, too.',
    why: '"Not there" and "could not ask" are different answers. A denial on the second would be a guess.',
    kubelet: 'It will read the Secret itself when the pod starts.',
    fix: 'Try again; if it lasts, look at the log of Pullgate. With `pullgate check`, give it the missing objects or `--cluster-dir`. Take keys out of a Secret that holds thousands.',
    source: ['none: this is about Pullgate itself'],
  },
  evaluate: ({ outlooks }) =>
    outlooks.flatMap(({ use, reference, state, reason }) => {
      if (state !== 'unknown' || reference === undefined) return [];
      return {
        code: 'PG901',
        problem: `could not find out whether there is a pull secret for ${registryName(reference)}`,
        because: reason ?? 'the cluster did not answer',
        uses: [use],
        basis: ON_CLUSTER,
      };
    }),
};
