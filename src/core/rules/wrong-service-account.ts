import { wrongAccount } from '../causes/wrong-account.js';
import { existingSecret } from '../remedy.js';
import { doubtClause } from '../words/doubt.js';
import { shown } from '../words/escape.js';
import { accountName, podName, registryName, secretName } from '../words/naming.js';
import { causeFindings } from './cause-findings.js';
import type { Rule } from './rule.js';

/** PG403: another ServiceAccount of the namespace carries the matching secret. */
export const wrongServiceAccount: Rule<'PG403'> = {
  code: 'PG403',
  slug: 'wrong-service-account',
  title: 'another ServiceAccount has the secret',
  defaultAction: 'deny',
  scope: 'image',
  aboutCredentials: true,
  docs: {
    what: 'The pod names no pull secret and its ServiceAccount lists none, but another ServiceAccount of the namespace lists one that matches.',
    why: 'Somebody patched `builder` and the pod runs as `default`, or `serviceAccountName` was forgotten.',
    kubelet: 'It only sees what the API server copied from the ServiceAccount of the pod: nothing. ErrImagePull.',
    fix: 'Name the Secret in `imagePullSecrets`, or add it to the ServiceAccount of the pod. Another ServiceAccount would change what the pod may do.',
    source: ['plugin/pkg/admission/serviceaccount/admission.go'],
  },
  evaluate: (context) =>
    causeFindings(context, wrongAccount, ({ account, secret, doubt }, reference) => ({
      problem: `no pull secret for ${registryName(reference)}`,
      because: `${podName(context.subject)} runs as ${accountName(context.subject)}, which lists none; ServiceAccount ${shown(account)} lists ${secretName(secret)}, which matches${doubtClause(doubt)}`,
      // Never the other account: it brings rights that nobody asked for.
      fix: existingSecret(secret),
    })),
};
