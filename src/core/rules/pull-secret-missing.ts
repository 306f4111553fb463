import { noneNamed } from '../causes/none-named.js';
import { ifPublic, newSecret } from '../remedy.js';
import type { ImageReference } from '../types.js';
import { accountName, podName, registryName } from '../words/naming.js';
import { causeFindings } from './cause-findings.js';
import type { Rule, RuleContext } from './rule.js';
import { wrongImage } from './wrong-image.js';

/** PG201: nobody names a secret, and the registry needs one (semantics 2.25). */
export const pullSecretMissing: Rule<'PG201'> = {
  code: 'PG201',
  slug: 'pull-secret-missing',
  title: 'no pull secret',
  defaultAction: 'deny',
  scope: 'image',
  aboutCredentials: true,
  docs: {
    what: 'The registry needs a credential, the pod names no pull secret, and its ServiceAccount lists none; nor does the namespace hold one that would match. A list that stands at the wrong level, or whose key is misspelt (`imagePullSecret`), is none: the API server drops it, and the message says where it is.',
    why: 'This is the most frequent cause of ImagePullBackOff.',
    kubelet: 'It makes one anonymous attempt; a private registry refuses it: ErrImagePull, then ImagePullBackOff.',
    fix: 'Create a pull secret for the registry and name it in `imagePullSecrets`. If the image is public, an operator lists it under `registries.public`.',
    source: ['pkg/kubelet/kuberuntime/kuberuntime_image.go', 'pkg/credentialprovider/keyring.go'],
  },
  evaluate: (context) =>
    causeFindings(context, noneNamed, (_cause, reference) => {
      const problem = `no pull secret for ${registryName(reference)}`;
      const wrong = wrongImage(context, reference);
      if (wrong !== undefined) return { problem, ...wrong };
      const because = `${nobodyNamesOne(context)}${onlyWildcard(reference)}`;
      return { problem, because, fix: newSecret(reference), ...ifPublic(reference) };
    }),
};

/** Why the fix is a login for every registry (semantics 2.21). */
function onlyWildcard({ registry }: ImageReference): string {
  return registry.startsWith('[') && registry.endsWith(']')
    ? '; no key but "*" matches an IPv6 address without a port'
    : '';
}

function nobodyNamesOne({ subject, facts }: RuleContext): string {
  // One entry without a name is enough to keep the ServiceAccount's list out (semantics 4.2).
  if (subject.imagePullSecrets.length > 0) {
    const what = subject.imagePullSecrets.length === 1 ? 'an entry' : 'entries';
    const hidden =
      facts.serviceAccount.state === 'found' && facts.serviceAccount.value.imagePullSecrets.length > 0
        ? `, which hides that of ${accountName(subject)}`
        : '';
    return `the list of ${podName(subject)} holds only ${what} without a name${hidden}`;
  }
  if (
    facts.serviceAccount.state === 'found' &&
    facts.serviceAccount.value.imagePullSecrets.every((name) => name === '')
  ) {
    return `${podName(subject)} names none and ${accountName(subject)} lists none`;
  }
  return `${podName(subject)} names none`;
}
