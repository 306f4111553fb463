import { ON_CLUSTER } from '../basis.js';
import { renewal } from '../remedy.js';
import type { LoginClass } from '../types.js';
import { keyName, registryName, secretName } from '../words/naming.js';
import { perImage } from './per-image.js';
import type { Rule } from './rule.js';
import { firstIfAllUsable } from './usable.js';

/** PG306: a kind that always expires, and its data is older than its life (semantics 7.3, 7.6). */
export const credentialStale: Rule<'PG306'> = {
  code: 'PG306',
  slug: 'credential-stale',
  title: 'the credential is probably stale',
  defaultAction: 'warn',
  scope: 'image',
  docs: {
    what: 'The credential is of a kind that always expires (an ECR token, a Google access token, a GitHub App or Actions token, a GitLab job token). It does not tell when, but the Secret was last changed longer ago than such a token lives.',
    why: 'It worked on the day it was made.',
    kubelet: 'It sends the credential; the registry refuses it, and there is no anonymous attempt afterwards.',
    fix: 'Create a Secret with a new token, and have something renew it, or use a credential that lasts.',
    source: [
      'staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/types.go (managedFields)',
      'pkg/credentialprovider/keyring.go',
    ],
  },
  evaluate: perImage(({ use, reference, matches, state, need }, context) => {
    if (reference === undefined || state !== 'works') return undefined;
    const first = firstIfAllUsable(matches, ({ stale }) => stale);
    if (first === undefined) return undefined;
    return {
      problem: `the credential for ${registryName(reference)} is probably stale`,
      because: `${secretName(first.secret)}, ${keyName(first.entry)}, ${staleWords(first.entry.login)}`,
      fix: renewal(context, reference, first.secret, need),
      uses: [use],
      basis: ON_CLUSTER,
    };
  }),
};

/** What is said of a stale credential, after its name. */
export function staleWords(login: LoginClass): string {
  return `holds ${kindOf(login)} and was last changed longer ago than such a token lives`;
}

function kindOf(login: LoginClass): string {
  switch (login) {
    case 'ecr':
      return 'an ECR token (12 hours)';
    case 'acr-token':
      return 'an Azure registry token (3 hours)';
    case 'google-oauth':
      return 'a Google access token (1 hour)';
    case 'github-app-token':
      return 'a GitHub App or Actions token (1 hour)';
    case 'gitlab-job-token':
      return 'a GitLab job token';
    case 'github-token':
    case 'github-fine-grained':
    case 'google-json-key':
    case 'docker-hub-token':
    case 'jwt':
    case 'other':
      return 'a token';
    default:
      return login satisfies never;
  }
}
