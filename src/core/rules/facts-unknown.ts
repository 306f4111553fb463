import { ON_CLUSTER } from '../basis.js';
import type { RuleFinding } from '../types.js';
import { quoted } from '../words/escape.js';
import { registryName } from '../words/naming.js';
import { perImage } from './per-image.js';
import type { Rule } from './rule.js';

/** Is it said only because Pullgate does not know? */
export function isUndecided({ code }: { readonly code: string }): boolean {
  return code === factsUnknown.code;
}

/** Of an object about which nothing could be found out; `why` is a clause. */
export function nothingKnown(why: string): RuleFinding {
  const problem = 'could not find out whether these images can be pulled';
  return { problem, because: why, uses: [], basis: ON_CLUSTER };
}

/** What would be denied is admitted for want of an answer: that is said, and why. */
export function labelsUnknown(namespace: string, why: string): RuleFinding {
  const problem = `the labels of namespace ${quoted(namespace, 63)} could not be read, so nothing that rests on the cluster is denied`;
  return { problem, because: why, uses: [], basis: ON_CLUSTER };
}

/** PG901: Pullgate could not ask, so it does not know. The setting `onUnknown` decides. */
export const factsUnknown: Rule<'PG901'> = {
  code: 'PG901',
  slug: 'facts-unknown',
  title: 'Pullgate could not find out',
  defaultAction: 'warn',
  scope: 'image',
  setting: 'onUnknown',
  docs: {
    what: 'The verdict rests on a Secret, a ServiceAccount or the labels of the namespace, and these could not be read: the API server did not answer in time, the right to read is missing, `pullgate check` was given files that do not hold it, or a Secret holds more than Pullgate reads (thousands of keys, and more than four such Secrets, or more than 256 keys that match). An error inside Pullgate is reported under this code, too.',
    why: '"Not there" and "could not ask" are different answers. A denial on the second would be a guess.',
    kubelet: 'It will read the Secret itself when the pod starts.',
    fix: 'Try again; if it lasts, look at the log of Pullgate. With `pullgate check`, add the missing objects, or say what the cluster holds with `--cluster-dir`, `--snapshot` or `--kubeconfig`. Take keys out of a Secret that holds thousands.',
    source: ['none: this is about Pullgate itself'],
  },
  evaluate: perImage(({ use, reference, state, reason }) => {
    if (state !== 'unknown' || reference === undefined) return undefined;
    return {
      problem: `could not find out whether there is a pull secret for ${registryName(reference)}`,
      because: reason ?? 'the cluster did not answer',
      uses: [use],
      basis: ON_CLUSTER,
    };
  }),
};
