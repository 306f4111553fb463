import { ON_CLUSTER } from '../basis.js';
import { renewal } from '../remedy.js';
import { keyName, registryName, secretName } from '../words/naming.js';
import { perImage } from './per-image.js';
import type { Rule } from './rule.js';

/** PG303: the decoded expiry of every matching credential is past (semantics 7.1, 7.2, 7.7). */
export const credentialExpired: Rule<'PG303'> = {
  code: 'PG303',
  slug: 'credential-expired',
  title: 'the credential has expired',
  defaultAction: 'deny',
  scope: 'image',
  aboutCredentials: true,
  docs: {
    what: 'The token in the Secret carries its own expiry (an ECR token, a JWT), and that time is past. No other credential matches.',
    why: 'ECR tokens live 12 hours, ACR tokens about 3: a Secret made by hand works today and fails tomorrow, at the first drain.',
    kubelet:
      'It sends the credential; the registry refuses it. There is no anonymous attempt afterwards, so even a public image fails.',
    fix: 'Create a Secret with a new token, and have something renew it (a CronJob, External Secrets), or let the nodes bring the credential.',
    source: ['pkg/credentialprovider/keyring.go', 'pkg/kubelet/kuberuntime/kuberuntime_image.go (PullImage)'],
  },
  evaluate: perImage(({ use, reference, matches, state, need }, context) => {
    if (state !== 'hopeless' || reference === undefined) return undefined;
    const expired = matches.find(({ standing }) => standing === 'expired');
    if (expired === undefined) return undefined;
    return {
      problem: `the credential for ${registryName(reference)} has expired`,
      because: `${secretName(expired.secret)}, ${keyName(expired.entry)}, holds a token that says so itself`,
      fix: renewal(context, reference, expired.secret, need),
      uses: [use],
      basis: ON_CLUSTER,
    };
  }),
};
