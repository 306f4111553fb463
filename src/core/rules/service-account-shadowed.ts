import { accountShadowed } from '../causes/account-shadowed.js';
import { existingSecret } from '../remedy.js';
import { doubtClause } from '../words/doubt.js';
import { accountName, podName, registryName, secretName } from '../words/naming.js';
import { causeFindings } from './cause-findings.js';
import type { Rule, RuleContext } from './rule.js';

/** PG402: the pod's own list hides the ServiceAccount's matching secret (semantics 4.2). */
export const serviceAccountShadowed: Rule<'PG402'> = {
  code: 'PG402',
  slug: 'service-account-shadowed',
  title: "the pod's list hides the ServiceAccount's",
  defaultAction: 'deny',
  scope: 'image',
  aboutCredentials: true,
  docs: {
    what: 'The ServiceAccount lists a Secret that matches the image, but the pod has an `imagePullSecrets` list of its own, which does not.',
    why: 'The two lists are never merged. One entry in the pod, even one without a name, is enough to switch the ServiceAccount off.',
    kubelet:
      'It only sees the list of the pod; the API server copied nothing into it. With no match there: ErrImagePull.',
    fix: "Add the ServiceAccount's secret to the pod's list, or remove the list from the pod.",
    source: ['plugin/pkg/admission/serviceaccount/admission.go (Admit: len(pod.Spec.ImagePullSecrets) == 0)'],
  },
  evaluate: (context) =>
    causeFindings(context, accountShadowed, ({ secret, doubt }, reference) => ({
      problem: `the list of ${podName(context.subject)} hides the pull secret for ${registryName(reference)}`,
      because: `${accountName(context.subject)} lists ${secretName(secret)}, which matches, but it is used only where ${podName(context.subject)} has no imagePullSecrets${nameless(context)}${doubtClause(doubt)}`,
      fix: existingSecret(secret),
    })),
};

/** `[{}]` in a list is enough to hide it (semantics 4.2), and nobody sees it in a list. */
function nameless({ subject }: RuleContext): string {
  return subject.imagePullSecrets.every((name) => name === '') ? ', and an entry without a name is one, too' : '';
}
