import { ON_CLUSTER } from '../basis.js';
import { registryName } from '../words/naming.js';
import { perImage } from './per-image.js';
import type { Rule } from './rule.js';

/** PG601: a mirror pod whose image needs a secret (semantics 4.7). */
export const staticPod: Rule<'PG601'> = {
  code: 'PG601',
  slug: 'static-pod',
  title: 'a static pod needs a credential',
  defaultAction: 'warn',
  scope: 'image',
  judges: 'mirrors',
  docs: {
    what: 'A static pod (a file in the manifest folder of a node) uses an image whose registry needs a credential. Only its mirror is seen here.',
    why: 'A static pod can name neither Secrets nor a ServiceAccount, so no pull secret can ever help it. It is only reported: to deny the mirror would hide the pod, which runs all the same.',
    kubelet: 'It pulls with the credentials of the node alone, and refuses a static pod that names a Secret.',
    fix: 'Give the node a credential (config.json in the kubelet root directory, or a credential provider) and list the registry under `registries.nodeCredentials`, or use a public image.',
    source: [
      'pkg/kubelet/kubelet_pods.go',
      'plugin/pkg/admission/noderestriction',
      'feature gate PreventStaticPodAPIReferences',
    ],
  },
  evaluate: perImage(({ use, reference, need, state }) => {
    if (reference === undefined || need !== 'private' || state === 'not-pulled') return undefined;
    return {
      problem: `a static pod cannot use pull secrets, and ${registryName(reference)} needs a credential`,
      because: 'only credentials of the node can help',
      operator: 'Where the nodes have one, an operator can list the registry under registries.nodeCredentials',
      uses: [use],
      basis: ON_CLUSTER,
      ceiling: 'warn',
    };
  }),
};
