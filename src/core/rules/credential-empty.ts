import { credentialEmpty as cause } from '../causes/credential-empty.js';
import { newSecret, replaceable } from '../remedy.js';
import type { CredentialMatch } from '../types.js';
import { keyName, registryName, secretName } from '../words/naming.js';
import { causeFindings } from './cause-findings.js';
import type { Rule, RuleContext } from './rule.js';

/** PG302: the entry matches, but carries no user or no password, so the pull is anonymous (semantics 2.16, 2.17). */
export const credentialEmpty: Rule<'PG302'> = {
  code: 'PG302',
  slug: 'credential-empty',
  title: 'the credential is empty',
  defaultAction: 'deny',
  scope: 'image',
  aboutCredentials: true,
  docs: {
    what: 'A key of the Secret matches the registry, but its entry has no user name or no password: Docker Desktop wrote `credsStore` and kept the password elsewhere, or there is only an `identitytoken`. Said only where the registry needs a credential.',
    why: 'The Secret looks right in every listing. `kubectl create secret generic --from-file=.dockerconfigjson=~/.docker/config.json` on a laptop is the usual origin.',
    kubelet:
      'It counts as a match, and containerd and CRI-O then pull anonymously where the registry uses tokens. `identitytoken`, `registrytoken`, `credsStore` and `credHelpers` are ignored.',
    fix: 'Create a Secret that holds a user name and a token.',
    source: [
      'pkg/credentialprovider/config.go (DockerConfigEntry)',
      'containerd: internal/cri/server/images/image_pull.go (ParseAuth), core/remotes/docker/authorizer.go (doBearerAuth)',
    ],
  },
  evaluate: (context) =>
    causeFindings(context, cause, ({ match }, reference) => ({
      problem: `the credential for ${registryName(reference)} has no ${match.entry.hasUser ? 'password' : 'user name'}, so the pull is anonymous`,
      because: `${secretName(match.secret)}, ${keyName(match.entry)}: ${whyEmpty(match, context)}`,
      fix: newSecret(reference, holdsOnlyThis(match.secret, context) ? [match.secret] : []),
    })),
};

function whyEmpty({ secret: name, entry }: CredentialMatch, { facts }: RuleContext): string {
  if (entry.ignoredToken) return 'it holds only a token that the kubelet ignores';
  const secret = facts.secrets.get(name);
  if (secret?.state === 'found' && 'usesHelper' in secret.value && secret.value.usesHelper) {
    return 'the password is in a credential helper (Docker Desktop), not in the secret';
  }
  return entry.hasUser ? 'a user name alone is not sent to the registry' : 'user name and "auth" are empty';
}

function holdsOnlyThis(name: string, { facts }: RuleContext): boolean {
  const secret = facts.secrets.get(name);
  return secret?.state === 'found' && replaceable(secret.value);
}
