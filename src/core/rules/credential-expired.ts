import { ON_CLUSTER } from '../basis.js';
import { newerSecret, renewal } from '../remedy.js';
import { EXPIRES_AT } from '../secret/said-expiry.js';
import type { ImageReference } from '../types.js';
import { keyName, registryName, secretName } from '../words/naming.js';
import { perImage } from './per-image.js';
import type { Rule, RuleContext } from './rule.js';
import { firstIfAllUsable } from './usable.js';

/**
 * PG303: the decoded expiry of every matching credential is past (semantics 7.1, 7.2, 7.7). What only an annotation says to
 * be past is the word of its owner, who may have renewed the token and forgotten it: a warning at most.
 */
export const credentialExpired: Rule<'PG303'> = {
  code: 'PG303',
  slug: 'credential-expired',
  title: 'the credential has expired',
  defaultAction: 'deny',
  scope: 'image',
  aboutCredentials: true,
  docs: {
    what: 'The token in the Secret carries its own expiry (an ECR token, a JWT), and that time is past. No other credential matches. For a token that tells no expiry the annotation `pullgate.dev/expires-at` of the Secret may say it; that is a warning only.',
    why: 'ECR tokens live 12 hours, ACR tokens about 3: a Secret made by hand works today and fails tomorrow, at the first drain.',
    kubelet:
      'It sends the credential; the registry refuses it. There is no anonymous attempt afterwards, so even a public image fails.',
    fix: 'Name the newer Secret, where there is one; else put a new token in its place, at its source where a tool keeps it (Argo CD, Flux, Helm), and have something renew it (a CronJob, External Secrets), or let the nodes bring the credential. Pods that failed to pull retry by themselves.',
    source: ['pkg/credentialprovider/keyring.go', 'pkg/kubelet/kuberuntime/kuberuntime_image.go (PullImage)'],
  },
  evaluate: perImage(({ use, reference, matches, state, need }, context) => {
    if (reference === undefined) return undefined;
    if (state === 'works') {
      const lapsed = firstIfAllUsable(matches, (match) => match.lapsed);
      if (lapsed === undefined) return undefined;
      return {
        problem: `the credential for ${registryName(reference)} has probably expired`,
        because: `${secretName(lapsed.secret)}, ${keyName(lapsed.entry)}, is annotated so (${EXPIRES_AT})`,
        fix: renewal(context, reference, lapsed.secret, need),
        uses: [use],
        basis: ON_CLUSTER,
        ceiling: 'warn',
      };
    }
    const expired = state === 'hopeless' ? matches.find(({ standing }) => standing === 'expired') : undefined;
    if (expired === undefined) return undefined;
    return {
      problem: `the credential for ${registryName(reference)} has expired`,
      because: `${secretName(expired.secret)}, ${keyName(expired.entry)}, holds a token that says so itself${newerClause(context, reference)}`,
      fix: renewal(context, reference, expired.secret, need),
      uses: [use],
      basis: ON_CLUSTER,
    };
  }),
};

function newerClause(context: RuleContext, reference: ImageReference): string {
  const newer = newerSecret(context, reference);
  return newer === undefined ? '' : `; ${secretName(newer)} matches as well and has not expired, but is not named`;
}
