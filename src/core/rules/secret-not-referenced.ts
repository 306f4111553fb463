import { notReferenced } from '../causes/not-referenced.js';
import { existingSecret, ifPublic } from '../remedy.js';
import { doubtClause } from '../words/doubt.js';
import { accountName, podName, registryName, secretName } from '../words/naming.js';
import { causeFindings } from './cause-findings.js';
import type { Rule, RuleContext } from './rule.js';

/** PG206: the right secret lies beside the pod, and nobody names it. */
export const secretNotReferenced: Rule<'PG206'> = {
  code: 'PG206',
  slug: 'secret-not-referenced',
  title: 'a matching secret is not named',
  defaultAction: 'deny',
  scope: 'image',
  aboutCredentials: true,
  docs: {
    what: 'The namespace holds a pull secret that matches the image, but neither the pod nor its ServiceAccount names it. A list that stands at the wrong level, or whose key is misspelt (`imagePullSecret`), names nothing: the API server drops it, and the message says where it is.',
    why: 'That a Secret exists does nothing. It has to be in `imagePullSecrets` of the pod or of the ServiceAccount.',
    kubelet: 'It only fetches the Secrets that the pod names. Without one it makes an anonymous attempt: ErrImagePull.',
    fix: 'Add the name to `imagePullSecrets`. Where injection is on (`injection.mode`), new Pods get it added, and a template is admitted with a warning that names the secret.',
    source: ['pkg/kubelet/kubelet_pods.go (getPullSecretsForPod)', 'plugin/pkg/admission/serviceaccount/admission.go'],
  },
  evaluate: (context) =>
    causeFindings(context, notReferenced, ({ secret, doubt }, reference) => ({
      problem: `no pull secret is named for ${registryName(reference)}`,
      because: `${secretName(secret)} of this namespace matches, but ${nobodyNames(secret, context)}${doubtClause(doubt)}`,
      fix: existingSecret(secret),
      ...ifPublic(reference),
    })),
};

/** The ServiceAccount's list is copied when a Pod is created, and never again (semantics 4.1, 4.9). */
function nobodyNames(secret: string, { subject, facts }: RuleContext): string {
  const pod = podName(subject);
  // One entry without a name is enough to keep the ServiceAccount's list out (semantics 4.2).
  if (subject.imagePullSecrets.length > 0 && subject.imagePullSecrets.every((name) => name === ''))
    return `the list of ${pod} holds only entries without a name`;
  if (facts.serviceAccount.state !== 'found') return `${pod} does not name it`;
  if (
    facts.serviceAccount.value.mountable?.includes(secret) === true &&
    !facts.serviceAccount.value.imagePullSecrets.includes(secret)
  )
    return `${pod} does not name it, and ${accountName(subject)} lists it under "secrets", which is for mounting and not for pulling`;
  if (!facts.serviceAccount.value.imagePullSecrets.includes(secret))
    return `neither ${pod} nor ${accountName(subject)} names it`;
  return `${pod} does not name it; ${accountName(subject)} lists it, but its list is only copied when a Pod is created`;
}
